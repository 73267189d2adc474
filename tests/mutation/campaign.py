"""`make check-mutation ROOM=store SAMPLE=40 SEED=1`: whether the tests notice when a statement of a room is another one.

Mutants (mutant.py) are drawn by the seed. Each is built in a copy (workshop.py) and asked of the tests that run its line (coverage.py), the fastest
first: unit tests with sanitizers, then those of the whole daemon, until one fails: killed. One that takes ten times as long as ever is killed too.
A mutant that does not compile, whose optimised object is the same byte for byte, or which equivalent.txt explains, is none. What is left is printed.
"""
import contextlib
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import coverage
import mutant
from workshop import COPY, FOLDER, Workshop, digest, take_copy

HERE = Path(__file__).resolve().parent
# A room is its folder; what else belongs to a subject.
ROOMS = {
    "store": ["daemon/store/*.c", "daemon/store/queries/*.sql"],
    "workflow": ["daemon/workflow/*.c", "daemon/contest/transition.c"],
}
PATIENCE = {"unit": 90, "whole": 150}  # seconds of tests for one mutant; what is beyond is not asked
LINKING = 2  # seconds, of each unit test
QUERY_SOURCE = "daemon/store/query.c"


def equivalents():
    """Lines "file | what was changed | the line's text | why nobody can notice it" of equivalent.txt."""
    lines = [line.split(" | ") for line in (HERE / "equivalent.txt").read_text().splitlines() if line and not line.startswith("#")]
    assert all(len(line) == 4 for line in lines), [line for line in lines if len(line) != 4]
    return {tuple(line[:3]) for line in lines}


class Campaign:
    def __init__(self, room):
        self.room = room
        self.known = coverage.recorded()
        self.changed = {name for name, test in self.known["tests"].items() if test["digest"] != digest(coverage.text_of(name))}
        self.plain, self.sanitized = Workshop("plain"), Workshop("sanitized")
        self.plain.build("all")
        self.sanitized.build("all", *self.sanitized.parts_of(coverage.unit_tests()))
        self.killers_path = FOLDER / "killers.json"
        self.killers = json.loads(self.killers_path.read_text()) if self.killers_path.exists() else {}
        self.own = set(re.findall(r"tests/unit/test_\w+", (COPY / "daemon" / room / "room.mk").read_text()))
        self.uses = None
        self.passes = {}  # a test that failed of a mutant: whether it passes without one
        self.explained = equivalents()
        self.work = Path(tempfile.mkdtemp(dir=FOLDER))

    def files(self):
        return sorted(path.relative_to(COPY) for pattern in ROOMS.get(self.room, [f"daemon/{self.room}/*.c"]) for path in COPY.glob(pattern))

    def drawn(self, seed):
        """All mutants of the room, in the seed's order."""
        made = [(str(path), one) for path in self.files() for one in mutant.mutants(path, (COPY / path).read_text())]
        random.Random(seed).shuffle(made)
        return made

    # which tests ---------------------------------------------------------------------------------------------
    def _lines_of_query(self, path, text, at):
        """[(source, lines)] of the functions that name the query of a place; the whole file (None) where a table names it."""
        name = next(name for start, end, name in mutant.queries(text) if start <= at < end)
        if self.uses is None:
            self.uses = [(str(source.relative_to(COPY)), source.read_text()) for source in sorted((COPY / "daemon").rglob("*.c"))]
        for source, code in self.uses:
            mask, begin = mutant.masked(code), 0
            while (begin := mask.find(f"QUERY_{name}", begin) + 1) > 0:
                if not (mask[begin + len(name) + 5].isalnum() or mask[begin + len(name) + 5] == "_"):
                    body = next(((start, end) for start, end, _ in mutant.functions(mask) if start <= begin < end), None)
                    yield source, body and set(range(mutant.line_of(code, body[0]), mutant.line_of(code, body[1]) + 1))

    def _may_run(self, name, test, source, lines):
        """Whether a test runs one of the lines: by the map; of a source that changed since the whole file, of a test that changed since the whole room."""
        ran = test["ran"].get(source)
        if name in self.changed:
            return any(other.rsplit("/", 1)[0] == source.rsplit("/", 1)[0] for other in test["ran"])
        return ran and (lines is None or test["of"][source] != digest(COPY / source) or lines & coverage.lines_of(ran))

    def tests_of(self, path, text, one):
        """The tests that run a mutant's line: (unit tests, tests of the whole daemon), those that take least first, the room's own before."""
        if path.endswith(".sql"):
            places = list(self._lines_of_query(path, text, one.start))
        else:
            lines = set(range(mutant.line_of(text, one.start), mutant.line_of(text, one.end) + 1))
            code = coverage.lines_of(self.known["files"][path]["code"])
            if not lines & code:  # of a statement of several lines the first alone may be counted
                lines = {max((line for line in code if line < min(lines)), default=0)}
            places = [(path, lines)]
        chosen = []
        for name, test in self.known["tests"].items():
            if test["ended"] and any(self._may_run(name, test, source, lines) for source, lines in places):
                chosen.append(name)
        first = self.killers.get(self._key(path, text, one))
        chosen = [name for name in chosen if self.passes.get(name, True)]
        chosen.sort(key=lambda name: (name != first, name not in self.own and f"test_{self.room}" not in name, self.known["tests"][name]["seconds"]))
        return [name for name in chosen if "/unit/" in name], [name for name in chosen if "/unit/" not in name]

    def _key(self, path, text, one):
        return f"{path}:{mutant.line_of(text, one.start)}: {one.what}: {text[one.start:one.end]}"

    # one mutant ----------------------------------------------------------------------------------------------
    def _object(self, workshop, source):
        to = self.work / Path(workshop.object_of(source)).name
        return to, workshop.compile(source, to)

    def _make_queries(self, path):
        """The queries of the copy as C, where the builds have them."""
        for workshop in (self.plain, self.sanitized) if path.endswith(".sql") else ():
            subprocess.run(["sh", COPY / "daemon/store/generate.sh", COPY / "daemon/store", "daemon/store"], cwd=workshop.folder, check=True, capture_output=True)

    def _ask(self, workshop, source, units, whole):
        """(The test that fails, None or why more were not asked); the mutant stands in the copy."""
        to, made = self._object(workshop, source)
        assert made is not None
        library = f"daemon/lib{source.split('/')[1]}.a"
        original = workshop.object_of(source)
        workshop.archive(library, to)
        try:
            for program in ["thiduad", "thiduactl"] if whole else []:
                if library in workshop.commands[program]:
                    workshop.link(program)
            spent, patience = 0, PATIENCE["whole" if whole else "unit"]
            for test in units + whole:
                usual = self.known["tests"][test]["seconds"]
                spent += usual + (LINKING if test in units else 0)
                if spent > patience and test != (units + whole)[0]:
                    break
                if test in units:
                    workshop.link(test)
                limit = max(60, 10 * usual)
                status = workshop.run(test, limit, python=sys.executable)
                if status != 0 and test in whole:  # a busy machine is no mutant that is noticed
                    status = workshop.run(test, limit, python=sys.executable)
                if status != 0:
                    return test, status
            return None, 0
        finally:
            workshop.archive(library, original)
            shutil.rmtree(workshop.folder / "tests" / "stock", ignore_errors=True)

    def _passes(self, test):
        """Whether a test passes with nothing changed; asked of those that failed of a mutant."""
        if test not in self.passes:
            workshop = self.sanitized if "/unit/" in test else self.plain
            for program in [test] if "/unit/" in test else ["thiduad", "thiduactl"]:
                workshop.link(program)
            self.passes[test] = workshop.run(test, max(60, 10 * self.known["tests"][test]["seconds"]), python=sys.executable) == 0
            if not self.passes[test]:
                print(f"   {test} fails with nothing changed: it is not asked", flush=True)
        return self.passes[test]

    @contextlib.contextmanager
    def _standing(self, path, text, one):
        """The mutant stands in the copy, its queries made into C."""
        try:
            (COPY / path).write_text(one.of(text))
            self._make_queries(path)
            yield
        finally:
            (COPY / path).write_text(text)
            self._make_queries(path)

    def judge(self, path, text, one):
        """("killed", test) | ("survived", tests) | ("none", why)."""
        line = text.split("\n")[mutant.line_of(text, one.start) - 1].strip()
        if (path, one.what, line) in self.explained:
            return "none", "explained in equivalent.txt"
        source = QUERY_SOURCE if path.endswith(".sql") else path
        _, before = self._object(self.plain, source)
        with self._standing(path, text, one):
            _, after = self._object(self.plain, source)
        if after is None:
            return "none", "does not compile"
        if after == before:
            return "none", "the same object"
        while True:
            units, whole = self.tests_of(path, text, one)
            test, status = None, 0
            with self._standing(path, text, one):
                if units:
                    test, status = self._ask(self.sanitized, source, units, [])
                if not test and whole:
                    test, status = self._ask(self.plain, source, [], whole)
            if not test:
                return "survived", f"{len(units)} unit tests and {len(whole)} of the whole daemon run it"
            if self._passes(test):
                self.killers[self._key(path, text, one)] = test
                self.killers_path.write_text(json.dumps(self.killers))
                return "killed", test + (" (time)" if status is None else "")

    def run(self, sample, seed):
        counted, killed, none, survivors, by_whole = 0, 0, {}, [], 0
        for path, one in self.drawn(seed):
            if counted == sample:
                break
            text = (COPY / path).read_text()
            began = time.monotonic()
            end, about = self.judge(path, text, one)
            place = f"{path}:{mutant.line_of(text, one.start)}: {one.what}"
            print(f"{end:8} {place} [{about}] {time.monotonic() - began:.0f} s", flush=True)
            if end == "none":
                none[about] = none.get(about, 0) + 1
                continue
            counted += 1
            killed += end == "killed"
            by_whole += end == "killed" and "/whole/" in about
            if end == "survived":
                survivors.append(f"{place}\n    {text.splitlines()[mutant.line_of(text, one.start) - 1].strip()}\n    {about}")
        print(f"\nsurvivors:\n" + "\n".join(survivors) if survivors else "")
        print(f"{self.room}: {counted} mutants, {killed} killed ({100 * killed / max(1, counted):.0f} %, {by_whole} by the whole daemon's tests alone), "
              f"{len(survivors)} survived; none: {none}; SEED={seed}")
        shutil.rmtree(self.work, ignore_errors=True)


if __name__ == "__main__":
    take_copy()
    Campaign(os.environ.get("ROOM", "store")).run(int(os.environ.get("SAMPLE", "40")), int(os.environ.get("SEED", "1")))
