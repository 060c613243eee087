/** The event object that Electron hands to listeners which may say no. */
export class HostEvent {
  defaultPrevented = false

  preventDefault(): void {
    this.defaultPrevented = true
  }
}

/** Makes an event with extra fields of its own. */
export function hostEvent<T extends object>(fields: T): HostEvent & T {
  return Object.assign(new HostEvent(), fields)
}
