"""Record types of a running contest change by proposal: what is said of each change before, what the activation then does, and that all of
before stays as it was: the seal, its replay, old records and their history, old forms."""
import csv
import re

import openpyxl
import pytest

import phase
import steady
from base import intact
from daemon import PACKAGE, Daemon
from rules import by_another, hold, propose, put

RECORDS = (PACKAGE / "records.ini").read_text()
RULE = (PACKAGE / "criteria" / "1.1.lua").read_text()
NEW_TYPE = """
[tip_reward]
title = Thưởng nóng người báo tin
key = ward, reward_id
touches_on = on_date
[tip_reward.fields]
reward_id = text 40 | Mã lần thưởng
ward = unit ward | Phường
on_date = date | Ngày thưởng
amount = number 0..10000000 | Số tiền (đồng)
"""
ROUTE = "cat-bi-1-1/tt-1"  # a record with a value in the field that will be retired
REWARDED = re.sub(r"    where = .*\n", "", (PACKAGE / "criteria" / "6.2.lua").read_text()).replace('of    = "accident"', 'of    = "tip_reward"')
CHANGES = [  # one of each kind: what stands in records.ini, what shall stand there
    ("category? = text 100 | Lĩnh vực", "category? = text 60 | Lĩnh vực của tin\nbook_no? = text 20 | Số sổ trực ban\nchecked_at? = datetime | Lúc kiểm tra"),
    ("zalo: Zalo, vneid", "zalo: Zalo, app: ứng dụng, vneid"),
    ("title = Nguồn tin\n", "title = Nguồn tin về an ninh, trật tự\n"),
    ("title = Lượt tuần tra của thành viên\n", "title = Lượt tuần tra của thành viên\nretired_fields = route\n"),
    ("note? = text 1000 | Ghi chú", "note? = text 2000 | Ghi chú"),
    ("[tip.warning.1]\n", "[tip.refusal.1]\nwhen = r.received_on >= unixepoch('2025-02-10') / 86400 AND r.book_no IS NULL\ncolumn = book_no\n"
     "vi = từ 10/02/2025 phải ghi số sổ\nen = from 10/02/2025 on the book's number is required\n[tip.warning.1]\n"),
    ("station: tại trụ sở Công an,", "station: ở trụ sở,"),
]

TOLD = [  # of each: type, field, what, from, to, how many stored records it touches
    ("tip", None, "title", "Nguồn tin", "Nguồn tin về an ninh, trật tự", 0),
    ("tip", "channel", "title", "tại trụ sở Công an", "ở trụ sở", 0),
    ("tip", "channel", "choice_added", None, "app", 0),
    ("tip", "category", "title", "Lĩnh vực", "Lĩnh vực của tin", 0),
    ("tip", "category", "stricter", "text 100", "text 60", 0),
    ("tip", "book_no", "added", None, "text 20", 249),
    ("tip", "checked_at", "added", None, "datetime", 249),
    ("tip", "book_no", "condition", None, "từ 10/02/2025 phải ghi số sổ", 0),
    ("incident", "note", "wider", "text 1000", "text 2000", 0),
    ("patrol", "route", "retired", None, None, 1),
    ("tip_reward", None, "added", None, "Thưởng nóng người báo tin", 0),
]


def records(*changes):
    text = RECORDS
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    daemon = Daemon(tmp_path_factory.mktemp("change"), play=phase.play)
    daemon.add({"tip": steady.tips("cat-bi", "2025-02", 9, 10), "patrol": [{"patrol_id": "tt-1", "member_id": "cat-bi-1-1", "on_date": "2025-02-06", "route": "Lê Hồng Phong"}],
                "absence": [{"member_id": "cat-bi-1-1", "valid_from": f"2025-03-0{day}", "valid_until": "2025-03-20", "reason": "leave"} for day in (1, 5)],
                "model": [{"model_id": "mh-cat-bi", "ward": "cat-bi", "name": "Camera an ninh", "started_on": "2024-09-01", "recognised_on": "2024-11-10",
                           "recognised_by": "district_police", "ended_on": "2025-06-30"}],
                "budget_line": [{"line_id": "1", "phase": "phase-1", "kind": "estimate", "item": "Khen thưởng", "amount": 1000000, "unit": "quan-hai-an"}]},
               "--reason", "bổ sung")
    daemon.ctl("evaluate", "2025-02", "--stage", "provisional")
    yield daemon
    assert daemon.stop() == 0


def csv_of(daemon, name, rows):
    path = daemon.folder / name
    with open(path, "w", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


BROKEN = [  # what stands in records.ini, what shall stand there, where and what is said
    ("category? = text 100 | Lĩnh vực", "category = text 100 | Lĩnh vực\nbook_no = text 20 | Số sổ", "tip.fields.book_no",
     "trường mới không thể bắt buộc vì 249 bản ghi đã lưu chưa có giá trị (đầu tiên: cat-bi/tin-2024-11-cat-bi-0, "),
    (None, None, "tip.fields.category", "249 bản ghi đã lưu không theo giới hạn mới (optional → required)"),
    ("zalo: Zalo, vneid", "vneid", "tip.fields.channel", "đang dùng lựa chọn “zalo”"),
    ("residents = number 0..10000000", "residents = number 0..99", "population.fields.residents", "number 0..10000000 → number 0..99"),
    ("name = text 200 | Tên mô hình", "name = text 5 | Tên mô hình", "model.fields.name", "8 bản ghi đã lưu không theo giới hạn mới (text 200 → text 5), đầu tiên: cat-bi/mh-cat-bi, "),
    ("key = ward, model_id\n", "key = ward, model_id\nunique = name\n", "model", "8 bản ghi đã lưu không theo giới hạn mới (unique =  → unique = name)"),
    ("touches_until = valid_until\noverlap = warn\n[absence.fields]", "touches_until = valid_until\noverlap = refuse\n[absence.fields]", "absence",
     "2 bản ghi đã lưu không theo giới hạn mới (overlap = warn → overlap = refuse), đầu tiên: cat-bi-1-1/2025-03-01, cat-bi-1-1/2025-03-05;"),
    ("ended_on? = date planned", "ended_on? = date", "model.fields.ended_on", "1 bản ghi đã lưu không theo giới hạn mới (date planned → date), đầu tiên: cat-bi/mh-cat-bi;"),
    ("unit? = unit | Đơn vị lập", "unit? = unit ward | Đơn vị lập", "budget_line.fields.unit", "1 bản ghi đã lưu không theo giới hạn mới (unit → unit ward), đầu tiên: 1;"),
]


def test_what_is_stored_may_refuse_a_limit(running):
    """All of them at once: with the place, how many records break it, the first of them, and the remedy."""
    told = running.refused("rules", "propose", "--reason", "thử", put(running, "records.ini", records(*((old, new) for old, new, *_ in BROKEN if old))))
    for _, _, place, said in BROKEN:
        assert any(f"{place}: " in line and said in line and "refusal.N" in line for line in told.splitlines()), (place, told)
    assert f"có {len(BROKEN)} lỗi" in told


def test_each_kind_of_change(running):
    """Previewed and then activated: the preview is what the activation did, and all of before is as it was."""
    daemon = running
    daemon.ctl("forms", "export", "tip", "--unit", "cat-bi", "--period", "2025-02", "--out", daemon.folder / "cũ.xlsx")
    history, sealed = daemon.json("history", "patrol", ROUTE), daemon.json("explain", "phase-1/1.1/cat-bi/final")
    rule = RULE.replace('num   = "channel = \'force\'"', 'num   = "channel = \'force\' AND book_no IS NOT NULL AND checked_at IS NOT NULL"')
    paths = (put(daemon, "records.ini", records(*CHANGES) + NEW_TYPE), put(daemon, "1.1.lua", rule), put(daemon, "6.2.lua", REWARDED))

    def told(preview):
        assert [(row["type"], row["field"], row["what"], row["from"], row["to"], row["records"]) for row in preview["record_types"]] == TOLD

    assert hold(daemon, *paths, look=told) == 2  # nothing counts in 1.1 of the one ward that has tips, and of the district
    assert daemon.result("2025-02", "1.1", "cat-bi", "provisional")["num"] == 0
    said = daemon.json("results", "difference", "2025-02/1.1/cat-bi/provisional")  # a rule that reads a field which came with it
    assert (said["num"], [(part["cause"], part["num"]) for part in said["parts"]]) == (-9, [("rule", -9)]), said
    assert daemon.json("replay", "phase-1-1")["replay"] == "identical" and daemon.json("explain", "phase-1/1.1/cat-bi/final") == sealed
    assert daemon.json("history", "patrol", ROUTE) == history
    first = daemon.json("rules", "history")[0]["short"]
    assert [(row["type"], row["what"]) for row in daemon.json("rules", "diff", first)["record_types"]][-1] == ("tip_reward", "removed")
    assert any(line.split()[:4] == ["incident", "note", "chặt", "hơn"] for line in daemon.ctl("rules", "diff", first).splitlines())
    intact(daemon)


def test_what_comes_afterwards(running):
    """The new field is imported, entered, counted, undone; what is retired takes nothing new and loses nothing."""
    daemon = running
    tips = [{"tip_id": f"mới-{n}", "ward": "cat-bi", "received_on": "2025-02-07", "channel": "force", "verified": "yes", "book_no": "12/2025",
             "checked_at": "2025-02-07T08:00"} for n in (1, 2)]
    daemon.add({"tip": [{**tips[0], "channel": "app"}], "tip_reward": [{"reward_id": "1", "ward": "cat-bi", "on_date": "2025-02-08", "amount": 500000}]})
    daemon.ctl("records", "enter", "tip", *(f"{name}={value}" for name, value in tips[1].items()))
    assert {field["field"]: field["to"] for field in daemon.json("history", "tip", "cat-bi/mới-1")[0]["fields"]}["book_no"] == "12/2025"
    daemon.ctl("evaluate", "2025-02", "--stage", "provisional")
    assert [daemon.result("2025-02", criterion, "cat-bi", "provisional")["num"] for criterion in ("1.1", "6.2")] == [1, 1]
    # an old record is corrected by a file that knows nothing of the new column, and that is taken back
    daemon.add({"tip": [{**{name: value for name, value in tips[1].items() if name not in ("book_no", "checked_at")}, "channel": "zalo"}]}, "--reason", "nhầm kênh")
    assert [field["field"] for field in daemon.json("history", "tip", "cat-bi/mới-2")[-1]["fields"]] == ["channel"]
    daemon.ctl("import", "undo", daemon.json("import", "list")[0]["sequence"], "--reason", "ghi lại")
    # what is retired
    route = {"patrol_id": "tt-1", "member_id": "cat-bi-1-1", "on_date": "2025-02-06"}
    assert "đã ngừng dùng" in daemon.run("import", "patrol", csv_of(daemon, "patrol.csv", [{**route, "patrol_id": "tt-2", "route": "Đằng Hải"}])).stderr
    assert "đã ngừng dùng" in daemon.run("import", "patrol", csv_of(daemon, "patrol.csv", [{**route, "route": "Đằng Hải"}])).stderr
    daemon.ctl("import", "patrol", csv_of(daemon, "patrol.csv", [{**route, "route": "Lê Hồng Phong"}]))
    daemon.ctl("import", "patrol", csv_of(daemon, "patrol.csv", [{**route, "on_date": "2025-02-07", "route": ""}]), "--reason", "nhầm ngày")
    assert [field["field"] for field in daemon.json("history", "patrol", ROUTE)[-1]["fields"]] == ["on_date"]
    assert "route" not in daemon.ctl("records", "template", "patrol")
    intact(daemon)


def test_forms_of_before_and_of_now(running):
    """A workbook that went out before the change comes back with the titles of its day; a new one has the new column and not the retired one."""
    daemon = running
    old, new = daemon.folder / "cũ.xlsx", daemon.folder / "mới.xlsx"
    sheet = openpyxl.load_workbook(old)
    page = sheet.worksheets[0]
    head = [cell.value for cell in page[4]]
    assert "Lĩnh vực" in head and "Số sổ trực ban" not in head
    row = next(line for line in page.iter_rows(min_row=5) if line[head.index("Mã nguồn tin")].value == "tin-2025-02-cat-bi-0")
    row[head.index("Kênh tiếp nhận")].value, row[head.index("Lĩnh vực")].value = "tại trụ sở Công an", "ma túy"
    sheet.save(old)
    done = daemon.ctl("import", "tip", old, "--reason", "sửa theo sổ")
    assert "Số sổ trực ban" in done  # said to be lacking
    assert {field["field"]: field["to"] for field in daemon.json("history", "tip", "cat-bi/tin-2025-02-cat-bi-0")[-1]["fields"]} == {"channel": "station", "category": "ma túy"}
    daemon.ctl("forms", "export", "tip", "--unit", "cat-bi", "--period", "2025-02", "--out", new)
    page = openpyxl.load_workbook(new).worksheets[0]
    head = [cell.value for cell in page[4]]
    assert {"Lĩnh vực của tin", "Số sổ trực ban", "Lúc kiểm tra"} < set(head)
    line = {"tip_id": "mới-3", "ward": "cat-bi", "received_on": "2025-02-10", "channel": "force", "verified": "yes"}
    refused = daemon.run("import", "tip", csv_of(daemon, "tip.csv", [line]))
    assert refused.returncode == 1 and "từ 10/02/2025 phải ghi số sổ" in refused.stderr
    daemon.ctl("import", "tip", csv_of(daemon, "tip.csv", [{**line, "received_on": "2025-02-09"}]))
    daemon.ctl("forms", "export", "patrol", "--unit", "cat-bi", "--period", "2025-02", "--out", new, "--force")
    assert "Tuyến" not in [cell.value for cell in openpyxl.load_workbook(new).worksheets[0][4]]


def test_rules_go_back_and_fields_do_not(running):
    """An earlier version put back keeps the record types in force, for records rest on them."""
    daemon = running
    first = daemon.json("rules", "history")[0]["package"]
    kept = daemon.json("rules", "restore", first[:12], "--reason", "tính như trước")
    assert [row["path"] for row in kept["changed"]] == ["criteria/1.1.lua", "criteria/6.2.lua"] and kept["record_types"] == []
    assert any("records.ini" in str(problem) and "retired_fields = book_no" in problem["vi"] for problem in kept["problems"]), kept["problems"]
    by_another(daemon, kept["proposal"])
    daemon.ctl("rules", "activate", kept["proposal"])
    assert daemon.result("2025-02", "1.1", "cat-bi", "provisional")["num"] > 0
    assert daemon.json("replay", "phase-1-1")["replay"] == "identical"
    intact(daemon)


def test_a_criterion_begins_in_the_middle(running):
    """From its day on it counts and owes returns; of a period that was over before nobody owes or misses anything (test_evaluate_returns)."""
    daemon = running

    def owed(month):
        return [row["expected"] for row in daemon.json("returns", "--period", month, "--unit", "cat-bi")][0]

    before = owed("2025-02")
    rule = REWARDED.replace('target  = "6.2.most"', 'target  = "8.1.most"').replace('reports = { "accident" }', 'from    = "2025-02-10",\n  reports = { "tip_reward" }')
    targets = (PACKAGE / "targets.ini").read_text() + "\n[8.1.most 2024-11-01]\ntitle = Số lần thưởng nóng, nhiều nhất\ntype = number\nvalue = 0\nreference = Thông báo số 12\n"
    number = propose(daemon, put(daemon, "8.1.lua", rule), put(daemon, "targets.ini", targets))
    preview = daemon.json("rules", "preview", number)
    new = {(row["period"], row["to"]["verdict"]) for row in preview["changes"] if row["criterion"] == "8.1"}
    assert new == {(period, "not_applicable") for period in ("2024-11", "2024-12", "2025-01", "phase-1")} | {("2025-02", "met")}  # not the reward of 08/02
    assert not any(row["criterion"] == "8.1" for row in preview["alerts"])
    assert daemon.json("rules", "activate", number)["changes"] == [row for row in preview["changes"] if not row["sealed"]]
    assert (owed("2025-01"), owed("2025-02")) == (before, before + 1)
    assert daemon.json("replay", "phase-1-1")["replay"] == "identical"
    intact(daemon)


def test_a_criterion_ends_in_the_middle(running):
    """The same one, from a form's cell: until its last day it counts and owes returns; later periods nobody misses or owes, what is sealed stands."""
    daemon = running

    def owed(month):
        return [row["expected"] for row in daemon.json("returns", "--period", month, "--unit", "cat-bi")][0]

    before = {month: owed(month) for month in ("2025-02", "2025-03")}
    words = ("--change", "criterion=8.1", "--change", "last_day=28/02/2025")
    for day, says in (("31/11/2025", "không phải là ngày"), ("01/01/2026", "ngoài thời gian"), ("09/02/2025", "trước ngày đầu")):
        assert says in daemon.refused("rules", "preview", "--change", "criterion=8.1", "--change", f"last_day={day}"), day
    preview = daemon.json("rules", "preview", *words)
    assert not [row for row in preview["changes"] if row["criterion"] == "8.1" and not row["sealed"]]  # February is whole
    number = daemon.json("rules", "propose", *words, "--reason", "thôi")["proposal"]
    by_another(daemon, number)
    daemon.ctl("rules", "activate", number)
    assert 'last    = "2025-02-28"' in daemon.json("rules", "text", "criteria/8.1.lua")["text"]
    assert {month: owed(month) for month in before} == before | {"2025-03": before["2025-03"] - 1}
    assert {row["verdict"] for row in daemon.results(period="2025-02", criterion="8.1", stage="provisional")} == {"met"}
    assert daemon.json("replay", "phase-1-1")["replay"] == "identical"
    intact(daemon)


def test_a_whole_type_is_retired(running):
    """From its day on no form offers it and nothing new is taken; a late record is, what is there is corrected and read; who still counts it or waits for it is named."""
    daemon = running
    now = daemon.json("rules", "text", "records.ini")["text"]

    def retired(*types):
        text = now
        for name, title, day in types:
            assert f"[{name}]\ntitle = {title}\n" in text, name
            text = text.replace(f"[{name}]\ntitle = {title}\n", f"[{name}]\ntitle = {title}\nretired_from = {day}\n", 1)
        return put(daemon, "records.ini", text)

    told = daemon.refused("rules", "preview", retired(("tip_reward", "Thưởng nóng người báo tin", "2025-02-20"), ("model", "Mô hình", "2025-03-01"), ("obstacle", "Khó khăn, vướng mắc", "2025-03-01")))
    for place, said in (("criteria/8.1.lua", "“tip_reward”"), ("criteria/2.1.lua", "“model”"), ("duties.ini", "“obstacle”")):
        assert any(line.startswith(place) and said in line and "ngừng dùng" in line for line in told.splitlines()), told
    assert "hệ thống cần loại “unit”" in daemon.refused("rules", "preview", retired(("unit", "Đơn vị", "2025-03-01")))
    number = daemon.json("rules", "propose", retired(("tip_reward", "Thưởng nóng người báo tin", "2025-03-01")), "--reason", "thôi thưởng nóng")["proposal"]
    by_another(daemon, number)
    assert [(row["type"], row["what"], row["to"]) for row in daemon.json("rules", "preview", number)["record_types"]] == [("tip_reward", "retired", "2025-03-01")]
    daemon.ctl("rules", "activate", number)
    assert {row["type"]: row["retired_from"] for row in daemon.json("records", "list") if row["retired_from"]} == {"tip_reward": "2025-03-01"}
    daemon.advance("2025-03-04T09:00")
    late = {"reward_id": "2", "ward": "cat-bi", "on_date": "2025-02-20", "amount": 300000}
    daemon.ctl("import", "tip_reward", csv_of(daemon, "thuong.csv", [late]), "--reason", "bổ sung")
    daemon.ctl("import", "tip_reward", csv_of(daemon, "thuong.csv", [{**late, "amount": 400000}]), "--reason", "sửa")
    told = daemon.refused("import", "tip_reward", csv_of(daemon, "thuong.csv", [{**late, "reward_id": "3", "on_date": "2025-03-02"}]))
    assert "on_date" in told and "đã ngừng dùng từ 01/03/2025" in told and "2025-03-01" not in told
    found = daemon.json("records", "find", "tip_reward")
    id, amount = ([column["name"] for column in found["columns"]].index(name) for name in ("reward_id", "amount"))
    assert found["retired_from"] == "2025-03-01"
    assert [row[amount] for row in found["rows"] if row[id] in ("2", "3")] == [400000]
    form = daemon.folder / "thuong.xlsx"
    assert "ngừng dùng" in daemon.refused("forms", "export", "tip_reward", "--unit", "cat-bi", "--period", "2025-03", "--out", form)
    daemon.ctl("forms", "export", "tip_reward", "--unit", "cat-bi", "--period", "2025-02", "--out", form)
    assert "ngừng dùng" in daemon.refused("records", "template", "tip_reward", "--out", daemon.folder / "t.csv")
    offered = {month: "tip_reward" in [row["type"] for row in daemon.json("records", "month", "--unit", "cat-bi", "--period", month)["types"]] for month in ("2025-02", "2025-03")}
    assert offered == {"2025-02": True, "2025-03": False}
    assert daemon.json("replay", "phase-1-1")["replay"] == "identical"
    intact(daemon)
