/*
 * One command = one minder process with the command below it. The minder is a child subreaper, so whatever the
 * command daemonises, setsid()s or orphans still hangs below it, and "kill this command" can mean all of it.
 */
#include "agent.h"
#include <dirent.h>
#include <sys/syscall.h>

int parse_plan(char *bytes, size_t len, struct plan *plan) {
  uint16_t head[4]; /* rows, cols, argc, envc */
  if (len < 1 + sizeof head + 1 || bytes[len - 1] != 0) return -1;
  memcpy(head, bytes + 1, sizeof head);
  int argc = head[2], envc = head[3];
  char **list = calloc((size_t)argc + (size_t)envc + 3, sizeof *list), *at = bytes + 9, *end = bytes + len;
  if (!list || argc < 1) return -1;
  *plan = (struct plan){(uint8_t)bytes[0], {.ws_row = head[0], .ws_col = head[1]}, at, list, list + argc + 1};
  for (int i = 0; i < argc + envc; i++) {
    at += strlen(at) + 1;
    if (at >= end) return -1;
    list[i < argc ? i : i + 1] = at;
  }
  return 0;
}

/** The parent in /proc/PID/stat, -1 for the dead. The name before it may hold brackets, so read from the last ')'. */
static pid_t parent_of(const char *pid) {
  char path[64], text[512], state;
  pid_t parent;
  snprintf(path, sizeof path, "/proc/%s/stat", pid);
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  ssize_t n = read(fd, text, sizeof text - 1);
  close(fd);
  if (n <= 0) return -1;
  text[n] = 0;
  char *name_end = strrchr(text, ')');
  return name_end && sscanf(name_end + 1, " %c %d", &state, &parent) == 2 && state != 'Z' ? parent : -1;
}

/** All at once: killing level by level would never catch up with a chain that grows at its lower end. */
int kill_descendants(int (*spared)(pid_t)) {
  static struct { pid_t pid, parent; int below; } all[32768];
  int n = 0, hit = 0, self = getpid();
  DIR *proc = opendir("/proc");
  if (!proc) return 0;
  for (struct dirent *e; (e = readdir(proc)) && n < 32768;) {
    pid_t pid = atoi(e->d_name), parent = pid > 1 ? parent_of(e->d_name) : -1;
    if (parent < 0 || (spared && spared(pid))) continue;
    all[n].pid = pid, all[n].parent = parent, all[n++].below = parent == self;
  }
  closedir(proc);
  for (int found = 1; found;) {
    found = 0;
    for (int i = 0; i < n; i++)
      for (int j = 0; j < n && !all[i].below; j++)
        if (all[j].below && all[j].pid == all[i].parent) all[i].below = found = 1;
  }
  for (int i = 0; i < n; i++) hit += all[i].below && kill(all[i].pid, SIGKILL) == 0;
  return hit;
}

static void become(const struct plan *plan, const int *end, const char *terminal) {
  int tty = *terminal ? open(terminal, O_RDWR | O_CLOEXEC) : -1;
  signal(SIGPIPE, SIG_DFL);
  sigprocmask(SIG_SETMASK, &no_signals_blocked, NULL);
  setsid();
  if (tty >= 0) ioctl(tty, TIOCSCTTY, 0), ioctl(tty, TIOCSWINSZ, &plan->window);
  for (int i = IN; i <= ERR; i++) dup2(tty < 0 ? end[i] : tty, i); /* our other descriptors close at exec */
  /* The kernel must take the command, never the agent, when the sandbox runs out of memory. */
  int oom = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  if (oom >= 0 && write(oom, "1000", 4) < 0) close(oom);
  if (chdir(plan->cwd) == 0) {
    environ = plan->envp;
    if (plan->flags & WITH_SHELL) {
      execve("/bin/bash", (char *[]){"bash", "-c", plan->argv[0], NULL}, plan->envp);
      if (errno == ENOENT) execve("/bin/sh", (char *[]){"sh", "-c", plan->argv[0], NULL}, plan->envp);
    } else execvp(plan->argv[0], plan->argv);
  }
  struct report failed = {'E', errno};
  _exit(write(end[MINDER], &failed, sizeof failed) < 0 ? 126 : 127);
}

/** Runs in the minder until nothing of its command is left. The end of `agent` means that the agent is gone. */
static void mind(pid_t main, int agent, int keep) {
  struct report done = {'S', 0};
  uint8_t signal = 0;
  for (int reported = 0, got, s;;) {
    while ((got = waitpid(-1, &s, WNOHANG)) > 0) if (got == main) main = 0, done.value = s;
    if (!main && !keep) signal = SIGKILL;
    if (!main && (keep || got < 0) && !reported++ && write(agent, &done, sizeof done) < 0) _exit(1);
    if (got < 0) _exit(0); /* no child any more */
    if (signal == SIGKILL) kill_descendants(NULL);
    struct pollfd on = {signal == SIGKILL ? -1 : agent, POLLIN, 0};
    if (ppoll(&on, 1, signal == SIGKILL ? &soon : NULL, &no_signals_blocked) <= 0) continue;
    if (read(agent, &signal, 1) != 1) signal = SIGKILL;
    if (signal != SIGKILL && main) kill(-main, signal);
  }
}

/** Forks the minder, which forks the command; `end` has the far ends of what leads to them. */
static pid_t fork_minder(const struct plan *plan, const int *end, const char *terminal) {
  pid_t minder = fork();
  if (minder != 0) return minder;
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  setpgid(0, 0);
  pid_t main = fork();
  if (main == 0) become(plan, end, terminal);
  struct report failed = {'E', errno};
  if (main < 0) _exit(write(end[MINDER], &failed, sizeof failed) < 0);
  dup2(end[MINDER], 0);
  /* The wire belongs to the agent and the pipes to the command: a minder that kept them would hold them open. */
  if (syscall(436 /* close_range, blocked by old seccomp profiles */, 1, ~0U, 0) != 0)
    for (int fd = 1; fd < 1024; fd++) close(fd);
  mind(main, 0, plan->flags & KEEP_BACKGROUND);
  return 0;
}

int start_command(struct command *c, const struct plan *plan) {
  int end[FDS] = {-1, -1, -1, -1}, in[2], out[2], err[2], talk[2];
  int failed = socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, talk);
  char terminal[64] = "";
  c->keep = plan->flags & KEEP_BACKGROUND;
  if (!failed) c->fd[MINDER] = talk[0], end[MINDER] = talk[1];
  if (plan->flags & WITH_TTY) {
    int tty = c->fd[OUT] = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    failed |= tty < 0 || grantpt(tty) || unlockpt(tty) || ptsname_r(tty, terminal, sizeof terminal);
    failed |= (c->fd[IN] = fcntl(tty, F_DUPFD_CLOEXEC, 3)) < 0;
  } else {
    if (!(failed |= pipe2(out, O_CLOEXEC))) c->fd[OUT] = out[0], end[OUT] = out[1];
    if (!(failed |= pipe2(err, O_CLOEXEC))) c->fd[ERR] = err[0], end[ERR] = err[1];
    if (!(plan->flags & WITH_STDIN)) failed |= (end[IN] = open("/dev/null", O_RDONLY | O_CLOEXEC)) < 0;
    else if (!(failed |= pipe2(in, O_CLOEXEC))) c->fd[IN] = in[1], end[IN] = in[0];
  }
  if (c->fd[IN] >= 0) fcntl(c->fd[IN], F_SETFL, O_NONBLOCK);
  if (!failed) failed = (c->minder = fork_minder(plan, end, terminal)) < 0;
  for (int i = 0, error = errno; i < FDS; i++, errno = error) if (end[i] >= 0) close(end[i]);
  return failed ? -1 : 0;
}
