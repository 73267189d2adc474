"""States that many tests begin with (a contest just loaded, a phase just closed): made once a build, and copied for each test."""
import fcntl
import functools
import hashlib
import os
import re
import shutil
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parents[1]
BUILD = Path(os.environ.get("THIDUA_BUILD", SOURCE / "build"))
SANITIZED = "-fsanitize=" in (BUILD / "Makefile").read_text() if (BUILD / "Makefile").exists() else False
SHELF = BUILD / "tests" / "stock"
MADE_OF = [BUILD / "thiduad", BUILD / "thiduactl", HERE, SOURCE / "tests" / "sample", SOURCE / "rules"]


@functools.cache
def edition():
    """What the states are made of; another build's states are not taken."""
    files = sorted(path for root in MADE_OF for path in ([root] if root.is_file() else root.rglob("*")) if path.is_file())
    about = "\n".join(f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files)
    return hashlib.sha256(about.encode()).hexdigest()[:16]


def _quiet(work):
    """Of all that a contest has to do nothing here marks the plan's duties as done: without that each test would have fifty alerts about them, mails, and
    their papers drafted beside whatever it does; nor has it the reports of months (test_duty_paper.py, test_month_walk.py). What is coming is not looked
    for each week either (test_foresee.py)."""
    made = shutil.copytree(SOURCE / "rules" / "hai-an-2024", work)
    duties, routes, documents = made / "duties.ini", made / "routes.ini", made / "documents.ini"
    alerts = made / "alerts.ini"
    alerts.write_text(re.sub(r"(?m)^criteria = .*\n", "", alerts.read_text().replace("\nat = monday 08:00\n", "\nat = never\n")))
    kinds = re.split(r"(?m)^(?=\[)", documents.read_text())
    of_phases = [kind for kind in kinds if not re.search(r"(?m)^trigger = (duty|demand|month)$", kind)]
    left_out = "|".join(kind[1:kind.index("]")] for kind in kinds if kind not in of_phases)
    documents.write_text("".join(of_phases))
    for path in (made / "documents").iterdir():
        if f"documents/{path.name}" in "".join(kinds) and f"documents/{path.name}" not in "".join(of_phases):
            path.unlink()
    duties.write_text(re.sub(rf"(?m)^output = paper ({left_out})$", "output = file", duties.read_text()))
    duties.write_text(re.sub(r"(?m)^(trigger = .*)$", r"\1\noverdue = no", re.sub(r"(?m)^overdue = .*\n", "", duties.read_text())))
    kept = [part for part in re.split(r"(?m)^(?=\[)", routes.read_text()) if "to = holder" not in part]
    routes.write_text("".join(kept))


def sample_without_duties():
    """The sample contest, but for what becomes of duties that nobody does (test_duty.py, test_duty_told.py have the whole)."""
    folder = SHELF / edition() / "rules" / "hai-an-2024"
    folder.parent.mkdir(parents=True, exist_ok=True)
    with open(folder.parent / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            work = folder.parent / "work"
            shutil.rmtree(work, ignore_errors=True)
            _quiet(work)
            work.rename(folder)
    return folder


def take(name, make, state, user=None):
    """Copies the state `name` to the folder `state`, for that user; make(folder) answers a daemon that has come so far in folder/state."""
    shelf = SHELF / edition()
    shelf.mkdir(parents=True, exist_ok=True)
    with open(shelf / f"{name}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shelf / name).exists():
            work = shelf / f"{name}.work"
            shutil.rmtree(work, ignore_errors=True)
            work.mkdir()
            assert make(work).stop() == 0
            (work / "state").rename(shelf / name)
            shutil.rmtree(work)
    shutil.copytree(shelf / name, state)
    if user is not None:
        for path in [state, *state.iterdir()]:
            os.chown(path, user, user)
