import { z } from 'zod'

/** An error that came inside an answer which had begun well: with a status, or with the words of its vendor alone. */
const SaidInside = z.object({
  statusCode: z.number().nullish(),
  type: z.string().nullish(),
  code: z.union([z.string(), z.number()]).nullish(),
})

const AWAY = /overload|rate.?limit|too.?many|server.?error|^api.?error$|timeout|time.?out|unavailable|capacity/i

/** Whether a status is that of a server in trouble. A key it refuses, or a request it does not know, is for a person to see. */
export function isAwayStatus(status: number | undefined): boolean {
  return status === undefined || status === 408 || status === 429 || status >= 500
}

/** Whether a server said in the middle of its answer that it is in trouble. */
export function isSaidAway(error: unknown): boolean {
  const said = SaidInside.safeParse(error)
  if (!said.success) return false
  const { statusCode, type, code } = said.data
  const status = statusCode ?? Number(code ?? Number.NaN)
  if (status >= 100 && status < 600) return isAwayStatus(status)
  return [type, code].some(word => typeof word === 'string' && AWAY.test(word))
}
