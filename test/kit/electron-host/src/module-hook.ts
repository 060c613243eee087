import { registerHooks } from 'node:module'

const names = /^electron(\/(main|common|renderer))?$/

/** From here on `electron` means the host, for `import`, for `require` and for the inspector's `require`. */
export function installModuleHook(): void {
  const face = new URL('./electron.ts', import.meta.url).href
  const required = new URL('./electron.cjs', import.meta.url).href
  registerHooks({
    resolve(specifier, context, next) {
      if (!names.test(specifier)) return next(specifier, context)
      const isRequire = context.conditions.includes('require')
      return {
        url: isRequire ? required : face,
        format: isRequire ? 'commonjs' : 'module-typescript',
        shortCircuit: true,
      }
    },
  })
}
