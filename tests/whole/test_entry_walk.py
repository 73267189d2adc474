"""The first half of the walk, by the socket: an officer enters a tip with a mistake, sees the error at its cell, mends and sends it; a
reviewer returns it with a reason; the officer mends; the reviewer confirms; the month's result changes at that moment; history has all
of it. Nobody enters, sees or confirms what is not theirs."""
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

import steady
from daemon import Daemon

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="several people: needs root to be somebody else")
PEOPLE = {"lan": (65534, "officer", "cat-bi"), "minh": (1, "reviewer", None), "ky": (2, "auditor", None)}
TIP = {"ward": "cat-bi", "tip_id": "12", "received_on": "5/11/2024", "channel": "qua lực lượng", "verified": "đúng"}


class Office(Daemon):
    """A daemon with people who are users of the machine."""

    def open(self):
        for name, (uid, role, unit) in PEOPLE.items():
            self.ctl("people", "add", name, "--full-name", f"Người {name}", "--role", role, "--unix", uid, *(["--unit", unit] if unit else []))
        self.tool = shutil.copy(self.command()[0], self.folder)
        return self

    def ask(self, name, *words):
        uid = PEOPLE[name][0]
        return subprocess.run([self.tool, *self.command("--json", *words)[1:]], capture_output=True, text=True, user=uid, group=uid,
                              extra_groups=[], cwd="/", stdin=subprocess.DEVNULL, env={"PATH": os.environ["PATH"]}, timeout=300)

    def says(self, name, *words):
        done = self.ask(name, *words)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def refuses(self, name, *words):
        done = self.ask(name, *words)
        assert done.returncode == 1, done.stdout
        return done.stderr


@pytest.fixture(scope="module")
def office():
    folder = Path(tempfile.mkdtemp(prefix="entry.", dir="/tmp"))  # TMPDIR may let nobody else through
    folder.chmod(0o711)
    made = Office(folder)
    try:
        made.add(steady.roster())
        made.advance("2024-12-07T09:00")
        made.add(steady.month("2024-11"))
        made.ctl("evaluate", "2024-11")
        yield made.open()
    finally:
        made.stop()
        shutil.rmtree(folder)


def words(**cells):
    return [f"{name}={value}" for name, value in cells.items()]


def test_the_first_half_of_the_walk(office):
    figure = office.result("2024-11", "1.1", "cat-bi")
    said = office.refuses("lan", "records", "enter", "tip", *words(**{**TIP, "received_on": "5/13/2024"}))
    assert "received_on: “5/13/2024” không có tháng 13" in said
    sent = office.says("lan", "records", "enter", "tip", *words(**TIP), "--seen", "0")
    assert sent["added"] == 1 and sent["moved"] == []  # it waits: nothing counts yet
    group, = office.says("minh", "records", "waiting")
    assert (group["unit"], group["type"], group["count"], [row["key"] for row in group["records"]]) == ("cat-bi", "tip", 1, ["cat-bi/12"])
    assert group["records"][0]["actor"] == "person:lan" and "sau hạn" in group["records"][0]["unusual"][0]["vi"]
    office.says("minh", "records", "return", "tip", "cat-bi/12", "--reason", "ghi thêm tổ nhận tin")
    form = office.says("lan", "records", "form", "tip", "--key", "cat-bi/12", "--unit", "cat-bi", "--period", "2024-11")
    assert (form["state"], form["state_reason"]) == ("returned", "ghi thêm tổ nhận tin")
    mended = office.says("lan", "records", "enter", "tip", *words(**TIP, team="cat-bi-1"), "--seen", form["seen"])
    assert office.result("2024-11", "1.1", "cat-bi")["den"] == figure["den"]
    confirmed = office.says("minh", "records", "confirm", "tip", "cat-bi/12", "--seen", mended["sequence"])
    assert [(moved["criterion"], moved["to"]["den"]) for moved in confirmed["moved"] if moved["subject"] == "cat-bi"] == [("1.1", figure["den"] + 1)]
    assert office.result("2024-11", "1.1", "cat-bi")["num"] == figure["num"] + 1
    assert [(version["actor"], version["action"], version["state"]) for version in office.json("history", "tip", "cat-bi/12")] == [
        ("person:lan", "records enter", "waiting"), ("person:minh", "records return", "returned"),
        ("person:lan", "records enter", "waiting"), ("person:minh", "records confirm", "confirmed")]
    assert office.says("lan", "receipt", sent["receipt"])["actor"] == "person:lan"


def test_an_officer_enters_for_the_own_unit_alone(office):
    other = words(**{**TIP, "ward": "nam-hai", "tip_id": "77"})
    assert "không có quyền nhập số liệu của “Nam Hải”" in office.refuses("lan", "records", "enter", "tip", *other)
    patrol = words(patrol_id="p1", member_id="nam-hai-1-1", on_date="2024-11-20")  # a member's: the ward of the team
    assert "Nam Hải" in office.refuses("lan", "records", "enter", "patrol", *patrol)
    own = words(patrol_id="p1", member_id="cat-bi-1-1", on_date="2024-11-20")
    assert office.says("lan", "records", "enter", "patrol", *own)["added"] == 1
    office.says("minh", "records", "enter", "tip", *other)
    assert office.json("history", "tip", "nam-hai/77")[-1]["state"] == "confirmed"  # who may confirm sends what is confirmed


def test_an_officer_confirms_nothing(office):
    mine = {**TIP, "tip_id": "30"}
    office.says("lan", "records", "enter", "tip", *words(**mine))
    assert "người xác nhận" in office.refuses("lan", "records", "confirm", "tip", "cat-bi/30")
    assert "người xác nhận hoặc quản trị viên mới xác nhận được" in office.refuses("lan", "records", "enter", "tip", *words(**mine, state="confirmed"))
    assert office.json("history", "tip", "cat-bi/30")[-1]["state"] == "waiting"


def test_a_correction_of_what_is_confirmed_waits_again(office):
    office.says("minh", "records", "enter", "tip", *words(**{**TIP, "tip_id": "40"}))
    again = office.says("lan", "records", "enter", "tip", *words(**{**TIP, "tip_id": "40"}))  # as it stands: stays confirmed
    assert again["unchanged"] == 1
    change = words(ward="cat-bi", tip_id="40", channel="phone")
    assert "lý do đính chính" in office.refuses("lan", "records", "enter", "tip", *change)
    office.says("lan", "records", "enter", "tip", *change, "--reason", "ghi nhầm kênh")
    assert office.json("history", "tip", "cat-bi/40")[-1]["state"] == "waiting"


def test_who_only_reads_changes_nothing(office):
    assert office.ask("ky", "records", "enter", "tip", *words(**{**TIP, "tip_id": "50"})).returncode == 1
    assert office.ask("ky", "records", "confirm", "tip", "cat-bi/12").returncode == 1
    assert office.says("ky", "records", "waiting") is not None


def test_what_is_anothers_is_not_shown(office):
    office.says("minh", "records", "enter", "tip", *words(**{**TIP, "ward": "nam-hai", "tip_id": "81", "state": "waiting"}))
    assert {group["unit"] for group in office.says("lan", "records", "waiting")} <= {"cat-bi"}
    assert "nam-hai" in {group["unit"] for group in office.says("minh", "records", "waiting")}
    assert office.ask("lan", "records", "month", "--unit", "nam-hai", "--period", "2024-11").returncode == 1
    month = office.says("lan", "records", "month", "--period", "2024-11")
    assert month["unit"] == "cat-bi" and [unit["id"] for unit in month["units"]] == ["cat-bi"]
    theirs = office.says("minh", "records", "enter", "tip", *words(**{**TIP, "ward": "nam-hai", "tip_id": "82"}))["receipt"]
    assert "không có biên nhận" in office.refuses("lan", "receipt", theirs)
