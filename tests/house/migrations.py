"""A state folder of an older program is brought up to date without losing a row."""
import sqlite3

from house import SOURCE

STEPS = sorted((SOURCE / "daemon" / "store" / "schema").glob("*.sql"))
HASH = "a" * 64
BEFORE = f"""
INSERT INTO seal VALUES ('phase-1-1', 'phase-1', 7, 'h', 100, '{{}}');
INSERT INTO dossier VALUES ('d', '{{}}');
INSERT INTO content VALUES ('{HASH}', x'00');
INSERT INTO draft VALUES ('phase-1-e-x-1', 'e', 'x', 'phase-1', 'phase-1-1', 'd', 'drafted', 't', '{HASH}', 'c', NULL, 5);
INSERT INTO draft VALUES ('phase-1-a-1', 'a', 'q', 'phase-1', 'phase-1-1', 'd', 'refused', 't', NULL, NULL, 'vì thiếu', 6);
"""


def migrate(base, steps):
    for step in steps:
        base.executescript("BEGIN IMMEDIATE;\n" + step.read_text() + "\nCOMMIT;")


def test_drafts_stay_and_may_be_of_any_kind():
    base = sqlite3.connect(":memory:")
    base.execute("PRAGMA foreign_keys = ON")
    migrate(base, STEPS[:2])
    base.executescript(BEFORE)
    before = base.execute("SELECT * FROM draft ORDER BY id").fetchall()
    migrate(base, STEPS[2:])
    assert len(before) == 2 and base.execute("SELECT * FROM draft ORDER BY id").fetchall() == before
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    base.execute("INSERT INTO draft SELECT 'phase-1-giay_moi-1', 'giay_moi', subject, phase, seal, dossier, state, template, sha256,"
                 " content_sha256, refusal, made_at FROM draft WHERE kind = 'e'")
    for bad in ("'phase-1-z-1', 'z', subject, phase, 'no seal', dossier, state", "'phase-1-z-2', 'z', subject, phase, seal, dossier, 'odd'",
                "'phase-1-z-3', kind, subject, phase, seal, dossier, state"):
        try:
            base.execute(f"INSERT INTO draft SELECT {bad}, template, sha256, content_sha256, refusal, made_at FROM draft WHERE kind = 'e'")
        except sqlite3.IntegrityError:
            continue
        raise AssertionError(f"accepted: {bad}")
