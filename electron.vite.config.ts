import { resolve } from 'node:path'
import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const at = (path: string): string => resolve(import.meta.dirname, path)

/** Native modules find their binaries by relative path, so a bundler must leave them where they are. */
const native = ['keytar', 'koffi', 'node-pty']

export default defineConfig({
  main: {
    build: {
      target: 'node24',
      externalizeDeps: { include: native },
      rolldownOptions: {
        input: {
          app: at('src-main/app/entry.ts'),
          cli: at('src-main/cli/entry.ts'),
          gateway: at('src-main/gateway/entry.ts'),
          watchdog: at('src-main/incident/node/watchdog-process.ts'),
          'keychain-process': at('src-main/vault/node/keychain-process.ts'),
        },
        // Side by side, so that a file is found beside `import.meta.url` from whichever chunk the asking code lands in.
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
      sourcemap: true,
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: at('src-preload/entry.ts') },
        // A sandboxed preload must be CommonJS; with "type": "module" only the name can say so.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src-renderer'),
    build: {
      target: 'chrome152',
      minify: true,
      // An inlined font would be a data: address, which the page's own policy refuses.
      assetsInlineLimit: 0,
      rolldownOptions: { input: { index: at('src-renderer/index.html') } },
    },
    plugins: [react(), tailwind()],
  },
})
