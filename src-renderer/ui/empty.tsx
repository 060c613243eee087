import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

/** What a page says while it has nothing to show. */
export function Empty(props: { icon: LucideIcon; title: string; body?: string; children?: ReactNode }): ReactNode {
  const Icon = props.icon
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-1 px-6 py-16 text-center">
      <div className="mb-3 flex size-12 items-center justify-center rounded-2xl bg-accent-wash text-accent">
        <Icon aria-hidden className="size-6" strokeWidth={1.6} />
      </div>
      <h2 className="text-base font-semibold">{props.title}</h2>
      {props.body && <p className="max-w-sm text-[13px] text-soft text-balance">{props.body}</p>}
      {props.children && <div className="mt-4">{props.children}</div>}
    </div>
  )
}
