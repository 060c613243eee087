import { z } from 'zod'

/** A tool as the model sees it. The gateway only declares it; the Keeper judges and runs every call. */
export type ToolDeclaration = { readonly description: string; readonly input: z.ZodType }

/** The tools that can be offered to a model. */
export const toolDeclarations: Readonly<Record<string, ToolDeclaration>> = {
  exec: {
    description:
      'Runs a shell command in the sandbox and returns its output and exit code. Some commands need the approval of a person; wait for the answer and respect a refusal.',
    input: z.object({
      command: z.string().describe('The command line, for bash.'),
      cwd: z.string().optional().describe('Folder to run in; the workspace when left out.'),
      timeoutMs: z.int().positive().optional().describe('Time limit in milliseconds.'),
    }),
  },
  read: {
    description: 'Reads a text file in the workspace.',
    input: z.object({ path: z.string(), offset: z.int().optional(), limit: z.int().optional() }),
  },
  write: {
    description: 'Writes a text file in the workspace, replacing what was there.',
    input: z.object({ path: z.string(), content: z.string() }),
  },
  edit: {
    description: 'Replaces one exact piece of text in a workspace file.',
    input: z.object({ path: z.string(), find: z.string(), replace: z.string(), all: z.boolean().optional() }),
  },
  list: { description: 'Lists a folder of the workspace.', input: z.object({ path: z.string() }) },
  search: {
    description: 'Searches the text of the workspace.',
    input: z.object({ query: z.string(), path: z.string().optional() }),
  },
}
