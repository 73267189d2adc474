"""Which test runs which line: `make coverage` records it and prints how many lines of each room any test runs.

Each test runs alone in a build that counts lines (gcov), and the map is kept in the build folder. A test whose file changed since is recorded
again; `make coverage FRESH=1` records all anew. Lines that run in processes which end by
_exit or are killed (workers, kill -9) are not counted, so what is said is the least. A test may fail in that build, where a locked-down process
cannot note its lines: what it ran counts all the same.
"""
import concurrent.futures
import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from workshop import BUILD, COPY, FOLDER, Workshop, digest, take_copy

MAP = BUILD / "mutation" / "map.json.gz"
LONGEST = 120  # seconds: what takes longer here tells nothing of lines that others do not
# What needs a browser or an office program, ends daemons, or measures; what it runs, others run faster.
PASSED_OVER = re.compile(r"^(?:from|import) (?:browser|office|postgres)\b", re.MULTILINE)
SLOW = {"test_storm", "test_load", "test_rest", "test_memory", "test_flip", "test_kill", "test_kill_import", "test_paper_kill", "test_account_kill", "test_crash",
        "test_deploy", "test_proxy", "test_completion", "test_hostile", "test_adversary", "test_unseen", "test_every_call", "test_fault"}


def unit_tests():
    return [f"tests/unit/{path.stem}" for path in sorted((COPY / "tests" / "unit").glob("test_*.c"))]


def whole_tests():
    return [str(path.relative_to(COPY)) for path in sorted((COPY / "tests" / "whole").glob("test_*.py"))
            if path.stem not in SLOW and not PASSED_OVER.search(path.read_text())]


def text_of(test):
    return COPY / (test if test.endswith(".py") else test + ".c")


def ranges(lines):
    """{1, 2, 3, 7} as "1-3,7", and back."""
    parts = []
    for line in sorted(lines):
        if parts and parts[-1][1] == line - 1:
            parts[-1][1] = line
        else:
            parts.append([line, line])
    return ",".join(f"{first}-{last}" if last > first else f"{first}" for first, last in parts)


def lines_of(text):
    lines = set()
    for part in text.split(",") if text else []:
        first, _, last = part.partition("-")
        lines.update(range(int(first), int(last or first) + 1))
    return lines


def _counted(prefix, workshop):
    """{source: (lines that are code, lines that ran)} of what the processes of a test left under `prefix`."""
    root = Path(f"{prefix}{workshop.folder}")
    found = {}
    data = sorted(root.glob("daemon/**/*.gcda"))
    for path in data:
        note = path.with_suffix(".gcno")
        note.symlink_to(workshop.folder / note.relative_to(root))
    for at in range(0, len(data), 100):
        said = subprocess.run(["gcov", "-j", "-t", *map(str, data[at:at + 100])], cwd=workshop.folder, capture_output=True, text=True)
        for line in said.stdout.splitlines():
            if not line.startswith("{"):
                continue
            for file in json.loads(line)["files"]:
                name = re.sub(r"^(?:\.\./|.*/source/)(?=daemon/)", "", file["file"])
                if name.startswith("daemon/") and name.endswith(".c") and (COPY / name).exists():
                    code, ran = found.setdefault(name, (set(), set()))
                    code.update(one["line_number"] for one in file["lines"])
                    ran.update(one["line_number"] for one in file["lines"] if one["count"])
    return found


def _record(workshop, test):
    with tempfile.TemporaryDirectory(dir=FOLDER) as prefix:
        began = time.monotonic()
        status = workshop.run(test, LONGEST, {"GCOV_PREFIX": prefix}, sys.executable)
        return status, time.monotonic() - began, _counted(prefix, workshop)


def recorded():
    """The map as it was recorded last, or a new one; a unit test that is not in it yet may run all of the room whose list names it."""
    known = json.loads(gzip.decompress(MAP.read_bytes())) if MAP.exists() else record()
    known["tests"] = {name: test for name, test in known["tests"].items() if text_of(name).exists()}
    lists = {path.parent: path.read_text() for path in (COPY / "daemon").glob("*/room.mk")}
    for name in set(unit_tests()) - set(known["tests"]):
        rooms = [folder.relative_to(COPY) for folder, text in lists.items() if re.search(rf"^check_PROGRAMS.*{name}\b", text, re.MULTILINE)]
        known["tests"][name] = {"digest": "", "seconds": 1, "ended": True, "ran": {f"{room}/": "" for room in rooms}, "of": {}}
    return known


def record(fresh=False):
    """The map, brought up to date: {"files": {source: {"digest", "code"}}, "tests": {test: {"digest", "seconds", "ran": {source: lines}, "of": {source: digest}}}}."""
    known = json.loads(gzip.decompress(MAP.read_bytes())) if MAP.exists() and not fresh else {"files": {}, "tests": {}}
    tests = unit_tests() + whole_tests()
    for test in set(known["tests"]) - set(tests):
        del known["tests"][test]
    missing = [test for test in tests if known["tests"].get(test, {}).get("digest") != digest(text_of(test))]
    if not missing:
        return known
    workshop = Workshop("counted")
    workshop.build("all", *unit_tests())
    files = {}
    with concurrent.futures.ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        for test, (status, seconds, found) in zip(missing, pool.map(lambda test: _record(workshop, test), missing)):
            known["tests"][test] = {"digest": digest(text_of(test)), "seconds": round(seconds, 1), "ended": status is not None,
                                    "ran": {name: ranges(ran) for name, (_, ran) in found.items() if ran}, "of": {}}
            for name, (code, _) in found.items():
                files.setdefault(name, set()).update(code)
            end = "takes too long, so it is not asked" if status is None else f"ended with {status}" if status else ""
            print(f"   {test}: {seconds:.1f} s, {sum(len(ran) for _, ran in found.values())} lines {end}", flush=True)
            for name, code in files.items():
                known["files"][name] = {"digest": digest(COPY / name), "code": ranges(code)}
            for name in known["tests"][test]["ran"]:
                known["tests"][test]["of"][name] = known["files"][name]["digest"]
            MAP.parent.mkdir(parents=True, exist_ok=True)
            MAP.with_suffix(".new").write_bytes(gzip.compress(json.dumps(known).encode(), 1))
            MAP.with_suffix(".new").replace(MAP)
    return known


def report(known):
    """Lines of each room that are code, and how many of them any test runs."""
    rooms = {}
    for name, file in known["files"].items():
        code = lines_of(file["code"])
        ran = set().union(*(lines_of(test["ran"].get(name, "")) for test in known["tests"].values() if test["of"].get(name) == file["digest"]))
        room = rooms.setdefault(name.split("/")[1] if name.count("/") > 1 else "main", [0, 0])
        room[0] += len(code)
        room[1] += len(code & ran)
    print(f"{'room':12} {'lines':>7} {'run':>7}     %")
    for room, (code, ran) in sorted(rooms.items()) + [("all", [sum(x[i] for x in rooms.values()) for i in (0, 1)])]:
        print(f"{room:12} {code:7} {ran:7} {100 * ran / code:5.1f}")


if __name__ == "__main__":
    take_copy()
    report(record(fresh=os.environ.get("FRESH") == "1"))
