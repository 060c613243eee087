import type { OutwardCategory, PolicySettings } from '../../contract/model/policy.ts'
import type { ToolCall } from '../../contract/model/tool-call.ts'

/** Which row of the matrix a call belongs to; `null` for commands, which are judged by what they run. */
export function outwardCategory(call: ToolCall, settings: PolicySettings): OutwardCategory | null {
  switch (call.tool) {
    case 'exec':
      return null
    case 'read':
    case 'list':
    case 'search':
      return 'read-files'
    case 'write':
    case 'edit':
      return 'write-files'
    case 'web_fetch':
      return call.arguments.method === 'POST' || call.arguments.body !== undefined ? 'send-new' : 'web'
    case 'web_search':
      return 'web'
    case 'memory':
      return call.arguments.action === 'search' || call.arguments.action === 'read' ? 'search-memory' : 'write-files'
    case 'message':
      return settings.knownRecipients.includes(`${call.arguments.channel}:${call.arguments.to}`)
        ? 'send-known'
        : 'send-new'
    case 'sessions_send':
      return 'other-session'
    case 'cron':
      return call.arguments.action === 'list' ? 'read-files' : 'schedule'
    default:
      return 'mcp'
  }
}

/** Whether a call changes something: files, memory, schedules, other people. */
export function changesSomething(call: ToolCall): boolean {
  switch (call.tool) {
    case 'read':
    case 'list':
    case 'search':
    case 'web_search':
      return false
    case 'web_fetch':
      return call.arguments.method === 'POST' || call.arguments.body !== undefined
    case 'memory':
      return call.arguments.action === 'write' || call.arguments.action === 'forget'
    case 'cron':
      return call.arguments.action !== 'list'
    default:
      // Also tools of MCP servers: nobody but their author knows what they do.
      return true
  }
}

/** Whether data of this machine can leave it with this call. `networked`: the command talks to the network. */
export function leavesMachine(call: ToolCall, networked: boolean): boolean {
  switch (call.tool) {
    case 'exec':
      return networked
    case 'web_fetch':
    case 'web_search':
    case 'message':
    case 'sessions_send':
      return true
    case 'cron':
      return call.arguments.action === 'add'
    case 'read':
    case 'write':
    case 'edit':
    case 'list':
    case 'search':
    case 'memory':
      return false
    default:
      return true
  }
}
