/** A two-way pipe for frames. Each transport (IPC, child port, socket, WebSocket, memory) is one implementation. */
export type Wire = {
  send(frame: unknown): void
  /** At most one listener per half; a frame no half knows is answered as `bad-frame` by the serving half. */
  onFrame(listener: (frame: unknown) => void): void
  onClose(listener: () => void): void
  close(): void
}
