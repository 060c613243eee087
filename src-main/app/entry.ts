import { runApp } from './run-app.ts'

process.umask(0o077) // whatever we write is for its owner only, databases of libraries included
await runApp()
