"""Phase 1 as samples.md tells it in b1, f1 and f2: the team of Đằng Hải and the leader of Nam Hải, record by record."""
import phase
import steady

TEAM, LEADER = "dang-hai-3", "nam-hai-2-1"


def roster():
    units = [{"unit_id": TEAM, "level": "team", "parent": "dang-hai", "valid_from": "2024-07-01", "name": "Tổ dân phố số 3"},
             {"unit_id": "nam-hai-2", "level": "team", "parent": "nam-hai", "valid_from": "2024-07-01", "name": "Tổ dân phố số 2"}]
    people = [(f"{TEAM}-1", TEAM, "Ngô Văn Đạt", "male", "leader"), (f"{TEAM}-2", TEAM, "Vũ Thị Hà", "female", "deputy"),
              (f"{TEAM}-3", TEAM, "Bùi Văn Sơn", "male", "member"), (f"{TEAM}-4", TEAM, "Đỗ Văn Long", "male", "member"),
              (LEADER, "nam-hai-2", "Trần Văn Bình", "male", "leader"), ("nam-hai-2-2", "nam-hai-2", "Lê Thị Mai", "female", "deputy"),
              ("nam-hai-2-3", "nam-hai-2", "Phạm Văn Cường", "male", "member")]
    return {"unit": units, "member": [
        {"member_id": member, "team": team, "full_name": name, "birth_date": "1968-09-14", "sex": sex, "role": role,
         "valid_from": "2024-07-01"} for member, team, name, sex, role in people]}


def records(name):
    """What happened in a month beside the steady district's own."""
    force, total, turns = {"2024-11": (8, 9, 3), "2024-12": (8, 9, 3), "2025-01": (7, 8, 3)}[name]
    day = {"2024-11": "2024-11-15", "2024-12": "2024-12-15", "2025-01": "2025-01-15"}[name]
    files = {kind: [] for kind in ("tip", "incident", "callout", "patrol", "good_deed")}
    files["tip"] += [{"tip_id": f"dh-{name}-{number}", "ward": "dang-hai", "team": TEAM, "received_on": day,
                      "channel": "force" if number < force else "zalo", "verified": "pending"} for number in range(total)]
    # not counted: found untrue, the same tip again
    files["tip"] += [{"tip_id": f"dh-{name}-untrue", "ward": "dang-hai", "team": TEAM, "received_on": day, "channel": "force",
                      "verified": "no"},
                     {"tip_id": f"dh-{name}-again", "ward": "dang-hai", "team": TEAM, "received_on": day, "channel": "force",
                      "verified": "yes", "duplicate_of": f"dh-{name}-0"}]
    files["incident"] += [{"incident_id": f"dh-{name}-{number}", "ward": "dang-hai", "team": TEAM, "occurred_at": f"{day}T{hour}:00",
                           "notified_at": f"{day}T{hour}:00", "presence": "required", "arrived_at": f"{day}T{hour}:{minutes}"}
                          for number, (hour, minutes) in enumerate([("09", "15"), ("23", "20")][:1 if name == "2025-01" else 2])]
    files["patrol"] += [{"patrol_id": f"dh-{name}-{member}-{turn}", "member_id": f"{TEAM}-{member}", "on_date": f"{day[:8]}{turn + 10}"}
                        for member in (1, 2, 3, 4) for turn in range(turns)]
    files["patrol"] += [{"patrol_id": f"nh-{name}-{member}-{turn}", "member_id": f"nam-hai-2-{member}", "on_date": f"{day[:8]}{turn + 10}"}
                        for member in (1, 2, 3) for turn in range(7)]
    deeds = {"2024-11": ["Đưa cụ già về gia đình"], "2024-12": ["Giúp người dân tìm lại tài sản", "Dọn vật cản trên vỉa hè"],
             "2025-01": ["Hỗ trợ học sinh qua đường"]}[name]
    files["good_deed"] += [{"deed_id": f"dh-{name}-{number}", "team": TEAM, "on_date": "2024-12-18" if "tài sản" in words else day,
                            "kind": "deed", "description": words} for number, words in enumerate(deeds)]
    files["good_deed"].append({"deed_id": f"nh-{name}", "team": "nam-hai-2", "on_date": "2025-01-09" if name == "2025-01" else day,
                               "kind": "deed", "member_id": LEADER if name == "2025-01" else "",
                               "description": "Cùng Công an phường hòa giải mâu thuẫn giữa 02 hộ dân" if name == "2025-01" else "Sửa mái hiên"})
    if name == "2024-12":
        files["callout"].append({"callout_id": "dh-1", "ward": "dang-hai", "team": TEAM, "kind": "fire", "called_at": f"{day}T10:00",
                                 "arrived_at": f"{day}T10:10"})
    return {kind: rows for kind, rows in files.items() if rows}


def change(name, files):
    more = records(name)
    return {kind: files.get(kind, []) + more.get(kind, []) for kind in {**files, **more}}


def play(daemon, to="2025-02-07T09:00"):
    daemon.add(roster())
    steady.play_phase_1(daemon, change, to=to)


def nominations():
    """The eight of samples.md; who is nominated in six of the wards does not matter here."""
    rows = [steady.nomination(ward) for ward in steady.WARDS if ward not in ("dang-hai", "nam-hai", "dong-hai-1", "trang-cat")]
    rows += [steady.nomination(ward, kind="individual") for ward in ("dong-hai-1", "trang-cat")]
    rows.append(steady.nomination("dang-hai", subject=TEAM, achievement="Cung cấp nhiều nguồn tin có giá trị"))
    rows.append(steady.nomination("nam-hai", kind="individual", subject=LEADER, achievement="Vận động 02 hộ giao nộp công cụ tự chế"))
    return rows


def play_every_kind(daemon):
    """A paper of each kind: all wards nominate, Cát Bi has missed a target, the chairman of Thành Tô means to give a commendation of his own."""
    daemon.add(roster())
    steady.play_phase_1(daemon, lambda name, files: change(name, phase.miss(name, files)), to="2025-02-07T09:00")
    daemon.add({"nomination": nominations()})
    daemon.advance("2025-02-12T18:00")
    daemon.add({"award": [{"award_id": "kt-1", "subject": "thanh-to-1", "phase": "phase-1", "form": "Giấy khen", "achievement": "Thành tích xuất sắc đợt 1",
                           "given_by": "Chủ tịch Ủy ban nhân dân phường Thành Tô", "decision_no": "", "decision_on": "", "amount": 710000}]})
    return daemon


def succeed():
    """A team of Cát Bi, which the ward that follows nominates for phase 2."""
    return {"unit": [{"unit_id": "cat-bi-1", "level": "team", "parent": ward, "valid_from": since, "valid_until": last, "name": "Tổ dân phố số 1"}
                     for ward, since, last in [("cat-bi", "2024-07-01", "2025-06-30"), ("phuong-hai-an", "2025-07-01", "")]],
            "nomination": [steady.nomination("phuong-hai-an", subject="cat-bi-1", phase="phase-2", minutes_on="2025-08-20")]}


def play_phase_2(daemon):
    """To its papers, under the wards that follow; of their figures hardly any came."""
    daemon.advance("2025-08-20T09:00")
    daemon.add(succeed())
    daemon.advance("2025-08-26T17:00")
    daemon.ctl("seal", "phase-2", "--reason", "các phường chưa đủ số liệu")
    daemon.advance("2025-08-28T17:00")


def play_to_the_end(daemon, decide):
    """A paper of every kind of both phases and of the contest's close; decide(phase) is called when the papers of each are there."""
    play(daemon)
    rows = nominations()
    rows[0]["addressee"], rows[2]["addressee"] = "city_police_director", "city_chair"
    daemon.add({"nomination": rows, "business_violation": [
        {"violation_id": "1", "ward": "trang-cat", "business": "Karaoke", "act_on": "2025-01-20", "self_detected": "no"}]})
    daemon.advance("2025-02-12T18:00")
    decide("phase-1")
    daemon.advance("2025-08-20T09:00")
    daemon.add({"reoffence": [{"reoffence_id": "1", "ward": "cat-bi", "person_code": "CB-1", "on_date": "2025-05-17", "basis": "criminal"}],
                "managed_person": [{"person_code": "CB-1", "ward": "cat-bi", "person_group": "released", "valid_from": "2024-06-01"}],
                **succeed()})
    daemon.advance("2025-08-26T17:00")
    daemon.ctl("seal", "phase-2", "--reason", "chỉ một phường có số liệu")
    daemon.advance("2025-08-28T17:00")
    daemon.ctl("seal", "contest", "--reason", "đợt cuối đã chốt")
    daemon.add({"nomination": [steady.nomination("phuong-hai-an", nomination_id="whole", subject="cat-bi-1", phase="contest", minutes_on="2025-08-21"), *(
        steady.nomination("phuong-dong-hai", nomination_id=f"up-{phase}", subject="dong-hai-1-1", phase=phase, addressee=to, minutes_on="2025-08-21")
        for phase, to in (("contest", "city_chair"), ("phase-2", "city_police_director")))]})
    decide("phase-2")
    decide("contest")
    return daemon
