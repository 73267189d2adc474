"""Every cell of role × command × own or another unit, generated from the daemon's own table, asked of a real daemon through its socket by
people who are different users of the machine, and compared with permission.txt, which was written by hand."""
import json
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import urlencode

import pytest

import steady
from daemon import BUILD, Daemon
from test_http import answers, read_all

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root may ask as other users")

ROLES = ("officer", "reviewer", "leader", "clerk", "auditor", "administrator")
OWN, OTHER = "cat-bi", "dang-lam"
USERS = [one.pw_uid for one in pwd.getpwall() if 0 < one.pw_uid < 1000]
EXPECTED = {}
for line in (Path(__file__).parent / "permission.txt").read_text().splitlines():
    if line and not line.startswith("#"):
        words = line.split()
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
        self.alerts = {ward: daemon.alerts(subject=ward)[0]["id"] for ward in (OWN, OTHER)}
        self.drafts = {ward: next(draft["id"] for draft in daemon.json("drafts") if draft["subject"] == ward) for ward in (OWN, OTHER)}
        self.people, users = {}, iter(USERS)
        for role in ROLES:
            for unit in (OWN, None):
                if role == "administrator" and unit or role == "officer" and not unit:
                    continue
                name, uid = f"{role}-{unit or 'all'}", next(users)
                daemon.ctl("people", "add", name, "--full-name", "Nguyễn Văn A", "--role", role, "--unix", uid, *(["--unit", unit] if unit else []))
                self.people[role, unit] = uid

    def argument(self, command, parameter, unit):
        by_name = {"id": {"alerts show": self.alerts[unit], "alerts ack": self.alerts[unit], "explain": f"phase-1/4.1/{unit}/final",
                          "seals show": "phase-1-1",
                          "replay": "phase-1/4.1/cat-bi/final", "jobs cancel": "99", "workflow history": "1",
                          **{words: self.drafts[unit] for words in EXPECTED if words.startswith("drafts ")}}.get(command, "1"),
                   "name": "template" if command == "plugins show" else "nobody.at.all", "key": f"{unit}/tin-2024-11-{unit}-0",
                   "keys": f"{unit}/tin-2024-11-{unit}-0", "kind": "alert", "number": "999", "unit": unit, "code": "99-AAAAAA"}
        by_form = {"TYPE": "tip", "PERIOD": "2024-11", "PHASE": "phase-1", "UNIT": unit, "DATE": "2025-02-20", "WHEN": "2025-02-14T09:00",
                   "NUMBER": "999", "VERSION": "1", "PROPOSAL": "99", "PERSON": "nobody.at.all"}
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
            elif name == "unit" and command["command"] in ("people add", "people grant", "tokens add"):
                continue
            else:
                wanted[name] = "true" if name == "dry-run" else self.argument(command["command"], parameter, unit)
        if command["command"] == "import":
            wanted["type"] = "tip"
        return "/api/" + command["command"].replace(" ", "/") + "?" + urlencode(wanted)

    def body(self, command, unit):
        if command["command"] != "import":
            return b""
        text = f"ward,tip_id,received_on,channel,verified\n{unit},T1,2024-11-05,zalo,yes\n".encode()
        return b"%d %d\ntip.csv" % (len("tip.csv"), len(text)) + text

    def ask(self, uid, command, unit):
        """(whether they may, what was said)."""
        body = self.body(command, unit)
        os.seteuid(uid)
        try:
            client = socket.socket(socket.AF_UNIX)
            client.settimeout(60)
            client.connect(str(self.daemon.state / "thidua.sock"))
        finally:
            os.seteuid(0)
        with client:
            method = "POST" if command["changes"] or command["files"] else "GET"
            client.sendall(f"{method} {self.address(command, unit)} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                           f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
            raw = read_all(client)
        if b"ransfer-" in raw.partition(b"\r\n\r\n")[0]:  # in pieces: it began, so it was let in
            status, said = 200, raw.decode(errors="replace")
        else:
            status, _, content = answers(raw)[0]
            said = content.decode(errors="replace")
        return status != 403 and "không có quyền nhập số liệu" not in said, said


@pytest.fixture(scope="module")
def world():
    folder = Path(tempfile.mkdtemp(prefix="permission.", dir="/tmp"))  # TMPDIR may let nobody else through
    folder.chmod(0o711)
    daemon = Daemon(folder)
    try:
        yield World(daemon)
        assert daemon.stop() == 0
    finally:
        daemon.stop()
        shutil.rmtree(folder)


def table(world):
    return [command for command in json.loads(subprocess.run([BUILD / "thiduad", "--print-commands"], capture_output=True, check=True).stdout) if "public" not in command["roles"]]


def test_the_expectations_name_every_command(world):
    assert {command["command"] for command in table(world)} == set(EXPECTED)


def expected(rule, holds, unit):
    """holds: the unit of the role, None for the whole contest."""
    return {"all": True, "list": True, "-": False, "whole": holds is None, "own": holds is None or holds == unit}[rule]


def test_every_cell(world):
    wrong, asked = [], 0
    for command in table(world):
        for (role, holds), uid in world.people.items():
            for unit in (OWN, OTHER):
                may, said = world.ask(uid, command, unit)
                asked += 1
                if may != expected(EXPECTED[command["command"]][role], holds, unit):
                    wrong.append(f"{command['command']}: {role} of {holds or 'all'} about {unit}: {'let in' if may else 'refused'}: {said[:300]}")
    assert not wrong, f"{len(wrong)} of {asked}:\n" + "\n".join(wrong)
    assert asked > 1500


def test_lists_leave_out_what_belongs_to_others(world):
    for command in table(world):
        for role, rule in EXPECTED[command["command"]].items():
            for holds in (OWN, None):
                if rule != "list" or (role, holds) not in world.people:
                    continue
                subjects = {row["subject"] for row in json.loads(world.ask(world.people[role, holds], command, OWN)[1])}
                assert OWN in subjects, (command["command"], role, holds)
                assert (subjects == {OWN}) == (holds == OWN), (command["command"], role, holds, subjects)


def test_who_has_no_account_has_nothing(world):
    stranger = next(uid for uid in USERS if uid not in world.people.values())
    for command in table(world):
        may, said = world.ask(stranger, command, OWN)
        assert not may and "people add" in said, (command["command"], said)
