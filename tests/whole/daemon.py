"""A real thiduad in a temporary folder, driven by a real thiduactl.

THIDUA_BUILD is the build folder (the one `make check` runs in; build/ when run by hand). Everything is said over
the command line, as a person would; only durability tests look into the database file.
"""
import csv
import http.client
import io
import json
import os
import random
import shlex
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import stock
from stock import BUILD, SANITIZED, SOURCE  # noqa: F401 (what tests take from here)

SAMPLE = SOURCE / "rules" / "hai-an-2024"
PACKAGE = stock.sample_without_duties()
START = "2024-10-31T08:00"
FORESEEN = {"early_warning", "zero_tolerance", "idle", "pending"}  # alerts of what is coming: test_foresee.py
READER = "kim.anh"  # who reads by TCP in the tests
PASSWORD = "năm con gà trống"


def free_port():
    """A port of this machine that nobody has, below those that the kernel gives to clients: one of them may have such a one a moment later."""
    while True:
        port = random.SystemRandom().randrange(20000, 32000)
        with socket.socket() as one:
            try:
                one.bind(("0.0.0.0", port))
                return port
            except OSError:
                pass


class Refused(AssertionError):
    """thiduactl ended with another status than expected."""


class Stays(urllib.request.HTTPRedirectHandler):
    """A redirect is an answer like another."""

    def http_error_303(self, request, fp, code, msg, headers):
        return fp

    http_error_304 = http_error_303


def connected(state, timeout=60):
    """A connection to the state folder's socket. Its address holds no more than 107 bytes of a path: the folder is named by a number."""
    folder = os.open(state, os.O_PATH)
    client = socket.socket(socket.AF_UNIX)
    client.settimeout(timeout)
    try:
        client.connect(f"/proc/self/fd/{folder}/thidua.sock")
    except OSError:
        client.close()
        raise
    finally:
        os.close(folder)
    return client


class Door(http.client.HTTPConnection):
    """http.client on the state folder's socket."""

    def __init__(self, state, timeout=60):
        super().__init__("localhost", timeout=timeout)
        self.state = state

    def connect(self):
        self.sock = connected(self.state, self.timeout)


class Daemon:
    environment = {}  # beside the test's own
    token = None      # of the reader
    began = 0         # where what this start logs begins
    user = None       # who runs it; None: who runs the tests
    through = shlex.split(os.environ.get("THIDUA_THROUGH", ""))  # a program that becomes the daemon, or watches it

    def __init__(self, folder, clock=START, package=PACKAGE, arguments=(), play=None):
        """play: what is done first, by a function of a daemon that has just loaded the contest; once a build, and copied (stock.py)."""
        self.folder = Path(folder)
        self.state = self.folder / "state"
        self.clock = clock
        self.arguments = list(arguments)
        self.process = None
        self.log = self.folder / "thiduad.log"
        if play:
            stock.take(f"{play.__module__}.{play.__name__}", lambda work: Daemon(work).played(play), self.state)
            self.start()
            self.ready()
        elif package and clock and (Path(package) == PACKAGE or Path(package).parent == SOURCE / "rules") and not self.environment:
            stock.take(f"{'' if Path(package) == PACKAGE else 'whole-'}{Path(package).name}-{clock}", lambda work: Daemon(work, clock, package=None).load(package), self.state, self.user)
            self.start(clock)
            self.ready()
        else:
            self.start(clock)
            if package:
                self.load(package)

    def load(self, package):
        return self.played(lambda daemon: daemon.ctl("contest", "load", package))

    def played(self, play):
        try:
            play(self)
        except BaseException:
            self.stop()
            raise
        return self

    # the daemon ---------------------------------------------------------------------------------------------
    def start(self, clock=None):
        assert self.process is None
        command = [BUILD / "thiduad", "--state", self.state]
        if clock:
            command += ["--clock", clock]
        self.began = len(self.logged())
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen([str(word) for word in [*self.through, *command, *self.arguments]], stdout=log, stderr=log,
                                            stdin=subprocess.DEVNULL, env={**os.environ, **self.environment}, user=self.user, group=self.user,
                                            extra_groups=None if self.user is None else [])

    def ready(self):
        self.ctl("status")
        return self

    def stop(self, how=signal.SIGTERM, timeout=60):
        process, self.process = self.process, None
        if process is None:
            return None
        process.send_signal(how)
        return process.wait(timeout)

    def kill(self):
        return self.stop(signal.SIGKILL)

    def restart(self, clock=None):
        ended = self.stop()
        assert ended in (0, None), f"the daemon ended with {ended}: {self.logged()[-3000:]}"
        self.start(clock)
        return self.ready()

    def begins(self):
        """It lives and is not ready yet: a start that upgrades an old state takes as long as the machine lets it."""
        return self.process is not None and self.process.poll() is None and "sẵn sàng" not in self.logged()[self.began:]

    def logged(self):
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    # thiduactl ----------------------------------------------------------------------------------------------
    def command(self, *words):
        return [str(BUILD / "thiduactl"), "--state", str(self.state), *map(str, words)]

    def run(self, *words, timeout=300):
        end = time.monotonic() + timeout
        while True:
            begins = self.begins()
            done = subprocess.run(self.command(*words), capture_output=True, text=True, timeout=timeout, stdin=subprocess.DEVNULL)
            if done.returncode != 2 or not begins or time.monotonic() > end:
                return done

    def ctl(self, *words, status=0, timeout=300):
        done = self.run(*words, timeout=timeout)
        if done.returncode != status:
            raise Refused(f"thiduactl {' '.join(map(str, words))}: status {done.returncode}, expected {status}\n"
                          f"--- stdout\n{done.stdout}\n--- stderr\n{done.stderr}\n--- log\n{self.logged()[-3000:]}")
        return done.stdout

    def refused(self, *words):
        """Runs what must be refused; what was said on stderr."""
        done = self.run(*words)
        if done.returncode != 1 or not done.stderr.strip():
            raise Refused(f"thiduactl {' '.join(map(str, words))}: status {done.returncode}, expected 1 and a sentence\n"
                          f"--- stdout\n{done.stdout}\n--- stderr\n{done.stderr}")
        return done.stderr

    def json(self, *words, timeout=300):
        return json.loads(self.ctl("--json", *words, timeout=timeout))

    def papers(self):
        """The papers of phases; those of duties and months (test_duty_paper.py, test_month_walk.py) rest on no seal."""
        return [draft for draft in self.json("drafts") if draft["seal"] and draft["kind"] != "d_month"]

    def advance(self, when):
        return self.ctl("clock", "advance", when)

    def results(self, **filters):
        words = [word for name, value in filters.items() for word in (f"--{name}", value)]
        return self.json("results", *words)

    def result(self, period, criterion, subject, stage="final"):
        found = self.results(period=period, criterion=criterion, subject=subject, stage=stage)
        assert len(found) == 1, found
        return found[0]

    def alerts(self, *words, **match):
        """But for those of what is coming, unless they are asked for: a contest that sends its records once a month has many of them."""
        return [alert for alert in self.json("alerts", *words)
                if all(alert[name] == value for name, value in match.items()) and ("kind" in match or alert["kind"] not in FORESEEN)]

    # people and pages ---------------------------------------------------------------------------------------
    def add_person(self, name, role, *words, password=PASSWORD):
        self.ctl("people", "add", name, "--full-name", f"Người {name}", "--role", role, *words)
        self.set_password(name, password)

    def set_password(self, name, password, status=0, lasting=True):
        words = ["people", "password", name, *(["--lasting"] if lasting else [])]
        done = subprocess.run(self.command(*words), input=password + "\n", capture_output=True, text=True, timeout=60)
        assert done.returncode == status, done.stderr
        return done.stderr

    def reader(self):
        """Who reads all: the header of a program with a token, made when it is first asked for."""
        if not self.token:
            self.add_person(READER, "auditor")
            self.token = self.json("tokens", "add", READER, "--role", "auditor", "--until", "2099-12-31", "--note", "test")["token"]
        return {"Authorization": f"Bearer {self.token}"}

    def open(self, path, port=None, timeout=30, headers=None, data=None):
        """An answer by TCP, as urllib has it: by the reader's token unless headers say otherwise; redirects are not followed."""
        request = urllib.request.Request(f"http://127.0.0.1:{port or self.port}{path}", data, self.reader() if headers is None else headers)
        return urllib.request.build_opener(Stays).open(request, timeout=timeout)

    def sign_in(self, name=READER, password=PASSWORD, port=None, **fields):
        """The cookie of a new session."""
        if name == READER:
            self.reader()
        fields = urllib.parse.urlencode({"name": name, "password": password, **fields}).encode()
        with self.open("/login", port, headers={}, data=fields) as answer:
            assert answer.status == 303, answer.status
            return answer.headers["Set-Cookie"].split(";")[0]

    # records ------------------------------------------------------------------------------------------------
    def write(self, files, name="batch"):
        folder = self.folder / name
        folder.mkdir(exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
        for record_type, rows in files.items():
            if rows:
                (folder / f"{record_type}.csv").write_bytes(rows if isinstance(rows, bytes) else as_csv(rows))
        return folder

    def add(self, files, *words):
        """Imports a folder made of {type: rows}."""
        return self.ctl("import", "--dir", self.write(files), *words)

    def add_text(self, record_type, text, *words, status=0):
        path = self.folder / f"{record_type}.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        done = self.run("import", record_type, path, *words)
        if done.returncode != status:
            raise Refused(f"import {record_type}: status {done.returncode}, expected {status}\n{done.stdout}\n{done.stderr}")
        return done


def as_csv(rows):
    columns = list(dict.fromkeys(column for row in rows for column in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def until(condition, seconds=60, what="condition"):
    """Waits for something that another process does."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"{what} did not come about in {seconds} s")


def cells(results):
    """What decides of a list of results, by id."""
    return {row["id"]: (row["num"], row["den"], row["verdict"], row["value"], row["target"], row["adjusted"]) for row in results}
