"""A contest of another shape by data alone: a school's term of weeks, played by rules/thcs-2025 and computed here once more (school.py).

The term is cut to six weeks, so that it is played in seconds; whatever else the package says stays.
"""
import datetime
import json
import re
import shutil
import subprocess
import urllib.error
import urllib.parse
from fractions import Fraction

import pytest

import ledger
import rules
import school
from daemon import BUILD, until
from phase import listening
from verifier import outsider

WEEKS = 6
LAST = school.FIRST + datetime.timedelta(7 * WEEKS - 1)  # 2025-10-19
SEALED = LAST + datetime.timedelta(5)  # the fifth working day behind the term, a Friday
MONTHS = {"2025-09": (school.FIRST, datetime.date(2025, 9, 30)), "2025-10": (datetime.date(2025, 10, 1), LAST)}
NOMINATED = {"6b": "collective", "7a": "individual", "8b": "unit"}  # who is nominated by which class; the others decline
LATE = {"lapse_id": "muon", "ward": "8a", "on_date": school.FIRST, "kind": "fight"}


def week_id(number):
    year, week, _ = (school.FIRST + datetime.timedelta(7 * number)).isocalendar()
    return f"{year}-W{week:02}"


def days(number):
    return school.FIRST + datetime.timedelta(7 * number), school.FIRST + datetime.timedelta(7 * number + 6)


def nominations():
    subject = {"collective": lambda unit: f"{unit}-t1", "individual": lambda unit: f"hs-{unit}-10", "unit": lambda unit: unit}
    return [{"nomination_id": "1", "ward": unit, "phase": "phase-1", **(
        {"kind": "individual" if NOMINATED[unit] == "individual" else "collective", "subject": subject[NOMINATED[unit]](unit), "addressee": "district_chair",
         "achievement": "Dẫn đầu phong trào", "minutes_on": LAST + datetime.timedelta(1), "votes_for": 30, "votes_present": 35} if unit in NOMINATED
        else {"kind": "declined", "achievement": "Lớp chưa có thành tích nổi bật"})} for unit in school.CLASSES]


@pytest.fixture(scope="module")
def term(tmp_path_factory):
    """The daemon behind the term's papers, and all records that it was sent."""
    folder = tmp_path_factory.mktemp("school")
    package = shutil.copytree(school.PACKAGE, folder / "package")
    text = (package / "contest.ini").read_text()
    for old, new in (("until = 2026-01-11", f"until = {LAST}"), ("from = 2026-01-12", f"from = {LAST + datetime.timedelta(1)}")):
        assert old in text
        text = text.replace(old, new)
    (package / "contest.ini").write_text(text)
    weeks = school.term(WEEKS)
    daemon = listening(folder, clock=school.START, package=package)
    try:
        daemon.add(school.roster())
        for number in (0, 1):
            daemon.advance(f"{days(number)[1]}T20:00")
            daemon.add(weeks[number])
        daemon.advance(f"{days(1)[1] + datetime.timedelta(1)}T07:00")  # Monday, before the flag is raised
        daemon.add({"lapse": [LATE]})
        daemon.advance(f"{LAST}T20:00")
        daemon.add(school.together(weeks[2:]))
        for month in MONTHS:
            daemon.add(school.returns(month, LAST))
        daemon.advance(f"{SEALED}T06:00")
        assert daemon.json("seals") == []  # the last week is final since Monday
        daemon.advance(f"{SEALED}T07:00")
        daemon.add({"nomination": nominations()})
        rows = school.together(weeks)
        rows["lapse"].append(LATE)
        yield daemon, rows
    finally:
        code = daemon.stop()
    assert code == 0, daemon.logged()[-3000:]


def figures(daemon, period, criterion):
    return {row["subject"]: (row["num"], row["den"]) for row in daemon.results(period=period, criterion=criterion, stage="final") if row["level"] == "ward"}


def board(daemon, period):
    return {row["subject"]: row for row in daemon.json("board", "--period", period)["rows"] if row["level"] == "ward"}


def graded(scores, serious=None):
    """By points of a thousand: tốt from 900 without a serious lapse, khá from 800, đạt from 650."""
    def one(unit, num, den):
        share = num / den
        return "tot" if share >= .9 and not (serious and serious[unit]) else "kha" if share >= .8 else "dat" if share >= .65 else "chua_dat"
    return {unit: one(unit, *score) for unit, score in scores.items()}


@pytest.mark.parametrize("number", range(WEEKS))
def test_a_week_is_what_its_records_say(term, number):
    daemon, rows = term
    first, last = days(number)
    parts = {unit: school.parts(rows, unit, first, last) for unit in school.CLASSES}
    scores = {unit: school.of_week(rows, unit, first, last) for unit in school.CLASSES}
    period, lost = week_id(number), {unit: part["lost"] for unit, part in parts.items()}
    assert figures(daemon, period, "1") == {unit: (part["lost"], None) for unit, part in parts.items()}
    assert figures(daemon, period, "2") == {unit: part["lessons"] for unit, part in parts.items()}
    assert figures(daemon, period, "3") == {unit: part["present"] for unit, part in parts.items()}
    assert figures(daemon, period, "7") == scores
    found = board(daemon, period)
    assert {unit for unit, row in found.items() if row["cells"]["2"].get("grade")} == {unit for unit, part in parts.items() if Fraction(*part["lessons"]) >= Fraction(95, 100)}
    assert {unit: row["place"] for unit, row in found.items()} == school.places(scores, lost)
    assert {unit: row["conclusion"]["class"] for unit, row in found.items()} == graded(scores)
    verdicts = {row["subject"]: row["verdict"] for row in daemon.results(period=period, criterion="1", stage="final") if row["level"] == "ward"}
    assert verdicts == {unit: "met" if lost[unit] <= 10 else "missed" for unit in lost}
    assert {row["verdict"] for row in daemon.results(period=period, criterion="8", stage="final")} == {"not_applicable"}
    mean = sum(Fraction(*score) for score in scores.values()) / len(scores)  # the school's score is the classes' mean, whole tenths of a percent below
    assert daemon.result(period, "7", "thcs-tan-minh")["value"] == f"{int(mean * 1000) // 10},{int(mean * 1000) % 10}%".replace(",0%", "%")


def test_the_term_is_made_of_all_its_parts(term):
    daemon, rows = term
    spans = list(MONTHS.values())
    parts = {unit: school.parts(rows, unit, school.FIRST, LAST) for unit in school.CLASSES}
    scores = {unit: school.of_term(rows, unit, spans) for unit in school.CLASSES}
    assert figures(daemon, "phase-1", "4") == {unit: (part["serious"], None) for unit, part in parts.items()}
    assert figures(daemon, "phase-1", "5") == {unit: part["study"] for unit, part in parts.items()}
    assert figures(daemon, "phase-1", "6") == {unit: school.deeds(rows, unit, spans) for unit in school.CLASSES}
    assert figures(daemon, "phase-1", "8") == scores
    found = board(daemon, "phase-1")
    assert {unit: row["place"] for unit, row in found.items()} == school.places(scores, {unit: part["lost"] for unit, part in parts.items()})
    assert {unit: row["conclusion"]["class"] for unit, row in found.items()} == graded(scores, {unit: part["serious"] for unit, part in parts.items()})
    assert len({row["conclusion"]["class"] for row in found.values()}) > 1 and parts["8a"]["serious"] >= 1
    assert not [row for row in daemon.json("rules", "lint") if row["what"] == "still"]  # 5 and 8 are not judged in months
    assert figures(daemon, "2025-09", "7") == {unit: school.of_week(rows, unit, *MONTHS["2025-09"]) for unit in school.CLASSES}


def test_each_pupil_has_a_result_of_the_term(term):
    daemon, rows = term
    deeds, pupils = {}, {row["member_id"]: row["team"][:2] for row in school.roster()["member"]}
    for row in rows["good_deed"]:
        deeds[row["member_id"]] = deeds.get(row["member_id"], 0) + 1
    found = {row["subject"]: (row["num"], row["verdict"]) for row in daemon.results(period="phase-1", criterion="9", level="member")}
    assert found == {pupil: (deeds.get(pupil, 0), "met" if deeds.get(pupil) else "missed") for pupil in pupils}
    assert figures(daemon, "phase-1", "9") == {unit: (sum(1 for pupil in deeds if pupils[pupil] == unit), sum(1 for home in pupils.values() if home == unit)) for unit in school.CLASSES}
    assert not daemon.results(period="2025-09", level="member")
    # levels are called as the package calls them; the role's word is known everywhere
    assert {row["subject"] for row in daemon.results(period="phase-1", level="class")} == set(school.CLASSES) and daemon.results(level="class") == daemon.results(level="ward")
    assert "school, class, group, member" in daemon.refused("results", "--level", "pupil")
    best = next(row for row in daemon.json("nominations", "suggest", "--period", "phase-1", "--unit", "6a")["candidates"] if row["kind"] == "individual")
    assert best["keys"][1] == max(number for pupil, number in deeds.items() if pupils[pupil] == "6a") == found[best["subject"]][0] and f"{best['keys'][1]:02} việc tốt" in best["says"]


def words_of(daemon, draft):
    """What it says, in one line."""
    return " ".join(daemon.ctl("drafts", "read", draft).split())


def test_the_flag_goes_to_the_first_and_a_late_fact_moves_it_once_more(term):
    daemon, rows = term
    drafts = {draft["id"]: draft for draft in daemon.json("drafts") if draft["kind"] == "tb_tuan"}
    assert {draft["phase"] for draft in drafts.values()} == {week_id(number) for number in range(WEEKS)}
    first, second = drafts["2025-W37-tb_tuan-1"], drafts["2025-W37-tb_tuan-2"]
    assert (first["state"], second["state"]) == ("stale", "drafted")
    assert first["made_at"] < second["made_at"] and first["made_at"].startswith("2025-09-15T06:30")
    timely = {**rows, "lapse": [row for row in rows["lapse"] if row is not LATE]}
    for draft, sent in ((first, timely), (second, rows)):
        scores = {unit: school.of_week(sent, unit, *days(0)) for unit in school.CLASSES}
        places = school.places(scores, {unit: school.parts(sent, unit, *days(0))["lost"] for unit in school.CLASSES})
        said = daemon.ctl("drafts", "read", draft["id"])
        best = [unit.upper() for unit in school.CLASSES if places[unit] == 1]
        assert re.search(r"Cờ luân lưu tuần được trao cho lớp (.*) tại buổi chào cờ", " ".join(said.split()))[1] == ", lớp ".join(best)
        lines = [line.split(" | ") for line in said.splitlines() if re.match(r"\d+ \| \d[AB] \|", line)]
        assert [(int(line[0]), line[1].lower(), line[5]) for line in lines] == sorted(
            ((places[unit], unit, f"{num * 1000 // den // 10},{num * 1000 // den % 10}") for unit, (num, den) in scores.items()),
            key=lambda row: (row[0], school.CLASSES.index(row[1])))


def test_the_papers_of_the_term(term):
    daemon, rows = term
    drafts = [draft for draft in daemon.json("drafts") if draft["phase"] == "phase-1" and draft["state"] == "drafted"]
    assert all(draft["refusal"] is None for draft in drafts), drafts
    kinds = {draft["kind"]: draft["id"] for draft in drafts}
    assert set(kinds) == {"bc_hk", "nhac", "tk_to", "de_nghi", "qd"} and sum(draft["kind"] == "de_nghi" for draft in drafts) == len(NOMINATED)
    decision = words_of(daemon, kinds["qd"])
    # 0,1 and 0,05 of 2.340.000, up to the next ten thousand: 240.000 and 120.000
    for words in ("02 tập thể và 01 học sinh", "240.000 đồng một tập thể; 120.000 đồng một học sinh", "600.000 đồng (bằng chữ: Sáu trăm nghìn đồng)",
                  "Nghị định số 152/2025/NĐ-CP", "Thông tư số 22/2021/TT-BGDĐT", "HIỆU TRƯỞNG TRƯỜNG TRUNG HỌC CƠ SỞ TÂN MINH", "Lớp 8B", "Tổ 1"):
        assert words in decision, f"“{words}” is not in\n{decision}"
    assert "98/2023" not in decision
    report = words_of(daemon, kinds["bc_hk"])
    assert "02 tập thể, 01 học sinh" in report and "Điểm thi đua tuần" not in report
    suggested = daemon.json("nominations", "suggest", "--period", "phase-1", "--unit", "6a")
    deeds = {}
    for row in rows["good_deed"]:
        deeds[row["team"]] = deeds.get(row["team"], 0) + 1
    whole = next(row for row in suggested["candidates"] if row["subject"] == "6a")
    is_good = daemon.result("phase-1", "2", "6a").get("grade") == "good"
    assert whole["keys"][0] == (1 if is_good else -1) and whole["place"] == (1 if is_good else 1 + school.GROUPS) and ("lớp học tốt" in whole["says"]) == is_good
    best = next(row for row in suggested["candidates"] if row["kind"] == "collective" and row is not whole)
    assert deeds.get(best["subject"], 0) == max(deeds.get(school.group("6a", n), 0) for n in range(1, school.GROUPS + 1))


def sheets(daemon, kind, period):
    return {draft["subject"]: draft for draft in daemon.json("drafts", "--phase", period) if draft["kind"] == kind and draft["state"] == "drafted"}


@pytest.mark.parametrize("kind, period, months", [("phieu_to", "2025-09", ["2025-09"]), ("phieu_to", "2025-10", ["2025-10"]), ("tk_to", "phase-1", list(MONTHS))])
def test_each_group_has_a_sheet_of_its_own_of_a_month_and_of_the_term(term, kind, period, months):
    daemon, rows = term
    first, last = MONTHS.get(period, (school.FIRST, LAST))
    made = sheets(daemon, kind, period)
    assert sorted(made) == [school.group(unit, n) for unit in school.CLASSES for n in range(1, school.GROUPS + 1)]
    assert made["7b-t2"]["about"] == "Tổ 2" and all(draft["refusal"] is None for draft in made.values())
    for subject in ("6a-t1", "7b-t2", "9b-t4"):
        own = {name: sum(row["team"] == subject and first <= row["on_date"] <= last for row in rows[name]) for name in ("good_deed", "good_mark")}
        said, results = words_of(daemon, made[subject]["id"]), {month: daemon.result(month, "6", subject) for month in months}
        beside = daemon.result(period, "1", subject[:2])  # what the class reached
        for words in (f"Tổ {subject[-1]}, lớp {subject[:2].upper()}", f"2. Việc tốt: {own['good_deed']:02}", f"3. Hoa điểm tốt: {own['good_mark']:02}",
                      f"1 | Nề nếp | {beside['target']} | {beside['value']}"):
            assert words in said, f"“{words}” is not in\n{said}"
        assert said.count("Giúp bạn học bài") == own["good_deed"]
        for result in results.values():
            verdict = {"met": ", đạt", "missed": ", chưa đạt", "not_applicable": "không phát sinh"}[result["verdict"]]
            assert re.search(rf"Việc tốt của các tổ [|][^|]*({'[|][^|]*' if kind == 'phieu_to' else ''}){verdict}", said), (result, said)
        figures = daemon.json("drafts", "basis", made[subject]["id"])["figures"]
        assert {figure["result"].split("/")[0]: (figure["num"], figure["den"]) for figure in figures if figure["subject"] == subject} == {
            month: (result["num"], result["den"]) for month, result in results.items()}
        assert {figure["subject"] for figure in figures} == {subject, subject[:2]}


@pytest.fixture(scope="module")
def teacher(term):
    """Asks as an officer of 6A: (status, answer) of a path of the API; an act has its arguments apart."""
    daemon, _ = term
    daemon.add_person("co.an", "officer", "--unit", "6a")
    headers = {"Authorization": "Bearer " + daemon.json("tokens", "add", "co.an", "--role", "officer", "--unit", "6a", "--until", "2099-12-31", "--note", "test")["token"]}

    def ask(path, **act):
        try:
            with daemon.open(f"/api/{path}" + (f"?{urllib.parse.urlencode(act)}" if act else ""), headers=headers, data=b"" if act else None) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as refused:
            return refused.code, json.load(refused)
    return ask


def test_a_sheet_of_a_group_is_its_classs_to_read(term, teacher):
    daemon, _ = term
    assert {draft["subject"] for draft in teacher("drafts")[1] if draft["kind"] == "phieu_to"} == {school.group("6a", n) for n in range(1, school.GROUPS + 1)}
    own, other = (sheets(daemon, "phieu_to", "2025-10")[subject]["id"] for subject in ("6a-t1", "7b-t2"))
    assert teacher(f"drafts/read?id={own}")[0] == 200
    assert [teacher(f"drafts/{words}?id={other}")[0] for words in ("read", "show", "basis")] == [403] * 3
    with daemon.open(f"/draft?id={other}") as answer:
        assert "Tổ 2" in answer.read().decode()


def test_a_class_asks_for_a_paper_of_one_of_its_groups(term, teacher):
    daemon, rows = term
    duty = next(row["id"] for row in daemon.json("duties", "list") if (row["duty"], row["unit"]) == ("T02", "6a"))
    offered = next(one for one in teacher(f"duties/show?id={duty}")[1]["on_demand"] if one["kind"] == "xn_to")
    assert [one["id"] for one in offered["wards"]] == [school.group("6a", n) for n in range(1, school.GROUPS + 1)] and offered["each"]
    for unit, words in (({}, "--unit"), ({"unit": "7b-t2"}, "7b-t2")):
        status, refused = teacher("drafts/make", kind="xn_to", duty=duty, **unit)
        assert status >= 400 and words in str(refused), refused
    status, made = teacher("drafts/make", kind="xn_to", duty=duty, unit="6a-t2")
    assert (status, made["state"], made["subject"], made["about"], made["seal"]) == (200, "drafted", "6a-t2", "Tổ 2", None), made
    said = words_of(daemon, made["id"])
    assert f"1. Việc tốt: {sum(row['team'] == '6a-t2' for row in rows['good_deed']):02}" in said and "Tổ 2, lớp 6A" in said, said
    assert {"id": made["id"], "about": "Tổ 2"}.items() <= teacher(f"duties/show?id={duty}")[1]["papers"][0].items()


def test_an_outsider_computes_the_score_and_its_mean(term, tmp_path):
    daemon, _ = term
    draft = next(draft["id"] for draft in daemon.json("drafts") if draft["kind"] == "bc_hk" and draft["state"] == "drafted")
    daemon.ctl("drafts", "dossier", draft, "--out", tmp_path / "term.zip")
    said = outsider(tmp_path / "term.zip", daemon.json("keys", "show")["public"], tmp_path)
    assert f"đã tính lại {9 * (1 + len(school.CLASSES))} kết quả" in said and "LƯU Ý" not in said, said


@pytest.mark.parametrize("kind, period, words", [("phieu_to", "2025-10", "đã tính lại 10 kết quả"), ("tk_to", "phase-1", "LƯU Ý kết quả từng tháng của 7b-t2")])
def test_an_outsider_checks_the_sheet_of_a_group(term, tmp_path, kind, period, words):
    daemon, _ = term
    daemon.ctl("drafts", "dossier", sheets(daemon, kind, period)["7b-t2"]["id"], "--out", tmp_path / "group.zip")
    said = outsider(tmp_path / "group.zip", daemon.json("keys", "show")["public"], tmp_path)
    assert words in said and "dòng số liệu riêng" in said and "mọi thứ khớp" in said, said


def test_a_preview_names_each_paper_that_would_be_made_anew(term):
    daemon, _ = term
    bodies = (school.PACKAGE / "bodies.ini").read_text()
    assert bodies.count("sign_1 = GIÁO VIÊN CHỦ NHIỆM") == 1
    number = rules.propose(daemon, rules.put(daemon, "bodies.ini", bodies.replace("GIÁO VIÊN CHỦ NHIỆM", "GIÁO VIÊN CHỦ NHIỆM LỚP")))
    preview = daemon.json("rules", "preview", number)
    rows = {row["id"]: row for row in preview["drafts"]}
    assert rows["phase-1-de_nghi-7a-1"]["about"] == "7A"
    for kind, period in (("phieu_to", "2025-10"), ("tk_to", "phase-1")):
        for subject, draft in sheets(daemon, kind, period).items():
            row = rows[draft["id"]]
            assert (row["what"], row["subject"], row["about"]) == ("drafted", subject, f"Tổ {subject[-1]}"), row
    daemon.ctl("rules", "withdraw", number, "--reason", "chỉ xem thử")


@pytest.mark.parametrize("path, changes, words", [
    ("documents.ini", {"trigger = week\n": "trigger = week\neach = class\n", "trigger = notice\n": "trigger = notice\neach = group\n"},
     ("nhac.each: a paper of “notice” is about whom that says", "documents/tb_tuan.docx", "“wards_all” is missing")),
    ("documents/phieu_to.sql", {"team = :subject": "team IS NOT NULL"}, ("[phieu_to] is a paper of each unit, and this query does not use :subject",))])
def test_the_check_names_what_a_paper_of_each_group_lacks(tmp_path, path, changes, words):
    package = shutil.copytree(school.PACKAGE, tmp_path / "package", ignore=shutil.ignore_patterns("tests"))
    text = (package / path).read_text()
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    (package / path).write_text(text)
    said = subprocess.run([BUILD / "thiduactl", "--lang", "en", "contest", "check", package], capture_output=True, text=True, timeout=120)
    assert said.returncode == 1 and all(one in said.stdout for one in words), said.stdout


def test_a_certificate_is_tried_on_the_printed_form(term, tmp_path):
    daemon, _ = term
    draft = next(draft["id"] for draft in daemon.json("drafts") if draft["kind"] == "qd" and draft["state"] == "drafted")
    daemon.ctl("drafts", "certificates", draft, "--test", "--out", tmp_path / "giay-khen.pdf")
    said = subprocess.run(["pdftotext", "-layout", tmp_path / "giay-khen.pdf", "-"], capture_output=True, text=True, check=True).stdout
    for words in ("Tổ 1", "Lớp 6B, Trường Trung học cơ sở Tân Minh", "Đã có thành tích trong phong trào thi đua các lớp, học kỳ I năm học 2025–2026", "[…]/QĐ-THCSTM"):
        assert words in said, said


def test_replay_gives_the_same(term):
    daemon, _ = term
    for seal, results in (("2025-W37-1", 162), ("2025-W37-2", 162), ("phase-1-1", None)):
        answer = daemon.json("replay", seal)
        assert answer["replay"] == "identical" and results in (None, answer["compared"]), answer


def test_weeks_end_with_the_seal_of_their_term_and_go_on_when_it_is_opened(term):
    """The last one here: it changes what the others look at."""
    daemon, _ = term
    weeks = {week_id(number) for number in range(WEEKS)}
    every = [alert for alert in daemon.json("alerts") if alert["kind"] == "target" and alert["period"] in weeks]
    short = [re.search("còn thiếu (.*)[.]$", alert["text"])[1] for alert in every if alert["criterion"] == "7"]
    assert short and all(re.fullmatch(r"\d+(,\d)? điểm", said) for said in short) and any("," in said for said in short), short  # of tenths of a point
    assert {alert["period"] for alert in every} == weeks and not [alert for alert in every if alert["state"] in ("open", "acknowledged")]

    def late(number, name):
        daemon.add({"lapse": [{"lapse_id": name, "ward": "6a", "on_date": days(number)[0], "kind": "fight"}]})
        papers = [draft["id"] for draft in daemon.json("drafts") if draft["kind"] == "tb_tuan" and draft["phase"] == week_id(number)]
        return daemon.result(week_id(number), "1", "6a")["adjusted"], len(papers)

    before = len([draft for draft in daemon.json("drafts") if draft["kind"] == "tb_tuan" and draft["phase"] == week_id(4)])
    assert late(4, "sau-khi-chot") == (True, before)  # beside the seal; the paper stays
    daemon.ctl("seal", "reopen", "phase-1", "--reason", "sổ đầu bài ghi nhầm")
    ledger.change(daemon.state / "thidua.db", "seal_reopening", "UPDATE seal_reopening SET proposed_by = 'uid:7' WHERE id = ?", 1)
    daemon.ctl("seal", "approve", "phase-1")
    until(lambda: not [row for row in daemon.results(criterion="1", subject="6a", stage="final") if row["period"] in weeks and row["adjusted"]], what="weeks run anew")
    assert late(3, "sau-khi-mo-lai")[0] is False


def test_an_example_says_of_which_period_it_is(tmp_path):
    """What the function judges by days is tried on a week and on a month."""
    package = shutil.copytree(school.PACKAGE, tmp_path / "package")
    rule = package / "criteria" / "1.lua"
    text = rule.read_text()
    for old, new, words in (('kind = "week"', 'kind = "weak"', "week, month, quarter, phase, contest"), ("days = 7", "days = 8", "“met”"), ("days = 7", "days = 0", 'kind = "week", days = 7')):
        rule.write_text(text.replace(old, new))
        done = subprocess.run([BUILD / "thiduactl", "rules", "check", rule], capture_output=True, text=True, timeout=60)
        assert done.returncode == 1 and "criteria/1.lua:" in done.stdout + done.stderr and words in done.stdout + done.stderr, done.stdout + done.stderr
