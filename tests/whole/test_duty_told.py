"""People are told of the plan's duties: when one opens, before it is due, when it is overdue and when that is over; each to whom it is, once, and after days without the daemon no storm.
The days are of a table written by hand: 01/11/2024 is a Friday, 09/11 a Saturday."""
import pytest

import post
from base import query
from daemon import Daemon, until
from rules import propose, put
from test_duty import small

T08 = "Quán triệt phong trào và đợt thi đua đến toàn bộ lực lượng của phường (Đợt 1)"


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """Lan of Cát Bi, Hoa for the whole, and the ward's own address; mails go into a folder."""
    folder = tmp_path_factory.mktemp("told")
    (folder / "mails").mkdir()
    running = Daemon(folder, package=small(folder / "small"), arguments=["--config", post.configure(folder)])
    running.add_person("lan", "officer", "--unit", "cat-bi")
    running.add_person("hoa", "reviewer")
    running.add_person("dung", "auditor")
    for who in ("person:lan", "person:hoa", "person:dung", "unit:cat-bi", "unit:nam-hai"):
        running.ctl("addresses", "set", who, "email", f"{who.split(':')[1]}@example.vn", "--from", "2024-10-01")
    post.channels(running, f"[email]\nplugin = file\nfolder = {folder / 'mails'}\n")
    running.ctl("messages", "try", "duty.opened", "--unit", "cat-bi")
    yield running
    assert running.json("audit", "verify")
    assert running.stop() == 0


def told(daemon, name, kinds=("duty.opened", "duty.due", "alert.opened", "alert.resolved")):
    """[(day on which it is to be sent, kind, beginning of what it is about)…]"""
    rows = daemon.json("outbox", "list")
    return [(row["due_at"][:10], row["kind"], row["subject"].split(": ", 1)[1]) for row in sorted(rows, key=lambda row: (row["due_at"], row["id"]))
            if row["address"] == f"{name}@example.vn" and row["kind"] in kinds]


def of(daemon, name, day):
    return [row[1:] for row in told(daemon, name) if row[0] == day]


def test_who_is_told_when(office):
    office.advance("2024-11-19T12:00")
    lan = [row for row in told(office, "lan") if row[2].startswith(T08[:9]) or row[1] != "duty.opened"]
    assert [(row[0], row[1]) for row in lan] == [("2024-11-01", "duty.opened"), ("2024-11-13", "duty.due"), ("2024-11-19", "alert.opened")]
    assert lan[1][2] == T08 and [row[2] for row in told(office, "lan")].count(T08) == 2
    assert len(of(office, "lan", "2024-11-01")) == 4  # T08, T10, T17, T19
    assert told(office, "cat-bi") == told(office, "lan") and told(office, "dung") == []
    assert {row[0] for row in told(office, "nam-hai")} == {"2024-11-01", "2024-11-13", "2024-11-19"}
    text = office.json("outbox", "show", next(row["id"] for row in office.json("outbox", "list") if row["kind"] == "duty.due" and row["address"] == "lan@example.vn"))["text"]
    assert text.startswith(f"Ủy ban nhân dân phường Cát Bi: {T08}, hạn 18/11/2024; cần để lại: ") and f"{post.LINK}/duty?id=" in text


def test_what_is_one_for_all_is_of_those_who_act_for_the_whole(office):
    kinds = {day: sorted(kind for _, kind, _ in of_day) for day, of_day in (
        (day, [row for row in told(office, "hoa") if row[0] == day]) for day in ("2024-11-01", "2024-11-04", "2024-11-11", "2024-11-12", "2024-11-13", "2024-11-18"))}
    assert kinds == {
        "2024-11-01": ["duty.opened"] * 4,                     # T02, T06, T13, T15
        "2024-11-04": ["alert.opened"] * 2,                    # T02 and T15 were due on Friday
        "2024-11-11": ["duty.opened"] * 2,                     # T01 of Saturday, T14 of Sunday: told on Monday
        "2024-11-12": ["duty.due"] * 2,                        # T06, T13: three days before the 15th
        "2024-11-13": ["duty.due"],                            # T01: two days
        "2024-11-18": ["alert.opened"] * 3,                    # T01, T06, T13
    }
    assert not any("Quán triệt" in row[2] for row in told(office, "hoa"))


def test_the_alert_ends_with_the_duty(office):
    alert, = [row for row in office.json("alerts", "--open") if row["kind"] == "duty" and row["subject"] == "cat-bi"]
    assert (alert["criterion"], alert["period"]) == ("T08 phase-1-start", "phase-1")
    assert alert["text"] == f"Ủy ban nhân dân phường Cát Bi: quá hạn 18/11/2024: {T08}."
    number = next(row["id"] for row in office.json("duties", "list", "--open") if row["duty"] == "T08" and row["unit"] == "cat-bi")
    office.ctl("duties", "done", number, "--note", "biên bản ngày 12/11/2024")
    until(lambda: told(office, "lan", ("alert.resolved",)), what="the end of the alert")
    assert not [row for row in office.json("alerts", "--open") if row["kind"] == "duty" and row["subject"] == "cat-bi"]
    office.ctl("duties", "reopen", number, "--reason", "kèm nhầm")
    until(lambda: len(told(office, "lan", ("alert.opened",))) == 2, what="the alert again")
    office.ctl("duties", "skip", number, "--reason", "gộp với tháng 12")
    until(lambda: len(told(office, "lan", ("alert.resolved",))) == 2, what="its end")


def test_after_days_without_the_daemon_each_is_reminded_once_and_of_nothing_that_is_over(office):
    before = len(told(office, "hoa"))
    office.kill()
    office.start(clock="2024-11-29T09:00")  # T14's reminder was to come on the 27th; nothing else
    until(lambda: query(office, "SELECT value FROM meta WHERE name = 'duty_alarm'")[0][0] > 1732760000, what="what was missed")
    assert [row[1] for row in told(office, "hoa")[before:]] == ["duty.due"]
    office.restart(clock="2024-11-29T10:00")
    assert len(told(office, "hoa")) == before + 1


def test_the_successor_is_told(office):
    office.advance("2025-03-03T09:00")
    texts = [office.json("outbox", "show", row["id"])["text"] for row in office.json("outbox", "list") if row["kind"] == "duty.opened" and row["made_at"][:10] == "2025-03-01"]
    assert any("tiếp nhận từ Công an quận Hải An" in text and text.startswith("Công an thành phố Hải Phòng") for text in texts), texts
    gone = [row for row in office.json("alerts", "--open") if row["kind"] == "duty" and "Công an quận" in row["text"]]
    assert gone == []


def test_who_has_one_whose_due_day_moves_is_told(office):
    """By a change of the rules: once, with the new day; who has none of those that moved hears nothing."""
    text = (office.folder / "small" / "duties.ini").read_text()
    before, after = "trigger = contest\ndue_days = 0\nremind = 15\noutput = record funding", "trigger = contest\ndue_days = 10\nremind = 15\noutput = record funding"
    assert text.count(before) == 1
    office.ctl("rules", "activate", propose(office, put(office, "duties.ini", text.replace(before, after))))
    until(lambda: told(office, "lan", ("duty.moved",)), what="the new day")
    assert [row[2] for row in told(office, "lan", ("duty.moved",))] == ["Vận động kinh phí trang bị trang phục, công cụ, phương tiện cho lực lượng (cả phong trào)"]
    assert told(office, "hoa", ("duty.moved",)) == []
    text = office.json("outbox", "show", next(row["id"] for row in office.json("outbox", "list") if row["kind"] == "duty.moved" and row["address"] == "lan@example.vn"))["text"]
    assert "hạn đã dời: Vận động kinh phí" in text and "hạn 29/08/2025" in text
