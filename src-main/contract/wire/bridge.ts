/** Everything the window's page can reach of the machine: frames out, frames in. Names no route. */
export type Bridge = {
  /** Rejects when the Keeper refuses the sender; an answer to the frame arrives through `onFrame`. */
  send(frame: unknown): Promise<void>
  /** Calls the listener with each frame that arrives; the answer stops it. */
  onFrame(listener: (frame: unknown) => void): () => void
}
