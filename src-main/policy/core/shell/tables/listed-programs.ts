import { FORMAT, NETWORK, SETTINGS } from '../findings.ts'
import { ask, type Finding } from '../inspector.ts'
import { names } from '../options.ts'

/** A program whose name alone is a reason to ask. */
export interface Listed {
  finding: Finding
  /** Verbs and flags with which it only looks; `<nothing>` stands for no argument at all. */
  looks?: ReadonlySet<string>
  /** It acts only with one of these words. */
  acts?: readonly string[]
  /** Flags with which it changes nothing. */
  unless?: readonly string[]
  /** Even `--help` counts. */
  always?: boolean
}

const DELETES = ask('destroys.files', 'It deletes files.', 'destroys')
const DISK = ask('destroys.disk', 'It changes disks or partitions.', 'destroys')
const BOOT = ask('system.boot', 'It changes how the machine starts.', 'persistence')
const FIREWALL = ask('network.firewall', 'It changes the firewall.', 'network')
const POWER = ask('system.power', 'It shuts the machine down or restarts it.', 'destroys')
const USERS = ask('privilege.accounts', 'It changes user accounts or passwords.', 'privilege')
const KERNEL = ask('system.kernel', 'It changes the running system.', 'privilege')
const SCHEDULE = ask('persistence.schedule', 'It changes what runs later by itself.', 'persistence')
const SERVICE = ask('persistence.service', 'It changes services of the system.', 'persistence')
const SOFTWARE = ask('system.software', 'It installs, removes or updates software of the system.', 'persistence')
const RIGHTS = ask('privilege.rights', 'It changes special rights of files.', 'privilege')
const KEYS = ask('secrets.store', 'It reads or changes stored passwords or keys.', 'secrets')
const WATCHES = ask('secrets.watches', 'It watches keys, the screen, the microphone or the network.', 'secrets')
const TRACES = ask('destroys.traces', 'It removes records of what happened.', 'destroys')

function rows(list: string, row: Listed): Record<string, Listed> {
  return Object.fromEntries([...names(list)].map(name => [name, row]))
}

/** Programs that are asked about by name, with the words that make them harmless. */
export const LISTED: Readonly<Record<string, Listed>> = {
  ...rows(
    'mkfs mke2fs mkntfs mkdosfs mkexfatfs mkudffs newfs newfs_apfs newfs_hfs newfs_msdos newfs_exfat make_bcache bcachefs-format',
    { finding: FORMAT },
  ),
  ...rows('mkswap luksformat cryptsetup-reencrypt', { finding: DISK }),
  ...rows(
    'rm unlink shred srm wipe rmdir trash trash-put gio-trash trash-empty rimraf del-cli zf_rm zf_rmdir sdelete bleachbit safe-rm scrub nwipe',
    { finding: DELETES },
  ),
  ...rows('dd dcfldd dc3dd ddrescue', {
    finding: ask('disk.copy', 'It copies raw data, which can overwrite files or disks.', 'destroys'),
  }),
  ...rows('fdisk gdisk cgdisk sgdisk sfdisk cfdisk parted', { finding: DISK, looks: names('-l --list print') }),
  ...rows('wipefs', { finding: DISK, looks: names('<nothing> -n --no-act') }),
  ...rows(
    'blkdiscard badblocks hdparm sg_format nvme partx kpartx losetup mdadm cryptsetup veracrypt fsck e2fsck fsck.ext4 xfs_repair tune2fs resize2fs xfs_growfs btrfstune debugfs fatlabel e2label blockdev partprobe zerofree testdisk photorec',
    {
      finding: DISK,
      looks: names('list id-ctrl smart-log -l --list -a --detail --examine status luksDump isLuks'),
    },
  ),
  ...rows(
    'lvremove lvcreate lvextend lvreduce lvresize vgremove vgcreate vgextend pvcreate pvremove pvmove lvm dmsetup',
    { finding: DISK, looks: names('ls info table status lvs vgs pvs') },
  ),
  ...rows('zpool zfs', { finding: DISK, looks: names('list status get iostat history') }),
  ...rows('btrfs', {
    finding: DISK,
    acts: [
      'delete',
      'create',
      'balance',
      'remove',
      'add',
      'snapshot',
      'resize',
      'rescue',
      'restore',
      'send',
      'receive',
      'set',
      'check',
      'defragment',
      'scrub',
      'quota',
    ],
  }),
  ...rows('umount', { finding: ask('system.mount', 'It attaches or detaches a file system.', 'privilege') }),
  ...rows('mount', {
    finding: ask('system.mount', 'It attaches or detaches a file system.', 'privilege'),
    looks: names('<nothing> -l --show-labels'),
  }),
  ...rows('fusermount fusermount3 sshfs udisksctl pmount pumount eject', {
    finding: ask('system.mount', 'It attaches or detaches a file system.', 'privilege'),
    looks: names('status info dump'),
  }),
  ...rows(
    'grub-install grub2-install grub-mkconfig grub2-mkconfig update-grub grub-set-default efivar bootctl kexec mkinitcpio update-initramfs dracut lilo bless nvram syslinux extlinux refind-install mokutil fw_setenv firmwarepasswd csrutil grubby plymouth-set-default-theme',
    {
      finding: BOOT,
      looks: names('status list is-installed --list-enrolled --sb-state -p --print'),
    },
  ),
  ...rows('iptables ip6tables iptables-legacy ip6tables-legacy ebtables arptables iptables-nft', {
    finding: FIREWALL,
    looks: names('-L --list -S --list-rules -nL -nvL -vnL -Ln -Lnv -Lvn -C'),
  }),
  ...rows('iptables-restore ip6tables-restore', { finding: FIREWALL }),
  ...rows('nft', { finding: FIREWALL, looks: names('list') }),
  ...rows('ufw', { finding: FIREWALL, looks: names('status version show') }),
  ...rows('firewall-cmd', {
    finding: FIREWALL,
    looks: names(
      '--state --list-all --list-all-zones --get-active-zones --get-zones --list-ports --list-services --get-default-zone',
    ),
  }),
  ...rows('pfctl', { finding: FIREWALL, looks: names('-s -sr -sa -si -ss -sn') }),
  ...rows('ipset shorewall socketfilterfw', {
    finding: FIREWALL,
    looks: names('list --getglobalstate --listapps status show'),
  }),
  ...rows(
    'ipvsadm ovs-vsctl wg wg-quick openvpn strongswan ipsec tailscale zerotier-cli nmtui ifup ifdown dhclient dhcpcd netplan wpa_cli rfkill',
    {
      finding: NETWORK,
      looks: names('<nothing> show list status query statistics get netcheck info help --version version showconf'),
    },
  ),
  ...rows('tc brctl bridge nmcli iw iwconfig ethtool resolvectl networkctl hostnamectl scutil', {
    finding: NETWORK,
    acts: 'up down add del delete modify set connect disconnect on off edit import clone load reload hotspot replace change append link-set addbr delbr addif delif revert flush-caches dns domain default-route essid key txpower mode freq -s -K -G -A -C -L -p --set --change set-hostname hostname renew reconfigure forcerenew'.split(
      ' ',
    ),
  }),
  ...rows('fstrim', { finding: DISK, looks: names('-n --dry-run') }),
  ...rows('conntrack', {
    finding: FIREWALL,
    acts: ['-F', '--flush', '-D', '--delete', '-I', '--create', '-U', '--update'],
  }),
  ...rows('rustup', { finding: SOFTWARE, acts: ['uninstall', 'self'] }),
  ...rows('swapon', { finding: DISK, looks: names('<nothing> -s --show --summary') }),
  ...rows('swapoff', { finding: DISK }),
  ...rows('efibootmgr', { finding: BOOT, looks: names('<nothing>') }),
  ...rows('chage', { finding: USERS, looks: names('-l --list') }),
  ...rows('dscl', { finding: USERS, looks: names('-read -list -search read list') }),
  ...rows('networksetup', {
    finding: NETWORK,
    looks: names(
      '-listallnetworkservices -listallhardwareports -getdnsservers -getinfo -getairportnetwork -getwebproxy -listpreferredwirelessnetworks -getmacaddress -version',
    ),
  }),
  ...rows('shutdown reboot halt poweroff pm-suspend pm-hibernate telinit init', {
    finding: POWER,
    looks: names('--show'),
  }),
  ...rows(
    'useradd userdel usermod adduser deluser groupadd groupdel groupmod addgroup delgroup gpasswd passwd chpasswd chsh chfn vipw vigr visudo newusers pwconv dseditgroup sysadminctl faillock pam-auth-update authselect realm smbpasswd htpasswd-system loginctl-set',
    {
      finding: USERS,
      looks: names('-S --status'),
    },
  ),
  ...rows(
    'insmod rmmod modprobe depmod dkms kmod setenforce setsebool restorecon-all apparmor_parser aa-disable aa-complain aa-enforce aa-teardown auditctl sysctl-apply swapspace ldconfig update-ca-certificates update-ca-trust trust bpftool kextload kextunload nvidia-smi-reset',
    {
      finding: KERNEL,
      looks: names('list status -n --dry-run -p --print-cache -l --list show'),
    },
  ),
  ...rows('semanage', { finding: KERNEL, looks: names('-l --list export') }),
  ...rows('pkgutil', { finding: SOFTWARE, acts: ['--forget'] }),
  ...rows('at atrm batch anacron fcron incrontab', { finding: SCHEDULE, looks: names('-l -c') }),
  ...rows('crontab', { finding: SCHEDULE, looks: names('-l') }),
  ...rows('setcap setfattr chattr chflags setfacl chcon', { finding: RIGHTS }),
  ...rows(
    'update-alternatives alternatives update-rc.d chkconfig rc-update sysv-rc-conf dpkg-reconfigure dpkg-divert dpkg-statoverride debconf-set-selections update-java-alternatives',
    {
      finding: SERVICE,
      looks: names('--display --list --query --config --get-selections show --list'),
    },
  ),
  ...rows('apt apt-get aptitude apt-fast nala', {
    finding: SOFTWARE,
    looks: names(
      'list search show policy depends rdepends changelog showsrc madison download source help moo why why-not --simulate -s --dry-run indextargets --just-print check',
    ),
  }),
  ...rows('apt-cache apt-file', { finding: SOFTWARE, acts: ['update', 'gencaches'] }),
  ...rows(
    'apt-key add-apt-repository apt-add-repository apt-mark tasksel unattended-upgrade unattended-upgrades do-release-upgrade gdebi',
    { finding: SOFTWARE, looks: names('list finger showhold showmanual showauto export --list-tasks --dry-run') },
  ),
  ...rows('dnf dnf5 yum microdnf', {
    finding: SOFTWARE,
    looks: names(
      'list search info provides repolist repoquery check-update history deplist whatprovides repoinfo grouplist --version',
    ),
  }),
  ...rows('zypper', {
    finding: SOFTWARE,
    looks: names('search se info if lr repos list-updates lu packages pa patches --version what-provides wp'),
  }),
  ...rows('apk', { finding: SOFTWARE, looks: names('info list search policy version dot stats audit') }),
  ...rows('brew', {
    finding: SOFTWARE,
    looks: names(
      'list ls info search outdated deps uses config doctor leaves home desc cat formulae casks --version --prefix --cellar --repository shellenv commands log missing options tap-info --cache',
    ),
  }),
  ...rows('port', {
    finding: SOFTWARE,
    looks: names('list search info installed outdated contents deps variants version provides'),
  }),
  ...rows('snap', {
    finding: SOFTWARE,
    looks: names('list find info version changes connections interfaces services get known model'),
  }),
  ...rows('flatpak', {
    finding: SOFTWARE,
    looks: names('list search info remotes history ps remote-ls remote-info run'),
  }),
  ...rows(
    'emerge xbps-install xbps-remove eopkg swupd slackpkg installpkg removepkg upgradepkg tazpkg opkg ipkg pkg_add pkg_delete pkgin pkgadd urpmi equo cave sorcery pisi tdnf rpm-ostree ostree transactional-update bootc softwareupdate mas installer nix-env nix-channel easy_install guix-system snapd scoop ninite fwupdmgr tlmgr cpan cpanm cpanminus',
    {
      finding: SOFTWARE,
      looks: names(
        '-s -p --pretend --search list search info status -q -l --list list-installed search-file get-devices get-updates find files -n show version --version outdated',
      ),
    },
  ),
  ...rows('pkg', { finding: SOFTWARE, looks: names('info search query list which version stats audit') }),
  ...rows('choco winget', { finding: SOFTWARE, looks: names('list search show find info outdated --info source') }),
  ...rows(
    'screencapture scrot grim xwd import-screen gnome-screenshot spectacle arecord parecord ffscreencast xinput xev xdotool ydotool wtype showkey evtest logkeys tcpdump tshark dumpcap ettercap bettercap dsniff arpspoof mitmproxy mitmdump aircrack-ng airodump-ng xspy',
    {
      finding: WATCHES,
      looks: names('list -D --list-interfaces -L -r'),
    },
  ),
  ...rows('wevtutil auditpol logrotate-force', { finding: TRACES, looks: names('qe el gl gli ep') }),
  ...rows('hydra john hashcat medusa sqlmap msfconsole msfvenom nikto responder crackmapexec mimikatz', {
    finding: ask('network.attack', 'It is a tool for breaking into systems.', 'network'),
  }),
  ...rows('keyctl', { finding: KEYS, looks: names('show list rlist describe rdescribe supports id') }),
  ...rows('telnet ftp tftp rlogin rexec', {
    finding: ask('network.plain', 'It opens an unprotected connection to another machine.', 'network'),
  }),
  ...rows(
    'vncserver x11vnc x0vncserver teamviewer anydesk ngrok cloudflared localtunnel bore frpc chisel gost ligolo sshuttle inlets',
    {
      finding: ask('network.opens-machine', 'It opens this machine to others.', 'network'),
      looks: names('version config help list status'),
    },
  ),
  ...rows(
    'osacompile automator shortcuts defaults launchctl-config tmutil spctl codesign-remove systemsetup nvram kickstart tccutil xattr-quarantine',
    {
      finding: SETTINGS,
      looks: names(
        'read read-type find domains list -g status --status -getremotelogin listbackups destinationinfo latestbackup --assess -a -v',
      ),
    },
  ),
  ...rows('pmset', {
    finding: SETTINGS,
    looks: names('-g'),
  }),
  // A call over the message bus can be anything that a service offers: start units, mount, change accounts.
  ...rows('dbus-send gdbus busctl qdbus qdbus6 dbus-test-tool', {
    finding: ask('system.bus', 'It tells another program what to do.', 'persistence'),
    looks: names('list tree introspect status monitor get-property help --help --version wait spam'),
  }),
  ...rows('guix', {
    finding: SOFTWARE,
    looks: names(
      'search show describe size graph lint weather build shell environment package-list -s --search -A --list-available -I --list-installed --version help processes',
    ),
  }),
  ...rows('gsettings dconf xfconf-query kwriteconfig5 kwriteconfig6', {
    finding: ask('system.settings', 'It changes settings of the desktop.', 'persistence'),
    looks: names('get list-schemas list-keys list-recursively read list dump -l describe range monitor'),
  }),
}
