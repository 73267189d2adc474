"""Nothing of one contest stands in C: what its units are called, where it is, how many targets it has (decision 0016)."""
import re

from house import SOURCE, files, literals, place

CONTEST = re.compile(r"\b(phường|quận|thị xã|thôn|làng|Hải An|Hải Phòng|Cát Bi|Tân Minh|799|mười một|eleven)\b", re.IGNORECASE)
MAY = {
    "package/level_file.c": "the words of levels where a package gives none, and how they are written",
    "contest/wording.c": "sample data with which texts are tried",
}


def test_no_word_of_a_contest_in_c():
    wrong = []
    for path in files(".c", ".def"):
        if str(path.relative_to(SOURCE / "daemon")) in MAY:
            continue
        text = path.read_text()
        wrong += [f"{place(path, text, at)}: {literal[:90]}" for at, literal in literals(text) if CONTEST.search(literal)]
    assert not wrong, "\n".join(wrong)


def test_the_pattern_would_find_them():
    for text in ("mỗi phường một dòng", "PHƯỜNG", "mười một chỉ tiêu", "Quận Hải An", "[BCĐ 799]"):
        assert CONTEST.search(text), text
    for text in ("127.0.0.1:8799", "đơn vị", "wards"):
        assert not CONTEST.search(text), text
