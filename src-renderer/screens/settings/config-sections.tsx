import type { ReactNode } from 'react'
import type { Config } from '../../../src-main/contract/model/config.ts'
import { Button } from '../../ui/button.tsx'
import { ChangeList } from '../../ui/change-list.tsx'
import { FaultNote } from '../../ui/fault-note.tsx'
import { Modal } from '../../ui/modal.tsx'
import { Section } from '../../ui/page.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { SwitchField } from '../../ui/switch-field.tsx'
import {
  autonomyOptions,
  expiryOptions,
  modeOptions,
  postureOptions,
  shellOptions,
  configWords as words,
} from '../../words/config.ts'
import { frameWords } from '../../words/frame.ts'
import { useConfigEdit } from './use-config.ts'

/** The settings people change most. Each change is looked at, shown as a diff, and only then saved. */
export function ConfigSections({ config }: { config: Config }): ReactNode {
  const edit = useConfigEdit()
  const { approvals, policy } = config
  const expiry = String(approvals.expiresAfterSeconds)
  const expiries = expiryOptions.some(one => one.value === expiry)
    ? expiryOptions
    : [{ value: expiry, label: `${expiry} s` }, ...expiryOptions]
  return (
    <>
      <Section title={words.approvals} note={words.approvalsBody}>
        <SelectField
          label={words.mode}
          value={approvals.mode}
          options={modeOptions}
          onChange={mode => void edit.plan(['approvals', 'mode'], mode)}
        />
        <SelectField
          label={words.expiry}
          value={expiry}
          options={expiries}
          onChange={seconds => void edit.plan(['approvals', 'expiresAfterSeconds'], Number(seconds))}
        />
        <SwitchField
          label={words.dnd}
          hint={words.dndHint}
          on={approvals.doNotDisturb}
          onChange={on => void edit.plan(['approvals', 'doNotDisturb'], on)}
        />
      </Section>
      <Section title={words.agents} note={words.agentsBody}>
        <SelectField
          label={words.posture}
          value={config.posture}
          options={postureOptions}
          onChange={posture => void edit.plan(['posture'], posture)}
        />
        <SelectField
          label={words.autonomy}
          value={policy.autonomy}
          options={autonomyOptions}
          onChange={autonomy => void edit.plan(['policy', 'autonomy'], autonomy)}
        />
        <SelectField
          label={words.shell}
          value={policy.shell}
          options={shellOptions}
          onChange={shell => void edit.plan(['policy', 'shell'], shell)}
        />
        <SwitchField
          label={words.readOnly}
          hint={words.readOnlyHint}
          on={policy.readOnly}
          onChange={on => void edit.plan(['policy', 'readOnly'], on)}
        />
        <p role="status" className="min-h-5 text-[13px] text-soft">
          {edit.note}
        </p>
        {edit.fault && <FaultNote fault={edit.fault} />}
      </Section>
      <Review edit={edit} />
    </>
  )
}

function Review({ edit }: { edit: ReturnType<typeof useConfigEdit> }): ReactNode {
  const loosens = edit.planned?.changes.some(change => change.direction === 'loosens') ?? false
  return (
    <Modal
      open={edit.planned !== null}
      width="wide"
      title={words.reviewTitle}
      description={loosens ? words.reviewLoosens : words.reviewPlain}
      onClose={edit.drop}
      footer={
        <>
          <Button onPress={edit.drop}>{frameWords.cancel}</Button>
          <Button tone={loosens ? 'danger' : 'accent'} disabled={edit.busy} onPress={() => void edit.save()}>
            {words.save}
          </Button>
        </>
      }
    >
      {edit.planned && <ChangeList changes={edit.planned.changes} />}
    </Modal>
  )
}
