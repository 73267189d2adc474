"""A hand in the tables: a record that somebody changed with another program is found by `audit verify`."""
import sqlite3

import steady

TAMPERINGS = [
    "UPDATE record_tip SET channel = 'zalo' WHERE channel = 'force' AND tip_id LIKE '%-0'",
    "UPDATE record_tip SET received_on = received_on + 1 WHERE tip_id LIKE '%-cat-bi-3'",
    "UPDATE record_tip SET state = 'withdrawn' WHERE tip_id LIKE '%-cat-bi-3'",
    "UPDATE record_tip SET tip_id = 'khac' WHERE tip_id LIKE '%-cat-bi-3'",
    "UPDATE record_tip SET category = 'x' WHERE tip_id LIKE '%-cat-bi-3'",
    "UPDATE record_tip SET ward = CASE ward WHEN 'cat-bi' THEN 'nam-hai' ELSE 'cat-bi' END WHERE tip_id LIKE '%-3'",
    "UPDATE record_tip SET folded_id = 'khac' WHERE tip_id LIKE '%-cat-bi-3'",
    "UPDATE history_tip SET channel = 'zalo' WHERE channel <> 'zalo'",
    "UPDATE history_tip SET until_seq = until_seq + 1",
    # the first of three versions holds until the third: over the second
    "UPDATE history_tip SET until_seq = (SELECT from_seq FROM record_tip AS live WHERE live.tip_id = history_tip.tip_id)"
    " WHERE from_seq = (SELECT min(from_seq) FROM history_tip)",
    "UPDATE record_tip SET from_seq = 1 WHERE tip_id LIKE '%-cat-bi-3'",
    "UPDATE record_unit SET name = 'Khác' WHERE unit_id = 'cat-bi'",
    "UPDATE record_unit SET from_seq = from_seq + 1 WHERE unit_id = 'cat-bi'",
    "UPDATE record_member SET full_name = 'Khác' WHERE member_id = 'cat-bi-1-1'",
    "INSERT INTO record_tip (tip_id, ward, team, received_on, channel, category, verified, duplicate_of, state, state_reason, source_file,"
    " source_row, from_seq) SELECT 'moi', ward, team, received_on, channel, category, verified, duplicate_of, state,"
    " state_reason, source_file, source_row, from_seq FROM record_tip LIMIT 1",
    "DELETE FROM record_patrol WHERE patrol_id LIKE '%-cat-bi-1'",
]


def test_a_changed_record_is_found(daemon):
    daemon.advance("2024-12-03T09:00")
    daemon.add(steady.roster())
    daemon.add(steady.month("2024-11"))
    for channel in ("phone", "station"):
        daemon.add({"tip": [{**row, "channel": channel} for row in steady.tips("dang-hai", "2024-11", 9, 10)]}, "--reason", "đính chính")
    daemon.ctl("audit", "verify")
    daemon.stop()
    sound = (daemon.state / "thidua.db").read_bytes()
    daemon.start()
    for sql in TAMPERINGS:
        with sqlite3.connect(daemon.state / "thidua.db") as base:
            changed = base.execute(sql).rowcount
        base.close()
        assert changed > 0, sql
        assert "số liệu" in daemon.refused("audit", "verify"), sql
        daemon.stop()
        (daemon.state / "thidua.db").write_bytes(sound)
        daemon.start()
    daemon.ctl("audit", "verify")


def test_what_the_schema_says_of_an_index_without_a_text_is_found(daemon):
    """An index that a table brings with it is found by SQLite by its name in any case, whatever its row says of its table."""
    daemon.advance("2024-12-03T09:00")
    daemon.stop()
    sound = (daemon.state / "thidua.db").read_bytes()
    for column, value in (("tbl_name", "history_Tip"), ("tbl_name", "record_tip"), ("name", "sqlite_autoindex_history_Tip_1")):
        with sqlite3.connect(daemon.state / "thidua.db") as base:
            base.execute("PRAGMA writable_schema = ON")
            changed = base.execute(f"UPDATE sqlite_schema SET {column} = ? WHERE name = 'sqlite_autoindex_history_tip_1'", (value,)).rowcount
        base.close()
        assert changed == 1
        daemon.start()
        daemon.ready()
        assert "cấu trúc của cơ sở dữ liệu" in daemon.refused("audit", "verify"), (column, value)
        daemon.stop()
        (daemon.state / "thidua.db").write_bytes(sound)
    daemon.start()
    daemon.ctl("audit", "verify")
