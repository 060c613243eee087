/**
 * Own schemes in Chromium: there is no switch to register one, so `app://bundle/x` travels as
 * `https://bundle.app.electron-host.test/x` and is answered before it reaches the network.
 */
const suffix = '.electron-host.test'
const schemes = new Set<string>()

/** Makes a scheme one that is carried. */
export function carryScheme(scheme: string): void {
  schemes.add(scheme)
}

/** Ends carrying a scheme. */
export function dropScheme(scheme: string): void {
  schemes.delete(scheme)
}

/** From the application's address to the browser's. */
export function toBrowser(url: string): string {
  const [, scheme = '', host = '', rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/is.exec(url) ?? []
  if (!schemes.has(scheme.toLowerCase())) return url
  return `https://${host || 'host'}.${scheme.toLowerCase()}${suffix}${rest || '/'}`
}

/** From the browser's address to the application's. */
export function toApp(url: string): string {
  const [, host, scheme, rest] = /^https:\/\/([^/?#]+)\.([a-z0-9+-]+)\.electron-host\.test(.*)$/is.exec(url) ?? []
  return host === undefined ? url : `${scheme}://${host}${rest}`
}

/** The scheme that carries this browser address, if it is one of ours. */
export function schemeOf(browserUrl: string): string | undefined {
  const app = toApp(browserUrl)
  return app === browserUrl ? undefined : app.slice(0, app.indexOf(':'))
}

/** Writes a Content-Security-Policy for the browser: `app:` and `app://bundle` become what they travel as. */
export function policyToBrowser(policy: string): string {
  return policy.replace(
    /(?<=[\s;]|^)([a-z][a-z0-9+.-]*):(\/\/[^\s;]+)?(?=[\s;]|$)/gi,
    (word, scheme: string, rest?: string) => {
      if (!schemes.has(scheme.toLowerCase())) return word
      return rest ? toBrowser(word) : `https://*.${scheme.toLowerCase()}${suffix}`
    },
  )
}

/** Two ways to write one address compare equal. */
export function normalised(url: string): string {
  return URL.parse(url)?.href ?? url
}
