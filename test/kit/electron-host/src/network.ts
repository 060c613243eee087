import type { CdpSession } from './cdp.ts'
import { isLoopback } from './net.ts'
import { record } from './record.ts'
import { normalised, policyToBrowser, schemeOf, toApp, toBrowser } from './scheme.ts'
import type { Session } from './session.ts'

interface HeaderEntry {
  name: string
  value: string
}

/** `Fetch.requestPaused`, as far as the host reads it. */
export interface PausedRequest {
  requestId: string
  redirectedRequestId?: string
  frameId: string
  resourceType: string
  request: { url: string; method: string; headers: Record<string, string>; postDataEntries?: { bytes?: string }[] }
  responseStatusCode?: number
  responseErrorReason?: string
  responseHeaders?: HeaderEntry[]
}

/** What the page says about its requests. */
export interface RequestOwner {
  session: Session
  cdp: CdpSession
  webContentsId: number
  /** Whether a document may be loaded; asked for navigations of the main frame. */
  mayNavigate(paused: PausedRequest, url: string): boolean
  /** The policy that came with a document, if any. */
  sawDocument(url: string, policy: string | undefined): void
}

const ownSchemes = /^(data|blob|about|devtools|chrome|chrome-extension|chrome-untrusted|file):/
const isPolicy = (name: string): boolean => /^content-security-policy(-report-only)?$/i.test(name)

/** Decides about one request: the application's hooks first, then its own schemes, then nothing but this machine. */
export async function answerRequest(owner: RequestOwner, paused: PausedRequest): Promise<void> {
  const { cdp, session } = owner
  const { requestId } = paused
  const url = toApp(paused.request.url)
  if (paused.responseStatusCode !== undefined || paused.responseErrorReason) return changeResponse(owner, paused)
  if (paused.resourceType === 'Document' && !owner.mayNavigate(paused, url)) return fail(cdp, requestId, 'Aborted')
  const details = {
    url,
    method: paused.request.method,
    resourceType: resourceType(paused),
    webContentsId: owner.webContentsId,
    id: 0,
    referrer: '',
  }
  const { cancel, redirectURL } = await session.webRequest._ask('onBeforeRequest', details)
  if (cancel) return fail(cdp, requestId, 'BlockedByClient')
  if (redirectURL) return redirect(cdp, requestId, redirectURL)
  const scheme = schemeOf(paused.request.url)
  if (scheme) return fulfilOwn(owner, paused, scheme, url)
  if (ownSchemes.test(url)) return void (await cdp.send('Fetch.continueRequest', { requestId }))
  if (!isLoopback(url)) {
    record.blockedRequests.push(url)
    return fail(cdp, requestId, 'InternetDisconnected')
  }
  const interceptResponse = session.webRequest._wants('onHeadersReceived', url)
  const asked = await session.webRequest._ask('onBeforeSendHeaders', {
    ...details,
    requestHeaders: { ...paused.request.headers },
  } as never)
  const headers = asked.requestHeaders && { headers: entries(asked.requestHeaders) }
  await cdp.send('Fetch.continueRequest', { requestId, interceptResponse, ...headers })
}

function resourceType({ resourceType: type }: PausedRequest): string {
  return (
    {
      Document: 'mainFrame',
      Stylesheet: 'stylesheet',
      Image: 'image',
      Script: 'script',
      XHR: 'xhr',
      Fetch: 'xhr',
      Font: 'font',
    }[type] ?? 'other'
  )
}

function entries(headers: Record<string, string | string[]>): HeaderEntry[] {
  return Object.entries(headers).flatMap(([name, value]) => [value].flat().map(one => ({ name, value: one })))
}

async function fail(cdp: CdpSession, requestId: string, errorReason: string): Promise<void> {
  await cdp.send('Fetch.failRequest', { requestId, errorReason })
}

async function redirect(cdp: CdpSession, requestId: string, url: string): Promise<void> {
  const responseHeaders = [{ name: 'location', value: toBrowser(url) }]
  await cdp.send('Fetch.fulfillRequest', { requestId, responseCode: 307, responseHeaders })
}

/** Header by header: rewriting all of them alike broke redirects. */
function headerToBrowser(name: string, value: string): HeaderEntry {
  if (isPolicy(name)) return { name, value: policyToBrowser(value) }
  if (/^(location|access-control-allow-origin)$/i.test(name))
    return { name, value: toBrowser(value).replace(/(electron-host\.test)\/$/, '$1') }
  return { name, value }
}

function toRequest({ request }: PausedRequest, url: string): Request {
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, toApp(value)]))
  const body = Buffer.concat((request.postDataEntries ?? []).map(({ bytes = '' }) => Buffer.from(bytes, 'base64')))
  return new Request(url, { method: request.method, headers, ...(body.length > 0 && { body }) })
}

async function fulfilOwn(owner: RequestOwner, paused: PausedRequest, scheme: string, url: string): Promise<void> {
  const { requestId } = paused
  const handler = owner.session.protocol._handler(scheme)
  if (!handler) return fail(owner.cdp, requestId, 'Failed')
  // Chromium asks for an icon that no real window would: the application must not be troubled with it.
  if (url.endsWith('/favicon.ico'))
    return void (await owner.cdp.send('Fetch.fulfillRequest', { requestId, responseCode: 204 }))
  let response: Response
  try {
    response = await handler(toRequest(paused, url))
  } catch (error) {
    console.error(`Error in the handler of ${url}:`, error)
    return fail(owner.cdp, requestId, 'Failed')
  }
  if (paused.resourceType === 'Document')
    owner.sawDocument(url, response.headers.get('content-security-policy') ?? undefined)
  const responseHeaders = Array.from(response.headers, ([name, value]) => headerToBrowser(name, value))
  const body = Buffer.from(await response.arrayBuffer()).toString('base64')
  await owner.cdp.send('Fetch.fulfillRequest', {
    requestId,
    responseCode: response.status || 200,
    responseHeaders,
    body,
  })
}

/** `onHeadersReceived` for http. `Fetch.continueResponse` would not apply a new policy, so the body is fetched and given again. */
async function changeResponse(owner: RequestOwner, paused: PausedRequest): Promise<void> {
  const { requestId, responseHeaders = [], responseStatusCode = 0 } = paused
  const { cdp } = owner
  if (paused.responseErrorReason || (responseStatusCode >= 300 && responseStatusCode < 400)) {
    return void (await cdp.send('Fetch.continueRequest', { requestId }))
  }
  const given: Record<string, string[]> = {}
  for (const { name, value } of responseHeaders) given[name] = [...(given[name] ?? []), value]
  const url = normalised(toApp(paused.request.url))
  const answer = await owner.session.webRequest._ask('onHeadersReceived', {
    url,
    statusCode: responseStatusCode,
    responseHeaders: given,
  } as never)
  if (answer.cancel) return fail(cdp, requestId, 'BlockedByClient')
  if (!answer.responseHeaders) return void (await cdp.send('Fetch.continueRequest', { requestId }))
  const headers = entries(answer.responseHeaders).filter(({ name }) => !/^content-(encoding|length)$/i.test(name))
  if (paused.resourceType === 'Document') owner.sawDocument(url, headers.find(({ name }) => isPolicy(name))?.value)
  const { body, base64Encoded } = await cdp.send<{ body: string; base64Encoded: boolean }>('Fetch.getResponseBody', {
    requestId,
  })
  const bytes = base64Encoded ? body : Buffer.from(body).toString('base64')
  await cdp.send('Fetch.fulfillRequest', {
    requestId,
    responseCode: responseStatusCode,
    responseHeaders: headers,
    body: bytes,
  })
}
