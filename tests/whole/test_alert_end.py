"""How alerts end that no record ends: final at the seal of their phase, passed on to the successor of a unit, or closed with it."""
import os
import shutil
import sys

import pytest

import phase
import post
import steady
from base import query
from daemon import SOURCE, Daemon

sys.path.insert(0, str(SOURCE / "tests" / "sample"))
import generate  # noqa: E402

BOTH = {("2024-11", "concluded"), ("phase-1", "concluded")}


def states(daemon, **match):
    return {(one["period"], one["state"]) for one in daemon.alerts(**match)}


def mailing(make, folder, play):
    daemon = make(arguments=["--config", post.configure(folder)], play=play)
    (folder / "mails").mkdir()
    post.channels(daemon, f"[email]\nplugin = file\nfolder = {folder / 'mails'}\n")
    return daemon


def told(daemon, address):
    return [one["kind"] for one in reversed(daemon.json("outbox", "list")) if one["address"] == address]


def at_the_last_run(daemon):
    """Before the final run of January and of the phase: Cát Bi has missed 1.1 in November."""
    daemon.add(steady.roster())
    for when, month in phase.PHASE:
        daemon.advance(when)
        daemon.add(phase.miss(month, steady.month(month)))


# ---- the seal ----

def test_the_seal_makes_them_final(make):
    daemon = make(play=phase.play)
    assert daemon.alerts("--open", kind="target") == [] and "1.1" not in daemon.ctl("alerts", "short")
    assert states(daemon, criterion="1.1") == BOTH
    [month, whole] = daemon.alerts(criterion="1.1")
    assert month["resolved_at"] == whole["resolved_at"] == daemon.json("seals")[0]["sealed_at"]
    shown = daemon.json("alerts", "show", month["id"])
    assert [one["event"] for one in shown["events"] if one["event"] != "escalated"] == ["opened", "concluded"] and "khép lại khi chốt đợt" in daemon.ctl("alerts", "show", month["id"])
    sequence = shown["events"][-1]["sequence"]
    assert query(daemon, "SELECT action FROM audit WHERE sequence = ?", sequence) == [("seal",)]
    assert "đã khép khi chốt đợt" in daemon.refused("alerts", "ack", month["id"], "--until", "2025-03-01", "--note", "để xem")
    daemon.ctl("evaluate", "2024-11")  # an adjusted run that finds what was sealed
    assert states(daemon, criterion="1.1") == BOTH and len(daemon.json("alerts", "show", month["id"])["events"]) == len(shown["events"])


def test_only_an_adjusted_run_changes_what_is_final(make):
    daemon = make(play=phase.play)
    missed = [tip for tip in phase.miss("2024-11", steady.month("2024-11"))["tip"] if tip["ward"] == "cat-bi"]
    daemon.add({"tip": [{**tip, "channel": "force"} for tip in missed]}, "--reason", "ghi nhầm nguồn")
    assert states(daemon, criterion="1.1") == {("2024-11", "resolved"), ("phase-1", "resolved")}
    [month, _] = daemon.alerts(criterion="1.1")
    assert "điều chỉnh" in daemon.json("alerts", "show", month["id"])["events"][-1]["note"]
    daemon.add({"tip": [{**tip, "channel": "force" if place < 2 else "zalo"} for place, tip in enumerate(missed)]}, "--reason", "xem lại", "--revive")
    [opened] = daemon.alerts("--open", criterion="1.1")
    assert [part["id"] for part in opened["parts"]] == [month["id"]] and "điều chỉnh" in opened["parts"][0]["text"]
    daemon.add({"tip": missed}, "--reason", "như cũ", "--revive")  # as it was sealed
    assert states(daemon, criterion="1.1") == BOTH and daemon.alerts("--open", kind="target") == []


def test_final_is_told_once_to_whom_the_opening_was_told(make, tmp_path):
    daemon = mailing(make, tmp_path, at_the_last_run)
    daemon.ctl("addresses", "set", "unit:cat-bi", "email", "catbi@example.vn", "--from", "2024-11-01")
    daemon.ctl("addresses", "set", "unit:nam-hai", "email", "namhai@example.vn", "--from", "2024-11-01")
    daemon.advance("2025-02-10T17:00")
    assert states(daemon, criterion="1.1") == BOTH
    assert told(daemon, "catbi@example.vn").count("alert.final") == 1 and told(daemon, "namhai@example.vn") == []
    [final] = [one for one in daemon.json("outbox", "list") if one["kind"] == "alert.final"]
    shown = daemon.json("outbox", "show", final["id"])
    assert "Đã chốt Đợt 1" in shown["subject"] and shown["text"].count("chỉ tiêu 1.1") == 2 and f"{post.LINK}/alerts" in shown["text"]
    daemon.restart()
    daemon.advance("2025-02-11T09:00")
    assert told(daemon, "catbi@example.vn").count("alert.final") == 1


# ---- a unit ends ----

@pytest.fixture(scope="module")
def ended(tmp_path_factory):
    """May 2025 of a district that ends: Cát Bi misses 1.1, Tràng Cát sent nothing; then to the first of July."""
    folder = tmp_path_factory.mktemp("ended")
    daemon = Daemon(folder, clock="2025-05-30T08:00", arguments=["--config", post.configure(folder)])
    (folder / "mails").mkdir()
    post.channels(daemon, f"[email]\nplugin = file\nfolder = {folder / 'mails'}\n")
    for unit in ("cat-bi", "phuong-hai-an"):
        daemon.ctl("addresses", "set", f"unit:{unit}", "email", f"{unit}@example.vn", "--from", "2024-11-01")
    daemon.add(steady.roster())
    daemon.advance("2025-06-03T09:00")
    files = steady.month("2025-05", wards=[ward for ward in steady.WARDS if ward != "trang-cat"])
    for tip in files["tip"]:
        tip["channel"] = "station" if tip["ward"] == "cat-bi" else tip["channel"]
    daemon.add(files)
    daemon.advance("2025-06-30T17:00")
    [daemon.missed] = daemon.alerts("--open", kind="target", subject="cat-bi")
    daemon.ctl("alerts", "ack", daemon.missed["id"], "--until", "2025-07-20", "--note", "phường rà soát")
    daemon.before = {one["subject"]: one["holder"] for one in daemon.alerts("--open") if one["kind"] in ("target", "return")}
    daemon.advance("2025-07-01T08:00")
    yield daemon
    assert daemon.stop() == 0


def test_what_is_open_of_a_unit_that_ends_is_its_successors(ended):
    assert ended.before == {"cat-bi": "cat-bi", "trang-cat": "trang-cat"}
    standing = {one["subject"]: one for one in ended.alerts("--open") if one["kind"] in ("target", "return")}
    assert {subject: (one["holder"], one["successor_name"], one["state"]) for subject, one in standing.items()} == {
        "cat-bi": ("phuong-hai-an", "Hải An", "open"), "trang-cat": ("phuong-hai-an", "Hải An", "open")}
    shown = ended.json("alerts", "show", ended.missed["id"])
    assert [one["event"] for one in shown["events"] if one["event"] != "escalated"] == ["opened", "acknowledged", "succeeded"] and shown["acknowledged_by"] is None
    assert shown["events"][-1]["note"].endswith("Đơn vị kế nhiệm: phường Hải An.") and "Hải An" in ended.ctl("alerts", "show", ended.missed["id"])
    [short] = [one["text"] for one in ended.json("alerts", "short") if one["subject"] == "phuong-hai-an"]
    assert "Cát Bi, tháng 5/2025" in short and "Tràng Cát, tháng 5/2025" in short and "cat-bi" not in {one["subject"] for one in ended.json("alerts", "short")}


def test_the_successor_is_told(ended):
    assert told(ended, "cat-bi@example.vn").count("alert.opened") == 1
    of_may = [one for one in ended.json("outbox", "list") if one["address"] == "phuong-hai-an@example.vn" and one["kind"] == "alert.opened"]
    texts = [ended.json("outbox", "show", one["id"])["text"] for one in of_may]
    assert len(texts) == 2 and all("Đơn vị kế nhiệm: phường Hải An." in text for text in texts)
    ended.advance("2025-07-08T08:00")  # June's returns: of wards that do not stand any more
    late = [one for one in ended.alerts("--open", kind="return", period="2025-06") if one["holder"] == "phuong-hai-an"]
    assert {one["subject"] for one in late} == {"cat-bi", "dang-hai", "dang-lam", "thanh-to", "trang-cat"}
    assert told(ended, "cat-bi@example.vn").count("alert.opened") == 1


def test_the_successor_can_still_act(ended):
    ended.add({"submission": steady.returns("trang-cat", "2025-05")})
    assert ended.alerts("--open", kind="return", subject="trang-cat", period="2025-05") == []
    assert "alert.resolved" in told(ended, "phuong-hai-an@example.vn")


def test_a_body_and_a_basis_that_end_are_told_thirty_days_before(ended):
    [one] = ended.alerts(kind="ending")
    assert (one["opened_at"][:10], one["state"], one["resolved_at"][:10]) == ("2025-06-01", "resolved", "2025-07-01")
    for word in ("30/6/2025", "Ủy ban nhân dân quận Hải An (kế nhiệm: Ủy ban nhân dân phường Hải An", "phường Cát Bi (kế nhiệm: phường Hải An)",
                 "phường Nam Hải (kế nhiệm: phường Đông Hải, phường Hải An)", "Ban Chỉ đạo 799 quận (kế nhiệm: Ban Chỉ đạo 799 thành phố)", "Văn bản cần đến: ", "rules propose"):
        assert word in one["text"], one["text"]
    assert "Nghị định số 98/2023" not in one["text"]  # what follows it is there already


def test_what_nobody_follows_is_closed(make, tmp_path):
    package = shutil.copytree(SOURCE / "rules" / "hai-an-2024", tmp_path / "alone")
    rows = package / "successions.csv"
    rows.write_text("".join(line for line in rows.read_text().splitlines(True) if not line.startswith("cat-bi,")))
    daemon = make(clock="2025-05-30T08:00", package=package)
    daemon.advance("2025-06-06T08:00")
    assert len(daemon.alerts("--open", kind="return")) == 8
    daemon.advance("2025-07-01T08:00")
    assert states(daemon, subject="cat-bi", kind="return") == {("2025-05", "lapsed")}
    [alert] = daemon.alerts(subject="cat-bi", kind="return")
    assert "không có đơn vị kế nhiệm" in daemon.ctl("alerts", "show", alert["id"])
    daemon.add(steady.roster())  # records change: it stays closed
    assert states(daemon, subject="cat-bi", period="2025-05") == {("2025-05", "lapsed")}


@pytest.mark.skipif(os.environ.get("THIDUA_LONG") != "1", reason="the whole sample contest: THIDUA_LONG=1")
def test_nothing_stands_open_that_nobody_can_act_on(make, tmp_path):
    """On 05/09/2025 21 stood open, the oldest of 11/2024, 12 of them of wards that had ended."""
    daemon = make()
    generate.generate(str(tmp_path / "records"))
    for line in (tmp_path / "records" / "batches.tsv").read_text().splitlines():
        at, name, words = line.split("\t")
        daemon.advance(at)
        daemon.ctl("import", "--dir", tmp_path / "records" / name, "--reason", words)
        assert {one["holder"] for one in daemon.alerts("--open", kind="target")} <= set(steady.WARDS if at < "2025-07" else generate.NEW_WARDS)
    daemon.advance("2025-09-05T08:00")
    assert daemon.alerts("--open", kind="target") == [] and len(daemon.alerts(kind="target")) > 16


# ---- a month and its phase ----

def test_a_month_and_its_phase_of_one_cause_are_one(make, tmp_path):
    daemon = make(play=phase.play)
    missed = [tip for tip in phase.miss("2024-11", steady.month("2024-11"))["tip"] if tip["ward"] == "cat-bi"]
    daemon.add({"tip": [{**tip, "channel": "force" if place < 2 else "zalo"} for place, tip in enumerate(missed)]}, "--reason", "xem lại")
    [one] = daemon.alerts("--open", kind="target")  # both were opened again by adjusted runs
    assert (one["period"], one["parts_title"], [part["period"] for part in one["parts"]]) == ("phase-1", "tháng 11/2024", ["2024-11"])
    assert "gồm cả tháng 11/2024" in daemon.ctl("alerts", "short") and "tháng 11/2024" in daemon.ctl("alerts", "show", one["id"])
    daemon.ctl("alerts", "ack", one["id"], "--until", "2025-03-01", "--note", "đang xem")
    assert {daemon.json("alerts", "show", part)["state"] for part in (one["id"], one["parts"][0]["id"])} == {"acknowledged"}


# ---- nominations ----

def test_a_missing_nomination_is_reminded_of_on_each_working_day(make, tmp_path):
    daemon = mailing(make, tmp_path, phase.play)
    for unit in ("cat-bi", "nam-hai"):
        daemon.ctl("addresses", "set", f"unit:{unit}", "email", f"{unit}@example.vn", "--from", "2024-11-01")
    daemon.advance("2025-02-13T08:00")
    assert told(daemon, "cat-bi@example.vn") == ["nomination.due"]
    [first] = [one["id"] for one in daemon.json("outbox", "list") if one["address"] == "cat-bi@example.vn"]
    said = daemon.json("outbox", "show", first)
    assert "Phường Cát Bi" in said["subject"] and "hạn 12/02/2025" in said["text"] and "/nominations" in said["text"]
    daemon.ctl("alerts", "ack", daemon.alerts("--open", kind="nomination", subject="nam-hai")[0]["id"], "--until", "2025-02-14", "--note", "họp chiều thứ Sáu")
    daemon.advance("2025-02-18T09:00")  # Friday, Monday, Tuesday
    assert told(daemon, "cat-bi@example.vn").count("nomination.due") == 4 and told(daemon, "nam-hai@example.vn").count("nomination.due") == 3
    daemon.add({"nomination": [steady.nomination("cat-bi")]})
    daemon.advance("2025-02-20T09:00")
    assert told(daemon, "cat-bi@example.vn").count("nomination.due") == 4 and told(daemon, "nam-hai@example.vn").count("nomination.due") == 5
    daemon.advance("2025-03-31T09:00")  # and not for ever
    assert told(daemon, "nam-hai@example.vn").count("nomination.due") == 19  # twenty days, one of them acknowledged
