"""The life of what was imported: tried first, listed, taken back, imported again, brought back; an old file; good rows alone."""
import json

import pytest

import base
import ledger
import steady
from daemon import cells


def tips(*rows):
    return "tip_id,ward,received_on,channel,verified\n" + "".join(f"{tip},cat-bi,2024-11-{day:02},{channel},yes\n" for tip, day, channel in rows)


OWN = tips(*[(f"t{number}", 5 + number, "force" if number < 3 else "phone") for number in range(4)])
WRONG = tips(("t3", 8, "force"), ("t9", 9, "force"), ("t8", 9, "zalo"))


def play_to_december(daemon):
    """The final run of November is made: Cát Bi has 3 of 4 tips through the force."""
    daemon.add(steady.roster())
    daemon.advance("2024-12-03T09:00")
    daemon.add({**steady.without(steady.month("2024-11"), "tip", ward="cat-bi"), "tip": steady.tips("dang-hai", "2024-11", 9, 10)})
    daemon.add_text("tip", OWN)
    daemon.advance("2024-12-07T09:00")
    return daemon


@pytest.fixture
def december(make):
    return make(play=play_to_december)


def try_file(daemon, text, *words):
    path = daemon.folder / "wrong.csv"
    path.write_text(text)
    return daemon.json("import", "tip", path, *words)


def try_bad_file(daemon, text, *words):
    """A file with errors in it, tried: what the answer says and what people read."""
    path = daemon.folder / "wrong.csv"
    path.write_text(text)
    return (json.loads(daemon.ctl("--json", "import", "tip", path, "--dry-run", *words, status=1)),
            daemon.ctl("import", "tip", path, "--dry-run", *words, status=1))


def state_of(daemon):
    return daemon.json("results"), daemon.json("alerts"), base.query(daemon, "SELECT * FROM audit")


def test_a_wrong_file_is_tried_listed_taken_back_and_imported_again(december):
    before = state_of(december)
    tried = try_file(december, WRONG, "--dry-run")
    assert state_of(december) == before  # a trial leaves nothing
    assert (tried["added"], tried["corrected"], tried["written"], tried["sequence"]) == (2, 1, False, None)
    assert tried["units"] == [{"type": "tip", "type_title": "Nguồn tin", "unit": "cat-bi", "unit_name": "Cát Bi", "added": 2,
                               "corrected": 1, "unchanged": 0, "outdated": 0}]
    corrected = tried["records"][0]
    assert (corrected["key"], corrected["what"], tried["record_count"]) == ("cat-bi/t3", "corrected", 3)
    assert corrected["fields"] == [{"field": "channel", "title": "Kênh tiếp nhận", "from": "phone", "to": "force",
                                    "from_title": "điện thoại", "to_title": "qua lực lượng"}]
    assert tried["reruns"] == [{"period": "2024-11", "title": "tháng 11/2024", "phase": "phase-1", "sealed": False}]

    done = try_file(december, WRONG)
    assert [done[key] for key in ("units", "records", "reruns")] == [tried[key] for key in ("units", "records", "reruns")]
    moved, = [one for one in done["moved"] if one["subject"] == "cat-bi"]
    assert (moved["criterion"], moved["from"]["verdict"], moved["to"]["verdict"], moved["subject_name"]) == ("1.1", "missed", "met", "Cát Bi")
    assert [(one["what"], one["subject"]) for one in done["alerts"]] == [("resolved", "cat-bi")]
    number, after = done["sequence"], december.json("results")

    listed = december.json("import", "list", "--last", 1)[0]
    assert (listed["sequence"], listed["undone"], listed["types"], listed["files"][0]["rows"]) == (number, None, "tip", 3)
    shown = december.json("import", "show", number)
    assert shown["records"] == [*done["records"][:1], *sorted(done["records"][1:], key=lambda record: record["key"])]
    said = december.run("import", "show", number)
    assert "điện thoại → qua lực lượng" in said.stdout and f"thiduactl import undo {number} --dry-run" in said.stderr

    assert "reason" in december.run("import", "undo", number).stderr
    trial = december.json("import", "undo", number, "--dry-run", "--reason", "tệp của phường khác")
    undone = december.json("import", "undo", number, "--reason", "tệp của phường khác")
    assert trial["records"] == undone["records"] and trial["reruns"] == undone["reruns"] == tried["reruns"]
    assert cells(december.json("results")) == cells(before[0])
    assert [alert["text"] for alert in december.json("alerts")] == [alert["text"] for alert in before[1]]
    assert december.json("import", "list")[1]["undone"] == undone["sequence"]
    assert december.json("import", "undo", number, "--reason", "lần nữa")["written"] is False
    versions = december.json("history", "tip", "cat-bi/t9")
    assert [(one["action"], one["state"], one["reason"]) for one in versions][1:] == [("import undo", "withdrawn", "tệp của phường khác")]

    again = try_file(december, WRONG)
    assert (again["corrected"], again["outdated"]) == (3, 0)
    assert cells(december.json("results")) == cells(after)
    assert len(december.json("history", "tip", "cat-bi/t9")) == 3
    december.ctl("audit", "verify")
    assert ledger.differing(december.state / "thidua.db") == []


def test_after_the_seal_an_import_and_its_undoing_stand_beside_it(daemon):
    """A withdrawal, a correction and a late record of a sealed month, taken back and given again: the seal stays as it was."""
    def figures(daemon):
        return {result: cell[:-1] for result, cell in cells(daemon.json("results")).items()}  # of a run beside the seal, or of the sealed one

    steady.play_phase_1(daemon)
    text = ("tip_id,ward,received_on,channel,verified,state,state_reason\n"
            "tin-2024-11-cat-bi-0,cat-bi,2024-11-05,force,yes,withdrawn,tin trùng\n"
            "tin-2024-11-cat-bi-1,cat-bi,2024-11-05,phone,yes,,\nmuon-1,cat-bi,2024-11-06,zalo,yes,,\n")
    seal, before = daemon.json("seals"), figures(daemon)
    done = try_file(daemon, text)
    after = figures(daemon)
    assert {run["period"]: run["sealed"] for run in done["reruns"]} == {"2024-11": True, "phase-1": True} and after != before
    assert {(one["period"], one["sealed"]) for one in done["moved"] if one["subject"] == "cat-bi"} == {("2024-11", True), ("phase-1", True)}
    tried = daemon.json("import", "undo", done["sequence"], "--reason", "nhầm tệp", "--dry-run")
    undone = daemon.json("import", "undo", done["sequence"], "--reason", "nhầm tệp")
    assert tried["reruns"] == undone["reruns"] == done["reruns"] and undone["corrected"] == 3
    assert figures(daemon) == before and daemon.json("seals") == seal
    assert (again := try_file(daemon, text))["corrected"] == 3 and again["outdated"] == 0
    assert figures(daemon) == after and daemon.json("seals") == seal
    assert [version["state"] for version in daemon.json("history", "tip", "cat-bi/tin-2024-11-cat-bi-0")] == ["confirmed", "withdrawn"] * 2
    assert [version["state"] for version in daemon.json("history", "tip", "cat-bi/muon-1")] == ["confirmed", "withdrawn", "confirmed"]
    assert daemon.json("replay", seal[0]["id"])["replay"] == "identical"
    daemon.ctl("audit", "verify")


def test_what_an_import_says_can_be_sent_on(december):
    """Late data of a month that was run: what moved and which alerts, in words."""
    (december.folder / "late.csv").write_text(tips(("t5", 10, "force")))
    said = december.ctl("import", "tip", december.folder / "late.csv")
    for line in ("Theo đơn vị:\n  Cát Bi, Nguồn tin: 1 mới\n", "Thêm mới:\n  Nguồn tin cat-bi/t5\n", "Đã tính lại: tháng 11/2024\n",
                 "chỉ tiêu 1.1 của phường Cát Bi, tháng 11/2024: 3/4, chưa đạt → 4/5, đạt\n", "đã giải quyết: Phường Cát Bi, tháng 11/2024: chỉ tiêu 1.1"):
        assert line in said
    (december.folder / "late.csv").write_text("accident_id,ward,on_date,level\ng1,cat-bi,2024-11-20,serious\n")
    said = december.ctl("import", "accident", december.folder / "late.csv")
    assert "chỉ tiêu 6.2 của phường Cát Bi, tháng 11/2024: 0, đạt → 1, chưa đạt\n" in said and "  mở: Phường Cát Bi, tháng 11/2024: chỉ tiêu 6.2" in said


def test_an_old_file_undoes_nothing_and_a_record_comes_back_on_its_own(december):
    first = december.json("history", "tip", "cat-bi/t3")[0]["sequence"]
    try_file(december, WRONG)
    done = december.add_text("tip", OWN, "--json")
    said = json.loads(done.stdout)
    assert (said["corrected"], said["outdated"], said["unchanged"], said["written"]) == (0, 1, 3, False)
    assert "bản cũ" in said["problems"][0]["vi"] and said["problems"][0]["level"] == "warning"
    tried = december.json("records", "restore", "tip", "cat-bi/t3", "--at", first, "--reason", "đúng như lúc đầu", "--dry-run")
    assert tried["corrected"] == 1 and len(december.json("history", "tip", "cat-bi/t3")) == 2
    december.ctl("records", "restore", "tip", "cat-bi/t3", "--at", first, "--reason", "đúng như lúc đầu")
    version = december.json("history", "tip", "cat-bi/t3")[-1]
    assert (version["action"], version["reason"], version["file"].split("/")[-1]) == ("records restore", "đúng như lúc đầu", "tip.csv")
    assert "không có bản ghi “cat-bi/t77”" in december.refused("history", "tip", "cat-bi/t77")
    assert "import list" in december.refused("import", "undo", "1", "--reason", "x")
    december.ctl("audit", "verify")


def test_later_work_keeps_an_import_from_being_undone(december):
    number = try_file(december, WRONG)["sequence"]
    later = try_file(december, tips(("t9", 10, "phone")))["sequence"]
    assert f"import undo {later}" in december.refused("import", "undo", number, "--reason", "nhầm")
    done = december.json("import", "undo", number, "--reason", "nhầm", "--others")
    assert (done["corrected"], done["left_out"]) == (2, 1)
    assert [one["state"] for one in december.json("history", "tip", "cat-bi/t9")] == ["confirmed", "confirmed"]


def test_good_rows_alone_when_asked_for(december):
    text = tips(("u1", 8, "force"), ("u2", 9, "radio"))
    assert "radio" in december.add_text("tip", text, status=1).stderr
    tried, shown = try_bad_file(december, text)  # the errors, and what the rest would do
    assert (tried["added"], tried["written"], tried["good_rows"]["added"], tried["good_rows"]["left_out"]) == (0, False, 1, 1)
    assert [problem["level"] for problem in tried["problems"]] == ["error"] and "radio" in tried["problems"][0]["vi"]
    assert [record["key"] for record in tried["good_rows"]["records"]] == ["cat-bi/u1"] and tried["good_rows"]["reruns"][0]["period"] == "2024-11"
    assert "Nếu chỉ nhận các dòng đúng (--good-rows): thêm mới 1, đính chính 0, không đổi 0, bản cũ bỏ qua 0, có lỗi bỏ lại 1" in shown
    assert "Sẽ tính lại: tháng 11/2024" in shown and "thêm --good-rows" in shown and december.json("history", "tip", "cat-bi/t3")[1:] == []
    assert try_file(december, OWN, "--dry-run")["good_rows"] is None
    done = try_file(december, text, "--good-rows")
    assert (done["added"], done["left_out"], done["written"]) == (1, 1, True)
    assert [(row["key"], row["row"]) for row in done["left_rows"]] == [("cat-bi/u2", 3)] and "radio" in done["problems"][0]["vi"]
    shown = december.json("import", "show", done["sequence"])
    assert shown["left_out"] == 1 and "radio" in shown["said"][0]["vi"]
