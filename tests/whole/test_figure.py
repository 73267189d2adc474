"""One figure, everywhere: what the lists, the board, the explanation, the trend, the unit, alerts, seals, papers and pages say
of it, in both languages, held against one another while it is provisional, final, sealed, and sealed with late data."""
import html.parser
import json
import re

import pytest

import steady
from base import query
from phase import listening, miss

MONTH, PHASE, CRITERION, WARD = "2024-11", "phase-1", "1.1", "cat-bi"
SAID = ("num", "den", "value", "target", "verdict", "standing", "sealed", "differs", "why", "why_text", "why_text_en")
WORDS = {"vi": {"provisional": "tạm tính", "final": "chính thức", "sealed": "đã chốt", "adjusted": "điều chỉnh sau khi chốt",
                "met": "đạt", "missed": "chưa đạt"},
         "en": {"provisional": "provisional", "final": "final", "sealed": "sealed", "adjusted": "adjusted after the seal",
                "met": "met", "missed": "missed"}}
SENT = [("2024-12-03T09:00", "2024-11"), ("2025-01-03T09:00", "2024-12"), ("2025-02-06T09:00", "2025-01")]


class Text(html.parser.HTMLParser):
    """A page's words between the head and the foot."""

    def __init__(self, page):
        super().__init__()
        self.words, self.within = [], False
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.within = self.within or tag == "main"

    def handle_endtag(self, tag):
        self.within = self.within and tag != "main"

    def handle_data(self, data):
        if self.within and data.strip():
            self.words.append(data.strip())


def page(daemon, path):
    with daemon.open(path) as answer:
        return re.sub(r"\s+", " ", " ".join(Text(answer.read().decode()).words))


def twin(daemon, path):
    with daemon.open(f"/api/{path}") as answer:
        return json.loads(answer.read())


def said(figure):
    return {key: figure.get(key) for key in SAID}


def as_json(daemon, period, stage):
    """{view: what it says of the figure} of every answer that programs read."""
    result_id = f"{period}/{CRITERION}/{WARD}/{stage}"
    board = daemon.json("board", "--period", period, "--stage", stage)
    row = next(row for row in board["rows"] if row["subject"] == WARD)
    views = {"results": daemon.result(period, CRITERION, WARD, stage), "explain": daemon.json("explain", result_id),
             "board": row["cells"][CRITERION],
             "results over HTTP": twin(daemon, f"results?period={period}&criterion={CRITERION}&subject={WARD}&stage={stage}")[0],
             "explain over HTTP": twin(daemon, f"explain?id={result_id}")}
    twin_row = next(row for row in twin(daemon, f"board?period={period}&stage={stage}")["rows"] if row["subject"] == WARD)
    views["board over HTTP"] = twin_row["cells"][CRITERION]
    if period == MONTH:
        line = next(line for line in daemon.json("trend", WARD)["criteria"] if line["id"] == CRITERION)
        views["trend"] = next(point for point in line["points"] if point["period"] == period)
    for alert in daemon.alerts():
        if (alert["period"], alert["criterion"], alert["subject"], alert["kind"]) == (period, CRITERION, WARD, "target"):
            views["alerts"] = alert["figure"]
            views["alerts show"] = daemon.json("alerts", "show", alert["id"])["figure"]
    return views


def as_text(daemon, period, stage):
    """{(view, language): its words} of what people read."""
    result_id = f"{period}/{CRITERION}/{WARD}/{stage}"
    views = {}
    for language, option in (("vi", []), ("en", ["--lang", "en"])):
        root = "" if language == "vi" else "/en"
        for words in (["board", "--period", period, "--stage", stage], ["explain", result_id], ["contest", "show"],
                      ["results", "--period", period, "--criterion", CRITERION, "--subject", WARD, "--stage", stage]):
            views[" ".join(words), language] = re.sub(r"\s+", " ", daemon.ctl(*option, *words))
        for path in (f"/board?period={period}&stage={stage}", f"/result?id={result_id}",
                     f"/unit?subject={WARD}&period={period}&stage={stage}"):
            views[path, language] = page(daemon, root + path)
    return views


def assert_one(daemon, period, stage, standing, verdict, sealed=None, contest_says=None):
    found = as_json(daemon, period, stage)
    whole = said(found["results"])
    assert {name: said(view) for name, view in found.items()} == {name: whole for name in found}
    assert (whole["standing"], whole["verdict"]) == (standing, verdict)
    assert (whole["sealed"] or {}).get("verdict") == sealed
    assert whole["differs"] == (standing == "adjusted") and bool(whole["why"]) == whole["differs"]
    assert found["results"]["adjusted"] == (standing == "adjusted")
    for (name, language), text in as_text(daemon, period, stage).items():
        words = WORDS[language]
        assert words[contest_says if contest_says and name == "contest show" else standing] in text, (name, language, text[:400])
        if name == "contest show":
            continue
        english = language == "en" and name.startswith("/")  # figures on English pages are English, in a rule's own words they stay
        reads = lambda figure: figure in text or english and figure.replace(",", ".") in text
        assert reads(whole["value"]), (name, language)
        if standing == "adjusted":
            assert reads(whole["sealed"]["value"]) and words[sealed] in text, (name, language, text[:1500])
            if not name.startswith("results"):
                assert whole["why_text" if language == "vi" else "why_text_en"] in text, (name, language, text[:1500])
        elif standing in ("provisional", "final"):
            assert words["adjusted"] not in text, (name, language)
    return whole


@pytest.fixture
def daemon(tmp_path):
    daemon = listening(tmp_path)
    daemon.add(steady.roster())
    yield daemon
    assert daemon.stop() == 0


def late_tips(daemon):
    """Enough new tips through the force that Cát Bi's November, and its phase, are met."""
    tips = [{**tip, "tip_id": f"muon-{number}", "channel": "force"}
            for number, tip in enumerate(steady.tips(WARD, MONTH, 40, 40))]
    return daemon.add({"tip": tips}, "--reason", "phường bổ sung tin")


def test_every_view_says_the_same_in_every_state(daemon):
    daemon.advance(SENT[0][0])
    daemon.add(miss(MONTH, steady.month(MONTH)))
    daemon.ctl("evaluate", MONTH, "--stage", "provisional")
    assert_one(daemon, MONTH, "provisional", "provisional", "missed")
    daemon.advance("2024-12-06T17:00")
    assert_one(daemon, MONTH, "final", "final", "missed")
    for when, month in SENT[1:]:
        daemon.advance(when)
        daemon.add(steady.month(month))
    daemon.advance("2025-02-12T18:00")
    for period in (MONTH, PHASE):
        assert_one(daemon, period, "final", "sealed", "missed", "missed")
    assert all(draft["differs"] is None for draft in daemon.papers())
    assert "Khác với bản chốt" not in page(daemon, f"/board?period={PHASE}&stage=final")
    sealed = daemon.json("seals", "show", "phase-1-1")

    late_tips(daemon)
    written = query(daemon, "SELECT max(sequence) FROM audit WHERE action = 'import'")[0][0]
    for period in (MONTH, PHASE):
        whole = assert_one(daemon, period, "final", "adjusted", "met", "missed")
        assert [cause["cause"] for cause in whole["why"]] == ["late"]
        assert whole["why"][0]["reason"] == "phường bổ sung tin" and whole["why"][0]["at"].startswith("2025-02-12")
        assert whole["why"][0]["sequence"] == written
    # another month of the phase has no late data: it stands as sealed, whatever became of its neighbours
    assert daemon.result("2024-12", CRITERION, WARD)["standing"] == "sealed"
    # an alert whose figure is not the sealed one says so, and no other does
    daemon.add({"tip": [{**tip, "tip_id": f"zalo-{number}", "channel": "zalo"}
                        for number, tip in enumerate(steady.tips("dang-lam", MONTH, 40, 40))]}, "--reason", "phường bổ sung tin")
    texts = {alert["subject"]: alert["text"] for alert in daemon.alerts("--open", criterion=CRITERION)}  # a month and its phase are one
    assert set(texts) == {"dang-lam"} and "chưa đạt theo số liệu điều chỉnh sau khi chốt" in texts["dang-lam"]
    # what was sealed stays, and each paper that has a figure which is another one now says which
    assert daemon.json("seals", "show", "phase-1-1") == sealed
    drafts = {(draft["kind"], draft["subject"]): draft for draft in daemon.papers() if draft["state"] == "drafted"}
    told = {key for key, draft in drafts.items() if draft["differs"]}
    assert told == {("d", "quan-hai-an"), ("e", WARD)}, {key: draft["differs"] for key, draft in drafts.items()}
    report = drafts["d", "quan-hai-an"]
    now, then = daemon.result(PHASE, CRITERION, WARD), whole["sealed"]
    assert f"Cát Bi, 1.1: {now['num']}/{now['den']} = {now['value']}, đạt (văn bản: {then['num']}/{then['den']} = {then['value']}, chưa đạt)" in report["differs"]
    assert "(the paper: " in report["differs_en"]
    for path, words in (("/drafts", "Khác kết quả hiện nay:"), ("/en/drafts", "Differs from what is known now:"), (f"/draft?id={report['id']}", report["differs"])):
        assert words in page(daemon, path)


def test_what_was_sealed_is_shown(daemon):
    for when, month in SENT:
        daemon.advance(when)
        daemon.add(miss(month, steady.month(month)))
    daemon.advance("2025-02-10T17:00")
    seal = daemon.json("seals")[0]
    shown = daemon.json("seals", "show", seal["id"])
    assert (shown["id"], shown["hash"], shown["sequence"], shown["intact"]) == (seal["id"], seal["hash"], seal["sequence"], True)
    results = {(row["criterion"], row["subject"]): row for row in daemon.results(period=PHASE)}
    cells = {(criterion, row["subject"]): cell for row in shown["rows"] for criterion, cell in row["cells"].items()}
    assert set(cells) == set(results)
    for key, cell in cells.items():
        assert {name: cell[name] for name in ("num", "den", "value", "target", "verdict")} == \
            {name: results[key][name] for name in ("num", "den", "value", "target", "verdict")}
    board = daemon.json("board", "--period", PHASE)
    conclusions = {row["subject"]: row["conclusion"] and row["conclusion"]["class"] for row in board["rows"]}
    assert {row["subject"]: row["conclusion"] and row["conclusion"]["class"] for row in shown["rows"]} == conclusions
    assert [month["period"] for month in shown["months"]] == ["2024-11", "2024-12", "2025-01"]
    assert {criterion["rule"] for criterion in shown["criteria"]} == {row["rule"] for row in results.values()}
    assert {target["name"] for target in shown["targets"]} >= {"1.1.share"}
    text = daemon.ctl("seals", "show", seal["id"])
    for word in (seal["hash"], "Cát Bi", "1.1.share", "tháng 11/2024", "còn nguyên vẹn".capitalize()):
        assert word in text, (word, text)
    for root in ("", "/en"):
        words = page(daemon, f"{root}/seal?id={seal['id']}")
        assert seal["hash"] in words and "Cát Bi" in words and "1.1.share" in words
    assert "phase-9-9" in daemon.refused("seals", "show", "phase-9-9")


def test_a_board_has_the_units_of_its_last_day(make):
    daemon = make()
    daemon.add(steady.roster())
    daemon.advance("2025-08-01T08:00")
    daemon.ctl("evaluate", "2025-07", "--stage", "provisional")
    assert [row["subject"] for row in daemon.json("board", "--period", "2025-07")["rows"]] == ["phuong-hai-an", "phuong-dong-hai"]
    assert "quan-hai-an" in [row["subject"] for row in daemon.json("board", "--period", "2025-06")["rows"]]
