"""A person enters records by hand: the same checks and consequences as a file's, and what is asked of a person besides."""
import json
import os

import pytest

import steady
from daemon import Daemon

TIP = {"ward": "cat-bi", "tip_id": "900", "received_on": "5/11/2024", "channel": "Zalo", "verified": "đúng"}


@pytest.fixture(scope="module")
def daemon(tmp_path_factory):
    made = Daemon(tmp_path_factory.mktemp("entry"))
    try:
        made.add(steady.roster())
        made.advance("2024-12-07T09:00")
        made.add(steady.month("2024-11"))
        yield made
    finally:
        made.stop()


def words(**cells):
    return [f"{name}={value}" for name, value in cells.items()]


def enter(daemon, *options, **cells):
    return daemon.json("records", "enter", "tip", *words(**{"ward": "cat-bi", **cells}), *options)


def state(daemon, key):
    return daemon.json("history", "tip", key)[-1]["state"]


def test_it_is_an_import_with_a_form_for_a_file(daemon):
    """Understood as people write it; the answer, the list, the log and the history are an import's; what it owes is run."""
    daemon.ctl("evaluate", "2024-11")
    before = daemon.result("2024-11", "1.1", "cat-bi")
    tried = enter(daemon, "--dry-run", **TIP)
    assert (tried["added"], tried["written"], tried["dry_run"]) == (1, False, True)
    done = enter(daemon, **TIP)
    assert (done["added"], done["written"], [run["period"] for run in done["reruns"]]) == (1, True, ["2024-11"])
    assert [(moved["criterion"], moved["from"]["den"] + 1 == moved["to"]["den"]) for moved in done["moved"]
            if moved["subject"] == "cat-bi"] == [("1.1", True)]
    assert daemon.result("2024-11", "1.1", "cat-bi")["den"] == before["den"] + 1
    listed = daemon.json("import", "list")[0]
    assert (listed["sequence"], listed["action"], listed["file_names"], listed["types"]) == (done["sequence"], "records enter", "form", "tip")
    version, = daemon.json("history", "tip", "cat-bi/900")
    assert (version["file"], version["row"], version["state"]) == ("form", 1, "confirmed")
    assert enter(daemon, **TIP)["unchanged"] == 1  # sent twice: nothing happens twice
    undone = daemon.json("import", "undo", done["sequence"], "--reason", "nhập thử")
    assert undone["corrected"] == 1 and state(daemon, "cat-bi/900") == "withdrawn"
    assert daemon.result("2024-11", "1.1", "cat-bi")["den"] == before["den"]


@pytest.mark.parametrize("cells, column, said", [
    ({"tip_id": "901"}, "received_on", "để trống; ghi giá trị"),
    ({"tip_id": "901", "received_on": "5/13/2024"}, "received_on", "không có tháng 13"),
    ({"tip_id": "901", "channel": "zallo"}, "channel", "có phải là “zalo”"),
    ({"tip_id": "901", "chanel": "zalo"}, "chanel", "có phải là “channel”"),
    ({"tip_id": "tin-2024-11-CAT-BI-1"}, "tip_id", "tin-2024-11-cat-bi-1"),
])
def test_a_mistake_stands_at_its_cell(daemon, cells, column, said):
    said_all = daemon.refused("records", "enter", "tip", *words(ward="cat-bi", **cells))
    assert [text for text in said_all.splitlines() if text.startswith("form:") and column in text.split(said)[0] and said in text], said_all


def test_a_draft_may_be_unfinished_and_is_finished(daemon):
    assert enter(daemon, "--draft", tip_id="910")["added"] == 1
    assert state(daemon, "cat-bi/910") == "draft"
    assert "để trống" in daemon.refused("records", "enter", "tip", *words(ward="cat-bi", tip_id="910"))
    done = enter(daemon, tip_id="910", received_on="2024-11-06", channel="phone", verified="yes")
    assert done["corrected"] == 1 and state(daemon, "cat-bi/910") == "confirmed"
    assert len(daemon.json("history", "tip", "cat-bi/910")) == 2


def test_what_is_kept_and_not_sent_is_no_damage(daemon, tmp_path):
    """It is written without a row of the log: the store is whole with it, and can be backed up."""
    month, cells = ("--unit", "cat-bi", "--period", "2024-11"), words(**{**TIP, "tip_id": "915"})
    for step in (("records", "keep", "tip", *cells, *month), ("records", "enter", "tip", *cells, *month)):
        daemon.ctl(*step)
        daemon.ctl("audit", "verify")
        daemon.ctl("backup", tmp_path / f"{step[1]}.db")


def test_a_confirmed_record_is_corrected_with_a_reason(daemon):
    enter(daemon, **{**TIP, "tip_id": "920"})
    assert "lý do" in daemon.refused("records", "enter", "tip", *words(ward="cat-bi", tip_id="920", channel="phone"))
    done = enter(daemon, "--reason", "ghi nhầm kênh", tip_id="920", channel="phone")
    assert [field["field"] for field in done["records"][0]["fields"]] == ["channel"]
    assert daemon.json("history", "tip", "cat-bi/920")[-1]["reason"] == "ghi nhầm kênh"
    back = enter(daemon, "--reason", "đúng là Zalo", tip_id="920", channel="zalo")  # what it said before is meant again
    assert back["corrected"] == 1


def test_who_saves_names_the_version_that_was_seen(daemon):
    """Two people on one record: the second is shown both texts, and nothing is lost."""
    seen = enter(daemon, "--seen", 0, **{**TIP, "tip_id": "930"})["sequence"]
    assert "đã có bản ghi “cat-bi/930”" in daemon.refused("records", "enter", "tip", "--seen", 0,
                                                         *words(**{**TIP, "tip_id": "930", "channel": "phone"}))
    enter(daemon, "--seen", seen, "--reason", "người thứ nhất", tip_id="930", channel="phone")
    said = daemon.refused("records", "enter", "tip", "--seen", seen, "--reason", "người thứ hai",
                          *words(ward="cat-bi", tip_id="930", channel="force", verified="yes"))
    assert "đang lưu “điện thoại”, đang ghi “qua lực lượng”" in said and "verified" not in said
    latest = daemon.json("history", "tip", "cat-bi/930")[-1]["sequence"]
    enter(daemon, "--seen", latest, "--reason", "người thứ hai", tip_id="930", channel="force")
    assert len(daemon.json("history", "tip", "cat-bi/930")) == 3


def test_rows_come_as_json_too(daemon):
    rows = [{"ward": "nam-hai", "patrol_id": f"r{number}", "member_id": "nam-hai-1-1", "on_date": "2024-11-20"} for number in (1, 2)]
    rows = [{name: value for name, value in row.items() if name != "ward"} for row in rows]
    done = daemon.json("records", "enter", "patrol", json.dumps(rows))
    assert done["added"] == 2
    assert "dòng 2 có các ô khác dòng đầu" in daemon.refused("records", "enter", "patrol", json.dumps([rows[0], {"patrol_id": "r3"}]))


def wait_in(daemon, *numbers, **cells):
    """Tips that wait for a reviewer."""
    for number in numbers:
        enter(daemon, **{**TIP, "tip_id": number, "state": "waiting", **cells})


def test_what_waits_is_returned_mended_and_confirmed(daemon):
    """One transaction for all that are named; what counts follows at once; history and log say by which act."""
    wait_in(daemon, "940", "941")
    den = daemon.result("2024-11", "1.1", "cat-bi")["den"]
    assert "cat-bi/nobody" in daemon.refused("records", "confirm", "tip", "cat-bi/940", "cat-bi/nobody")
    assert state(daemon, "cat-bi/940") == "waiting"
    assert "--reason" in daemon.refused("records", "return", "tip", "cat-bi/940")
    returned = daemon.json("records", "return", "tip", "cat-bi/940", "--reason", "chưa rõ tổ nào nhận")
    assert (returned["corrected"], returned["moved"]) == (1, [])
    last = daemon.json("history", "tip", "cat-bi/940")[-1]
    assert (last["state"], last["state_reason"], last["action"], last["file"]) == ("returned", "chưa rõ tổ nào nhận", "records return", "form")
    enter(daemon, "--seen", returned["sequence"], tip_id="940", team="cat-bi-1", state="waiting")
    done = daemon.json("records", "confirm", "tip", "cat-bi/940", "cat-bi/941", "cat-bi/940")
    assert (done["read"], done["corrected"]) == (2, 2)
    assert daemon.result("2024-11", "1.1", "cat-bi")["den"] == den + 2
    assert daemon.json("records", "confirm", "tip", "cat-bi/941")["unchanged"] == 1
    assert daemon.json("import", "list")[0]["action"] == "records confirm"
    gone = daemon.json("records", "withdraw", "tip", "cat-bi/940", "cat-bi/941", "--reason", "ghi hai lần")
    assert gone["corrected"] == 2 and daemon.result("2024-11", "1.1", "cat-bi")["den"] == den
    daemon.ctl("import", "undo", gone["sequence"], "--reason", "không phải hai lần")
    assert daemon.result("2024-11", "1.1", "cat-bi")["den"] == den + 2


def test_an_unfinished_draft_is_not_confirmed(daemon):
    enter(daemon, "--draft", tip_id="950")
    said = daemon.refused("records", "confirm", "tip", "cat-bi/950")
    assert "tip cat-bi/950: channel: ô bắt buộc" in said


def test_what_was_looked_at_is_what_is_confirmed(daemon):
    """A record that changed since the reviewer's page was made is not confirmed by its old text."""
    wait_in(daemon, "960")
    looked = daemon.json("status")["sequence"]
    enter(daemon, tip_id="960", channel="force", state="waiting")
    assert "đã sửa sau khi mở ra" in daemon.refused("records", "confirm", "tip", "cat-bi/960", "--seen", looked)
    daemon.ctl("records", "confirm", "tip", "cat-bi/960", "--seen", daemon.json("status")["sequence"])
    assert state(daemon, "cat-bi/960") == "confirmed"


def test_a_receipt_proves_what_was_sent(daemon):
    done = enter(daemon, **{**TIP, "tip_id": "970"})
    kept = daemon.json("receipt", done["receipt"].lower())
    assert (kept["receipt"], kept["sequence"], kept["actor"], kept["added"]) == (done["receipt"], done["sequence"], f"uid:{os.getuid()}", 1)
    assert [record["key"] for record in kept["records"]] == ["cat-bi/970"]
    number, check = done["receipt"].split("-")
    wrong = f"{number}-{'0' if check[0] != '0' else '1'}{check[1:]}"
    assert "không có biên nhận" in daemon.refused("receipt", wrong)
    assert "không phải là mã biên nhận" in daemon.refused("receipt", "abc")
    enter(daemon, "--reason", "sửa kênh", tip_id="970", channel="phone")  # what was sent then stays what was sent
    assert daemon.json("receipt", done["receipt"])["records"][0]["fields"][-2]["to"] == "yes"


def form(daemon, record_type, *words_, unit="cat-bi"):
    return daemon.json("records", "form", record_type, "--unit", unit, "--period", "2024-11", *words_)


def field(form_, name):
    return next(field_ for field_ in form_["fields"] if field_["name"] == name)


def test_a_form_follows_from_the_declaration(daemon):
    """Lists of the unit's own, limits of the period, what is given; a stored record as people write it, and the version that was seen."""
    new = form(daemon, "incident")
    assert [new["seen"], new["key"], [field_["name"] for field_ in new["fields"]][:2]] == [0, None, ["ward", "incident_id"]]
    assert field(new, "ward")["fixed"] == "Cát Bi (cat-bi)" and field(new, "team")["words"] == ["Tổ bảo vệ an ninh, trật tự tổ dân phố số 1 (cat-bi-1)"]
    assert (field(new, "occurred_at")["from"], field(new, "occurred_at")["until"]) == ("2024-11-01", "2024-11-30 23:59:59")
    assert (field(new, "presence")["kind"], field(new, "presence")["words"]) == ("choice", ["cần có mặt", "không cần"])
    assert [field(new, "presence")["required"], field(new, "note")["required"], field(new, "note")["kind"]] == [True, False, "lines"]
    stored = form(daemon, "incident", "--key", "cat-bi/vu-2024-11-cat-bi")
    assert (stored["state"], stored["counts"], stored["seen"] > 0) == ("confirmed", True, True)
    assert field(stored, "occurred_at")["value"] == "10/11/2024 08:00" and field(stored, "incident_id")["fixed"] == "vu-2024-11-cat-bi"
    same = [f"{field_['name']}={field_['value']}" for field_ in stored["fields"]]  # what a form holds is what is stored
    assert daemon.json("records", "enter", "incident", *same, "--seen", stored["seen"])["unchanged"] == 1
    assert "không có bản ghi" in daemon.refused("records", "form", "tip", "--unit", "cat-bi", "--key", "cat-bi/none")


@pytest.mark.parametrize("known, next_", [([], "1"), (["7"], "8"), (["9", "10"], "11"), (["v-009"], "v-010"), (["a2024", "b-1", "b-3"], "b-4"),
                                          (["x"], "")])
def test_the_next_id_is_suggested(daemon, known, next_):
    """One more than the greatest that is written like the newest one; nothing where ids have no number."""
    ward = {"": "dang-hai", "1": "trang-cat", "8": "nam-hai", "11": "dang-lam", "v-010": "thanh-to", "b-4": "dong-hai-1"}[next_]
    for number in known:
        daemon.ctl("records", "enter", "funding", *words(ward=ward, funding_id=number, on_date="2024-11-20", source="Doanh nghiệp", kind="money", amount="5000000"))
    assert field(form(daemon, "funding", unit=ward), "funding_id")["value"] == next_


def test_what_is_unusual_is_said_of_what_waits(daemon):
    """After the return was due, the same as another but for its id, a number that the unit never had: each at its record."""
    for area, provided in (("Khu 2", 90), ("Khu 3", 95)):
        daemon.ctl("records", "enter", "population", *words(ward="cat-bi", population_id=area, area=area, as_of="2024-11-20", residents="100", provided=provided))
    daemon.ctl("records", "enter", "population", *words(ward="cat-bi", population_id="q", area="Khu 4", as_of="2024-11-20", residents="9000", provided="95", state="waiting"))
    wait_in(daemon, "980", "981", received_on="2024-12-06")
    waiting = {(group["unit"], group["type"]): group for group in daemon.json("records", "waiting", "--unit", "cat-bi")}
    unusual = {record["key"]: [said["vi"] for said in record["unusual"]] for group in waiting.values() for record in group["records"]}
    twin = next(record for record in waiting["cat-bi", "tip"]["records"] if record["key"] == "cat-bi/980")["unusual"][0]
    assert twin["key"] == "cat-bi/981"  # where the page's link leads
    assert unusual["cat-bi/980"] == ["giống hệt bản ghi cat-bi/981, chỉ khác mã"]  # December's return is not due yet
    assert any("9000 ngoài mức thường gặp" in said for said in unusual["cat-bi/q"])
    assert any("sau hạn báo cáo của tháng 11/2024" in said for said in unusual["cat-bi/q"])
    order = [group["oldest_at"] for group in daemon.json("records", "waiting")]
    assert order == sorted(order)


def test_a_month_says_how_far_it_is(daemon):
    """Counts by state, the return of each type that one asks for, days left; a return that waits is no return yet."""
    month = daemon.json("records", "month", "--unit", "cat-bi", "--period", "2024-12")
    assert (month["period_title"], month["due_on"], month["days_left"]) == ("tháng 12/2024", "2025-01-05", 29)
    types = {row["type"]: row for row in month["types"]}
    assert types["accident"]["monthly_return"]["status"] == "awaited" and types["funding"]["monthly_return"] is None
    nil = words(ward="cat-bi", period="2024-12", record_type="accident", nil_return="yes", submitted_on="2024-12-07")
    daemon.ctl("records", "enter", "submission", *nil, "state=waiting")
    accident = {row["type"]: row for row in daemon.json("records", "month", "--unit", "cat-bi", "--period", "2024-12")["types"]}["accident"]
    assert (accident["return_state"], accident["monthly_return"]["status"]) == ("waiting", "awaited")
    daemon.ctl("records", "confirm", "submission", "cat-bi/2024-12/accident")
    accident = {row["type"]: row for row in daemon.json("records", "month", "--unit", "cat-bi", "--period", "2024-12")["types"]}["accident"]
    assert (accident["return_state"], accident["monthly_return"]["status"]) == ("confirmed", "nil")
