import { useState } from 'react'
import type { z } from 'zod'
import type { ConfigChange } from '../../../src-main/contract/model/config.ts'
import type { ConfigOutcome, ConfigView } from '../../../src-main/contract/routes/config.ts'
import type { Fault } from '../../../src-main/contract/wire/fault.ts'
import { useCommand, useFeed } from '../../api/context.tsx'
import type { FeedView } from '../../api/feed.ts'
import { configWords as words } from '../../words/config.ts'

type View = z.output<typeof ConfigView>

/** The settings that hold, and the change that waits for a person. */
export function useConfig(): FeedView<View> {
  return useFeed('config.watch', {}, latest)
}

const latest = (_: View, next: View): View => next

/** A value that a config place can take. */
export type Value = string | number | boolean | { [key: string]: Value }

/** An edit that was looked at and waits for the person's word. */
export type Planned = { path: string[]; value: Value; changes: ConfigChange[] }

/** Looks at an edit first, shows what it would do, and makes it when the person says so. */
export function useConfigEdit() {
  const preview = useCommand('config.preview')
  const set = useCommand('config.set')
  const [planned, setPlanned] = useState<Planned | null>(null)
  const [note, setNote] = useState<string | null>(null)

  const plan = async (path: string[], value: Value): Promise<void> => {
    setNote(null)
    const outcome = await preview.mutateAsync({ path, value }).catch(() => null) // shown through preview.error
    if (outcome?.status === 'saved') setPlanned({ path, value, changes: outcome.changes })
    else if (outcome) setNote(outcomeWords(outcome))
  }
  const save = async (): Promise<void> => {
    if (!planned) return
    const outcome = await set.mutateAsync({ path: planned.path, value: planned.value }).catch(() => null) // shown through set.error
    if (!outcome) return
    setPlanned(null)
    setNote(outcomeWords(outcome))
  }
  const fault: Fault | null = preview.error ?? set.error
  return { plan, save, planned, drop: () => setPlanned(null), note, fault, busy: preview.isPending || set.isPending }
}

/** What became of an edit, as a sentence. */
export function outcomeWords(outcome: ConfigOutcome): string {
  switch (outcome.status) {
    case 'saved':
      return outcome.needsRestart.length > 0 ? words.savedRestart : words.saved
    case 'invalid':
      return `${words.invalid}: ${outcome.problems.map(problem => problem.message).join(' ')}`
    case 'pending':
      return outcome.advice
    default:
      return words.notAsShown
  }
}
