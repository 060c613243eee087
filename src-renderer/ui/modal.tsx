import { Dialog } from '@base-ui/react/dialog'
import type { ReactNode, RefObject } from 'react'

type Props = {
  open: boolean
  title: string
  description?: string
  children?: ReactNode
  footer?: ReactNode
  width?: 'narrow' | 'wide'
  initialFocus?: RefObject<HTMLElement | null>
  onClose: () => void
}

/** A question in front of the page. Escape and the backdrop close it without doing anything. */
export function Modal(props: Props): ReactNode {
  const width = props.width === 'wide' ? 'max-w-2xl' : 'max-w-md'
  return (
    <Dialog.Root open={props.open} onOpenChange={open => !open && props.onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 bg-[oklch(0.2_0.02_260_/_0.4)] transition-opacity duration-150 data-starting-style:opacity-0 data-ending-style:opacity-0" />
        <Dialog.Popup
          {...(props.initialFocus ? { initialFocus: props.initialFocus } : {})}
          className={`fixed top-1/2 left-1/2 flex max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] ${width} -translate-x-1/2 -translate-y-1/2 flex-col overflow-hidden rounded-xl border border-line bg-raised shadow-float transition duration-150 data-starting-style:opacity-0 data-ending-style:opacity-0`}
        >
          <div className="min-h-0 overflow-y-auto px-5 pt-4 pb-4">
            <Dialog.Title className="text-base font-semibold">{props.title}</Dialog.Title>
            {props.description && (
              <Dialog.Description className="mt-1 text-[13px] text-soft">{props.description}</Dialog.Description>
            )}
            {props.children && <div className="mt-4">{props.children}</div>}
          </div>
          {props.footer && (
            <div className="flex flex-wrap items-center justify-end gap-2 border-t border-line px-5 py-3">
              {props.footer}
            </div>
          )}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
