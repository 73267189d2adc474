"""The pages, over HTTP, on the sample contest's first phase: every link leads somewhere, every page says what its JSON twin
says, nothing in them is a script, a style of its own or an empty hole."""
import html.parser
import json
import re
import socket
import urllib.error
import urllib.parse
import urllib.request

import pytest

import steady
from daemon import SOURCE, Daemon

PHASE = [("2024-12-03T09:00", "2024-11"), ("2025-01-03T09:00", "2024-12"), ("2025-02-06T09:00", "2025-01")]
VOID = {"meta", "link", "use", "circle", "path", "rect", "polyline", "br", "hr", "img", "input"}


class Page(html.parser.HTMLParser):
    """A page read strictly: tags close in order; texts, links, ids and attributes are kept."""

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.links, self.ids, self.words, self.cells = [], [], [], [], [], {}
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
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag, (tag, self.getpos())

    def handle_data(self, data):
        if data.strip():
            self.words.append(data.strip())


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Phase 1 to its seal; Cát Bi misses 1.1 in November. site(path) = (status, headers, text)."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    daemon = Daemon(tmp_path_factory.mktemp("page"), arguments=("--listen", f"127.0.0.1:{port}"))
    daemon.add(steady.roster())
    for when, month in PHASE:
        daemon.advance(when)
        files = steady.month(month)
        for tip in files["tip"]:
            if month == "2024-11" and tip["ward"] == "cat-bi":
                tip["channel"] = "station"
        daemon.add(files)
    daemon.advance("2025-02-12T18:00")

    def get(path):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
                return answer.status, answer.headers, answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.headers, refused.read().decode()

    get.daemon = daemon
    yield get
    assert daemon.stop() == 0


def page(site, path):
    status, headers, text = site(path)
    assert status == 200, (path, text[-400:])
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    return Page(text)


def crawl(site, start):
    """Every page that can be reached by links, {path: Page}; files are looked at too."""
    seen, todo = {}, [start]
    while todo:
        path = todo.pop()
        if path in seen or path.startswith("#"):
            continue
        if path.startswith("/api/"):
            status, _, _ = site(path) if not path.startswith("/api/drafts/export") else (200, None, None)
            assert status == 200, path
            seen[path] = None
            continue
        seen[path] = page(site, path)
        for link in seen[path].links:
            # one result of each criterion and unit is enough: they are many, and each starts a worker
            if "/result?" in link and not re.search(r"2024-11/(1\.1|6\.1|7\.1)/(cat-bi|quan-hai-an)/final", link):
                continue
            todo.append(link)
    return seen


def test_every_link_leads_to_a_sound_page(site):
    pages = {path: found for path, found in crawl(site, "/").items() if found}
    assert {urllib.parse.urlsplit(path).path.removeprefix("/en") or "/" for path in pages} >= {
        "/", "/unit", "/result", "/alerts", "/drafts", "/schedule"}
    for path, found in pages.items():
        names = [name for name, _ in found.tags]
        assert names.count("h1") == 1 and names.count("main") == 1 and "script" not in names and "style" not in names, path
        assert len(found.ids) == len(set(found.ids)), path
        for tag, values in found.tags:
            assert not any(name == "style" or name.startswith("on") for name in values), (path, tag, values)
            assert "javascript:" not in values.get("href", ""), path
            if tag == "use":
                assert values["href"].removeprefix("#") in found.ids, (path, values)
            if values.get("aria-labelledby"):
                assert values["aria-labelledby"] in found.ids, (path, values)
        assert not re.search(r"\b(null|nil|None|undefined)\b|\{\{|\{%", " ".join(found.words)), path
        language = found.tags[[name for name, _ in found.tags].index("html")][1]["lang"]
        assert language == ("en" if path.startswith("/en/") else "vi")


def test_policy(site):
    _, headers, _ = site("/")
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "script-src" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_the_board_says_what_its_twin_says(site):
    board = site.daemon.json("board", "--period", "2024-11", "--stage", "final")
    found = page(site, "/?period=2024-11&stage=final")
    assert any(link == "/api/board?period=2024-11&stage=final" for link in found.links)
    titles = [values["title"] for tag, values in found.tags if tag == "a" and "title" in values]
    words = {"met": "đạt", "missed": "chưa đạt", "not_applicable": "không phát sinh", "in_progress": "đang thực hiện",
             "not_reported": "chưa có số liệu"}
    expected = [f"{criterion['id']} · {row['name']}: {words[row['cells'][criterion['id']]['verdict']]}"
                for row in board["rows"] for criterion in board["criteria"]]
    assert titles == expected
    assert "1.1 · Cát Bi: chưa đạt" in titles


def test_from_the_board_to_the_rows(site):
    """A leader's way: the red cell, why, and the very rows."""
    board = page(site, "/?period=2024-11&stage=final")
    link = next(values["href"] for tag, values in board.tags if values.get("title") == "1.1 · Cát Bi: chưa đạt")
    result = page(site, link)
    explain = site.daemon.json("explain", "2024-11/1.1/cat-bi/final")
    assert explain["says"] in result.words
    for row in explain["evidence"]["rows"]:
        assert row[0] in result.words
    assert "Cát Bi" in result.words and "80 %" in result.words


def test_english_has_no_vietnamese_words_of_ours(site):
    vietnamese = set(re.findall(r'^msgstr "(.+)"$', (SOURCE / "daemon/page/vi.po").read_text(), re.MULTILINE))
    found = page(site, "/en/?period=2024-11&stage=final")
    of_ours = {"đạt", "chưa đạt", "Kết luận", "Đơn vị", "Cảnh báo", "Lịch"}
    assert of_ours <= vietnamese and not of_ours & set(found.words)
    assert {"Conclusion", "Unit", "met", "missed"} <= set(found.words)


def test_titles_begin_with_what_the_page_is_about(site):
    for path, begin in (("/unit?subject=cat-bi", "Cát Bi · "), ("/result?id=2024-11/1.1/cat-bi/final", "1.1 Cát Bi · "),
                        ("/en/alerts", "Alerts · ")):
        assert f"<title>{begin}" in site(path)[2], path


def test_an_unknown_unit_is_said(site):
    found = page(site, "/unit?subject=cat-bii")
    assert [tag for tag, _ in found.tags].count("h1") == 1 and "Đơn vị: cat-bii" in found.words
    assert any(word.startswith("Không có đơn vị mang mã này") for word in found.words)


@pytest.mark.parametrize("path, status", [
    ("/nothing", 404), ("/unit", 400), ("/unit?subject=cat-bi&colour=red", 400), ("/result?id=1", 400), ("/?period=2030-01", 400),
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
    _, _, text = site("/result?id=2024-11/7.1/quan-hai-an/final")
    assert "<script" not in text and "&lt;script&gt;" in text


def test_downloads_have_a_name_and_a_type(site):
    drafts = json.loads(site("/api/drafts")[2])
    made = [draft["id"] for draft in drafts if draft["state"] == "drafted"]
    assert made or drafts == []
    for name in made[:1]:
        import urllib.request as ask
        port = re.search(r"127\.0\.0\.1:(\d+)", " ".join(site.daemon.arguments)).group(1)
        with ask.urlopen(f"http://127.0.0.1:{port}/api/drafts/export?id={name}") as answer:
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
    assert sum(value for name, value in figures.items() if name.startswith("thidua_alerts_open")) == len(daemon.json("alerts", "--open"))
    assert figures['thidua_lane_performed_total{lane="reader"}'] > 0
    assert site("/healthz")[0] == 200 and site("/healthz")[2].startswith("ok ")
