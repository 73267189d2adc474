"""The pages, over HTTP, on the sample contest's first phase: every link leads somewhere, every page says what its JSON twin
says, nothing in them is a script, a style of its own or an empty hole."""
import collections
import html
import html.parser
import json
import os
import re
import urllib.error
import urllib.parse

import pytest

import steady
from daemon import SOURCE
from phase import PHASE, listening, phase_1

VIETNAMESE_FIGURE = re.compile(r"\d,\d{1,2}(?!\d)|\d %|\b\d{1,3}\.\d{3}\b")  # 82,8 and 80 % and 19.350
VOID = {"meta", "link", "use", "circle", "path", "rect", "polyline", "br", "hr", "img", "input"}


class Page(html.parser.HTMLParser):
    """A page read strictly: tags close in order; texts, links, ids and attributes are kept."""

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.links, self.ids, self.words, self.cells = [], [], [], [], [], {}
        self.languages, self.english = [], []  # of what is open; what is said in English, attributes too
        self.feed(text)
        self.close()
        assert self.open == [], self.open

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        assert len(values) == len(attributes), (tag, attributes)
        self.tags.append((tag, values))
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "a":
            self.links.append(values["href"])
        language = values.get("lang", self.languages[-1] if self.languages else None)
        if language == "en":
            self.english += [values[name] for name in ("title", "aria-label", "placeholder", "alt") if values.get(name)]
        if tag not in VOID:
            self.open.append(tag)
            self.languages.append(language)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.open.pop()
            self.languages.pop()

    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag, (tag, self.getpos())
        self.languages.pop()

    def handle_data(self, data):
        if data.strip():
            self.words.append(data.strip())
            if self.languages[-1] == "en":
                self.english.append(data.strip())


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """site(path) = (status, headers, text), of phase 1 to its seal (phase.py)."""
    with phase_1(tmp_path_factory.mktemp("page")) as daemon:
        def get(path):
            try:
                with daemon.open(path) as answer:
                    return answer.status, answer.headers, answer.read().decode()
            except urllib.error.HTTPError as refused:
                return refused.code, refused.headers, refused.read().decode()

        get.daemon = daemon
        yield get


def page(site, path):
    status, headers, text = site(path)
    assert status == 200, (path, text[-400:])
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    return Page(text)


ALIKE = 10 ** 6 if os.environ.get("THIDUA_LONG") else 6  # of addresses that differ in the values of their parameters alone


def shape(address):
    """What pages of one kind have in common: the path (with its language) and the names of what is asked."""
    parts = urllib.parse.urlsplit(address)
    return parts.path, tuple(sorted(name for name, _ in urllib.parse.parse_qsl(parts.query)))


def crawl(site, start):
    """What can be reached by links, some of each shape, {path: Page}; files are looked at too."""
    seen, met, todo = {}, collections.Counter(), [start]
    while todo:
        path = todo.pop(0)
        if path in seen or path.startswith("#") or met[shape(path)] == ALIKE:
            continue
        met[shape(path)] += 1
        if path.startswith("/api/"):
            is_file = path.startswith(("/api/drafts/export", "/api/drafts/preview", "/api/templates/export")) or "format=" in path
            status, _, _ = site(path) if not is_file else (200, None, None)
            assert status == 200, path
            seen[path] = None
            continue
        seen[path] = page(site, path)
        todo += seen[path].links
    return seen


def test_every_link_leads_to_a_sound_page(site):
    pages = {path: found for path, found in crawl(site, "/").items() if found}
    assert {urllib.parse.urlsplit(path).path.removeprefix("/en") or "/" for path in pages} >= {
        "/", "/board", "/live", "/why", "/search", "/unit", "/result", "/alerts", "/alert", "/drafts", "/draft", "/seals", "/seal", "/schedule"}
    for path, found in pages.items():
        names = [name for name, _ in found.tags]
        assert names.count("h1") == 1 and names.count("main") == 1 and "style" not in names, path
        scripts = [values for name, values in found.tags if name == "script"]
        assert all(re.fullmatch(r"/(keys|table)\.[0-9a-f]{16}\.js", values["src"]) for values in scripts), path
        assert len(found.ids) == len(set(found.ids)), path
        for tag, values in found.tags:
            assert not any(name == "style" or name.startswith("on") for name in values), (path, tag, values)
            assert "javascript:" not in values.get("href", ""), path
            if tag == "use":
                assert values["href"].removeprefix("#") in found.ids, (path, values)
            if values.get("aria-labelledby"):
                assert values["aria-labelledby"] in found.ids, (path, values)
        written = path.removeprefix("/en").startswith(("/rules/criterion", "/rules/file"))  # a rule's own text, with its holes
        assert written or not re.search(r"\b(null|nil|None|undefined)\b|\{\{|\{%", " ".join(found.words)), path
        language = found.tags[[name for name, _ in found.tags].index("html")][1]["lang"]
        assert language == ("en" if path.startswith("/en/") else "vi")
        figures = [words for words in found.english if VIETNAMESE_FIGURE.search(words)]
        assert not figures, (path, figures)
    assert any("88.8%" in words for found in pages.values() for words in found.english)  # so that there was one to be found


def test_policy(site):
    _, headers, _ = site("/")
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "script-src 'self';" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_the_board_says_what_its_twin_says(site):
    board = site.daemon.json("board", "--period", "2024-11", "--stage", "final")
    found = page(site, "/board?period=2024-11&stage=final")
    assert any(link == "/api/board?period=2024-11&stage=final" for link in found.links)
    titles = [values["title"] for tag, values in found.tags if tag == "a" and "title" in values]
    words = {"met": "đạt", "missed": "chưa đạt", "not_applicable": "không phát sinh", "in_progress": "đang thực hiện",
             "not_reported": "chưa có số liệu"}
    expected = [f"{criterion['id']} · {row['name']}: {words[row['cells'][criterion['id']]['verdict']]}"
                for row in board["rows"] for criterion in board["criteria"]]
    assert titles == expected
    assert "1.1 · Cát Bi: chưa đạt" in titles


def test_long_pages_have_ways_past_their_sections(site):
    for path, least in (("/result?id=2024-11/1.1/cat-bi/final", 3), ("/en/unit?subject=cat-bi&period=2024-11", 1)):
        found = page(site, path)
        ways = [values["href"][1:] for tag, values in found.tags if tag == "a" and values.get("class") == "skip" and values["href"].endswith("-heading")]
        assert len(ways) >= least and set(ways) <= set(found.ids), path


def test_from_the_board_to_the_rows(site):
    """A leader's way: the red cell, why, and the very rows."""
    board = page(site, "/board?period=2024-11&stage=final")
    link = next(values["href"] for tag, values in board.tags if values.get("title") == "1.1 · Cát Bi: chưa đạt")
    result = page(site, link)
    explain = site.daemon.json("explain", "2024-11/1.1/cat-bi/final")
    assert explain["says"] in result.words
    for row in explain["evidence"]["rows"]:
        assert row[0] in result.words
    assert "Cát Bi" in result.words and "80 %" in result.words
    # a choice is read by its title; the twin keeps the word, for programs
    assert {row[4] for row in explain["evidence"]["rows"]} == {"station"} and "tại trụ sở Công an" in result.words
    assert "station" not in result.words


def test_the_first_page_says_what_needs_a_look(site):
    found = page(site, "/board?period=2024-11&stage=final")
    says = site.daemon.json("explain", "2024-11/1.1/cat-bi/final")["says"]
    before_the_board = found.words[:found.words.index("Kết quả của từng đơn vị theo từng chỉ tiêu")]
    assert says in before_the_board and "1.1" in before_the_board
    assert found.links.count("/result?id=2024-11/1.1/cat-bi/final") == 2  # there and in the board


def test_rows_that_do_not_count_are_set_apart(site):
    """Those that speak against a result come first."""
    text = site("/result?id=2024-11/1.1/cat-bi/final")[2]
    assert text.index('id="group-not_counted"') < text.index("tin-2024-11-cat-bi-0") and 'id="group-counted"' not in text
    other = site("/result?id=2024-11/1.1/dang-lam/final")[2]
    assert other.index('id="group-not_counted"') < other.index("tin-2024-11-dang-lam-9") < other.index('id="group-counted"')
    for criterion, word in (("6.1", "cat-bi-1-1"), ("7.1", "vt-2024-11-cat-bi")):
        text = site(f"/result?id=2024-11/{criterion}/cat-bi/final")[2]
        assert text.index('id="group-counted"') < text.index(word) and 'id="group-not_counted"' not in text


def test_a_ward_has_its_teams_and_a_team_its_members(site):
    ward = site.daemon.json("unit", "cat-bi", "--period", "2024-11")
    assert ward["level"] == "ward" and ward["level_name"] == "phường" and ward["day"] == "2024-11-30"
    assert [team["id"] for team in ward["teams"]] == ["cat-bi-1"] and ward["teams"][0]["members"] == 3
    months = ward["teams"][0]["months"]
    assert [(month["period"], month["criterion"], month["verdict"]) for month in months] == [
        (name, "7.1", "met") for _, name in PHASE]
    team = site.daemon.json("unit", "cat-bi-1")
    assert team["parent"] == "cat-bi" and [member["role_title"] for member in team["members"]][0] == "tổ trưởng"
    found = page(site, "/unit?subject=cat-bi&period=2024-11&stage=final")
    assert any(link.startswith("/unit?subject=cat-bi-1&") for link in found.links)
    assert "/result?id=2024-11/7.1/cat-bi-1/final" in found.links
    found = page(site, "/unit?subject=cat-bi-1")
    for member in team["members"]:
        assert member["name"] in found.words and member["id"] in found.words


def test_a_unit_that_ends_leads_to_those_that_follow_and_back(site):
    new = site.daemon.json("unit", "phuong-hai-an", "--period", "2025-07")
    assert [unit["id"] for unit in new["predecessors"]] == ["dong-hai-2", "dang-lam", "thanh-to", "dang-hai", "nam-hai", "cat-bi", "trang-cat"]
    assert new["predecessors"][0]["on"] == "2025-07-01" and "1669/NQ-UBTVQH15" in new["predecessors"][0]["reference"]
    teams = [team["id"] for team in new["teams"]]  # a split ward's go with its main successor, Đông Hải
    assert "cat-bi-1" in teams and "dong-hai-2-1" not in teams
    assert "dong-hai-2-1" in [team["id"] for team in site.daemon.json("unit", "phuong-dong-hai", "--period", "2025-07")["teams"]]
    found = page(site, "/unit?subject=phuong-hai-an")
    assert "/unit?subject=cat-bi" in found.links and any(word.startswith("Đơn vị này không được đánh giá riêng") for word in found.words)
    assert "/unit?subject=phuong-hai-an" in page(site, "/unit?subject=cat-bi").links


def test_before_anything_was_run_the_first_page_says_so(tmp_path):
    daemon = listening(tmp_path)
    try:
        daemon.add_person("chu", "administrator")
        cookie = {"Cookie": daemon.sign_in("chu")}

        def steps():  # of the three to begin with, as they are
            with daemon.open("/", headers=cookie) as answer:
                return [word for word in Page(answer.read().decode()).words if word in ("đã xong", "chưa làm", "sau bước trên")]

        assert steps() == ["đã xong", "chưa làm", "sau bước trên"]  # loaded; nobody else, no records
        daemon.reader()
        assert steps() == ["đã xong", "đã xong", "chưa làm"]
        daemon.add(steady.roster())
        assert steps() == []
        with daemon.open("/board") as answer:
            found = Page(answer.read().decode())
        assert answer.status == 200 and "Chưa có kết quả nào" in found.words and "/search" in found.links
    finally:
        assert daemon.stop() == 0


def test_today_says_what_a_paper_is_about_and_by_when(site):
    """Many papers of a kind are one sentence; wards' answers to notices are in the days to come, and an alert of the phase is due with them."""
    today = json.loads(site("/api/today")[2])
    papers = [(item["kind"], item["document"], item["phase"]) for item in today["items"] if item.get("document")]
    assert len(papers) == len(set(papers))
    replies = [day for day in today["deadlines"] if day["kind"] == "reply"]
    notices = [json.loads(site(f"/api/drafts/show?id={draft['id']}")[2])["content"]["reply_by"] for draft in site.daemon.papers() if draft["kind"] == "e"]
    assert replies and {day["on"] for day in replies} == set(notices)
    assert {alert["due_on"] for alert in site.daemon.alerts(criterion="1.1", subject="cat-bi", period="phase-1")} == set(notices)
    assert any("Hạn trả lời thông báo" in word for word in page(site, "/").words)


def test_who_acknowledged_an_alert_and_why(site):
    daemon = site.daemon
    alert = daemon.alerts("--open", kind="nomination", subject="cat-bi")[0]["id"]
    daemon.ctl("alerts", "ack", alert, "--until", "2025-03-01", "--note", "phường bổ sung tin")
    name = daemon.json("alerts", "show", alert)["acknowledged_by_name"]
    for path in ("/alerts?open=true", f"/alert?id={alert}"):
        found = page(site, path)
        assert name in found.words and any("phường bổ sung tin" in word for word in found.words), path


def test_the_same_failure_of_a_month_and_of_its_phase_is_one_card(site):
    """The newest first, each unit and cause once, with how grave it is and by when."""
    alerts, text = site.daemon.alerts(criterion="1.1", subject="cat-bi"), site("/alerts")[2]
    assert {alert["period"] for alert in alerts} >= {"2024-11", "phase-1"} and {alert["phase"] for alert in alerts} == {"phase-1"}
    heads = re.findall(r'<h2 id="group-\d+">(?:<span lang="vi">([^<]*)</span>: )?([^<]*?)(?: <span class="count">|</h2>)', text)
    assert len(heads) == len(set(heads)) and heads.count(("Cát Bi", "1.1 chỉ tiêu chưa đạt")) == 1
    card = re.search(r'<section class="card severity_over"[^>]*>\n<h2 id="group-\d+"><span lang="vi">Cát Bi</span>: 1\.1 .*?</section>', text, re.DOTALL)[0]
    assert card.count('<li class="alert') == len(alerts) and "Tháng 11/2024" in card and "Đợt 1" in card and "Người xử lý" in card
    newest = [max(int(number) for number in re.findall(r"/alert\?id=(\d+)", part)) for part in text.split('<section class="card')[1:]]
    assert newest == sorted(newest, reverse=True)


def test_a_flag_set_to_false_is_false(site):
    said = {path: page(site, path).words for path in ("/alerts", "/alerts?open=false", "/alerts?open=true")}
    assert said["/alerts"] == said["/alerts?open=false"] != said["/alerts?open=true"]
    assert page(site, "/alerts?open=0").words == said["/alerts"] and page(site, "/alerts?open=c%C3%B3").words == said["/alerts?open=true"]


def test_an_english_page_says_what_an_alert_is_in_english(site):
    """The sentence of the API and of thiduactl, with its numbers; the Vietnamese of the day beside it, marked as such."""
    alert = site.daemon.alerts(criterion="1.1", subject="cat-bi", period="2024-11")[0]
    assert alert["text_en"] == "Cát Bi, 2024-11: target 1.1 was missed; now 0% (0/10), missed."
    for path in ("/alerts", f"/alert?id={alert['id']}"):
        said = alert["text_en"].removeprefix(alert["subject_name"])
        assert said in page(site, f"/en{path}").words and said not in page(site, path).words
        found = re.search(r'<p class="original" lang="vi">([^<]*)</p>', site(f"/en/alert?id={alert['id']}")[2])
        assert html.unescape(found[1]) == alert["text"]
    assert alert["text_en"] in site.daemon.ctl("--lang", "en", "alerts") and alert["text_en"] not in site.daemon.ctl("alerts")


def test_every_alert_is_called_by_a_word(site):
    """A kind without a word on the pages would be shown as programs know it."""
    kinds = {alert["kind"] for alert in site.daemon.json("alerts")}
    for root in ("", "/en"):
        assert kinds and not kinds & set(page(site, f"{root}/alerts").words)


def test_twins_are_what_the_pages_say_they_are(site):
    for path, twins in (("/unit?subject=cat-bi&period=2024-11", ["/api/unit?subject=cat-bi&period=2024-11",
                                                                  "/api/board?period=2024-11", "/api/trend?subject=cat-bi"]),
                        ("/result?id=2024-11/1.1/cat-bi/final", ["/api/explain?id=2024-11/1.1/cat-bi/final",
                                                                 "/api/board?period=2024-11&stage=final",
                                                                 "/api/trend?subject=cat-bi"]),
                        ("/seals", ["/api/seals"]), ("/alerts?open=true", ["/api/alerts?open=true", "/api/alerts/silences"])):
        found = page(site, path)
        assert [values["href"] for tag, values in found.tags if values.get("type") == "application/json"] == twins, path
        for twin in twins:
            assert json.loads(site(twin)[2]) is not None


def test_english_has_no_vietnamese_words_of_ours(site):
    vietnamese = set(re.findall(r'^msgstr "(.+)"$', (SOURCE / "daemon/page/vi.po").read_text(), re.MULTILINE))
    found = page(site, "/en/board?period=2024-11&stage=final")
    of_ours = {"đạt", "chưa đạt", "Kết luận", "Đơn vị", "Cảnh báo", "Lịch"}
    assert of_ours <= vietnamese and not of_ours & set(found.words)
    assert {"Conclusion", "Unit", "met", "missed"} <= set(found.words)


def test_titles_begin_with_what_the_page_is_about(site):
    for path, begin in (("/unit?subject=cat-bi", "Cát Bi · "), ("/result?id=2024-11/1.1/cat-bi/final", "1.1 Cát Bi · "),
                        ("/en/alerts", "Alerts · ")):
        assert f"<title>{begin}" in site(path)[2], path


def test_an_unknown_unit_is_said(site):
    status, _, text = site("/unit?subject=cat-bii")
    assert status == 400 and any(word.startswith("Không có đơn vị “cat-bii”; có phải là “cat-bi”?") for word in Page(text).words)


@pytest.mark.parametrize("path, status", [
    ("/nothing", 404), ("/unit", 400), ("/unit?subject=cat-bi&colour=red", 400), ("/result?id=1", 400), ("/board?period=2030-01", 400),
    ("/alerts?open=true&open=true", 400), ("/style.css/", 404), ("/en", 404), ("/EN/", 404)])
def test_refusals(site, path, status):
    found, _, text = site(path)
    assert found == status and "Traceback" not in text


def test_texts_of_records_are_escaped(site):
    """What a ward wrote is text, whatever it looks like."""
    evil = '<script>alert("x")</script>&amp;'
    site.daemon.ctl("clock", "advance", "2025-02-13T08:00")
    rows = [{"deed_id": "vt-xss", "team": steady.roster()["unit"][0]["unit_id"], "on_date": "2024-11-20", "kind": "deed",
             "description": evil}]
    site.daemon.add({"good_deed": rows}, "--reason", "thử")
    assert "điều chỉnh sau khi chốt" in site("/board?period=2024-11&stage=final")[2]
    _, _, text = site("/result?id=2024-11/7.1/quan-hai-an/final")
    assert "<script>" not in text and "&lt;script&gt;" in text


def test_downloads_have_a_name_and_a_type(site):
    drafts = json.loads(site("/api/drafts")[2])
    made = [draft["id"] for draft in drafts if draft["state"] == "drafted"]
    assert made or drafts == []
    for name in made[:1]:
        with site.daemon.open(f"/api/drafts/export?id={name}") as answer:
            assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}.docx"'
            assert "wordprocessingml" in answer.headers["Content-Type"] and answer.read(2) == b"PK"


def test_metrics_and_health(site):
    status, headers, text = site("/metrics")
    assert status == 200 and headers["Content-Type"].startswith("text/plain; version=0.0.4")
    figures = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            name, value = re.fullmatch(r'([a-z_]+(?:\{[a-z]+="[a-z_0-9]+"(?:,[a-z]+="[a-z_0-9]+")*\})?) (\d+(?:\.\d+)?)', line).groups()
            figures[name] = float(value)
    assert all(f"# TYPE {name.split('{')[0]} " in text and f"# HELP {name.split('{')[0]} " in text for name in figures)
    daemon = site.daemon
    assert figures["thidua_data_version"] == daemon.json("status")["sequence"]
    assert figures['thidua_runs_total{stage="final",cause="schedule"}'] == 4
    assert sum(value for name, value in figures.items() if name.startswith("thidua_alerts_open")) == len(daemon.alerts("--open"))
    assert figures['thidua_lane_performed_total{lane="reader"}'] > 0
    assert site("/healthz")[0] == 200 and site("/healthz")[2].startswith("ok ")


def test_before_the_first_load_each_page_says_how_to_load(tmp_path):
    daemon = listening(tmp_path, package=None).ready()
    try:
        for root, heading, way in (("", "Chưa có phong trào", "“thiduactl contest load THƯ-MỤC”"),
                                   ("/en", "No contest is loaded", "“thiduactl contest load FOLDER”")):
            for path in ("/", "/alerts?open=true", "/drafts", "/seals", "/schedule"):
                with daemon.open(root + path) as answer:
                    assert answer.status == 200
                    found = Page(answer.read().decode())
                words = " ".join(found.words)
                assert ("/en" if not root else "") + path in found.links  # the other language
                assert heading in words and way in words, (path, words)
                assert "Không thực hiện được" not in words and "could not be done" not in words, (path, words)
    finally:
        assert daemon.stop() == 0


def test_a_browser_that_asks_for_what_is_not_there_is_led_on(site):
    """A person reads a page, a program a value."""
    daemon = site.daemon
    for path, word in (("/nothing", "Về trang đầu"), ("/en/nothing", "To the first page"), ("/api/nothing", "Về trang đầu")):
        with pytest.raises(urllib.error.HTTPError) as refused:
            daemon.open(path, headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
        text = refused.value.read().decode()
        assert refused.value.code == 404 and word in Page(text).words, path
        with pytest.raises(urllib.error.HTTPError) as refused:
            daemon.open(path)
        assert refused.value.code == 404 and set(json.loads(refused.value.read())["error"]) == {"vi", "en"}, path


def test_each_role_has_its_places(site):
    """What a role does not have as a place is found where one looks things up."""
    daemon = site.daemon
    places = {"officer": ["/", "/board", "/why", "/records", "/search"], "leader": ["/", "/board", "/why", "/drafts", "/search"],
              "reviewer": ["/", "/board", "/why", "/records", "/drafts", "/search"]}
    for role, expected in places.items():
        daemon.add_person(f"place-{role}", role, *(["--unit", "cat-bi"] if role == "officer" else []))
        cookie = {"Cookie": daemon.sign_in(f"place-{role}")}
        for path in ("/", "/search"):
            head = daemon.open(path, headers=cookie).read().decode().split('<nav class="places"')[1].split("</nav>")[0]
            assert re.findall(r'<a href="([^"]*)"', head) == expected, (role, path)
        within = daemon.open("/search", headers=cookie).read().decode().split('<nav class="within"')[1].split("</nav>")[0]
        assert ('"/drafts"' in within) == (role == "officer") and ('"/records"' in within) == (role == "leader") and '"/schedule"' in within


def test_a_page_offers_what_may_be_done_with_its_unit(site):
    """Somebody who enters for one ward and reads another is offered to enter in the one only."""
    daemon = site.daemon
    daemon.add_person("two-roles", "officer", "--unit", "cat-bi")
    daemon.ctl("people", "grant", "two-roles", "--role", "auditor", "--unit", "nam-hai")
    cookie = {"Cookie": daemon.sign_in("two-roles")}
    for unit, offered in (("cat-bi", True), ("nam-hai", False)):
        text = daemon.open(f"/records?unit={unit}&period=2025-02", headers=cookie).read().decode()
        assert ("/records/entry?type=" in text) == offered, unit
