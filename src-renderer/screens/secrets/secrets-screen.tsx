import { KeyRound } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { Secret } from '../../../src-main/contract/model/secret.ts'
import { useAsk } from '../../api/context.tsx'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { FaultNote } from '../../ui/fault-note.tsx'
import { Page } from '../../ui/page.tsx'
import { SecretTable } from '../../ui/secret-table.tsx'
import { secretWords as words } from '../../words/secrets.ts'
import { ImportDialog } from './import-dialog.tsx'
import { Leases } from './leases.tsx'
import { MasterKey } from './master-key.tsx'
import { RemoveDialog, StoreDialog } from './secret-dialogs.tsx'

type Open = { kind: 'add' } | { kind: 'import' } | { kind: 'replace' | 'remove'; secret: Secret } | null

/** What is in the vault: everything about a secret except the secret. */
export function SecretsScreen(): ReactNode {
  const list = useAsk('secrets.list', {})
  const [open, setOpen] = useState<Open>(null)
  const close = (): void => {
    setOpen(null)
    void list.refetch()
  }
  const secrets = list.data?.status === 'ok' ? list.data.secrets : []
  const trouble = list.data && list.data.status !== 'ok' ? list.data.advice : null
  return (
    <Page
      title={words.title}
      actions={
        <>
          <Button onPress={() => setOpen({ kind: 'import' })}>{words.import}</Button>
          <Button tone="accent" onPress={() => setOpen({ kind: 'add' })}>
            {words.add}
          </Button>
        </>
      }
    >
      <p className="-mt-3 mb-5 text-[13px] text-soft">{words.note}</p>
      {list.error && <FaultNote fault={list.error} />}
      {trouble && <p className="rounded-lg bg-danger-wash px-3 py-2 text-[13px] text-danger">{trouble}</p>}
      {list.data?.status === 'ok' && secrets.length === 0 && (
        <Empty icon={KeyRound} title={words.empty} body={words.emptyBody} />
      )}
      {secrets.length > 0 && (
        <SecretTable
          secrets={secrets}
          onReplace={secret => setOpen({ kind: 'replace', secret })}
          onRemove={secret => setOpen({ kind: 'remove', secret })}
        />
      )}
      <Leases />
      <MasterKey />
      {open?.kind === 'add' && <StoreDialog name={null} onClose={close} />}
      {open?.kind === 'replace' && <StoreDialog name={open.secret.name} onClose={close} />}
      {open?.kind === 'remove' && <RemoveDialog secret={open.secret} onClose={close} />}
      {open?.kind === 'import' && <ImportDialog onClose={close} />}
    </Page>
  )
}
