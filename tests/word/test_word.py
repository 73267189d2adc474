"""Every template of word_templates.py is filled or refused as it must be; what is filled has nothing for Word to repair, and
LibreOffice, where there is one, opens it and reads the same words."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import zipfile
from xml.etree import ElementTree

import pytest

import word_structure
from word_package import save
from word_templates import CASES, DATA

SOURCE = pathlib.Path(__file__).resolve().parents[2]
FILL = pathlib.Path(os.environ.get("THIDUA_BUILD", SOURCE / "build")) / "tests/word/fill"
BLANKS = {f"{word_structure.W}{name}" for name in ("br", "cr", "tab")}
STRINGS = {"string", "descr", "tooltip", "Target"}  # attributes that a reader sees
TEXTS = re.compile(r"\{http://schemas.openxmlformats.org/(?:wordprocessingml/2006|drawingml/2006|officeDocument/2006)/(?:main|math)\}")


def fill(case, folder):
    """The parts of the draft (None when there is none) and what was said."""
    template, out = folder / "template.docx", folder / "draft.docx"
    save(template, case.parts)
    if case.change:
        template.write_bytes(case.change(template.read_bytes()))
    (folder / "data.json").write_text(json.dumps(DATA), encoding="utf-8")
    done = subprocess.run([FILL, template, folder / "data.json", out], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    if not out.exists():
        return None, json.loads(done.stdout)
    with zipfile.ZipFile(out) as file:
        return {name: file.read(name) for name in file.namelist()}, json.loads(done.stdout)


def words(data):
    """The text of a part: what stands in its elements, a line a paragraph, and its attributes (WordArt, alternative text)."""
    lines = []

    def walk(node, line):
        name = TEXTS.sub("", node.tag)
        if name == "p":
            line = [""]
            lines.append(line)
        if name in ("br", "cr"):
            line[0] += "\n"
        elif name == "tab":
            line[0] += "\t"
        line[0] += node.text or ""
        lines.extend([value] for key, value in node.attrib.items() if key.rsplit("}", 1)[-1] in STRINGS)
        for child in node:
            walk(child, line)

    loose = [""]
    walk(ElementTree.fromstring(data), loose)
    return "\n".join(line[0] for line in [*lines, loose] if line[0])


def text_of(parts):
    return "\n".join(words(data) for name, data in parts.items() if name.endswith((".xml", ".rels")) and name != "[Content_Types].xml")


def said_of(answer, warnings):
    return [f"{one['file']} {one['column'] or ''}: {one['en']}" for one in answer["problems"] if (one["level"] == "warning") == warnings] + (
        [] if warnings else [answer["en"]] if "en" in answer else [])


@pytest.mark.parametrize("name", CASES)
def test_template(name, tmp_path):
    case = CASES[name]
    parts, answer = fill(case, tmp_path)
    errors, notes = said_of(answer, False), said_of(answer, True)
    if case.refused or case.missing:
        assert parts is None, "it was filled"
        assert errors and all(piece in errors[0] for piece in case.refused + case.missing), errors
        return
    assert parts is not None and not errors, errors
    assert bool(case.noted) == bool(notes) and all(piece in notes[0] for piece in case.noted), notes
    word_structure.check(parts)
    plain = {name: data.decode().replace("\n", "") for name, data in parts.items() if data[:1] == b"<"}
    text, markup = text_of(parts), "\n".join(plain.values())
    for piece in case.says:
        assert piece in text, text
    for piece in case.lacks:
        assert not re.search(rf"(?<!\w){re.escape(piece)}(?!\w)", text), text
    for piece in case.without:
        assert piece not in markup, f"“{piece}” is there"
    for part, piece in case.xml:
        assert piece in plain[part], plain[part]
    for piece, times in case.times.items():
        assert markup.count(piece) == times, f"“{piece}” {markup.count(piece)} times, not {times}"


def body_lines(parts):
    """The paragraphs of the text, blanks as one; without fields and notes (which LibreOffice counts) and text boxes."""
    name = re.search(r'PartName="/([^"]+)" ContentType="[^"]+document.main', parts["[Content_Types].xml"].decode()).group(1)
    lines = []
    for paragraph in ElementTree.fromstring(parts[name]).iter(f"{word_structure.W}p"):
        if any(paragraph.find(f".//{word_structure.W}{name}") is not None for name in ("fldChar", "footnoteReference", "endnoteReference")):
            continue
        runs = [node for node in paragraph if node.tag in (f"{word_structure.W}r", f"{word_structure.W}hyperlink")]
        lines.append(" ".join("".join((node.text or "") if node.tag == f"{word_structure.W}t" else " " if node.tag in BLANKS else ""
                                      for run in runs for node in run.iter()).split()))
    return lines if b"<w:pict>" not in parts[name] else []


def test_libreoffice_reads_the_same_words(tmp_path):
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed (libreoffice-writer-nogui)")
    drafts, expected = [], {}
    for number, (name, case) in enumerate(CASES.items()):
        folder = tmp_path / str(number)
        folder.mkdir()
        parts, _ = fill(case, folder)
        if parts:
            drafts.append(shutil.move(folder / "draft.docx", tmp_path / f"draft{number}.docx"))
            expected[number] = (name, body_lines(parts))
    subprocess.run(["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "txt:Text (encoded):UTF8",
                    "--outdir", str(tmp_path / "out"), *map(str, drafts)], check=True, capture_output=True, timeout=300)
    assert sum(bool(lines) for _, lines in expected.values()) > 40
    for number, (name, lines) in expected.items():
        read = tmp_path / "out" / f"draft{number}.txt"
        assert read.exists(), f"{name}: LibreOffice did not open it"
        text = " ".join(read.read_text(encoding="utf-8-sig").split())
        for line in lines:
            assert line in text, f"{name}: LibreOffice reads “{text}”, without “{line}”"
