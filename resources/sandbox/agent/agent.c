/*
 * Gatehouse exec agent: PID 1 of a sandbox. One framed stream on stdin/stdout runs, feeds, signals and ends commands.
 * The end of that stream, or ten seconds without a PING, ends the agent, and with PID 1 the kernel ends everything
 * below it. There is deliberately no kill(-1) in here: outside a PID namespace that would be the whole machine.
 */
#include "agent.h"

static struct command commands[MAX_COMMANDS];
static int beat_limit = 10;
static volatile int64_t last_beat;
static pid_t relay_pid;
static int relay_listener = -1;
static const char *relay_path;

static int64_t now_ms(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void end_everything(int code) {
  if (getpid() != 1) /* no PID namespace around us (a remote host): take down what is below, and nothing else */
    while (kill_descendants(NULL, 0) > 0) usleep(1000);
  _exit(code);
}

/** Anyone inside may send us SIGALRM, so the clock decides and not the signal. */
static void check_beat(int signal) {
  (void)signal;
  int64_t left = last_beat + beat_limit * 1000 - now_ms();
  if (left <= 0) end_everything(70);
  alarm((unsigned)(left / 1000 + 1));
}

static void send_frame(uint32_t id, uint8_t type, const void *body, uint32_t len) {
  char head[9];
  memcpy(head, &len, 4), memcpy(head + 4, &id, 4), head[8] = (char)type;
  struct iovec part[2] = {{head, sizeof head}, {(void *)body, len}};
  for (int at = 0; at < 2;) {
    ssize_t n = writev(1, part + at, 2 - at);
    if (n < 0 && errno == EINTR) continue; /* the heartbeat has just been checked */
    if (n < 0) end_everything(71);
    while (at < 2 && (size_t)n >= part[at].iov_len) n -= (ssize_t)part[at++].iov_len;
    if (at < 2) part[at].iov_base = (char *)part[at].iov_base + n, part[at].iov_len -= (size_t)n;
  }
}

static void shut(int *fd) {
  if (*fd >= 0) close(*fd);
  *fd = -1;
}

static void close_input(struct command *c) {
  if (c->tty) { if (write(c->in, "\4", 1) < 0) return; }
  else shut(&c->in);
}

static void feed(struct command *c) {
  while (c->in >= 0 && c->pending_len) {
    ssize_t n = write(c->in, c->pending, c->pending_len);
    if (n < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (n < 0) { c->pending_len = 0; shut(&c->in); break; } /* it stopped reading: not our error */
    memmove(c->pending, c->pending + n, c->pending_len -= (size_t)n);
  }
  if (c->pending_close && !c->pending_len && c->in >= 0) c->pending_close = 0, close_input(c);
}

static void send_exit(struct command *c) {
  int s = c->last.value;
  int32_t body[3] = {c->last.kind == 'S' && WIFEXITED(s) ? WEXITSTATUS(s) : -1,
                     c->last.kind == 'S' && WIFSIGNALED(s) ? WTERMSIG(s) : c->last.kind ? 0 : SIGKILL,
                     c->last.kind == 'E' ? s : 0};
  send_frame(c->id, EXIT, body, sizeof body);
  c->ended = 1;
}

static void forget(struct command *c) {
  if (c->out == c->in) c->out = -1;
  shut(&c->in), shut(&c->out), shut(&c->err), shut(&c->status), shut(&c->control);
  free(c->pending);
  memset(c, 0, sizeof *c);
}

static void fail_to_start(uint32_t id, int error) {
  int32_t body[3] = {-1, 0, error};
  send_frame(id, EXIT, body, sizeof body);
}

static void run(uint32_t id, char *body, uint32_t len) {
  struct plan plan = {0};
  struct command *c = NULL;
  for (int i = 0; i < MAX_COMMANDS && !c; i++) if (!commands[i].live) c = &commands[i];
  if (!c) return fail_to_start(id, EAGAIN);
  if (parse_plan(body, len, &plan)) return fail_to_start(id, EINVAL);
  *c = (struct command){.id = id, .live = 1, .in = -1, .out = -1, .err = -1, .status = -1, .control = -1};
  if (start_command(c, &plan)) fail_to_start(id, errno), forget(c);
  free(plan.argv);
}

static struct command *find(uint32_t id) {
  for (int i = 0; i < MAX_COMMANDS; i++) if (commands[i].live && commands[i].id == id) return &commands[i];
  return NULL;
}

static void take_input(struct command *c, const char *body, uint32_t len) {
  if (c->in < 0) return;
  if (!len) c->pending_close = 1;
  char *grown = c->pending_len + len <= MAX_PENDING ? realloc(c->pending, c->pending_len + len + 1) : NULL;
  if (!grown) { if (write(c->control, "\x09", 1) < 0) shut(&c->control); return; }
  c->pending = grown;
  memcpy(c->pending + c->pending_len, body, len);
  c->pending_len += len;
  feed(c);
}

static void handle(uint32_t id, uint8_t type, char *body, uint32_t len) {
  if (type == PING) { last_beat = now_ms(); send_frame(id, PONG, body, len); return; }
  if (type == RUN) return run(id, body, len);
  struct command *c = find(id);
  if (!c) return; /* it ended while the frame was on its way */
  if (type == STDIN) take_input(c, body, len);
  if (type == KILL && len == 1 && write(c->control, body, 1) < 0) shut(&c->control);
  if (type == PAUSE) c->paused = 1;
  if (type == RESUME) c->paused = 0;
  if (type == RESIZE && len == 4 && c->tty) {
    uint16_t size[2];
    memcpy(size, body, 4);
    ioctl(c->out, TIOCSWINSZ, &(struct winsize){.ws_row = size[0], .ws_col = size[1]});
  }
}

static void read_wire(void) {
  static char buffer[MAX_FRAME + 9];
  static size_t have;
  ssize_t n = read(0, buffer + have, sizeof buffer - have);
  if (n < 0 && errno == EINTR) return;
  if (n <= 0) end_everything(0);
  have += (size_t)n;
  size_t at = 0;
  for (uint32_t len, id; have - at >= 9; at += 9 + len) {
    memcpy(&len, buffer + at, 4), memcpy(&id, buffer + at + 4, 4);
    if (len > MAX_FRAME) end_everything(72);
    if (have - at < 9 + len) break;
    handle(id, (uint8_t)buffer[at + 8], buffer + at + 9, len);
  }
  memmove(buffer, buffer + at, have -= at);
}

static void drain(struct command *c, int *fd, uint8_t type) {
  static char chunk[CHUNK];
  ssize_t n = read(*fd, chunk, sizeof chunk);
  if (n > 0 && !c->ended) send_frame(c->id, type, chunk, (uint32_t)n);
  if (n > 0 || (n < 0 && (errno == EINTR || errno == EAGAIN))) return;
  if (c->tty) *fd = -1, shut(&c->in); /* one descriptor is both sides of a terminal */
  else shut(fd);
}

/** A minder that died without a word was killed from inside: what it watched now hangs below us, and goes too. */
static void sweep(void) {
  pid_t spare[MAX_COMMANDS + 1];
  int n = 0;
  for (int i = 0; i < MAX_COMMANDS; i++) if (commands[i].live && commands[i].status >= 0) spare[n++] = commands[i].minder;
  if (relay_pid > 0) spare[n++] = relay_pid;
  for (int tries = 0; kill_descendants(spare, n) > 0 && tries < 50; tries++) {
    while (waitpid(-1, NULL, WNOHANG) > 0) {}
    usleep(500);
  }
}

static void read_status(struct command *c) {
  struct report r;
  if (read(c->status, &r, sizeof r) == sizeof r) {
    if (!c->last.kind) c->last = r;
    return;
  }
  shut(&c->status);
  if (!c->last.kind) sweep();
}

static void settle(struct command *c) {
  int output_left = c->out >= 0 || c->err >= 0;
  if (!c->ended && ((c->last.kind && c->keep) || (c->status < 0 && !output_left))) send_exit(c);
  if (c->ended && c->status < 0) forget(c);
}

static void keep_relay(void) {
  if (relay_listener < 0 || relay_pid > 0) return;
  if ((relay_pid = fork()) == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    close(0), close(1);
    relay(relay_listener, relay_path);
  }
}

/** Set up by root (a process sandbox, another user on the host), run as somebody who is not. */
static void become_user(const char *text) {
  unsigned uid, gid;
  if (sscanf(text, "%u:%u", &uid, &gid) != 2 || setgroups(0, NULL) || setresgid(gid, gid, gid) || setresuid(uid, uid, uid)) _exit(73);
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

int main(int argc, char **argv) {
  sigset_t chld;
  for (int i = 1; i + 1 < argc; i += 2) {
    if (!strcmp(argv[i], "--user")) become_user(argv[i + 1]);
    if (!strcmp(argv[i], "--beat")) beat_limit = atoi(argv[i + 1]);
    if (!strcmp(argv[i], "--relay-port")) relay_listener = listen_loopback(atoi(argv[i + 1]));
    if (!strcmp(argv[i], "--relay-to")) relay_path = argv[i + 1];
  }
  prctl(PR_SET_DUMPABLE, 0); /* nobody inside may read our memory or our descriptors, and so forge a frame */
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  signal(SIGPIPE, SIG_IGN);
  sigaction(SIGALRM, &(struct sigaction){.sa_handler = check_beat}, NULL);
  sigemptyset(&chld), sigaddset(&chld, SIGCHLD), sigprocmask(SIG_BLOCK, &chld, NULL);
  int children = signalfd(-1, &chld, SFD_CLOEXEC | SFD_NONBLOCK);
  last_beat = now_ms();
  alarm((unsigned)beat_limit);
  send_frame(0, HELLO, "1", 1);
  for (;;) {
    struct pollfd on[2 + 4 * MAX_COMMANDS] = {{0, POLLIN, 0}, {children, POLLIN, 0}};
    struct { struct command *c; int *fd; uint8_t type; } who[2 + 4 * MAX_COMMANDS];
    nfds_t n = 2;
    keep_relay();
    for (struct command *c = commands; c < commands + MAX_COMMANDS; c++) {
      if (!c->live) continue;
      struct { int *fd; short want; uint8_t type; } each[4] = {
        {&c->out, c->paused ? 0 : POLLIN, STDOUT}, {&c->err, c->paused ? 0 : POLLIN, STDERR},
        {&c->status, POLLIN, EXIT}, {&c->in, c->pending_len ? POLLOUT : 0, STDIN}};
      for (int i = 0; i < 4; i++) {
        if (*each[i].fd < 0 || !each[i].want) continue;
        on[n] = (struct pollfd){*each[i].fd, each[i].want, 0};
        who[n].c = c, who[n].fd = each[i].fd, who[n++].type = each[i].type;
      }
    }
    if (poll(on, n, -1) < 0) continue;
    if (on[1].revents) {
      struct signalfd_siginfo info;
      while (read(children, &info, sizeof info) > 0) {}
      for (pid_t got; (got = waitpid(-1, NULL, WNOHANG)) > 0;) if (got == relay_pid) relay_pid = 0;
    }
    for (nfds_t i = 2; i < n; i++) {
      if (!on[i].revents || *who[i].fd != on[i].fd) continue;
      if (who[i].type == STDIN) feed(who[i].c);
      else if (who[i].type == EXIT) read_status(who[i].c);
      else drain(who[i].c, who[i].fd, who[i].type);
    }
    for (struct command *c = commands; c < commands + MAX_COMMANDS; c++) if (c->live) settle(c);
    if (on[0].revents) read_wire();
  }
}
