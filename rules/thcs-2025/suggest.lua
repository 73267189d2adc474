-- Ai nên được đề nghị: lớp học tốt (tiêu chí 2) thì trước hết là cả lớp; rồi tổ và học sinh nhiều việc tốt, nhiều hoa điểm tốt trong
-- học kỳ. Cuộc họp lớp mới là nơi quyết định.
-- Whom to nominate: a class whose lessons have the grade "good" as a whole; then groups and pupils with most good deeds, then most good
-- marks. The class's meeting decides.
return suggestion {
  title   = "Gợi ý đề nghị khen thưởng học kỳ",
  tie     = "ngang nhau thì cuộc họp lớp chọn",
  uses    = { "2", "9" },                    -- 9: việc tốt của chính học sinh ấy
  figures = [[
    SELECT 'collective' AS kind, ward.unit_id AS subject, ward.unit_id AS ward, ward.name, 1 AS whole,
      (SELECT count(*) FROM good_deed AS d JOIN home ON home.unit = d.team
       WHERE home.ward = ward.unit_id AND d.on_date >= :from AND d.on_date < :until) AS deeds,
      (SELECT count(*) FROM good_mark AS m JOIN home ON home.unit = m.team
       WHERE home.ward = ward.unit_id AND m.on_date >= :from AND m.on_date < :until) AS marks,
      NULL AS kept_out
    FROM unit AS ward
    WHERE ward.level = 'class' AND ward.valid_from <= :last AND (ward.valid_until IS NULL OR ward.valid_until >= :last)
    UNION ALL
    SELECT 'collective', unit.unit_id, home.ward, unit.name, 0,
      (SELECT count(*) FROM good_deed WHERE team = unit.unit_id AND on_date >= :from AND on_date < :until),
      (SELECT count(*) FROM good_mark WHERE team = unit.unit_id AND on_date >= :from AND on_date < :until),
      NULL
    FROM unit JOIN home ON home.unit = unit.unit_id
    WHERE unit.level = 'group' AND unit.valid_from <= :last AND (unit.valid_until IS NULL OR unit.valid_until >= :last)
    UNION ALL
    SELECT 'individual', member.member_id, home.ward, member.full_name, 0,
      0,
      (SELECT count(*) FROM good_mark AS m WHERE m.member_id = member.member_id AND m.on_date >= :from AND m.on_date < :until),
      (SELECT 'đang chịu hình thức kỷ luật' FROM eligibility_flag AS flag
       WHERE flag.subject = member.member_id AND flag.valid_from <= :last AND (flag.valid_until IS NULL OR flag.valid_until >= :last))
    FROM member JOIN home ON home.unit = member.team
    WHERE member.valid_from <= :last AND (member.valid_until IS NULL OR member.valid_until >= :last)]],
  rank    = function(f)
    local whole = 0
    if f.whole == 1 then whole = f.criteria["2"].grade == "good" and 1 or -1 end
    local deeds = f.deeds
    if f.kind == "individual" then deeds = f.own["9"].num end
    return { whole, deeds, f.marks }
  end,
  says    = "{% if whole and criteria['2'].grade | mac_dinh('') %}lớp học tốt; {% endif %}{% if kind == 'individual' %}{{ own['9'].num | so2 }}{% else %}{{ deeds | so2 }}{% endif %} việc tốt, {{ marks | so2 }} hoa điểm tốt",
  examples = {
    -- cả lớp: đứng trước các tổ khi giờ học ở bậc “học tốt”, đứng sau khi chưa
    { first  = { kind = "collective", whole = 1, deeds = 5, marks = 9, criteria = { ["2"] = { verdict = "met", num = 97, den = 100, grade = "good" } } },
      second = { kind = "collective", whole = 0, deeds = 7, marks = 1 } },
    { first  = { kind = "collective", whole = 0, deeds = 3, marks = 1 },
      second = { kind = "collective", whole = 1, deeds = 5, marks = 9, criteria = { ["2"] = { verdict = "met", num = 90, den = 100 } } } },
    { first = { kind = "collective", whole = 0, deeds = 3, marks = 1 }, second = { kind = "collective", whole = 0, deeds = 2, marks = 9 } },
    { first = { kind = "individual", whole = 0, deeds = 0, marks = 4, own = { ["9"] = { verdict = "met", num = 2 } } }, second = { kind = "individual", whole = 0, deeds = 0, marks = 3, own = { ["9"] = { verdict = "met", num = 2 } } } },
    { first = { kind = "individual", whole = 0, deeds = 0, marks = 1, own = { ["9"] = { verdict = "met", num = 1 } } }, second = { kind = "individual", whole = 0, deeds = 0, marks = 1, own = { ["9"] = { verdict = "met", num = 1 } } }, tied = true },
  },
}
