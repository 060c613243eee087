import { z } from 'zod'

// Imported first, and for this effect alone: zod tries `new Function` while schemas are being made, which the page's own
// policy refuses, and a module's imports run before its own lines do.
z.config({ jitless: true })
