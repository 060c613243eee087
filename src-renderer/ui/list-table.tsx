import type { ReactNode } from 'react'

type Column = { readonly name: string; readonly look?: keyof typeof LOOKS }

const HEAD = 'pb-2 pr-4 text-left text-xs font-medium text-soft'
const LOOKS = { number: `${HEAD} text-right`, menu: 'w-10 pb-2', text: HEAD } as const

/** A table of things with a row each; the column of menus has its name for the ear only. */
export function ListTable({ columns, children }: { columns: readonly Column[]; children: ReactNode }): ReactNode {
  return (
    <table className="w-full border-collapse text-[13px]">
      <thead>
        <tr className="border-b border-line">
          {columns.map(({ name, look = 'text' }) => (
            <th key={name} className={LOOKS[look]}>
              {look === 'menu' ? <span className="sr-only">{name}</span> : name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  )
}
