/**
 * Files in a workspace that other programs run or obey later, mostly outside of the sandbox: a person opens the
 * folder in an editor, commits, or changes into it.
 */
const RUN_LATER =
  /(?:^|\/)(?:\.git\/(?:hooks\/|config$|info\/attributes$)|\.husky\/|\.envrc$|\.vscode\/(?:tasks|settings|launch)\.json$|\.idea\/|\.devcontainer\/|\.github\/workflows\/|\.gitlab-ci\.yml$|\.mcp\.json$|\.claude\/|\.cursor\/|\.(?:bash|zsh)(?:rc|_profile|env)$|\.profile$)/

/** Whether writing this file plants something that runs later. */
export function runsLater(path: string): boolean {
  return RUN_LATER.test(path.replaceAll('\\', '/').toLowerCase())
}
