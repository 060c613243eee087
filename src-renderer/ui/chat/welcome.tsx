import { ChevronRight, Sparkles } from 'lucide-react'
import type { ReactNode } from 'react'
import { chatWords as words } from '../../words/chat.ts'
import { GateMark } from '../gate-mark.tsx'
import { Honest } from '../honest.tsx'

type Props = { model: string | undefined; practice: boolean; onExample: (text: string) => void; settings: ReactNode }

const examples = [
  { text: words.example1, note: words.example1Note },
  { text: words.example2, note: words.example2Note },
]

/** An empty conversation: who answers, and two things to try. */
export function Welcome({ model, practice, onExample, settings }: Props): ReactNode {
  return (
    <div className="flex flex-1 flex-col items-center justify-center px-6 py-10">
      <div className="flex w-full max-w-lg flex-col items-center text-center">
        <GateMark className="mb-4 size-10 text-accent" />
        <h2 className="text-xl font-semibold tracking-tight">{words.emptyTitle}</h2>
        <p className="mt-1 text-soft text-balance">{words.emptyBody}</p>
        {practice ? (
          <div className="mt-6 flex w-full items-start gap-3 rounded-xl bg-accent-wash px-4 py-3 text-left text-[13px]">
            <Sparkles aria-hidden className="mt-0.5 size-4 shrink-0 text-accent" />
            <p>
              <span className="block font-medium text-accent">{words.practiceTitle}</span>
              <span className="text-soft">{words.practiceBody}</span> {settings}
            </p>
          </div>
        ) : (
          model && (
            <p className="mt-6 text-[13px] text-soft">
              <Honest text={words.answersWith(model)} honesty="prose" />
            </p>
          )
        )}
        <h3 className="mt-7 mb-2 self-start text-xs font-medium text-soft">{words.examples}</h3>
        <ul className="flex w-full flex-col gap-2">
          {examples.map(example => (
            <li key={example.text}>
              <button
                type="button"
                onClick={() => onExample(example.text)}
                className="flex w-full items-center gap-3 rounded-xl border border-line bg-surface px-4 py-3 text-left shadow-card hover:border-edge/70 hover:bg-paper"
              >
                <span className="min-w-0 flex-1">
                  <span className="block font-medium">{example.text}</span>
                  <span className="text-[13px] text-soft">{example.note}</span>
                </span>
                <ChevronRight aria-hidden className="size-4 text-faint" />
              </button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
