"""Alerts that are not told, and are told again: silences, what a missing return causes, acknowledgements that end or are outgrown, the next office, groups of a
unit and day; each of the known faults of alerting programs by its name. One story, played once: what is asked about it changes nothing."""
import pytest

import post
import steady
from base import query
from daemon import Daemon, Refused, until
from test_alerts import play_to_december

SILENT, LIFTED, EXPIRES, WORSE, REWORDED, NOBODY, CAUSED, EVENING = (
    "dong-hai-1", "dong-hai-2", "dang-lam", "thanh-to", "dang-hai", "nam-hai", "trang-cat", "cat-bi")
MONTH = "2024-12"


class Story:
    """At 2025-01-08 17:00, a Wednesday, with addresses of all wards and of a reviewer; messages go to a folder."""

    def __init__(self, folder):
        self.mails = folder / "mails"
        self.mails.mkdir()
        self.daemon = Daemon(folder, arguments=["--config", post.configure(folder)], play=play_to_december)
        self.json, self.ctl = self.daemon.json, self.daemon.ctl
        post.channels(self.daemon, f"[email]\nplugin = file\nfolder = {self.mails}\n")
        self.ctl("people", "add", "hoa", "--full-name", "Đỗ Thị Hoa", "--role", "reviewer")
        self.ctl("addresses", "set", "person:hoa", "email", "hoa@example.vn")
        for ward in steady.WARDS:
            self.ctl("addresses", "set", f"unit:{ward}", "email", f"{ward}@example.vn")
        self.refused = {}

    def tips(self, files=None, **forces):
        """How many of a ward's 26 tips of December came through the force: 21 meet the target."""
        rows = [row for ward, force in forces.items() for row in steady.tips(ward.replace("_", "-"), MONTH, *(force if isinstance(force, tuple) else (force, 26)))]
        self.daemon.add({"tip": rows, **(files or {})}, "--revive")

    def advance(self, instant):
        """Once what is due went: a digest holds what waits when it is made, and the next day's would be in it."""
        clock = self.json("status")["clock"]
        until(lambda: not [row for row in self.json("outbox", "list", "--status", "to_send") if row["due_at"] <= clock], what="what is due, sent")
        self.daemon.advance(instant)

    def alert(self, ward, kind="target"):
        return self.daemon.alerts(subject=ward, kind=kind)[0]

    def told(self, ward, kind="target"):
        """What was told of a ward's alert, oldest first: (kind of message, to whom); what was taken back before it went is none."""
        number = str(self.alert(ward, kind)["id"])
        return query(self.daemon, "SELECT outbox.kind, addressee FROM outbox JOIN message_cause ON message_cause.id = cause WHERE object = ? "
                                  "AND outbox.kind LIKE 'alert.%' AND state <> 'dropped' ORDER BY outbox.id", number)

    def newest(self, ward):
        """The number of the last message to a unit."""
        return max(row["id"] for row in self.json("outbox", "list") if row["addressee"] == f"unit:{ward}")

    def events(self, ward, kind="target"):
        return [event["event"] for event in self.json("alerts", "show", self.alert(ward, kind)["id"])["events"]]


def ward_of(name):
    return name.replace("-", "_")


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    it = Story(tmp_path_factory.mktemp("silence"))
    try:
        play(it)
        yield it
    finally:
        assert it.daemon.stop() == 0


def play(it):
    it.trial = it.json("alerts", "silence", "--unit", SILENT, "--until", "2025-01-10", "--reason", "đang đối chiếu", "--try")
    it.silence = it.json("alerts", "silence", "--unit", SILENT, "--until", "2025-01-10", "--reason", "đang đối chiếu")
    taken_back = [{**row, "state": "withdrawn", "state_reason": "nhầm"} for row in steady.returns(CAUSED, MONTH, ("accident",))]
    accident = {"accident_id": "1", "ward": CAUSED, "on_date": "2024-12-12", "level": "serious"}
    it.tips({"submission": taken_back, "accident": [accident]}, **{ward_of(ward): 20 for ward in (SILENT, LIFTED, EXPIRES, WORSE, REWORDED, NOBODY)})
    it.first = {ward: it.told(ward) for ward in (SILENT, LIFTED, EXPIRES, CAUSED)}
    it.listed = {ward: it.alert(ward) for ward in (SILENT, CAUSED)}
    for name, until_day in (("until 2099", "2099-12-31"), ("a day too far", "2025-02-08")):
        it.refused[name] = it.daemon.refused("alerts", "ack", it.alert(NOBODY)["id"], "--until", until_day, "--note", "x")
        it.refused["silence " + name] = it.daemon.refused("alerts", "silence", "--unit", NOBODY, "--until", until_day, "--reason", "x")
    for ward, day in ((EXPIRES, "2025-01-10"), (WORSE, "2025-01-20"), (REWORDED, "2025-02-07")):
        it.ctl("alerts", "ack", it.alert(ward)["id"], "--until", day, "--note", "phường đang rà soát")
    it.ctl("alerts", "silence", "--unit", LIFTED, "--criterion", "1.1", "--period", MONTH, "--until", "2025-01-20", "--reason", "nhập lại số liệu")
    it.daemon.restart()
    it.tips(**{ward_of(LIFTED): 26, ward_of(WORSE): 19, ward_of(REWORDED): (22, 28)})
    for force in (20, 26):
        it.tips(**{ward_of(LIFTED): force})
    it.advance("2025-01-10T23:59")
    it.before = {ward: it.told(ward) for ward in (SILENT, EXPIRES)}
    it.advance("2025-01-11T00:00")
    it.after = {ward: it.told(ward) for ward in (SILENT, EXPIRES)}
    it.daemon.restart()
    it.advance("2025-01-15T16:59")
    it.early = it.told(NOBODY)
    it.advance("2025-01-15T17:00")
    it.escalated = it.told(NOBODY), query(it.daemon, "SELECT text FROM outbox WHERE kind = 'alert.escalated' AND text LIKE '%Nam Hải%'")
    it.caused = it.told(CAUSED)
    it.tips({"submission": steady.returns(CAUSED, MONTH, ("accident",))}, **{ward_of(NOBODY): 26, ward_of(EVENING): 26})
    evening(it)


def evening(it):
    """What waits for the morning is silenced, and the silence is lifted before its day."""
    it.advance("2025-01-15T18:30")
    it.tips(**{ward_of(EVENING): 20})
    was = len(it.told(EVENING)) - 1
    it.waiting = it.told(EVENING)[was:]
    number = it.json("alerts", "silence", "--unit", EVENING, "--until", "2025-01-31", "--reason", "bảo trì")["id"]
    it.hushed = it.told(EVENING)[was:], [event["event"] for event in it.json("outbox", "show", it.newest(EVENING))["events"]]
    it.ctl("alerts", "unsilence", number, "--reason", "xong sớm")
    it.ctl("status")
    it.lifted = until(lambda: it.told(EVENING)[was:], what="the message")
    it.refused["twice"] = it.daemon.refused("alerts", "unsilence", number, "--reason", "lần nữa")
    it.refused["nothing named"] = it.daemon.refused("alerts", "silence", "--until", "2025-01-31", "--reason", "x")
    it.refused["no such kind"] = it.daemon.refused("alerts", "silence", "--kind", "tagret", "--until", "2025-01-31", "--reason", "x")
    it.refused["no such unit"] = it.daemon.refused("alerts", "silence", "--unit", "cat-bo", "--until", "2025-01-31", "--reason", "x")
    it.advance("2025-01-27T08:00")


def test_what_is_silenced_is_in_the_list_and_told_to_nobody(story):
    assert story.first[SILENT] == [] and story.first[LIFTED] == [("alert.opened", f"unit:{LIFTED}")]
    listed = story.listed[SILENT]
    assert listed["state"] == "open" and "tạm im số 1 đến hết 2025-01-10: đang đối chiếu" == listed["withheld"]
    assert (listed["hold"]["by"], listed["hold"]["silence"]) == ("silence", 1)


def test_a_trial_says_what_it_would_quieten_and_keeps_nothing(story):
    assert story.trial["id"] is None and story.silence["id"] == 1 and story.trial["count"] == story.silence["count"] == 0
    assert story.silence["made_by_name"] and story.silence["holds"]


def test_lost_silences_after_a_restart(story):
    assert story.before[SILENT] == []
    assert story.after[SILENT] == [("alert.opened", f"unit:{SILENT}")]  # its day is over: told once
    assert story.told(SILENT).count(("alert.opened", f"unit:{SILENT}")) == 1
    assert [event for event in story.events(SILENT) if event != "changed"][:3] == ["opened", "withheld", "told_now"]
    assert [(one["state"], one["unit"]) for one in story.json("alerts", "silences")] == [("lifted", EVENING), ("timed_out", LIFTED), ("timed_out", SILENT)]


def test_an_acknowledgement_outlives_its_end(story):
    unit = f"unit:{EXPIRES}"
    assert story.before[EXPIRES] == [("alert.opened", unit)] and story.after[EXPIRES] == [("alert.opened", unit), ("alert.expired", unit)]
    assert story.told(EXPIRES).count(("alert.expired", unit)) == 1
    assert [event for event in story.events(EXPIRES) if event != "changed"][:3] == ["opened", "acknowledged", "expired"]


def test_an_acknowledgement_until_2099(story):
    for name in ("until 2099", "a day too far"):
        assert "2025-02-07" in story.refused[name] and "2025-02-07" in story.refused["silence " + name]


def test_an_acknowledged_alert_gets_worse_in_silence(story):
    unit = f"unit:{WORSE}"
    assert story.told(WORSE)[:2] == [("alert.opened", unit), ("alert.worse", unit)] and story.alert(WORSE)["state"] == "open"
    assert story.told(REWORDED) == [("alert.opened", f"unit:{REWORDED}")]  # other words, nothing worse
    assert story.alert(REWORDED)["state"] == "acknowledged" and "22/28" in story.alert(REWORDED)["text"]


def test_resolved_is_told_once_and_to_whom_the_opening_was_told(story):
    """Resolved although silenced; opened again and resolved again in the silence: neither is told."""
    unit = f"unit:{LIFTED}"
    assert story.told(LIFTED) == [("alert.opened", unit), ("alert.resolved", unit)]
    assert [event for event in story.events(LIFTED) if event != "changed"] == ["opened", "resolved", "reopened", "withheld", "resolved"]


def test_repeats_sooner_than_asked(story):
    """Nobody was told the same about the same twice, through restarts, imports, days."""
    rows = query(story.daemon, "SELECT outbox.kind, object, addressee, count(*) FROM outbox JOIN message_cause ON message_cause.id = cause WHERE state <> 'dropped' "
                               "AND object <> ? GROUP BY 1, 2, 3 HAVING count(*) > 1", str(story.alert(EVENING)["id"]))
    assert rows == []


def test_missing_data_raises_one_alert(story):
    """Told of the return at once, of the target when the return has come and it is missed all the same."""
    unit = f"unit:{CAUSED}"
    assert story.first[CAUSED] == [] and story.caused == [] and story.told(CAUSED, "return")[0] == ("alert.opened", unit)
    assert story.listed[CAUSED]["withheld"].startswith("do thiếu báo cáo (cảnh báo số ") and story.listed[CAUSED]["criterion"] == "6.2"
    assert story.told(CAUSED)[0] == ("alert.opened", unit)
    assert story.alert(CAUSED)["hold"] is None


def test_what_nobody_takes_goes_to_the_next_office_once(story):
    unit = f"unit:{NOBODY}"
    assert story.early == [("alert.opened", unit)]
    told, [(text,)] = story.escalated
    assert told == [("alert.opened", unit), ("alert.escalated", "person:hoa")]
    assert "còn thiếu 01 tin" in text and "17:00 ngày 08/01/2025: mở" in text  # with its history
    assert story.told(NOBODY)[2:] == [("alert.resolved", unit), ("alert.resolved", "person:hoa")]
    assert "escalated" not in story.events(REWORDED) + story.events(LIFTED)  # somebody took it; it was over before


def test_what_waits_is_taken_back_and_told_when_the_silence_is_lifted(story):
    unit = ("alert.opened", f"unit:{EVENING}")
    assert story.waiting == [unit] and story.hushed == ([], ["queued", "hushed"]) and story.lifted == [unit]
    assert "đã bỏ" in story.refused["twice"]


def test_a_silence_is_refused_in_one_sentence(story):
    assert "--kind" in story.refused["nothing named"] and "target" in story.refused["no such kind"] and "cat-bo" in story.refused["no such unit"]


def test_a_days_messages_of_a_unit_are_one(story):
    """A day ends at 17:00; one that ends on a day off goes on the next working day's morning. Each message is a line of what went, and of one thing only."""
    rows = query(story.daemon, "SELECT count(*), count(DISTINCT due_at), min(strftime('%H:%M', due_at + 25200, 'unixepoch')) FROM outbox "
                               "WHERE state <> 'dropped' AND route = 'canh-bao-phuong' GROUP BY addressee, date(made_at + 2 * 25200 - 1, 'unixepoch')")
    assert len(rows) > 8 and all(distinct == 1 for _, distinct, _ in rows) and {hour for _, _, hour in rows} == {"17:00", "07:00"}
    assert max(count for count, _, _ in rows) > 1
    until(lambda: not story.json("outbox", "list", "--status", "to_send"), what="rest")
    assert query(story.daemon, "SELECT count(*) FROM outbox WHERE state = 'gathered' AND digest IS NULL") == [(0,)]
    [(subject, text)] = query(story.daemon, "SELECT subject, text FROM outbox WHERE kind = 'digest' AND addressee = 'person:hoa' ORDER BY id LIMIT 1")
    assert "03" in subject and text.count("https://") == 3


def test_the_log_holds(story):
    story.ctl("audit", "verify")
    assert query(story.daemon, "SELECT count(*) FROM alert_withheld") == [(0,)]


def test_a_phase_covers_its_months_and_a_successor_what_it_took_over(make):
    daemon = make()
    daemon.add(steady.roster())
    daemon.advance("2024-12-07T09:00")

    def covered(*words):
        alerts = daemon.json("alerts", "silence", *words, "--reason", "x", "--try")["alerts"]
        return sorted({(alert["kind"], alert["subject"], alert["period"]) for alert in alerts})
    assert covered("--unit", "cat-bi", "--period", "phase-1", "--until", "2024-12-20") == [("return", "cat-bi", "2024-11")]
    assert covered("--period", "2024-12", "--until", "2024-12-20") == [] == covered("--period", "phase-2", "--until", "2024-12-20")
    daemon.advance("2025-07-02T09:00")
    taken = covered("--unit", "phuong-hai-an", "--kind", "return", "--until", "2025-07-20")
    assert {subject for _, subject, _ in taken} == {"cat-bi", "dang-hai", "dang-lam", "thanh-to", "trang-cat"}
    assert covered("--unit", "cat-bi", "--kind", "return", "--until", "2025-07-20") == [row for row in taken if row[1] == "cat-bi"]
    number = daemon.json("alerts", "silence", "--unit", "phuong-hai-an", "--kind", "return", "--until", "2025-07-20", "--reason", "sáp nhập")["id"]
    held = {alert["subject"] for alert in daemon.json("alerts", "--open") if (alert.get("hold") or {}).get("silence") == number}
    assert held == {subject for _, subject, _ in taken}
