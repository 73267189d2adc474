"""A .docx looked at from outside: are its parts sound, does everything resolve, what does it say."""
import pathlib
import shutil
import subprocess
import sys
import zipfile
from xml.etree import ElementTree

from stock import SANITIZED

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "word"))
import word_structure  # noqa: E402

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Word:
    def __init__(self, path):
        self.path = path
        with zipfile.ZipFile(path) as file:
            assert file.testzip() is None
            names = [entry.filename for entry in file.infolist()]
            assert len(names) == len(set(names)) and names[0] == "[Content_Types].xml"
            self.stamps = {entry.date_time for entry in file.infolist()}
            self.parts = {name: file.read(name) for name in names}
        self.trees = {name: ElementTree.fromstring(data) for name, data in self.parts.items()
                      if name.endswith((".xml", ".rels"))}  # raises when a part is not well formed

    def check(self):
        word_structure.check(self.parts)
        text = self.text()
        for mark in ("{{", "}}", "{%", "%}", "nil", "None", "undefined", "NULL"):
            assert mark not in text, f"“{mark}” in {self.path}"
        return self

    def paragraphs(self):
        body = self.trees["word/document.xml"]
        return ["".join(node.text or "" if node.tag == f"{W}t" else "\t" if node.tag == f"{W}tab" else "\n" if node.tag == f"{W}br"
                        else "" for node in paragraph.iter()) for paragraph in body.iter(f"{W}p")]

    def text(self):
        return "\n".join(self.paragraphs())

    def plain(self):
        """The text with every stretch of blanks as one blank."""
        return " ".join(self.text().split())

    def rows(self):
        return [[" ".join("".join(t.text or "" for t in cell.iter(f"{W}t")).split()) for cell in row.findall(f"{W}tc")]
                for row in self.trees["word/document.xml"].iter(f"{W}tr")]


def by_libreoffice(path, folder):
    """The text as LibreOffice reads it; None when it is not installed. (It reads what the plain build wrote; the sanitizers' is the same.)"""
    if SANITIZED or not shutil.which("soffice"):
        return None
    subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "txt:Text (encoded):UTF8",
                    "--outdir", str(folder), str(path)], check=True, capture_output=True, timeout=180)
    return " ".join((folder / (path.stem + ".txt")).read_text(encoding="utf-8-sig").split())


def rewrite(path, part, *changes):
    """The same file with texts of one part replaced."""
    with zipfile.ZipFile(path) as file:
        parts = {entry.filename: file.read(entry) for entry in file.infolist()}
    for old, new in changes:
        assert old.encode() in parts[part], f"{old} is not in {path}"
        parts[part] = parts[part].replace(old.encode(), new.encode())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
