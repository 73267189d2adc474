"""Results of persons (docs/decisions/0105-results-of-persons.md): a criterion that judges each member, from the rule through run, evidence, who may see
them, a late fact, seal, replay, preview and the suggestion of nominees. The figures are held against a count made here in SQL over the records alone."""
import json
from urllib.error import HTTPError

import pytest

import steady
from base import intact, query
from phase import listening
from rules import put, without_papers

RULE = """-- Mỗi thành viên mỗi kỳ ít nhất hai lượt tuần tra.
return criterion {
  title   = "Thành viên tuần tra đều",
  subject = "member",
  reports = {},
  target  = "6.9.patrols",
  counts  = "thành viên",
  measure = { each = "member", standing = "6.1.min_active_days", excused = "absence", of = "patrol", date = "on_date" },
  judge        = at_least,
  member_grades = { { id = "good", title = "khá", target = "6.9.many" } },
  share_judge  = share_at_least,
  share_target = "6.9.share",
  member_says  = "{{ num | so2 }} lượt tuần tra (mức giao {{ target }})",
  says         = "{{ num | so2 }}/{{ den | so2 }} thành viên = {{ value }} (mức giao {{ target }})",
  examples = {
    { row = { num = 2, den = 1 }, target = "2", verdict = "met" },
    { row = { num = 1, den = 1 }, target = "2", verdict = "missed" },
    { row = { num = 0, den = 0 }, target = "2", verdict = "not_applicable" },
    { level = "ward", row = { num = 2, den = 3 }, target = "50 %", verdict = "met" },
    { level = "ward", row = { num = 1, den = 3 }, target = "50 %", verdict = "missed" },
  },
}
"""
POINTS = """-- Điểm của mỗi thành viên: hai điểm mỗi lượt tuần tra, thêm một khi đạt mức khá, thêm số lượt ghi ngoài tháng 11.
return criterion {
  title   = "Điểm của thành viên",
  subject = "member",
  reports = {},
  target  = "6.8.points",
  counts  = "thành viên",
  uses    = { "6.9" },
  own     = [[SELECT member_id AS subject, count(*) AS later FROM patrol
               WHERE on_date >= :from AND on_date < :until AND on_date > :contest_from + 29 AND member_id IN (SELECT member_id FROM member) GROUP BY member_id]],
  measure = function(person)
    local patrols = person.criteria["6.9"]
    local num = 2 * patrols.num + (patrols.grade == "good" and 1 or 0)
    return { num = num + person.own.later, parts = { ["6.9"] = num, later = person.own.later } }
  end,
  judge        = at_least,
  member_grades = { { id = "good", title = "khá", target = "6.8.good" } },
  share_judge  = share_at_least,
  share_target = "6.9.share",
  member_says  = "{{ num | so2 }} điểm{% if grade %}, mức {{ grade }}{% endif %}",
  says         = "{{ num | so2 }}/{{ den | so2 }} thành viên = {{ value }} (mức giao {{ target }})",
  examples = {
    { used = { ["6.9"] = { verdict = "met", num = 2 } }, row = { num = 4, den = 1 }, target = "4", verdict = "met", grade = "" },
    { used = { ["6.9"] = { verdict = "met", num = 3, grade = "good" } }, target = "4", verdict = "met", grade = "good" },
    { used = { ["6.9"] = { verdict = "missed", num = 1 } }, own = { later = 1 }, target = "4", verdict = "missed" },
    { used = { ["6.9"] = { verdict = "not_applicable", num = 3 } }, target = "4", verdict = "not_applicable" },
    { level = "ward", row = { num = 1, den = 3 }, target = "50 %", verdict = "missed" },
  },
}
"""
TARGETS = """
[6.9.many 2024-11-01]
title = Số lượt tuần tra để xếp loại khá
type = number
value = 3
reference = Quy chế, mục 3

[6.8.points 2024-11-01]
title = Điểm của mỗi thành viên, ít nhất
type = number
value = 4
reference = Quy chế, mục 4

[6.8.good 2024-11-01]
title = Điểm để xếp loại khá
type = number
value = 7
reference = Quy chế, mục 4

[6.9.patrols 2024-11-01]
title = Số lượt tuần tra mỗi thành viên mỗi kỳ, ít nhất
type = number
value = 2
reference = Quy chế, mục 1

[6.9.share 2024-11-01]
title = Tỷ lệ thành viên tuần tra đều
type = percent
value = 50 %
reference = Quy chế, mục 2
"""
# Counted here once more, without the program: who stood in the period and for how long, less the excused days, where last, with how many patrols.
COUNT = """
WITH RECURSIVE span (first, last) AS (SELECT unixepoch(?1) / 86400, unixepoch(?2) / 86400),
day (d) AS (SELECT first FROM span UNION ALL SELECT d + 1 FROM day, span WHERE d < last),
life AS (SELECT member_id, team, valid_from, ifnull(valid_until, 999999) AS valid_until FROM record_member WHERE state = 'confirmed'),
active AS (SELECT member_id, count(DISTINCT d) AS days FROM day JOIN life ON d BETWEEN valid_from AND valid_until
           WHERE NOT EXISTS (SELECT 1 FROM record_absence AS a WHERE a.member_id = life.member_id AND a.state = 'confirmed' AND d BETWEEN a.valid_from AND a.valid_until)
           GROUP BY member_id),
seen AS (SELECT DISTINCT member_id FROM life, span WHERE valid_from <= last AND valid_until >= first)
SELECT seen.member_id,
       (SELECT count(*) FROM record_patrol AS p, span WHERE p.member_id = seen.member_id AND p.state = 'confirmed' AND on_date BETWEEN first AND last) AS n,
       ifnull((SELECT days FROM active WHERE active.member_id = seen.member_id), 0) >= min(15, (SELECT last + 1 - first FROM span)) AS counts,
       (SELECT u.parent FROM life, span, record_unit AS u WHERE life.member_id = seen.member_id AND life.valid_from <= last AND u.unit_id = life.team AND u.state = 'confirmed'
        ORDER BY life.valid_from DESC LIMIT 1) AS ward
  FROM seen ORDER BY 1
"""
DAYS = {"2024-11": ("2024-11-01", "2024-11-30"), "2024-12": ("2024-12-01", "2024-12-31"), "2025-01": ("2025-01-01", "2025-01-31"), "phase-1": ("2024-11-01", "2025-01-31")}


def with_persons(folder):
    package = without_papers(folder / "package")
    (package / "criteria" / "6.9.lua").write_text(RULE)
    (package / "criteria" / "6.8.lua").write_text(POINTS)
    targets = package / "targets.ini"
    targets.write_text(targets.read_text() + TARGETS)
    return package


def records():
    """Besides the quiet district: one who moved to another ward, one who was excused, one who came late, one without any patrol, one who left."""
    files = steady.roster()
    base = {"birth_date": "1970-05-01", "sex": "male", "role": "member", "full_name": "Người thử"}
    files["member"] += [
        {**base, "member_id": "moved", "team": "cat-bi-1", "valid_from": "2024-10-01", "valid_until": "2024-11-20"},
        {**base, "member_id": "moved", "team": "nam-hai-1", "valid_from": "2024-11-21"},
        {**base, "member_id": "excused", "team": "cat-bi-1", "valid_from": "2024-10-01"},
        {**base, "member_id": "late", "team": "cat-bi-1", "valid_from": "2024-11-25"},
        {**base, "member_id": "none", "team": "cat-bi-1", "valid_from": "2024-10-01"},
        {**base, "member_id": "left", "team": "dang-lam-1", "valid_from": "2024-10-01", "valid_until": "2024-11-18"},
    ]
    files["absence"] = [{"member_id": "excused", "valid_from": "2024-11-05", "valid_until": "2024-11-28", "reason": "sickness"}]
    files["patrol"] = [{"patrol_id": f"{who}-{day}", "member_id": who, "on_date": f"2024-11-{day:02}"}
                       for who, days in {"moved": (2, 25), "excused": (1,), "late": (26, 27), "left": (3, 4, 5), "dang-lam-1-1": (6, 7), "cat-bi-1-1": (6, 7)}.items() for day in days]
    return files


def judged(daemon, period, stage="final", criterion="6.9"):
    return {row["subject"]: row for row in daemon.results(period=period, criterion=criterion, level="member", stage=stage)}


def stored(daemon, period):
    """The rows of its newest final run."""
    return query(daemon, "SELECT subject, level, cells, home FROM result_row WHERE run = (SELECT max(id) FROM run WHERE period = ? AND stage = 'final') ORDER BY 1", period)


def check(daemon, period):
    """Every row of a member and every ward's share, by the count above."""
    counted = query(daemon, COUNT, *DAYS[period])
    rows, points, shares = judged(daemon, period), judged(daemon, period, criterion="6.8"), {}
    assert len(counted) > 20 and set(rows) == set(points) == {member for member, *_ in counted}
    later = dict(query(daemon, "SELECT member_id, count(*) FROM record_patrol WHERE state = 'confirmed' AND on_date BETWEEN max(unixepoch(?1), unixepoch('2024-12-01')) / 86400 AND unixepoch(?2) / 86400 "
                               "GROUP BY 1", *DAYS[period]))
    homes = {subject: home for subject, level, _, home in stored(daemon, period) if level == "member"}
    for member, number, counts, ward in counted:
        verdict = "not_applicable" if not counts else "met" if number >= 2 else "missed"
        assert (rows[member]["num"], rows[member]["den"], rows[member]["verdict"]) == (number, None, verdict), (period, member)
        assert rows[member].get("grade_title") == ("khá" if counts and number >= 3 else None), (period, member)
        total = 2 * number + (counts and number >= 3) + later.get(member, 0)
        verdict_of_points = "not_applicable" if not counts else "met" if total >= 4 else "missed"
        assert (points[member]["num"], points[member]["den"], points[member]["verdict"]) == (total if counts else 0, None, verdict_of_points), (period, member)
        assert points[member].get("grade") == ("good" if counts and total >= 7 else None), (period, member)
        assert homes[member] == ward, (period, member)
        met, of = shares.get(ward, (0, 0))
        shares[ward] = (met + (verdict == "met"), of + counts)
    for row in daemon.results(period=period, criterion="6.9", level="ward"):
        assert (row["num"], row["den"]) == shares[row["subject"]], (period, row["subject"])


@pytest.fixture
def daemon(tmp_path):
    daemon = listening(tmp_path, package=with_persons(tmp_path))
    try:
        yield daemon
    except BaseException:
        daemon.stop()
        raise
    assert daemon.stop() == 0


WHO = {  # name: role, unit, whose members' rows of November they may read: of the wards named, of all, of none
    "officer-own": ("officer", "cat-bi", {"cat-bi"}),
    "officer-new": ("officer", "nam-hai", {"nam-hai"}),
    "reviewer-all": ("reviewer", None, set(steady.WARDS)),
    "leader-own": ("leader", "cat-bi", {"cat-bi"}),
    "leader-all": ("leader", None, set(steady.WARDS)),
    "auditor-all": ("auditor", None, set(steady.WARDS)),  # `private = auditor` of the type member
    "auditor-other": ("auditor", "dang-lam", {"dang-lam"}),
    "clerk-all": ("clerk", None, set()),
}


def ask(daemon, token, address):
    """(status, the answer or its text)."""
    try:
        with daemon.open(address, headers={"Authorization": f"Bearer {token}"}) as answer:
            return answer.status, json.loads(answer.read())
    except HTTPError as refused:
        return refused.code, refused.read().decode()


def check_permissions(daemon):
    """Every role asks every way that leads to a member's row."""
    homes = {subject: home for subject, level, _, home in stored(daemon, "2024-11") if level == "member"}
    points = sum(home == "cat-bi" for home in homes.values())
    for name, (role, unit, wards) in WHO.items():
        of = ["--unit", unit] if unit else []
        daemon.add_person(name, role, *of)
        token = daemon.json("tokens", "add", name, "--role", role, "--until", "2099-12-31", "--note", "thử", *of)["token"]
        seen = {member for member, home in homes.items() if home in wards}
        status, rows = ask(daemon, token, "/api/results?criterion=6.9&period=2024-11")
        assert status == 200 and {row["subject"] for row in rows if row["level"] == "member"} == seen, (name, rows)
        assert {row["subject"] for row in rows if row["level"] == "ward"} == set(steady.WARDS), name
        for member in ("excused", "moved"):
            status, answer = ask(daemon, token, f"/api/explain?id=2024-11/6.9/{member}/final")
            assert (status == 200) == (member in seen), (name, member, answer)
            assert status == 200 or "lượt tuần tra" not in answer, name
            status, answer = ask(daemon, token, f"/api/trend?subject={member}")
            assert bool(status == 200 and any(line["points"] for line in answer["criteria"])) == (member in seen), (name, member)
            status, answer = ask(daemon, token, f"/api/results/difference?id=2024-11/6.9/{member}/final")
            assert (status == 200) == (member in seen), (name, member, answer)
        if name in ("clerk-all", "leader-all"):
            status, answer = ask(daemon, token, "/api/explain?id=2024-11/6.9/cat-bi/final")
            assert status == 200 and answer["evidence"]["total"] == 9 and len(answer["evidence"]["rows"]) == (9 if wards else 0) and ("masked" in answer) == (not wards), name
            assert bool(answer["evidence"]["records"]) == bool(wards), name
            status, answer = ask(daemon, token, "/api/explain?id=2024-11/6.8/cat-bi/final")
            assert status == 200 and answer["evidence"]["total"] == 2 * points and len(answer["evidence"]["rows"]) == (2 * points if wards else 0) and ("masked" in answer) == (not wards), (name, answer)
            # a coverage says of each person whether they count; its figure is everybody's
            status, answer = ask(daemon, token, "/api/explain?id=2024-11/6.1/cat-bi/final")
            rows = answer["evidence"]["rows"]
            assert status == 200 and answer["evidence"]["total"] >= answer["den"] > 0 and len(rows) == (answer["evidence"]["total"] if wards else 0) and ("masked" in answer) == (not wards), name
            # records with a member in a column stay what they are
            status, answer = ask(daemon, token, "/api/explain?id=2024-11/7.1/cat-bi/final")
            assert status == 200 and answer["evidence"]["rows"] and "masked" not in answer, name
        status, board = ask(daemon, token, "/api/board?period=2024-11&stage=final")
        assert status == 200 and not {row["subject"] for row in board["rows"]} & set(homes), name


def check_readings(daemon):
    """Whoever was shown a person's figure is noted with the ward, whoever was shown none is not; the same again within the hour is no second row."""
    noted = [row for row in daemon.json("readings", "list") if row["type"] == "member"]
    of = {name: [row for row in noted if row["actor"] == f"person:{name}"] for name in WHO}
    assert {name for name, rows in of.items() if rows} == {name for name, (_, _, wards) in WHO.items() if wards}
    assert {row["unit"] for row in of["officer-own"]} == {"cat-bi"} and {row["command"] for row in of["officer-own"]} == {"results", "explain", "trend", "results difference"}
    for command in ("explain", "trend", "results difference"):
        assert {row["key"] for row in of["officer-own"] if row["command"] == command} >= {"excused"}, (command, of["officer-own"])
    assert any(row["command"] == "explain" and row["unit"] == "cat-bi" and row["records"] == 9 for row in of["leader-all"])
    again = len(daemon.json("readings", "list"))
    page(daemon, "officer-own", "/result?id=2024-11/6.9/excused/final")
    once = len(daemon.json("readings", "list"))
    page(daemon, "officer-own", "/result?id=2024-11/6.9/excused/final")
    assert again <= once == len(daemon.json("readings", "list"))
    daemon.advance("2025-02-05T10:30")
    page(daemon, "officer-own", "/result?id=2024-11/6.9/excused/final")  # from no cache: it is noted of this hour too
    assert len(daemon.json("readings", "list")) > once


def page(daemon, name, address):
    with daemon.open(address, headers={"Cookie": daemon.sign_in(name)}) as answer:
        return answer.read().decode()


def check_pages(daemon):
    """From the team's page to a person's, whose rows only some see."""
    team = page(daemon, "officer-own", "/unit?subject=cat-bi-1&period=2024-11&stage=final")
    assert "/unit?subject=excused&amp;period=2024-11" in team
    own, other = (page(daemon, who, "/unit?subject=excused&period=2024-11&stage=final") for who in ("officer-own", "clerk-all"))
    assert "Người thử" in own and "/result?id=2024-11/6.9/excused/final" in own and "/result?id=phase-1/6.9/excused/final" in own
    assert "Người thử" in other and "/result?id=" not in other
    assert "excused-1" in page(daemon, "officer-own", "/result?id=2024-11/6.9/excused/final")


def test_persons(daemon):
    files = records()
    patrols = files.pop("patrol")
    daemon.add(files)
    for name, sent in steady.SENT.items():
        daemon.advance(f"{sent:%Y-%m-%dT%H:%M}")
        month = steady.month(name)
        daemon.add({**month, "patrol": month["patrol"] + patrols})
        patrols = []
    for period in ("2024-11", "phase-1"):
        daemon.ctl("evaluate", period)
        check(daemon, period)
    assert judged(daemon, "2024-11")["excused"]["verdict"] == "not_applicable" and judged(daemon, "phase-1")["excused"]["verdict"] == "missed"
    explained = daemon.json("explain", "2024-11/6.9/moved/final")
    assert explained["says"] == "02 lượt tuần tra (mức giao ít nhất 02)" and explained["replay"] == "same" and explained["subject_name"] == "Người thử"
    assert [row[2] for row in explained["evidence"]["rows"]] == ["moved-2", "moved-25"]
    explained = daemon.json("explain", "2024-11/6.8/left/final")
    assert (explained["says"], explained["grade"], explained["replay"]) == ("07 điểm, mức khá", "good", "same")
    assert explained["evidence"]["rows"] == [["6.9", "3", "đạt", 7], ["later", "0", None, 0]], explained["evidence"]
    check_permissions(daemon)
    check_readings(daemon)
    check_pages(daemon)

    # a late fact: the person's row of each period that it is of, and what follows; as if all were counted anew
    before = dict((row[0], row) for row in stored(daemon, "phase-1"))
    late_one = daemon.write({"patrol": [{"patrol_id": "muon", "member_id": "excused", "on_date": "2024-11-29"}]})
    told = daemon.json("import", "--dir", late_one, "--reason", "muộn")["moved"]
    assert {row["level"] for row in told} == {"ward", "district"}  # who imports is not told of persons
    late = {period: stored(daemon, period) for period in ("2024-11", "phase-1")}
    assert {row[0] for row in late["phase-1"] if row != before[row[0]]} == {"excused", "cat-bi", "quan-hai-an"}
    receipt = json.loads(query(daemon, "SELECT receipt FROM run WHERE period = 'phase-1' ORDER BY id DESC LIMIT 1")[0][0])
    assert receipt["6.9"]["how"] == "difference" and receipt["7.1"]["how"] == "kept"
    daemon.add({"tip": [{"tip_id": "muon", "ward": "cat-bi", "received_on": "2024-11-29", "channel": "zalo", "verified": "yes"}]}, "--reason", "muộn")  # of another criterion
    for period, rows in late.items():
        kept = {row[0]: row for row in stored(daemon, period) if row[1] == "member"}
        assert kept == {row[0]: row for row in rows if row[1] == "member"}
        check(daemon, period)
        kept = stored(daemon, period)
        daemon.ctl("evaluate", period)
        assert stored(daemon, period) == kept
    why = daemon.json("results", "difference", "phase-1/6.9/excused", "--from", "8")
    assert (why["from"]["num"], why["to"]["num"], why["text"]) == (1, 2, "1 → 2: thêm 01 bản ghi lượt tuần tra của thành viên gửi muộn ngày 05/02/2025"), why

    # sealed, replayed; no person stands in what goes out
    daemon.advance("2025-02-12T18:00")
    seal = daemon.json("seals")[0]["id"]
    for name in (seal, "phase-1/6.9/excused", "2024-11/6.9/moved/final", "phase-1/6.8/excused"):
        assert daemon.json("replay", name)["replay"] == "identical", name
    daemon.ctl("seals", "export", seal, "--out", daemon.folder / "out.json")
    sent = (daemon.folder / "out.json").read_text() + json.dumps(daemon.json("seals", "show", seal))
    assert "6.9" in sent and not [member for member in ("moved", "excused", "cat-bi-1-1") if f'"{member}"' in sent]
    assert judged(daemon, "phase-1")["excused"]["standing"] == "sealed"

    explained = daemon.json("explain", "phase-1/6.8/excused")  # of the sealed run
    assert explained["replay"] == "same" and explained["evidence"]["rows"][0][:2] == ["6.9", "2"], explained

    # one that is made of what has no results of members
    refused = daemon.run("rules", "preview", put(daemon, "6.8.lua", POINTS.replace('uses    = { "6.9" }', 'uses    = { "6.9", "7.1" }')))
    assert refused.returncode == 1 and "7.1 không có kết quả của từng thành viên" in refused.stdout + refused.stderr, refused

    # another target: the preview says of whom it turns the verdict, and the trial of evidence shows one
    changed = put(daemon, "6.9.lua", RULE.replace('standing = "6.1.min_active_days", ', ""))
    moved = [row for row in daemon.json("rules", "preview", changed)["changes"] if row["criterion"] == "6.9" and row["level"] == "member" and row["period"] == "2024-11"]
    assert {row["subject"]: row["to"]["verdict"] for row in moved}["late"] == "met"
    daemon.ctl("audit", "verify")
    intact(daemon)

