import type { ReactNode } from 'react'

/** The sign of the house: a gate between two posts. */
export function GateMark({ className = '' }: { className?: string }): ReactNode {
  return (
    <svg
      aria-hidden
      viewBox="0 0 32 32"
      className={className}
      fill="none"
      stroke="currentColor"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d="M6 27V14a10 10 0 0 1 20 0v13" strokeWidth="3" />
      <path d="M3.5 27h5M23.5 27h5" strokeWidth="3" />
      <path d="M16 10v17M11.5 15v12M20.5 15v12M10 20.5h12" strokeWidth="1.8" />
    </svg>
  )
}
