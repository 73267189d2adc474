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
    return [(item["kind"], item.get("unit"), item["count"]) for item in items if item["kind"] != "alert"]


def test_each_role_sees_its_own(daemon):
    assert waits(daemon, "lan") == [("return_overdue", "cat-bi", 11), ("sent_back", "cat-bi", 1), ("return_due", "cat-bi", 11)]
    assert waits(daemon, "minh") == [("return_overdue", "nam-hai", 11), ("return_due", "nam-hai", 11)]
    assert waits(daemon, "hoa") == [("waiting", "nam-hai", 1)]
    assert waits(daemon, "son") == []


def page(daemon, name, root=""):
    answer = daemon.open(f"{root}/today", headers={"Cookie": daemon.sessions[name]})
    assert answer.headers["Cache-Control"] == "private, no-store"
    return answer.read().decode()


def test_the_page_says_it_in_sentences_with_the_reason_and_a_way_on(daemon):
    text = page(daemon, "lan")
    assert text.index("Báo cáo tháng quá hạn") < text.index("Số liệu bị trả lại") < text.index("Báo cáo tháng sắp đến hạn")
    assert "“thiếu ngày tiếp nhận”" in text and "/records/type?type=tip&amp;unit=cat-bi&amp;record-state=returned" in text
    assert "Nam Hải" not in text.split('class="todo', 1)[1].split("</main>")[0].split('class="so-far"')[0]
    assert "/review?unit=nam-hai&amp;type=tip" in page(daemon, "hoa", "/en") and "wait for you to confirm" in page(daemon, "hoa", "/en")
    assert "/draft?id=" not in page(daemon, "son")
