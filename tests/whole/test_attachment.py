"""Files that records carry: a ward's officer attaches a photo on the page, whoever may read the record reads it, the result that rests on it
shows it, and it stays through withdrawal, undoing, a move and a backup."""
import hashlib
import re
import sqlite3
import struct
import urllib.parse
import zlib

import pytest

import steady
import visitor
from phase import listening

DEED = {"team": "cat-bi-1", "on_date": "2024-11-05", "kind": "deed", "description": "Giúp dân"}
KEY = "cat-bi-1/vt-2024-11-cat-bi"
PLACE = b"GPS 20.85 106.68"


def jpeg(extra=b""):
    """A picture of a phone: where it was taken in its EXIF data, a film behind its end."""
    exif = b"Exif\0\0II*\0\x08\0\0\0" + b"\x01\0" + b"\x25\x88\x04\0\x01\0\0\0\x1a\0\0\0" + b"\0\0\0\0" + PLACE + extra
    segments = [(0xE1, exif), (0xDB, b"table"), (0xC0, b"\x08\x01\xe0\x02\x80\x01\x01\x11\0"), (0xC4, b"codes"), (0xDA, b"\x01\x01\0\0\x3f\0")]
    body = b"".join(struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content for marker, content in segments)
    return b"\xff\xd8" + body + b"points" + extra + b"\xff\xd9" + b"a film behind it"


def png():
    def chunk(name, content):
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
    head = struct.pack(">IIBBBBB", 2, 2, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"tEXt", b"Author\0" + PLACE) + chunk(b"IDAT", zlib.compress(bytes(6))) + chunk(b"IEND", b"")


def pdf(catalog=b""):
    objects = [b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
               b"<</Author(" + PLACE + b")>>"]
    text, table = b"%PDF-1.4\n", b"xref\n0 5\n0000000000 65535 f \n"
    for number, content in enumerate(objects, start=1):
        table += b"%010d 00000 n \n" % len(text)
        text += b"%d 0 obj %b endobj\n" % (number, content)
    return text + table + b"trailer <</Size 5/Root 1 0 R/Info 4 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(text)


@pytest.fixture(scope="module")
def daemon(tmp_path_factory):
    folder = tmp_path_factory.mktemp("attachment")
    (folder / "thiduad.conf").write_text("[attachments]\nrecord = 4\n")
    made = listening(folder, conf=folder / "thiduad.conf")
    try:
        made.add(steady.roster())
        made.advance("2024-12-07T09:00")
        made.add(steady.month("2024-11", ["cat-bi", "dang-lam"]))
        made.ctl("evaluate", "2024-11")
        visitor.enter(made, "lan", "officer", "--unit", "cat-bi")
        visitor.enter(made, "hoa", "officer", "--unit", "dang-lam")
        yield made
        assert made.json("audit", "verify")
        assert made.stop() == 0
    finally:
        made.stop()


def get(daemon, path, name="lan"):
    return visitor.get(daemon, path, name)


def page_of(key=KEY, record_type="good_deed", unit="cat-bi"):
    return f"/records/entry?type={record_type}&key={urllib.parse.quote(key, safe='')}&unit={unit}&period=2024-11"


def send(daemon, command, files=(), name="lan", **fields):
    """A form of the record's page."""
    return visitor.send(daemon, command, name, files, **{"type": "good_deed", "key": KEY, "next": page_of(), **fields})


def files(daemon, *words):
    return daemon.json("records", "files", *(words or ("good_deed", KEY)))


def test_an_officer_attaches_a_photo_on_the_page(daemon):
    assert send(daemon, "records/attach", [("ảnh.html", jpeg())])[0] == 400  # it is confirmed: why?
    status, where = send(daemon, "records/attach", [("việc tốt.html", jpeg()), ("giấy.pdf", pdf())], reason="ảnh của tổ")
    assert status == 303 and "said=records-attach" in where, where
    photo, paper = files(daemon)
    assert (photo["media"], photo["width"], photo["height"], photo["removed"]) == ("jpeg", 640, 480, ["location", "data", "behind"])
    assert (paper["media"], paper["pages"], paper["removed"]) == ("pdf", 1, ["data"])
    assert (photo["attached_by"], photo["attach_reason"], photo["attached"]) == ("person:lan", "ảnh của tổ", True)
    page = get(daemon, page_of())[2].decode()
    assert "việc tốt.html" in page and "vị trí chụp" in page and 'type="file"' in page
    link = re.search(r'href="(/api/records/file\?[^"]+)"', page)[1].replace("&amp;", "&")
    status, headers, content = get(daemon, link)
    assert status == 200 and content.startswith(b"\xff\xd8") and content.endswith(b"\xff\xd9") and PLACE not in content and b"points" in content
    assert headers["Content-Type"] == "image/jpeg" and headers["X-Content-Type-Options"] == "nosniff" and headers["Cache-Control"] == "no-store"
    assert headers["Content-Security-Policy"].endswith("sandbox") and headers["Content-Disposition"].startswith("attachment;")
    assert ".jpg" in headers["Content-Disposition"] and ".html" not in headers["Content-Disposition"]
    assert PLACE not in get(daemon, link.replace(f"number={photo['id']}", f"number={paper['id']}"))[2]


def test_what_is_no_picture_is_refused_whole(daemon):
    before = files(daemon)
    for name, content, says in (("a.jpg", b"<html><script>alert(1)</script>", "không phải là JPEG, PNG hay PDF"), ("b.jpg", jpeg()[:60], "không trọn vẹn"),
                                ("c.pdf", pdf(b"/OpenAction<</S/JavaScript/JS(x)>>"), "JavaScript"), ("d.jpg", b"", "tệp trống"),
                                ("e.png", jpeg(), "đã có tệp này")):
        status, page = send(daemon, "records/attach", [("tot.png", png()), (name, content)], reason="x")
        assert status == 400 and says in page and name in page, (name, page)
    status, page = send(daemon, "records/attach", [(f"{number}.jpg", jpeg(bytes([number]))) for number in range(3)], reason="x")
    assert status == 400 and "nhiều nhất 4 tệp" in page
    assert files(daemon) == before


def test_nobody_reaches_what_is_not_theirs(daemon):
    photo = files(daemon)[0]["id"]
    for path in (f"/api/records/file?type=good_deed&key={KEY}&number={photo}", f"/api/records/files?type=good_deed&key={KEY}", page_of()):
        assert get(daemon, path, "hoa")[0] == 403, path
    own = "dang-lam-1/vt-2024-11-dang-lam"
    assert get(daemon, f"/api/records/file?type=good_deed&key={own}&number={photo}", "hoa")[0] == 400  # of another record
    assert send(daemon, "records/attach", [("a.jpg", jpeg(b"z"))], "hoa", reason="x")[0] == 403
    assert send(daemon, "records/detach", name="hoa", number=photo, reason="x")[0] == 403


def test_the_result_that_rests_on_it_shows_it(daemon):
    explained = daemon.json("explain", "2024-11/7.1/cat-bi/final")["evidence"]
    assert [one and (one["key"], one["files"], one["unit"]) for one in explained["records"]] == [(KEY, 2, "cat-bi")]
    page = get(daemon, "/result?id=2024-11/7.1/cat-bi/final")[2].decode()
    link = re.search(r'class="clip" href="([^"]+)"', page)[1].replace("&amp;", "&").partition("#")[0]
    assert "việc tốt.html" in get(daemon, link)[2].decode()
    district = daemon.json("explain", "2024-11/7.1/quan-hai-an/final")["evidence"]
    assert len([one for one in district["records"] if one and one["files"]]) == 1


def test_a_detached_file_is_seen_by_who_looks_after_records(daemon):
    paper = files(daemon)[1]
    assert send(daemon, "records/detach", number=paper["id"])[0] == 400  # why?
    status, where = send(daemon, "records/detach", number=paper["id"], reason="đính nhầm")
    assert status == 303, where
    gone = files(daemon)[1]
    assert (gone["attached"], gone["detached_by"], gone["detach_reason"]) == (False, "person:lan", "đính nhầm")
    assert get(daemon, f"/api/records/file?type=good_deed&key={KEY}&number={paper['id']}")[0] == 403
    out = daemon.folder / "paper.pdf"
    daemon.ctl("records", "file", "good_deed", KEY, paper["id"], "--out", out)
    assert out.read_bytes().startswith(b"%PDF-") and PLACE not in out.read_bytes()
    assert "đã gỡ từ trước" in daemon.refused("records", "detach", "good_deed", KEY, paper["id"], "--reason", "x")
    assert "đính nhầm" in get(daemon, page_of())[2].decode()


def test_files_stay_whatever_becomes_of_the_record(daemon, tmp_path):
    words = [f"{name}={value}" for name, value in {**DEED, "deed_id": "900"}.items()]
    entered = daemon.json("records", "enter", "good_deed", *words)
    (tmp_path / "a.png").write_bytes(png())
    daemon.ctl("records", "attach", "good_deed", "cat-bi-1/900", tmp_path / "a.png", "--reason", "ảnh")
    daemon.ctl("import", "undo", entered["sequence"], "--reason", "thử")
    assert [one["attached"] for one in files(daemon, "good_deed", "cat-bi-1/900")] == [True]
    assert "đã rút" in daemon.refused("records", "attach", "good_deed", "cat-bi-1/900", tmp_path / "a.png", "--reason", "x")
    daemon.ctl("records", "restore", "good_deed", "cat-bi-1/900", "--at", entered["sequence"], "--reason", "lại")
    daemon.ctl("records", "move", "good_deed", "cat-bi-1/900", "--to", "dang-lam-1", "--reason", "nhầm tổ")
    moved, = files(daemon, "good_deed", "dang-lam-1/900")
    assert moved["name"] == "a.png" and len(files(daemon, "good_deed", "cat-bi-1/900")) == 1
    assert "không có bản ghi" in daemon.refused("records", "files", "good_deed", "cat-bi-1/901")
    assert daemon.json("replay", "2024-11/7.1/cat-bi/final")["replay"] == "identical"


def test_a_backup_has_them(daemon, tmp_path):
    """audit verify compares all kept bytes with their hashes; the fixture asks for it at the end."""
    photo = files(daemon)[0]
    daemon.json("backup", tmp_path / "copy.db")
    with sqlite3.connect(tmp_path / "copy.db") as copy:
        kept, = copy.execute("SELECT bytes FROM content WHERE hash = ?", (photo["sha256"],)).fetchone()
    assert hashlib.sha256(kept).hexdigest() == photo["sha256"] and kept.startswith(b"\xff\xd8")
