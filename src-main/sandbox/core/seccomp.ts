/**
 * A system-call filter for the process sandbox. A container engine brings its own; bubblewrap does not. It refuses what
 * an ordinary command never needs and what most escapes start with: new namespaces, mounts, tracing, kernel keys, BPF,
 * modules, io_uring. Everything else passes: the walls are the namespaces, this takes away the tools to climb them.
 */

type Arch = {
  readonly audit: number
  readonly denied: readonly number[]
  readonly clone: number
  readonly tops: boolean
}

/** Numbers of the calls that are refused, per architecture, from the kernel's own tables. */
const ARCHES: Readonly<Record<string, Arch>> = {
  x64: {
    audit: 0xc000003e,
    clone: 56,
    // x86-64 has a second numbering (x32) above this bit; refusing it closes the way around the list.
    tops: true,
    denied: [
      101, // ptrace
      103, // syslog
      153,
      155,
      161, // vhangup, pivot_root, chroot
      163,
      165,
      166,
      167,
      168,
      169, // acct, mount, umount2, swapon, swapoff, reboot
      170,
      171,
      172,
      173, // sethostname, setdomainname, iopl, ioperm
      175,
      176,
      246,
      313,
      320, // init_module, delete_module, kexec_load, finit_module, kexec_file_load
      248,
      249,
      250, // add_key, request_key, keyctl
      272,
      308, // unshare, setns
      298,
      321,
      323, // perf_event_open, bpf, userfaultfd
      303,
      304, // name_to_handle_at, open_by_handle_at
      310,
      311, // process_vm_readv, process_vm_writev
      425,
      426,
      427, // io_uring
      428,
      429,
      430,
      431,
      432,
      433,
      442, // the new mount calls
    ],
  },
  arm64: {
    audit: 0xc00000b7,
    clone: 220,
    tops: false,
    denied: [
      117, 116, 58, 41, 51, 89, 40, 39, 224, 225, 142, 161, 162, 105, 106, 104, 273, 294, 217, 218, 219, 97, 268, 241,
      280, 282, 264, 265, 270, 271, 425, 426, 427, 428, 429, 430, 431, 432, 433, 442,
    ],
  },
}

const CLONE3 = 435
const NEW_NAMESPACES = 0x7e020000
const [LOAD, JEQ, JSET, JGE, RETURN] = [0x20, 0x15, 0x45, 0x35, 0x06]
const ALLOW = 0x7fff0000
const KILL = 0x80000000
const refuseWith = (errno: number) => 0x00050000 | errno
const [EPERM, ENOSYS] = [1, 38]

/** The filter as the kernel takes it, or null for an architecture we have no numbers for. */
export function seccompFilter(architecture: string): Uint8Array | null {
  const arch = ARCHES[architecture]
  return arch ? assemble(program(arch)) : null
}

type Step = readonly [code: number, jumpTrue: number, jumpFalse: number, value: number]

function program(arch: Arch): Step[] {
  return [
    [LOAD, 0, 0, 4], // architecture
    [JEQ, 1, 0, arch.audit],
    [RETURN, 0, 0, KILL],
    [LOAD, 0, 0, 0], // call number
    ...(arch.tops
      ? ([
          [JGE, 0, 1, 0x40000000],
          [RETURN, 0, 0, refuseWith(ENOSYS)],
        ] as Step[])
      : []),
    ...arch.denied.flatMap((number): Step[] => [
      [JEQ, 0, 1, number],
      [RETURN, 0, 0, refuseWith(EPERM)],
    ]),
    // clone3 hides its flags in memory where a filter cannot look; "no such call" makes libraries fall back to clone.
    [JEQ, 0, 1, CLONE3],
    [RETURN, 0, 0, refuseWith(ENOSYS)],
    [JEQ, 0, 3, arch.clone],
    [LOAD, 0, 0, 16], // its flags
    [JSET, 0, 1, NEW_NAMESPACES],
    [RETURN, 0, 0, refuseWith(EPERM)],
    [RETURN, 0, 0, ALLOW],
  ]
}

function assemble(steps: readonly Step[]): Uint8Array {
  const bytes = new Uint8Array(steps.length * 8)
  const view = new DataView(bytes.buffer)
  steps.forEach(([code, jumpTrue, jumpFalse, value], index) => {
    view.setUint16(index * 8, code, true)
    view.setUint8(index * 8 + 2, jumpTrue)
    view.setUint8(index * 8 + 3, jumpFalse)
    view.setUint32(index * 8 + 4, value >>> 0, true)
  })
  return bytes
}
