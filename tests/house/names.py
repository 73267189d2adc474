"""File = subject = prefix; sizes; words that name nothing (style.md)."""
import re

from house import SOURCE, files, literals, place, room, without_comments

BANNED = re.compile(r"(^|_)(util|utils|helper|helpers|manager|common|misc|stuff)(_|$)", re.IGNORECASE)
HEADER_LINES = 100
SOURCE_LINES = 500
# Other first words of a header's functions, and why.
EXCEPTIONS = {
    "base/err.h": {"die"},            # ends the program; the word is the whole message
    "base/day.h": {"instant"},        # a day and an instant on it are one subject
    "command/perform.h": {"call"},    # what a performing function does with its struct command_call
    "script/rule_error.h": {"complain"},
}
FUNCTION = re.compile(r"^(?!typedef|static|#|\s|\}|extern \"C\")[A-Za-z_][\w\s\*]*?[\s\*](\w+)\s*\(", re.MULTILINE)
DEFINED = re.compile(r"^(?:struct|enum|union)\s+(\w+)\s*\{|^struct (\w+);|^typedef [^;{(]*?(\w+)\(", re.MULTILINE)


def test_headers_and_sources_are_of_a_size_to_read():
    wrong = []
    for path in files(".c", ".h"):
        lines = path.read_text().count("\n")
        limit = HEADER_LINES if path.suffix == ".h" else SOURCE_LINES
        if lines > limit:
            wrong.append(f"{path.relative_to(SOURCE)}: {lines} lines, at most {limit}")
    assert not wrong, "\n".join(wrong)


def prefixes(path, text):
    """The words with which a header's functions may begin: its name, its room's, a source's beside it, the types it makes."""
    words = {path.stem, path.stem.split("_")[0], room(path)} | {source.stem for source in path.parent.glob("*.c")}
    for found in DEFINED.finditer(text):
        words |= {word for word in found.groups() if word}
    return {form for word in words for form in (word, word + "s", word.removesuffix("s"), word.split("_")[0])}


def test_public_functions_bear_their_file_s_name():
    wrong = []
    for path in files(".h"):
        text = without_comments(path.read_text())
        allowed = prefixes(path, text)
        name_of = f"{room(path)}/{path.name}"
        for found in FUNCTION.finditer(text):
            name = found.group(1)
            if name == "__attribute__":
                continue
            allowed |= EXCEPTIONS.get(name_of, set())
            if name not in allowed and not any(name.startswith(word + "_") for word in allowed):
                wrong.append(f"{place(path, text, found.start(1))}: {name} does not begin with {path.stem}_")
    assert not wrong, "\n".join(wrong)


def test_nothing_is_named_for_lack_of_a_subject():
    wrong = [str(path.relative_to(SOURCE)) for path in (SOURCE / "daemon").rglob("*") if BANNED.search(path.stem)]
    for path in files(".c", ".h"):
        text = without_comments(path.read_text())
        for found in re.finditer(r"^(?:static )?[\w\s\*]+?\b(\w+)\s*\([^;{]*\)\s*\{", text, re.MULTILINE):
            if BANNED.search(found.group(1)):
                wrong.append(f"{place(path, text, found.start(1))}: {found.group(1)}")
    assert not wrong, "\n".join(wrong)


def test_headers_have_a_guard_and_say_what_they_are():
    wrong = []
    for path in files(".h"):
        text = path.read_text()
        guard = f"{room(path)}_{path.stem}_H".upper()
        if not text.startswith("/*"):
            wrong.append(f"{path.relative_to(SOURCE)}: begins with no comment that says what it is")
        if f"#ifndef {guard}\n#define {guard}\n" not in text:
            wrong.append(f"{path.relative_to(SOURCE)}: its guard is not {guard}")
    assert not wrong, "\n".join(wrong)


def test_nothing_is_left_for_later():
    marks = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    wrong = []
    for path in files(".c", ".h", ".sql", ".awk", ".sh", ".mk"):
        text = path.read_text()
        wrong += [place(path, text, found.start()) for found in marks.finditer(text)]
    assert not wrong, "\n".join(wrong)


def test_messages_come_in_two_languages():
    """Every err_set gives two texts; the first is Vietnamese NFC with its marks, never the same as the second."""
    import unicodedata
    wrong = []
    for path in files(".c", ".def"):
        text = path.read_text()
        for _, literal in literals(text):
            if unicodedata.normalize("NFC", literal) != literal:
                wrong.append(f"{path.relative_to(SOURCE)}: not NFC: {literal[:60]}")
            if re.search("[Ðð]", literal) and "U+00D0" not in literal:
                wrong.append(f"{path.relative_to(SOURCE)}: Ð (U+00D0) is not Đ: {literal[:60]}")
        for found in re.finditer(r"\berr_set\(\s*&?[\w>.\-]+,\s*(\"(?:\\.|[^\"\\])*\"(?:\s*\"(?:\\.|[^\"\\])*\")*)\s*,\s*"
                                 r"(\"(?:\\.|[^\"\\])*\"(?:\s*\"(?:\\.|[^\"\\])*\")*)", text):
            if found.group(1) == found.group(2) and re.search(r"[A-Za-z]{4}", re.sub("%s|--[a-z]+", "", found.group(1))):
                wrong.append(f"{place(path, text, found.start())}: the same text twice")
    assert not wrong, "\n".join(wrong)


def test_every_file_of_tests_is_run():
    """What no list names is run by nobody, and looks as if it were."""
    lists = "\n".join(path.read_text() for folder in ("daemon", "plugins", "tests") for path in (SOURCE / folder).rglob("*.mk"))
    named = set(re.sub(r"\bTESTS='[^']*'", "", lists).replace("\\\n", " ").replace("TESTS=", " ").split())
    forgotten = {str(path.relative_to(SOURCE)) for path in (SOURCE / "tests").rglob("test_*.py")} - named
    assert not forgotten, forgotten
