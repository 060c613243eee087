import type { Call } from './call.ts'
import { ask } from './inspector.ts'

/** Arithmetic runs substitutions that sit in subscripts. */
export function calculates(call: Call, texts: readonly string[]): void {
  for (const text of texts) {
    if (!/[`$]\(?/.test(text) || !/\[/.test(text)) continue
    call.say(ask('dynamic.code', 'A calculation with code in it runs the code.', 'runs-code'))
    call.look.script(`: "${text}"`, call.inv.scope.fork(), [...call.inv.via, '(( ))'], null)
  }
}
