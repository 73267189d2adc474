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
    kept = "id, kind, subject, phase, seal, dossier, state, template, sha256, content_sha256, refusal, made_at"
    assert len(before) == 2 and base.execute(f"SELECT {kept} FROM draft ORDER BY id").fetchall() == before
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    columns = "id, kind, subject, phase, number, seal, dossier, state, template, sha256, content_sha256, refusal, refusal_en, made_at"
    copied = "template, sha256, content_sha256, refusal, refusal_en, made_at"
    base.execute(f"INSERT INTO draft ({columns}) SELECT 'phase-1-giay_moi-1', 'giay_moi', subject, phase, number, seal, dossier, state, {copied} FROM draft WHERE kind = 'e'")
    base.execute(f"INSERT INTO draft ({columns}) SELECT 'duty-1-t01-1', 't01', subject, 'duty-1', 1, NULL, dossier, state, {copied} FROM draft WHERE kind = 'e'")
    for bad in ("'phase-1-z-1', 'z', subject, phase, 1, 'no seal', dossier, state", "'phase-1-z-2', 'z', subject, phase, 1, seal, 'none', state",
                "'phase-1-z-3', kind, subject, phase, 2, seal, dossier, state", "'phase-1-e-y-1', kind, subject, phase, number, seal, 'd2', state",
                "'duty-2-t01-1', 't01', subject, 'duty-2', 1, NULL, dossier, state"):
        try:
            base.execute(f"INSERT INTO draft ({columns}) SELECT {bad}, {copied} FROM draft WHERE kind = 'e'")
        except sqlite3.IntegrityError:
            continue
        raise AssertionError(f"accepted: {bad}")
    for bad in ("issue_number = 0, issued_on = 1", "issue_number = 5"):  # a number and a day; or a day alone
        try:
            base.execute(f"UPDATE draft SET {bad}")
        except sqlite3.IntegrityError:
            continue
        raise AssertionError(f"accepted: {bad}")


SIGNING = f"""
INSERT INTO audit VALUES (8, 90, 'person:pho', 'http', 'drafts approve', NULL, '{{}}', '', 'x');
INSERT INTO workflow_event (kind, object, at, sequence, event, state, actor) VALUES ('draft', 'phase-1-e-x-1', 5, 1, 'drafted', 'drafted', 'uid:0');
INSERT INTO content VALUES ('{"b" * 64}', x'01');
INSERT INTO dossier VALUES ('d2', '{{}}');
INSERT INTO draft_signing VALUES ('phase-1-e-x-1', 'd2', '{"b" * 64}', 'c2', 8);
"""


def test_what_was_made_and_what_a_deputy_signed_are_versions():
    base = sqlite3.connect(":memory:")
    base.execute("PRAGMA foreign_keys = ON")
    migrate(base, STEPS[:2])
    base.executescript(BEFORE)
    number = next(i for i, step in enumerate(STEPS) if step.name.endswith("_draft_version.sql"))
    migrate(base, STEPS[2:number])
    base.executescript(SIGNING)
    migrate(base, STEPS[number:])
    assert base.execute("SELECT * FROM draft_version ORDER BY draft, number").fetchall() == [
        ("phase-1-e-x-1", 1, "machine", "d", HASH, "c", 5, "uid:0", None, None, None),
        ("phase-1-e-x-1", 2, "signed", "d2", "b" * 64, "c2", 90, "person:pho", None, None, None)]  # what was refused has none
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []


ISSUED = """
UPDATE draft SET state = 'issued', issue_number = 45, issued_on = 20131 WHERE kind = 'e';
UPDATE dossier SET content = '{"issuer":{"id":"ubnd","name":"Ủy ban","symbol":"QĐ-UBND"},"signatory":{"sign_name":"Nguyễn Văn A"}}';
INSERT INTO workflow_event (kind, object, at, sequence, event, state, actor) VALUES ('draft', 'phase-1-e-x-1', 95, 9, 'issued', 'issued', 'person:van');
"""


def test_what_was_issued_stands_in_the_register():
    base = sqlite3.connect(":memory:")
    base.execute("PRAGMA foreign_keys = ON")
    migrate(base, STEPS[:2])
    base.executescript(BEFORE)
    number = next(i for i, step in enumerate(STEPS) if step.name.endswith("_outgoing.sql"))
    migrate(base, STEPS[2:number])
    base.executescript(ISSUED)
    migrate(base, STEPS[number:])
    assert base.execute("SELECT issuer, issuer_name, symbol, year, number, day, subject, draft, signer, source, registered_at, registered_by FROM outgoing").fetchall() == [
        ("ubnd", "Ủy ban", "QĐ-UBND", 2025, 45, 20131, "x", "phase-1-e-x-1", "Nguyễn Văn A", "own", 95, "person:van")]
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []


ORDER = f"""
INSERT INTO content VALUES ('{HASH}', x'00');
INSERT INTO dossier VALUES ('d', '{{}}');
INSERT INTO seal VALUES ('phase-2-1', 'phase-2', 7, 'h', 50, '{{}}');
"""


def test_seals_and_drafts_are_numbered_in_the_order_they_were_made():
    """Of twelve, 10 comes after 9; what was made is not told by the spelling of an id any more."""
    base = sqlite3.connect(":memory:")
    base.execute("PRAGMA foreign_keys = ON")
    number = next(i for i, step in enumerate(STEPS) if step.name.endswith("_made_order.sql"))
    migrate(base, STEPS[:number])
    base.executescript(ORDER)
    for i in range(12, 0, -1):
        base.execute("INSERT INTO seal VALUES (?, 'phase-1', 7, ?, 100, '{}')", (f"phase-1-{i}", f"h{i}"))
        for subject in ("x", "x-1"):
            base.execute("INSERT INTO draft VALUES (?, 'e', ?, 'phase-1', ?, 'd', 'stale', 't', NULL, NULL, 'vì', 5)",
                         (f"phase-1-e-{subject}-{i}", subject, f"phase-1-{i}"))
    base.commit()
    migrate(base, STEPS[number:])
    assert base.execute("SELECT id, number FROM seal ORDER BY phase, number").fetchall() == [
        *((f"phase-1-{i}", i) for i in range(1, 13)), ("phase-2-1", 1)]
    assert base.execute("SELECT id, number, refusal, refusal_en FROM draft ORDER BY kind, subject, phase, number").fetchall() == [
        (f"phase-1-e-{subject}-{i}", i, "vì", None) for subject in ("x", "x-1") for i in range(1, 13)]
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []


ALERTS = """
INSERT INTO alert VALUES (3, 'target', '1.1', 'cat-bi', '2024-11', 100, 'chưa đạt', 20100, NULL);
INSERT INTO alert VALUES (4, 'draft', 'a', 'quan', 'phase-1', 100, 'từ chối', NULL, 120);
INSERT INTO alert_event VALUES (1, 3, 100, 'opened', 'thiduad', NULL, 'chưa đạt');
INSERT INTO alert_event VALUES (2, 3, 101, 'acknowledged', 'uid:0', 20100, NULL);
INSERT INTO performed VALUES ('seal', 'phase-1', 90, 91);
"""


def test_alerts_and_what_was_performed_stay_and_may_be_of_any_kind():
    base = sqlite3.connect(":memory:")
    base.execute("PRAGMA foreign_keys = ON")
    migrate(base, STEPS[:4])
    base.executescript(ALERTS)
    tables = ("alert", "alert_event", "performed")
    before = [base.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in tables]
    migrate(base, STEPS[4:5])
    assert [len(rows) for rows in before] == [2, 2, 1]
    assert [base.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in tables] == before
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    base.execute("INSERT INTO alert VALUES (5, 'reminder', NULL, 'cat-bi', 'phase-1', 100, 'nhắc', NULL, NULL)")
    base.execute("INSERT INTO performed VALUES ('reminder', 'phase-1', 90, 91)")
    names = "SELECT name FROM sqlite_schema WHERE tbl_name IN ('alert', 'alert_event') AND type = 'index' AND sql NOT NULL ORDER BY 1"
    assert [name for name, in base.execute(names)] == ["alert_event_of", "alert_of", "alert_open_once"]


PROPOSALS = f"""
INSERT INTO alert VALUES (3, 'target', '1.1', 'cat-bi', '2024-11', 100, 'chưa đạt', 20100, NULL);
INSERT INTO alert_event VALUES (1, 3, 100, 'opened', 'thiduad', NULL, 'chưa đạt');
INSERT INTO alert_event VALUES (2, 3, 101, 'acknowledged', 'uid:0', 20100, 'đang rà soát');
INSERT INTO audit VALUES (1, 50, 'uid:3', 'socket', 'contest load', NULL, '{{}}', '', 'x');
INSERT INTO package VALUES ('{HASH}', 1, 50);
INSERT INTO proposal VALUES (1, 'proposal', '{HASH}', '{HASH}', 'uid:1', 60, 'một', 'activated', 'uid:2', 61, 'đồng ý');
INSERT INTO proposal VALUES (2, 'restore', '{HASH}', '{HASH}', 'uid:1', 62, 'hai', 'proposed', NULL, NULL, NULL);
INSERT INTO activation VALUES (1, '{HASH}', NULL, 'proposal', 1, 61, 'uid:2', 'đồng ý');
"""


def test_what_became_of_alerts_and_proposals_is_one_history():
    base = sqlite3.connect(":memory:")
    base.execute("PRAGMA foreign_keys = ON")
    number = next(i for i, step in enumerate(STEPS) if step.name.endswith("_workflow.sql"))
    migrate(base, STEPS[:number])
    base.executescript(PROPOSALS)
    columns = {table: ", ".join(row[1] for row in base.execute(f"PRAGMA table_info({table})")) for table in ("alert", "proposal", "activation")}
    kept = [base.execute(f"SELECT {names} FROM {table} ORDER BY 1").fetchall() for table, names in columns.items()]
    migrate(base, STEPS[number:])
    assert [base.execute(f"SELECT {names} FROM {table} ORDER BY 1").fetchall() for table, names in columns.items()] == kept
    assert base.execute("SELECT kind, object, at, event, actor, until, note FROM workflow_event ORDER BY kind, object, id").fetchall() == [
        ("alert", "3", 100, "opened", "thiduad", None, "chưa đạt"),
        ("alert", "3", 101, "acknowledged", "uid:0", 20100, "đang rà soát"),
        ("proposal", "1", 60, "proposed", "uid:1", None, "một"),
        ("proposal", "1", 61, "activated", "uid:2", None, "đồng ý"),
        ("proposal", "2", 62, "proposed", "uid:1", None, "hai")]
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    base.execute("UPDATE proposal SET state = 'on trial' WHERE id = 2")  # which states there are is the table's of life cycles
