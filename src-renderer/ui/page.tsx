import type { ReactNode } from 'react'

/** The body of a page: its heading, what can be done with it, and the rest below. */
export function Page(props: { title: string; note?: string; actions?: ReactNode; children: ReactNode }): ReactNode {
  return (
    <section
      aria-label={props.title}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a page has to be scrolled by keyboard too
      tabIndex={0}
      className="flex h-full flex-col overflow-y-auto focus-visible:outline-offset-[-2px]"
    >
      <div className="mx-auto flex w-full max-w-5xl flex-1 flex-col px-8 pt-6 pb-8">
        <header className="mb-5 flex min-h-9 flex-wrap items-center gap-3">
          <h1 className="text-xl font-semibold tracking-tight">{props.title}</h1>
          {props.note && <p className="text-[13px] text-soft">{props.note}</p>}
          <div className="ml-auto flex items-center gap-2">{props.actions}</div>
        </header>
        {props.children}
      </div>
    </section>
  )
}

/** A group of settings or facts with its own heading. */
export function Section(props: { title: string; note?: string; children: ReactNode }): ReactNode {
  return (
    <section className="grid gap-x-10 gap-y-3 border-t border-line py-6 first-of-type:border-t-0 first-of-type:pt-0 md:grid-cols-[15rem_1fr]">
      <div>
        <h2 className="text-sm font-semibold">{props.title}</h2>
        {props.note && <p className="mt-1 text-[13px] text-soft text-pretty">{props.note}</p>}
      </div>
      <div className="flex min-w-0 max-w-md flex-col gap-3">{props.children}</div>
    </section>
  )
}
