#!/usr/bin/env python3
"""generate.py OUT [--seed N]: sample records of a clearly fictional Hải An, as its wards would send them.

Eight wards, 96 teams, 340 members; every record type; the whole contest in monthly batches. Writes
    OUT/batches.tsv            when each folder is sent (contest's local time), its name, in a few words what it is
    OUT/roster/unit.csv …      teams and members
    OUT/2024-11/tip.csv …      one folder a batch, one file a record type
No person, team or figure is real. The same seed gives the same bytes. No row lies after its batch's day.

Phase 1 is drawn to give the figures of a report one could print: 1.1 412/489 with Đông Hải 2 at 40/52 = 76,9 %,
4.2 148.912/156.204, 6.1 340/340, 7.1 288/288, one reoffence in Tràng Cát; a late return (Nam Hải, November), one that
comes only after the seal (Nam Hải, December, callouts), corrections, seven nominations and one ward that declines.
"""
import argparse
import csv
import os
import random
from datetime import date, datetime, timedelta

import duty_records

WARDS = ["dong-hai-1", "dong-hai-2", "dang-lam", "thanh-to", "dang-hai", "nam-hai", "cat-bi", "trang-cat"]
NEW_WARDS = ["phuong-hai-an", "phuong-dong-hai"]
NEW_HOME = {"dong-hai-1": "phuong-dong-hai", "dang-lam": "phuong-hai-an", "thanh-to": "phuong-hai-an",
            "dang-hai": "phuong-hai-an", "cat-bi": "phuong-hai-an", "trang-cat": "phuong-hai-an"}
MONTHS = {  # id: first day, last day, sent
    "2024-11": (date(2024, 11, 1), date(2024, 11, 30), datetime(2024, 12, 4, 9)),
    "2024-12": (date(2024, 12, 1), date(2024, 12, 31), datetime(2025, 1, 3, 9)),
    "2025-01": (date(2025, 1, 1), date(2025, 2, 3), datetime(2025, 2, 6, 9)),
    "2025-02": (date(2025, 2, 4), date(2025, 2, 28), datetime(2025, 3, 5, 9)),
    "2025-03": (date(2025, 3, 1), date(2025, 3, 31), datetime(2025, 4, 4, 9)),
    "2025-04": (date(2025, 4, 1), date(2025, 4, 30), datetime(2025, 5, 5, 9)),
    "2025-05": (date(2025, 5, 1), date(2025, 5, 31), datetime(2025, 6, 4, 9)),
    "2025-06": (date(2025, 6, 1), date(2025, 6, 30), datetime(2025, 7, 3, 9)),
    "2025-07": (date(2025, 7, 1), date(2025, 7, 31), datetime(2025, 8, 5, 9)),
    "2025-08": (date(2025, 8, 1), date(2025, 8, 19), datetime(2025, 8, 22, 9)),
}
PHASE_1 = ("2024-11", "2024-12", "2025-01")
REPORTED = ["tip", "incident", "callout", "model", "business_violation", "population", "weapon_case", "reoffence",
            "patrol", "accident", "good_deed"]

# Phase 1, as the report has it. Tips a month: (through the force, all); population at the end: (residents, provided).
TIPS = {
    "dong-hai-1": [(18, 21), (18, 21), (18, 21)], "dong-hai-2": [(10, 13), (20, 26), (10, 13)],
    "dang-lam": [(18, 21), (18, 21), (18, 21)], "thanh-to": [(17, 20), (18, 21), (18, 21)],
    "dang-hai": [(17, 20), (18, 21), (17, 21)], "nam-hai": [(17, 20), (18, 21), (18, 21)],
    "cat-bi": [(17, 20), (18, 21), (18, 21)], "trang-cat": [(18, 21), (18, 21), (17, 21)],
}
POPULATION = {
    "dong-hai-1": (19_120, 18_240), "dong-hai-2": (18_004, 17_152), "dang-lam": (21_500, 20_310), "thanh-to": (17_680, 16_905),
    "dang-hai": (24_300, 23_155), "nam-hai": (15_400, 14_820), "cat-bi": (27_900, 26_730), "trang-cat": (12_300, 11_600),
    "phuong-hai-an": (110_200, 104_600), "phuong-dong-hai": (46_004, 44_312),
}
INCIDENTS = {"dang-hai": 8}  # the others 7: 57 in all
CALLOUTS = {"dang-hai": 1, "cat-bi": 2, "dong-hai-2": 1}
RECOGNISED = {"dong-hai-1": date(2024, 11, 20), "dang-lam": date(2024, 12, 10), "dang-hai": date(2024, 11, 15),
              "cat-bi": date(2025, 1, 14), "nam-hai": date(2024, 12, 20)}
MODELS = {
    "dong-hai-1": "Camera an ninh trong khu dân cư", "dong-hai-2": "Cổng trường an toàn giao thông",
    "dang-lam": "Tiếng loa an ninh", "thanh-to": "Khu dân cư không có tội phạm", "dang-hai": "Tổ liên gia an toàn phòng cháy",
    "nam-hai": "Bến bãi tự quản về an ninh, trật tự", "cat-bi": "Chung cư bình yên", "trang-cat": "Dòng họ tự quản",
}
NAMED_TEAMS = {"dong-hai-2": [f"Hạ Đoạn {n}" for n in range(1, 5)] + [f"Bình Kiều {n}" for n in range(1, 3)]}
NAMED_MEMBERS = {  # (ward, team, role): who the phase's nominees are
    ("nam-hai", 2, "leader"): ("Trần Văn Bình", "male", date(1968, 9, 14)),
    ("dong-hai-1", 4, "deputy"): ("Phạm Thị Hoa", "female", date(1975, 3, 8)),
    ("trang-cat", 6, "member"): ("Lê Văn Sáng", "male", date(1982, 6, 21)),
}
NOMINATIONS = [  # ward, kind, subject, sent with the first or the second batch, achievement or reason
    ("dang-hai", "collective", "dang-hai-03", 1, "Cung cấp 23 nguồn tin, 36 lượt tuần tra, giúp người dân tìm lại tài sản"),
    ("cat-bi", "collective", "cat-bi-07", 1, "Tham gia chữa cháy kịp thời, xây dựng mô hình Chung cư bình yên"),
    ("dong-hai-2", "collective", "dong-hai-2-03", 1, "Bảo đảm an ninh, trật tự lễ hội, không để phát sinh phức tạp"),
    ("dang-lam", "collective", "dang-lam-05", 1, "Duy trì mô hình Tiếng loa an ninh, phát hiện 02 vụ trộm cắp"),
    ("nam-hai", "individual", "nam-hai-02-1", 1, "Trực tiếp cung cấp 11 nguồn tin, hòa giải mâu thuẫn giữa 02 hộ dân"),
    ("dong-hai-1", "individual", "dong-hai-1-04-2", 1, "Vận động 05 hộ giao nộp công cụ tự chế, 21 lượt tuần tra"),
    ("trang-cat", "individual", "trang-cat-06-3", 2, "Bắt quả tang 01 đối tượng trộm cắp tài sản, bàn giao Công an phường"),
    ("thanh-to", "declined", "", 2, "Phường khen thưởng theo thẩm quyền, đợt này không đề nghị cấp trên"),
]

SURNAMES = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Đoàn", "Lương", "Đào", "Phan", "Mai"]
MALE = (["Văn", "Đức", "Hữu", "Quang", "Xuân", "Mạnh", "Công", "Bá"],
        ["An", "Bảo", "Chiến", "Cường", "Dũng", "Đạt", "Hải", "Hùng", "Huy", "Khánh", "Kiên", "Long", "Minh", "Nam", "Phong",
         "Quân", "Sơn", "Thắng", "Thành", "Tiến", "Toàn", "Trung", "Tuấn", "Việt", "Vượng", "Ước"])
FEMALE = (["Thị", "Thị Thu", "Thị Ngọc", "Thị Thanh", "Thị Minh"],
          ["Anh", "Bích", "Chi", "Dung", "Hà", "Hằng", "Hiền", "Hoa", "Hồng", "Hương", "Lan", "Liên", "Loan", "Mai", "Nga",
           "Nhung", "Oanh", "Phương", "Quyên", "Thảo", "Thủy", "Trang", "Tuyết", "Vân", "Yến"])
DEEDS = ["Giúp người dân tìm lại tài sản thất lạc", "Dìu cụ già qua đường, đưa về gia đình", "Hòa giải mâu thuẫn trong ngõ",
         "Dọn vật cản trên vỉa hè, bảo đảm lối đi", "Trả lại ví nhặt được cho người đánh rơi", "Hỗ trợ học sinh qua đường giờ tan trường",
         "Tham gia dập đám cháy rác sát nhà dân", "Giúp hộ neo đơn sửa lại mái hiên"]


class Sample:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.folders = {}  # folder: (sent, words, {type: [row, …]})
        self.numbers = {}
        self.teams = []    # (id, ward)
        self.members = []  # (id, team, ward)

    def folder(self, name, sent, words):
        self.folders[name] = (sent, words, {})
        self.rows = self.folders[name][2]

    def add(self, name, /, **row):
        self.rows.setdefault(name, []).append({key: text(value) for key, value in row.items()})

    def number(self, letters):
        self.numbers[letters] = self.numbers.get(letters, 0) + 1
        return f"{letters}-{self.numbers[letters]:04d}"

    def day(self, first, last):
        return first + timedelta(self.random.randrange((last - first).days + 1))

    def moment(self, first, last, hours=(6, 23)):
        return datetime.combine(self.day(first, last), datetime.min.time()).replace(
            hour=self.random.randrange(*hours), minute=self.random.randrange(60))

    def team_of(self, ward):
        return self.random.choice([team for team, home in self.teams if home == ward])

    # the force ------------------------------------------------------------------------------------------------
    def roster(self):
        self.folder("roster", datetime(2024, 10, 31, 8, 30), "danh sách tổ và thành viên")
        sizes = [2] * 96  # a leader and a deputy each; 148 more, two to six in a team
        extra = 148
        for ward in range(len(WARDS)):
            sizes[ward * 12 + 5] += 2  # team 6 of each ward has members beside them
            extra -= 2
        while extra:
            index = self.random.randrange(96)
            if sizes[index] < 6:
                sizes[index] += 1
                extra -= 1
        for index, size in enumerate(sizes):
            ward, number = WARDS[index // 12], index % 12 + 1
            self.team(ward, number, size)

    def team(self, ward, number, size):
        team = f"{ward}-{number:02d}"
        named = NAMED_TEAMS.get(ward, [])
        place = named[number - 1] if number <= len(named) else f"số {number}"
        self.teams.append((team, ward))
        self.add("unit", unit_id=team, level="team", parent=ward, name=f"Tổ bảo vệ an ninh, trật tự tổ dân phố {place}",
                 valid_from=date(2024, 7, 1), valid_until="")
        for place in range(1, size + 1):
            role = {1: "leader", 2: "deputy"}.get(place, "member")
            who = NAMED_MEMBERS.get((ward, number, role)) if place <= 3 else None
            name, sex, born = who or self.person(role)
            member = f"{team}-{place}"
            self.members.append((member, team, ward))
            self.add("member", member_id=member, team=team, full_name=name, birth_date=born, sex=sex, role=role,
                     valid_from=date(2024, 7, 1), valid_until="")

    def person(self, role):
        sex = "male" if self.random.random() < 0.72 else "female"
        middle, given = MALE if sex == "male" else FEMALE
        name = f"{self.random.choice(SURNAMES)} {self.random.choice(middle)} {self.random.choice(given)}"
        return name, sex, date(self.random.randrange(1962, 1999), self.random.randrange(1, 13), self.random.randrange(1, 29))

    # one month of one ward -------------------------------------------------------------------------------------
    def tips(self, ward, month, force, total):
        first, last, _ = MONTHS[month]
        kept = None
        for index in range(total):
            channel = "force" if index < force else self.random.choice(["phone", "zalo", "113", "station", "vneid", "mailbox"])
            kept = self.number("tin")
            self.add("tip", tip_id=kept, ward=ward, team=self.team_of(ward) if channel == "force" else "",
                     received_on=self.day(first, last), channel=channel,
                     category=self.random.choice(["trộm cắp", "ma túy", "trật tự công cộng", "cư trú", ""]),
                     verified=self.random.choice(["yes", "yes", "yes", "pending"]), duplicate_of="")
        # what does not count: found untrue, or told twice
        self.add("tip", tip_id=self.number("tin"), ward=ward, team="", received_on=self.day(first, last), channel="phone",
                 category="", verified="no", duplicate_of="")
        self.add("tip", tip_id=self.number("tin"), ward=ward, team="", received_on=last, channel="zalo", category="",
                 verified="yes", duplicate_of=kept)

    def incidents(self, ward, month, count, timely=True):
        first, last, _ = MONTHS[month]
        for index in range(count):
            at = self.moment(first, last)
            notified = at + timedelta(minutes=self.random.randrange(0, 6))
            arrived = notified + timedelta(minutes=self.random.randrange(3, 15)) if timely else notified + timedelta(minutes=40)
            said = ""
            if index == 1:  # the minutes were not kept, the ward police confirm
                notified, arrived, said = None, None, "yes" if timely else "no"
            self.add("incident", incident_id=self.number("vu"), ward=ward, team=self.team_of(ward), occurred_at=at,
                     notified_at=notified, presence="required", arrived_at=arrived, confirmed_timely=said, note="")
        self.add("incident", incident_id=self.number("vu"), ward=ward, team="", occurred_at=self.moment(first, last),
                 notified_at=None, presence="not_required", arrived_at=None, confirmed_timely="", note="đã giải quyết trước khi báo")

    def callouts(self, ward, month, count):
        first, last, _ = MONTHS[month]
        for _ in range(count):
            called = self.moment(first, last)
            self.add("callout", callout_id=self.number("hd"), ward=ward, team=self.team_of(ward),
                     kind=self.random.choice(["fire", "rescue"]), called_at=called,
                     arrived_at=called + timedelta(minutes=self.random.randrange(4, 10)), confirmed_timely="")

    def population(self, ward, month, residents, provided):
        """Three areas that sum up to the ward's figures, counted in the period's last days."""
        _, last, _ = MONTHS[month]
        shares = [residents // 3, residents // 3, residents - 2 * (residents // 3)]
        left = provided
        for area, share in enumerate(shares, start=1):
            given = left if area == 3 else min(share, provided * share // residents)
            left -= given
            self.add("population", population_id=self.number("nk"), ward=ward, area=f"Khu {area}",
                     as_of=last - timedelta(area), residents=share, provided=given)

    def patrols_and_deeds(self, month, skip=()):
        first, last, _ = MONTHS[month]
        for member, _, _ in self.members:
            for _ in range(0 if (member, month) in skip else self.random.choice([1, 2, 2, 3])):
                self.add("patrol", patrol_id=self.number("tt"), member_id=member, on_date=self.day(first, last),
                         shift=self.random.choice(["tối", "đêm", "sáng"]), route=self.random.choice(["tuyến 1", "tuyến 2", ""]))
        for team, _ in self.teams:
            for _ in range(self.random.choice([1, 1, 2])):
                kind = self.random.choice(["deed", "deed", "deed", "praise", "recognition"])
                self.add("good_deed", deed_id=self.number("vt"), team=team, on_date=self.day(first, last), kind=kind,
                         member_id=f"{team}-1" if kind == "praise" else "", description=self.random.choice(DEEDS), document="")

    def quiet_facts(self, ward, month):
        first, last, _ = MONTHS[month]
        self.add("accident", accident_id=self.number("tn"), ward=ward, on_date=self.day(first, last),
                 level=self.random.choice(["collision", "minor"]), dead=0, injured=self.random.choice([0, 1]))
        self.add("weapon_handover", handover_id=self.number("gn"), ward=ward, on_date=self.day(first, last),
                 kind=self.random.choice(["dao tự chế", "kiếm", "súng cồn"]), quantity=self.random.randrange(1, 4))
        given = self.number("kp")
        on = self.day(first, last)
        source = self.random.choice(["doanh nghiệp trên địa bàn", "hội đồng hương", "hộ kinh doanh"])
        kind, amount = self.random.choice(["money", "in_kind"]), self.random.randrange(1, 20) * 500_000
        self.add("funding", funding_id=given, ward=ward, on_date=on, source=source, kind=kind, amount=amount,
                 **duty_records.funding(self.numbers["kp"], on, kind, amount))
        self.add("publicity", publicity_id=self.number("tb"), unit=ward, on_date=self.day(first, last),
                 title="Lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở vì bình yên khu phố",
                 channel=self.random.choice(["loa phường", "trang Zalo của phường", "bản tin"]), link="", about="", topic="other",
                 times="", subject="")

    def returns(self, wards, month, but=(), on=None):
        for ward in wards:
            for record_type in REPORTED:
                if (ward, month, record_type) not in but:
                    empty = not any(row.get("ward") == ward for row in self.rows.get(record_type, [])) \
                        and record_type not in ("patrol", "good_deed")
                    self.add("submission", ward=ward, period=month, record_type=record_type,
                             nil_return="yes" if empty else "no", submitted_on=on or MONTHS[month][2].date())

    # phase 1 --------------------------------------------------------------------------------------------------
    def phase_1(self):
        late_november = {("nam-hai", "2024-11", name) for name in ("tip", "patrol", "good_deed")}
        after_the_seal = {("nam-hai", "2024-12", "callout")}
        for index, month in enumerate(PHASE_1):
            self.folder(month, MONTHS[month][2], f"số liệu tháng {month[5:]}/{month[:4]} của các phường")
            for ward in WARDS:
                self.tips(ward, month, *TIPS[ward][index])
                whole = INCIDENTS.get(ward, 7)
                self.incidents(ward, month, [2, 3, whole - 5][index])
                self.callouts(ward, month, CALLOUTS.get(ward, 0) if index == 1 else 0)
                residents, provided = POPULATION[ward]
                if index < 2:
                    provided = provided - residents * (2 - index) // 100
                if (ward, month) == ("dang-lam", "2024-11"):
                    provided = residents * 90 // 100  # exactly 90 %: not above
                self.population(ward, month, residents, provided)
                self.quiet_facts(ward, month)
            if index == 0:
                self.models()
                self.first_month()
            self.recognitions(month)
            self.patrols_and_deeds(month, skip={("cat-bi-05-2", "2024-12")})
            if month == "2025-01":
                self.add("reoffence", reoffence_id=self.number("tp"), ward="trang-cat", person_code="TC-002",
                         on_date=date(2025, 1, 17), basis="administrative", decision_no="12/QĐ-XPHC")
            duty_records.add(self, month)
            self.returns(WARDS, month, but=late_november | after_the_seal)
            if month == "2024-11":
                self.folder("2024-11-late", datetime(2024, 12, 9, 10), "phường Nam Hải gửi muộn báo cáo tháng 11/2024")
                for ward, period, name in sorted(late_november):
                    self.add("submission", ward=ward, period=period, record_type=name, nil_return="no",
                             submitted_on=date(2024, 12, 9))
        self.correct_january()
        self.nominate()

    def first_month(self):
        for ward in WARDS:
            for number in range(1, 4):
                self.add("managed_person", person_code=f"{initials(ward)}-{number:03d}", ward=ward,
                         person_group=["released", "after_rehab", "other"][number - 1],
                         valid_from=date(2024, 6, 1) + timedelta(number * 20), valid_until="")
        for member, first, last, reason in [("cat-bi-01-2", date(2024, 11, 4), date(2024, 11, 9), "sickness"),
                                            ("dang-hai-08-1", date(2024, 11, 18), date(2024, 11, 22), "leave")]:
            self.add("absence", member_id=member, valid_from=first, valid_until=last, reason=reason)

    def models(self):
        for ward in WARDS:
            self.add("model", model_id=f"mh-{ward}", ward=ward, name=MODELS[ward], started_on=date(2024, 9, 2), ended_on="",
                     recognised_on="", recognised_by="", document="")

    def recognitions(self, month):
        first, last, _ = MONTHS[month]
        for ward, day in RECOGNISED.items():
            if first <= day <= last:
                rows = self.rows.setdefault("model", [])
                rows[:] = [row for row in rows if row["model_id"] != f"mh-{ward}"]
                self.add("model", model_id=f"mh-{ward}", ward=ward, name=MODELS[ward], started_on=date(2024, 9, 2), ended_on="",
                         recognised_on=day, recognised_by="district_police", document=f"{day.day}/CV-CAQ")

    def correct_january(self):
        """Sent wrongly on 06/02, put right the day after: a channel, and an incident entered twice."""
        january = self.folders["2025-01"][2]
        tip = next(row for row in january["tip"] if row["ward"] == "dang-hai" and row["channel"] == "force")
        right = dict(tip)
        tip.update(channel="phone", team="")
        twice = next(row for row in january["incident"] if row["ward"] == "cat-bi" and row["presence"] == "required")
        wrong = dict(twice, incident_id=self.number("vu"), arrived_at="", notified_at="", confirmed_timely="no")
        january["incident"].append(wrong)
        self.folder("2025-01-correction", datetime(2025, 2, 7, 14), "đính chính tháng 01/2025: Đằng Hải, Cát Bi")
        self.rows["tip"] = [dict(right, state="confirmed", state_reason="")]
        self.rows["incident"] = [dict(wrong, state="withdrawn", state_reason="nhập hai lần")]

    def nominate(self):
        batches = [("2025-02-nominations", datetime(2025, 2, 7, 15), "đề nghị khen thưởng đợt 1 của các phường"),
                   ("2025-02-nominations-late", datetime(2025, 2, 11, 10), "đề nghị khen thưởng đợt 1, phần còn lại")]
        for number, (name, sent, words) in enumerate(batches, start=1):
            self.folder(name, sent, words)
            for ward, kind, subject, batch, achievement in NOMINATIONS:
                if batch == number:
                    meeting = date(2025, 2, 6) if number == 1 else date(2025, 2, 10)
                    self.add("nomination", nomination_id=f"dn-{ward}", ward=ward, phase="phase-1", kind=kind, subject=subject,
                             addressee="" if kind == "declined" else "district_chair", achievement=achievement,
                             minutes_on=meeting, votes_for=7, votes_present=7)
            if number == 1:  # one closed long ago, one open that touches no nominee
                self.add("eligibility_flag", subject="trang-cat-06-3", kind="complaint", valid_from=date(2024, 11, 12),
                         valid_until=date(2024, 12, 2))
                self.add("eligibility_flag", subject="cat-bi-11-1", kind="discipline", valid_from=date(2025, 1, 20), valid_until="")

    # phase 2 --------------------------------------------------------------------------------------------------
    def phase_2(self):
        for month in [month for month in MONTHS if month not in PHASE_1]:
            first, last, sent = MONTHS[month]
            wards = WARDS if last < date(2025, 7, 1) else NEW_WARDS
            if month == "2025-07":
                self.succession()
            self.folder(month, sent, f"số liệu tháng {month[5:]}/{month[:4]} của các phường")
            for ward in wards:
                total = self.random.randrange(16, 26) * (1 if ward in WARDS else 3)
                self.tips(ward, month, total - self.random.randrange(total // 6 + 1), total)
                self.incidents(ward, month, self.random.randrange(1, 4), timely=(ward, month) != ("nam-hai", "2025-04"))
                self.callouts(ward, month, self.random.choice([0, 0, 1]))
                residents, provided = POPULATION[ward]
                self.population(ward, month, residents, provided)
                self.quiet_facts(ward, month)
            if month == "2025-02":
                self.after_phase_1()
            if month == "2025-04":
                self.add("business_violation", violation_id=self.number("kd"), ward="dang-lam", business="Cơ sở cầm đồ",
                         act_on=date(2025, 4, 11), decision_no="31/QĐ-XPHC", decision_on=date(2025, 4, 16), self_detected="yes")
            if month == "2025-05":
                self.add("weapon_case", case_id=self.number("vk"), ward="cat-bi", on_date=date(2025, 5, 9), kind="công cụ hỗ trợ",
                         self_detected="no")
                self.add("accident", accident_id=self.number("tn"), ward="thanh-to", on_date=date(2025, 5, 22), level="serious",
                         dead=1, injured=0)
            if month == "2025-06":  # the last three wards find their models recognised, by the city police
                for ward in ("dong-hai-2", "thanh-to", "trang-cat"):
                    self.add("model", model_id=f"mh-{ward}", ward=ward, name=MODELS[ward], started_on=date(2024, 9, 2),
                             ended_on="", recognised_on=date(2025, 6, 12), recognised_by="city_police", document="205/QĐ-CATP")
            self.patrols_and_deeds(month)
            duty_records.add(self, month)
            self.returns(wards, month)
        self.nominate_phase_2()

    def after_phase_1(self):
        self.add("submission", ward="nam-hai", period="2024-12", record_type="callout", nil_return="yes",
                 submitted_on=date(2025, 3, 3))
        self.add("award", award_id=self.number("kt-qd"), subject="thanh-to-09", phase="phase-1", form="Giấy khen",
                 given_by="Chủ tịch Ủy ban nhân dân phường Thành Tô", achievement="Thành tích xuất sắc đợt 1",
                 decision_no="18/QĐ-UBND", decision_on=date(2025, 2, 14), amount=710_000)

    def succession(self):
        self.folder("2025-06-succession", datetime(2025, 6, 27, 9), "sắp xếp đơn vị: tổ của các phường chuyển về phường mới")
        teams = []
        for index, (team, ward) in enumerate(self.teams):
            home = NEW_HOME.get(ward) or NEW_WARDS[index % 2]  # Đông Hải 2 and Nam Hải are split, team by team
            named = NAMED_TEAMS.get(ward, [])
            number = int(team[-2:])
            place = named[number - 1] if number <= len(named) else f"số {number}"
            name = f"Tổ bảo vệ an ninh, trật tự tổ dân phố {place}"
            self.add("unit", unit_id=team, level="team", parent=ward, name=name, valid_from=date(2024, 7, 1),
                     valid_until=date(2025, 6, 30))
            self.add("unit", unit_id=team, level="team", parent=home, name=name, valid_from=date(2025, 7, 1), valid_until="")
            teams.append((team, home))
        self.teams = teams

    def nominate_phase_2(self):
        self.folder("2025-08-nominations", datetime(2025, 8, 27, 9), "đề nghị khen thưởng đợt 2 của hai phường")
        for ward, subject in [("phuong-hai-an", "dang-hai-03"), ("phuong-dong-hai", "dong-hai-1-02")]:
            self.add("nomination", nomination_id=f"dn2-{ward}", ward=ward, phase="phase-2", kind="collective", subject=subject,
                     addressee="city_police_director", achievement="Dẫn đầu đợt 2 về nguồn tin và tuần tra",
                     minutes_on=date(2025, 8, 26), votes_for=9, votes_present=9)
        # for carrying out the whole plan, to the wards' own chairmen
        for ward, kind, subject, achievement in [
                ("phuong-hai-an", "collective", "cat-bi-07", "Hoàn thành tốt cả hai đợt, duy trì mô hình Chung cư bình yên"),
                ("phuong-dong-hai", "individual", "dong-hai-1-04-2", "Tích cực tuần tra, vận động nhân dân trong cả hai đợt")]:
            self.add("nomination", nomination_id=f"dnc-{ward}", ward=ward, phase="contest", kind=kind, subject=subject,
                     addressee="district_chair", achievement=achievement, minutes_on=date(2025, 8, 26), votes_for=9, votes_present=9)

    def write(self, out):
        order = sorted(self.folders.items(), key=lambda item: item[1][0])
        for name, (_, _, files) in order:
            os.makedirs(os.path.join(out, name), exist_ok=True)
            for record_type, rows in files.items():
                with open(os.path.join(out, name, f"{record_type}.csv"), "w", encoding="utf-8", newline="") as file:
                    writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
                    writer.writeheader()
                    writer.writerows(rows)
        with open(os.path.join(out, "batches.tsv"), "w", encoding="utf-8") as file:
            for name, (sent, words, _) in order:
                file.write(f"{sent:%Y-%m-%dT%H:%M}\t{name}\t{words}\n")


def text(value):
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%M}"
    return value.isoformat() if isinstance(value, date) else str(value)


def initials(ward):
    return "".join(word[0] for word in ward.split("-")).upper()


def generate(out, seed=2024):
    sample = Sample(seed)
    sample.roster()
    sample.phase_1()
    sample.phase_2()
    sample.write(out)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("out")
    parser.add_argument("--seed", type=int, default=2024)
    arguments = parser.parse_args()
    generate(arguments.out, arguments.seed)
