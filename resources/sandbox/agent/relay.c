/* Egress: tools inside speak to a proxy on 127.0.0.1, the relay carries the bytes to the one socket that leads out. */
#include "agent.h"
#include <arpa/inet.h>
#include <sys/un.h>

enum { MAX_PAIRS = 128, BUFFER = 65536 };
struct half { int fd, shut; size_t from, to; char bytes[BUFFER]; }; /* bytes read from fd, waiting for the other half */
struct pair { struct half side[2]; };

int listen_loopback(int port) {
  struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  at.sin_port = htons((uint16_t)port);
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), yes = 1;
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  return bind(fd, (struct sockaddr *)&at, sizeof at) || listen(fd, 128) ? -1 : fd;
}

int connect_to(const char *path) {
  struct sockaddr_un to = {.sun_family = AF_UNIX};
  strncpy(to.sun_path, path, sizeof to.sun_path - 1);
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  return connect(fd, (struct sockaddr *)&to, sizeof to) == 0 ? fd : (close(fd), -1);
}

static struct pair *join(int listener, const char *path) {
  int in = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (in < 0) return NULL;
  int out = connect_to(path);
  struct pair *p = out >= 0 ? malloc(sizeof *p) : NULL;
  if (!p) return close(in), close(out), NULL;
  fcntl(out, F_SETFL, O_NONBLOCK);
  for (int i = 0; i < 2; i++) p->side[i].fd = i ? out : in, p->side[i].shut = 0, p->side[i].from = p->side[i].to = 0;
  return p;
}

/** Moves what it can from one side to the other; -1 when the connection is broken. */
static int pump(struct half *a, struct half *b) {
  if (!a->shut && a->from == a->to) {
    ssize_t n = read(a->fd, a->bytes, BUFFER);
    if (n < 0 && errno != EAGAIN) return -1;
    if (n == 0) a->shut = 1, shutdown(b->fd, SHUT_WR);
    a->from = 0, a->to = n > 0 ? (size_t)n : 0;
  }
  if (a->from < a->to) {
    ssize_t n = write(b->fd, a->bytes + a->from, a->to - a->from);
    if (n < 0 && errno != EAGAIN) return -1;
    if (n > 0) a->from += (size_t)n;
  }
  return 0;
}

void relay(int listener, const char *path) {
  static struct pair *pairs[MAX_PAIRS];
  static struct pollfd on[1 + 2 * MAX_PAIRS];
  for (int n = 0;;) {
    on[0] = (struct pollfd){listener, n < MAX_PAIRS ? POLLIN : 0, 0};
    for (int i = 0; i < n; i++)
      for (int s = 0; s < 2; s++) {
        struct half *mine = &pairs[i]->side[s], *other = &pairs[i]->side[1 - s];
        int want = !mine->shut && mine->from == mine->to ? POLLIN : 0;
        if (other->from < other->to) want |= POLLOUT;
        on[1 + 2 * i + s] = (struct pollfd){want ? mine->fd : -1, (short)want, 0};
      }
    if (poll(on, (nfds_t)(1 + 2 * n), -1) < 0) continue;
    for (int i = n - 1; i >= 0; i--) {
      struct half *a = &pairs[i]->side[0], *b = &pairs[i]->side[1];
      if (!on[1 + 2 * i].revents && !on[2 + 2 * i].revents) continue;
      int broken = pump(a, b) || pump(b, a);
      if (!broken && !(a->shut && b->shut && a->from == a->to && b->from == b->to)) continue;
      close(a->fd), close(b->fd), free(pairs[i]);
      pairs[i] = pairs[--n];
    }
    if (on[0].revents && n < MAX_PAIRS && (pairs[n] = join(listener, path))) n++;
  }
}
