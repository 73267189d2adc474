"""Every cell of role × command × own or another unit, generated from the daemon's own table, asked of a real daemon through its socket by
people who are different users of the machine, by HTTP with their tokens and in their sessions, and compared with permission.txt, which was
written by hand; and what is left for those whom nobody knows."""
import http.client
import json
import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import pytest

import steady
from daemon import BUILD, PASSWORD, SOURCE, connected, until
from phase import listening
from test_http import answers, read_all

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root may ask as other users")

ROLES = ("officer", "reviewer", "leader", "clerk", "auditor", "administrator")
OWN, OTHER = "cat-bi", "dang-lam"
USERS = [one.pw_uid for one in pwd.getpwall() if 0 < one.pw_uid < 1000]
EXPECTED, IN_SESSION = {}, set()
for line in (Path(__file__).parent / "permission.txt").read_text().splitlines():
    if line and not line.startswith("#"):
        words = line.split()
        if words[-1] == "session":
            IN_SESSION.add(" ".join(words[:-len(ROLES) - 1]))
            words.pop()
        EXPECTED[" ".join(words[:-len(ROLES)])] = dict(zip(ROLES, words[-len(ROLES):]))


class World:
    """A sealed phase with a missed zero target in both wards; a person for each role, for the own unit and for the whole contest."""

    def __init__(self, daemon):
        self.daemon = daemon
        violations = [{"violation_id": "1", "ward": ward, "business": "Karaoke", "act_on": "2024-11-20", "self_detected": "no"} for ward in (OWN, OTHER)]
        daemon.add(steady.roster())
        daemon.advance("2024-12-07T09:00")
        for ward in (OWN, OTHER):
            daemon.add({"tip": steady.tips(ward, "2024-11", 1, 1), "business_violation": [row for row in violations if row["ward"] == ward]})
        daemon.advance("2025-02-14T09:00")
        for ward in (OWN, OTHER):
            daemon.ctl("causes", "set", ward, "4.1", "phase-1", "--cause", "thiếu người trực", "--remedy", "thêm ca trực")
        daemon.add({"award": [{"award_id": f"kt-{ward}", "subject": f"{ward}-1", "phase": "phase-1", "form": "Giấy khen", "achievement": "Thành tích", "given_by": "Chủ tịch phường",
                               "decision_no": "1/QĐ-UBND", "decision_on": "2025-02-11", "amount": 710000} for ward in (OWN, OTHER)]})
        self.alerts = {ward: daemon.alerts(subject=ward)[0]["id"] for ward in (OWN, OTHER)}
        self.drafts = {ward: next(draft["id"] for draft in daemon.papers() if draft["subject"] == ward) for ward in (OWN, OTHER)}
        self.exceptions = {ward: daemon.json("exceptions", "ask", "--unit", ward, "--period", "2024-11", "--until", "2025-02-20", "--reason", "thử")["id"]
                           for ward in (OWN, OTHER)}
        self.silences = {ward: daemon.json("alerts", "silence", "--unit", ward, "--kind", "rule", "--until", "2025-02-20", "--reason", "thử")["id"] for ward in (OWN, OTHER)}
        self.duties = {row["unit"]: row["id"] for row in daemon.json("duties", "list", "--open") if row["unit"] in (OWN, OTHER) and row["duty"] == "T11"}
        self.people, users = {}, iter(USERS)
        for role in ROLES:
            for unit in (OWN, None):
                if role == "administrator" and unit or role == "officer" and not unit:
                    continue
                name, uid = f"{role}-{unit or 'all'}", next(users)
                daemon.ctl("people", "add", name, "--full-name", "Nguyễn Văn A", "--role", role, "--unix", uid, *(["--unit", unit] if unit else []))
                self.people[role, unit] = uid
        for number, ward in enumerate((OWN, OTHER), 1):
            clerk = self.people["clerk", None]
            subprocess.run(daemon.command("register", "add", ward, "--issuer", "ubnd_quan", "--number", str(number), "--day", "2025-02-14", "--title", "Kế hoạch"),
                           user=clerk, group=clerk, extra_groups=[], cwd="/", stdin=subprocess.DEVNULL, check=True, capture_output=True)
        self.webs = {}

    def web(self, person):
        if person not in self.webs:
            self.webs[person] = Web(self, person)
        return self.webs[person]

    def argument(self, command, parameter, unit):
        by_name = {"id": {"alerts show": self.alerts[unit], "alerts ack": self.alerts[unit], "explain": f"phase-1/4.1/{unit}/final", "results difference": f"phase-1/4.1/{unit}/final",
                          "seals show": "phase-1-1", "seals export": "phase-1-1",
                          "replay": "phase-1/4.1/cat-bi/final", "jobs cancel": "99", "workflow history": "1",
                          **{words: self.duties[unit] for words in EXPECTED if words.startswith("duties ")},
                          **{words: self.drafts[unit] for words in EXPECTED if words.startswith("drafts ")}}.get(command, "1"),
                   "name": "template" if command == "plugins show" else "nobody.at.all", "key": f"{unit}/tin-2024-11-{unit}-0",
                   "keys": f"{unit}/tin-2024-11-{unit}-0", "kind": "e" if command.startswith("templates") else "alert", "number": self.exceptions[unit] if command.startswith("exceptions ") else self.silences[unit] if command == "alerts unsilence" else "999", "unit": unit, "code": "99-AAAAAA", "to": "noi_vu", "duty": self.duties[unit]}
        by_form = {"TYPE": "tip", "PERIOD": "2024-11", "PHASE": "phase-1", "UNIT": unit, "DATE": "2025-02-20", "WHEN": "2025-02-14T09:00",
                   "NUMBER": "999", "CRITERION": "4.1", "LEVEL": "ward", "VERSION": "1", "PROPOSAL": "99", "PERSON": "nobody.at.all"}
        if parameter["choices"]:
            return parameter["choices"].split("|")[0]
        return by_name.get(parameter["name"]) or by_form.get(parameter["form"], "thử")

    def address(self, command, unit):
        wanted = {}
        for parameter in command["parameters"]:
            name = parameter["name"]
            if parameter["local"] or not (parameter["required"] or name in (command["unit"], "dry-run", "unit", "subject", "key")):
                continue
            if name == "cells":
                wanted |= {"cells.ward": unit, "cells.tip_id": "T1", "cells.received_on": "2024-11-05", "cells.channel": "zalo", "cells.verified": "yes"}
            elif name == "unit" and (command["command"] in ("people add", "people grant", "tokens add") or "list" in EXPECTED[command["command"]].values()):
                continue  # a list is asked for whole
            else:
                wanted[name] = "true" if name == "dry-run" else self.argument(command["command"], parameter, unit)
        if command["command"] == "import":
            wanted["type"] = "tip"
        if command["command"] == "alerts silence":
            wanted["kind"] = "rule"  # what is listed stays listed
        return "/api/" + command["command"].replace(" ", "/") + "?" + urlencode(wanted)

    def body(self, command, unit):
        if command["command"] != "import":
            return b""
        text = f"ward,tip_id,received_on,channel,verified\n{unit},T1,2024-11-05,zalo,yes\n".encode()
        return b"%d %d\ntip.csv" % (len("tip.csv"), len(text)) + text

    def fields(self, command, unit):
        """What a form of the command sends: no trial, which answers with what it found instead of refusing."""
        given = dict(parse_qsl(self.address(command, unit).partition("?")[2]))
        return {**{name: value for name, value in given.items() if name != "dry-run"}, "next": "/schedule"}

    def by_socket(self, person, command, unit):
        """As a user of the machine, through the unix socket: (status, what was said)."""
        body = self.body(command, unit)
        os.seteuid(self.people[person])
        try:
            client = connected(self.daemon.state)
        finally:
            os.seteuid(0)
        with client:
            method = "POST" if command["changes"] or command["files"] else "GET"
            client.sendall(f"{method} {self.address(command, unit)} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                           f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
            raw = read_all(client)
        if b"ransfer-" in raw.partition(b"\r\n\r\n")[0]:  # in pieces: it began, so it was let in
            return 200, raw.decode(errors="replace")
        status, _, content = answers(raw)[0]
        return status, content.decode(errors="replace")

    def ask(self, way, person, command, unit):
        """(whether they may, what was said)."""
        status, said = WAYS[way](self, person, command, unit)
        return status not in (401, 403) and "không có quyền nhập số liệu" not in said, said


class Web:
    """A person's connection by TCP, kept open; with a token of the one role, or the cookie of a session."""

    def __init__(self, world, person):
        role, unit = person
        self.name = f"{role}-{unit or 'all'}"
        self.connection = http.client.HTTPConnection("127.0.0.1", world.daemon.port, timeout=60)
        self.token = {"Authorization": "Bearer " + world.daemon.json("tokens", "add", self.name, "--role", role, "--until", "2099-12-31", "--note", "thử",
                                                                     *(["--unit", unit] if unit else []))["token"]}
        world.daemon.set_password(self.name, PASSWORD)
        self.session = {"Cookie": world.daemon.sign_in(self.name)}
        self.form = re.search(r'name="token" value="([0-9a-f]{64})"', self.say("GET", "/schedule", self.session)[1]).group(1)

    def say(self, method, address, headers, body=None):
        self.connection.request(method, address, body, headers)
        answer = self.connection.getresponse()
        return answer.status, answer.read().decode(errors="replace")


def by_token(world, person, command, unit):
    """As a program, at /api/."""
    web = world.web(person)
    method = "POST" if command["changes"] or command["files"] else "GET"
    return web.say(method, world.address(command, unit), web.token, world.body(command, unit) or None)


def by_form(world, person, command, unit):
    """In a session: what changes by a form of a page, what is read by its address."""
    web = world.web(person)
    if not command["changes"] and not command["files"]:
        return web.say("GET", world.address(command, unit), web.session)
    boundary = "----cell"
    parts = [f'; name="{name}"\r\n\r\n{value}' for name, value in {**world.fields(command, unit), "token": web.form}.items()]
    body = world.body(command, unit)
    parts += [f'; name="file"; filename="tip.csv"\r\nContent-Type: text/csv\r\n\r\n{body.decode().partition("tip.csv")[2]}'] if body else []
    text = "".join(f"--{boundary}\r\nContent-Disposition: form-data{part}\r\n" for part in parts) + f"--{boundary}--\r\n"
    return web.say("POST", "/do/" + command["command"].replace(" ", "/"),
                   {**web.session, "Content-Type": f"multipart/form-data; boundary={boundary}"}, text.encode())


WAYS = {"socket": World.by_socket, "token": by_token, "session": by_form}


@pytest.fixture(scope="module")
def world():
    folder = Path(tempfile.mkdtemp(prefix="permission.", dir="/tmp"))  # TMPDIR may let nobody else through
    folder.chmod(0o711)
    settings = folder / "thiduad.conf"
    settings.write_text("")
    daemon = listening(folder, conf=settings, package=steady.locked(folder, days=10))
    try:
        made = World(daemon)
        made.settings = settings
        yield made
        assert daemon.stop() == 0
    finally:
        daemon.stop()
        shutil.rmtree(folder)


def table(world):
    return [command for command in json.loads(subprocess.run([BUILD / "thiduad", "--print-commands"], capture_output=True, check=True).stdout) if "public" not in command["roles"] or command["command"] == "verify"]


def test_the_expectations_name_every_command(world):
    assert {command["command"] for command in table(world)} == set(EXPECTED)


def expected(rule, holds, unit):
    """holds: the unit of the role, None for the whole contest."""
    return {"all": True, "list": True, "-": False, "whole": holds is None, "own": holds is None or holds == unit}[rule]


@pytest.mark.parametrize("way", WAYS)
def test_every_cell(world, way):
    """Every cell in one way, every command in all ways; with THIDUA_LONG every cell in all."""
    wrong, asked, ways = [], 0, list(WAYS)
    for i, command in enumerate(table(world)):
        for j, (role, holds) in enumerate(world.people):
            if not os.environ.get("THIDUA_LONG") and ways[(i + j) % len(ways)] != way:
                continue
            for unit in (OWN, OTHER):
                may, said = world.ask(way, (role, holds), command, unit)
                asked += 1
                offered = way != "token" or command["command"] not in IN_SESSION
                if may != (offered and expected(EXPECTED[command["command"]][role], holds, unit)):
                    wrong.append(f"{command['command']}: {role} of {holds or 'all'} about {unit}: {'let in' if may else 'refused'}: {said[:300]}")
    assert not wrong, f"{len(wrong)} of {asked}:\n" + "\n".join(wrong)
    assert asked > 600


def test_lists_leave_out_what_belongs_to_others(world):
    for command in table(world):
        for role, rule in EXPECTED[command["command"]].items():
            for holds in (OWN, None):
                if rule != "list" or (role, holds) not in world.people:
                    continue
                subjects = {row.get("ward") or row.get("subject") or row["unit"] for row in json.loads(world.ask("socket", (role, holds), command, OWN)[1])} - {None}  # a sum is nobody's
                assert OWN in subjects, (command["command"], role, holds)
                assert (subjects == {OWN}) == (holds == OWN), (command["command"], role, holds, subjects)


def test_no_ward_is_looked_into_by_a_rule_that_is_tried(world):
    """`rules evidence` shows the records of any unit by rules of one's own making. An officer is refused it in every way, about the own ward, another one and
    one of theirs before; what they may look into they have by `explain`: the own ward of today alone. So it is with an administrator's role, which is of the contest."""
    commands = {command["command"]: command for command in table(world)}
    moved = next(uid for uid in reversed(USERS) if uid not in world.people.values())
    world.daemon.ctl("people", "add", "officer-moved", "--full-name", "Nguyễn Văn B", "--role", "officer", "--unix", moved, "--unit", OTHER, "--from", "2024-11-01", "--until", "2025-01-31")
    world.daemon.ctl("people", "grant", "officer-moved", "--role", "officer", "--unit", OWN, "--from", "2025-02-01")
    world.people["officer", "moved"] = moved
    try:
        tried = [(way, ("officer", OWN), unit) for way in WAYS for unit in (OWN, OTHER)] + [("socket", ("officer", "moved"), unit) for unit in (OWN, OTHER)]
        for way, person, unit in tried:
            may, said = world.ask(way, person, commands["rules evidence"], unit)
            assert not may and f"tin-2024-11-{unit}" not in said, (way, person, unit, said[:300])
            assert world.ask(way, person, commands["explain"], unit)[0] == (unit == OWN), (way, person, unit)
    finally:
        del world.people["officer", "moved"]
        world.daemon.ctl("people", "disable", "officer-moved", "--reason", "thử xong")
    assert world.ask("socket", ("administrator", None), commands["rules evidence"], OTHER)[0]


def test_who_has_no_account_has_nothing(world):
    stranger = next(uid for uid in USERS if uid not in world.people.values())
    world.people["stranger", None] = stranger
    try:
        for command in table(world):
            may, said = world.ask("socket", ("stranger", None), command, OWN)
            assert may == (command["command"] == "verify") and (may or "people add" in said), (command["command"], said)
    finally:
        del world.people["stranger", None]


# ---- the public ----

def pages():
    """(address, whether it is plain text) of every page."""
    rows = re.findall(r'^    \{"(/[^"]*)", "[\w-]+\.(html|txt)"', (SOURCE / "daemon" / "page" / "page_table.c").read_text(), re.MULTILINE)
    assert len(rows) > 14
    return rows


def closed_to_strangers(world, say, board):
    """Asks for every address of the daemon as nobody who is known; board: whether the settings allow it."""
    for path, kind in pages():
        for root in ("", "/en") if kind == "html" else ("",):
            status, location, text = say("GET", root + path)
            if path in ("/healthz", "/verify") or board and path in ("/", "/board"):
                assert status == 200 and not any(word in text for word in ("/api/", "/alerts", "/drafts", "/logout", 'name="token"')), path
            else:
                assert (status, (location or "").split("?")[0]) == ((303, root + "/login") if kind == "html" else (401, "")), path
    for command in table(world):
        words = command["command"].replace(" ", "/")
        for unit in (OWN, OTHER):
            assert say("GET", world.address(command, unit))[0] == say("POST", world.address(command, unit), world.body(command, unit))[0] == 401, words
            status, _, text = say("POST", "/do/" + words, urlencode(world.fields(command, unit)).encode())
            assert (status, words) == (400, "verify") or status == 403 and "chưa ghi gì cả" in text, words  # verify is asked both ways at once here
    for path in ("/api/commands", "/openapi.json"):
        assert say("GET", path)[0] == 401, path
    assert say("GET", "/login")[0] == say("GET", "/style.css")[0] == say("GET", "/icon.svg")[0] == 200


def test_the_board_alone_is_public(world):
    """Every address of the command table and of the page table, with the board closed and open."""
    connection = http.client.HTTPConnection("127.0.0.1", world.daemon.port, timeout=60)

    def say(method, address, body=None):
        connection.request(method, address, body, {"Content-Type": "application/x-www-form-urlencoded"} if body else {})
        answer = connection.getresponse()
        return answer.status, answer.headers.get("Location"), answer.read().decode(errors="replace")

    closed_to_strangers(world, say, board=False)
    world.settings.write_text("[http]\npublic = board\n")
    world.daemon.process.send_signal(signal.SIGHUP)
    until(lambda: say("GET", "/")[0] == 200, what="the public board")
    closed_to_strangers(world, say, board=True)
