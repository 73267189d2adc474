"""A difference is explained: any two runs of a figure get one sentence whose parts add up, whatever changed in between: records that came, went, were corrected,
another record that a row hangs on, a target, a rule. An independent computation says what the difference is."""
import json
import os
import random
import re
from datetime import date, timedelta

import pytest

import phase
import steady
from base import query
from oracle import CRITERIA, DISTRICT, Book, results
from rules import SOUND, TARGETS, propose, put, with_value, without_papers

PHASE = "phase-1"
LONG = bool(os.environ.get("THIDUA_LONG"))
TODAY = "12/02/2025"


@pytest.fixture
def daemon(tmp_path):
    """Phase 1 sealed, its papers drafted."""
    daemon = phase.listening(tmp_path, play=phase.play)
    yield daemon
    assert daemon.stop() == 0


def difference(daemon, criterion, subject, period=PHASE, **words):
    more = "".join(f"&{name}={value}" for name, value in words.items())
    with daemon.open(f"/api/results/difference?id={period}/{criterion}/{subject}/final{more}") as answer:
        said = json.loads(answer.read())
    for key in ("num", "den"):
        assert sum(part[key] for part in said["parts"]) == (said[key] or 0), said
        assert (said["to"][key] or 0) - (said["from"][key] or 0) == (said[key] or 0), said
    return said


def words(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page))


def page(daemon, path):
    with daemon.open(path) as answer:
        return words(answer.read().decode())


def tip(number, ward="cat-bi", **more):
    return {"tip_id": f"muon-{number}", "ward": ward, "received_on": "2024-12-20", "channel": "force", "verified": "yes", **more}


def causes(said):
    return {part["cause"]: (part["num"], part["den"], part["count"]) for part in said["parts"]}


def test_one_late_tip_is_one_sentence_wherever_the_figure_stands(daemon):
    daemon.add({"tip": [tip(1)]}, "--reason", "gửi bổ sung")
    said = difference(daemon, "1.1", "cat-bi")
    assert said["text"] == f"18/30 → 19/31: thêm 01 tin gửi muộn ngày {TODAY}"
    assert said["text_en"] == f"18/30 → 19/31: 1 row sent late on {TODAY}"
    assert causes(said) == {"came": (1, 1, 1)} and [record["key"] for record in said["parts"][0]["records"]] == ["cat-bi/muon-1"]
    assert difference(daemon, "1.1", DISTRICT)["because"] == said["because"]
    assert daemon.ctl("results", "difference", f"{PHASE}/1.1/cat-bi/final").count(said["because"]) >= 1
    assert difference(daemon, "1.1", "nam-hai")["text"] == "26/29, đạt: không đổi"
    explained = daemon.json("explain", f"{PHASE}/1.1/cat-bi/final")
    assert explained["difference"]["text"] == said["text"]
    assert daemon.json("explain", f"{PHASE}/1.1/nam-hai/final")["difference"] is None
    shown = page(daemon, f"/result?id={PHASE}/1.1/cat-bi/final")
    assert said["text"] in shown and "cat-bi/muon-1" in shown and said["text_en"] in page(daemon, f"/en/result?id={PHASE}/1.1/cat-bi/final")
    drafts = {(draft["kind"], draft["subject"]): draft for draft in daemon.papers() if draft["state"] == "drafted"}
    for key in (("d", DISTRICT), ("e", "cat-bi")):
        assert said["because"] in drafts[key]["differs"], drafts[key]
        assert said["because"] in page(daemon, f"/draft?id={drafts[key]['id']}")
    assert said["because"] in page(daemon, "/drafts")
    # between two runs that somebody names, and back
    sealed, now = said["from"]["run"], said["to"]["run"]
    assert difference(daemon, "1.1", "cat-bi", **{"from": now, "to": sealed})["num"] == -1
    assert difference(daemon, "1.1", "cat-bi", **{"from": now, "to": now})["text"] == "19/31, chưa đạt: không đổi"
    assert "không có lần tính 999" in daemon.refused("results", "difference", f"{PHASE}/1.1/cat-bi/final", "--from", 999)


def test_what_went_was_corrected_or_hangs_on_another_record(daemon):
    gone = next(row for row in steady.month("2024-12")["tip"] if row["ward"] == "cat-bi" and row["channel"] == "force")
    other = next(row for row in steady.month("2025-01")["tip"] if row["ward"] == "cat-bi" and row["channel"] == "zalo")
    daemon.add({"tip": [tip(1), tip(2, channel="zalo"), {**gone, "state": "withdrawn", "state_reason": "nhầm"}, {**other, "channel": "force"}]}, "--reason", "rà soát")
    said = difference(daemon, "1.1", "cat-bi")
    assert causes(said) == {"came": (1, 2, 2), "gone": (-1, -1, 1), "corrected": (1, 0, 1)}
    for part in (f"thêm 02 tin gửi muộn ngày {TODAY} (+1/+2)", f"bớt 01 tin rút ngày {TODAY} (−1/−1)", f"01 tin được sửa ngày {TODAY} (+1/+0)"):
        assert part in said["text"], said["text"]
    # a member without a patrol, a team without a deed, a newer figure of an area
    daemon.add({"patrol": [{**row, "state": "withdrawn", "state_reason": "nhầm"} for name in ("2024-11", "2024-12", "2025-01") for row in steady.month(name)["patrol"]
                           if row["member_id"] == "cat-bi-1-1"],
                "good_deed": [{**row, "state": "withdrawn", "state_reason": "nhầm"} for row in steady.month("2024-12")["good_deed"] if row["team"] == "cat-bi-1"],
                "population": [{"population_id": "nk-moi", "ward": "cat-bi", "area": "Khu 1", "as_of": "2025-01-20", "residents": 120, "provided": 118}]}, "--reason", "rà soát")
    patrols, deeds, people = (difference(daemon, criterion, "cat-bi") for criterion in ("6.1", "7.1", "4.2"))
    assert causes(patrols) == {"related": (-1, 0, 1)} and "tuần tra" in patrols["text"].lower(), patrols
    assert causes(deeds) == {"related": (-1, 0, 1)} and "lượt tổ-tháng" in deeds["text"] and "2 → " not in deeds["text"], deeds
    assert causes(people)["came"] == (118, 120, 1) and (people["num"], people["den"]) == (23, 20) and "unattributed" not in causes(people), people
    # a team moves to another unit, and its patrols with it
    team = next(row for row in steady.roster()["unit"] if row["unit_id"] == "cat-bi-1")
    daemon.add({"unit": [{**team, "parent": "nam-hai"}]}, "--reason", "tổ chuyển đơn vị", "--moves")
    moved = difference(daemon, "6.1", "nam-hai")
    assert causes(moved) == {"related": (2, 3, 3)} and "đơn vị" in moved["text"], moved
    assert (difference(daemon, "6.1", "cat-bi")["num"], difference(daemon, "6.1", "cat-bi")["den"]) == (-3, -3)


def test_a_target_a_rule_and_records_are_told_apart(make, tmp_path):
    daemon = make(package=without_papers(tmp_path / "rules"))
    daemon.add(steady.roster())
    daemon.advance("2024-12-03T09:00")
    daemon.add(steady.month("2024-11"))
    daemon.add({"accident": [{"accident_id": str(n), "ward": "cat-bi", "on_date": "2024-11-12", "level": level} for n, level in ((1, "serious"), (2, "minor"))]})
    daemon.advance("2024-12-06T18:00")
    first = daemon.result("2024-11", "1.1", "cat-bi")["run"]
    daemon.add({"tip": [tip(1, received_on="2024-11-20", channel="zalo"), tip(2, received_on="2024-11-20")],
                "accident": [{"accident_id": "3", "ward": "cat-bi", "on_date": "2024-11-13", "level": "serious"}]}, "--reason", "bổ sung")
    daemon.ctl("rules", "activate", propose(daemon, put(daemon, "targets.ini", with_value(TARGETS, "1.1.share", "95 %"))))
    daemon.ctl("rules", "activate", propose(daemon, put(daemon, "6.2.lua", re.sub(r"where\s+= .*\n", "", SOUND))))

    def between(criterion):
        said = daemon.json("results", "difference", f"2024-11/{criterion}/cat-bi/final", "--from", first)
        assert [sum(part[key] for part in said["parts"]) for key in ("num", "den")] == [said["num"] or 0, said["den"] or 0]
        return said
    tips, accidents = between("1.1"), between("6.2")
    assert causes(tips) == {"came": (1, 2, 2), "target": (0, 0, 0)} and "1.1.share: 80 % → 95 %" in tips["text"], tips
    assert causes(accidents) == {"came": (1, 0, 1), "rule": (1, 0, 0)} and accidents["text"].startswith("1 → 3: "), accidents
    assert "quy tắc của chỉ tiêu được sửa (+1)" in accidents["text"]
    # the target alone: both figures are the same, so their verdicts are said
    last = query(daemon, "SELECT max(id) FROM run WHERE period = '2024-11'")[0][0]
    runs = [row[0] for row in query(daemon, "SELECT id FROM run WHERE period = '2024-11' AND stage = 'final' ORDER BY id")]
    said = daemon.json("results", "difference", "2024-11/1.1/cat-bi/final", "--from", runs[1], "--to", last)
    assert causes(said) == {"target": (0, 0, 0)} and ", chưa đạt: mức giao, tham số đổi" in said["text"], said


# ---- at random ----

def random_change(dice, number, book):
    """One of what people send late: a few records of one or two types."""
    ward, day = dice.choice(steady.WARDS), date(2024, 11, 5) + timedelta(dice.randrange(85))
    files = {}
    for kind in dice.sample(["tip", "again", "incident", "population", "patrol", "good_deed", "weapon_case", "absence", "submission", "move"], 2):
        name, count = f"n{number}-{kind}", dice.randrange(1, 4)
        if kind == "tip":
            files["tip"] = files.get("tip", []) + [tip(f"{name}-{n}", ward, received_on=day.isoformat(), channel=dice.choice(["force", "zalo"]),
                                                       verified=dice.choice(["yes", "no"])) for n in range(count)]
        elif kind == "again":
            rows = dice.sample(sorted((row for row in book.rows["tip"].values()), key=lambda row: (row["ward"], row["tip_id"])), count)
            files["tip"] = files.get("tip", []) + [{**row, **dice.choice([{"channel": "force"}, {"channel": "zalo"}, {"verified": "no"},
                                                                          {"state": "withdrawn", "state_reason": "nhầm"}])} for row in rows]
        elif kind == "incident":
            files["incident"] = [{"incident_id": f"{name}-{n}", "ward": ward, "occurred_at": f"{day}T08:00", "notified_at": f"{day}T08:05", "presence": "required",
                                  "arrived_at": f"{day}T08:{dice.choice([10, 40])}"} for n in range(count)]
        elif kind == "population":
            files["population"] = [{"population_id": name, "ward": ward, "area": dice.choice(["Khu 1", "Khu 2"]), "as_of": (date(2025, 1, 12) + timedelta(number)).isoformat(), "residents": 50, "provided": 40}]
        elif kind == "patrol":
            rows = dice.sample(sorted(book.rows["patrol"].values(), key=lambda row: row["patrol_id"]), count)
            files["patrol"] = [{**row, "state": "withdrawn", "state_reason": "nhầm"} for row in rows]
        elif kind == "good_deed":
            rows = dice.sample(sorted(book.rows["good_deed"].values(), key=lambda row: row["deed_id"]), count)
            files["good_deed"] = [{**row, "state": "withdrawn", "state_reason": "nhầm"} for row in rows]
        elif kind == "weapon_case":
            files["weapon_case"] = [{"case_id": f"{name}-{n}", "ward": ward, "on_date": day.isoformat(), "kind": "weapon", "self_detected": "no"} for n in range(count)]
        elif kind == "absence":
            files["absence"] = [{"member_id": f"{ward}-1-2", "valid_from": "2024-11-01", "valid_until": "2025-02-03", "reason": "sickness"}]
        elif kind == "submission":
            files["submission"] = [{**steady.returns(ward, "2024-12", ("tip",))[0], "state": dice.choice(["withdrawn", "confirmed"]), "state_reason": "nhầm"}]
        else:
            team = next(row for row in steady.roster()["unit"] if row["unit_id"] == f"{ward}-1")
            files["unit"] = [{**team, "parent": dice.choice(steady.WARDS)}]
    return files


def known():
    book = Book()
    book.add(steady.roster())
    for _, name in phase.PHASE:
        book.add(phase.miss(name, steady.month(name)))
    return book


@pytest.mark.parametrize("seed", range(1, 13) if LONG else [1])
def test_the_parts_of_any_change_add_up(daemon, seed):
    dice, book = random.Random(seed), known()
    sealed = results(book, PHASE, "final")
    seen = set()
    for number in range(12 if LONG else 4):
        files = random_change(dice, number, book)
        daemon.add(files, "--reason", f"đợt {number}", "--moves")
        book.add(files)
    now = results(book, PHASE, "final")
    assert sealed.keys() == now.keys()
    changed = sorted(key for key in sealed if sealed[key] != now[key])
    assert len(changed) > 5
    for criterion, subject in changed + dice.sample(sorted(set(sealed) - set(changed)), 3):
        said = difference(daemon, criterion, subject)
        was, is_ = sealed[criterion, subject], now[criterion, subject]
        assert (said["num"], said["den"] or 0) == (is_.num - was.num, (is_.den or 0) - (was.den or 0)), (criterion, subject, said)
        assert bool(said["parts"]) == (was != is_) or said["parts"], (criterion, subject, said)
        assert "unattributed" not in causes(said), (criterion, subject, said)
        seen |= set(causes(said))
        if criterion == "1.1" and subject != DISTRICT and was != is_:  # what came and what went may leave the figure as it was: then there is nothing to explain
            assert tips_that_came(book, subject) == causes(said).get("came", (0, 0, 0)), (subject, said)
    assert {"came", "related"} <= seen and len(CRITERIA) == 11


def tips_that_came(book, ward):
    """Those that nobody had sent when the phase was sealed, and that count."""
    came = [row for row in book.confirmed("tip") if row["tip_id"].startswith("muon-") and row["ward"] == ward and row["verified"] != "no"]
    return sum(row["channel"] == "force" for row in came), len(came), len(came)
