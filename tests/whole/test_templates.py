"""Word templates as an administrator changes them: taken out, checked with each error as a comment at its place, filled with this contest's own data,
proposed, and put in force by another one."""
import base64
import html
import json
import pathlib
import re
import shutil
import zipfile

import pytest

import visitor
import word
from daemon import PACKAGE
from phase import phase_1

W = word.W


@pytest.fixture(scope="module")
def daemon(tmp_path_factory):
    with phase_1(tmp_path_factory.mktemp("templates")) as made:
        yield made


@pytest.fixture
def taken(daemon, tmp_path):
    """The report's template, as it is in force."""
    path = tmp_path / "bao cao (1).docx"
    daemon.ctl("templates", "export", "d", "--out", path)
    assert path.read_bytes() == (PACKAGE / "documents" / "d.docx").read_bytes()
    return path


def comments(path):
    """[(text of the comment, text of the paragraph that it stands at)…]"""
    file = word.Word(path)
    said = {one.get(f"{W}id"): "".join(one.itertext()) for one in file.trees["word/comments.xml"].iter(f"{W}comment")}
    at = {}
    for paragraph in file.trees["word/document.xml"].iter(f"{W}p"):
        for start in paragraph.iter(f"{W}commentRangeStart"):
            assert paragraph.find(f"{W}commentRangeEnd[@{W}id='{start.get(f'{W}id')}']") is not None
            at[start.get(f"{W}id")] = "".join(text.text or "" for text in paragraph.iter(f"{W}t"))
    assert set(at) == set(said)
    return [(said[number], at[number]) for number in sorted(said, key=int)]


def test_templates_are_listed_and_taken_out(daemon, taken):
    listed = {row["kind"]: row for row in daemon.json("templates")}
    assert listed["d"]["file"] == "documents/d.docx" and listed["d"]["bytes"] == taken.stat().st_size and listed["d"]["proposals"] == []
    assert set(listed) == {path.stem for path in (PACKAGE / "documents").glob("*.docx")}
    assert "templates" in daemon.run("templates", "export", "zz", "--out", taken.parent / "x.docx").stderr


def test_fields_name_what_the_newest_paper_is_filled_with(daemon):
    said = daemon.json("templates", "fields", "d")
    assert "wards[].cells" in daemon.ctl("templates", "fields", "d")  # on a terminal too
    fields = {row["tag"]: row for row in said["fields"]}
    assert said["draft"] == "phase-1-d-1"
    assert fields["wards_all"] == {"tag": "wards_all", "form": "number", "example": "8"}
    assert fields["phase.title"]["example"] == "Đợt\u00a01" and fields["targets[].id"]["example"] == "1.1"
    # Of a kind that nobody has drafted yet the package shows what it could be.
    other = daemon.json("templates", "fields", "f2")
    assert other["draft"] is None or other["draft"].startswith("phase-1-f2")
    assert {"nominee.name", "ward.name"} <= {row["tag"] for row in other["fields"]}


def test_errors_stand_as_comments_at_their_places(daemon, taken, tmp_path):
    word.rewrite(taken, "word/document.xml", ("{{ phase.title", "{{ phase.titel"), ("{{ issuer.place", "{{ issuer.place | ngay_thang"))
    copy = tmp_path / "loi.docx"
    done = daemon.run("templates", "check", "d", taken, "--out", copy, "--json")
    answer = json.loads(done.stdout)
    assert done.returncode == 1 and answer["errors"] >= 1
    where = comments(copy)
    assert len(where) == len(answer["problems"])
    for problem, (said, paragraph) in zip(answer["problems"], where, strict=True):
        assert problem["vi"] in said
        begun = re.search("“([^”…]+)", problem["vi"])
        assert begun and paragraph.startswith(begun[1])
    with zipfile.ZipFile(copy) as made, zipfile.ZipFile(taken) as given:
        same = set(given.namelist()) - {"[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels", "word/comments.xml"}
        assert all(made.read(name) == given.read(name) for name in same)


def test_what_data_lack_stands_at_its_place_too(daemon, taken, tmp_path):
    word.rewrite(taken, "word/document.xml", ("{{ phase.title", "{{ phase.titel"))
    copy = tmp_path / "loi.docx"
    assert daemon.run("templates", "check", "d", taken, "--out", copy).returncode == 1
    assert all("phase.titel" in said and "phase.titel" in paragraph for said, paragraph in comments(copy))


def test_comments_that_are_there_stay(daemon, taken, tmp_path):
    word.rewrite(taken, "word/document.xml", ("{{ phase.title", "{{ phase.titel"))
    first, second = tmp_path / "1.docx", tmp_path / "2.docx"
    daemon.run("templates", "check", "d", taken, "--out", first)
    daemon.run("templates", "check", "d", first, "--out", second)
    once, twice = comments(first), comments(second)
    assert twice[:len(once)] == once and len(twice) > len(once)


def test_a_changed_template_is_filled_with_this_contests_data(daemon, taken, tmp_path):
    word.rewrite(taken, "word/document.xml", ("Kết quả thực hiện", "Kết quả đã thực hiện"))
    out, stands = tmp_path / "thu.docx", tmp_path / "d.docx"
    said = daemon.json("templates", "try", "d", taken, "--out", out)
    daemon.ctl("drafts", "export", "phase-1-d-1", "--out", stands)
    assert said["draft"] == "phase-1-d-1" and said["errors"] == 0
    assert word.Word(out).check().text().replace("Kết quả đã thực hiện", "Kết quả thực hiện") == word.Word(stands).text()
    drawn = tmp_path / "thu.pdf"
    daemon.ctl("templates", "try", "d", taken, "--out", drawn)
    assert drawn.read_bytes().startswith(b"%PDF-")
    assert "không phải là văn bản" in daemon.run("templates", "try", "d", taken, "--draft", "phase-1-e-cat-bi-1", "--out", tmp_path / "x.docx").stderr


def test_what_is_no_word_file_is_refused_with_what_to_do(daemon, tmp_path):
    bad = tmp_path / "a.docx"
    bad.write_bytes(b"\xd0\xcf\x11\xe0" + b"x" * 600)
    done = daemon.run("templates", "check", "a", bad, "--json")
    assert done.returncode == 1 and "Lưu thành .docx" in json.loads(done.stdout)["problems"][0]["vi"]
    assert "không ghi thêm vào được" in daemon.run("templates", "check", "a", bad, "--out", tmp_path / "loi.docx").stderr


def test_one_proposes_under_any_file_name_and_another_activates(daemon, taken):
    word.rewrite(taken, "word/document.xml", ("Kết quả thực hiện", "Kết quả đã thực hiện"))
    assert "bao cao (1).docx" in daemon.run("rules", "propose", taken, "--reason", "sửa câu chữ").stderr
    assert "rules show" in daemon.run("rules", "propose", taken, "--as", "documents/x.docx", "--reason", "sửa câu chữ").stderr
    number = daemon.json("rules", "propose", taken, "--as", "documents/d.docx", "--reason", "sửa câu chữ")["proposal"]
    listed = {row["kind"]: row for row in daemon.json("templates")}
    assert listed["d"]["waits"] == str(number) and listed["d"]["proposals"][0]["reason"] == "sửa câu chữ" and listed["a"]["waits"] is None
    daemon.ctl("rules", "withdraw", str(number), "--reason", "thôi")


def send(daemon, command, name, path=None, **fields):
    files = [(path.name, path.read_bytes())] if path else []
    return visitor.send(daemon, command, name, files, next="/templates", **fields)


def test_on_the_page(daemon, taken, tmp_path):
    """A form each; what was checked comes back as a link that needs no script. Who proposed does not decide."""
    for name in ("lan", "minh"):
        visitor.enter(daemon, name, "administrator")
    word.rewrite(taken, "word/document.xml", ("Kết quả thực hiện", "Kết quả đã thực hiện"))
    status, page = send(daemon, "templates/try", "lan", taken, kind="d", out="x.docx")
    given = re.search(r'download="d-thu.docx" href="data:[^"]*;base64,([^"]+)"', page)
    assert status == 200 and base64.b64decode(html.unescape(given[1]))[:2] == b"PK" and "/draft?id=phase-1-d-1" in page
    assert 'download="d-thu.pdf" href="data:application/pdf;base64,' in send(daemon, "templates/try", "lan", taken, kind="d", out="x.pdf")[1]
    wrong = tmp_path / "sai.docx"
    shutil.copy(taken, wrong)
    word.rewrite(wrong, "word/document.xml", ("{{ phase.title", "{{ phase.titel"))
    assert "phase.titel" in (page := send(daemon, "templates/check", "lan", wrong, kind="d", out="x.docx")[1]) and 'download="d-loi.docx"' in page
    status, page = send(daemon, "rules/propose", "lan", wrong, **{"as": "documents/d.docx", "reason": "sửa"})
    assert status == 400 and "phase.titel" in page
    assert send(daemon, "rules/propose", "lan", taken, **{"as": "documents/d.docx", "reason": "sửa câu chữ"})[0] == 303
    page = visitor.get(daemon, "/templates", "minh")[2].decode()
    number = re.search(r'name="proposal" value="(\d+)"', page)[1]
    assert "sửa câu chữ" in page and "Đã chuyển sang bản quy tắc mới" not in page
    calendar = tmp_path / "calendar.ini"
    calendar.write_text((PACKAGE / "calendar.ini").read_text().replace("2025-04-07 =", "2025-03-05 = Nghỉ bù\n2025-04-07 ="))
    assert send(daemon, "rules/propose", "lan", calendar, reason="nghỉ bù")[0] == 303
    other = str(int(number) + 1)
    page = visitor.send(daemon, "rules/preview", "minh", proposal=other, next=f"/rules/proposal?what={other}")[1]
    assert re.search(r'>Tính chính thức</td><td[^>]*>tháng 02/2025</td><td[^>]*>–</td><td[^>]*>17:00 07/03/2025</td><td[^>]*>17:00 10/03/2025<', page), page
    assert send(daemon, "rules/activate", "minh", proposal=other)[0] == 303
    assert "Hãy xem trước lại" in visitor.get(daemon, f"/rules/proposal?what={number}", "minh")[2].decode()
    assert "Đã chuyển sang bản quy tắc mới ngày" in visitor.get(daemon, "/templates", "minh")[2].decode()
    assert send(daemon, "rules/activate", "lan", proposal=number)[0] == 400
    assert send(daemon, "rules/activate", "minh", proposal=number)[0] == 303
    assert "sửa câu chữ" not in visitor.get(daemon, "/templates", "minh")[2].decode()
    daemon.ctl("templates", "export", "d", "--out", tmp_path / "moi.docx")
    assert (tmp_path / "moi.docx").read_bytes() == taken.read_bytes()


def bomb(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"\0" * (256 << 20))


def test_a_new_kind_of_paper_comes_like_another_one(daemon, tmp_path):
    """Its section, its template as it was sent; what is no template, or no kind's name, is refused with what to do, and nothing changes."""
    taken = pathlib.Path(shutil.copy(PACKAGE / "documents" / "d.docx", tmp_path / "bao cao nhanh.docx"))
    for name in ("hoa", "viet"):
        visitor.enter(daemon, name, "administrator")
    kind = {"change.document": "k", "change.copy": "d", "change.title": "Báo cáo nhanh", "reason": "kế hoạch bổ sung"}
    assert "wards[].cells" in visitor.get(daemon, "/templates/fields?kind=d", "hoa")[2].decode()
    bad = tmp_path / "k.docx"
    for make, said in ((lambda: bad.write_bytes(b"MZ" + b"x" * 600), "docx"), (lambda: bomb(bad), "documents/k.docx"),
                       (lambda: (shutil.copy(taken, bad), word.rewrite(bad, "word/document.xml", ("{{ phase.title", "{{ phase.titel"))), "phase.titel")):
        make()
        status, page = send(daemon, "rules/propose", "hoa", bad, **kind)
        assert status == 400 and said in page, page
    for cells, said in (({"change.document": "../k"}, "chữ thường không dấu"), ({"change.document": "d"}, "ã có loại văn bản"), ({"change.title": " "}, "hưa ghi tên của loại"),
                        ({"change.copy": "zz"}, "để làm theo")):
        status, page = send(daemon, "rules/propose", "hoa", taken, **{**kind, **cells})
        assert status == 400 and said in page, page
    word.rewrite(taken, "word/document.xml", ("Kết quả thực hiện", "Kết quả nhanh"))
    status, page = send(daemon, "rules/preview", "hoa", taken, **kind)
    assert status == 200 and "phase-1" in page
    assert send(daemon, "rules/propose", "hoa", taken, **kind)[0] == 303
    number = str(max(row["id"] for row in daemon.json("rules", "list", "--all")))
    assert send(daemon, "rules/activate", "viet", proposal=number)[0] == 303
    assert {row["kind"]: row for row in daemon.json("templates")}["k"]["title"] == "Báo cáo nhanh"
    taken_out = tmp_path / "k2.docx"
    daemon.ctl("templates", "export", "k", "--out", taken_out)
    assert taken_out.read_bytes() == taken.read_bytes()
    plain = daemon.json("rules", "propose", "--change", "document=m", "--change", "copy=k", "--change", "title=Báo cáo khác", "--reason", "thử")
    assert {row["path"]: row["what"] for row in plain["changed"]} == {"bodies.ini": "changed", "documents.ini": "changed", "documents/m.docx": "added"}
