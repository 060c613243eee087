#!/usr/bin/env node
import { runCli } from './program.ts'

process.umask(0o077) // whatever we write is for its owner only, databases of libraries included
// `gatehouse … | head` closes our output early; that is an end, not a failure.
process.stdout.on('error', error => process.exit((error as NodeJS.ErrnoException).code === 'EPIPE' ? 0 : 1))
process.exitCode = await runCli(process.argv)
