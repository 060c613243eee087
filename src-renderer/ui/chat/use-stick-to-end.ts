import { useEffect, useLayoutEffect, useRef, useState } from 'react'

/** How near to the end still counts as being there. */
const NEAR_PX = 48

/** Keeps a growing list at its end, unless the reader has scrolled away from it. */
export function useStickToEnd(content: unknown) {
  const box = useRef<HTMLDivElement>(null)
  const [away, setAway] = useState(false)
  const stuck = useRef(true)

  const toEnd = (): void => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight
  }
  useEffect(() => {
    const element = box.current
    if (!element) return
    const onScroll = (): void => {
      stuck.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX
      setAway(!stuck.current)
    }
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => element.removeEventListener('scroll', onScroll)
  }, [])
  useLayoutEffect(() => {
    if (stuck.current) toEnd()
  }, [content])
  return { box, away, toEnd }
}
