"""pictures.py OUT: the pictures of README.md and docs/, made anew from the demo: its pages as browsers show them, for the Vietnamese guide
(NAME.png) and the English one (NAME.en.png), what a terminal says, papers and workbooks as LibreOffice shows them. THIDUA_BUILD is the
build folder. Needs chromium-headless-shell, python3-selenium, LibreOffice, pdftoppm, pngquant and openssl."""
import base64
import pathlib
import subprocess
import sys
import tempfile

import terminal

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "whole"))
from browser import Browser  # noqa: E402
from demo import Demo  # noqa: E402
from phase import listening  # noqa: E402
from places import MONTH, UNIT, board  # noqa: E402

LARGEST = 150 * 1024
LANGUAGES = {"vi": ("", ""), "en": (".en", "/en")}  # {language: (what a picture's name ends in, what its addresses begin with)}

# Rows as an officer copies them out of Excel, two cells wrong.
PASTED = """Mã nguồn tin\tNgày tiếp nhận\tKênh tiếp nhận\tĐã xác minh
CB-404\t09/02/2025\tqua lực lượng\tđúng
CB-405\t31/02/2025\tZalo\tđúng
CB-406\t10/02/2025\tsố 113\t"""

# A ward's own file, with mistakes.
FILE = """STT,Mã nguồn tin,Phường,Tổ,Ngày tiếp nhận,Kênh tiếp nhận,Đã xác minh,Ghi chú
1,cb-101,Cát Bi,cat-bi-01,05-11-2024,lực lượng,đúng,
2,cb-102,Cát Bi,,06/11/2024,LL,đúng,gọi lại
3,cb-103,Cát Bi,,08/11/2024,LL,chưa,
4,tin-0140,Cát Bi,cat-bi-09,06/11/2024,điện thoại,đúng,
5,cb-104,Cát Bi,,31/11/2024,Zalo,đúng,
,Tổng cộng,5,,,,,
"""


class Studio:
    """The demo, a browser, a LibreOffice and a folder of their own; pictures go to `out`."""

    def __init__(self, out, scratch):
        self.out, self.scratch = out, scratch
        self.demo = Demo(scratch)
        self.browser = Browser(self.demo.port, scratch)

    def end(self):
        self.browser.end()
        self.demo.stop()

    def person(self, role):
        return self.browser.person(self.demo.cookie(self.demo.roles[role]))

    def small(self, path):
        """The same picture in few colours: text on a plain ground needs no more."""
        subprocess.run(["pngquant", "--force", "--strip", "--speed", "1", "--output", path, "64", path], check=True)
        size = path.stat().st_size
        assert size <= LARGEST, f"{path} has {size} bytes, more than {LARGEST}"
        print(f"{path}: {size}", flush=True)

    def shoot(self, window, name, width, height=None, selector="html"):
        """What of the page the selector names, as high as it is or at most `height`."""
        window.screen(width, 900)
        assert window.run("return document.documentElement.scrollWidth") <= width, f"{name}: the page scrolls sideways"
        box = window.run("const box = document.querySelector(arguments[0]).getBoundingClientRect();"
                         "return {x: box.x + scrollX, y: box.y + scrollY, width: box.width, height: box.height}", selector)
        clip = {**box, "height": min(height or box["height"], box["height"]), "scale": 1}
        path = self.out / f"{name}.png"
        path.write_bytes(base64.b64decode(window.command("Page.captureScreenshot", captureBeyondViewport=True, clip=clip)["data"]))
        self.small(path)

    def say(self, name, daemon, language, *words, status=0):
        """What a terminal says to a command of thiduactl, in the scratch folder."""
        done = subprocess.run(daemon.command("--lang", language, *words), capture_output=True, text=True, cwd=self.scratch, stdin=subprocess.DEVNULL)
        assert done.returncode == status, done.stderr
        text, width = terminal.page(f"thiduactl {' '.join(words)}", done.stdout + done.stderr)
        page = self.scratch / "terminal.html"
        page.write_text(text, encoding="utf-8")
        window = self.browser.person()
        window.driver.get(page.as_uri())
        self.shoot(window, name + LANGUAGES[language][0], width, selector="pre")

    def paper(self, name, document, *words):
        """The first page of a document, as LibreOffice prints it."""
        subprocess.run(["soffice", "--headless", f"-env:UserInstallation={(self.scratch / 'office').as_uri()}", "--convert-to", "pdf", "--outdir",
                        self.scratch, document], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        subprocess.run(["pdftoppm", "-png", *words, "-f", "1", "-l", "1", "-singlefile", self.scratch / f"{document.stem}.pdf", self.out / name],
                       check=True)
        self.small(self.out / f"{name}.png")


def begin(studio):
    """A daemon with a certificate, as its administrator asks after it."""
    folder = studio.scratch / "begin"
    folder.mkdir()
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "397", "-keyout",
                    folder / "key.pem", "-out", folder / "certificate.pem", "-subj", "/CN=thidua.example.vn", "-addext", "subjectAltName=DNS:thidua.example.vn"], check=True, capture_output=True)
    (folder / "thiduad.conf").write_text(f"[http]\ncertificate = {folder}/certificate.pem\nkey = {folder}/key.pem\n")
    made = listening(folder, conf=folder / "thiduad.conf")
    try:
        for language in LANGUAGES:
            studio.say("status", made, language, "status")
    finally:
        made.stop()


def log_in(studio):
    for ending, root in LANGUAGES.values():
        nobody = studio.browser.person()
        nobody.go(f"{root}/login")
        studio.shoot(nobody, f"login{ending}", 390)


def people(studio):
    for language in LANGUAGES:
        studio.say("people", studio.demo, language, "people", "list")


def account(studio):
    """The own account and what is shown once, on a phone."""
    owner = studio.person("administrator")
    for ending, root in LANGUAGES.values():
        owner.go(f"{root}/account")
        studio.shoot(owner, f"account{ending}", 390, 1500)
        owner.find('form[action="/do/factor/begin"] [name=password]').send_keys(studio.demo.passwords[studio.demo.roles["administrator"]])
        owner.send('form[action="/do/factor/begin"] button')
        studio.shoot(owner, f"factor{ending}", 390, 1000)


def entry(studio):
    """The officer's month, list, table and file, and what the reviewer has of it."""
    officer, reviewer = studio.person("officer"), studio.person("reviewer")
    (studio.scratch / "tip.csv").write_text(FILE, encoding="utf-8")
    for ending, root in LANGUAGES.values():
        officer.go(f"{root}/records?{UNIT}&{MONTH}")
        studio.shoot(officer, f"entry{ending}", 1100, 1250)
        officer.go(f"{root}/records/type?type=tip&{UNIT}&{MONTH}")
        studio.shoot(officer, f"list{ending}", 1100, selector="main")
        officer.go(f"{root}/records/grid?type=tip&{UNIT}&{MONTH}")
        officer.paste("#c-2-tip_id", PASTED)
        officer.send(".buttons [name=dry-run]")
        studio.shoot(officer, f"grid{ending}", 1280, 900, selector="main")
        officer.go(f"{root}/records/import?{UNIT}&period=2024-11")
        officer.find("input[type=file]").send_keys(str(studio.scratch / "tip.csv"))
        officer.send("form[action='/do/import'] button")
        studio.shoot(officer, f"file{ending}", 1100, 1000, selector="main")
        reviewer.go(f"{root}/review")
        studio.shoot(reviewer, f"review{ending}", 1100, selector="main")


# What an administrator types in each guide, and what its buttons are called there.
CHANGE = {"": {"preview": "Xem trước", "tests": "Chạy ví dụ và ca kiểm thử", "propose": "Đề nghị", "reference": "Công văn số 12/BCĐ ngày 25/02/2025", "reason": "Nâng mức giao theo Công văn số 12", "verified": "đúng",
               "title": "Vũ khí, vật liệu nổ, công cụ hỗ trợ do Nhân dân giao nộp", "counts": "lượt giao nộp", "filter": "Chỉ tính tin đã xác minh đúng", "grades": ("khá", "tốt")},
          ".en": {"preview": "Preview", "tests": "Run examples and tests", "propose": "Propose", "reference": "Notice 12 of 25/02/2025", "reason": "A higher target by notice 12", "verified": "đúng",
                  "title": "Weapons handed over by the people", "counts": "handovers", "filter": "Only verified tips count", "grades": ("good", "excellent")}}


def push(person, words):
    person.leave(next(button for button in person.all("main button") if button.text == words))


def rules(studio):
    """A target from a day, a filter, the words of a measure, a rule's text with what its tests reach, a new criterion: typed, previewed; the proposal as the second administrator sees it."""
    first = studio.person("administrator")
    for ending, root in LANGUAGES.values():
        words = CHANGE[ending]
        first.go(f"{root}/rules")
        studio.shoot(first, f"rules{ending}", 1100, 900, selector="main")
        first.go(f"{root}/rules/target?name=1.1.share&from=76+%25&to=88+%25&step=1+%25")
        first.fill(f__value="85 %", f__from="01/03/2025", f__reference=words["reference"], f__reason=words["reason"])
        studio.shoot(first, f"rules-target{ending}", 1000, selector="main")
        push(first, words["propose"])
        number = studio.demo.json("rules", "list")[-1]["id"]
        first.go(f"{root}/rules/criterion?criterion=1.1")
        first.run("document.getElementById('f-where-3-field').value = 'verified'")
        first.fill(**{"f__where__3__value": words["verified"], "f__reason": words["filter"]})
        studio.shoot(first, f"rules-form{ending}", 1000, 1100, selector="main")
        push(first, words["preview"])
        studio.shoot(first, f"rules-preview{ending}", 1000, 700, selector="main")
        first.go(f"{root}/rules/criterion?criterion=1.1")
        first.fill(f__grades__1__title=words["grades"][0], f__grades__1__target="90 %", f__grades__2__title=words["grades"][1], f__grades__2__target="95 %", f__reference=words["reference"])
        push(first, words["preview"])
        studio.shoot(first, f"rules-grades{ending}", 1000, selector="#f-grades")
        first.go(f"{root}/rules/criterion?criterion=1.2")
        studio.shoot(first, f"rules-words{ending}", 1000, selector="#how")
        first.go(f"{root}/rules/file?path=criteria/1.1.lua")
        first.run("const editor = document.querySelector('.CodeMirror').CodeMirror; editor.setValue(editor.getValue().replace(\"channel = 'force'\", \"iif(team = 'x', 0, channel = 'force')\"))")
        push(first, words["tests"])
        studio.shoot(first, f"rules-text{ending}", 1000, selector="main")
        first.go(f"{root}/rules/file?path=duties.ini&section=T01")
        studio.shoot(first, f"rules-section{ending}", 1000, 1000, selector="main")
        first.go(f"{root}/rules/new?criterion=4.3")
        first.run("document.getElementById('f-of').value = 'weapon_handover'; document.getElementById('f-judge').value = 'at_least'")
        first.fill(f__criterion="8.1", f__value="1", f__reference=words["reference"], f__title=words["title"], f__counts=words["counts"])
        studio.shoot(first, f"rules-new{ending}", 1000, 1100, selector="main")
        first.go(f"{root}/rules/proposal?what={number}")
        studio.shoot(first, f"rules-proposal{ending}", 1000, selector="main")
        studio.demo.ctl("rules", "withdraw", number, "--reason", "thôi")


def results(studio):
    """The board and the decision drafted from it."""
    leader = studio.person("leader")
    leader.go(f"{board()}?period=phase-1&stage=final")
    studio.shoot(leader, "board", 1440, 1275)
    draft = next(draft["id"] for draft in studio.demo.json("drafts", "--phase", "phase-1") if draft["kind"] == "a")
    studio.paper("decision", studio.demo.folder / "drafts" / f"{draft}.docx", "-gray", "-r", "80")


def files(studio):
    """A form, a ward's own file given back with its errors marked, and what a terminal says of it."""
    studio.demo.ctl("forms", "export", "tip", "--unit", "cat-bi", "--period", "2024-11", "--out", studio.scratch / "form.xlsx")
    studio.paper("form", studio.scratch / "form.xlsx", "-r", "100", "-x", "40", "-y", "40", "-W", "1090", "-H", "414")
    (studio.scratch / "tip.csv").write_text(FILE, encoding="utf-8")
    for language in LANGUAGES:
        studio.say("dry-run", studio.demo, language, "import", "tip", "tip.csv", "--dry-run", status=1)
    studio.demo.run("import", "tip", studio.scratch / "tip.csv", "--dry-run", "--marked", studio.scratch / "marked.xlsx")
    studio.paper("marked", studio.scratch / "marked.xlsx", "-r", "100", "-x", "40", "-y", "40", "-W", "1090", "-H", "322")


def main():
    with tempfile.TemporaryDirectory() as scratch:
        studio = Studio(pathlib.Path(sys.argv[1]), pathlib.Path(scratch))
        try:
            for take in (begin, log_in, people, account, entry, rules, results, files):
                take(studio)
        finally:
            studio.end()


if __name__ == "__main__":
    main()
