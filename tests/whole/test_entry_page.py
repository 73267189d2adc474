"""The pages of an officer by HTTP, without a browser and so without JavaScript: the list of a type's records."""
import html
import re
import urllib.error
import urllib.parse

import pytest

import steady
from daemon import Daemon
from phase import listening

PEOPLE = [("lan", "officer", "--unit", "cat-bi"), ("minh", "reviewer")]


@pytest.fixture(scope="module")
def daemon(tmp_path_factory):
    made = listening(tmp_path_factory.mktemp("entry"))
    try:
        made.advance("2024-12-04T09:00")
        made.add(steady.roster())
        made.add({"tip": steady.tips("cat-bi", "2024-11", 9, 10) + steady.tips("nam-hai", "2024-11", 60, 60)})
        for name, role, *unit in PEOPLE:
            made.add_person(name, role, *unit)
        yield made
    finally:
        made.stop()


class Desk:
    """A person's page: looks, and sends its forms."""

    def __init__(self, daemon, name):
        self.daemon, self.cookie = daemon, {"Cookie": daemon.sign_in(name)}

    def ask(self, path, data=None):
        try:
            with self.daemon.open(path, headers=dict(self.cookie), data=data) as answer:
                return answer.status, answer.headers.get("Location"), answer.read().decode()
        except urllib.error.HTTPError as refusal:
            return refusal.code, None, refusal.read().decode()

    def look(self, path, status=200):
        said, _, text = self.ask(path)
        assert said == status, text
        return text


@pytest.fixture(scope="module")
def lan(daemon):
    return Desk(daemon, "lan")


@pytest.fixture(scope="module")
def minh(daemon):
    return Desk(daemon, "minh")


def keys(text):
    return re.findall(r'<th scope="row"><a href="[^"]*">([^<]*)</a>', text)


def link(text, words):
    return html.unescape(re.search(r'<a [^>]*href="([^"]*)"[^>]*>' + words, text)[1])


def test_a_list_is_searched_filtered_and_paged(daemon, minh):
    first = minh.look("/records/type?type=tip&unit=&period=2024-11&record-state=&find=")  # as a form sends what is left empty
    assert len(keys(first)) == 50 and "cat-bi/tin-2024-11-cat-bi-0" in keys(first)
    second = minh.look(link(first, "Trang sau"))
    assert len(keys(second)) == 20 and not set(keys(first)) & set(keys(second))
    assert keys(minh.look(link(second, "Trang đầu"))) == keys(first)
    assert set(keys(minh.look("/records/type?type=tip&find=ZALO"))) == {"cat-bi/tin-2024-11-cat-bi-9"}
    assert "Không có bản ghi nào như vậy" in minh.look("/records/type?type=tip&record-state=withdrawn")
    assert "05/11/2024" in first and "qua lực lượng" in first and "Nam Hải" in second  # as people write it


def test_people_stand_by_given_name(daemon, minh):
    shown = re.findall(r">((?:Trần Văn|Phạm Thị|Lê Văn) \w+)<", minh.look("/records/type?type=member&unit=cat-bi&sort=full_name"))
    assert shown == ["Trần Văn Bình", "Phạm Thị Hoa", "Lê Văn Sáng"]


def test_a_draft_is_in_the_list_and_is_opened_by_its_key_alone(daemon, lan):
    daemon.ctl("records", "enter", "tip", "ward=cat-bi", "tip_id=nháp 1", "--draft")
    text = lan.look("/records/type?type=tip&unit=cat-bi&period=2024-11&record-state=draft")
    assert keys(text) == ["cat-bi/nháp 1"]  # though it says no day yet
    form = lan.look(link(text, "cat-bi/nháp 1"))
    assert 'value="nháp 1"' in form and "Nháp" in form
    old = lan.look("/records/entry?type=tip&key=cat-bi%2Ftin-2024-11-cat-bi-3")  # of the month that it is of
    assert "tháng 11/2024" in old and "từ tệp <code>tip.csv</code>" in old


def test_another_unit_s_records_are_not_there(daemon, lan):
    assert {key.split("/")[0] for key in keys(lan.look("/records/type?type=tip"))} == {"cat-bi"}
    lan.look("/records/type?type=tip&unit=nam-hai", status=403)
    lan.look("/records/entry?type=tip&key=nam-hai%2Ftin-2024-11-nam-hai-1", status=403)
