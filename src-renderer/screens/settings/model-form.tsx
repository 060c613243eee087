import { type ReactNode, useState } from 'react'
import type { Config } from '../../../src-main/contract/model/config.ts'
import { useCommand } from '../../api/context.tsx'
import { Button } from '../../ui/button.tsx'
import { FaultNote } from '../../ui/fault-note.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { providerOptions, configWords as words } from '../../words/config.ts'
import { outcomeWords, type Value } from './use-config.ts'

type Model = Config['models'][string]

/** Which model answers. The key goes into the vault first, and the settings then only name it. */
export function ModelForm({ config }: { config: Config }): ReactNode {
  const agent = config.gateway.defaultAgent
  const current = config.models[config.agents[agent]?.model ?? '']
  const [draft, setDraft] = useState(() => draftOf(current))
  const { save, note, fault, busy } = useSaveModel(agent)
  const practice = draft.provider === 'practice'
  const needsUrl = draft.provider === 'openai-compatible'
  const change = (part: Partial<Draft>): void => setDraft({ ...draft, ...part })
  const ready = practice || (draft.model.trim() !== '' && (!needsUrl || draft.baseUrl.trim() !== ''))
  const stored = current?.provider === draft.provider ? current.key?.replace('secret:', '') : undefined
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={async event => {
        event.preventDefault()
        if (ready && (await save(draft, stored))) change({ key: '' })
      }}
    >
      <SelectField
        label={words.provider}
        value={draft.provider}
        options={providerOptions}
        onChange={provider => change({ provider, key: '' })}
      />
      {!practice && (
        <>
          <TextField
            label={words.modelName}
            value={draft.model}
            hint={words.modelHint}
            onChange={model => change({ model })}
            mono
          />
          {(needsUrl || draft.provider === 'ollama' || draft.baseUrl !== '') && (
            <TextField
              label={words.baseUrl}
              value={draft.baseUrl}
              hint={words.baseUrlHint}
              onChange={baseUrl => change({ baseUrl })}
              mono
            />
          )}
          {draft.provider !== 'ollama' && (
            <TextField
              label={words.key}
              type="password"
              value={draft.key}
              hint={stored ? words.keyStored(stored) : words.keyHint}
              onChange={key => change({ key })}
            />
          )}
        </>
      )}
      {fault && <FaultNote fault={fault} />}
      <div className="flex items-center gap-3">
        <Button type="submit" disabled={!ready || busy}>
          {words.useModel}
        </Button>
        <span role="status" className="text-[13px] text-soft">
          {note}
        </span>
      </div>
    </form>
  )
}

type Draft = { provider: Model['provider']; model: string; baseUrl: string; key: string }

function draftOf(model: Model | undefined): Draft {
  const practice = !model || model.provider === 'practice'
  return {
    provider: model?.provider ?? 'practice',
    model: practice ? '' : model.model,
    baseUrl: model?.baseUrl ?? '',
    key: '',
  }
}

/** Config name of the model that the form edits; others stay as they are. */
const FORM_MODEL = 'chosen'

function useSaveModel(agent: string) {
  const put = useCommand('secrets.put')
  const set = useCommand('config.set')
  const [note, setNote] = useState<string | null>(null)

  const write = async (path: string[], value: Value): Promise<boolean> => {
    const outcome = await set.mutateAsync({ path, value })
    if (outcome.status !== 'saved') setNote(outcomeWords(outcome))
    return outcome.status === 'saved'
  }
  const storeKey = async (draft: Draft): Promise<string | null> => {
    const name = `${draft.provider.replaceAll('-', '_').toUpperCase()}_API_KEY`
    const result = await put.mutateAsync({ name, value: draft.key, purpose: 'model' })
    if ('advice' in result) setNote(result.advice)
    return result.status === 'ok' ? name : null
  }
  const saveAll = async (draft: Draft, stored: string | undefined): Promise<boolean> => {
    if (draft.provider === 'practice') {
      const kept = await write(['models', 'practice'], { provider: 'practice', model: 'practice' })
      return kept && (await write(['agents', agent, 'model'], 'practice'))
    }
    const key = draft.key === '' ? (stored ?? null) : await storeKey(draft)
    if (draft.key !== '' && key === null) return false
    const model = {
      provider: draft.provider,
      model: draft.model.trim(),
      ...(draft.baseUrl.trim() && { baseUrl: draft.baseUrl.trim() }),
      ...(key !== null && { key: `secret:${key}` }),
    }
    return (await write(['models', FORM_MODEL], model)) && (await write(['agents', agent, 'model'], FORM_MODEL))
  }
  const save = async (draft: Draft, stored: string | undefined): Promise<boolean> => {
    setNote(null)
    const done = await saveAll(draft, stored).catch(() => false) // shown through put.error and set.error
    if (done) setNote(words.modelSaved)
    return done
  }
  return { save, note, fault: put.error ?? set.error, busy: put.isPending || set.isPending }
}
