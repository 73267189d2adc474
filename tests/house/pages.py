"""The pages' words: each is in both languages and used, none that a template asks for is missing, none holds a tag."""
import re

from house import DAEMON

PAGE = DAEMON / "page"
# Words that templates and C name by a prefix and a word of the data: what_final, state_done … (states, events and kinds of alerts are the tables' own)
BUILT = ("what_", "state_", "rows_", "count_", "hint_", "return_", "said_", "left_out_", "changed_", "standing_", "origin_", "register_", "signature_", "how_", "choice_", "judge_", "set_", "add_", "word_", "outlook_")
# Words that templates name by the data alone: t[alert.state], t[cell.verdict] …
SPOKEN = {"met", "missed", "not_applicable", "not_reported", "in_progress", "judged", "error", "final", "provisional", "excellent",
          "completed", "not_completed", "none_arose", "incomplete",
          "sealed", "adjusted",
          "jpeg", "png", "pdf",
          "no_contest", "refusal", "once"}  # headings of pages without a frame (page_alone.c)


def words(language):
    text = (PAGE / f"{language}.po").read_text()
    pairs = re.findall(r'^msgid "(\w+)"\nmsgstr "(.*)"$', text, re.MULTILINE)
    assert len(pairs) == text.count('msgid "') - 1 and len(dict(pairs)) == len(pairs)
    return dict(pairs)


def templates():
    return {path.name: path.read_text() for path in sorted((PAGE / "html").glob("*.html"))}


def test_both_languages_have_every_word():
    vi, en = words("vi"), words("en")
    assert list(vi) == list(en)
    assert all(vi.values()) and all(en.values())
    assert not [word for word in vi.values() if re.search(r"[<>&]", word)]


def test_every_word_is_asked_for_and_none_is_missing():
    known = set(words("vi"))
    asked = {word for text in templates().values() for word in re.findall(r"\bt\.(\w+)", text)}
    titles = set(re.findall(r'\.html", "(\w+)"', (PAGE / "page_table.c").read_text()))
    assert not asked - known and not titles - known
    titles |= set(re.findall(r'PAGE_IN_\w+, "(\w+)"', (PAGE / "page_frame.c").read_text()))
    assert not titles - known
    spare = {word for word in known - asked - titles - SPOKEN if not word.startswith(BUILT)}
    assert not spare, spare
