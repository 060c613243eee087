/* Gatehouse exec agent: shared by its four small files. See ../README.md for the wire format. */
#ifndef AGENT_H
#define AGENT_H
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { RUN = 1, STDIN = 2, KILL = 3, RESIZE = 4, PING = 5, PAUSE = 6, RESUME = 7 };
enum { STDOUT = 65, STDERR = 66, EXIT = 67, PONG = 68, HELLO = 69 };
enum { WITH_STDIN = 1, WITH_TTY = 2, WITH_SHELL = 4, KEEP_BACKGROUND = 8 };
enum { MAX_COMMANDS = 128, MAX_FRAME = 1 << 20, CHUNK = 32768, MAX_PENDING = 16 << 20 };

/** What the minder tells the agent: kind 'S' carries a wait status, kind 'E' the errno of a failed start. */
struct report { int kind, value; };

struct plan {
  int flags;
  struct winsize window;
  char *cwd, **argv, **envp;
};

struct command {
  uint32_t id;
  int live, keep, tty, paused, ended;
  pid_t minder;
  int in, out, err, status, control;
  struct report last;
  char *pending;
  size_t pending_len;
  int pending_close;
};

int parse_plan(char *bytes, size_t len, struct plan *plan);
int start_command(struct command *c, const struct plan *plan);
/** SIGKILLs every descendant of this process except the subtrees of `spare`; returns how many were hit. */
int kill_descendants(const pid_t *spare, int spared);
/** Runs for ever in a forked child: carries loopback connections on `listener` to the unix socket at `path`. */
void relay(int listener, const char *path);
int listen_loopback(int port);
#endif
