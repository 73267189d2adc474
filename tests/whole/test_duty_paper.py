"""Papers of duties with a real daemon: each drafted on its day for the body that has the duty then, made anew when what it prints changes, the duty done by issuing it; those on
demand; stale when nobody has the duty, drafted by the successor."""
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from daemon import PASSWORD, SAMPLE
from phase import listening

PEOPLE = {"reviewer": "1", "leader": "2", "clerk": "3", "officer": "5"}  # users that every Debian has
OBSTACLE = {"obstacle_id": "1", "unit": "cat-bi", "reported_on": "2024-11-11", "description": "Thiếu đèn pin cho ca tuần tra đêm", "progress": "open"}


@pytest.fixture(scope="module")
def daemon():
    folder = Path(tempfile.mkdtemp(prefix="duty.", dir="/tmp"))  # TMPDIR may let nobody else through
    folder.chmod(0o711)
    running = listening(folder, package=SAMPLE)
    for role, uid in PEOPLE.items():
        running.ctl("people", "add", role, "--full-name", f"Nguyễn Thị {role}", "--role", role, "--unix", uid, *(["--unit", "quan-hai-an"] if role == "officer" else []))
    yield running
    assert running.stop() == 0
    shutil.rmtree(folder)


def act(daemon, role, *words):
    uid = int(PEOPLE[role])
    return subprocess.run(daemon.command("--lang", "en", *words), user=uid, group=uid, extra_groups=[], capture_output=True, text=True, cwd="/", stdin=subprocess.DEVNULL,
                          env={"PATH": os.environ["PATH"]})


def done(daemon, role, *words):
    answer = act(daemon, role, *words)
    assert answer.returncode == 0, answer.stderr


def papers(daemon):
    """{kind: [(id, state, subject)…]} of duties, as they were made."""
    made = {}
    for row in daemon.json("drafts"):
        if row["phase"].startswith("duty-"):
            made.setdefault(row["kind"], []).append((row["id"], row["state"], row["subject"]))
    return made


def task(daemon, duty, occurrence):
    return next(row["id"] for row in daemon.json("duties", "list") if (row["duty"], row["occurrence"]) == (duty, occurrence))


def words(daemon, paper):
    return str(daemon.json("drafts", "read", paper))


def test_drafted_on_its_day_and_the_duty_done_by_issuing(daemon):
    daemon.advance("2024-11-01T09:00")
    assert list(papers(daemon)) == ["t02"]
    daemon.advance("2024-11-09T09:00")
    number = task(daemon, "T01", "2024-11-09")
    plan = f"duty-{number}-t01-1"
    assert papers(daemon)["t01"] == [(plan, "drafted", "quan-hai-an")] and "t03" not in papers(daemon)  # the ceremony waits for the plan
    shown = daemon.json("drafts", "show", plan)
    assert (shown["seal"], shown["occasion"], shown["content"]["issuer"]["id"]) == (None, "Kế hoạch số 133/KH-BCĐ799", "truong_ban_799")
    text = words(daemon, plan)
    for said in ("từ 80%", "trên 90%", "không để xảy ra", "ít nhất 01 mô hình/phường", "03/02/2025", "Lực lượng mới, khí thế mới", "Ủy ban nhân dân các phường"):
        assert said in text, said
    done(daemon, "officer", "drafts", "fill", plan, "contact=0982.992.885")
    plan = f"duty-{number}-t01-2"
    assert papers(daemon)["t01"][1] == (plan, "drafted", "quan-hai-an") and "0982.992.885" in words(daemon, plan)
    done(daemon, "reviewer", "drafts", "submit", plan)
    done(daemon, "leader", "drafts", "approve", plan)
    done(daemon, "clerk", "drafts", "issue", plan, "--number", "12", "--day", "2024-11-09")
    shown = daemon.json("duties", "show", str(number))
    assert (shown["state"], shown["output"], [one["id"] for one in shown["papers"]]) == ("fulfilled", plan, [plan])
    assert papers(daemon)["t03"][0][1] == "drafted"
    assert [row["number"] for row in daemon.json("register", "list")] == [12]
    assert daemon.json("verify", "--number", "12/KH-BCĐ")["paper"] == plan
    assert f"drafts export {plan}" in daemon.refused("drafts", "dossier", plan, "--out", daemon.folder / "x.zip")  # it has no figures


def test_made_anew_when_what_it_prints_changes(daemon):
    daemon.advance("2024-11-12T09:00")
    daemon.add_text("obstacle", ",".join(OBSTACLE) + "\n" + ",".join(OBSTACLE.values()) + "\n")
    (first, state, _), = papers(daemon)["t20"]
    assert state == "drafted" and "chưa được giải quyết" in words(daemon, first)
    answered = OBSTACLE | {"progress": "resolved", "answer": "Đã cấp 06 đèn pin", "state_reason": "đã trả lời"}
    daemon.add_text("obstacle", ",".join(answered) + "\n" + ",".join(answered.values()) + "\n")
    (_, before, _), (second, state, _) = papers(daemon)["t20"]
    assert (before, state) == ("stale", "drafted") and "Đã cấp 06 đèn pin" in words(daemon, second)
    daemon.advance("2024-11-13T09:00")
    assert len(papers(daemon)["t20"]) == 2  # a day that passes is no cause


def test_on_demand(daemon):
    daemon.advance("2024-12-09T09:00")
    number = task(daemon, "T07", "2024-11")
    refused = act(daemon, "officer", "drafts", "make", "t01", "--duty", str(number))
    assert refused.returncode == 1 and "these are: don_doc" in refused.stderr
    done(daemon, "officer", "drafts", "make", "don_doc", "--duty", str(number))
    letter = f"duty-{number}-don_doc-1"
    text = words(daemon, letter)
    assert all(name in text for name in ("Cát Bi", "Tràng Cát", "tháng 11/2024", "Toàn bộ báo cáo của kỳ"))
    done(daemon, "officer", "drafts", "make", "don_doc", "--duty", str(number))
    assert len(papers(daemon)["don_doc"]) == 1  # it says all there is to say
    inspection = task(daemon, "T18", "2024-12-31")
    done(daemon, "officer", "drafts", "make", "t18_bb", "--duty", str(inspection), "--unit", "cat-bi")
    assert papers(daemon)["t18_bb"] == [(f"duty-{inspection}-t18_bb-cat-bi-1", "drafted", "cat-bi")]


def test_every_duty_has_a_page_with_its_papers(daemon):
    """For whoever may act on it too: what may be attached to it is another list than its own papers."""
    for role in ("leader", "reviewer"):
        daemon.set_password(role, PASSWORD)
        cookie = {"Cookie": daemon.sign_in(role)}
        for row in daemon.json("duties", "list"):
            with daemon.open(f"/duty?id={row['id']}", headers=cookie) as answer:
                page = answer.read().decode()
                assert answer.status == 200
            for kind, made in papers(daemon).items():
                for paper, state, _ in made:
                    if paper.startswith(f"duty-{row['id']}-") and state == "drafted":
                        assert f'href="/draft?id={paper}"' in page, (role, row["duty"], paper)


def test_what_the_successor_inherits_late_is_drafted_on_demand(daemon):
    """A plan of inspections that the district did not make for a quarter that is over waits for nobody."""
    before = papers(daemon)["t18"][0][0]
    daemon.advance("2025-07-01T09:00")
    made = papers(daemon)["t18"]
    assert dict((paper, state) for paper, state, _ in made)[before] == "stale"
    assert not [row for rows in papers(daemon).values() for row in rows if row[1] == "drafted" and row[2].startswith("phuong-")]
    late = next(row for row in daemon.json("duties", "list", "--open") if (row["duty"], row["occurrence"], row["unit"]) == ("T18", "2025-06-30", "phuong-hai-an"))
    shown = json.loads(act(daemon, "leader", "--json", "duties", "show", str(late["id"])).stdout)
    assert [one["kind"] for one in shown["on_demand"]] == ["t18", "t18_bb"]
    done(daemon, "leader", "drafts", "make", "t18", "--duty", str(late["id"]))
    [(ward, state, subject)] = [row for row in papers(daemon)["t18"] if row[1] == "drafted"]
    assert (state, subject) == ("drafted", "phuong-hai-an") and daemon.json("drafts", "show", ward)["content"]["issuer"]["name"] == "Ban Chỉ đạo 799 phường Hải An"
    daemon.advance("2025-07-21T09:00")  # that of the phase, due on 12/08, opened on the day before
    assert sorted(row[2] for row in papers(daemon)["t18"] if row[1] == "drafted" and row[0] != ward) == ["phuong-dong-hai", "phuong-hai-an"]


def test_the_report_of_each_month_behind_its_run(daemon):
    assert [one["kind"] for one in daemon.json("explain", "2024-11/1.1/cat-bi/final")["papers"]] == ["d_month"]
    daemon.advance("2025-08-09T09:00")
    reports = {}
    for row in daemon.json("drafts"):
        if row["kind"] == "d_month":
            reports.setdefault(row["phase"], []).append((row["subject"], row["state"]))
    assert {month: reports[month] for month in reports if month < "2025-06"} == {
        month: [("quan-hai-an", "drafted")] for month in ("2024-11", "2024-12", "2025-01", "2025-02", "2025-03", "2025-04", "2025-05")}
    # June's run is in July: the district is no more, and the wards that follow did not stand in June; its figures are in their reports of the phase
    assert reports["2025-06"] == [("quan-hai-an", "not_applicable")]
    assert "mỗi phường tự lập" in daemon.json("drafts", "show", "2025-06-d_month-1")["refusal"]
    assert sorted(reports["2025-07"]) == [("phuong-dong-hai", "drafted"), ("phuong-hai-an", "drafted")]
