"""review.py OUT [--role ROLE…] [--page PATH…] [--width N…] [--language L…] [--scheme S…]: every page as everybody sees it, to be looked at
before a change is landed: page × role (and nobody) × width × light and dark × Vietnamese and English × paper, from the demo. OUT/PAGE/ROLE-…png,
and in OUT/faults what a program finds: WCAG (tests/whole/wcag.js), what scrolls sideways, what the console says. Needs chromium-headless-shell,
python3-selenium and pdftoppm; THIDUA_BUILD is the build folder."""
import argparse
import base64
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "whole"))
from browser import WCAG, Browser  # noqa: E402
from demo import Demo  # noqa: E402
from places import places  # noqa: E402

ROLES = ("officer", "reviewer", "leader", "clerk", "auditor", "administrator", "nobody")
TALLEST = 6000  # pixels of a page that a picture has


def arguments():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--role", nargs="+", default=ROLES, choices=ROLES)
    parser.add_argument("--page", nargs="+", help="path as the daemon's table of pages has it")
    parser.add_argument("--width", nargs="+", type=int, default=[1440, 768, 390])
    parser.add_argument("--language", nargs="+", default=["vi", "en"])
    parser.add_argument("--scheme", nargs="+", default=["light", "dark"])
    parser.add_argument("--no-print", action="store_true")
    return parser.parse_args()


def shoot(window, path, width, scheme):
    """The whole page, however tall."""
    window.media(scheme=scheme)
    window.screen(width, 900)
    height = min(window.run("return document.documentElement.scrollHeight"), TALLEST)
    taken = window.command("Page.captureScreenshot", captureBeyondViewport=True, clip={"x": 0, "y": 0, "width": width, "height": height, "scale": 1})
    path.write_bytes(base64.b64decode(taken["data"]))


def print_on_paper(window, path):
    window.media("print")
    sheet = path.with_suffix(".pdf")
    sheet.write_bytes(base64.b64decode(window.command("Page.printToPDF", preferCSSPageSize=True, printBackground=False)["data"]))
    window.media()
    subprocess.run(["pdftoppm", "-png", "-r", "70", str(sheet), str(path)], check=True)
    sheet.unlink()


def faults(window, where):
    """What a program finds wrong with the page as it stands in the window."""
    found = [f"{where}: {line}" for line in window.run(WCAG)]
    if window.run("return document.documentElement.scrollWidth > innerWidth"):
        found.append(f"{where}: scrolls sideways")
    return found


def look(window, folder, role, language, chosen):
    """The page that stands in the window, in all its forms; what is refused, in one."""
    refused = window.run("return performance.getEntriesByType('navigation')[0].responseStatus") >= 400
    found = []
    for width in chosen.width[:1] if refused else chosen.width:
        for scheme in chosen.scheme[:1] if refused else chosen.scheme:
            name = f"{role}-{width}-{scheme}-{language}"
            shoot(window, folder / f"{name}.png", width, scheme)
            found += faults(window, f"{folder.name}/{name}")
    if not refused and not chosen.no_print:
        print_on_paper(window, folder / f"{role}-print-{language}")
    return found + [f"{folder.name}/{role}-{language}: console: {line}" for line in window.said() if not refused]


def main():
    chosen = arguments()
    found = []
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        demo = Demo(scratch)
        try:
            browser = Browser(demo.port, scratch)
            try:
                for role in chosen.role:
                    person = browser.person(demo.cookie(demo.roles[role]) if role != "nobody" else None)
                    for path, address in places(demo).items():
                        if (path == "/login") != (role == "nobody") or (chosen.page and path not in chosen.page):
                            continue
                        folder = chosen.out / (path.strip("/").replace("/", "-") or "first")
                        folder.mkdir(parents=True, exist_ok=True)
                        for language in chosen.language:
                            person.go(f"/en{address}" if language == "en" else address)
                            found += look(person, folder, role, language, chosen)
            finally:
                browser.end()
        finally:
            demo.stop()
    (chosen.out / "faults").write_text("".join(f"{line}\n" for line in found))
    print(f"{chosen.out}: {sum(1 for _ in chosen.out.glob('*/*.png'))} pictures, {len(found)} faults (faults)")


if __name__ == "__main__":
    main()
