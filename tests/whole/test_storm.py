"""The last ten minutes before a month is locked: every ward's officer sends, records by record, over HTTP with the own account, a reviewer confirms as they come, the
clock passes the deadline, and the daemon is killed again and again. Who has no answer sends the same once more. At the end every record that was acknowledged
is there exactly once, nothing is there that was refused, each receipt says what an independent count finds, and so do the figures of the month.

`make check-storm`: 83 wards and many kills (THIDUA_LONG); in `make check` five wards and some kills. THIDUA_SEED repeats a run."""
import json
import os
import queue
import random
import shutil
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from datetime import date, datetime, timedelta
from http.client import HTTPException

import steady
from base import intact, query
from daemon import SOURCE, Daemon, free_port

sys.path.insert(0, str(SOURCE / "tests" / "bench"))
import scale  # noqa: E402

LONG = bool(os.environ.get("THIDUA_LONG"))
SEED = int(os.environ.get("THIDUA_SEED", random.randrange(1 << 32)))
WARDS, SENDINGS, KILLS = (83, 20, 40) if LONG else (5, 6, 4)
MONTH, LOCK_DAYS = "2024-11", 5
MINUTES, STEPS = 20, 20 if LONG else 4  # ten before the deadline, ten behind it; in so many steps of the clock
AWAY = (urllib.error.URLError, HTTPException, OSError)  # no answer: killed, not there yet


class Storm:
    def __init__(self, daemon, wards, seed):
        self.daemon, self.wards, self.chance = daemon, wards, random.Random(seed)
        self.lock = threading.Lock()
        self.ended, self.total, self.answered = threading.Event(), len(wards) * SENDINGS, 0
        self.taken, self.receipts = {}, {}       # key: the ward that was told so; receipt's code: (sequence, added)
        self.refused, self.doubtful = set(), set()  # keys; doubtful: refused at last, but an earlier answer was lost
        self.confirmed, self.to_confirm = set(), queue.Queue()
        self.lost = self.step = self.kills = 0
        self.failures = []

    def account(self, name, role, unit):
        self.daemon.ctl("people", "add", name, "--full-name", f"Người {name}", "--role", role, "--unit", unit)
        return self.daemon.json("tokens", "add", name, "--role", role, "--unit", unit, "--until", "2099-12-31", "--note", "bão")["token"]

    def once(self, path, token, **fields):
        """(status, the answer); raises one of AWAY where none came."""
        post = path.startswith("records ")
        address = f"http://127.0.0.1:{self.daemon.port}/api/{path.replace(' ', '/')}?{urllib.parse.urlencode(fields)}"
        asked = urllib.request.Request(address, b"" if post else None, {"Authorization": f"Bearer {token}"})
        try:
            with urllib.request.urlopen(asked, timeout=60) as answer:
                status, text = answer.status, answer.read().decode()
        except urllib.error.HTTPError as refusal:
            with refusal:
                status, text = refusal.code, refusal.read().decode()
        said = json.loads(text.strip().splitlines()[-1])  # a stream's last line
        return (400 if "error" in said and status == 200 else status), said.get("answer", said)

    def insist(self, path, token, **fields):
        """Until there is an answer. (status, answer, how many were lost before)"""
        lost, patience = 0, time.monotonic() + 300
        while time.monotonic() < patience:
            try:
                status, said = self.once(path, token, **fields)
                if status not in (429, 503):  # come again: nothing was done
                    return status, said, lost
            except AWAY + (ValueError, IndexError):  # cut off in the middle of the answer, too
                lost += 1
            with self.lock:
                self.lost += 1
                assert not self.failures, "another ended"
            time.sleep(self.chance.uniform(0.01, 0.1))
        raise AssertionError("nobody answers any more")

    # the people ---------------------------------------------------------------------------------------------
    def send(self, ward, token):
        for number in range(SENDINGS):
            while (self.step < STEPS * number / SENDINGS - 1 or self.kills < KILLS * number / SENDINGS - 1) and not self.failures:
                time.sleep(0.01)  # nobody is done before the deadline and the kills come
            keys = [f"bao-{number}-{one}" for one in range(self.chance.randint(1, 3))]
            rows = [{"ward": ward, "tip_id": key, "received_on": f"{MONTH}-{self.chance.randint(1, 30):02d}",
                     "channel": self.chance.choice(("force", "zalo", "phone")), "verified": "yes"} for key in keys]
            status, said, lost = self.insist("records enter", token, type="tip", cells=json.dumps(rows))
            full = {f"{ward}/{key}" for key in keys}
            with self.lock:
                self.answered += 1
                if status == 200:
                    assert said["added"] + said["unchanged"] == len(keys) and (lost or said["added"] == len(keys)), (ward, keys, said)
                    self.taken.update((key, ward) for key in full)
                    if said["added"]:
                        self.receipts[said["receipt"]] = (said["sequence"], said["added"], token)
                    self.to_confirm.put(sorted(full))
                else:
                    assert status == 400 and "khóa" in json.dumps(said, ensure_ascii=False), (status, said)
                    (self.doubtful if lost else self.refused).update(full)
            time.sleep(self.chance.uniform(0, 0.05))

    def confirm(self, token):
        while True:
            keys = self.to_confirm.get()
            if keys is None:
                return
            status, said, _ = self.insist("records confirm", token, type="tip", keys=json.dumps(keys))
            if status == 200:
                assert said["corrected"] + said["unchanged"] == len(keys), said
                self.confirmed.update(keys)
            else:
                assert status == 400 and "khóa" in json.dumps(said, ensure_ascii=False), (status, said)

    def clock(self, deadline):
        """A step as so much of all was sent: the deadline passes in the middle."""
        for step in range(1, STEPS + 1):
            while self.answered < self.total * step / STEPS - 1 and not self.ended.is_set():
                time.sleep(0.01)
            when = deadline + timedelta(minutes=MINUTES * step / STEPS - MINUTES / 2)
            while self.daemon.run("clock", "advance", when.strftime("%Y-%m-%dT%H:%M")).returncode == 2 and not self.failures:
                time.sleep(0.05)  # killed meanwhile; where it stands already is refused, and all right
            self.step = step

    def kill(self):
        for number in range(KILLS):
            pause = self.chance.uniform(0.05, 0.5)
            while self.answered < self.total * number / KILLS and not self.ended.is_set():
                time.sleep(0.01)
            time.sleep(pause)
            if self.ended.is_set():
                return
            self.daemon.kill()
            self.kills += 1
            time.sleep(self.chance.uniform(0, 0.1))
            self.daemon.start()

    def guarded(self, perform, *arguments):
        def run():
            try:
                perform(*arguments)
            except BaseException as failure:  # told by the test, not lost with the thread
                self.failures.append(repr(failure))
        return threading.Thread(target=run)

    def rage(self, tokens, reviewer, deadline):
        senders = [self.guarded(self.send, ward, token) for ward, token in tokens.items()]
        confirming, others = self.guarded(self.confirm, reviewer), [self.guarded(self.clock, deadline), self.guarded(self.kill)]
        for thread in [*senders, confirming, *others]:
            thread.start()
        for thread in senders:
            thread.join()
        self.ended.set()
        self.to_confirm.put(None)
        for thread in [confirming, *others]:
            thread.join()
        assert self.failures == []


def package(folder):
    if not LONG:
        return steady.locked(folder, LOCK_DAYS), steady.WARDS[:5]
    made = scale.package(folder / "wards", WARDS)
    schedule = made / "contest.ini"
    schedule.write_text(schedule.read_text().replace("seal_wait_days = 3\n", f"seal_wait_days = 3\nlock_days = {LOCK_DAYS}\n"))
    return made, [scale.ward(number) for number in range(WARDS)]


def storm_of(folder):
    rules, wards = package(folder)
    port = free_port()
    daemon = Daemon(folder, package=rules, arguments=("--listen", f"127.0.0.1:{port}"))
    daemon.port = port
    storm = Storm(daemon, wards, SEED)
    daemon.advance("2024-12-02T08:00")
    tokens = {ward: storm.account(f"cb.{ward}", "officer", ward) for ward in wards}
    reviewer = storm.account("duyet", "reviewer", "quan-hai-an")
    deadline = datetime.combine(date.fromisoformat(daemon.json("records", "month", "--unit", wards[0], "--period", MONTH)["lock_on"]), datetime.min.time()) + timedelta(days=1)
    daemon.advance((deadline - timedelta(minutes=MINUTES // 2)).strftime("%Y-%m-%dT%H:%M"))
    return storm, tokens, reviewer, deadline


def test_nothing_is_lost_and_nothing_is_twice(tmp_path):
    print(f"\nTHIDUA_SEED={SEED}")
    storm, tokens, reviewer, deadline = storm_of(tmp_path)
    daemon = storm.daemon
    try:
        storm.rage(tokens, reviewer, deadline)
        daemon.ready()
        rows = query(daemon, "SELECT ward || '/' || tip_id, state, from_seq FROM record_tip WHERE tip_id LIKE 'bao-%'")
        assert Counter(key for key, _, _ in rows).most_common(1)[0][1] == 1
        stored = {key: state for key, state, _ in rows}
        assert set(storm.taken) - set(stored) == set(), "acknowledged and lost"
        assert storm.refused & set(stored) == set(), "refused and there"
        assert set(stored) - set(storm.taken) - storm.doubtful == set(), "there, and nobody sent it"
        assert {key for key in storm.confirmed if stored[key] != "confirmed"} == set(), "confirmed and not so"
        before = Counter(key for key, in query(daemon, "SELECT ward || '/' || tip_id FROM history_tip WHERE tip_id LIKE 'bao-%'"))
        assert {key for key, state in stored.items() if before[key] != (state == "confirmed")} == set(), "a version more than was asked for"
        # every receipt, by itself, by the log and by the rows that its change wrote
        added = Counter(sequence for sequence, in query(daemon, "SELECT min(from_seq) FROM (SELECT ward, tip_id, from_seq FROM record_tip UNION ALL "
                                                                "SELECT ward, tip_id, from_seq FROM history_tip) WHERE tip_id LIKE 'bao-%' GROUP BY ward, tip_id"))
        told = dict(query(daemon, "SELECT sequence, detail ->> 'added' FROM audit WHERE action = 'records enter'"))
        assert told == dict(added)
        for code, (sequence, count, token) in storm.receipts.items():
            status, receipt = storm.once("receipt", token, code=code)
            assert (status, receipt["added"], added[sequence]) == (200, count, count), (code, receipt)
        # and the month
        while daemon.run("evaluate", MONTH).returncode == 2:
            time.sleep(0.1)
        confirmed = Counter(key.split("/")[0] for key, state in stored.items() if state == "confirmed")
        figures = {row["subject"]: row["den"] for row in daemon.results(period=MONTH, criterion="1.1", stage="final") if row["subject"] in tokens}
        assert {ward: figures[ward] or 0 for ward in tokens} == {ward: confirmed[ward] for ward in tokens}
        daemon.ctl("audit", "verify")
        intact(daemon)
        assert storm.refused and storm.confirmed and storm.lost  # the deadline was in it, and the kills were felt
        print(f"{len(tokens)} wards, {storm.total} sendings, {len(stored)} records, {len(storm.confirmed)} confirmed, {len(storm.refused)} refused behind the "
              f"deadline, {storm.lost} answers lost: 0 lost, 0 twice, {len(storm.receipts)} receipts true")
        assert daemon.stop() == 0
        shutil.rmtree(daemon.state)
    finally:
        daemon.stop()
