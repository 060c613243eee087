// What the whole test run needs of the machine, beside Node and npm. Plain Node 20: read before anything is installed.
import { existsSync } from 'node:fs'
import { command, NATIVE_BUILD, onPath } from '../../resources/start/machine.mjs'

const engineRuns = () => process.env.DOCKER_HOST !== undefined || existsSync('/var/run/docker.sock')

/** Add here what a new suite needs: what it is for a person, the command that shows it is there, the Debian package. */
export const TEST_NEEDS = [
  ...NATIVE_BUILD,
  { what: 'a Docker engine', debian: ['docker.io'], has: () => engineRuns() || onPath('dockerd') },
  command('the docker command', 'docker', 'docker.io'),
  command('iproute2', 'ip', 'iproute2'),
  command('gnome-keyring', 'gnome-keyring-daemon', 'gnome-keyring'),
  command('D-Bus', 'dbus-daemon', 'dbus-daemon'),
  command('the D-Bus tools', 'dbus-send', 'dbus-bin'),
  command('Chromium', 'chromium', 'chromium'),
  { what: 'fonts', debian: ['fonts-dejavu-core'], has: () => existsSync('/usr/share/fonts/truetype') },
  command('a virtual display', 'Xvfb', 'xvfb'),
  command('a notification daemon', 'dunst', 'dunst'),
  command('a window manager', 'openbox', 'openbox'),
  command('an SSH server', 'sshd', 'openssh-server'),
  command('an SSH client', 'ssh', 'openssh-client'),
  command('bubblewrap', 'bwrap', 'bubblewrap'),
  command('busybox', 'busybox', 'busybox-static'),
  command('socat', 'socat', 'socat'),
  command('git', 'git', 'git'),
  command('OpenSSL', 'openssl', 'openssl'),
  command('ripgrep', 'rg', 'ripgrep'),
  command('a C compiler', 'gcc', 'gcc', 'libc6-dev'),
]
