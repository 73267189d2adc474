"""The manual pages: true to the options, settings, files and commands they describe, and roff without a warning."""
import re
import shutil
import subprocess

import pytest

from house import BUILD, DAEMON, SOURCE

MAN = SOURCE / "docs" / "man"


def plain(page):
    """The page's words without roff: no hyphen is escaped, no font is changed."""
    text = re.sub(r"\\f.", "", page.replace("\\-", "-").replace("\\&", ""))
    return re.sub(r"^\.\w+ ?", "", text, flags=re.MULTILINE)


def printed(language="en"):
    return subprocess.run([BUILD / "thiduactl", "--lang", language, "--man"], capture_output=True, text=True, check=True).stdout


def test_thiduad_s_options_are_those_of_its_help():
    helped = subprocess.run([BUILD / "thiduad", "--help"], capture_output=True, text=True, check=True).stdout
    page = (MAN / "thiduad.8").read_text()
    options = set(re.findall(r"--[a-z-]+", helped))
    declared = {f"--{name}" for name in re.findall(r'\{"([a-z-]+)", (?:no|required)_argument', (DAEMON / "main.c").read_text())}
    assert options == declared == set(re.findall(r"--[a-z-]+", plain(page)))


def test_settings_are_those_of_the_daemon_and_of_the_docs():
    source = (DAEMON / "door" / "settings.c").read_text()
    rows = set(re.findall(r'^\s+(?:\{|NUMBER\()"(\w+)", "(\w+)"', source, re.MULTILINE))
    table = re.findall(r"^\| (\w+) \| ([\w, ]+) \|", (SOURCE / "docs" / "settings.md").read_text(), re.MULTILINE)
    documented = {(section, name) for section, names in table if section != "section" for name in names.split(", ")}
    page = plain((MAN / "thiduad.8").read_text())
    paged = set()
    for section, body in re.findall(r"^\[(\w+)\]\n(.*?)(?=^\[|^SIGNALS)", page, re.MULTILINE | re.DOTALL):
        for line in re.findall(r"^\s*\n([\w\", ]+)\n", body, re.MULTILINE):
            paged |= {(section, name) for name in re.findall(r"[a-z_]+", line)}
    assert len(rows) > 10 and rows == documented == paged


def test_the_package_s_files_and_keys_are_those_that_are_read():
    page = plain((MAN / "thidua-package.5").read_text())
    known = re.findall(r'^FILE_KIND\("([\w.]+)"', (DAEMON / "package" / "file_kind.def").read_text(), re.MULTILINE)
    assert len(known) > 15
    for name in known:
        assert re.search(rf"\b{re.escape(name)}", page), name
    contest = (DAEMON / "package" / "contest_file.c").read_text()
    keys = re.findall(r'^    \{"(\w+)", offsetof', contest, re.MULTILINE)
    for lists in re.findall(r"known\[\] = \{(.*?)\}", contest, re.DOTALL):
        keys += re.findall(r'"(\w+)"', lists)
    for name in ("unit_file.c", "record_file.c", "param_file.c"):
        for lists in re.findall(r"(?:known|names)\[\] = \{(.*?)\}", (DAEMON / "package" / name).read_text(), re.DOTALL):
            keys += re.findall(r'"(\w+)"', lists)
    assert len(keys) > 30
    for key in keys:
        assert re.search(rf"\b{key}\b", page), key
    forms = re.findall(r'\[FIELD_\w+\] = \{"(\w+)"', (DAEMON / "record" / "field_kind.c").read_text())
    for form in forms:
        assert re.search(rf"\b{form}\b", page), form
    assert len(forms) > 10


def test_thiduactl_s_page_is_printed_from_the_table():
    commands = subprocess.run([BUILD / "thiduad", "--print-commands"], capture_output=True, text=True, check=True).stdout
    import json
    for language, key in (("en", "en"), ("vi", "vi")):
        page = plain(printed(language)).replace("\\e", "\\")
        for command in json.loads(commands):
            assert command[key] in page, command["command"]
            for parameter in command["parameters"]:
                assert parameter[key] in page, (command["command"], parameter["name"])


def all_pages():
    pages = {path.name: path.read_text() for path in MAN.iterdir()}
    pages |= {"thiduactl.1": printed(), "thiduactl.vi.1": printed("vi")}
    assert len(pages) == 4
    return pages


def test_pages_bear_the_day_of_the_version():
    day = re.search(r"PACKAGE_DATE\], \[\"([\d-]+)\"", (SOURCE / "configure.ac").read_text()).group(1)
    for name, text in all_pages().items():
        assert re.search(rf"^\.TH \S+ \d {day} ", text, re.MULTILINE), name


@pytest.mark.skipif(not shutil.which("mandoc"), reason="no mandoc")
def test_pages_are_good_to_mandoc(tmp_path):
    for name, text in all_pages().items():
        (tmp_path / name).write_text(text)
        done = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", tmp_path / name], capture_output=True, text=True)
        assert done.returncode == 0 and not done.stdout, done.stdout
    (tmp_path / "wrong.1").write_text(printed().replace('.SH "EXAMPLES"', '.SH "EXAMPLES"\n.XX'))
    assert subprocess.run(["mandoc", "-T", "lint", "-W", "warning", tmp_path / "wrong.1"], capture_output=True).returncode != 0


@pytest.mark.skipif(not shutil.which("groff"), reason="no groff")
def test_pages_are_good_roff(tmp_path):
    for name, text in all_pages().items():
        path = tmp_path / name
        path.write_text(text)
        done = subprocess.run(["groff", "-Kutf8", "-Tutf8", "-man", "-ww", "-z", path], capture_output=True, text=True)
        assert done.returncode == 0 and not done.stderr, done.stderr
