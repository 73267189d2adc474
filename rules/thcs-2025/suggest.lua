-- Ai nên được đề nghị: tổ và học sinh nhiều việc tốt, nhiều hoa điểm tốt trong học kỳ. Cuộc họp lớp mới là nơi quyết định.
-- Whom to nominate: groups and pupils with most good deeds, then most good marks. The class's meeting decides.
return suggestion {
  title   = "Gợi ý đề nghị khen thưởng học kỳ",
  tie     = "ngang nhau thì cuộc họp lớp chọn",
  figures = [[
    SELECT 'collective' AS kind, unit.unit_id AS subject, home.ward, unit.name,
      (SELECT count(*) FROM good_deed WHERE team = unit.unit_id AND on_date >= :from AND on_date < :until) AS deeds,
      (SELECT count(*) FROM good_mark WHERE team = unit.unit_id AND on_date >= :from AND on_date < :until) AS marks,
      NULL AS kept_out
    FROM unit JOIN home ON home.unit = unit.unit_id
    WHERE unit.level = 'team' AND unit.valid_from <= :last AND (unit.valid_until IS NULL OR unit.valid_until >= :last)
    UNION ALL
    SELECT 'individual', member.member_id, home.ward, member.full_name,
      (SELECT count(*) FROM good_deed AS d WHERE d.member_id = member.member_id AND d.on_date >= :from AND d.on_date < :until),
      (SELECT count(*) FROM good_mark AS m WHERE m.member_id = member.member_id AND m.on_date >= :from AND m.on_date < :until),
      (SELECT 'đang chịu hình thức kỷ luật' FROM eligibility_flag AS flag
       WHERE flag.subject = member.member_id AND flag.valid_from <= :last AND (flag.valid_until IS NULL OR flag.valid_until >= :last))
    FROM member JOIN home ON home.unit = member.team
    WHERE member.valid_from <= :last AND (member.valid_until IS NULL OR member.valid_until >= :last)]],
  rank    = function(f) return { f.deeds, f.marks } end,
  says    = "{{ deeds | so2 }} việc tốt, {{ marks | so2 }} hoa điểm tốt",
  examples = {
    { first = { kind = "collective", deeds = 3, marks = 1 }, second = { kind = "collective", deeds = 2, marks = 9 } },
    { first = { kind = "individual", deeds = 2, marks = 4 }, second = { kind = "individual", deeds = 2, marks = 3 } },
    { first = { kind = "individual", deeds = 1, marks = 1 }, second = { kind = "individual", deeds = 1, marks = 1 }, tied = true },
  },
}
