import { contextBridge, ipcRenderer } from 'electron'
import type { Bridge } from '../src-main/contract/wire/bridge.ts'

// Two channels for everything: the list of calls and who may make them belongs to the Keeper, not to a copy here.
const CALL = 'gatehouse:call'
const EVENT = 'gatehouse:event'

const bridge: Bridge = {
  send: frame => ipcRenderer.invoke(CALL, frame),
  onFrame: listener => {
    // The event object carries `sender`, which is the whole IPC surface: the page must never get hold of it.
    const forward = (_event: unknown, frame: unknown): void => listener(frame)
    ipcRenderer.on(EVENT, forward)
    return () => void ipcRenderer.removeListener(EVENT, forward)
  },
}

contextBridge.exposeInMainWorld('gatehouse', bridge)
