import { z } from 'zod'
import {
  Config,
  ConfigChange,
  ConfigPath,
  ConfigProblem,
  HistoryEntry,
  PendingChange,
  SealedFile,
} from '../model/config.ts'
import { Digest } from '../model/id.ts'
import { command, feed, nothing, query, type RouteTable } from '../wire/route.ts'

const people = ['window', 'cli', 'dashboard'] as const

/** What a change of the config came to. */
export const ConfigOutcome = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('saved'), changes: z.array(ConfigChange), needsRestart: z.array(z.string()) }),
  z.strictObject({ status: z.literal('invalid'), problems: z.array(ConfigProblem).readonly() }),
  z.strictObject({ status: z.literal('pending'), advice: z.string() }),
  z.strictObject({ status: z.literal('not-as-shown') }),
  z.strictObject({ status: z.literal('no-such-version') }),
])
export type ConfigOutcome = z.infer<typeof ConfigOutcome>

/** The config that holds, and the changes of it and of the lasting answers that wait for a person. */
export const ConfigView = z.strictObject({
  config: Config,
  pending: PendingChange.nullable(),
  pendingGrants: PendingChange.nullable(),
})
export type ConfigView = z.infer<typeof ConfigView>

/** A value for one place; left out, the place is taken out of the file and its default holds again. */
const ConfigEdit = z.strictObject({ path: ConfigPath.min(1), value: z.json().optional() })

/** Which sealed file is meant: the settings, or the lasting answers. */
const of = SealedFile.default('config')

/** Settings, and what was changed from outside in any sealed file. Reading is free; whatever changes what holds needs a person. */
export const configRoutes = {
  'config.watch': feed({ from: people, input: nothing, snapshot: ConfigView, change: ConfigView }),
  /** What an edit would change and loosen, without making it. */
  'config.preview': query({ from: people, input: ConfigEdit, output: ConfigOutcome }),
  'config.set': command({ from: people, needs: 'person', input: ConfigEdit, output: ConfigOutcome }),
  'config.accept': command({
    from: people,
    needs: 'person',
    input: z.strictObject({ of, digest: Digest }),
    output: ConfigOutcome,
  }),
  /** Putting the accepted file back can only undo what a stranger did, so it needs no proof. */
  'config.revert': command({ from: people, input: z.strictObject({ of }), output: ConfigOutcome }),
  'config.history': query({ from: people, input: z.strictObject({ of }), output: z.array(HistoryEntry) }),
  'config.restore': command({
    from: people,
    needs: 'person',
    input: z.strictObject({ of, id: z.int().positive() }),
    output: ConfigOutcome,
  }),
} satisfies RouteTable
