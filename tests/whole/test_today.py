"""What waits for a person today: each role sees its own, of its own units, what is late or was returned first."""
import json

import pytest

import steady
from phase import listening


@pytest.fixture(scope="module")
def daemon(tmp_path_factory):
    made = listening(tmp_path_factory.mktemp("today"), clock="2024-12-03T09:00")
    made.add({**steady.roster(), "tip": steady.tips("cat-bi", "2024-11", 1, 3)})
    made.advance("2024-12-10T09:00")
    made.ctl("records", "return", "tip", "cat-bi/tin-2024-11-cat-bi-1", "--reason", "thiếu ngày tiếp nhận")
    made.add_text("tip", "tip_id,ward,received_on,channel,verified,state\nmoi-1,nam-hai,2024-12-02,zalo,yes,waiting\n")
    for name, role, *unit in (("lan", "officer", "--unit", "cat-bi"), ("minh", "officer", "--unit", "nam-hai"), ("hoa", "reviewer"), ("son", "leader")):
        made.add_person(name, role, *unit)
    made.sessions = {name: made.sign_in(name) for name in ("lan", "minh", "hoa", "son")}
    yield made
    assert made.stop() == 0


def waits(daemon, name):
    items = json.load(daemon.open("/api/today", headers={"Cookie": daemon.sessions[name]}))["items"]
    return [(item["kind"], item.get("unit"), item["count"]) for item in items if item["kind"] not in ("alert", "duty")]  # duties: test_duty.py


def test_each_role_sees_its_own(daemon):
    assert waits(daemon, "lan") == [("return_overdue", "cat-bi", 11), ("sent_back", "cat-bi", 1), ("return_due", "cat-bi", 11)]
    assert waits(daemon, "minh") == [("return_overdue", "nam-hai", 11), ("return_due", "nam-hai", 11)]
    assert waits(daemon, "hoa") == [("waiting", "nam-hai", 1)]
    assert waits(daemon, "son") == []


def page(daemon, name, root=""):
    answer = daemon.open(f"{root}/", headers={"Cookie": daemon.sessions[name]})
    assert answer.headers["Cache-Control"] == "private, no-store"
    return answer.read().decode()


def test_the_page_says_it_in_sentences_with_the_reason_and_a_way_on(daemon):
    text = page(daemon, "lan")
    assert text.index("of-return_overdue") < text.index("of-sent_back") < text.index("of-return_due")
    assert "“thiếu ngày tiếp nhận”" in text and "/records/type?type=tip&amp;unit=cat-bi&amp;record-state=returned" in text
    assert "Nam Hải" not in text.split('class="todo', 1)[1].split("</section>")[0]
    assert "/review?unit=nam-hai&amp;type=tip" in page(daemon, "hoa", "/en") and "wait for you to confirm" in page(daemon, "hoa", "/en")
    assert "/draft?id=" not in page(daemon, "son")


def deadlines(daemon, name):
    return [(entry["on"], entry["kind"], entry["period"]) for entry in json.load(daemon.open("/api/today", headers={"Cookie": daemon.sessions[name]}))["deadlines"]]


def test_the_days_to_come_are_peoples_deadlines(daemon):
    """From 10 December on, within 30 days: what the daemon does by itself is none of them."""
    found = deadlines(daemon, "lan")
    assert ("2025-01-05", "return", "2024-12") in found and {kind for _, kind, _ in found} <= {"return", "late", "nomination"}
    assert found == sorted(found) and all("2024-12-10" <= on <= "2025-01-09" for on, _, _ in found)
    text = page(daemon, "lan")
    assert text.count('class="asked"') == len({on for on, _, _ in found}) and "05/01/2025" in text


def test_what_changed_since_the_log_in_before(daemon):
    """The first log-in has none before it; the second says what came between, the third nothing any more."""
    daemon.add_person("thu", "leader")
    daemon.sessions["thu"] = daemon.sign_in("thu")
    answer = json.load(daemon.open("/api/today", headers={"Cookie": daemon.sessions["thu"]}))
    assert (answer["since"], answer["changes"]) == (None, []) and "lần đăng nhập trước" not in page(daemon, "thu")
    daemon.advance("2025-01-08T18:00")
    daemon.sessions["thu"] = daemon.sign_in("thu")
    answer = json.load(daemon.open("/api/today", headers={"Cookie": daemon.sessions["thu"]}))
    kinds = {change["kind"]: change for change in answer["changes"]}
    assert answer["since"].startswith("2024-12-10T09:00") and kinds["results"]["last"] == "2024-12" and kinds["alerts_opened"]["count"] > 0
    assert "Thay đổi từ lần đăng nhập trước" in page(daemon, "thu") and "/board?period=2024-12" in page(daemon, "thu")
    daemon.sessions["thu"] = daemon.sign_in("thu")
    assert json.load(daemon.open("/api/today", headers={"Cookie": daemon.sessions["thu"]}))["changes"] == []


def test_where_pages_stood_before(daemon):
    for old, new in (("/today", "/"), ("/en/today", "/en/"), ("/?period=2024-11&stage=final", "/board?period=2024-11&stage=final"),
                     ("/why?subject=cat-bi&criterion=1.1&period=2024-11", "/result?id=2024-11/1.1/cat-bi")):
        answer = daemon.open(old, headers={"Cookie": daemon.sessions["hoa"]})
        assert (answer.status, answer.headers["Location"]) == (303, new), old
