"""What follows an issued decision: certificates for the office's printed forms, each text at its place; the list for the ceremony and the totals of a year."""
import re
import shutil
import subprocess

import pytest

import visitor
from daemon import PACKAGE

A_POINT = 254 / 72  # tenths of a millimetre


@pytest.fixture(scope="module")
def daemon(tmp_path_factory):
    yield from visitor.office(tmp_path_factory.mktemp("awards"))


def held(daemon, kind, subject="quan-hai-an"):
    draft, = (row["id"] for row in daemon.papers() if (row["kind"], row["subject"]) == (kind, subject) and row["state"] not in ("stale", "superseded"))
    return draft


def issue(daemon, draft, number):
    for who, act, fields in (("minh", "submit", {}), ("truong", "approve", {}), ("van", "issue", {"number": str(number), "day": "2025-02-12"})):
        status, said = visitor.send(daemon, f"drafts/{act}", who, id=draft, next="/drafts", **fields)
        assert status == 303, said


def certificates(daemon, draft, *words):
    out = daemon.folder / "certificates.pdf"
    daemon.ctl("drafts", "certificates", draft, "--out", out, "--force", *words)
    return out


def words_of(path, page):
    """[(left, top in mm, word)…]"""
    said = subprocess.run(["pdftotext", "-bbox", "-f", str(page), "-l", str(page), path, "-"], capture_output=True, text=True, check=True).stdout
    return [(float(x) * A_POINT / 10, float(y) * A_POINT / 10, word) for x, y, word in re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]*)<', said)]


def text_of(path):
    return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout


def test_nothing_is_printed_before_the_decision_is_issued(daemon):
    said = daemon.refused("drafts", "certificates", held(daemon, "a"), "--out", daemon.folder / "no.pdf")
    assert "giấy khen chỉ in từ quyết định đã ban hành" in said and not (daemon.folder / "no.pdf").exists()
    assert "không có tờ giấy khen nào" in daemon.refused("drafts", "certificates", held(daemon, "b2"), "--test", "--out", daemon.folder / "no.pdf")
    assert "[…]/QĐ-UBND" in text_of(certificates(daemon, held(daemon, "a"), "--test"))  # a trial print of it
    assert daemon.json("awards", "list") == [] and daemon.json("awards", "totals") == []


def test_each_name_has_its_page_and_each_text_its_place(daemon):
    decision = held(daemon, "a")
    issue(daemon, decision, 45)
    path = certificates(daemon, decision)
    pages = text_of(path).split("\f")[:-1]
    assert len(pages) == 7 and "Tổ bảo vệ an ninh, trật tự tổ dân phố" in pages[0] and "phường Đông Hải 2" in pages[0]
    assert "Ông Trần Văn Bình" in pages[4] and "Tổ trưởng Tổ bảo vệ ANTT tổ dân phố số 2, phường Nam Hải" in pages[4], pages[4]
    assert all("Quyết định số 45/QĐ-UBND ngày 12 tháng 02 năm 2025" in page and "Hải An, ngày 12 tháng 02 năm 2025" in page and "CHỦ TỊCH" in page for page in pages)
    assert path.read_bytes() == certificates(daemon, decision).read_bytes()
    size = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    assert re.search(r"Page size: +841\.\d+ x 595\.\d+ pts", size), size
    before = words_of(path, 5)
    left, top, _ = next(word for word in before if word[2] == "Quyết")
    assert abs(left - 28) < 0.5 and 176 < top < 178.5, (left, top)
    middle = (before[0][0] + next(x for x, y, word in before if word == "Bình")) / 2
    assert 120 < middle < 150
    moved = words_of(certificates(daemon, decision, "--right=1,5", "--down=-2"), 5)
    assert all(abs(now[0] - then[0] - 1.5) < 0.05 and abs(now[1] - then[1] + 2) < 0.05 for then, now in zip(before, moved))
    for words in (("--right=60",), ("--down=x",)):
        assert "ghi số milimét" in daemon.refused("drafts", "certificates", decision, "--out", daemon.folder / "no.pdf", *words)
    status, headers, bytes_ = visitor.get(daemon, f"/api/drafts/certificates?id={decision}", "van")
    assert status == 200 and bytes_[:5] == b"%PDF-"
    page = visitor.get(daemon, f"/draft?id={decision}", "van")[2].decode()
    assert f"/api/drafts/certificates?id={decision}" in page
    assert "/api/drafts/certificates" not in visitor.get(daemon, f"/draft?id={held(daemon, 'b2')}", "van")[2].decode()


def test_the_list_for_the_ceremony_and_totals(daemon):
    issue(daemon, held(daemon, "a_ward", "thanh-to"), 7)
    daemon.add({"award": [{"award_id": "kt-9", "subject": "trang-cat-1", "phase": "phase-1", "form": "Giấy khen", "achievement": "Thành tích đợt 1",
                           "given_by": "Chủ tịch Ủy ban nhân dân phường Tràng Cát", "decision_no": "12/QĐ-UBND", "decision_on": "2025-02-11", "amount": 710000}]})
    rows = daemon.json("awards", "list", "--phase", "phase-1")
    assert [row["place"] for row in rows] == list(range(1, 10)) and [row["kind"] for row in rows] == ["collective"] * 4 + ["individual"] * 3 + ["collective"] * 2
    person = next(row for row in rows if row["name"] == "Ông Trần Văn Bình")
    assert (person["post"], person["unit"], person["form"], person["amount"], person["decision"], person["decision_on"]) == (
        "Tổ trưởng Tổ bảo vệ ANTT tổ dân phố số 2", "phường Nam Hải", "Giấy khen", 710000, "45/QĐ-UBND", "2025-02-12")
    assert [(row["unit"], row["decision"], row["draft"] is None) for row in rows[7:]] == [("phường Thành Tô", "07/QĐ-UBND", False), ("phường Tràng Cát", "12/QĐ-UBND", True)]
    # its record comes too: the same award is not counted twice
    daemon.add({"award": [{"award_id": "kt-1", "subject": "thanh-to-1", "phase": "phase-1", "form": "Giấy khen", "achievement": "Thành tích xuất sắc đợt 1",
                           "given_by": "Chủ tịch Ủy ban nhân dân phường Thành Tô", "decision_no": "7/QĐ-UBND", "decision_on": "2025-02-12", "amount": 710000}]})
    totals = daemon.json("awards", "totals", "--year", "2025")
    whole = totals[-1]
    assert whole["form"] is None and (whole["collectives"], whole["individuals"], whole["amount"]) == (6, 3, 4 * 1410000 + 3 * 710000 + 2 * 710000)
    assert sum(row["amount"] for row in totals[:-1]) == whole["amount"] and {row["given_by"] for row in totals[:-1]} == {
        "Chủ tịch Ủy ban nhân dân quận Hải An", "Chủ tịch Ủy ban nhân dân phường Thành Tô", "Chủ tịch Ủy ban nhân dân phường Tràng Cát"}
    assert daemon.json("awards", "list", "--year", "2024") == []
    out = daemon.folder / "trao-thuong.csv"
    daemon.ctl("awards", "list", "--out", out)
    assert "Tập thể, cá nhân" in out.read_text("utf-8-sig") and "1410000" in out.read_text("utf-8-sig").replace(".", "")
    page = visitor.get(daemon, "/awards?phase=phase-1", "van")[2].decode()
    assert "Trần Văn Bình" in page and "9.190.000" in page and "/api/awards/list" in page


def test_what_does_not_fit_is_refused_by_name(daemon):
    """A name is wrapped, then set smaller; what fits at no size is not printed. Mistakes of the form are found before it is in force."""
    copy = daemon.folder / "package"
    shutil.copytree(PACKAGE, copy)
    form, text = copy / "certificates.ini", (PACKAGE / "certificates.ini").read_text()
    for old, new, told in (("width = 217", "width = 290", "ra ngoài tờ giấy"), ("kinds = a, a_ward", "kinds = a, zz", "không có loại văn bản “zz”"), ("page = 297 x 210", "page = A4", "297 x 210"),
                           ("align = center", "align = middle", "left, center, right"), ("{{ salutation }}", "{{ salutation", "certificates.ini"), ("top = 88", "top = 205", "mép dưới"),
                           ("size = 24", "size = lớn", "số nguyên"), ("{{ salutation }}", "{{ salutaton }}", "salutaton"), ("[giay_khen.unit]", "[bang_khen.unit]", "[tờ giấy.ô]")):
        form.write_text(text.replace(old, new, 1))
        done = daemon.run("contest", "check", copy)
        assert done.returncode != 0 and "certificates.ini" in done.stdout + done.stderr and told in done.stdout + done.stderr, (new, done.stdout, done.stderr)
    form.write_text(text.replace("width = 217", "width = 40", 1).replace("least = 14\nlines = 2", "least = 20\nlines = 1", 1))
    assert "tốt" in daemon.ctl("contest", "check", copy)
