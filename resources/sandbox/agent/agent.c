/*
 * Gatehouse exec agent: PID 1 of a sandbox. One framed stream, on a socket that was shown to it or else on stdin and
 * stdout, runs, feeds, signals and ends commands. The end of the stream or of stdin, or ten seconds without a PING, ends
 * the agent, and with PID 1 the kernel ends all below it. No kill(-1) in here: elsewhere it would be the whole machine.
 */
#include "agent.h"
#include <grp.h>

static struct command commands[MAX_COMMANDS];
#define EACH_COMMAND(c) for (struct command *c = commands; c < commands + MAX_COMMANDS; c++) if (c->minder)
static char frame[9 + CHUNK]; /* what we send next; the payload is put at frame + 9 */
static volatile time_t last_beat;
static int beat_limit = 10, relay_listener = -1, orphans, wire_in, wire_out;
static const char *relay_path;
static pid_t relay_pid;

static time_t seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec;
}

static void end_everything(int code) {
  if (getpid() != 1) /* no PID namespace around us (a remote host): take down what is below, and nothing else */
    while (kill_descendants(NULL) > 0) usleep(1000);
  _exit(code);
}

/** A signal, because it also arrives while a write hangs. Anyone inside may send it, so the clock decides. */
static void check_beat(int signal) {
  (void)signal;
  time_t left = last_beat + beat_limit - seconds();
  if (left <= 0) end_everything(70);
  alarm((unsigned)left);
}

static void send_frame(uint32_t id, uint8_t type, uint32_t len) {
  memcpy(frame, &len, 4), memcpy(frame + 4, &id, 4), frame[8] = (char)type;
  for (size_t at = 0; at < 9 + len;) {
    ssize_t n = write(wire_out, frame + at, 9 + len - at);
    if (n < 0 && errno != EINTR) end_everything(71);
    if (n > 0) at += (size_t)n;
  }
}

static void send_exit(uint32_t id, int32_t code, int32_t signal, int32_t error) {
  memcpy(frame + 9, (int32_t[3]){code, signal, error}, 12);
  send_frame(id, EXIT, 12);
}

static void shut(int *fd) { if (*fd >= 0) close(*fd), *fd = -1; }

static void forget(struct command *c) {
  for (int i = 0; i < FDS; i++) shut(&c->fd[i]);
  free(c->waiting), memset(c, 0, sizeof *c);
}

static void run(uint32_t id, char *body, uint32_t len) {
  struct command *c = commands;
  struct plan plan = {0};
  while (c < commands + MAX_COMMANDS && c->minder) c++;
  if (c == commands + MAX_COMMANDS) return send_exit(id, -1, 0, EAGAIN);
  *c = (struct command){.id = id, .fd = {-1, -1, -1, -1}};
  if (parse_plan(body, len, &plan)) send_exit(id, -1, 0, EINVAL);
  else if (start_command(c, &plan)) send_exit(id, -1, 0, errno), forget(c);
  free(plan.argv);
}

static void feed(struct command *c) {
  while (c->fd[IN] >= 0 && c->length) {
    ssize_t n = write(c->fd[IN], c->waiting, c->length);
    if (n < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (n < 0) n = (ssize_t)c->length, shut(&c->fd[IN]); /* it stopped reading: not our error */
    memmove(c->waiting, c->waiting + n, c->length -= (size_t)n);
  }
  if (c->closing && !c->length) shut(&c->fd[IN]);
}

static void take_input(struct command *c, const char *body, uint32_t len) {
  if (c->fd[IN] < 0) return;
  char *grown = c->length + len <= MAX_WAITING ? realloc(c->waiting, c->length + len + 1) : NULL;
  if (!grown && write(c->fd[MINDER], "\x09", 1)) return; /* it hoards too much: end it */
  c->waiting = grown;
  memcpy(c->waiting + c->length, body, len);
  c->length += len, c->closing |= !len;
  feed(c);
}

static void handle(uint32_t id, uint8_t type, char *body, uint32_t len) {
  if (type == PING) { last_beat = seconds(); return send_frame(id, PONG, 0); }
  if (type == RUN) return run(id, body, len);
  EACH_COMMAND(c) { /* none: it ended while the frame was on its way */
    if (c->id != id) continue;
    if (type == STDIN) take_input(c, body, len);
    if (type == KILL && len == 1 && write(c->fd[MINDER], body, 1) < 0) return;
    if (type == PAUSE || type == RESUME) c->paused = type == PAUSE;
    if (type == RESIZE && len == 4) { /* of a pipe the kernel refuses it */
      uint16_t size[2];
      memcpy(size, body, 4);
      ioctl(c->fd[OUT], TIOCSWINSZ, &(struct winsize){.ws_row = size[0], .ws_col = size[1]});
    }
  }
}

static void read_wire(void) {
  static char buffer[MAX_FRAME + 9];
  static size_t have;
  ssize_t n = read(wire_in, buffer + have, sizeof buffer - have);
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

static void drain(struct command *c, int which) {
  ssize_t n = read(c->fd[which], frame + 9, CHUNK);
  if (n > 0 && !c->ended) send_frame(c->id, which == OUT ? STDOUT : STDERR, (uint32_t)n);
  if (n == 0 || (n < 0 && errno != EINTR && errno != EAGAIN)) shut(&c->fd[which]);
}

static int is_minded(pid_t pid) {
  EACH_COMMAND(c) if (c->minder == pid && c->fd[MINDER] >= 0) return 1;
  return pid == relay_pid;
}

static void read_report(struct command *c) {
  struct report r;
  ssize_t n = read(c->fd[MINDER], &r, sizeof r);
  if (n == sizeof r && !c->last.kind) c->last = r; /* the first word counts: a start that failed, then its end */
  if (n == sizeof r) { c->done |= r.kind == 'S'; return; } /* S: nothing is left of it, save what may stay */
  shut(&c->fd[MINDER]);
  orphans |= !c->last.kind; /* it died without a word: killed from inside. What it watched now hangs below us */
}

static void settle(struct command *c) {
  int kind = c->last.kind, s = c->last.value, gone = c->done || (c->fd[MINDER] < 0 && !orphans);
  if (!c->ended && ((gone && c->fd[OUT] < 0 && c->fd[ERR] < 0) || (kind && c->keep))) {
    int code = kind == 'S' && WIFEXITED(s) ? WEXITSTATUS(s) : -1;
    send_exit(c->id, code, kind == 'S' && WIFSIGNALED(s) ? WTERMSIG(s) : kind ? 0 : SIGKILL, kind == 'E' ? s : 0);
    c->ended = 1;
  }
  if (c->ended && c->fd[MINDER] < 0) forget(c);
}

static void look_after_children(void) {
  for (pid_t got; (got = waitpid(-1, NULL, WNOHANG)) > 0;) if (got == relay_pid) relay_pid = 0;
  if (orphans) orphans = kill_descendants(is_minded) > 0;
  if (relay_listener < 0 || relay_pid > 0 || (relay_pid = fork()) != 0) return;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  close(0), close(1), close(wire_in);
  relay(relay_listener, relay_path);
}

static void wait_and_serve(void) {
  static struct pollfd on[2 + MAX_COMMANDS * FDS] = {{.events = POLLIN}, {.events = POLLIN}};
  static struct { struct command *c; int i; } who[2 + MAX_COMMANDS * FDS];
  nfds_t n = 2; /* the kernel refuses more than there may be open files, so no place is left empty */
  EACH_COMMAND(c) for (int i = 0; i < FDS; i++) {
    if (c->fd[i] < 0 || !(i == IN ? c->length > 0 : i == MINDER || !c->paused)) continue;
    who[n].c = c, who[n].i = i;
    on[n++] = (struct pollfd){c->fd[i], i == IN ? POLLOUT : POLLIN, 0};
  }
  on[0].fd = wire_in, on[1].fd = wire_in ? 0 : -1;
  if (ppoll(on, n, orphans ? &soon : NULL, &no_signals_blocked) < 0) return;
  while (n-- > 2) {
    if (!on[n].revents) continue;
    if (who[n].i == IN) feed(who[n].c);
    else if (who[n].i == MINDER) read_report(who[n].c);
    else drain(who[n].c, who[n].i);
  }
  EACH_COMMAND(c) settle(c);
  if (on[1].revents && read(0, frame, sizeof frame) <= 0) end_everything(0); /* the engine's end of us is gone */
  if (on[0].revents) read_wire();
}

/** Set up by root (a process sandbox, another user on the host), run as somebody who is not. */
static void become_user(const char *text) {
  unsigned uid, gid;
  if (sscanf(text, "%u:%u", &uid, &gid) != 2 || setgroups(0, NULL) || setresgid(gid, gid, gid)) _exit(73);
  if (setresuid(uid, uid, uid)) _exit(73);
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

static void wake(int signal) { (void)signal; } /* a handler, so that the end of a child ends our wait */

int main(int argc, char **argv) {
  sigset_t child;
  for (int i = 1; i + 1 < argc; i += 2) {
    if (!strcmp(argv[i], "--user")) become_user(argv[i + 1]);
    if (!strcmp(argv[i], "--beat")) beat_limit = atoi(argv[i + 1]);
    if (!strcmp(argv[i], "--relay-port")) relay_listener = listen_loopback(atoi(argv[i + 1]));
    if (!strcmp(argv[i], "--relay-to")) relay_path = argv[i + 1];
    if (!strcmp(argv[i], "--wire") && (wire_in = connect_to(argv[i + 1])) < 0) wire_in = 0;
  }
  wire_out = wire_in ? wire_in : 1; /* no such socket: the engine carries what we say */
  prctl(PR_SET_DUMPABLE, 0); /* nobody inside may read our memory or our descriptors, and so forge a frame */
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  signal(SIGPIPE, SIG_IGN), signal(SIGCHLD, wake), signal(SIGALRM, check_beat);
  sigemptyset(&child), sigaddset(&child, SIGCHLD), sigprocmask(SIG_BLOCK, &child, NULL);
  last_beat = seconds(), alarm((unsigned)beat_limit);
  frame[9] = '1'; /* version of the wire */
  for (send_frame(0, HELLO, 1);; wait_and_serve()) look_after_children();
}
