/** A run that cannot begin, with words for the person who started it; no stack is needed to act on it. */
export class HostFault extends Error {}
