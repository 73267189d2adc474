#!/usr/bin/python3
"""A program of the evaluator `exec` that means ill, by ways that every_call.c does not have: each in a process of its own, each by its exact
arguments. Says on a line which came through, which it could not even try, and how many there were.

  more_calls.py DAEMON-PID STATE-FOLDER   rows on standard input; without one nothing is tried
"""
import ctypes
import errno
import os
import signal
import struct
import sys

rows = sys.stdin.read().splitlines()
if len(rows) < 2:
    sys.exit(0)
DAEMON, FOLDER = int(sys.argv[1]), sys.argv[2].encode()
DATABASE, TARGET, SOCKET = FOLDER + b"/thidua.db", FOLDER + b"/escaped", FOLDER + b"/thidua.sock"
HERE, STARTER = -100, os.getppid() or DAEMON
libc = ctypes.CDLL(None, use_errno=True)
room = ctypes.create_string_buffer(65536)
ROOM = ctypes.addressof(room)
OPEN, CREATE = os.O_RDONLY, os.O_RDWR | os.O_CREAT


def call(number, *arguments):
    given = [ctypes.c_char_p(one) if isinstance(one, bytes) else ctypes.c_long(one) for one in arguments]
    libc.syscall.restype = ctypes.c_long
    done = libc.syscall(ctypes.c_long(number), *given)
    if done < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return done


def packed(form, *values):
    data = struct.pack(form, *values)
    ctypes.memmove(ROOM, data, len(data))
    return ROOM


def address(family, path):
    return packed("=H108s", family, path)


def pair():
    import socket
    return socket.socketpair()[0].fileno()


def passes_a_descriptor(fd):
    import socket
    ours, theirs = socket.socketpair()
    ours.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, struct.pack("i", fd))])
    return theirs.recvmsg(1, 100)


def through(path, how=OPEN):
    return os.open(path, how)


def of_process(name, pid=DAEMON):
    return f"/proc/{pid}/{name}".encode()


def both(*paths):
    for path in paths:
        try:
            return through(path)
        except OSError as failure:
            last = failure
    raise last


WAYS = {  # name: what is tried
    # files by other doors
    "openat2": lambda: call(437, HERE, DATABASE, packed("=QQQ", 0, 0, 0), 24),
    "open_tree": lambda: call(428, HERE, FOLDER, 1),
    "move_mount": lambda: call(429, HERE, FOLDER, HERE, b"/", 0),
    "fsopen": lambda: call(430, b"tmpfs", 0),
    "fspick": lambda: call(433, HERE, FOLDER, 0),
    "mount_setattr": lambda: call(442, HERE, FOLDER, 0, ROOM, 32),
    "name_to_handle": lambda: call(303, HERE, DATABASE, packed("=Ii", 128, 0), ROOM + 512, 0),
    "open_by_handle": lambda: call(304, HERE, packed("=Ii8s", 8, 1, b"\1"), 0),
    "database by name": lambda: through(DATABASE),
    "database for writing": lambda: through(DATABASE, os.O_RDWR),
    "database by ..": lambda: through(b"/usr/bin/../.." + DATABASE),
    "database by /proc/self/root": lambda: through(b"/proc/self/root" + DATABASE),
    "database by /proc/self/cwd": lambda: through(b"/proc/self/cwd" + DATABASE),
    "database by its starter's root": lambda: through(b"/proc/%d/root" % STARTER + DATABASE),
    "database as a path only": lambda: through(b"/proc/self/fd/%d" % os.open(DATABASE, os.O_PATH)),
    "log": lambda: through(DATABASE + b"-wal"),
    "index": lambda: through(DATABASE + b"-shm", os.O_RDWR),
    "accounts": lambda: through(FOLDER + b"/accounts.db"),
    "folder listed": lambda: os.listdir(FOLDER),
    "folder above listed": lambda: os.listdir(os.path.dirname(FOLDER)),
    "root's home": lambda: os.listdir("/root"),
    "home": lambda: os.listdir("/home"),
    "var": lambda: os.listdir("/var/lib"),
    "run": lambda: os.listdir("/run"),
    "shared memory listed": lambda: os.listdir("/dev/shm"),
    "temporary files listed": lambda: os.listdir("/tmp"),
    "file without a name": lambda: through(b"/tmp", os.O_TMPFILE | os.O_RDWR),
    "file in /dev/shm": lambda: through(b"/dev/shm/escaped", CREATE),
    "file in /etc": lambda: through(b"/etc/escaped", CREATE),
    "file in /usr": lambda: through(b"/usr/escaped", CREATE),
    "its own file": lambda: through(os.path.realpath(__file__).encode(), os.O_WRONLY),
    "beside its own file": lambda: through(os.path.realpath(__file__).encode() + b".new", CREATE),
    "terminal": lambda: through(b"/dev/tty", os.O_RDWR),
    "memory of the machine": lambda: both(b"/dev/mem", b"/dev/kmem", b"/dev/port"),
    "kernel's log": lambda: both(b"/dev/kmsg", b"/proc/kmsg"),
    "disks": lambda: both(b"/dev/sda", b"/dev/vda", b"/dev/nvme0n1", b"/dev/loop0"),
    "fuse": lambda: through(b"/dev/fuse", os.O_RDWR),
    "virtual machines": lambda: through(b"/dev/kvm", os.O_RDWR),
    "network tunnels": lambda: through(b"/dev/net/tun", os.O_RDWR),
    "terminals of others": lambda: through(b"/dev/ptmx", os.O_RDWR),
    # the daemon by /proc
    "its memory": lambda: through(of_process("mem"), os.O_RDWR),
    "its environment": lambda: through(of_process("environ")),
    "its maps": lambda: through(of_process("maps")),
    "its descriptors": lambda: os.listdir(of_process("fd")),
    "its score": lambda: through(of_process("oom_score_adj"), os.O_WRONLY),
    "its groups": lambda: through(of_process("setgroups"), os.O_WRONLY),
    "its limits": lambda: through(of_process("limits"), os.O_WRONLY),
    "its name": lambda: through(of_process("comm"), os.O_WRONLY),
    "its starter's memory": lambda: through(of_process("mem", STARTER), os.O_RDWR),
    "its starter's descriptors": lambda: os.listdir(of_process("fd", STARTER)),
    "kernel settings": lambda: through(b"/proc/sys/kernel/hostname", os.O_WRONLY),
    "pattern of cores": lambda: through(b"/proc/sys/kernel/core_pattern", os.O_WRONLY),
    "sysrq": lambda: through(b"/proc/sysrq-trigger", os.O_WRONLY),
    "control groups": lambda: through(b"/sys/fs/cgroup/cgroup.procs", os.O_WRONLY),
    "users of a namespace": lambda: through(b"/proc/self/uid_map", os.O_WRONLY),
    # other processes
    "process_madvise": lambda: call(440, 0, ROOM, 1, 4, 0),
    "process_mrelease": lambda: call(448, 0, 0),
    "pidfd_getfd": lambda: call(438, 0, 1, 0),
    "pidfd_send_signal": lambda: call(424, 1, 15, 0, 0),
    "process_vm_writev": lambda: call(311, DAEMON, ROOM, 1, ROOM, 1, 0),
    "process_vm_readv": lambda: call(310, STARTER, ROOM, 1, ROOM, 1, 0),
    "kcmp": lambda: call(312, DAEMON, STARTER, 0, 0, 0),
    "ptrace attach": lambda: call(101, 16, STARTER, 0, 0),
    "ptrace seize": lambda: call(101, 0x4206, DAEMON, 0, 0),
    "ptrace me": lambda: call(101, 0, 0, 0, 0),
    "rt_sigqueueinfo": lambda: call(129, DAEMON, 15, packed("=iii", 15, 0, -1)),
    "rt_tgsigqueueinfo": lambda: call(297, DAEMON, DAEMON, 15, packed("=iii", 15, 0, -1)),
    "tkill": lambda: call(200, DAEMON, 15),
    "kill of its group": lambda: call(62, -STARTER, 15),
    "signal 0": lambda: call(62, DAEMON, 0),
    "robust list of the daemon": lambda: call(274, DAEMON, ROOM, ROOM + 8),
    "migrate_pages": lambda: call(256, DAEMON, 1, ROOM, ROOM),
    "move_pages": lambda: call(279, DAEMON, 0, 0, 0, 0, 0),
    "scheduler by attributes": lambda: call(314, DAEMON, packed("=IIQiI", 48, 5, 0, 19, 0), 0),
    "parameters": lambda: call(142, DAEMON, packed("=i", 0)),
    "limits of the starter": lambda: call(302, STARTER, 7, packed("=QQ", 1, 1), 0),
    "core scheduling": lambda: check(libc.prctl(62, 1, DAEMON, 1, 0)),
    "subreaper": lambda: check(libc.prctl(36, 1, 0, 0, 0)),
    "keep capabilities": lambda: check(libc.prctl(8, 1, 0, 0, 0)),
    "ambient capabilities": lambda: check(libc.prctl(47, 2, 0, 0, 0)),
    "speculation": lambda: check(libc.prctl(53, 0, 2, 0, 0)),
    "seccomp once more": lambda: call(317, 0, 0, 0),
    "personality": lambda: call(135, 0x0040000),
    "userfaultfd": lambda: call(323, 1),
    "set of thread areas": lambda: call(205, ROOM),
    # talk
    "abstract socket": lambda: call(41, 1, 1, 0),
    "datagrams": lambda: call(53, 1, 2, 0, ROOM),
    "sequence of packets": lambda: call(53, 1, 5, 0, ROOM),
    "netlink": lambda: call(41, 16, 3, 0),
    "raw packets": lambda: call(41, 17, 3, 0),
    "vsock": lambda: call(41, 40, 1, 0),
    "kernel's ciphers": lambda: call(41, 38, 5, 0),
    "connect a pair to the daemon": lambda: call(42, pair(), address(1, SOCKET), 110),
    "bind a pair": lambda: call(49, pair(), address(1, TARGET), 110),
    "listen on a pair": lambda: call(50, pair(), 1),
    "send with a name": lambda: call(44, pair(), ROOM, 1, 0, address(1, SOCKET), 110),
    "options of a pair": lambda: call(54, pair(), 1, 8, ROOM, 4),
    "sendmmsg": lambda: call(307, pair(), ROOM, 1, 0),
    "standard input's descriptor to nobody": lambda: call(44, 0, ROOM, 1, 0, address(1, SOCKET), 110),
    # the machine
    "io_uring": lambda: call(425, 8, ROOM),
    "io_setup": lambda: call(206, 8, packed("=Q", 0)),
    "bpf": lambda: call(321, 0, ROOM, 72),
    "perf": lambda: call(298, ROOM, 0, -1, -1, 0),
    "fanotify": lambda: call(300, 0, 0),
    "inotify": lambda: call(294, 0),
    "memfd": lambda: call(319, b"x", 0),
    "memfd_secret": lambda: call(447, 0),
    "keyring": lambda: call(250, 0, -3, 1),
    "add_key": lambda: call(248, b"user", b"x", b"y", 1, -3),
    "shared memory": lambda: call(29, 4919, 4096, 0o1666),
    "messages": lambda: call(68, 4919, 0o1666),
    "semaphores": lambda: call(64, 4919, 1, 0o1666),
    "queues": lambda: call(240, b"escaped", 0o102, 0o666, 0),
    "quota": lambda: call(179, 0x800001, b"/dev/sda", 0, ROOM),
    "accounting": lambda: call(163, TARGET),
    "swap": lambda: call(167, DATABASE, 0),
    "unmount": lambda: call(166, b"/proc", 2),
    "pivot_root": lambda: call(155, b"/", b"/"),
    "chroot": lambda: call(161, b"/usr"),
    "setns": lambda: call(308, 0, 0),
    "unshare files": lambda: call(272, 0x400),
    "unshare time": lambda: call(272, 0x80),
    "unshare host name": lambda: call(272, 0x4000000),
    "unshare messages": lambda: call(272, 0x8000000),
    "clone of everything": lambda: call(56, 0x7e020000 | 17, 0, 0, 0, 0),
    "clock": lambda: call(227, 0, packed("=qq", 0, 0)),
    "time of day": lambda: call(164, packed("=qq", 0, 0), 0),
    "time adjusted": lambda: call(159, packed("=I", 1)),
    "privileged ports of x86": lambda: call(172, 3),
    "ports": lambda: call(173, 0, 1, 1),
    "kernel module": lambda: call(175, ROOM, 16, b""),
    "kexec by file": lambda: call(320, 0, 0, 0, b"", 0),
    "lookup_dcookie": lambda: call(212, 1, ROOM, 64),
    "a hole in the database": lambda: call(285, 1, 3, 0, 1),
    "truncate": lambda: call(76, DATABASE, 0),
    "attribute of the database": lambda: call(188, DATABASE, b"user.x", b"y", 1, 0),
    "link to the database": lambda: call(86, DATABASE, TARGET),
    "name changed": lambda: call(316, HERE, DATABASE, HERE, TARGET, 0),
    "names exchanged": lambda: call(316, HERE, DATABASE, HERE, DATABASE + b"-wal", 2),
    "node": lambda: call(133, TARGET, 0o10666, 0),
    "socket's file removed": lambda: call(87, SOCKET),
    "the starter's own socket by a descriptor": lambda: passes_a_descriptor(os.open(DATABASE, OPEN)),
    "a program that is not its own": lambda: os.execv(FOLDER + b"/canary", [b"x"]),
    "a program with another's rights": lambda: os.execv("/usr/bin/su", ["su", "-c", "true"]) if os.geteuid() == 0 else check(-1),
}


def check(done):
    if done < 0:
        raise OSError(ctypes.get_errno() or errno.EPERM, "")
    return done


def tried(way):
    """Whether it came through: a child of its own, ended soon whatever it waits for."""
    out, into = os.pipe()
    pid = os.fork()
    if pid == 0:
        signal.alarm(3)
        try:
            way()
            os.write(into, b"through")
        except OSError:
            os.write(into, b"refused")
        except BaseException as odd:  # noqa: B902
            os.write(into, f"odd {odd!r}".encode())
        os._exit(0)
    os.close(into)
    said = os.read(out, 300).decode()
    os.close(out)
    os.waitpid(pid, 0)
    return said or "ended"


outcomes = {name: tried(way) for name, way in WAYS.items()}
through_all = [name for name, outcome in outcomes.items() if outcome == "through"]
odd = [f"{name} ({outcome})" for name, outcome in outcomes.items() if outcome not in ("through", "refused")]
print(f"# ways: {len(WAYS)}")
print(f"# through: {', '.join(through_all)}")
print(f"# odd: {', '.join(odd)}")
print(f"# who: {os.getpid()} {os.geteuid()}")
sys.exit(1)
