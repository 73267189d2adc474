"""Where mutants are made: a copy of the sources under TMPDIR, never the working tree, and builds of that copy, each with the commands
by which its objects and programs are made, so that one of them can be made again without make."""
import hashlib
import json
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
BUILD = Path(os.environ.get("THIDUA_BUILD", SOURCE / "build"))
FOLDER = Path(os.environ.get("THIDUA_MUTATION") or Path(tempfile.gettempdir()) / f"thidua-mutation-{hashlib.sha256(str(SOURCE).encode()).hexdigest()[:8]}")
COPY = FOLDER / "source"
# As `./bootstrap check` builds; with lines counted, what is optimised away could not be told from what never ran.
KINDS = {
    "plain": ["--enable-werror"],
    "sanitized": ["--enable-werror", "--enable-sanitizers", "CFLAGS=-g1 -O1"],
    "counted": ["CFLAGS=-O0 -g0 --coverage"],
}
MADE_BY_AUTORECONF = ["aclocal.m4", "configure", "config.h.in", "Makefile.in"]  # each of those before it


def digest(path):
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:16]


def _passed_over(folder, names):
    top = Path(folder) == SOURCE
    return {name for name in names if name in {".git", "__pycache__", ".pytest_cache", "autom4te.cache", ".deps", ".dirstamp"} or
            name.endswith((".o", ".a", ".so", ".log", ".trs")) or (top and name.startswith("build") and name != "build-aux")}


def take_copy():
    """The sources as they are now; a file that is the same keeps its time, so that only what changed is built again."""
    seen, made = set(), False
    for folder, folders, names in os.walk(SOURCE):
        out = _passed_over(folder, folders + names)
        folders[:] = [name for name in folders if name not in out]
        for name in set(names) - out:
            path = Path(folder, name)
            to = COPY / path.relative_to(SOURCE)
            seen.add(to)
            if not to.exists() or to.read_bytes() != path.read_bytes():
                to.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(path, to)
                made |= name in MADE_BY_AUTORECONF
    for path in COPY.rglob("*"):
        if path.is_file() and path not in seen:
            path.unlink()
    for name in MADE_BY_AUTORECONF if made else []:
        os.utime(COPY / name)


class Workshop:
    """One build of the copy."""

    def __init__(self, kind):
        self.kind = kind
        self.folder = FOLDER / kind
        self.known = self.folder / "commands.json"
        self.dirty = self.folder / "dirty.json"
        self.commands = json.loads(self.known.read_text()) if self.known.exists() else {}

    def _forget_mutants(self):
        """What a run that was ended left of its mutants is made anew."""
        for name in json.loads(self.dirty.read_text()) if self.dirty.exists() else []:
            (self.folder / name).unlink(missing_ok=True)
        self.dirty.unlink(missing_ok=True)

    def build(self, *targets):
        self.folder.mkdir(parents=True, exist_ok=True)
        self._forget_mutants()
        if not (self.folder / "config.status").exists():
            subprocess.run([COPY / "configure", "-q", *KINDS[self.kind]], cwd=self.folder, check=True)
        jobs = str(len(os.sched_getaffinity(0)))
        told = {name: value for name, value in os.environ.items() if name not in {"MAKEFLAGS", "MFLAGS"}}  # `make -s` would say no command
        said = ""
        for one in [targets[:1], targets[1:]]:  # `all` is a make within make: two at once would make the same objects
            made = subprocess.run(["make", f"-j{jobs}", "-Otarget", "V=1", *one], cwd=self.folder, env=told, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) if one else made
            said += made.stdout
            if made.returncode:
                break
        for line in said.replace("\\\n", " ").splitlines():
            line = re.sub(r"^depbase=.*?`;\s*", "", line)
            compiled = re.search(r" -c -o (\S+\.o) ", line)
            linked = re.search(r" -o (\S+) \S+\.o ", line)
            if compiled:
                self.commands[compiled.group(1)] = re.sub(r"&&\s+mv -f.*|-MT \S+ -MD -MP -MF \S+|(?<= )-g\d?(?= )|(?<= )-Werror(?= )", "", line).strip()
            elif linked:
                self.commands[linked.group(1)] = line.strip()
        self.known.write_text(json.dumps(self.commands, indent=0))
        if made.returncode:
            raise SystemExit(f"{self.kind}: the build failed\n{made.stdout[-3000:]}")

    def parts_of(self, programs):
        """What a build must make so that the programs can be linked, each when it is asked for; a program that was never linked, itself."""
        return sorted({part for program in programs for part in re.findall(r"(?<= )tests/\S+\.o\b", self.commands.get(program, "")) or [program]})

    def object_of(self, source):
        """The object of a source (daemon/x/y.c), as its room's library has it."""
        for name, command in self.commands.items():
            if name.endswith(".o") and command.endswith(source) and "daemon/" in name:
                return name
        raise SystemExit(f"{self.kind}: no command makes an object of {source}")

    def compile(self, source, to):
        """The object of a source as it stands in the copy, at `to`; None when the compiler refuses it."""
        name = self.object_of(source)
        command = self.commands[name].replace(f"-o {name} ", f"-o {to} ") + " -w"
        done = subprocess.run(command, shell=True, cwd=self.folder, env={**os.environ, "CCACHE_DISABLE": "1"}, capture_output=True, text=True)
        return Path(to).read_bytes() if done.returncode == 0 else None

    def archive(self, library, path):
        self._note(library)
        subprocess.run(["ar", "r", library, path], cwd=self.folder, check=True, capture_output=True)

    def link(self, program):
        self._note(program)
        (self.folder / program).unlink(missing_ok=True)
        subprocess.run(self.commands[program], shell=True, cwd=self.folder, check=True, capture_output=True)

    def _note(self, name):
        names = json.loads(self.dirty.read_text()) if self.dirty.exists() else []
        if name not in names:
            self.dirty.write_text(json.dumps(names + [name]))

    def run(self, test, seconds, environment=None, python=None):
        """How a test ended: 0, another status, or None when it took longer."""
        words = [python, "-B", "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", str(COPY / test)] if test.endswith(".py") else [test]
        told = {**os.environ, "THIDUA_BUILD": str(self.folder), "srcdir": str(COPY), "ASAN_OPTIONS": "detect_leaks=1:abort_on_error=0", **(environment or {})}
        process = subprocess.Popen(words, cwd=self.folder, env=told, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        try:
            return process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None
        finally:
            try:
                os.killpg(process.pid, 9)  # what it started and did not end
            except ProcessLookupError:
                pass
            process.wait()
