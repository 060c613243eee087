import type { PendingChange } from '../../contract/model/config.ts'

type About = { readonly file: string; readonly otherwise: string; readonly word: string }

const about: Readonly<Record<PendingChange['of'], About>> = {
  config: { file: 'config file', otherwise: 'the defaults', word: '' },
  grants: { file: 'file of lasting answers', otherwise: 'having none', word: ' grants' },
}

const advice: Readonly<Record<PendingChange['reason'], (of: About) => string>> = {
  'changed-outside': ({ file, word }) =>
    `Somebody changed the ${file} outside Gatehouse. Until you decide, the stricter of the two holds. Look: gatehouse config pending. Then: gatehouse config accept${word}, or gatehouse config revert${word}.`,
  'never-sealed': ({ file, otherwise, word }) =>
    `This ${file} was never accepted here. Until you decide, the stricter of it and ${otherwise} holds. Look: gatehouse config pending. Then: gatehouse config accept${word}.`,
  removed: ({ file, word }) =>
    `The ${file} is gone or cannot be read. The last accepted one holds. Put it back: gatehouse config revert${word}.`,
  invalid: ({ file, word }) =>
    `The ${file} cannot be used as it is. The last accepted one holds. Correct the places named and accept the change, or put the last one back: gatehouse config revert${word}.`,
  'rolled-back': ({ file, word }) =>
    `The data folder holds an older ${file} than the one accepted last. Until you decide, the stricter of the two holds. If you restored a backup yourself: gatehouse config accept${word}, or choose a version: gatehouse config history${word}.`,
}

/** What a person should do about a change that waits. */
export function pendingAdvice(of: PendingChange['of'], reason: PendingChange['reason']): string {
  return advice[reason](about[of])
}
