"""A city over its districts: the judged units are districts, and what they are judged by is what their own contests have sealed (seals export, seals import)."""
import shutil

from phase import listening

DAYS = ("--from", "2024-11-01", "--until", "2025-12-31")
START = "2024-10-31T08:00"
RECORDS = """
[sealed_result]
title = Kết quả quận đã chốt
key = ward, phase, criterion, subject
touches_on = last_day
bundles = yes
[sealed_result.fields]
ward = unit borough | Quận
phase = text 40 | Đợt của quận
criterion = text 20 | Chỉ tiêu của quận
subject = text 40 | Đơn vị được chấm
subject_name = text 200 | Tên đơn vị
level = choice district: quận, ward: phường | Cấp
first_day = date | Từ ngày
last_day = date | Đến hết ngày
num? = number 0..1000000000 | Tử số
den? = number 0..1000000000 | Mẫu số
verdict = text 40 | Đánh giá
records? = number 0..1000000000 | Số bản ghi
records_sha256? = text 64 | Mã băm các bản ghi
seal = text 64 | Mã băm bản chốt
"""
RULE = """return criterion {
  title = "Nguồn tin của Nhân dân qua lực lượng", subject = "borough", reports = {}, target = "1.least", counts = "tin",
  measure = { of = "sealed_result", date = "last_day", where = "criterion = '1.1' AND level = 'district'", num = "num", den = "den" },
  judge = share_at_least, says = "{{ num | so2 }}/{{ den | so2 }} = {{ value }} (mức giao {{ target }})",
  examples = {
    { row = { num = 1, den = 1 }, target = "80 %", verdict = "met" },
    { row = { num = 1, den = 2 }, target = "80 %", verdict = "missed" },
  },
}
"""
TARGETS = "[1.least 2024-11-01]\ntitle = Tỷ lệ\ntype = percent\nvalue = 80 %\nreference = Kế hoạch của thành phố\n"
SENDER = "\n[{name} {day}]\nname = {title}\nspeaks_for = {unit}\nbundle_key = {key}\nbundle_contest = hai-an-2024\n"


def change(path, *changes):
    text = path.read_text()
    for old, new in changes:
        assert old in text, (path, old)
        text = text.replace(old, new)
    path.write_text(text)


def sender(unit, key, day="2024-11-01", name=None):
    return SENDER.format(name=name or unit.replace("-", "_"), title=f"Ban Chỉ đạo {unit}", unit=unit, key=key, day=day)


def package(daemon, folder, districts):
    """What `contest new` writes, made the city's. districts: {unit: its public key}."""
    daemon.ctl("contest", "new", folder, *DAYS)
    change(folder / "contest.ini", ("[levels]\ndistrict = xã | commune\nward = thôn | village\n", "[levels]\ntown = thành phố | city | sums up\nborough = quận | district | judged\n"))
    change(folder / "records.ini", ("choice city: tỉnh, district: xã, ward: thôn, team: tổ", "choice town: thành phố, borough: quận"), ("unit ward", "unit borough"))
    (folder / "records.ini").write_text((folder / "records.ini").read_text() + RECORDS)
    (folder / "criteria" / "1.lua").write_text(RULE)
    (folder / "targets.ini").write_text(TARGETS)
    shutil.rmtree(folder / "tests", ignore_errors=True)
    top = (folder / "contest.ini").read_text().split("\ndistrict = ")[1].split("\n")[0]
    (folder / "units.csv").write_text("id,level,parent,name,code,valid_from,valid_until\n" + f"{top},town,,Thành phố,,2024-01-01,\n"
                                      + "".join(f"{unit},borough,{top},{unit},,2024-01-01,\n" for unit in districts))
    with (folder / "bodies.ini").open("a") as file:
        file.writelines(sender(unit, key) for unit, key in districts.items())
    return folder, top


def begin(folder, districts):
    daemon = listening(folder, package=None, clock=START)
    made, daemon.top = package(daemon, folder / "contest", districts)
    daemon.load(made)
    return daemon
