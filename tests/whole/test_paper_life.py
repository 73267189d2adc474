"""What people do with a paper: the reviewer submits it, the leader returns it with a remark and then approves it, the clerk gives it its
number and day. Each is another user of the machine; nobody does another's part, and what was issued stays."""
import email
import email.policy
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import pytest

import post
import sample_papers
from daemon import SOURCE, Daemon, until

sys.path.insert(0, str(SOURCE / "tests" / "signature"))
from signed_pdf import Signer, plain, signed  # noqa: E402

DRAFT = "phase-1-a-1"
# the number of a user that every Debian has, and a name
PEOPLE = {"reviewer": ("1", "Lê Thị Thu"), "leader": ("2", "Nguyễn Văn Chủ"), "clerk": ("3", "Đỗ Thị Văn"), "officer": ("5", "Vũ Văn Tổ")}


@pytest.fixture(scope="module")
def daemon():
    folder = Path(tempfile.mkdtemp(prefix="paper.", dir="/tmp"))  # TMPDIR may let nobody else through
    folder.chmod(0o711)
    running = Daemon(folder, arguments=["--config", post.configure(folder)])
    sample_papers.play(running)
    running.add({"nomination": sample_papers.nominations()})
    running.advance("2025-02-12T18:00")
    for role, (uid, name) in PEOPLE.items():
        unit = "cat-bi" if role == "officer" else "quan-hai-an"
        running.ctl("people", "add", role, "--full-name", name, "--role", role, "--unit", unit, "--unix", uid)
    running.mails = folder / "mails"
    running.mails.mkdir()
    post.channels(running, f"[email]\nplugin = file\nfolder = {running.mails}\n")
    running.ctl("addresses", "set", "person:leader", "email", "leader@haian.example.vn")
    yield running
    assert running.stop() == 0
    shutil.rmtree(folder)


def as_person(daemon, role, *words):
    uid = int(PEOPLE[role][0])
    return subprocess.run(daemon.command(*words), user=uid, group=uid, extra_groups=[], capture_output=True, text=True, cwd="/",
                          stdin=subprocess.DEVNULL, env={"PATH": os.environ["PATH"]})


def done(daemon, role, *words):
    result = as_person(daemon, role, *words)
    assert result.returncode == 0, result.stderr


def refused(daemon, role, *words):
    result = as_person(daemon, role, *words)
    assert result.returncode == 1, (role, words, result.stdout, result.stderr)
    return result.stderr


def state(daemon, draft=DRAFT):
    return daemon.json("drafts", "show", draft)["state"]


def asked_by_mail(daemon):
    """The leader reads what it is, three lines of it and what is asked, with the paper as PDF."""
    (path,) = until(lambda: list(daemon.mails.glob("*.eml")), what="the leader's mail")
    mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    text, paper = mail.iter_parts()
    assert mail["To"] == "leader@haian.example.vn" and mail["Subject"] == "[BCĐ 799 Hải An] Trình duyệt: Quyết định khen thưởng, Quận Hải An"
    words = text.get_content()
    assert f"- Dự thảo {DRAFT}" in words and "05 tập thể, 03 cá nhân; tổng tiền thưởng" in words and "duyệt hoặc trả lại" in words
    assert "Người trình: Lê Thị Thu" in words and f"{post.LINK}/draft?id={DRAFT}" in words
    assert paper.get_content_type() == "application/pdf" and paper.get_filename() == f"Dự thảo {DRAFT}.pdf" and paper.get_content().startswith(b"%PDF-")


@pytest.mark.skipif(os.geteuid() != 0, reason="several users take root")
def test_from_the_draft_to_its_number(daemon):
    assert "Điều 1. Tặng Giấy khen" in daemon.ctl("drafts", "read", DRAFT)
    for role, words in (("leader", ("submit", DRAFT)), ("officer", ("submit", DRAFT)), ("clerk", ("approve", DRAFT)),
                        ("reviewer", ("return", DRAFT, "--reason", "x")), ("leader", ("issue", DRAFT, "--number", "45", "--day", "2025-02-12"))):
        refused(daemon, role, "drafts", *words)
    daemon.refused("drafts", "approve", DRAFT)  # root keeps the house and decides on no paper
    assert "drafts submit" in refused(daemon, "leader", "drafts", "approve", DRAFT)
    assert state(daemon) == "drafted"
    done(daemon, "reviewer", "drafts", "submit", DRAFT)
    asked_by_mail(daemon)
    done(daemon, "leader", "drafts", "return", DRAFT, "--reason", "ghi rõ nguồn kinh phí")
    assert state(daemon) == "returned"
    done(daemon, "reviewer", "drafts", "submit", DRAFT, "--reason", "đã ghi")
    done(daemon, "leader", "drafts", "approve", DRAFT)
    assert "sau hôm nay" in refused(daemon, "clerk", "drafts", "issue", DRAFT, "--number", "45", "--day", "2025-02-13")
    daemon.ctl("addresses", "set", "unit:cat-bi", "email", "catbi@haian.example.vn")
    done(daemon, "clerk", "drafts", "issue", DRAFT, "--number", "45", "--day", "12/02/2025")
    told = until(lambda: [row for row in daemon.json("outbox", "list") if row["kind"] == "paper.issued"], what="who is told of the decision")
    assert [row["addressee"] for row in told] == ["unit:cat-bi"]  # one of its team is commended
    shown = daemon.json("drafts", "show", DRAFT)
    assert (shown["state"], shown["issue_number"], shown["issued_on"], [one["act"] for one in shown["choices"]]) == ("issued", 45, "2025-02-12", [])
    assert [(event["event"], event["actor"], event["actor_name"], event["note"]) for event in shown["events"]] == [
        ("drafted", "thiduad", "thiduad", None),
        ("presented", "person:reviewer", "Lê Thị Thu (reviewer)", None),
        ("returned", "person:leader", "Nguyễn Văn Chủ (leader)", "ghi rõ nguồn kinh phí"),
        ("presented", "person:reviewer", "Lê Thị Thu (reviewer)", "đã ghi"),
        ("approved", "person:leader", "Nguyễn Văn Chủ (leader)", None),
        ("issued", "person:clerk", "Đỗ Thị Văn (clerk)", "số 45/QĐ-UBND ngày 12/02/2025")]
    assert "không sửa được" in refused(daemon, "leader", "drafts", "return", DRAFT, "--reason", "muộn")
    daemon.ctl("audit", "verify")


@pytest.mark.skipif(os.geteuid() != 0, reason="several users take root")
def test_a_paper_without_a_number_has_a_day_and_no_line_in_the_register(daemon):
    report, submission = (next(draft["id"] for draft in daemon.papers() if draft["kind"] == kind and draft["state"] == "drafted") for kind in ("f2", "b1"))
    for paper in (report, submission):
        done(daemon, "reviewer", "drafts", "submit", paper)
        done(daemon, "leader", "drafts", "approve", paper)
    assert "không có số" in refused(daemon, "clerk", "drafts", "issue", report, "--number", "7", "--day", "12/02/2025")
    assert "số" in refused(daemon, "clerk", "drafts", "issue", submission, "--day", "12/02/2025")
    done(daemon, "clerk", "drafts", "issue", report, "--day", "12/02/2025")
    shown = daemon.json("drafts", "show", report)
    assert (shown["state"], shown["issue_number"], shown["issued_on"], shown["events"][-1]["note"]) == ("issued", None, "2025-02-12", "ngày 12/02/2025")
    assert [row["draft"] for row in daemon.json("register", "list")] == [DRAFT]


@pytest.mark.skipif(os.geteuid() != 0, reason="several users take root")
def test_what_was_issued_stays_and_what_was_not_begins_anew(daemon):
    """A tip withdrawn after the seal and a nomination that came late move papers; the issued one is as it was."""
    report = "phase-1-b2-1"
    done(daemon, "reviewer", "drafts", "submit", report)
    before = daemon.json("drafts", "show", DRAFT)
    nominations = sample_papers.nominations()
    first = {**nominations[0], "achievement": nominations[0]["achievement"] + ", được Nhân dân ghi nhận"}
    daemon.add({"nomination": [first]}, "--reason", "bổ sung thành tích")
    after = daemon.json("drafts", "show", DRAFT)
    assert {key: after[key] for key in ("state", "sha256", "issue_number")} == {key: before[key] for key in ("state", "sha256", "issue_number")}
    assert state(daemon, report) == "stale"
    # what the decision rests on stays a paper beside the issued one: nobody is kept out of minutes by the decision that they were for
    assert sorted((draft["kind"], draft["state"]) for draft in daemon.papers() if draft["kind"] in ("b2", "c") and draft["state"] != "stale") == [
        ("b2", "drafted"), ("c", "drafted")]


def edit(daemon, draft, changes, name="edited.docx", parts=None):
    """The draft as somebody leaves it behind in Word: words replaced, parts put in."""
    out = daemon.folder / name
    daemon.ctl("drafts", "export", draft, "--out", out, "--force")
    with zipfile.ZipFile(out) as file:
        held = {entry: file.read(entry) for entry in file.namelist()}
    text = held["word/document.xml"].decode()
    for old, new in changes.items():
        assert text.count(old) >= 1, old
        text = text.replace(old, new, 1)
    held.update({"word/document.xml": text.encode(), **(parts or {})})
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for entry, data in held.items():
            file.writestr(entry, data)
    out.chmod(0o644)
    return out


@pytest.mark.skipif(os.geteuid() != 0, reason="several users take root")
def test_a_paper_edited_in_word_is_another_version(daemon):
    """What differs is said word by word; a figure that differs is confirmed by name before anybody submits the paper; both versions are kept."""
    report = "phase-1-d-1"
    assert daemon.json("drafts", "changes", report) is None
    before = daemon.json("drafts", "show", report)
    file = edit(daemon, report, {"Kính gửi": "Kính trình", "239/266 tin = 89,8%": "240/266 tin = 90,2%", "[…]": "05"})
    for role in ("officer", "clerk"):  # the officer is a ward's
        refused(daemon, role, "drafts", "upload", report, file)
    done(daemon, "reviewer", "drafts", "upload", report, file, "--reason", "tin gửi muộn")
    after = daemon.json("drafts", "show", report)
    assert (after["state"], after["version"], after["origin"]) == ("drafted", 2, "edited") and after["sha256"] != before["sha256"]
    assert [(one["number"], one["origin"], one["made_by_name"], one["note"], one["current"]) for one in daemon.json("drafts", "versions", report)] == [
        (1, "machine", "thiduad", None, False), (2, "edited", "Lê Thị Thu (reviewer)", "tin gửi muộn", True)]
    assert daemon.json("drafts", "versions", report)[1]["received"] == hashlib.sha256(file.read_bytes()).hexdigest()
    changes = daemon.json("drafts", "changes", report)
    assert [[(piece["what"], piece["text"]) for piece in change["pieces"] if piece["what"] != "same"] for change in changes["changes"]] == [
        [("removed", "gửi:"), ("added", "trình:")], [("removed", "[…]/KH-BCĐ"), ("added", "05/KH-BCĐ")], [("removed", "239/266"), ("added", "240/266"), ("removed", "89,8%"), ("added", "90,2%")]]
    figures = [(one["number"], one["name"], one["said"], one["says"], one["confirmed_by"]) for one in changes["figures"]]
    assert figures == [(1, "Nguồn tin do Nhân dân cung cấp thông qua lực lượng, Kết quả toàn quận", "239/266", "240/266", None),
                       (2, "Nguồn tin do Nhân dân cung cấp thông qua lực lượng, Kết quả toàn quận", "89,8%", "90,2%", None)]
    assert "240/266" in daemon.ctl("drafts", "read", report)
    # nobody submits what nobody answers for
    assert "“239/266” → “240/266”" in refused(daemon, "reviewer", "drafts", "submit", report)
    done(daemon, "reviewer", "drafts", "confirm", report, "1", "--reason", "01 tin của Cát Bi đến sau khi chốt")
    assert "đã có người xác nhận" in refused(daemon, "reviewer", "drafts", "confirm", report, "1", "--reason", "nữa")
    assert "drafts changes" in refused(daemon, "reviewer", "drafts", "confirm", report, "9", "--reason", "nữa")
    assert "số thứ 2" in refused(daemon, "reviewer", "drafts", "submit", report)
    # the second figure is put right in Word; what was confirmed stays so
    file = edit(daemon, report, {"240/266 tin = 90,2%": "240/266 tin = 89,8%"})
    done(daemon, "reviewer", "drafts", "upload", report, file)
    assert "phiên bản 3" in refused(daemon, "reviewer", "drafts", "upload", report, file)  # once is enough
    assert [(one["says"], one["confirmed_by_name"], one["reason"]) for one in daemon.json("drafts", "changes", report)["figures"]] == [
        ("240/266", "Lê Thị Thu (reviewer)", "01 tin của Cát Bi đến sau khi chốt")]
    done(daemon, "reviewer", "drafts", "submit", report)
    assert "đã trình nên không gửi bản đã sửa được" in refused(daemon, "reviewer", "drafts", "upload", report, file)
    assert [event["event"] for event in daemon.json("drafts", "show", report)["events"]] == ["drafted", "edited", "figure_confirmed", "edited", "presented"]
    daemon.ctl("drafts", "export", report, "--number", "1", "--out", file, "--force")
    assert hashlib.sha256(file.read_bytes()).hexdigest() == before["sha256"]
    # another nomination makes the report anew: what was edited stays with the paper before, and what the new one says otherwise is said
    nominations = sample_papers.nominations()
    daemon.add({"nomination": [{**nominations[-1], "state": "withdrawn", "state_reason": "xin rút"}]}, "--reason", "xin rút")
    assert state(daemon, report) == "stale" and daemon.json("drafts", "versions", report)[2]["current"]
    changes = daemon.json("drafts", "changes", "phase-1-d-2")
    assert (changes["from"]["draft"], changes["from"]["number"], changes["from"]["origin"], changes["to"]["origin"]) == (report, 3, "edited", "machine")
    assert [[(piece["what"], piece["text"]) for piece in change["pieces"] if piece["what"] != "same"][:2] for change in changes["changes"]] == [
        [("removed", "trình:"), ("added", "gửi:")], [("removed", "05/KH-BCĐ"), ("added", "[…]/KH-BCĐ")],
        [("added", "4. Kinh phí: tiền thưởng theo các quyết định đã ban hành 9.180.000 đồng (08 khen thưởng).")], [("removed", "240/266"), ("added", "239/266")],
        [("removed", "03"), ("added", "02")]]
    daemon.ctl("audit", "verify")


def issue(daemon, draft, number, day):
    done(daemon, "reviewer", "drafts", "submit", draft)
    done(daemon, "leader", "drafts", "approve", draft)
    done(daemon, "clerk", "drafts", "issue", draft, "--number", number, "--day", day)


@pytest.mark.skipif(os.geteuid() != 0, reason="several users take root")
def test_an_issued_paper_is_superseded_or_revoked_and_never_changed(daemon):
    report = "phase-1-d-2"
    issue(daemon, report, "30", "2025-02-12")
    duties = {row["occurrence"]: (row["state"], row["output"]) for row in daemon.json("duties", "list") if row["duty"] == "T07"}
    assert duties["phase-1"] == ("fulfilled", report) and duties["2025-01"][0] == "open"  # the phase's duty asked for this report
    file = daemon.json("drafts", "show", report)["sha256"]
    words = (report, "--decision", "Quyết định số 50/QĐ-BCĐ", "--reason", "sai số liệu")
    for role in ("reviewer", "officer"):
        refused(daemon, role, "drafts", "revoke", *words, "--day", "2025-02-12")
    assert "sau hôm nay" in refused(daemon, "clerk", "drafts", "revoke", *words, "--day", "2025-02-13")
    assert "trước ngày ban hành" in refused(daemon, "clerk", "drafts", "revoke", *words, "--day", "2025-02-11")
    done(daemon, "clerk", "drafts", "revoke", *words, "--day", "2025-02-12")
    shown = daemon.json("drafts", "show", report)
    assert (shown["state"], shown["issue_number"], shown["sha256"], shown["choices"]) == ("revoked", 30, file, [])
    assert shown["events"][-1]["note"] == "sai số liệu; theo Quyết định số 50/QĐ-BCĐ ngày 12/02/2025"
    assert "không còn hiệu lực" in refused(daemon, "clerk", "drafts", "revoke", *words, "--day", "2025-02-12")
    # nothing stands in its place, so the next change makes another; that one's number is another too
    nominations = sample_papers.nominations()
    daemon.add({"nomination": [{**nominations[0], "achievement": "giữ vững địa bàn suốt đợt"}]}, "--reason", "ghi gọn")
    another = daemon.json("drafts", "show", "phase-1-d-3")
    assert another["state"] == "drafted"
    assert "đã cấp cho" in refused_issue(daemon, "phase-1-d-3", "30", "2025-02-12")
    done(daemon, "clerk", "drafts", "issue", "phase-1-d-3", "--number", "31", "--day", "2025-02-12")
    assert state(daemon, report) == "revoked" and state(daemon, "phase-1-d-3") == "issued"
    # a correction begins with the text that was issued and takes its place when it is issued itself
    refused(daemon, "clerk", "drafts", "correct", "phase-1-d-3", "--reason", "sai tên")
    assert "còn hiệu lực" in refused(daemon, "reviewer", "drafts", "correct", report, "--reason", "sai tên")
    done(daemon, "reviewer", "drafts", "correct", "phase-1-d-3", "--reason", "sai tên")
    assert "“phase-1-d-4”" in refused(daemon, "reviewer", "drafts", "correct", "phase-1-d-3", "--reason", "sai tên")
    assert daemon.json("drafts", "show", "phase-1-d-4")["sha256"] == daemon.json("drafts", "show", "phase-1-d-3")["sha256"]
    done(daemon, "reviewer", "drafts", "upload", "phase-1-d-4", edit(daemon, "phase-1-d-4", {"Thường trực Quận ủy": "Ban Thường vụ Quận ủy"}))
    assert state(daemon, "phase-1-d-3") == "issued"
    issue(daemon, "phase-1-d-4", "32", "2025-02-12")
    assert state(daemon, "phase-1-d-3") == "replaced" and daemon.json("drafts", "show", "phase-1-d-3")["events"][-1]["note"] == "phase-1-d-4: số 32/BC-BCĐ ngày 12/02/2025"
    assert state(daemon, report) == "revoked"
    daemon.ctl("audit", "verify")


def refused_issue(daemon, draft, number, day):
    done(daemon, "reviewer", "drafts", "submit", draft)
    done(daemon, "leader", "drafts", "approve", draft)
    return refused(daemon, "clerk", "drafts", "issue", draft, "--number", number, "--day", day)


def entry(daemon, role, *words):
    return daemon_as(daemon, role, "register", "add", "quan-hai-an", "--issuer", "truong_ban_799", "--symbol", "BC-BCĐ", "--day", "2025-02-12", "--title", "Báo cáo tháng", *words)


def daemon_as(daemon, role, *words):
    result = as_person(daemon, role, *words)
    return result.returncode, result.stdout + result.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="several users take root")
def test_the_register_has_each_number_once_and_says_why_one_is_out_of_order(daemon):
    """What was issued stands in it; what was not drafted here is entered; a gap, a late number, a day out of order ask for a reason."""
    rows = daemon.json("register", "list")
    assert [(row["numbered"], row["day"], row["draft"], row["issuer_name"], row["remark"]) for row in rows] == [
        ("30/BC-BCĐ", "2025-02-12", "phase-1-d-2", "Ban Chỉ đạo 799 quận", "đã thu hồi"), ("31/BC-BCĐ", "2025-02-12", "phase-1-d-3", "Ban Chỉ đạo 799 quận", "đã bị thay thế"),
        ("32/BC-BCĐ", "2025-02-12", "phase-1-d-4", "Ban Chỉ đạo 799 quận", None), ("45/QĐ-UBND", "2025-02-12", "phase-1-a-1", "Ủy ban nhân dân quận Hải An", None)]
    assert rows[3]["title"] == daemon.json("drafts", "show", "phase-1-a-1")["title"] and rows[3]["registered_by_name"] == "Đỗ Thị Văn (clerk)"
    assert entry(daemon, "reviewer", "--number", "33")[0] == 1
    assert entry(daemon, "clerk", "--number", "33")[0] == 0
    assert "đã cấp cho “Báo cáo tháng”" in entry(daemon, "clerk", "--number", "33")[1]
    assert "bỏ cách số" in entry(daemon, "clerk", "--number", "35")[1] and "34/BC-BCĐ" in entry(daemon, "clerk", "--number", "35")[1]
    assert "là số lùi" in entry(daemon, "clerk", "--number", "29")[1]
    assert entry(daemon, "clerk", "--number", "35", "--reason", "số 34 hủy vì in hỏng")[0] == 0
    assert "đã cấp cho" in daemon_as(daemon, "clerk", "register", "add", "quan-hai-an", "--issuer", "bcd_799", "--symbol", "BC-BCĐ", "--number", "33",
                                      "--day", "2025-02-12", "--title", "x")[1]  # another section of bodies.ini, the same body
    assert "ubnd_quan" in daemon_as(daemon, "clerk", "register", "add", "quan-hai-an", "--issuer", "nobody", "--number", "1", "--day", "2025-02-12", "--title", "x")[1]
    assert [row["numbered"] for row in daemon.json("register", "list", "--issuer", "truong_ban_799", "--year", "2025", "--find", "bao cao thang")] == ["33/BC-BCĐ", "35/BC-BCĐ"]
    # the office's own system: its gaps need no reason, a double is still none
    file = daemon.folder / "so.csv"
    head = "issuer;unit;symbol;number;day;title;signer\n"
    file.write_text(head + "truong_ban_799;quan-hai-an;BC-BCĐ;40;10/02/2025;Báo cáo tuần;Nguyễn Văn A\ntruong_ban_799;quan-hai-an;BC-BCĐ;35;12/02/2025;Trùng;\n")
    file.chmod(0o644)
    said = daemon_as(daemon, "clerk", "register", "import", file)
    assert said[0] == 1 and "so.csv:3" in said[1] and "đã cấp cho “Báo cáo tháng”" in said[1], said
    file.write_text(head + "truong_ban_799;quan-hai-an;BC-BCĐ;40;10/02/2025;Báo cáo tuần;Nguyễn Văn A\n")
    assert daemon_as(daemon, "clerk", "register", "import", file)[0] == 0
    assert [(row["numbered"], row["source"]) for row in daemon.json("register", "list", "--issuer", "truong_ban_799")][-2:] == [("35/BC-BCĐ", "entered"), ("40/BC-BCĐ", "imported")]
    out = daemon.folder / "m.json"
    daemon.ctl("drafts", "metadata", "phase-1-a-1", "--out", out)
    made = json.loads(out.read_text())
    header = made["MessageHeader"]
    assert list(header) == ["From", "To", "DocumentId", "Code", "PromulgationInfo", "DocumentType", "Subject", "SignerInfo"] and "Chưa kiểm tra" in made["Note"]
    assert header["Code"] == {"CodeNumber": "45", "CodeNotation": "QĐ-UBND"} and header["PromulgationInfo"] == {"Place": "Hải An", "PromulgationDate": "2025/02/12"}
    assert [one["AttachmentName"] for one in made["edXMLManifest"]["Reference"]] == ["phase-1-a-1.docx"]
    assert "chưa ban hành" in daemon.refused("drafts", "metadata", "phase-1-b1-cat-bi-1", "--out", out, "--force")
    daemon.ctl("audit", "verify")


@pytest.mark.skipif(os.geteuid() != 0, reason="several users take root")
def test_the_signed_copy_is_kept_byte_for_byte(daemon):
    scan, other = daemon.folder / "ban-ky.pdf", daemon.folder / "ban-ky.txt"
    scan.write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n" + os.urandom(5000) + b"\n%%EOF\n")
    other.write_bytes(b"khong phai PDF")
    for file in (scan, other):
        file.chmod(0o644)
    refused(daemon, "leader", "drafts", "attach", DRAFT, scan)
    assert "không phải" in refused(daemon, "clerk", "drafts", "attach", DRAFT, other)
    refused(daemon, "clerk", "drafts", "attach", "phase-1-b1-cat-bi-1", scan)  # it is not issued
    done(daemon, "clerk", "drafts", "attach", DRAFT, scan, "--reason", "bản ký số")
    assert "bản số 1" in refused(daemon, "clerk", "drafts", "attach", DRAFT, scan)
    assert [(one["number"], one["name"], one["media"], one["sha256"], one["attached_by_name"], one["note"]) for one in daemon.json("drafts", "copies", DRAFT)] == [
        (1, "ban-ky.pdf", "pdf", hashlib.sha256(scan.read_bytes()).hexdigest(), "Đỗ Thị Văn (clerk)", "bản ký số")]
    out = daemon.folder / "out.pdf"
    daemon.ctl("drafts", "copy", DRAFT, "1", "--out", out)
    assert out.read_bytes() == scan.read_bytes()
    known = daemon.json("verify", "--file", scan)
    assert (known["found"], known["paper"], known["is_issued"], known["issue_number"]) == ("file", DRAFT, True, 45)
    assert "drafts copies" in daemon.refused("drafts", "copy", DRAFT, "2", "--out", out, "--force")


@pytest.mark.skipif(os.geteuid() != 0, reason="several users take root")
def test_the_signatures_in_a_signed_copy_are_listed(daemon, tmp_path):
    """Who, when, intact or not; a scan has none; what cannot be read is kept and says so. A picture and what was attached before were not looked at."""
    signer = Signer(tmp_path, "Nguyễn Văn Chủ")
    paper = signed(plain(), signer)
    files = {"ky.pdf": paper, "doi.pdf": paper.replace(b"100 100 l", b"100 900 l"), "quet.pdf": plain(), "hong.pdf": b"%PDF-1.7\nhong\n"}
    for name, data in files.items():
        (daemon.folder / name).write_bytes(data)
        (daemon.folder / name).chmod(0o644)
        done(daemon, "clerk", "drafts", "attach", DRAFT, daemon.folder / name)
    copies = {copy["name"]: copy for copy in daemon.json("drafts", "copies", DRAFT)}
    assert {name: copies[name]["signatures"] and [(one["signer"], one["state"]) for one in copies[name]["signatures"]] for name in files} == {
        "ky.pdf": [("Nguyễn Văn Chủ", "intact")], "doi.pdf": [("Nguyễn Văn Chủ", "changed")], "quet.pdf": [], "hong.pdf": []}
    assert copies["hong.pdf"]["fault"] and not copies["quet.pdf"]["fault"] and copies["ky.pdf"]["signatures"][0]["signed_at"].startswith("20")
    said = daemon.ctl("drafts", "copies", DRAFT)
    assert "Nguyễn Văn Chủ, 20" in said and "còn nguyên vẹn" in said and "đã bị đổi sau khi ký" in said and "không có chữ ký số" in said and "không đọc được" in said
    assert "no digital signature" in daemon.ctl("--lang", "en", "drafts", "copies", DRAFT)
    out = daemon.folder / "ky-out.pdf"
    daemon.ctl("drafts", "copy", DRAFT, str(copies["ky.pdf"]["number"]), "--out", out)
    assert out.read_bytes() == paper  # still what was signed


@pytest.mark.skipif(os.geteuid() != 0, reason="several users take root")
def test_what_cannot_come_back(daemon):
    paper = next(row["id"] for row in daemon.papers() if row["state"] == "drafted" and row["kind"] in "b1 c e")
    macro = edit(daemon, paper, {}, "macro.docx", {"word/vbaProject.bin": b"x"})
    same = daemon.folder / "same.docx"
    daemon.ctl("drafts", "export", paper, "--out", same)
    same.chmod(0o644)
    tag = edit(daemon, paper, {"Độc lập": "{{ title }}"}, "tag.docx")
    plain = daemon.folder / "plain.docx"
    plain.write_text("không phải Word")
    plain.chmod(0o644)
    for file, told in ((macro, "macro"), (same, "không có gì mới"), (tag, "tệp mẫu"), (plain, "không phải .docx")):
        said = refused(daemon, "reviewer", "drafts", "upload", paper, file)
        assert told in said, (file, said)
    assert [one["number"] for one in daemon.json("drafts", "versions", paper)] == [1]
