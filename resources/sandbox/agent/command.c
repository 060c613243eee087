/*
 * One command = one minder process with the command below it. The minder is a child subreaper, so whatever the
 * command daemonises, setsid()s or orphans still hangs below it, and "kill this command" can mean all of it.
 */
#include "agent.h"
#include <dirent.h>

int parse_plan(char *bytes, size_t len, struct plan *plan) {
  uint16_t head[4]; /* rows, cols, argc, envc */
  if (len < 1 + sizeof head + 1 || bytes[len - 1] != 0) return -1;
  plan->flags = (uint8_t)bytes[0];
  memcpy(head, bytes + 1, sizeof head);
  plan->window = (struct winsize){.ws_row = head[0], .ws_col = head[1]};
  int argc = head[2], envc = head[3];
  char **list = calloc((size_t)argc + (size_t)envc + 3, sizeof *list), *at = bytes + 1 + sizeof head, *end = bytes + len;
  if (!list || argc < 1) return -1;
  plan->cwd = at;
  plan->argv = list;
  plan->envp = list + argc + 1;
  for (int i = 0; i < argc + envc; i++) {
    at += strlen(at) + 1;
    if (at >= end) return free(list), -1;
    list[i < argc ? i : i + 1] = at;
  }
  return 0;
}

/** The fields of /proc/PID/stat that matter; comm may hold spaces and brackets, so read from the last ')'. */
static pid_t parent_of(const char *pid) {
  char path[64], text[512], state;
  int parent = -1;
  snprintf(path, sizeof path, "/proc/%s/stat", pid);
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return -1;
  ssize_t n = read(fd, text, sizeof text - 1);
  close(fd);
  if (n <= 0) return -1;
  text[n] = 0;
  char *close_bracket = strrchr(text, ')');
  if (!close_bracket || sscanf(close_bracket + 1, " %c %d", &state, &parent) != 2 || state == 'Z') return -1;
  return parent;
}

int kill_descendants(const pid_t *spare, int spared) {
  static pid_t pids[32768], parents[32768];
  static char marked[32768];
  int n = 0, hit = 0, changed = 1;
  pid_t self = getpid();
  DIR *proc = opendir("/proc");
  if (!proc) return 0;
  for (struct dirent *e; (e = readdir(proc)) && n < 32768;) {
    pid_t pid = atoi(e->d_name);
    if (pid < 1 || (parents[n] = parent_of(e->d_name)) < 0) continue;
    for (int i = 0; i < spared; i++) if (spare[i] == pid) pid = 0;
    if (pid) marked[n] = 0, pids[n++] = pid;
  }
  closedir(proc);
  while (changed) {
    changed = 0;
    for (int i = 0; i < n; i++) {
      if (marked[i]) continue;
      int below = parents[i] == self;
      for (int j = 0; j < n && !below; j++) below = marked[j] && pids[j] == parents[i];
      if (below) marked[i] = 1, changed = 1;
    }
  }
  for (int i = 0; i < n; i++) if (marked[i] && pids[i] > 1 && kill(pids[i], SIGKILL) == 0) hit++;
  return hit;
}

static void become(const struct plan *plan, int in, int out, int err, const char *terminal, int status) {
  sigset_t none;
  sigemptyset(&none);
  signal(SIGPIPE, SIG_DFL);
  sigprocmask(SIG_SETMASK, &none, NULL);
  setsid();
  if (terminal) {
    in = out = err = open(terminal, O_RDWR);
    ioctl(in, TIOCSCTTY, 0);
    ioctl(in, TIOCSWINSZ, &plan->window);
  }
  dup2(in, 0), dup2(out, 1), dup2(err, 2); /* every other descriptor of ours closes by itself at exec */
  if (terminal && in > 2) close(in);
  /* The kernel must take the command, never the agent, when the sandbox runs out of memory. */
  int oom = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  if (oom >= 0 && write(oom, "1000", 4) > 0) close(oom);
  if (chdir(plan->cwd) == 0) {
    environ = plan->envp;
    if (plan->flags & WITH_SHELL) {
      execve("/bin/bash", (char *[]){"bash", "-c", plan->argv[0], NULL}, plan->envp);
      if (errno == ENOENT) execve("/bin/sh", (char *[]){"sh", "-c", plan->argv[0], NULL}, plan->envp);
    } else execvp(plan->argv[0], plan->argv);
  }
  struct report failed = {'E', errno};
  if (write(status, &failed, sizeof failed) < 0) _exit(126);
  _exit(127);
}

static void kill_all_below(void) {
  for (useconds_t wait = 200;; wait = wait < 20000 ? wait * 2 : wait) {
    kill_descendants(NULL, 0);
    pid_t got;
    while ((got = waitpid(-1, NULL, WNOHANG)) > 0) {}
    if (got < 0) return; /* ECHILD: nothing of this command is left */
    usleep(wait);
  }
}

static void mind(pid_t main, int keep) {
  const int control = 0, status = 1, children = 2;
  struct report done = {'S', 0};
  int reported = 0;
  for (;;) {
    struct pollfd on[2] = {{control, POLLIN, 0}, {children, POLLIN, 0}};
    int s, got;
    while ((got = waitpid(-1, &s, WNOHANG)) > 0) if (got == main) main = 0, done.value = s;
    if (!main && !keep) kill_all_below();
    if (!main && !reported++ && write(status, &done, sizeof done) < 0) _exit(1);
    if (!main && (!keep || got < 0)) _exit(0);
    poll(on, 2, -1);
    struct signalfd_siginfo info;
    if (on[1].revents && read(children, &info, sizeof info) < 0) continue;
    if (!on[0].revents) continue;
    uint8_t signal = SIGKILL; /* end of file means the agent is gone */
    if (read(control, &signal, 1) == 1 && signal != SIGKILL) { if (main) kill(-main, signal); continue; }
    keep = 0;
    if (!main) kill_all_below();
    else {
      kill(main, SIGKILL); /* its status is what we report, so let waitpid above see it first */
      kill_descendants(NULL, 0);
    }
  }
}

int start_command(struct command *c, const struct plan *plan) {
  int in[2] = {-1, -1}, out[2] = {-1, -1}, err[2] = {-1, -1}, status[2], control[2];
  char terminal[64] = "";
  c->tty = (plan->flags & WITH_TTY) != 0;
  c->keep = (plan->flags & KEEP_BACKGROUND) != 0;
  if (pipe2(status, O_CLOEXEC) || pipe2(control, O_CLOEXEC)) return -1;
  if (c->tty) {
    c->in = c->out = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (c->in < 0 || grantpt(c->in) || unlockpt(c->in) || ptsname_r(c->in, terminal, sizeof terminal)) return -1;
  } else {
    if (pipe2(out, O_CLOEXEC) || pipe2(err, O_CLOEXEC)) return -1;
    if (plan->flags & WITH_STDIN ? pipe2(in, O_CLOEXEC) : (in[0] = open("/dev/null", O_RDONLY | O_CLOEXEC)) < 0) return -1;
    c->in = in[1], c->out = out[0];
  }
  c->err = err[0], c->status = status[0], c->control = control[1];
  if (c->in >= 0) fcntl(c->in, F_SETFL, O_NONBLOCK);
  c->minder = fork();
  if (c->minder == 0) {
    sigset_t chld;
    sigemptyset(&chld), sigaddset(&chld, SIGCHLD);
    int children = signalfd(-1, &chld, SFD_CLOEXEC);
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    setpgid(0, 0);
    pid_t main = fork();
    if (main == 0) become(plan, in[0], out[1], err[1], c->tty ? terminal : NULL, status[1]);
    if (main < 0) { struct report failed = {'E', errno}; _exit(write(status[1], &failed, sizeof failed) < 0); }
    /* The wire belongs to the agent and the pipes to the command: a minder that kept them would hold them open. */
    dup2(control[0], 0), dup2(status[1], 1), dup2(children, 2);
    if (syscall(436 /* close_range, blocked by old seccomp profiles */, 3, ~0U, 0) != 0)
      for (int fd = 3; fd < 1024; fd++) close(fd);
    mind(main, c->keep);
  }
  close(status[1]), close(control[0]), close(in[0]), close(out[1]), close(err[1]);
  return c->minder < 0 ? -1 : 0;
}
