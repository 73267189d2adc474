"""Changing rules in a test: candidate files, proposals by another person, what a preview and an activation say."""
import re
import shutil

import ledger
from daemon import PACKAGE

TARGETS = (PACKAGE / "targets.ini").read_text()
# another value for every parameter, chosen so that figures or verdicts move
OTHERS = {"1.1.share": "97 %", "1.2.share": "40 %", "1.2.minutes": "2", "1.2.minutes_night": "3", "2.1.models": "2",
          "2.1.accepted": "ministry", "3.1.share": "30 %", "3.1.minutes": "1", "4.1.most": "3",
          "4.1.exclude_self_detected": "yes", "4.2.share": "10 %", "4.3.most": "5", "5.1.most": "4", "5.1.basis": "criminal_only",
          "6.1.share": "20 %", "6.1.min_active_days": "3", "6.2.most": "2", "6.2.min_level": "minor", "7.1.deeds": "3",
          "7.1.ward_share": "10 %", "7.1.min_days": "2"}
SHORT = ("1.1.share", "1.2.minutes", "6.1.min_active_days")
SOUND = (PACKAGE / "criteria" / "6.2.lua").read_text()
# passes every example, and fails for a ward with two accidents
FRAGILE = SOUND.replace("judge   = at_most,",
                        'judge   = function(num, den, target) if num == 2 then error("không đọc được") end'
                        ' return num <= target.num and "met" or "missed" end,')
COUNTS_ALL = re.sub(r"    where = .*\n", "", SOUND).replace('{ "accident" }', '{ "accident", "weapon_handover" }')
# counts November at once, and December (it begins 20,058 days after 1970) until it is stopped
ENDLESS = re.sub(r"  measure = \{.*?\n  \},\n", """  measure = {
    sql = [[WITH RECURSIVE r(n) AS (SELECT 1 FROM period WHERE from_day >= 20058 UNION ALL SELECT n + 1 FROM r)
            SELECT unit AS subject, (SELECT count(*) FROM r) AS num FROM home WHERE unit = ward]],
    evidence = [[SELECT unit FROM home WHERE unit = :subject]],
  },
""", SOUND, flags=re.DOTALL)


def without_papers(to, package=PACKAGE):
    """A copy of the package for what is about rules alone: the trial of papers takes three quarters of a check."""
    made = shutil.copytree(package, to, ignore=shutil.ignore_patterns("documents", "certificates.ini", "duties.ini"))
    (made / "documents.ini").write_text("")
    return made


def with_value(text, name, value, day="2024-11-01"):
    changed, times = re.subn(rf"(\[{re.escape(name)} {day}\][^\[]*?\nvalue = )[^\n]*", rf"\g<1>{value}", text)
    assert times == 1, name
    return changed


def put(daemon, name, text):
    path = daemon.folder / name
    path.write_text(text)
    return path


def propose(daemon, *paths, reason="theo văn bản mới"):
    """The number of a proposal that another person made."""
    number = daemon.json("rules", "propose", "--reason", reason, *paths)["proposal"]
    by_another(daemon, number)
    return number


def by_another(daemon, number):
    ledger.change(daemon.state / "thidua.db", "proposal", "UPDATE proposal SET proposed_by = 'uid:7' WHERE id = ?", number)


def figure(row):
    return {key: row[key] for key in ("num", "den", "value", "verdict")} | {"grade": row.get("grade_title")}


def verdicts(daemon):
    return {(row["period"], stage, row["criterion"], row["subject"]): figure(row) for stage in ("final", "provisional") for row in daemon.results(stage=stage)}


def said(changes):
    """Of each result what it was (None: there was none) and what it becomes."""
    return {(row["period"], row["stage"], row["criterion"], row["subject"]): tuple(side and figure(side) for side in (row["from"], row["to"]))
            for row in changes if not row["sealed"]}


def open_alerts(daemon):
    return {(row["kind"], row["criterion"], row["subject"], row["period"]): row["text"] for row in daemon.json("alerts", "--open")}


def after_alerts(before, said):
    alerts = dict(before)
    for row in said:
        key = (row["kind"], row["criterion"], row["subject"], row["period"])
        assert (key in alerts) == (row["what"] != "open"), row
        if row["what"] == "resolve":
            del alerts[key]
        else:
            alerts[key] = row["text"]
    return alerts


def hold(daemon, *paths, look=lambda preview: None):
    """A preview, at which `look` looks, says what the activation then does, and nothing else happens. How many results it moved."""
    number = propose(daemon, *paths)
    old, alerts = verdicts(daemon), open_alerts(daemon)
    preview = daemon.json("rules", "preview", number)
    look(preview)
    assert daemon.json("rules", "preview", number) == preview  # of answers that were kept
    assert verdicts(daemon) == old and open_alerts(daemon) == alerts
    done = daemon.json("rules", "activate", number)
    new = verdicts(daemon)
    moved = {key: (old.get(key), new[key]) for key in new if old.get(key) != new[key]}
    assert said(preview["changes"]) == moved
    assert done["changes"] == [row for row in preview["changes"] if not row["sealed"]]
    assert done["alerts"] == [{name: value for name, value in alert.items() if name not in ("told", "told_names")} for alert in preview["alerts"]]
    assert done["flips"] == preview["flips"]
    assert done["flips"] == sum(not before or before["verdict"] != after["verdict"] for before, after in moved.values())
    assert open_alerts(daemon) == after_alerts(alerts, preview["alerts"])
    return len(moved)
