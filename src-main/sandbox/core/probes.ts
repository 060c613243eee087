import type { BackendName, ProbeVerdict } from '../../contract/model/sandbox.ts'

/** What the probes look for: things that exist on this machine and must not be seen or reached from inside. */
export type ProbeWorld = {
  readonly dataFolder: string
  readonly homeFolder: string
  /** A word in a file of the data folder, and in the answer of a server of this machine. */
  readonly canary: string
  readonly canaryFile: string
  /** Where that server listens: every address of this machine. */
  readonly servers: readonly string[]
  /** The command line of a process that runs on this machine and in another sandbox. */
  readonly strangerSeconds: number
}

/**
 * One attempt to get out. Every script is harmless where there is no wall: it only looks, and writes, mounts, makes
 * devices and signals only where process 1 is our own agent. A probe once mounted over the temporary folder of a machine.
 * `script` prints nothing when the wall holds, and what it got when it does not.
 */
export type Probe = { readonly id: string; readonly title: string; readonly script: string }

const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`
/** Prints its argument when the command before succeeded: a success is what must not happen. */
const must = (script: string, found: string) => `if (${script}) >/dev/null 2>&1; then echo ${quote(found)}; fi`

/** The first process of our sandboxes: the agent, or what holds a container open where no agent can run. */
const OVERSEER = "-e gatehouse-agent -e '^cat $'"

/** Tried only where process 1 is our own agent: elsewhere it would be this machine that is mounted over or signalled. */
const inside = (script: string) =>
  `if tr '\\0' ' ' < /proc/1/cmdline | grep -q ${OVERSEER}; then { ${script}; } 2>/dev/null; else echo process 1 is not its overseer; fi 2>/dev/null`

/** The attempts, in plain sh so that they run in every image. */
export function probes(world: ProbeWorld): Probe[] {
  const { canary, canaryFile, dataFolder, homeFolder } = world
  const reach = world.servers.flatMap(server => [
    must(`wget -q -T 2 -O - http://${server}/ 2>/dev/null | grep -q ${canary}`, `wget reached ${server}`),
    must(
      `printf 'GET / HTTP/1.0\\r\\n\\r\\n' | nc -w 2 ${server.replace(':', ' ')} | grep -q ${canary}`,
      `nc reached ${server}`,
    ),
    must(`curl -s -m 2 http://${server}/ | grep -q ${canary}`, `curl reached ${server}`),
    must(`bash -c 'exec 3<>/dev/tcp/${server.replace(/:(\d+)$/, '/$1')}'`, `bash reached ${server}`),
  ])
  return [
    {
      id: 'host-files',
      title: 'Files of this machine cannot be read',
      script: `cat ${quote(canaryFile)} 2>/dev/null; ls -A ${quote(homeFolder)} 2>/dev/null | head -3; head -1 /etc/shadow 2>/dev/null`,
    },
    {
      id: 'data-folder',
      title: "Gatehouse's own folder cannot be seen",
      script: `ls -A ${quote(dataFolder)} 2>/dev/null | head -3; find / -xdev -name ${quote(basename(canaryFile))} 2>/dev/null`,
    },
    {
      id: 'docker-socket',
      title: 'The Docker socket is not there',
      script:
        'for s in /var/run/docker.sock /run/docker.sock /run/containerd/containerd.sock /run/podman/podman.sock; do [ -e $s ] && echo $s; done; :',
    },
    {
      id: 'root-files',
      title: 'Programs and system files cannot be changed',
      script: inside(
        ['/', '/usr/bin/', '/etc/', '/usr/local/bin/', '/lib/']
          .map(folder => must(`touch ${folder}gatehouse-probe && rm -f ${folder}gatehouse-probe`, `wrote ${folder}`))
          .join('; '),
      ),
    },
    {
      id: 'network',
      title: 'Nothing outside can be reached',
      script: `ls /sys/class/net 2>/dev/null | grep -v "^lo$"; tail -n +2 /proc/net/route 2>/dev/null; ${reach.join('; ')}`,
    },
    {
      id: 'processes',
      title: 'Processes outside cannot be seen',
      script: `for p in /proc/[0-9]*; do tr '\\0' ' ' < $p/cmdline 2>/dev/null | grep "[s]leep ${world.strangerSeconds}"; done; tr '\\0' ' ' < /proc/1/cmdline | grep -v ${OVERSEER}`,
    },
    {
      id: 'privileges',
      title: 'It has no privileges and cannot get any',
      script:
        '[ "$(id -u)" = 0 ] && echo runs as root; grep -E "^Cap(Eff|Prm|Amb)" /proc/self/status | grep -v 0000000000000000; grep "^NoNewPrivs:.0" /proc/self/status; grep "^Seccomp:.[01]" /proc/self/status; :',
    },
    {
      id: 'namespaces',
      title: 'It cannot make namespaces or mounts',
      script: [
        must('unshare -U true || busybox unshare -U true', 'made a user namespace'),
        must('unshare -m true || busybox unshare -m true', 'made a mount namespace'),
        inside(
          must(
            'd=$(mktemp -d) || exit; (mount -t tmpfs x "$d" || busybox mount -t tmpfs x "$d") && umount "$d"; ended=$?; rmdir "$d"; exit $ended',
            'mounted a file system',
          ),
        ),
        must('chroot / /bin/true || busybox chroot / /bin/true', 'changed its root'),
      ].join('; '),
    },
    {
      id: 'devices',
      title: 'No device of this machine is there',
      script: `ls /dev | grep -E "^(sd|vd|xvd|nvme|dm-|loop|mem|kmem|kmsg|kvm|fuse|port|snapshot)"; ${inside(must('d=$(mktemp -d) || exit; mknod "$d/device" b 8 0; ended=$?; rm -f "$d/device"; rmdir "$d"; exit $ended', 'made a device'))}; for d in /dev/mem /dev/kmsg; do head -c1 $d >/dev/null 2>&1 && echo read $d; done; :`,
    },
    {
      id: 'proc',
      title: 'The kernel shows no memory and no levers',
      script:
        'for f in /proc/sysrq-trigger /proc/kcore /proc/1/mem /sys/kernel/uevent_helper; do [ -w $f ] && echo can write $f; done; head -c1 /proc/kcore 2>/dev/null | grep -c . | grep -v "^0"; cat /proc/1/environ 2>/dev/null | tr "\\0" "\\n" | head -2; ls /proc/1/fd 2>/dev/null | head -1; :',
    },
    {
      id: 'kernel-settings',
      title: 'Kernel settings cannot be changed',
      script:
        'for f in /proc/sys/kernel/core_pattern /proc/sys/kernel/hostname /proc/sys/kernel/modprobe /proc/sys/vm/overcommit_memory /proc/sys/net/ipv4/ip_forward /proc/sys/fs/binfmt_misc/register /sys/kernel/mm/ksm/run /sys/power/state; do [ -w $f ] && echo can write $f; done; :',
    },
    {
      id: 'init',
      title: 'It cannot end or stop its own overseer',
      script: inside(
        'kill -9 1; kill -STOP 1; kill -TERM 1; kill -ALRM 1; sleep 0.2; grep -E "^State:.[TZX]" /proc/1/status',
      ),
    },
  ]
}

function basename(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** Where there is no wall by design. The table says so; nothing is tried there, for there is nothing to try against. */
export const NO_WALL: Readonly<Partial<Record<BackendName, string>>> = {
  host: 'there is no wall: commands run on this machine',
  ssh: 'there is no wall on that machine: the wall is that it is another one',
}

/** What one attempt showed. */
export function judgeProbe(ran: { ended: boolean; stdout: string }): { verdict: ProbeVerdict; found: string } {
  const found = ran.stdout.trim().split('\n').slice(0, 3).join('; ').slice(0, 200)
  if (!ran.ended) return { verdict: 'unknown', found: 'the attempt did not finish' }
  return found === '' ? { verdict: 'holds', found } : { verdict: 'open', found }
}
