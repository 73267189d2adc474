"""The rules on the page, by two administrators who write no Lua: a target from a day, a filter, a new criterion; each is seen before it is proposed, what
the preview said is what the activation does; what cannot be is refused with a remedy and what was typed stays."""
from concurrent.futures import ThreadPoolExecutor

import pytest

from browser import Browser
from daemon import until
from phase import listening, play_november
from rules import ENDLESS, verdicts
from sent_form import form_of, send


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = tmp_path_factory.mktemp("office")
    (folder / "thiduad.conf").write_text("[worker]\ndeadline = 600\n")
    made = listening(folder, conf=folder / "thiduad.conf", play=play_november)
    for name in ("an", "binh"):
        made.add_person(name, "administrator")
    made.add_person("truong", "leader")
    browser = Browser(made.port, tmp_path_factory.mktemp("chromium"))
    try:
        made.cookies = {"an": made.sign_in("an")}
        yield made, {name: browser.person(made.sign_in(name)) for name in ("an", "binh", "truong")}, browser
        assert made.stop() == 0
    finally:
        browser.end()
        made.stop()


def push(person, words, form="main"):
    person.leave(next(button for button in person.all(f"{form} button") if button.text == words))


def write(person, text):
    """Into the editor of the rule's text."""
    person.run("document.querySelector('.CodeMirror').CodeMirror.setValue(arguments[0])", text)


def activate(daemon, person, number):
    """By the other one, on the proposal's page."""
    person.go(f"/rules/proposal?what={number}")
    push(person, "Đưa vào áp dụng")
    assert "đang áp dụng" in person.text("main") and not daemon.json("rules", "list")


def test_a_target_from_a_day(office):
    daemon, people, _ = office
    an = people["an"]
    an.go("/rules")
    assert "từ mức giao, nay là 80 %" in an.sound().text()
    an.follow("Mức giao và tham số")
    an.sound().follow("Tỷ lệ nguồn tin do Nhân dân cung cấp")
    push(an, "Xem")
    swept = daemon.json("rules", "sweep", "1.1.share", "--from", "65 %", "--to", "95 %")["values"]
    assert [row.text.split()[3:6] for row in an.sound().all("table.sweep tbody tr")] == [[*row["value"].split(), f"{row['periods'][0]['met']}/{row['periods'][0]['of']}"] for row in swept]
    an.follow("85 %")
    assert an.find("#f-value").get_attribute("value") == "85 %" and len(an.all("svg.sweep")) == 0
    an.fill(f__value="85%", f__from="31/02/2025", f__reference="Công văn số 12/BCĐ", f__reason="nâng mức giao")
    push(an, "Xem trước")
    assert an.run("return document.activeElement.id") == "f-from" and "“31/02/2025” không phải là ngày" in an.sound().text("#e-from") and "31/02" in an.text(".refused a[href='#f-from']")
    an.fill(f__value="tám mươi", f__from="01/11/2024")
    push(an, "Xem trước")
    assert an.run("return document.activeElement.id") == "f-value" and "không phải là tỷ lệ" in an.text("#e-value")
    an.fill(f__value="85%", f__from="31/02/2025")
    push(an, "Xem trước")
    assert an.find("#f-reference").get_attribute("value") == "Công văn số 12/BCĐ"
    an.fill(f__from="01/11/2024")
    push(an, "Xem trước")
    before = verdicts(daemon)
    seen = an.sound().text(".trial")
    assert before == verdicts(daemon) and not daemon.json("rules", "list")
    push(an, "Đề nghị")
    proposal, = daemon.json("rules", "list")
    an.go(f"/rules/proposal?what={proposal['id']}")
    assert "quản trị viên khác đưa vào áp dụng" in an.sound().text() and "Đưa vào áp dụng" not in [button.text for button in an.all("main button")]
    people["truong"].go(f"/rules/proposal?what={proposal['id']}")
    people["truong"].fill(f__comment="đồng ý nâng từ tháng 11")
    push(people["truong"], "Ghi ý kiến")
    assert "đồng ý nâng từ tháng 11" in people["truong"].sound().text(".timeline")
    people["binh"].go("/")
    people["binh"].send("li.of-proposal a")
    push(people["binh"], "Xem trước")
    assert people["binh"].sound().text(".trial") == seen  # the second person sees what the first one saw
    activate(daemon, people["binh"], proposal["id"])
    people["binh"].follow(f"Đề xuất số {proposal['id']}")  # the history leads to what was changed, and what was said of it
    assert "đồng ý nâng từ tháng 11" in people["binh"].text(".timeline") and "85%" in people["binh"].text(".diff")
    target, = daemon.json("rules", "targets", "1.1.share")
    assert [(row["from"], row["value"]) for row in target["entries"]] == [("2024-11-01", "85%")] and target["used_by"] == ["1.1"]


def test_a_target_of_one_unit(office):
    daemon, people, _ = office
    form = form_of(daemon, "/rules/target?name=1.2.share", "entry-form")
    form.fields["change.unit"] = form.choices["change.unit"]["Phường Cát Bi"]
    send(daemon, "rules/propose", form, value="90 %", reference="Công văn số 17/BCĐ", **{"from": "01/11/2024"}, reason="mức riêng")
    proposal, = daemon.json("rules", "list")
    daemon.ctl("rules", "activate", proposal["id"])
    an = people["an"]
    an.go("/rules/target?name=1.2.share")
    assert "(phường Cát Bi)" in an.sound().text("main h3") and "Công văn số 17/BCĐ" in an.text("main")
    assert [row["value"] for row in daemon.json("rules", "targets", "1.2.share")] == ["100 %", "90 %"]


def test_a_filter(office):
    daemon, people, _ = office
    an = people["an"]
    an.go("/rules/criterion?criterion=1.1")
    an.fill(**{"f__where__3__field": "Đã xác minh", "f__where__3__value": "chắc chắn", "f__reason": "chỉ tính tin đã xác minh đúng"})
    push(an, "Xem trước")
    assert "chọn trong: đúng; không đúng; đang xác minh" in an.text(".refused")
    an.fill(**{"f__where__3__value": "đúng"})
    push(an, "Xem trước")
    assert "Nếu áp dụng" in an.sound().text(".trial")
    text = daemon.json("rules", "show", "1.1.lua")["text"]
    push(an, "Đề nghị")
    proposal, = daemon.json("rules", "list")
    activate(daemon, people["binh"], proposal["id"])
    changed = daemon.json("rules", "show", "1.1.lua")["text"]
    assert changed == text.replace("verified IS NOT 'no'\"", "verified IS NOT 'no' AND verified = 'yes'\"") != text
    assert "và đã xác minh là “đúng”" in daemon.json("rules", "form", "1.1")["sentence_vi"]
    send(daemon, "rules/propose", form_of(daemon, "/rules/criterion?criterion=1.1"), counts="nguồn", **{"from": "01/03/2025"}, reason="từ tháng 3")
    proposal, = daemon.json("rules", "list")
    assert daemon.json("rules", "show", proposal["id"])["changed"] == [{"path": "criteria/1.1@2025-03-01.lua", "what": "added"}]
    daemon.ctl("rules", "activate", proposal["id"])
    assert daemon.json("rules", "show", "1.1@2025-03-01.lua")["text"] == changed.replace('"tin"', '"nguồn"', 1) and daemon.json("rules", "show", "1.1.lua")["text"] == changed
    assert [row["criterion"] for row in daemon.json("rules", "criteria")][:2] == ["1.1", "1.1@2025-03-01"]
    an.go("/rules/criterion?criterion=1.1@2025-03-01")
    assert an.sound().find("#f-counts").get_attribute("value") == "nguồn"


def test_a_new_criterion(office):
    daemon, people, _ = office
    an = people["an"]
    an.go("/rules/criterion?criterion=4.3")
    an.follow("Thêm chỉ tiêu mới giống chỉ tiêu này")
    an.fill(**{"f__criterion": "4.3", "f__value": "2", "f__reference": "Công văn số 13/BCĐ", "f__title": "Vũ khí do Nhân dân giao nộp", "f__reason": "thêm chỉ tiêu",
               "f__of": "Giao nộp vũ khí, vật liệu nổ, công cụ hỗ trợ", "f__judge": "số đếm từ mức giao trở lên", "f__counts": "lượt giao nộp"})
    push(an, "Xem trước")
    assert "có chỉ tiêu 4.3; chọn số khác" in an.text(".refused")
    an.fill(f__criterion="8.1")
    push(an, "Xem trước")
    assert "8.1" in an.sound().text(".trial")
    push(an, "Đề nghị")
    proposal, = daemon.json("rules", "list")
    activate(daemon, people["binh"], proposal["id"])
    assert daemon.result("2024-11", "8.1", "cat-bi")["verdict"] == "not_reported"
    assert daemon.json("rules", "form", "8.1")["fields"]["reports"]["text"] == "weapon_handover"
    assert daemon.json("rules", "targets", "8.1.least")[0]["title"] == "Vũ khí do Nhân dân giao nộp"
    assert [row["criterion"] for row in daemon.json("rules", "criteria")].count("8.1") == 1
    assert all(isinstance(row["flips"], int) for row in daemon.json("rules", "history")[1:])


def test_text_and_a_proposal_that_goes_on(office):
    """Of a rule as text; a second change goes on from the first proposal, which it replaces."""
    daemon, people, _ = office
    an = people["an"]
    an.go("/rules/criterion?criterion=4.2")
    an.find("details.by-text summary").click()
    text = an.find("#f-text").get_attribute("value")
    write(an, text.replace("title ", "titel ", 1))
    until(lambda: "titel" in an.text("#examined"), what="what is wrong with the text, said while it is typed")
    assert an.find(".CodeMirror .mark.error").get_attribute("title").startswith("Dòng 5: ")
    an.run("const c = document.querySelector('.CodeMirror').CodeMirror; c.setCursor(c.lastLine(), 0); c.replaceSelection('min'); c.options.extraKeys['Ctrl-Space']()")
    assert until(lambda: [node.text for node in an.all(".CodeMirror-hint")], what="names to choose from")[0].startswith("minute_of_day()")
    an.run("const c = document.querySelector('.CodeMirror').CodeMirror; c.closeHint(); c.undo()")
    push(an, "Xem trước", ".rule-text")
    assert "titel" in an.text(".refused") and "titel" in an.find("#f-text").get_attribute("value")
    write(an, text + "-- xem lại\n")
    until(lambda: an.text("#examined") == "Chưa thấy lỗi.", what="that nothing is wrong any more")
    an.fill(t__reason="ghi chú")
    push(an, "Đề nghị", ".rule-text")
    first, = daemon.json("rules", "list")
    assert daemon.json("rules", "show", first["id"])["changed"] == [{"path": "criteria/4.2.lua", "what": "changed"}]
    form = form_of(daemon, "/rules/target?name=4.2.share", "entry-form")
    form.fields["onto"] = form.choices["onto"][f"Đề xuất số {first['id']}: ghi chú"]
    send(daemon, "rules/propose", form, value="91 %", reference="Công văn số 14/BCĐ", **{"from": "01/03/2025"}, reason="cả hai")
    second, = daemon.json("rules", "list")
    assert [row["path"] for row in daemon.json("rules", "show", second["id"])["changed"]] == ["criteria/4.2.lua", "targets.ini"]
    assert daemon.json("rules", "show", first["id"])["state"] == "withdrawn"
    daemon.ctl("rules", "withdraw", second["id"], "--reason", "thôi")


@pytest.mark.parametrize("scripts", [True, False])
def test_what_takes_long_says_how_far_it_is_and_is_given_up(office, scripts):
    """A preview that ends by nobody's patience: its steps stand on the page that is still coming; the button brings back what was typed, and the daemon stops."""
    daemon, people, browser = office
    an = people["an"]
    an.go("/rules/file?path=criteria/6.2.lua")
    write(an, ENDLESS)
    shown = "document.querySelector('.working').getBoundingClientRect().height"
    steps = "[...document.querySelectorAll('.working li')].map(one => one.textContent)"
    an.run("document.querySelector('.CodeMirror').CodeMirror.save()")
    an.command("Emulation.setScriptExecutionDisabled", value=not scripts)
    button = next(one for one in an.all("main button") if one.text == "Xem trước")
    with ThreadPoolExecutor() as other:  # the driver answers when the page stands again
        clicked = other.submit(button.click)
        until(lambda: len(browser.look(an, steps) or []) == 4, what="the steps of the preview")
        said, height, (job,) = browser.look(an, steps), browser.look(an, shown), daemon.json("jobs")
        browser.look(an, "document.querySelector('.working button').click()")
        clicked.result()
    assert said == ["Đang kiểm tra toàn bộ quy tắc và các mẫu văn bản", "Kỳ 1/3: đang tính tháng 11/2024", "Tháng 11/2024: 0 kết quả đổi đánh giá", "Kỳ 2/3: đang tính tháng 12/2024"]
    assert height > 100 and job["command"] == "rules preview" and job["state"] == "running"
    until(lambda: not daemon.json("jobs"), what="nothing is worked on any more")
    until(lambda: an.all(".refused"), what="the page as it was")
    an.command("Emulation.setScriptExecutionDisabled", value=False)
    assert "đã bị hủy" in an.text(".refused") and an.find("#f-text").get_attribute("value") == ENDLESS and not an.all(".working")


def test_others_read(office):
    daemon, people, _ = office
    leader = people["truong"]
    for path in ("/rules", "/rules/targets", "/rules/target?name=1.1.share", "/rules/criterion?criterion=1.1", "/rules/criterion?criterion=6.1", "/rules/lint", "/rules/proposal?what=1"):
        leader.go(path)
        assert not [button for button in leader.sound().all("main button") if button.text in ("Xem trước", "Đề nghị", "Đưa vào áp dụng")], path
