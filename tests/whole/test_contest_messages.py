"""The sample contest played by the set clock, with a mail server and a web server at the other end: who is told what, on which day and how often is a table
written by hand (contest_messages.csv, of contest.md §1, §6 and rules/hai-an-2024/routes.ini), and nothing else is told. The same when the daemon is killed on the way; after
weeks without it one digest. The whole contest, over the end of the district's police, of the wards and of the district; phase 1 with a few kills;
the whole through 200 with THIDUA_LONG=1 (make check-messages)."""
import collections
import csv
import os
import random
import shutil
import subprocess
import time
from pathlib import Path

import pytest

import phase
import post
import steady
from base import query
from daemon import PACKAGE, Daemon, until

pytest.importorskip("aiosmtpd", reason="there is no mail server: apt-get install python3-aiosmtpd")

LONG = os.environ.get("THIDUA_LONG") == "1"
TABLE = Path(__file__).with_name("contest_messages.csv")
END = "2025-09-05"  # the table's last day, the last phase has been closed for a week
KILLS = 200 if LONG else 3
SECRET = "khóa-thử-5521"
# Whoever has an address; everybody else is not reached, and so not in the table.
REACHED = [("person:chu", "2024-11-01"), ("unit:cat-bi", "2024-11-01"), ("unit:nam-hai", "2024-11-01"), ("body:thuong_truc_799", "2024-11-01"),
           ("body:thuong_truc_799", "2025-03-01"), ("unit:phuong-hai-an", "2025-07-01"), ("body:cong_an_phuong/phuong-hai-an", "2025-07-01")]
# The story, in order: the day on which something is sent, and what. Nam Hải is late with November; Cát Bi misses 1.1 in it. In phase 2 nobody sends anything.
STORY = [("2024-12-03T09:00", "2024-11"), ("2024-12-10T09:00", "late"), ("2025-01-03T09:00", "2024-12"), ("2025-02-06T09:00", "2025-01")]


def files_of(what):
    if what == "late":
        return {"submission": steady.returns("nam-hai", "2024-11")}
    files = phase.miss(what, steady.month(what))
    if what == "2024-11":
        files["submission"] = [row for row in files["submission"] if row["ward"] != "nam-hai"]
    return files


class Wire:
    """Both servers, and the daemon that has their addresses."""

    def __init__(self, folder):
        self.mails, self.hooks = post.Mails(), post.Hooks()
        package = folder / "hai-an-2024"
        shutil.copytree(PACKAGE, package)
        routes = package / "routes.ini"
        routes.write_text(routes.read_text() + "\n[cong-du-lieu]\nkinds = paper.issued, alert.final\nto = unit\nchannel = hook\n")
        self.daemon = Daemon(folder, package=package, arguments=["--config", post.configure(folder)])
        post.channels(self.daemon, f"[email]\nplugin = smtp\nserver = 127.0.0.1\nport = {self.mails.port}\nsecurity = none\nfrom = thidua@example.vn\n"
                                   f"[hook]\nplugin = webhook\nurl = http://127.0.0.1:{self.hooks.port}/in\nsecret = {SECRET}\n")
        self.daemon.ctl("people", "add", "chu", "--full-name", "Nguyễn Thị Chủ", "--role", "leader")
        for who, since in REACHED:
            self.daemon.ctl("addresses", "set", who, "email", f"{who.split(':')[1].replace('/', '.')}@example.vn", "--from", since)
        self.daemon.ctl("addresses", "set", "unit:cat-bi", "hook", "cat-bi", "--from", "2024-11-01")
        self.daemon.add(steady.roster())

    def rest(self):
        """Everything that is due has been sent."""
        def quiet():
            now = self.daemon.json("status")["clock"]
            return not [one for one in self.daemon.json("outbox", "list", "--status", "to_send") if one["due_at"] <= now]
        for _ in range(20):
            waiting = [one for one in self.daemon.json("outbox", "list", "--status", "to_send") if one["due_at"] <= self.daemon.json("status")["clock"] and one["attempts"]]
            if not waiting:
                break
            time.sleep(0.2)
            self.daemon.advance(max(max(one["next_at"] for one in waiting), self.daemon.json("status")["clock"])[:16])  # an attempt that a kill cut short
        until(quiet, what="everything sent")

    def close(self):
        self.daemon.stop()
        self.mails.stop()
        self.hooks.stop()


@pytest.fixture
def wire(tmp_path):
    tmp_path.chmod(0o711)
    made = Wire(tmp_path)
    yield made
    made.close()


def steps(end=END):
    """(to where the clock goes, what is sent there), to the end of that day."""
    given = dict(STORY)
    days = sorted([*given, "2025-02-10T17:30", "2025-02-12T18:00", "2025-03-10T18:00", "2025-05-12T18:00", "2025-07-01T12:00", "2025-08-10T18:00", f"{END}T18:00"])
    return [(day, given.get(day)) for day in days if day[:10] <= end]


def expected(end=END):
    with TABLE.open() as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    table = collections.Counter()
    for row in rows:
        if row["day"] <= end:
            table[row["day"], row["who"], row["kind"]] += int(row["times"])
    return table


def told(wire):
    """Lines of messages that were delivered, by the day on which they went, whom and what of."""
    rows = query(wire.daemon, """SELECT date(sent.due_at, 'unixepoch', '+7 hours'), line.addressee, line.kind FROM outbox AS sent
                                   JOIN outbox AS line ON line.id = sent.id OR line.digest = sent.id
                                  WHERE sent.state = 'delivered' AND line.cause IS NOT NULL""")
    return collections.Counter(rows)


def difference(got, wanted):
    return [f"{'+' if got[key] > wanted[key] else '-'} {abs(got[key] - wanted[key])}x {' '.join(key)}" for key in sorted({*got, *wanted}) if got[key] != wanted[key]]


def check_wire(wire):
    """What came over the wire is what the outbox says went: each under an id of its own, and no id that the outbox has not."""
    keys = {key for (key,) in query(wire.daemon, "SELECT key FROM outbox WHERE state = 'delivered'")}
    mails = {name.strip("<>") for name in wire.mails.ids()}
    events = {wire.hooks.event(place, SECRET)["id"] for place in range(len(wire.hooks.got))}
    assert mails | events == keys and not mails & events
    assert query(wire.daemon, "SELECT count(*) FROM outbox WHERE state NOT IN ('delivered', 'gathered')") == [(0,)]
    assert wire.daemon.json("audit", "verify")


def act(daemon, what):
    if what:
        daemon.add(files_of(what))


def test_the_contest_tells_what_the_table_says(wire):
    for day, what in steps():
        wire.daemon.advance(day)
        act(wire.daemon, what)
    wire.rest()
    assert not difference(told(wire), expected()), "\n".join(difference(told(wire), expected()))
    check_wire(wire)
    assert len(wire.mails.got) == len(set(wire.mails.ids()))


def advance_and_die(daemon, day, chance):
    """The clock is told to go there, and some moment later there is no daemon."""
    going = subprocess.Popen(daemon.command("clock", "advance", day), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(chance.uniform(0, 0.6))
    daemon.kill()
    going.wait()
    daemon.start()
    daemon.ready()
    if daemon.json("status")["clock"][:16] < day:
        daemon.advance(day)


def test_kills_on_the_way_send_nothing_twice_under_another_name(wire):
    """Kills at moments of one seed, spread over the steps; the last ones while the mails go out."""
    chance, end = random.Random(20241101), END if LONG else "2025-02-12"
    deaths = collections.Counter(chance.choices(range(len(steps(end))), k=KILLS))
    for place, (day, what) in enumerate(steps(end)):
        for _ in range(deaths[place]):
            advance_and_die(wire.daemon, day, chance)
        wire.daemon.advance(max(day, wire.daemon.json("status")["clock"][:16]))
        act(wire.daemon, what)
    wire.rest()
    assert not difference(told(wire), expected(end)), "\n".join(difference(told(wire), expected(end)))
    check_wire(wire)


def test_weeks_without_the_daemon_are_one_digest(wire):
    wire.daemon.advance("2024-11-08T18:00")
    wire.rest()
    first = len(wire.mails.got)
    wire.daemon.restart("2024-11-28T09:00")
    until(lambda: query(wire.daemon, "SELECT count(*) FROM performed WHERE kind = 'digest'") == [(4,)], what="the digests that were due")
    wire.rest()
    [mail] = [mail for [to], mail in wire.mails.got[first:] if to == "chu@example.vn"]
    assert "đến 09:00 ngày 28/11/2024" in mail["Subject"]
    assert query(wire.daemon, "SELECT object FROM message_cause WHERE kind = 'digest.weekly' ORDER BY object") == [("2024-11-04",), ("2024-11-25",)]
    assert query(wire.daemon, "SELECT day FROM weekly_digest") == [("2024-11-25",)]  # the other's messages were sent


def test_what_came_about_without_the_daemon_is_one_mail_for_each(wire):
    """Ten days over November's due day, its missing returns and its final run; then a month of them."""
    wire.daemon.advance("2024-12-02T09:00")
    for away in ("2024-12-12T09:00", "2025-01-14T09:00"):
        wire.rest()
        first = len(wire.mails.got)
        wire.daemon.restart(away)
        until(lambda: wire.daemon.json("status")["clock"][:16] >= away and not query(wire.daemon, "SELECT 1 FROM message_cause WHERE planned = 0"), what="all of it told")
        wire.daemon.advance(f"{away[:10]}T18:00")
        wire.rest()
        got = {to.split("@")[0]: mail for [to], mail in wire.mails.got[first:]}
        assert len(wire.mails.got) - first == len(got) and set(got) == {"chu", "nam-hai", "cat-bi", "thuong_truc_799"}
        assert "08 tin mới" in got["thuong_truc_799"]["Subject"]  # of all eight wards
