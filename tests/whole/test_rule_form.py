"""A criterion's form without a script, and the same by words: every word of a measure is a field, another way to count has other fields, what does not go together is
refused with a remedy, a form sent as it stands changes nothing."""
import json

import pytest

import visitor
from phase import listening, play_november
from sent_form import form_of, send

AGAIN = """[criterion]
title = Vũ khí
subject = ward
reports = weapon_handover
target = 4.3.most
counts = khẩu
judge = at_most
early = missed
says = {{ value }} khẩu

[measure]
of = weapon_handover
date = on_date
points = quantity
weight = 5

[example 1]
num = 0
target = 0
verdict = met
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    made = listening(tmp_path_factory.mktemp("office"), play=play_november)
    try:
        visitor.enter(made, "an", "administrator")
        yield made
        assert made.stop() == 0
    finally:
        made.stop()


def test_every_form_changes_nothing_as_it_stands(office):
    """Of all criteria; without a script."""
    for row in office.json("rules", "criteria"):
        if row["form"]:
            form = form_of(office, f"/rules/criterion?criterion={row['criterion']}")
            assert form.fields["change.set"] and "Không có gì thay đổi" in send(office, "rules/preview", form)[0], row["criterion"]


def test_words_of_a_measure(office):
    """A share of members becomes members that are counted once, and patrols that give points; what does not go together is refused; a number of minutes changes its own line."""
    form = form_of(office, "/rules/criterion?criterion=6.1")
    assert form.fields["change.measure.each"] == "member" and form.fields["change.measure.standing"] == "6.1.min_active_days" and "change.measure.den" not in form.fields
    assert "Thời gian được miễn tham gia" in form.choices["change.measure.excused"]
    said, form = send(office, "rules/form", form, set="distinct")
    assert "Cách vừa chọn còn ô phải chọn" in said and "change.measure.each" not in form.fields and form.fields["change.measure.den"] == ""
    assert "chưa chọn trường nào cho nó" in send(office, "rules/preview", form)[0]
    member = form.choices["change.distinct.1"]["Thành viên"]
    said, form = send(office, "rules/form", form, distinct__1=member, judge="at_least", measure__den="")
    assert "Đếm mỗi thành viên một lần trong “Lượt tuần tra của thành viên” có ngày trong kỳ. Đạt khi số đếm từ mức giao" in said and "còn ô phải chọn" not in said
    refused, form = send(office, "rules/preview", form, measure__den="true")  # a share of none: each of the two says so
    assert "số lượng không có mẫu số" in refused and form.fields["change.distinct.1"] == member
    form = form_of(office, "/rules/criterion?criterion=1.2")
    assert (form.fields["change.measure.minutes"], form.fields["change.within.2"], form.fields["change.otherwise.1.value"]) == ("1.2.minutes", "arrived_at", "có")
    said = send(office, "rules/preview", form, within__2=form.choices["change.within.2"]["Lúc có mặt (ngày)"], measure__night="")[0]
    assert "chỉ là ngày; để tính phút, viết “arrived_at”" in said and "night và night_minutes đi cùng nhau" in said
    points = send(office, "rules/form", form, add="points")[1]
    points = send(office, "rules/form", points, measure__points="confirmed_timely")[1]
    assert "change.weights.yes" in points.fields and "change.measure.weight" not in points.fields and "change.measure.minutes" not in points.fields
    assert "thiếu điểm của: no" in send(office, "rules/preview", points, weights__yes="3")[0]
    assert "Nếu áp dụng" in send(office, "rules/preview", form, measure__minutes="20", otherwise__1__value="không")[0]
    seen = office.json("rules", "form", "1.2", *[word for cell in ("measure.minutes=20", "otherwise.1.field=confirmed_timely", "otherwise.1.value=no") for word in ("--change", cell)])
    text = office.json("rules", "show", "1.2.lua")["text"].replace('"1.2.minutes"', "20").replace("IS 'yes'", "IS 'no'")
    assert seen["text"] == text and "không quá 20 phút, riêng khoảng 22:00-06:00" in seen["sentence_vi"]


def test_by_the_command_line(office):
    """The same by words; several changes at once by JSON; refusals name what to do."""
    for words, said in ((["target=1.1.shar", "value=80 %", "from=2025-03-01"], "1.1.share?"), (["target=1.1.share", "value=80 %"], "từ ngày nào"),
                        (["criterion=1.9", "title=x"], "không có chỉ tiêu"), (["criterion=1.1", "titel=x"], "titel"), (["value=1"], "target=…"),
                        (["criterion=1.1", "where.1.field=chanel", "where.1.value=force"], "channel?"), (["criterion=1.1", "counts=tin"], "không có gì thay đổi"),
                        (["criterion=1.1", "judge=at_most, x = 1"], "phép so"), (["file=../../etc/x", "text=a"], "")):
        refusal = office.refused("rules", "preview", *[word for each in words for word in ("--change", each)])
        assert said in refusal, (words, refusal)
    assert "--change" in office.refused("rules", "propose", "--reason", "thử")
    files = [{"file": "criteria/9.1.ini", "text": AGAIN}, {"criterion": "9.1", "judge": "at_least", "target": "2.1.models"}, {"criterion": "7.1", "judge": "at_most"},
             {"criterion": "6.1", "subject": "team", "measure.of": "good_deed", "measure.each": "team", "measure.excused": "", "judge": "at_least", "target": "7.1.deeds", "share_judge": "share_at_least", "share_target": "7.1.ward_share"}]
    assert {"6.1", "9.1"} <= {row["criterion"] for row in office.json("rules", "preview", "--change", json.dumps(files))["changes"]}  # their examples hold
    rows = '[{"target": "1.1.share", "from": "2025-03-01", "value": "86 %", "reference": "CV 15"}, {"target": "1.1.share", "from": "2025-04-01", "value": "87 %", "reference": "CV 16"}]'
    made = office.json("rules", "propose", "--reason", "hai mức", "--change", rows)
    assert [(row["from"], row["after"]) for row in made["params"]] == [("2025-03-01", "86 %"), ("2025-04-01", "87 %")]
