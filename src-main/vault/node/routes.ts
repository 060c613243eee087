import type { leaseRoutes, secretRoutes } from '../../contract/routes/secrets.ts'
import type { Caller } from '../../contract/wire/caller.ts'
import type { Handlers } from '../../contract/wire/route.ts'
import type { Asker } from '../core/note.ts'
import { applyImport, previewImport } from './import-env.ts'
import type { LeaseDesk } from './lease-desk.ts'
import type { Vault } from './vault.ts'

/** The vault's side of its table. */
export function secretHandlers(
  vault: Vault,
  kept: 'keychain' | 'passphrase' | 'nowhere',
  remindAfterDays: () => number,
  leases: Pick<LeaseDesk, 'list'>,
): Handlers<typeof secretRoutes> {
  return {
    'secrets.status': async () => {
      const listed = await vault.list(remindAfterDays())
      if (listed.status !== 'ok') return listed
      const due = listed.secrets.filter(secret => secret.age.reminder !== 'fresh').length
      return { status: 'open', kept, secrets: listed.secrets.length, due, rotations: vault.rotations }
    },
    'secrets.list': () => vault.list(remindAfterDays()),
    'secrets.leases': async () => leases.list(),
    'secrets.put': ({ name, value, purpose }, caller) => vault.put(name, value, asker(caller), purpose),
    'secrets.remove': ({ name }, caller) => vault.remove(name, asker(caller)),
    'secrets.importPreview': ({ text }) => previewImport(vault, text),
    'secrets.importApply': ({ text, names }, caller) => applyImport(vault, text, names, asker(caller)),
    'secrets.rotate': (_, caller) => vault.rotateMasterKey(asker(caller)),
    'secrets.recoveryCheck': ({ phrase }) => vault.checkRecoveryPhrase(phrase),
    'secrets.recoveryRenew': (_, caller) => vault.renewRecoveryPhrase(asker(caller)),
  }
}

/** The lease desk's side of its table; the connection is the door's word, not the message's. */
export function leaseHandlers(desk: LeaseDesk): Handlers<typeof leaseRoutes> {
  return { 'secrets.lease': ({ name }, caller) => desk.answer(caller.connection, name) }
}

const asker = (caller: Caller): Asker => ({ who: 'owner', door: caller.door })
