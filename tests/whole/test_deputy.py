"""A leader is away and a deputy approves: the paper has the deputy's signature block (Nghị định 30/2020: KT., Q., TL., TUQ.), on a named basis, from a day
until a day; what was approved stays as it is, and whoever is back approves as before."""
import hashlib
import io
import json
import re
import urllib.error
import urllib.parse
import zipfile

import pytest

import sample_papers
import visitor
from base import intact
from phase import listening

DECISION, REPORT = "phase-1-a-1", "phase-1-d-1"
BASIS = "Giấy ủy quyền số 12/GUQ-UBND"


@pytest.fixture(scope="module")
def daemon(tmp_path_factory):
    made = listening(tmp_path_factory.mktemp("deputy"))
    try:
        sample_papers.play(made)
        made.add({"nomination": sample_papers.nominations()})
        made.advance("2025-02-12T18:00")
        for name, role in (("truong", "leader"), ("thu", "reviewer")):
            made.ctl("people", "add", name, "--full-name", f"Người {name}", "--role", role, "--from", "2025-01-01")
        made.ctl("people", "add", "pho", "--full-name", "Trần Văn Phó", "--role", "auditor")
        made.tokens = {}
        yield made
        assert made.json("audit", "verify")
        intact(made)
    finally:
        made.stop()


def deputise(daemon, *words, until="2025-02-20"):
    for grant in daemon.json("people", "show", "pho")["grants"]:
        if grant["deputy_of"] and not grant["revoked"]:
            daemon.ctl("people", "revoke", "pho", grant["id"], "--reason", "giao lại")
    daemon.ctl("people", "grant", "pho", "--role", "leader", "--deputy-of", "truong", "--basis", BASIS, "--from", "2025-02-10", "--until", until, *words)
    if "pho" not in daemon.tokens:
        daemon.tokens["pho"] = token(daemon, "pho", "leader")


def token(daemon, name, role):
    return daemon.json("tokens", "add", name, "--role", role, "--until", "2099-12-31", "--note", "thử")["token"]


def ask(daemon, name, words, **fields):
    """(status, answer) of a command as a person; a change."""
    role = {"truong": "leader", "thu": "reviewer"}.get(name)
    if role and name not in daemon.tokens:
        daemon.tokens[name] = token(daemon, name, role)
    try:
        with daemon.open(f"/api/{words}?{urllib.parse.urlencode(fields)}", data=None if words.endswith(("show", "read")) else b"",
                         headers={"Authorization": f"Bearer {daemon.tokens[name]}"}) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def paper(daemon, draft):
    """(sha256, its paragraphs without the stamp's)"""
    out = daemon.folder / "paper.docx"
    daemon.ctl("drafts", "export", draft, "--out", out, "--force")
    xml = zipfile.ZipFile(io.BytesIO(out.read_bytes())).read("word/document.xml").decode()
    paragraphs = ["".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", one)) for one in re.findall(r"<w:p[ >].*?</w:p>", xml, re.DOTALL)]
    return daemon.json("drafts", "show", draft)["sha256"], [text for text in paragraphs if text.strip() and "Mã kiểm tra: " not in text]


def difference(before, after):
    """What stands in one and not in the other, in order; the rest is the same."""
    left, right = list(before), list(after)
    while left and right and left[0] == right[0]:
        left.pop(0), right.pop(0)
    while left and right and left[-1] == right[-1]:
        left.pop(), right.pop()
    return left, right


def test_a_deputy_approves_for_the_head_and_it_stays(daemon):
    deputise(daemon, "--title", "Phó Chủ tịch")
    assert ask(daemon, "thu", "drafts/submit", id=DECISION)[0] == 200
    sha, before = paper(daemon, DECISION)
    assert "CHỦ TỊCH" in before and "[Họ và tên]" in before
    status, shown = ask(daemon, "pho", "drafts/show", id=DECISION)
    assert status == 200 and shown["signs_as"]["lines"] == ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"] and shown["signs_as"]["sign_name"] == "Trần Văn Phó"
    assert ask(daemon, "truong", "drafts/show", id=DECISION)[1]["signs_as"] is None
    assert ask(daemon, "pho", "drafts/approve", id=DECISION)[0] == 200
    approved, after = paper(daemon, DECISION)
    assert approved != sha and difference(before, after) == (["CHỦ TỊCH", "[Họ và tên]"], ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Văn Phó"])
    shown = daemon.json("drafts", "show", DECISION)
    assert {key: shown["content"]["signed"][key] for key in ("by", "name", "signs", "deputy_of", "basis")} == {
        "by": "pho", "name": "Trần Văn Phó", "signs": "kt", "deputy_of": "truong", "basis": BASIS}
    assert [row["sha256"] for row in daemon.papers() if row["id"] == DECISION] == [approved]
    # nothing of it changes: another way of signing, another day, another run
    deputise(daemon, "--signs", "q")
    daemon.advance("2025-02-14T18:00")
    assert paper(daemon, DECISION) == (approved, after) and daemon.json("drafts", "show", DECISION)["state"] == "approved"
    # the head is back, returns it and approves for themselves
    assert ask(daemon, "truong", "drafts/return", id=DECISION, reason="tôi ký")[0] == 200
    assert paper(daemon, DECISION) == (sha, before)
    assert ask(daemon, "thu", "drafts/submit", id=DECISION)[0] == ask(daemon, "truong", "drafts/approve", id=DECISION)[0] == 200
    stamped, own = paper(daemon, DECISION)
    assert own == before
    # what the deputy signed is kept, and is not in force
    versions = daemon.json("drafts", "versions", DECISION)
    assert [(one["number"], one["origin"], one["made_by"], one["sha256"], one["current"], bool(one["dropped_at"])) for one in versions] == [
        (1, "machine", "thiduad", sha, False, False), (2, "signed", "person:pho", versions[1]["sha256"], False, True),
        (3, "stamped", "person:pho", approved, False, True), (4, "stamped", "person:truong", stamped, True, False)]
    out = daemon.folder / "signed.docx"
    daemon.ctl("drafts", "export", DECISION, "--number", "3", "--out", out)
    assert hashlib.sha256(out.read_bytes()).hexdigest() == approved
    assert "drafts versions" in daemon.refused("drafts", "export", DECISION, "--number", "5", "--out", out, "--force")


def test_for_a_collective(daemon):
    """The report is signed TM. BAN CHỈ ĐẠO / TRƯỞNG BAN, with the seal of another office below it."""
    assert ask(daemon, "thu", "drafts/submit", id=REPORT)[0] == 200
    sha, before = paper(daemon, REPORT)
    for words, lines in ((("--signs", "q"), ["TM. BAN CHỈ ĐẠO", "Q. TRƯỞNG BAN"]),
                         (("--title", "Phó Trưởng ban"), ["TM. BAN CHỈ ĐẠO", "KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"]),
                         ((), ["TM. BAN CHỈ ĐẠO", "KT. TRƯỞNG BAN", "[chức vụ]"])):
        deputise(daemon, *words)
        assert ask(daemon, "pho", "drafts/show", id=REPORT)[1]["signs_as"]["lines"] == lines
    for signs in ("tl", "tuq"):
        deputise(daemon, "--signs", signs, "--title", "Chánh Văn phòng")
        status, said = ask(daemon, "pho", "drafts/approve", id=REPORT)
        assert status == 400 and "ký thay mặt tập thể (TM.), không ký" in said and paper(daemon, REPORT) == (sha, before)
    deputise(daemon, "--signs", "q")
    assert ask(daemon, "pho", "drafts/approve", id=REPORT)[0] == 200
    after = paper(daemon, REPORT)[1]
    assert difference(before, after) == (["TRƯỞNG BAN", "PHÓ CHỦ TỊCH UBND QUẬN", "[Họ và tên]"], ["Q. TRƯỞNG BAN", "[chức vụ]", "Trần Văn Phó"])


def test_of_what_was_edited(daemon):
    """A deputy signs what a person wrote only where it bears the deputy's own block."""
    paper_id, head = "phase-1-b2-1", "TRƯỞNG CÔNG AN QUẬN"
    deputise(daemon, "--title", "Phó Trưởng Công an quận")
    visitor.enter(daemon, "binh", "reviewer")
    for changes, good in ((((head, "Q. TRƯỞNG CÔNG AN QUẬN"),), False), (((f"{head}|", f"KT. {head}|PHÓ {head}|"), ("[cấp bậc, họ và tên]", "Trần Văn Phó")), True)):
        upload(daemon, paper_id, changes)
        assert ask(daemon, "thu", "drafts/submit", id=paper_id)[0] == 200
        status, said = ask(daemon, "pho", "drafts/approve", id=paper_id)
        assert (status == 200) == good and (good or f"KT. {head} / PHÓ {head} / Trần Văn Phó" in said), said
        if not good:
            assert ask(daemon, "truong", "drafts/return", id=paper_id, reason="sửa khối chữ ký")[0] == 200
    kept = daemon.json("drafts", "versions", paper_id)
    assert [one["origin"] for one in kept] == ["machine", "edited", "edited", "signed", "stamped"] and kept[3]["sha256"] == kept[2]["sha256"]
    assert daemon.json("drafts", "show", paper_id)["content"]["signed"]["by"] == "pho"


def upload(daemon, draft, changes):
    """As somebody edited it in Word: a | behind a text ends a paragraph."""
    out = daemon.folder / "edited.docx"
    daemon.ctl("drafts", "export", draft, "--number", "1", "--out", out, "--force")
    with zipfile.ZipFile(out) as file:
        held = {name: file.read(name) for name in file.namelist()}
    text = held["word/document.xml"].decode()
    for old, new in changes:
        paragraph = next(one for one in re.findall(r"<w:p[ >](?:(?!<w:p[ >]).)*?</w:p>", text, re.DOTALL) if f">{old.rstrip('|')}<" in one)
        text = text.replace(paragraph, "".join(paragraph.replace(old.rstrip("|"), one) for one in new.split("|") if one))
    held["word/document.xml"] = text.encode()
    with zipfile.ZipFile(out, "w") as file:
        for name, data in held.items():
            file.writestr(name, data)
    status, said = visitor.send(daemon, "drafts/upload", "binh", [("edited.docx", out.read_bytes())], id=draft, next="/drafts")
    assert status == 303, said


def test_who_may_not_sign(daemon):
    for words, told in ((("--role", "leader", "--signs", "kt"), "chỉ đi với --deputy-of"),
                        (("--role", "auditor", "--deputy-of", "truong", "--basis", "x", "--signs", "kt"), "chỉ lãnh đạo ký văn bản"),
                        (("--role", "leader", "--deputy-of", "truong"), "phải có văn bản giao việc")):
        assert told in daemon.refused("people", "grant", "pho", *words), words
    deputise(daemon, until="2025-02-14")
    other = "phase-1-c-1"
    assert ask(daemon, "thu", "drafts/submit", id=other)[0] == 200
    daemon.advance("2025-02-15T00:01")  # the last day is over
    assert ask(daemon, "pho", "drafts/approve", id=other)[0] == 403
    assert daemon.json("drafts", "show", other)["state"] == "submitted"


def choices(daemon, draft):
    return {one["word"]: one["title"] for one in next(one for one in daemon.json("drafts", "blanks", draft) if one["key"] == "signer")["choices"]}


def standing(daemon, kind):
    draft, = (row["id"] for row in daemon.papers() if (row["kind"], row["subject"]) == (kind, "quan-hai-an") and row["state"] in ("drafted", "submitted", "approved"))
    return draft


def test_who_signs_is_chosen_for_a_paper(daemon):
    """Among those whom bodies.ini names and those who are deputies that day; printed; then only that person approves it."""
    assert ask(daemon, "truong", "drafts/return", id=DECISION, reason="chọn người ký")[0] == 200
    assert list(choices(daemon, DECISION)) == ["own", "signer_1"]  # the deputy's days are over
    visitor.send(daemon, "drafts/fill", "binh", id=DECISION, next="/", **{"cells.signer": "signer_1"})
    draft = standing(daemon, "a")
    assert paper(daemon, draft)[1].count("KT. CHỦ TỊCH") == paper(daemon, draft)[1].count("PHÓ CHỦ TỊCH") == 1 and draft != DECISION
    deputise(daemon, "--title", "Phó Chủ tịch", until="2025-02-28")
    assert choices(daemon, draft) == {"own": "CHỦ TỊCH – [Họ và tên]", "signer_1": "KT. CHỦ TỊCH / PHÓ CHỦ TỊCH – [Họ và tên]",
                                      "person:pho": "KT. CHỦ TỊCH / PHÓ CHỦ TỊCH – Trần Văn Phó"}
    assert visitor.send(daemon, "drafts/fill", "binh", id=draft, next="/", **{"cells.signer": "person:pho"})[0] == 303
    draft = standing(daemon, "a")
    shown = daemon.json("drafts", "show", draft)
    assert "Trần Văn Phó" in paper(daemon, draft)[1] and shown["content"]["signatory"]["basis"] == BASIS and shown["content"]["signer"] == "person:pho"
    page = visitor.get(daemon, f"/draft?id={draft}", "binh")[2].decode()
    assert "KT. CHỦ TỊCH / PHÓ CHỦ TỊCH – Trần Văn Phó" in page
    before = paper(daemon, draft)
    assert ask(daemon, "thu", "drafts/submit", id=draft)[0] == 200
    status, said = ask(daemon, "truong", "drafts/approve", id=draft)
    assert status == 400 and "đã chọn người ký là Trần Văn Phó" in said
    assert ask(daemon, "pho", "drafts/show", id=draft)[1]["signs_as"] is None
    assert ask(daemon, "pho", "drafts/approve", id=draft)[0] == 200
    assert paper(daemon, draft)[1] == before[1]  # as it was read


def test_ways_in_which_a_paper_is_not_signed(daemon):
    """A commendation is the chairman's own competence; who may not sign is refused by name, who may no more is said beside the paper."""
    draft = standing(daemon, "a")
    assert ask(daemon, "truong", "drafts/return", id=draft, reason="đổi người ký")[0] == 200
    deputise(daemon, "--signs", "tuq", "--title", "Chánh Văn phòng", until="2025-02-28")
    assert list(choices(daemon, draft)) == ["own", "signer_1"]
    assert "người ký đã chọn nay không được ký văn bản này" in next(row["differs"] for row in daemon.papers() if row["id"] == draft)
    for key, told in (("person:pho", "“Quyết định khen thưởng” chỉ ký kt, q"), ("person:truong", "“Người ký”")):
        status, said = visitor.send(daemon, "drafts/fill", "binh", id=draft, next="/", **{"cells.signer": key})
        assert status == 400 and told in said, said
    assert visitor.send(daemon, "drafts/fill", "binh", id=draft, next="/", **{"cells.signer": ""})[0] == 303
    assert "KT. CHỦ TỊCH" not in paper(daemon, standing(daemon, "a"))[1]
