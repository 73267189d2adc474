"""A contest of any size: scale.make(folder, wards) loads a package of so many wards with the real program and fills its
record tables, in the store's own form, with ten months of records (some 25 teams, 90 members and 4,000 records a ward:
the proportions of evaluation.md). No person or figure is real; the same size gives the same rows.

Rows are written past the import, for an import of a million rows is measured apart (bench.py) and would take minutes.
"""
import random
import shutil
import sqlite3
import sys
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "whole"))

from daemon import PACKAGE, Daemon, until  # noqa: E402
from oracle import PERIODS, REPORTED  # noqa: E402

DISTRICT = "quan-hai-an"
CLOCK = "2025-08-20T08:00"
MONTHS = [(name, period.first, period.last) for name, period in PERIODS.items() if name.startswith("20")]
TEAMS, TEAM_SIZES = 25.5, (3, 4, 3, 4)
# Records a ward and month; of what is rare, one in so many wards has one.
EACH = {"tip": 90, "incident": 30, "callout": 5, "population": 25, "accident": 10}
ONE_IN = {"business_violation": 25, "weapon_case": 60, "reoffence": 40}
EPOCH = date(1970, 1, 1)


def day(when):
    return (when - EPOCH).days


def ward(number):
    return f"phuong-{number:04d}"


def package(folder, wards, source=PACKAGE):
    """A package of Hải An with other wards, none of which ever changes."""
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns("tests"))  # they are about its own wards
    units = ["id,level,parent,name,code,valid_from,valid_until", "hai-phong,city,,thành phố Hải Phòng,31,2007-01-01,",
             f"{DISTRICT},district,hai-phong,quận Hải An,306,2007-01-01,"]
    units += [f"{ward(number)},ward,{DISTRICT},Phường số {number},{20000 + number},2007-01-01," for number in range(wards)]
    (folder / "units.csv").write_text("\n".join(units) + "\n", encoding="utf-8")
    successions = folder / "successions.csv"
    successions.write_text(successions.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    return folder


class Records:
    """Rows of one record type after the other, inserted as they come."""

    def __init__(self, database, sequence):
        self.database, self.sequence, self.count, self.numbers = database, sequence, 0, {}

    def id(self, letters):
        self.numbers[letters] = self.numbers.get(letters, 0) + 1
        return f"{letters}-{self.numbers[letters]:08d}"

    def add(self, kind, columns, rows):
        rows = list(rows)
        names = columns.split() + ["state", "source_file", "source_row", "from_seq"]
        marks = ", ".join("?" * (len(names) - 4))
        self.database.executemany(f"INSERT INTO record_{kind} ({', '.join(names)}) VALUES ({marks}, 'confirmed', 'scale', 1, "
                                  f"{self.sequence})", rows)
        self.count += len(rows)


def roster(records, numbers, chance, sizes=TEAM_SIZES):
    teams, members = [], []
    for number in numbers:
        for place in range(int(TEAMS * (number + 1)) - int(TEAMS * number)):
            team = f"{ward(number)}-{place:02d}"
            teams.append((team, number))
            members += [(f"{team}-{one}", team, number) for one in range(sizes[place % len(sizes)])]
    since = day(date(2024, 7, 1))
    records.add("unit", "unit_id level parent name valid_from",
                ((team, "team", ward(number), f"Tổ {team}", since) for team, number in teams))
    records.add("member", "member_id team full_name birth_date sex role valid_from",
                ((member, team, "Nguyễn Văn A", 1000, "male", "member", since) for member, team, _ in members))
    records.add("absence", "member_id valid_from valid_until reason",
                ((member, since + 140, since + 160, "leave") for member, _, _ in members if chance() < 0.03))
    records.add("managed_person", "person_code ward person_group valid_from",
                ((f"nql-{number:04d}-{one:02d}", ward(number), "released", since)
                 for number in numbers for one in range(60)))
    records.add("model", "model_id ward name started_on recognised_on recognised_by",
                ((records.id("mh"), ward(number), "Camera an ninh", since, since + 130 + number % 120, "city_police")
                 for number in numbers if number % 7))
    return teams, members


def instants(first, days, chance):
    """(occurred_at, its day, notified_at, arrived_at): nearly always in time."""
    on = first + int(chance() * days)
    at = on * 86400 - 7 * 3600 + int(chance() * 86400)
    return at, on, at + 60, at + 60 + int(chance() * 16 * 60)


def month_of_ward(records, name, first, last, number, chance, each=None):
    start, days, home, each = day(first), (last - first).days + 1, ward(number), each or EACH

    def some():
        return start + int(chance() * days)

    records.add("tip", "tip_id ward received_on channel verified duplicate_of",
                ((records.id("tin"), home, some(), "force" if chance() < 0.84 else "zalo", "yes" if chance() < 0.97 else "no",
                  "tin-00000001" if chance() < 0.02 else None) for _ in range(each["tip"])))
    records.add("incident", "incident_id ward occurred_at occurred_on notified_at notified_on presence arrived_at arrived_on",
                ((records.id("vu"), home, at, on, told, on, "required" if chance() < 0.9 else "not_required", came, on)
                 for at, on, told, came in (instants(start, days, chance) for _ in range(each["incident"]))))
    records.add("callout", "callout_id ward kind called_at called_on arrived_at arrived_on",
                ((records.id("hd"), home, "fire", at, on, at + int(chance() * 620), on)
                 for at, on, _, _ in (instants(start, days, chance) for _ in range(each["callout"]))))
    records.add("population", "population_id ward area as_of residents provided",
                ((records.id("nk"), home, f"Khu {area}", day(last) - area % 5, 600, 540 + int(chance() * 60))
                 for area in range(each["population"])))
    records.add("accident", "accident_id ward on_date level",
                ((records.id("tn"), home, some(), "serious" if chance() < 0.004 else "minor") for _ in range(each["accident"])))
    if chance() * ONE_IN["business_violation"] < 1:
        records.add("business_violation", "violation_id ward business act_on self_detected",
                    [(records.id("vp"), home, "Cơ sở", some(), "no")])
    if chance() * ONE_IN["weapon_case"] < 1:
        records.add("weapon_case", "case_id ward on_date kind self_detected", [(records.id("vk"), home, some(), "dao", "no")])
    if chance() * ONE_IN["reoffence"] < 1:
        records.add("reoffence", "reoffence_id ward person_code on_date basis",
                    [(records.id("tp"), home, f"nql-{number:04d}-07", some(), "criminal")])
    records.add("submission", "ward period record_type nil_return submitted_on",
                ((home, name, kind, "no", day(last)) for kind in REPORTED.values()))


def month_of_force(records, first, last, teams, members, chance):
    start, days = day(first), (last - first).days + 1
    records.add("patrol", "patrol_id member_id on_date",
                ((records.id("tt"), member, start + int(chance() * days))
                 for member, _, _ in members if chance() < 0.998 for _ in range(2)))
    records.add("good_deed", "deed_id team on_date kind description",
                ((records.id("vt"), team, start + int(chance() * days), "deed", "Giúp người dân tìm lại tài sản")
                 for team, _ in teams if chance() < 0.995 for _ in range(1 + int(chance() * 1.6))))


def fill(state, wards):
    """Fills a state whose daemon stands still; how many records there are."""
    chance = random.Random(wards).random
    database = sqlite3.connect(state / "thidua.db", isolation_level=None)
    for statement in ("PRAGMA synchronous = OFF", "PRAGMA cache_size = -200000", "BEGIN"):
        database.execute(statement)
    records = Records(database, database.execute("SELECT max(sequence) FROM audit").fetchone()[0])
    teams, members = roster(records, range(wards), chance)
    for name, first, last in MONTHS:
        for number in range(wards):
            month_of_ward(records, name, first, last, number, chance)
        month_of_force(records, first, last, teams, members, chance)
    database.execute("DELETE FROM listing")  # the keys of lists are made at the next start
    database.execute("COMMIT")
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return records.count


def make(folder, wards):
    """The state folder of a contest of so many wards, made once: (state, count of records)."""
    note = folder / "count"
    if not note.exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        Daemon(folder, CLOCK, package(folder / "package", wards)).stop(timeout=120)
        count = fill(folder / "state", wards)
        made = Daemon(folder, CLOCK, package=None)
        until(lambda: made.run("status").returncode == 0, 600, "the keys of the lists")  # longer than thiduactl waits for a start
        assert made.stop(timeout=120) == 0, made.logged()[-3000:]
        note.write_text(str(count))
    return folder / "state", int(note.read_text())
