"""Sample records of rules/tan-minh-2025, small enough that every figure can be worked out by hand.

Six villages of two groups; in a plain village all goes well in every month. Each of the others breaks what its name
says below. An Thượng and An Hạ become An Bình on 2026-01-01, inside the month 2026-01.
"""
from datetime import date, timedelta

from daemon import SOURCE

PACKAGE = SOURCE / "rules" / "tan-minh-2025"
START = "2025-09-14T08:00"
# d15_d14: from the 15th to the 14th.
MONTHS = {"2025-10": (date(2025, 9, 15), date(2025, 10, 14)), "2025-11": (date(2025, 10, 15), date(2025, 11, 14)),
          "2025-12": (date(2025, 11, 15), date(2025, 12, 14)), "2026-01": (date(2025, 12, 15), date(2026, 1, 14)),
          "2026-02": (date(2026, 1, 15), date(2026, 2, 14)), "2026-03": (date(2026, 2, 15), date(2026, 3, 14))}
OLD = ["an-thuong", "an-ha"]  # until 2025-12-31
STAYING = ["dong-xa", "phu-khe", "lang-noi", "ben-soi"]
NAMES = {"an-thuong": "An Thượng", "an-ha": "An Hạ", "dong-xa": "Đồng Xá", "phu-khe": "Phú Khê", "lang-noi": "Làng Nội",
         "ben-soi": "Bến Sỏi"}
TYPES = ["sorting_check", "cleanup", "online_file", "digital_class", "village_figure", "mediation", "violation"]
# Of a plain village, a month; what others differ in.
FILES = {"phu-khe": (7, 10), "lang-noi": (3, 4)}  # online, all; else 8 of 10
ONLINE = (8, 10)
LAST_MONTH_CLOSES = "2026-03-18T16:30"


def standing(month):
    return (["an-binh"] if MONTHS[month][1] >= date(2026, 1, 1) else OLD) + STAYING


def groups(village):
    return [f"{old}-{number}" for old in (OLD if village == "an-binh" else [village]) for number in (1, 2)]


def roster():
    units = [{"unit_id": group, "level": "team", "parent": village, "name": f"Số {group[-1]} thôn {NAMES[village]}",
              "valid_from": "2025-07-01"} for village in NAMES for group in groups(village)]
    members = [{"member_id": f"{village}-1-1", "team": f"{village}-1", "full_name": "Nguyễn Văn Bình", "birth_date": "1975-03-02",
                "sex": "male", "role": "head", "valid_from": "2025-07-01"} for village in NAMES]
    return {"unit": units, "member": members}


def facts(village, month, day):
    """What a village, or one that is about to end, reports of a month."""
    online, files = FILES.get(village, ONLINE)
    big = village == "an-binh"
    rows = {
        "sorting_check": [{"check_id": f"pl-{month}-{village}-{n}", "ward": village, "household": f"{village}-{n}", "on_date": day,
                           "sorted": "no" if n == 0 else "yes"} for n in range(10)],
        "online_file": [{"file_id": f"hs-{month}-{village}-{n}", "ward": village, "received_on": day, "required": "yes",
                         "channel": "online" if n < online else "counter"} for n in range(files)]
                       + [{"file_id": f"hs-{month}-{village}-khac", "ward": village, "received_on": day, "required": "no",
                           "channel": "post"}],
        "village_figure": [{"figure_id": f"sl-{month}-{village}", "ward": village, "as_of": day,
                            "households": 200 if big else 80 if village == "ben-soi" else 100,
                            "residents": 800 if big else 400, "insured": 760 if big else 384}],
        "mediation": [{"case_id": f"hg-{month}-{village}", "ward": village, "accepted_on": day, "concluded_on": day,
                       "outcome": "success"}],
        "digital_class": [], "violation": [],
    }
    if month <= "2025-12":
        rows["digital_class"].append({"class_id": f"lop-{month}-{village}", "ward": village, "on_date": day, "learners": 12,
                                      "topic": "vneid"})
    if month == "2025-10":
        rows["mediation"].append({"case_id": f"hg-khong-thanh-{village}", "ward": village, "accepted_on": day, "concluded_on": day,
                                  "outcome": "failure"})
        rows["mediation"].append({"case_id": f"hg-dang-{village}", "ward": village, "accepted_on": day})
        rows["digital_class"].append({"class_id": f"lop-it-{village}", "ward": village, "on_date": day, "learners": 9,
                                      "topic": "safety"})
    return rows


def month(name):
    first, last = MONTHS[name]
    day = (first + timedelta(5)).isoformat()  # 2025-12-20 for 2026-01: the old villages still stand
    files = {kind: [] for kind in TYPES + ["submission", "adjustment"]}
    for village in (OLD + STAYING if day < "2026-01-01" else ["an-binh"] + STAYING):
        for kind, rows in facts(village, name, day).items():
            files[kind] += rows
        for group in groups(village):
            if group != "ben-soi-2" or name > "2025-11":
                files["cleanup"].append({"cleanup_id": f"vs-{name}-{group}", "team": group, "on_date": day,
                                         "households": 20 if village == "ben-soi" else 35})
    if name == "2025-11":
        files["violation"] = [{"violation_id": f"vp-{n}", "ward": "lang-noi", "on_date": day, "field": field}
                              for n, field in enumerate(("land", "land", "gambling"))]
    if name == "2026-03":
        files["adjustment"] = [{"adjustment_id": "d-1", "ward": "lang-noi", "on_date": day, "kind": "bonus", "points": 80,
                                "reason": "Hiến đất mở rộng đường", "document": "Thông báo số 12/TB-BCĐ"},
                               {"adjustment_id": "d-2", "ward": "lang-noi", "on_date": day, "kind": "penalty", "points": 10,
                                "reason": "Nộp báo cáo chậm", "document": "Thông báo số 12/TB-BCĐ"}]
    for village in standing(name):
        files["submission"] += [{"ward": village, "period": name, "record_type": kind, "nil_return": "no",
                                 "submitted_on": last.isoformat()} for kind in TYPES
                                if (village, name, kind) != ("ben-soi", "2026-02", "mediation")]
    return {kind: rows for kind, rows in files.items() if rows}


def nominations():
    def row(village, kind, subject="", addressee="commune_chair"):
        return {"nomination_id": f"dn-{village}", "ward": village, "phase": "phase-1", "kind": kind, "subject": subject,
                "addressee": "" if kind == "declined" else addressee, "achievement": "Thành tích xuất sắc", "minutes_on": "2026-03-16"}
    return {"nomination": [row("an-binh", "collective", "an-thuong-1"), row("dong-xa", "collective", "dong-xa-1"),
                           row("phu-khe", "individual", "phu-khe-1-1"), row("lang-noi", "declined"),
                           row("ben-soi", "collective", "ben-soi-1", "province_chair")]}


def play(daemon, to="2026-03", change=lambda files: files):
    """Roster and the months up to one, each sent two days after its last day; `change` may break a month's files."""
    daemon.add(roster())
    for name, (_, last) in MONTHS.items():
        if name <= to:
            daemon.advance(f"{last + timedelta(2)}T09:00")
            daemon.add(change(month(name)))
