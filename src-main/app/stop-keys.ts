/** Four keys at once: nobody presses them by accident, and no common program uses them. */
export const STOP_KEYS = 'CommandOrControl+Alt+Shift+Escape'
