"""The contest computed a second time, from contest.md alone.

Nothing here is shared with the product: the figures of the plan are written down again by hand, the records are
the same CSV rows that the daemon imports, and every number is found in the plainest way (sets of days, loops over
all rows), so that a reader can compare each function with its sentence in contest.md §2-§4.

    book = Book()
    book.add({"tip": [row, …], …})          rows as csv.DictReader gives them, in the order of import
    results(book, "2024-11", "final")       {(criterion, subject): Result(level, num, den, verdict)}
"""
from collections import namedtuple
from datetime import date, datetime, timedelta

Result = namedtuple("Result", "level num den verdict")
Period = namedtuple("Period", "id first last")  # both days inclusive

# §1 ----------------------------------------------------------------------------------------------------------
MONTHS = [
    Period("2024-11", date(2024, 11, 1), date(2024, 11, 30)),
    Period("2024-12", date(2024, 12, 1), date(2024, 12, 31)),
    Period("2025-01", date(2025, 1, 1), date(2025, 2, 3)),
    Period("2025-02", date(2025, 2, 4), date(2025, 2, 28)),
    Period("2025-03", date(2025, 3, 1), date(2025, 3, 31)),
    Period("2025-04", date(2025, 4, 1), date(2025, 4, 30)),
    Period("2025-05", date(2025, 5, 1), date(2025, 5, 31)),
    Period("2025-06", date(2025, 6, 1), date(2025, 6, 30)),
    Period("2025-07", date(2025, 7, 1), date(2025, 7, 31)),
    Period("2025-08", date(2025, 8, 1), date(2025, 8, 19)),
]
PHASES = [
    Period("phase-1", date(2024, 11, 1), date(2025, 2, 3)),
    Period("phase-2", date(2025, 2, 4), date(2025, 8, 19)),
]
CONTEST = Period("contest", date(2024, 11, 1), date(2025, 8, 19))
PERIODS = {period.id: period for period in [*MONTHS, *PHASES, CONTEST]}

# When the final run of each period falls due: five working days after its last day, 17:00. Worked out on a
# calendar by hand; days off there: Saturdays, Sundays, 01/01, 25/01-02/02, 07/04, 30/04-02/05.
FINAL_AT = {
    "2024-11": datetime(2024, 12, 6, 17), "2024-12": datetime(2025, 1, 8, 17), "2025-01": datetime(2025, 2, 10, 17),
    "phase-1": datetime(2025, 2, 10, 17), "2025-02": datetime(2025, 3, 7, 17), "2025-03": datetime(2025, 4, 8, 17),
    "2025-04": datetime(2025, 5, 9, 17), "2025-05": datetime(2025, 6, 6, 17), "2025-06": datetime(2025, 7, 7, 17),
    "2025-07": datetime(2025, 8, 7, 17), "2025-08": datetime(2025, 8, 26, 17), "phase-2": datetime(2025, 8, 26, 17),
    "contest": datetime(2025, 8, 26, 17),
}

# §2 ----------------------------------------------------------------------------------------------------------
DISTRICT = "quan-hai-an"
OLD_WARDS = ["dong-hai-1", "dong-hai-2", "dang-lam", "thanh-to", "dang-hai", "nam-hai", "cat-bi", "trang-cat"]
NEW_WARDS = ["phuong-hai-an", "phuong-dong-hai"]
SUCCESSION = date(2025, 7, 1)
# The successor named as main takes what has no team (units.csv of the package; the parameter of contest.md §2).
MAIN_SUCCESSOR = {
    "dong-hai-1": "phuong-dong-hai", "dong-hai-2": "phuong-dong-hai", "nam-hai": "phuong-dong-hai",
    "dang-lam": "phuong-hai-an", "thanh-to": "phuong-hai-an", "dang-hai": "phuong-hai-an",
    "cat-bi": "phuong-hai-an", "trang-cat": "phuong-hai-an",
}
PREDECESSORS = {
    "phuong-hai-an": {"cat-bi", "dang-hai", "dang-lam", "thanh-to", "trang-cat", "nam-hai", "dong-hai-2"},
    "phuong-dong-hai": {"dong-hai-1", "dong-hai-2", "nam-hai"},
}


def standing(day):
    return OLD_WARDS if day < SUCCESSION else NEW_WARDS


def origins(ward):
    return {ward} | PREDECESSORS.get(ward, set())


def ward_home(ward, day):
    if ward in standing(day):
        return ward
    return MAIN_SUCCESSOR.get(ward) if day >= SUCCESSION else None


# §3 ----------------------------------------------------------------------------------------------------------
KEYS = {
    "unit": ("unit_id", "valid_from"), "member": ("member_id", "valid_from"),
    "managed_person": ("person_code", "ward", "valid_from"), "absence": ("member_id", "valid_from"),
    "submission": ("ward", "period", "record_type"), "eligibility_flag": ("subject", "kind", "valid_from"),
    "tip": ("ward", "tip_id"), "incident": ("ward", "incident_id"), "callout": ("ward", "callout_id"), "model": ("ward", "model_id"),
    "business_violation": ("ward", "violation_id"), "population": ("ward", "population_id"), "weapon_case": ("ward", "case_id"),
    "weapon_handover": ("ward", "handover_id"), "reoffence": ("ward", "reoffence_id"), "patrol": ("member_id", "patrol_id"),
    "accident": ("ward", "accident_id"), "good_deed": ("team", "deed_id"), "nomination": ("ward", "nomination_id"),
    "award": ("award_id",), "funding": ("ward", "funding_id"), "budget_line": ("line_id",), "publicity": ("unit", "publicity_id"),
    "inspection": ("unit", "inspection_id"), "obstacle": ("unit", "obstacle_id"), "briefing": ("unit", "briefing_id"),
    "campaign": ("unit", "campaign_id"), "directive": ("unit", "directive_id"), "inspection_plan": ("unit", "plan_id"),
    "inspection_finding": ("unit", "finding_id"),
}
REPORTED = {"1.1": "tip", "1.2": "incident", "2.1": "model", "3.1": "callout", "4.1": "business_violation",
            "4.2": "population", "4.3": "weapon_case", "5.1": "reoffence", "6.1": "patrol", "6.2": "accident",
            "7.1": "good_deed"}


def day_of(text):
    """2024-11-01 or 1/11/2024; None for an empty field."""
    text = (text or "").strip()
    if not text:
        return None
    if "/" in text:
        day, month, year = text.split("/")
        return date(int(year), int(month), int(day))
    return date.fromisoformat(text)


def instant_of(text):
    """Local date and time, seconds optional; None for an empty field."""
    text = (text or "").strip().replace("T", " ")
    if not text:
        return None
    day, clock = text.split(" ")
    parts = [int(part) for part in clock.split(":")]
    return datetime.combine(day_of(day), datetime.min.time()).replace(
        hour=parts[0], minute=parts[1], second=parts[2] if len(parts) > 2 else 0)


class Book:
    """Every record's latest version, by type and key."""

    def __init__(self):
        self.rows = {name: {} for name in KEYS}

    def add(self, batch):
        for name, rows in batch.items():
            for row in rows:
                key = tuple(day_of(row[column]) if column == "valid_from" else row[column].strip()
                            for column in KEYS[name])
                # a column that the file lacks says nothing of a known record; a missing state says confirmed
                self.rows[name][key] = {**self.rows[name].get(key, {}), "state": "", **row}

    def confirmed(self, name):
        return [row for row in self.rows[name].values() if (row.get("state") or "confirmed") == "confirmed"]


class Span(namedtuple("Span", "first last owner")):
    """A row of a unit or member in time; an open end is the end of time."""

    def days(self, period):
        first, last = max(self.first, period.first), min(self.last, period.last)
        return {first + timedelta(n) for n in range((last - first).days + 1)} if first <= last else set()


def spans(rows, name, owner):
    """Rows by id, ascending by valid_from."""
    found = {}
    for row in rows:
        span = Span(day_of(row["valid_from"]), day_of(row.get("valid_until")) or date.max, row[owner])
        found.setdefault(row[name], []).append(span)
    return {key: sorted(value) for key, value in found.items()}


def teams_of(book):
    return spans([row for row in book.confirmed("unit") if row["level"] == "team"], "unit_id", "parent")


def team_home(teams, team, day):
    """The ward in which the team is on a day; an ended one in its last, one to come in its first."""
    rows = teams.get(team)
    if not rows:
        return None
    covering = [row for row in rows if row.first <= day <= row.last]
    begun = [row for row in rows if row.first <= day]
    row = covering[-1] if covering else begun[-1] if begun else rows[0]
    return ward_home(row.owner, day)


def record_home(teams, row, day):
    """The ward in whose figures a ward's record counts in a period that ends on the day."""
    if row["ward"] in standing(day):
        return row["ward"]
    home = team_home(teams, row["team"], day) if row.get("team") else None
    return home or ward_home(row["ward"], day)


def within(day, period):
    return day is not None and period.first <= day <= period.last


# §4: what is counted: {ward: [num, den]}; den None for a count ------------------------------------------------
def tally(period, counts=False):
    return {ward: [0, None if counts else 0] for ward in standing(period.last)}


def put(figures, home, num, den):
    if home in figures:
        figures[home][0] += num
        if den is not None:
            figures[home][1] += den


def measure_1_1(book, teams, period):
    figures = tally(period)
    for row in book.confirmed("tip"):
        if within(day_of(row["received_on"]), period) and not row.get("duplicate_of") and row["verified"] != "no":
            put(figures, record_home(teams, row, period.last), row["channel"] == "force", 1)
    return figures


def timely(start, end, minutes, said):
    if start and end:
        return (end - start).total_seconds() <= minutes * 60
    return said == "yes"


def measure_1_2(book, teams, period):
    figures = tally(period)
    for row in book.confirmed("incident"):
        if row["presence"] != "required" or not within(instant_of(row["occurred_at"]).date(), period):
            continue
        notified, arrived = instant_of(row.get("notified_at")), instant_of(row.get("arrived_at"))
        night = notified is not None and (notified.hour >= 22 or notified.hour < 6)
        put(figures, record_home(teams, row, period.last),
            timely(notified, arrived, 20 if night else 15, row.get("confirmed_timely")), 1)
    return figures


def measure_3_1(book, teams, period):
    figures = tally(period)
    for row in book.confirmed("callout"):
        called = instant_of(row["called_at"])
        if within(called.date(), period):
            put(figures, record_home(teams, row, period.last),
                timely(called, instant_of(row.get("arrived_at")), 10, row.get("confirmed_timely")), 1)
    return figures


def measure_2_1(book, teams, period):
    figures = tally(period, counts=True)
    for row in book.confirmed("model"):
        recognised, ended = day_of(row.get("recognised_on")), day_of(row.get("ended_on"))
        by = row.get("recognised_by")
        accepted = by in ("city_police", "ministry") or (
            by == "district_police" and recognised is not None and recognised <= date(2025, 2, 28))
        if recognised and CONTEST.first <= recognised <= period.last and accepted \
                and day_of(row["started_on"]) <= period.last and (ended is None or ended > period.last):
            put(figures, record_home(teams, row, period.last), 1, None)
    return figures


def count_of(name, column, keep=lambda row: True):
    def measure(book, teams, period):
        figures = tally(period, counts=True)
        for row in book.confirmed(name):
            if within(day_of(row[column]), period) and keep(row):
                put(figures, record_home(teams, row, period.last), 1, None)
        return figures
    return measure


def measure_4_2(book, teams, period):
    figures = tally(period)
    latest = {}  # (ward, area): its latest row in the period
    for row in book.confirmed("population"):
        as_of, place = day_of(row["as_of"]), (row["ward"], row["area"])
        if within(as_of, period) and (place not in latest or as_of > day_of(latest[place]["as_of"])):
            latest[place] = row
    with_own = {ward for ward, _ in latest}
    for (ward, _), row in latest.items():
        home = ward_home(ward, period.last)
        if ward == home or home not in with_own:
            put(figures, home, int(row["provided"]), int(row["residents"]))
    return figures


def measure_5_1(book, teams, period):
    figures = tally(period, counts=True)
    for row in book.confirmed("reoffence"):
        on = day_of(row["on_date"])
        if within(on, period) and any(
                managed["person_code"] == row["person_code"] and managed["ward"] in origins(row["ward"])
                and day_of(managed["valid_from"]) <= on <= (day_of(managed.get("valid_until")) or date.max)
                for managed in book.confirmed("managed_person")):
            put(figures, record_home(teams, row, period.last), 1, None)
    return figures


def measure_6_1(book, teams, period):
    figures = tally(period)
    patrolled = {row["member_id"] for row in book.confirmed("patrol") if within(day_of(row["on_date"]), period)}
    excused = spans(book.confirmed("absence"), "member_id", "reason")
    needed = min(15, (period.last - period.first).days + 1)
    for member, rows in spans(book.confirmed("member"), "member_id", "team").items():
        away = set().union(*(span.days(period) for span in excused.get(member, [])))
        inside = [row for row in rows if row.days(period)]
        if inside and sum(len(row.days(period) - away) for row in inside) >= needed:
            put(figures, team_home(teams, inside[-1].owner, period.last), member in patrolled, 1)
    return figures


def team_months(book, teams, month):
    """{team: deeds, or None when exempt} of the teams that live at all in the month."""
    deeds = [(row["team"], day_of(row["on_date"])) for row in book.confirmed("good_deed")]
    needed = min(15, (month.last - month.first).days + 1)
    found = {}
    for team, rows in teams.items():
        life = set().union(*(row.days(month) for row in rows))
        if life:
            counted = sum(1 for of, on in deeds if of == team and within(on, month))
            found[team] = (counted, len(life) >= needed)
    return found


def months_of(period):
    return [month for month in MONTHS if period.first <= month.first and month.last <= period.last]


def measure_7_1(book, teams, period):
    figures = tally(period)
    for month in months_of(period):
        for team, (deeds, counts) in team_months(book, teams, month).items():
            if counts:
                put(figures, team_home(teams, team, period.last), deeds >= 1, 1)
    return figures


# §4: how it is judged -----------------------------------------------------------------------------------------
def share_at_least(percent):
    return lambda num, den, period: "not_applicable" if den == 0 else "met" if num * 100 >= percent * den else "missed"


def share_above(percent):
    return lambda num, den, period: "not_applicable" if den == 0 else "met" if num * 100 > percent * den else "missed"


def none_at_all(num, den, period):
    return "met" if num == 0 else "missed"


def one_by_the_end(num, den, period):
    return "met" if num >= 1 else "in_progress" if period.last < CONTEST.last else "missed"


SERIOUS = ("serious", "very_serious", "extremely_serious")
CRITERIA = {  # id: (measure, judge, the verdict that stands although returns are missing)
    "1.1": (measure_1_1, share_at_least(80), None),
    "1.2": (measure_1_2, share_at_least(100), "missed"),
    "2.1": (measure_2_1, one_by_the_end, "met"),
    "3.1": (measure_3_1, share_at_least(100), "missed"),
    "4.1": (count_of("business_violation", "act_on"), none_at_all, "missed"),
    "4.2": (measure_4_2, share_above(90), None),
    "4.3": (count_of("weapon_case", "on_date"), none_at_all, "missed"),
    "5.1": (measure_5_1, none_at_all, "missed"),
    "6.1": (measure_6_1, share_at_least(100), None),
    "6.2": (count_of("accident", "on_date", lambda row: row["level"] in SERIOUS), none_at_all, "missed"),
    "7.1": (measure_7_1, share_at_least(100), None),
}


def unreported(returns, ward, period, record_type):
    """Does a month of the period lack the return of a ward that stands in it and is, or became, this ward?"""
    return any((owing, month.id, record_type) not in returns
               for month in months_of(period)
               for owing in origins(ward) if owing in standing(month.last))


def results(book, period_id, stage):
    period = PERIODS[period_id]
    teams = teams_of(book)
    returns = {(row["ward"], row["period"], row["record_type"]) for row in book.confirmed("submission")}
    found = {}
    for criterion, (measure, judge, early) in CRITERIA.items():
        owed = {ward: stage == "final" and unreported(returns, ward, period, REPORTED[criterion])
                for ward in standing(period.last)}
        figures = measure(book, teams, period)
        verdicts = {}
        for ward, (num, den) in figures.items():
            verdict = judge(num, den, period)
            verdicts[ward] = "not_reported" if owed[ward] and verdict != early else verdict
            found[criterion, ward] = Result("ward", int(num), den, verdicts[ward])

        num = int(sum(figure[0] for figure in figures.values()))
        den = None if next(iter(figures.values()))[1] is None else sum(figure[1] for figure in figures.values())
        if criterion == "2.1":
            every = set(verdicts.values())
            verdict = "met" if every == {"met"} else "not_reported" if "not_reported" in every \
                else "in_progress" if "in_progress" in every else "missed"
        else:
            verdict = judge(num, den, period)
            if "not_reported" in verdicts.values() and verdict != early:
                verdict = "not_reported"
        found[criterion, DISTRICT] = Result("district", num, den, verdict)

        if criterion == "7.1" and period in MONTHS:
            for team, (deeds, counts) in team_months(book, teams, period).items():
                verdict = "not_applicable" if not counts else "met" if deeds >= 1 else "missed"
                if owed.get(team_home(teams, team, period.last)):
                    verdict = "not_reported"
                found[criterion, team] = Result("team", deeds, None, verdict)
    return found
