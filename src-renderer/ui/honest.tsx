import type { ReactNode } from 'react'
import { type Honesty, honest } from './honest-text.ts'
import type { Piece } from './piece.ts'

/** Draws a text so that nothing in it can hide, reorder or disguise the rest. */
export function Honest({ text, honesty = 'exact' }: { text: string; honesty?: Honesty }): ReactNode {
  const pieces = honest(text, honesty)
  if (pieces.length === 1 && pieces[0]?.kind === 'plain') return text
  return pieces.map((piece, at) => <PieceView key={at} piece={piece} />)
}

function PieceView({ piece }: { piece: Piece }): ReactNode {
  if (piece.kind === 'plain') return piece.text
  if (piece.kind === 'escaped') return <span className="chip">{piece.text}</span>
  return (
    <mark
      title={piece.note}
      className="rounded-sm bg-danger-wash text-danger underline decoration-wavy decoration-1 underline-offset-2"
    >
      {piece.text}
    </mark>
  )
}
