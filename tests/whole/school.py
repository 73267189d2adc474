"""A school's year of rules/thcs-2025: its groups, pupils and what a term's weeks bring, by a seed; and what follows from it, counted here once more."""
import datetime
import random
from fractions import Fraction

from daemon import SOURCE

PACKAGE = SOURCE / "rules" / "thcs-2025"
START = "2025-09-08T06:00"
FIRST, LAST = datetime.date(2025, 9, 8), datetime.date(2026, 1, 11)  # of the first term
CLASSES = ["6a", "6b", "7a", "7b", "8a", "8b", "9a", "9b"]
GROUPS = 4
MONTHS = ["2025-09", "2025-10", "2025-11", "2025-12"]  # the last one holds the first days of January too
SERIOUS = ("cheating", "fight", "traffic")
LOST = {"late": 1, "absent": 3, "uniform": 1, "noise": 1, "litter": 2, "phone": 2, "property": 4, "traffic": 5, "cheating": 5, "fight": 10}
LESSON = {"a": 10, "b": 8, "c": 5, "d": 0}


def group(unit, number):
    return f"{unit}-t{number}"


def roster():
    """Groups of each class and two pupils of each group."""
    units = [{"unit_id": group(unit, n), "level": "group", "parent": unit, "name": f"Tổ {n}", "valid_from": FIRST} for unit in CLASSES for n in range(1, GROUPS + 1)]
    names = ("An", "Bình", "Chi", "Dũng", "Giang", "Hà", "Khánh", "Linh", "Mai", "Nam", "Phúc", "Quân", "Sơn", "Thảo", "Uyên", "Vân", "Yến")
    pupils = [{"member_id": f"hs-{unit}-{n}{k}", "team": group(unit, n), "full_name": f"{'Nguyễn Thị' if k else 'Trần Văn'} {names[(5 * CLASSES.index(unit) + 2 * n + k) % len(names)]}",
               "birth_date": f"{2014 - int(unit[0]) + 6}-03-{n + 10 * k + 1:02}", "sex": "female" if k else "male", "role": "pupil" if k else "leader", "valid_from": FIRST}
              for unit in CLASSES for n in range(1, GROUPS + 1) for k in (0, 1)]
    return {"unit": units, "member": pupils}


def week(number, dice):
    """What the classes bring in a week of the term, from 0; dice are the seed's."""
    rows = {kind: [] for kind in ("lapse", "lesson", "attendance", "good_mark", "good_deed", "test")}
    monday = FIRST + datetime.timedelta(7 * number)
    for place, unit in enumerate(CLASSES):
        for day in (monday + datetime.timedelta(dice.choice((0, 1))), monday + datetime.timedelta(dice.choice((2, 3, 4)))):
            key = f"{day:%m%d}"
            enrolled = 36 + place
            excused = dice.randrange(3)
            rows["attendance"].append({"day_id": key, "ward": unit, "on_date": day, "enrolled": enrolled, "excused": excused,
                                       "present": enrolled - excused - dice.choice((0, 0, 0, 1, 2))})
            rows["lesson"] += [{"lesson_id": f"{key}-{slot}", "ward": unit, "on_date": day, "slot": slot, "grade": dice.choice("aaaabbc" if place % 3 else "aabbcd")}
                               for slot in (1, 2)]
        for n in range(dice.randrange(2 + place % 4 * 2)):
            day = monday + datetime.timedelta(dice.randrange(5))
            kind = dice.choice(("late", "uniform", "noise", "litter", "absent", "phone", "property") if dice.random() < .98 else SERIOUS)
            rows["lapse"].append({"lapse_id": f"{number}-{n}", "ward": unit, "on_date": day, "kind": kind})
        for n in range(dice.randrange(3)):
            team = dice.randrange(1, GROUPS + 1)
            rows["good_mark"].append({"mark_id": f"{unit}-{number}-{n}", "team": group(unit, team), "member_id": f"hs-{unit}-{team}{n % 2}",
                                      "on_date": monday + datetime.timedelta(n), "mark": dice.choice((9, 10))})
        for n in range(dice.randrange(1 + (place + 1) % 4)):
            team = dice.randrange(1, GROUPS + 1)
            rows["good_deed"].append({"deed_id": f"{unit}-{number}-{n}", "team": group(unit, team), "member_id": f"hs-{unit}-{team}0", "on_date": monday,
                                      "kind": "helped", "description": "Giúp bạn học bài"})
        if number % 6 == 5:
            passed = 36 - dice.randrange(7)
            rows["test"].append({"test_id": f"kt-{number}", "ward": unit, "on_date": monday, "kind": "midterm", "subject_name": "Toán", "sheets": 36,
                                 "passed": passed, "good": passed // 2})
    return rows


def term(weeks, seed=2025):
    dice = random.Random(seed)
    return [week(number, dice) for number in range(weeks)]


def together(weeks):
    return {kind: [row for one in weeks for row in one[kind]] for kind in weeks[0]}


def returns(month, on):
    return {"submission": [{"ward": unit, "period": month, "record_type": "test", "nil_return": "no", "submitted_on": on} for unit in CLASSES]}


# The figures, by another way ------------------------------------------------------------------------------------

def of(rows, kind, unit, first, last):
    """The rows of a type that count for a class in these days."""
    return [row for row in rows[kind] if first <= row["on_date"] <= last and (row.get("ward") or row["team"].split("-t")[0]) == unit]


def parts(rows, unit, first, last):
    """Points lost, share of lessons' points, attendance, serious lapses, days of school, good marks, papers of 5.0: of a class in these days."""
    lapses, lessons, days, tests = (of(rows, kind, unit, first, last) for kind in ("lapse", "lesson", "attendance", "test"))
    return {"lost": sum(LOST[row["kind"]] for row in lapses), "serious": sum(row["kind"] in SERIOUS for row in lapses),
            "lessons": (sum(LESSON[row["grade"]] for row in lessons), 10 * len(lessons)),
            "present": (sum(row["present"] for row in days), sum(row["enrolled"] - row["excused"] for row in days)),
            "days": len(days), "marks": len(of(rows, "good_mark", unit, first, last)),
            "study": (sum(row["passed"] for row in tests), sum(row["sheets"] for row in tests))}


def cut(most, share):
    return int(most * Fraction(*share))


def of_week(rows, unit, first, last):
    """The week's score: tenths of a point, and of how many."""
    part = parts(rows, unit, first, last)
    if not part["days"]:
        return 0, 0
    points, all_ = max(0, 400 - int(Fraction(10 * part["lost"] * 5, max(5, part["days"])))), 400
    for name, most in (("lessons", 400), ("present", 200)):
        if part[name][1]:
            points, all_ = points + cut(most, part[name]), all_ + most
    return min(all_, points + min(50, 5 * part["marks"])), all_


def deeds(rows, unit, spans):
    """(team-months with a good deed, team-months) of a class."""
    done = {(row["team"], n) for row in rows["good_deed"] for n, (first, last) in enumerate(spans)
            if first <= row["on_date"] <= last and row["team"].split("-t")[0] == unit}
    return len(done), GROUPS * len(spans)


def of_term(rows, unit, spans):
    first, last = spans[0][0], spans[-1][1]
    part = parts(rows, unit, first, last)
    points, all_ = max(0, 300 - int(Fraction(10 * part["lost"] * 5, max(5, part["days"])))), 300
    for share, most in ((part["lessons"], 250), (part["present"], 100), (part["study"], 250), (deeds(rows, unit, spans), 100)):
        if share[1]:
            points, all_ = points + cut(most, share), all_ + most
    return max(0, points - 50 * part["serious"]), all_


def places(scores, lost):
    """{class: place}: by points of a thousand, then by fewer points lost; equal ones share it."""
    keys = {unit: (num * 1000 // den, -lost[unit]) for unit, (num, den) in scores.items() if den}
    return {unit: 1 + sum(other > key for other in keys.values()) for unit, key in keys.items()}
