"""Random record sets that aim at the edges: first and last days of periods, 15 and 16 days of life, 10:00 and 10:01
minutes, missing times, corrections and withdrawals, late rows and returns, teams that move and end, overlapping
absences, and in phase 2 the eight wards that become two.

    for batch in batches(seed, months=3): batch.at (local instant), batch.files {type: [row, …]}

Deterministic by seed. Every row may be imported on its batch's day: no fact lies after it.
"""
import csv
import io
import random
from collections import namedtuple
from datetime import date, datetime, timedelta

from oracle import CONTEST, FINAL_AT, MONTHS, NEW_WARDS, OLD_WARDS, REPORTED, SUCCESSION, standing

Batch = namedtuple("Batch", "at files label")

COLUMNS = {
    "unit": "unit_id level parent name code valid_from valid_until",
    "member": "member_id team full_name birth_date sex role valid_from valid_until",
    "absence": "member_id valid_from valid_until reason",
    "tip": "tip_id ward team received_on channel category verified duplicate_of",
    "incident": "incident_id ward team occurred_at notified_at presence arrived_at confirmed_timely note",
    "callout": "callout_id ward team kind called_at arrived_at confirmed_timely",
    "model": "model_id ward name started_on ended_on recognised_on recognised_by document",
    "business_violation": "violation_id ward business act_on decision_no decision_on self_detected",
    "population": "population_id ward area as_of residents provided",
    "weapon_case": "case_id ward on_date kind self_detected",
    "weapon_handover": "handover_id ward on_date kind quantity",
    "managed_person": "person_code ward person_group valid_from valid_until",
    "reoffence": "reoffence_id ward person_code on_date basis decision_no",
    "patrol": "patrol_id member_id on_date shift route",
    "accident": "accident_id ward on_date level dead injured",
    "good_deed": "deed_id team on_date kind member_id description document",
    "submission": "ward period record_type nil_return submitted_on",
}
PLANNED = {"valid_from", "valid_until", "ended_on"}


class Writer:
    """CSV as people make it: both separators, with and without BOM, both forms of a date, T or a space."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def day(self, day):  # what contest.md §3 takes
        if day is None:
            return ""
        style = self.random.randrange(3)
        return day.isoformat() if style == 0 else f"{day:%d/%m/%Y}" if style == 1 else f"{day.day}/{day.month}/{day.year}"

    def instant(self, instant):
        if instant is None:
            return ""
        clock = f"{instant:%H:%M:%S}" if instant.second or self.random.random() < 0.5 else f"{instant:%H:%M}"
        return self.day(instant.date()) + self.random.choice("T ") + clock

    def file(self, name, rows):
        columns = COLUMNS[name].split() + (["state", "state_reason"] if any("state" in row for row in rows) else [])
        keep = self.random.randrange(2)  # half of the files leave out the columns in which nothing stands
        columns = [column for column in columns if keep or required(name, column) or any(row.get(column) for row in rows)]
        self.random.shuffle(columns)
        text = io.StringIO()
        out = csv.DictWriter(text, columns, delimiter=self.random.choice(",;"), extrasaction="ignore",
                             lineterminator=self.random.choice(["\n", "\r\n"]))
        out.writeheader()
        out.writerows(rows)
        return (b"\xef\xbb\xbf" if self.random.randrange(2) else b"") + text.getvalue().encode()


def read(data):
    """The rows of such a file."""
    text = data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if ";" in text.splitlines()[0] else ","))


def required(name, column):
    optional = {"code", "valid_until", "team", "category", "duplicate_of", "notified_at", "arrived_at", "confirmed_timely",
                "note", "ended_on", "recognised_on", "recognised_by", "document", "decision_no", "decision_on", "shift",
                "route", "dead", "injured", "state", "state_reason"}
    if name == "absence":
        optional = optional - {"valid_until"}
    if name == "good_deed":
        optional = optional | {"member_id"}
    return column not in optional


class Contest:
    """A small district drawn by a seed, told month by month."""

    def __init__(self, seed, months):
        self.random = random.Random(seed)
        self.write = Writer(seed + 1)
        self.months = MONTHS[:months]
        self.number = 0
        self.teams = {}    # id: (ward, first day, last day or None)
        self.rows = {}     # id: (ward, first day) of its latest row
        self.members = {}  # id: team
        self.known = []    # (type, row) that may be corrected later
        self.people = []   # (person_code, ward, first, last)

    def id(self, letters):
        self.number += 1
        return f"{letters}-{self.number}"

    def chance(self, share):
        return self.random.random() < share

    def edge_day(self, first, last):
        """A day of [first, last], most likely one of its ends."""
        if first >= last:
            return first
        if self.chance(0.4):
            return self.random.choice([first, last])
        return first + timedelta(self.random.randrange((last - first).days + 1))

    # who there is ----------------------------------------------------------------------------------------------
    def team_row(self, team, ward, first, last=None):
        return {"unit_id": team, "level": "team", "parent": ward, "name": f"Tổ bảo vệ ANTT số {team}",
                "valid_from": self.write.day(first), "valid_until": self.write.day(last)}

    def member_row(self, member, team, first, last=None, role="member"):
        return {"member_id": member, "team": team, "full_name": f"Nguyễn Văn {member}", "birth_date": "1970-05-01",
                "sex": self.random.choice(["male", "female"]), "role": role,
                "valid_from": self.write.day(first), "valid_until": self.write.day(last)}

    def roster(self):
        start = date(2024, 7, 1)
        units, members = [], []
        for ward in OLD_WARDS:
            for number in range(self.random.choice([0, 1, 2, 3, 3])):
                team, first, last = f"{ward}-{number + 1}", start, None
                month = self.random.choice(self.months)
                length = (month.last - month.first).days + 1
                if self.chance(0.15):    # born so that exactly 15, or 14, days are left
                    first = month.last - timedelta(self.random.choice([14, 13, 15, 0]))
                elif self.chance(0.15):  # ended after exactly 15, or 14, days
                    last = month.first + timedelta(self.random.choice([14, 13, 15, length - 1]))
                self.teams[team] = (ward, first, last)
                if self.chance(0.15) and last is None and first == start:
                    moved = self.edge_day(month.first, month.last)
                    other = self.random.choice(OLD_WARDS)
                    units.append(self.team_row(team, ward, first, moved - timedelta(1 if self.chance(0.6) else 3)))
                    units.append(self.team_row(team, other, moved))
                    self.teams[team] = (other, first, None)
                    self.rows[team] = (other, moved)
                else:
                    units.append(self.team_row(team, ward, first, last))
                    self.rows[team] = (ward, first)
                for role in ["leader", "deputy", "member"][:self.random.choice([1, 2, 3])]:
                    members += self.member_rows(team, role)
        return {"unit": units, "member": members}

    def member_rows(self, team, role):
        member, first, month = self.id("tv"), date(2024, 7, 1), self.random.choice(self.months)
        self.members[member] = team
        kind = self.random.randrange(8)
        if kind == 0:
            return [self.member_row(member, team, month.last - timedelta(self.random.choice([13, 14, 15])), None, role)]
        if kind == 1:
            return [self.member_row(member, team, first, month.first + timedelta(self.random.choice([13, 14, 15])), role)]
        if kind == 2 and len(self.teams) > 1:  # moves to another team; a gap of some days, or none
            other = self.random.choice(list(self.teams))
            leaves = self.edge_day(month.first, month.last - timedelta(1))
            returns = leaves + timedelta(self.random.choice([1, 1, 2, 9]))
            return [self.member_row(member, team, first, leaves, role), self.member_row(member, other, returns, None, role)]
        return [self.member_row(member, team, first, None, role)]

    def absences(self, month):
        """Overlapping and adjoining excused days that leave 14, 15 or 16 active ones."""
        rows = []
        length = (month.last - month.first).days + 1
        for member in self.members:
            if self.chance(0.15):
                away = length - self.random.choice([14, 15, 16])
                cut = self.random.randrange(1, away) if away > 1 else 1
                overlap = self.random.choice([0, 1, 3])
                first = month.first + timedelta(self.random.choice([0, length - away]))
                rows += [
                    {"member_id": member, "valid_from": self.write.day(first),
                     "valid_until": self.write.day(first + timedelta(cut - 1)), "reason": "sickness"},
                    {"member_id": member, "valid_from": self.write.day(max(first + timedelta(cut - overlap), first + timedelta(1))),
                     "valid_until": self.write.day(first + timedelta(away - 1)), "reason": "leave"},
                ]
                rows[-1]["valid_until"] = self.write.day(max(first + timedelta(away - 1),
                                                             first + timedelta(cut - overlap), first + timedelta(1)))
        return rows

    # what happens ----------------------------------------------------------------------------------------------
    def ward_team(self, ward):
        own = [team for team, (home, _, _) in self.teams.items() if home == ward]
        return self.random.choice(own) if own and self.chance(0.6) else ""

    def timing(self, start, limit):
        """(arrival, said): mostly within a second or a minute of the limit."""
        if self.chance(0.2):
            return None, self.random.choice(["yes", "no", ""])
        seconds = limit * 60 + self.random.choice([0, 0, 1, -1, -60, 60, -limit * 60, -limit * 60 - 30, -limit * 60 + 1])
        return start + timedelta(seconds=seconds), self.random.choice(["", "", "yes", "no"])

    def moment(self, day):
        clock = self.random.choice([(0, 0, 0), (5, 59, 59), (6, 0, 0), (21, 59, 0), (21, 59, 59), (22, 0, 0), (23, 59, 59),
                                    (8, 30, 0), (14, 5, 20)])
        return datetime(day.year, day.month, day.day, *clock)

    def facts(self, month, first, last, weight):
        """Rows dated in [first, last]; weight: how many, roughly."""
        some = {name: [] for name in COLUMNS}
        for ward in standing(last):
            busy = self.random.choice([0, 0.3, 1, 1, 2]) * weight
            for _ in range(self.random.randrange(int(8 * busy) + 1)):
                tip = {"tip_id": self.id("tin"), "ward": ward, "team": self.ward_team(ward),
                       "received_on": self.write.day(self.edge_day(first, last)),
                       "channel": self.random.choice(["force"] * 6 + ["phone", "zalo", "113"]),
                       "verified": self.random.choice(["yes", "yes", "pending", "no"]),
                       "duplicate_of": self.random.choice(["", "", "", "", f"tin-{self.number}", "tin-khong-co"])}
                some["tip"].append(tip)
            for _ in range(self.random.randrange(int(4 * busy) + 1)):
                day = self.edge_day(first, last)
                occurred = self.moment(day)
                notified = None if self.chance(0.15) else occurred + timedelta(seconds=self.random.choice([0, 1, 60, 600]))
                if notified and notified.date() > last:
                    notified = occurred
                night = notified is not None and (notified.hour >= 22 or notified.hour < 6)
                start = notified or occurred
                arrived, said = self.timing(start, self.random.choice([20 if night else 15, 15, 20]))
                some["incident"].append({
                    "incident_id": self.id("vu"), "ward": ward, "team": self.ward_team(ward),
                    "occurred_at": self.write.instant(occurred), "notified_at": self.write.instant(notified),
                    "presence": self.random.choice(["required"] * 4 + ["not_required"]),
                    "arrived_at": self.write.instant(arrived), "confirmed_timely": said})
            for _ in range(self.random.randrange(int(2 * busy) + 1)):
                called = self.moment(self.edge_day(first, last))
                arrived, said = self.timing(called, 10)
                some["callout"].append({
                    "callout_id": self.id("hd"), "ward": ward, "team": self.ward_team(ward),
                    "kind": self.random.choice(["fire", "rescue"]), "called_at": self.write.instant(called),
                    "arrived_at": self.write.instant(arrived), "confirmed_timely": said})
            if self.chance(0.2 * weight):
                recognised = self.random.choice([None, self.edge_day(first, last), self.edge_day(CONTEST.first, last),
                                                 CONTEST.first - timedelta(1), min(last, date(2025, 2, 28)),
                                                 min(last, date(2025, 3, 1))])
                some["model"].append({
                    "model_id": self.id("mh"), "ward": ward, "name": "Camera an ninh",
                    "started_on": self.write.day(self.edge_day(date(2024, 8, 1), last)),
                    "ended_on": self.write.day(self.random.choice([None, None, month.last, month.last + timedelta(1), first])),
                    "recognised_on": self.write.day(recognised),
                    "recognised_by": self.random.choice(["ward", "district_police", "district_police", "city_police",
                                                         "ministry", ""])})
            for name, key, column, extra in [
                    ("business_violation", "violation_id", "act_on", {"business": "Cầm đồ", "self_detected": "yes"}),
                    ("weapon_case", "case_id", "on_date", {"kind": "dao", "self_detected": "no"})]:
                if self.chance(0.12 * weight):
                    some[name].append({key: self.id(name[:2]), "ward": ward,
                                       column: self.write.day(self.edge_day(first, last)), **extra})
            if self.chance(0.25 * weight):
                some["accident"].append({
                    "accident_id": self.id("tn"), "ward": ward, "on_date": self.write.day(self.edge_day(first, last)),
                    "level": self.random.choice(["collision", "minor", "minor", "serious", "very_serious",
                                                 "extremely_serious"])})
            self.population(some, ward, first, last, weight)
            self.reoffences(some, ward, first, last, weight)
        for member in self.members:
            for _ in range(self.random.choice([0, 1, 1, 1, 2]) if self.chance(0.6 * weight) else 0):
                some["patrol"].append({"patrol_id": self.id("tt"), "member_id": member,
                                       "on_date": self.write.day(self.edge_day(first, last))})
        for team in self.teams:
            for _ in range(self.random.choice([0, 1, 1, 1, 2]) if self.chance(0.7 * weight) else 0):
                some["good_deed"].append({
                    "deed_id": self.id("vt"), "team": team, "on_date": self.write.day(self.edge_day(first, last)),
                    "kind": self.random.choice(["deed", "praise", "award", "recognition"]), "description": "giúp dân"})
        for name, rows in some.items():
            self.known += [(name, row) for row in rows if name != "submission"]
        return {name: rows for name, rows in some.items() if rows}

    def population(self, some, ward, first, last, weight):
        for area in range(self.random.choice([0, 1, 2, 3])):
            for as_of in {self.edge_day(first, last) for _ in range(self.random.choice([1, 1, 2]))}:
                if not self.chance(0.7 * weight) or (ward, area, as_of) in self.counted:
                    continue
                self.counted.add((ward, area, as_of))
                residents = self.random.choice([0, 10, 100, 1000])
                provided = {0: 0, 10: 9, 100: 91, 1000: 900}[residents] + self.random.choice([0, 0, 1]) * (residents > 0)
                some["population"].append({
                    "population_id": self.id("nk"), "ward": ward, "area": f"khu {area + 1}",
                    "as_of": self.write.day(as_of), "residents": residents, "provided": provided})

    def reoffences(self, some, ward, first, last, weight):
        if self.chance(0.3 * weight):
            code, begins = self.id("qly"), self.edge_day(SUCCESSION if ward in NEW_WARDS else date(2024, 10, 1), last)
            ends = self.random.choice([None, begins + timedelta(self.random.choice([0, 10, 40]))])
            self.people.append((code, ward, begins, ends))
            some["managed_person"].append({
                "person_code": code, "ward": ward, "person_group": self.random.choice(["released", "after_rehab", "other"]),
                "valid_from": self.write.day(begins), "valid_until": self.write.day(ends)})
        # after the succession: of people whom a predecessor managed
        if self.people and self.chance((0.9 if ward in NEW_WARDS else 0.25) * weight):
            code, home, begins, ends = self.random.choice(self.people)
            edges = [day for day in [begins, ends, begins - timedelta(1), ends and ends + timedelta(1)]
                     if day and first <= day <= last]
            on = self.random.choice(edges) if edges else self.edge_day(first, last)
            some["reoffence"].append({
                "reoffence_id": self.id("tp"), "ward": home if home in standing(last) and self.chance(0.7) else ward,
                "person_code": code, "on_date": self.write.day(on),
                "basis": self.random.choice(["criminal", "administrative"])})

    def returns(self, month, share, on):
        rows = []
        for ward in standing(month.last):
            lazy = self.chance(0.1)
            for record_type in REPORTED.values():
                if not lazy and self.chance(share) and (ward, month.id, record_type) not in self.returned:
                    self.returned.add((ward, month.id, record_type))
                    rows.append({"ward": ward, "period": month.id, "record_type": record_type,
                                 "nil_return": self.random.choice(["yes", "no"]), "submitted_on": self.write.day(on)})
        return rows

    def corrections(self, today):
        """Earlier rows again, with other content or another state; a row's key and ward stay."""
        changed = {}
        for name, row in self.random.sample(self.known, min(len(self.known), self.random.randrange(9))):
            row = dict(row)
            kind = self.random.randrange(5)
            if kind == 0:
                row.update(state=self.random.choice(["returned", "withdrawn"]), state_reason="nhập nhầm")
            elif kind == 1 and name == "tip":
                row["channel"] = self.random.choice(["force", "phone"])
            elif kind == 2 and name in ("incident", "callout"):
                row.update(arrived_at="", confirmed_timely=self.random.choice(["yes", "no", ""]))
            elif kind == 3 and name == "population":
                row["provided"] = max(0, int(row["provided"]) - 1)
            elif kind == 4 and name in ("good_deed", "patrol", "weapon_case", "accident"):
                row["on_date"] = self.write.day(min(today, self.edge_day(CONTEST.first, today)))
            else:
                row.update(state=self.random.choice(["confirmed", "draft", "waiting"]))
            if name != "population" or "state" not in row:  # two rows of one (ward, area, as_of) are refused
                changed.setdefault(name, []).append(row)
        return changed

    def succession(self):
        """Teams of the split wards get their new parent; some of the others too, the rest follow their ward."""
        rows = []
        for team, (ward, first, last) in self.teams.items():
            if last is not None or not (ward in ("dong-hai-2", "nam-hai") or self.chance(0.3)):
                continue
            if first >= SUCCESSION:
                continue
            new = self.random.choice(NEW_WARDS) if ward in ("dong-hai-2", "nam-hai") \
                else "phuong-dong-hai" if ward == "dong-hai-1" else "phuong-hai-an"
            rows.append(self.team_row(team, *self.rows[team], SUCCESSION - timedelta(1)))
            rows.append(self.team_row(team, new, SUCCESSION))
            self.teams[team] = (new, first, None)
        return {"unit": rows} if rows else {}

    def batches(self):
        self.counted, self.returned = set(), set()
        yield Batch(datetime(2024, 10, 31, 9), self.roster(), "roster")
        for index, month in enumerate(self.months):
            middle = month.first + timedelta(14)
            if self.chance(0.4):
                yield Batch(datetime.combine(middle + timedelta(1), datetime.min.time()).replace(hour=10),
                            self.facts(month, month.first, middle, 0.4), f"{month.id} first half")
            if month.id == "2025-06":
                yield Batch(datetime(2025, 6, 27, 9), self.succession(), "succession")
            sent = datetime.combine(month.last + timedelta(2), datetime.min.time()).replace(hour=9)
            files = self.facts(month, month.first, month.last, 1)
            absences = self.absences(month)
            if absences:
                files["absence"] = self.unique(absences)
                self.known += [("absence", row) for row in files["absence"]]
            files["submission"] = self.returns(month, 0.9, sent.date())
            for name in files:  # the same row twice in one file is no error
                if files[name] and self.chance(0.2):
                    files[name] = files[name] + [files[name][0]]
            yield Batch(sent, files, f"{month.id} month")
            late = FINAL_AT[month.id] + timedelta(days=self.random.choice([1, 3]))
            files = self.corrections(late.date())
            if self.chance(0.6):
                owing = self.returns(month, 0.7, late.date())
                if owing:
                    files["submission"] = owing
            if self.chance(0.5) and index > 0:
                before = self.months[index - 1]
                for name, rows in self.facts(before, before.first, before.last, 0.1).items():
                    files.setdefault(name, []).extend(rows)
            yield Batch(late, {name: rows for name, rows in files.items() if rows}, f"{month.id} late")

    def unique(self, rows):
        by_key = {}
        for row in rows:
            by_key.setdefault((row["member_id"], row["valid_from"]), row)
        return list(by_key.values())


def batches(seed, months):
    contest = Contest(seed, months)
    return list(contest.batches()), contest.write


if __name__ == "__main__":
    import sys
    for batch in batches(int(sys.argv[1]), int(sys.argv[2]))[0]:
        print(batch.at, batch.label, {name: len(rows) for name, rows in batch.files.items()})
