import { z } from 'zod'
import type { UrlVerdict } from '../network/judge-url.ts'
import { judgeFetch } from '../network/redirects.ts'

/** One line of a URL batch: the address, the list, all answers of the resolver and the redirects in order. */
export const UrlCase = z.looseObject({
  id: z.string(),
  url: z.string(),
  allow: z.array(z.string()).optional(),
  deny: z.array(z.string()).default([]),
  dns: z.record(z.string(), z.array(z.string())).default({}),
  redirects: z.array(z.string()).default([]),
})
export type UrlCase = z.infer<typeof UrlCase>

/** Judges one line of a URL batch. */
export function judgeUrlCase(one: UrlCase): UrlVerdict {
  return judgeFetch(one.url, one.redirects, { allow: one.allow ?? null, deny: one.deny }, one.dns)
}
