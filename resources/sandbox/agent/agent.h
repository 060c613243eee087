/* Gatehouse exec agent: what its three files share. The wire format is in ../README.md. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { RUN = 1, STDIN = 2, KILL = 3, RESIZE = 4, PING = 5, PAUSE = 6, RESUME = 7 };
enum { STDOUT = 65, STDERR = 66, EXIT = 67, PONG = 68, HELLO = 69 };
enum { WITH_STDIN = 1, WITH_TTY = 2, WITH_SHELL = 4, KEEP_BACKGROUND = 8 };
enum { MAX_COMMANDS = 128, MAX_FRAME = 1 << 20, CHUNK = 32768, MAX_WAITING = 16 << 20 };
enum { IN, OUT, ERR, MINDER, FDS }; /* what leads to a command, and to the minder that watches it */

/** What the minder tells: kind 'S' carries a wait status, kind 'E' the errno of a failed start. */
struct report { int kind, value; };

struct plan {
  int flags;
  struct winsize window;
  char *cwd, **argv, **envp;
};

struct command {
  uint32_t id;
  pid_t minder; /* 0: this place is free */
  int fd[FDS], keep, paused, ended, closing, done;
  struct report last;
  char *waiting; /* input that the command has not taken yet */
  size_t length;
};

/** Signals are let in only while we wait in ppoll, so none is lost between a look at the children and the wait. */
static const sigset_t no_signals_blocked;
/** How long killed processes may take to be gone before we look again. */
static const struct timespec soon = {0, 5000000};

int parse_plan(char *bytes, size_t len, struct plan *plan);
int start_command(struct command *c, const struct plan *plan);
/** SIGKILLs every descendant of this process except subtrees below a `spared` one; returns how many were hit. */
int kill_descendants(int (*spared)(pid_t));
/** Runs for ever in a forked child: carries loopback connections on `listener` to the unix socket at `path`. */
void relay(int listener, const char *path);
int listen_loopback(int port);
int connect_to(const char *path); /* a unix socket; -1 when there is none */
