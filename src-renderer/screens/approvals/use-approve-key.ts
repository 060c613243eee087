import { useEffect, useRef } from 'react'

/** Ctrl+Enter or Cmd+Enter approves an armed question; plain Enter never does. */
export function useApproveKey(active: boolean, approve: () => void): void {
  const latest = useRef(approve)
  latest.current = approve
  useEffect(() => {
    if (!active) return
    const onKey = (event: KeyboardEvent): void => {
      // `isComposing`: a key that an input method is still using is not an answer.
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing || event.repeat) return
      event.preventDefault()
      latest.current()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [active])
}
