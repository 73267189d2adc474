"""Papers as PDF, without Word: the same lines on the same pages as LibreOffice has them, for every kind of paper, stamped ones (THIDUA_LONG: of both phases and the
contest's close, before the stamp too); the same bytes each time, drawn once; DỰ THẢO across until it is issued; shown within a page; one sentence where it cannot be drawn. And what each rests on: its figures lead to
results, sources and records."""
import os
import re
import shutil
import subprocess
import urllib.parse

import pytest

import phase
import sample_papers
import steady
from daemon import BUILD
from stock import SANITIZED

KINDS = ["a", "a_ward", "b1", "b2", "c", "d", "e", "f1", "f2"]


@pytest.fixture(scope="module")
def daemon(tmp_path_factory):
    running = phase.listening(tmp_path_factory.mktemp("preview"), play=sample_papers.play_every_kind)
    yield running
    assert running.stop() == 0


def approver(daemon):
    """approve(id): the paper as it is stamped."""
    tokens = {}
    for role in ("reviewer", "leader"):
        daemon.ctl("people", "add", role, "--full-name", f"Người {role}", "--role", role)
        tokens[role] = daemon.json("tokens", "add", role, "--role", role, "--until", "2099-12-31", "--note", "thử")["token"]

    def approve(paper):
        for role, act in (("reviewer", "submit"), ("leader", "approve")):
            daemon.open(f"/api/drafts/{act}?{urllib.parse.urlencode({'id': paper})}", data=b"", headers={"Authorization": f"Bearer {tokens[role]}"}).read()
    return approve


@pytest.fixture(scope="module")
def drafts(daemon):
    """One of each kind that holds, and of b1 and f1, which tell of a nominee, that of Đằng Hải; all but one are approved, and so stamped."""
    held = [draft for draft in daemon.papers() if draft["state"] == "drafted"]
    held.sort(key=lambda draft: draft["subject"] == "dang-hai")
    chosen, approve = {draft["kind"]: draft["id"] for draft in held}, approver(daemon)
    for paper in sorted(set(chosen.values()) - {chosen["e"]}):
        approve(paper)
    return chosen


def preview(daemon, draft, name="paper.pdf"):
    daemon.ctl("drafts", "preview", draft, "--out", daemon.folder / name, "--force")
    return (daemon.folder / name).read_bytes()


def lines(path):
    """Of each page, with one blank for any."""
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    return [[" ".join(line.split()) for line in page.splitlines() if line.strip()] for page in text.split("\f")[:-1]]


def test_every_kind_is_here(drafts):
    assert sorted(drafts) == KINDS


def compare(ours, theirs):
    """ours: {name: a preview}; theirs: where the .docx of these names lie, drawn there by LibreOffice."""
    subprocess.run(["soffice", f"-env:UserInstallation=file://{theirs}/profile", "--headless", "--convert-to", "pdf", "--outdir", theirs,
                    *(theirs / f"{name}.docx" for name in ours)], check=True, capture_output=True, timeout=600)
    wrong = []
    for name, path in ours.items():
        mine, other = lines(path), lines(theirs / f"{name}.pdf")
        wrong += [f"{name}, page {number + 1}: “{our}” where LibreOffice has “{their}”" for number, pages in enumerate(zip(mine, other))
                  for our, their in zip(*pages) if our != their][:3]
        wrong += [] if [len(page) for page in mine] == [len(page) for page in other] else [f"{name}: lines a page"]
    assert not wrong, "\n".join(wrong)


def can_compare():
    if SANITIZED or not shutil.which("soffice") or not shutil.which("pdftotext"):
        pytest.skip("LibreOffice or poppler-utils is not installed: the previews' lines were not compared")


def take(daemon, draft, name, folder):
    """The paper as Word has it, into the folder; as we draw it."""
    daemon.ctl("drafts", "export", draft, "--out", folder / f"{name}.docx")
    preview(daemon, draft, f"{name}.pdf")
    return daemon.folder / f"{name}.pdf"


def test_every_kind_has_the_lines_and_pages_of_libreoffice(daemon, drafts, tmp_path):
    can_compare()
    compare({kind: take(daemon, draft, kind, tmp_path) for kind, draft in drafts.items()}, tmp_path)


@pytest.mark.skipif(not os.environ.get("THIDUA_LONG"), reason="long: make check-long")
def test_all_papers_of_the_contest_have_the_lines_and_pages_of_libreoffice(tmp_path):
    can_compare()
    made, theirs = phase.listening(tmp_path / "contest"), tmp_path / "word"
    theirs.mkdir()
    approve, ours, kinds = approver(made), {}, set()

    def decide(of):
        for draft in made.json("drafts", "--phase", of):
            if draft["state"] != "drafted":
                continue
            ours[f"{draft['id']}-drafted"] = take(made, draft["id"], f"{draft['id']}-drafted", theirs)
            approve(draft["id"])
            ours[draft["id"]] = take(made, draft["id"], draft["id"], theirs)
            kinds.add((of, draft["kind"]))

    try:
        sample_papers.play_to_the_end(made, decide)
        assert {("phase-1", "b3"), ("phase-1", "b3_catp"), ("phase-2", "e"), ("phase-2", "a_ward"), ("contest", "b3"), ("contest", "t21")} <= kinds and len(kinds) >= 22, kinds
        compare(ours, theirs)
    finally:
        made.stop()


def test_the_same_paper_gives_the_same_bytes(daemon, drafts):
    for draft in drafts.values():
        first = preview(daemon, draft)
        assert first == preview(daemon, draft) and first.startswith(b"%PDF-")


def ask(daemon, address):
    with daemon.open(address) as answer:
        return answer.headers, answer.read()


def test_it_is_shown_within_a_page_of_ours_and_no_other(daemon, drafts):
    headers, body = ask(daemon, f"/api/drafts/preview?id={drafts['e']}")
    assert body == preview(daemon, drafts["e"])
    assert headers["Content-Type"] == "application/pdf" and headers["Content-Disposition"] == f'inline; filename="{drafts["e"]}.pdf"'
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'self'" in policy and "script-src" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff" and headers["Cross-Origin-Resource-Policy"] == "same-origin"
    headers, page = ask(daemon, f"/draft?id={drafts['e']}")
    assert "object-src 'self'; frame-src 'self'" in headers["Content-Security-Policy"]  # Chrome asks for the one, Firefox for the other
    assert f'/api/drafts/preview?id={drafts["e"]}' in page.decode()


def test_what_cannot_be_previewed_is_refused(daemon):
    said = daemon.refused("drafts", "preview", "phase-1-a-99", "--out", daemon.folder / "none.pdf")
    assert "phase-1-a-99" in said and not (daemon.folder / "none.pdf").exists()


def test_a_file_that_is_there_is_kept(daemon, drafts):
    kept = daemon.folder / "kept.pdf"
    kept.write_text("của tôi")
    assert "--force" in daemon.refused("drafts", "preview", drafts["e"], "--out", kept)
    assert kept.read_text() == "của tôi"


# ---- what it rests on ----------------------------------------------------------------------------------------------
def test_each_sealed_figure_leads_to_its_result_and_source(daemon, drafts):
    rows = {row["subject"]: row for row in daemon.json("seals", "show", "phase-1-1")["rows"]}
    basis = daemon.json("drafts", "basis", drafts["e"])
    assert basis["seal"] == "phase-1-1" and {figure["subject"] for figure in basis["figures"]} == {"cat-bi"}
    assert {figure["criterion"]: figure["value"] for figure in basis["figures"]} == \
        {criterion: cell["value"] for criterion, cell in rows["cat-bi"]["cells"].items()}
    missed = basis["figures"][0]  # what was missed comes first
    assert (missed["criterion"], missed["verdict"], missed["value"]) == ("1.1", "missed", "60%")
    assert missed["reference"].startswith("Kế hoạch, mục IV.1")
    for figure in basis["figures"]:
        explained = daemon.json("explain", figure["result"])
        assert (explained["value"], explained["says"]) == (figure["value"], figure["says"])
    whole = daemon.json("drafts", "basis", drafts["d"])["figures"]  # a paper about all: the district's, and what a ward missed
    assert [(figure["subject"], figure["criterion"]) for figure in whole if figure["verdict"] == "missed"] == [("cat-bi", "1.1")]
    assert {figure["subject"] for figure in whole} == {"quan-hai-an", *steady.WARDS}  # its annex prints each ward's
    assert {figure["criterion"] for figure in whole if figure["subject"] == "quan-hai-an"} == set(rows["quan-hai-an"]["cells"])


def test_what_it_counted_itself_leads_to_the_records(daemon, drafts):
    groups = {group["figure"]: group for group in daemon.json("drafts", "basis", drafts["f1"])["counted"]}
    assert (groups["tips"]["type"], groups["tips"]["counted"], len(groups["tips"]["records"])) == ("tip", 23, 26)
    assert (groups["tips"]["title"], groups["leader"]["title"]) == ("Nguồn tin (số đầu: qua lực lượng)", "Tổ trưởng (số đầu: nữ)")
    for figure, kind in {"tips": "tip", "incidents": "incident", "patrols": "patrol", "deeds": "good_deed"}.items():
        assert groups[figure]["type"] == kind
        assert daemon.json("history", kind, groups[figure]["records"][0]["record"])
    page = ask(daemon, f"/draft?id={drafts['f1']}")[1].decode()
    assert "/records/entry?type=tip&amp;key=dang-hai" in page or "/records/entry?type=tip&key=dang-hai" in page


def test_the_law_that_it_cites_says_since_when_it_holds(daemon, drafts):
    legal = daemon.json("drafts", "basis", drafts["a"])["legal"]
    assert [(one["id"], one["from"], one["now"]) for one in legal[:2]] == [("local_government", "2020-07-01", None), ("emulation_law", "2024-01-01", None)]
    assert legal[0]["until"] == "2025-02-28" and legal[1]["text"].startswith("Luật Thi đua, khen thưởng") and "{{" not in legal[-1]["text"]
    assert "Căn cứ pháp lý" in ask(daemon, f"/draft?id={drafts['a']}")[1].decode()
    assert daemon.json("drafts", "basis", drafts["f1"])["legal"] == []


def test_papers_before_and_after_lead_to_each_other(daemon, drafts):
    first = "phase-1-c-1"
    assert drafts["c"] != first  # the award of Thành Tô made it anew
    assert [(paper["id"], paper["after"]) for paper in daemon.json("drafts", "basis", first)["related"]] == [(drafts["c"], True)]
    assert [(paper["id"], paper["after"], paper["state"]) for paper in daemon.json("drafts", "basis", drafts["c"])["related"]] == [(first, False, "stale")]


def test_without_the_font_or_the_program_it_says_what_to_install(tmp_path):
    """As on a machine where they are missing: the program alone in another folder tree, where no font lies."""
    if os.geteuid() != 0 or SANITIZED:
        pytest.skip("another root of the file system takes root")
    job = b'{"kind":"render","papers":[]}'
    code = ("import os, socket, sys, struct\n"
            "ours, theirs = socket.socketpair()\n"
            "pid = os.fork()\n"
            "if pid == 0:\n"
            "    os.dup2(theirs.fileno(), 3); os.dup2(os.open('/dev/null', os.O_RDONLY), 4)\n"
            "    os.execv(sys.argv[1], ['thidua-render', '--worker'])\n"
            "theirs.close()\n"
            f"job = {job!r}\n"
            "ours.sendall(struct.pack('>I', len(job)) + job)\n"
            "print(ours.makefile('rb').read()[4:].decode())\n")
    hidden = ["/usr/share/fonts/truetype/liberation2", "/usr/share/fonts/truetype/liberation"]
    mounts = "; ".join(f"test ! -d {folder} || mount -t tmpfs none {folder}" for folder in hidden)
    done = subprocess.run(["unshare", "-m", "sh", "-c", f'{mounts}; exec /usr/bin/python3 -c "$0" "$1"', code, BUILD / "thidua-render"],
                          capture_output=True, text=True, timeout=60)
    if "permitted" in done.stderr or "denied" in done.stderr or done.stderr.startswith("unshare:"):  # a changed root has no mounts of its own
        pytest.skip("this machine lets nobody mount")
    assert re.search("apt-get install fonts-liberation2", done.stdout), done
