"""What the plugin tests share: building a .so as an engineer outside would, and a thiduad.conf that allows it."""
import os
import shlex
import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
BUILD = Path(os.environ.get("THIDUA_BUILD", SOURCE / "build"))
HERE = Path(__file__).parent
CONTEST = HERE / "contest"
READERS = HERE / "programs" / "readers.py"

sys.path.insert(0, str(SOURCE / "tests" / "whole"))
sys.path.insert(0, str(SOURCE / "tests" / "house"))

from house import make_variables  # noqa: E402

COMPILER = shlex.split(make_variables()["CC"])
ENGLISH = {**os.environ, "THIDUA_LANG": "en"}


def build(source, target, *flags, defs=True):
    """One shared object, with the header and nothing else."""
    subprocess.run([*COMPILER, "-std=gnu17", "-O1", "-Wall", f"-I{SOURCE}/plugins", "-fPIC", "-fvisibility=hidden", "-shared",
                    *(["-Wl,-z,defs"] if defs else []), *flags, "-o", str(target), str(source)], check=True, capture_output=True, text=True)
    return target


def configure(folder, plugins, programs=(READERS,), deadline=None):
    """A thiduad.conf."""
    path = Path(folder) / "thiduad.conf"
    worker = f"[worker]\ndeadline = {deadline}\n" if deadline else ""
    path.write_text(f"{worker}[plugins]\nfolder = {plugins}\nprograms = {', '.join(map(str, programs))}\n")
    return path


def thiduad(*words):
    return subprocess.run([str(BUILD / "thiduad"), *map(str, words)], capture_output=True, text=True, env=ENGLISH, timeout=60)
