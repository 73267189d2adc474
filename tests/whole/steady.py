"""A small district in which all goes well: a team of three in every ward, every target met in every month. A test
takes a month of it and breaks the one thing that it is about.

    daemon.add(steady.roster())
    daemon.add(steady.month("2024-11"))
"""
import shutil
from datetime import date, datetime, timedelta

from daemon import PACKAGE
from oracle import PERIODS, REPORTED, standing

WARDS = standing(date(2024, 11, 1))
NAMES = {"dong-hai-1": "Đông Hải 1", "dong-hai-2": "Đông Hải 2", "dang-lam": "Đằng Lâm", "thanh-to": "Thành Tô",
         "dang-hai": "Đằng Hải", "nam-hai": "Nam Hải", "cat-bi": "Cát Bi", "trang-cat": "Tràng Cát"}
PEOPLE = [("Trần Văn Bình", "male", "leader"), ("Phạm Thị Hoa", "female", "deputy"), ("Lê Văn Sáng", "male", "member")]


def locked(folder, days):
    """The package with months that are locked so many working days after their end."""
    package = shutil.copytree(PACKAGE, folder / f"locked-{days}")
    schedule = package / "contest.ini"
    schedule.write_text(schedule.read_text().replace("seal_wait_days = 3\n", f"seal_wait_days = 3\nlock_days = {days}\n"))
    return package


def roster():
    units, members = [], []
    for ward in WARDS:
        units.append({"unit_id": f"{ward}-1", "level": "team", "parent": ward, "valid_from": "2024-07-01",
                      "name": "Tổ bảo vệ an ninh, trật tự tổ dân phố số 1"})
        for number, (name, sex, role) in enumerate(PEOPLE, start=1):
            members.append({"member_id": f"{ward}-1-{number}", "team": f"{ward}-1", "full_name": name, "birth_date": "1970-05-01",
                            "sex": sex, "role": role, "valid_from": "2024-07-01"})
    return {"unit": units, "member": members}


def tips(ward, month, force, total, day=None):
    day = day or PERIODS[month].first + timedelta(4)
    return [{"tip_id": f"tin-{month}-{ward}-{number}", "ward": ward, "received_on": day.isoformat(),
             "channel": "force" if number < force else "zalo", "verified": "yes"} for number in range(total)]


def returns(ward, month, types=tuple(REPORTED.values()), on=None):
    on = on or PERIODS[month].last + timedelta(2)
    return [{"ward": ward, "period": month, "record_type": name, "nil_return": "no", "submitted_on": on.isoformat()}
            for name in types]


def month(name, wards=None):
    period = PERIODS[name]
    day = (period.first + timedelta(9)).isoformat()
    files = {kind: [] for kind in ("tip", "incident", "population", "patrol", "good_deed", "model", "submission")}
    for ward in wards or WARDS:
        files["tip"] += tips(ward, name, 9, 10)
        files["incident"].append({"incident_id": f"vu-{name}-{ward}", "ward": ward, "occurred_at": f"{day}T08:00",
                                  "notified_at": f"{day}T08:05", "presence": "required", "arrived_at": f"{day}T08:20"})
        files["population"].append({"population_id": f"nk-{name}-{ward}", "ward": ward, "area": "Khu 1", "as_of": day,
                                    "residents": 100, "provided": 95})
        files["patrol"] += [{"patrol_id": f"tt-{name}-{ward}-{number}", "member_id": f"{ward}-1-{number}", "on_date": day}
                            for number in (1, 2, 3)]
        files["good_deed"].append({"deed_id": f"vt-{name}-{ward}", "team": f"{ward}-1", "on_date": day, "kind": "deed",
                                   "description": "Giúp người dân tìm lại tài sản"})
        if name == "2024-11":
            files["model"].append({"model_id": f"mh-{ward}", "ward": ward, "name": "Camera an ninh", "started_on": "2024-09-01",
                                   "recognised_on": day, "recognised_by": "district_police"})
        files["submission"] += returns(ward, name)
    return {kind: rows for kind, rows in files.items() if rows}


def without(files, kind, **match):
    """The files less the rows of a type that match."""
    kept = [row for row in files.get(kind, []) if not all(row.get(name) == value for name, value in match.items())]
    return {**files, kind: kept}


def nomination(ward, kind="collective", subject=None, **more):
    row = {"nomination_id": f"dn-{ward}", "ward": ward, "phase": "phase-1", "kind": kind,
           "subject": {"collective": f"{ward}-1", "individual": f"{ward}-1-1", "declined": ""}[kind] if subject is None else subject,
           "addressee": "" if kind == "declined" else "district_chair", "achievement": "Thành tích xuất sắc trong đợt 1",
           "minutes_on": "2025-02-06", "votes_for": 7, "votes_present": 7}
    return {**row, **more}


# When the months are sent and when phase 1's last things fall due.
SENT = {"2024-11": datetime(2024, 12, 3, 9), "2024-12": datetime(2025, 1, 3, 9), "2025-01": datetime(2025, 2, 5, 9)}


def play_phase_1(daemon, change=lambda name, files: files, to="2025-02-10T17:00"):
    """Roster and the three months, each on its day; `change` may break a month's files."""
    daemon.add(roster())
    for name, sent in SENT.items():
        daemon.advance(f"{sent:%Y-%m-%dT%H:%M}")
        daemon.add(change(name, month(name)))
    if to:
        daemon.advance(to)
