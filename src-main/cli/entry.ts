#!/usr/bin/env node
import { runCli } from './program.ts'

process.umask(0o077) // whatever we write is for its owner only, databases of libraries included
process.exitCode = await runCli(process.argv)
