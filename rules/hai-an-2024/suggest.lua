-- Gợi ý tập thể, cá nhân xứng đáng được phường đề nghị khen thưởng trong đợt. Chỉ là gợi ý: cuộc họp của phường quyết định.
-- figures: mỗi tổ, mỗi thành viên còn hoạt động vào ngày cuối đợt và đã làm được gì đó một dòng; cột kept_out: vì sao chưa xét được.
-- rank: các số nguyên, so từ số đầu, lớn hơn thì đứng trước; sửa thứ tự ưu tiên thì sửa ở đây. Không có điểm số nào (Kế hoạch không cho điểm).
-- Who deserves a nomination: a row of figures a team and person, compared by what `rank` returns; the meeting decides.
-- Kịp thời tính như criteria/1.2.lua và criteria/3.1.lua; nguồn tin, vụ việc, lượt huy động là của cả tổ, kể cả ở dòng của cá nhân.
return suggestion {
  title = "Gợi ý đề nghị khen thưởng: số liệu đã xác nhận của đợt, nhiều hơn thì đứng trước",
  tie   = "Ngang nhau mọi mặt thì ưu tiên nữ, tập thể có từ 70% là nữ (Nghị định số 98/2023/NĐ-CP, Điều 4); vẫn ngang nhau thì cuộc họp chọn",
  figures = [[
    WITH force AS (
           SELECT member_id, team, full_name, sex, max(valid_from)
             FROM member
            WHERE valid_from <= :last AND (valid_until IS NULL OR valid_until >= :last)
            GROUP BY member_id),
         patrolled AS (
           SELECT member_id, count(*) AS patrols FROM patrol WHERE on_date >= :from AND on_date < :until GROUP BY member_id),
         strength AS (
           SELECT team, count(*) AS members, count(patrols) AS patrollers, sum(ifnull(patrols, 0)) AS patrols,
                  100 * sum(sex = 'female') >= param('ties.women', :last) * count(*) AS women
             FROM force LEFT JOIN patrolled USING (member_id) GROUP BY team),
         told AS (
           SELECT team, count(*) AS tips
             FROM tip
            WHERE team IS NOT NULL AND channel = 'force' AND duplicate_of IS NULL AND verified <> 'no'
              AND received_on >= :from AND received_on < :until
            GROUP BY team),
         presence AS (
           SELECT team,
                  CASE WHEN notified_at IS NULL OR arrived_at IS NULL THEN confirmed_timely IS 'yes'
                       WHEN minute_of_day(notified_at) >= 22 * 60 OR minute_of_day(notified_at) < 6 * 60
                       THEN arrived_at - notified_at <= 60 * param('1.2.minutes_night', occurred_on)
                       ELSE arrived_at - notified_at <= 60 * param('1.2.minutes', occurred_on) END AS timely
             FROM incident
            WHERE team IS NOT NULL AND presence = 'required' AND occurred_on >= :from AND occurred_on < :until
           UNION ALL
           SELECT team,
                  CASE WHEN arrived_at IS NULL THEN confirmed_timely IS 'yes'
                       ELSE arrived_at - called_at <= 60 * param('3.1.minutes', called_on) END
             FROM callout
            WHERE team IS NOT NULL AND called_on >= :from AND called_on < :until),
         came AS (
           SELECT team, count(*) AS called, sum(timely) AS timely FROM presence GROUP BY team),
         good AS (
           SELECT team, count(*) AS deeds, sum(kind <> 'deed') AS praised
             FROM good_deed WHERE on_date >= :from AND on_date < :until GROUP BY team),
         own AS (
           SELECT member_id, count(*) AS deeds, sum(kind <> 'deed') AS praised
             FROM good_deed WHERE member_id IS NOT NULL AND on_date >= :from AND on_date < :until GROUP BY member_id),
         candidate AS (
           SELECT 'collective' AS kind, unit_id AS subject, unit_id AS team, name, max(valid_from)
             FROM unit
            WHERE level = 'team' AND valid_from <= :last AND (valid_until IS NULL OR valid_until >= :last)
            GROUP BY unit_id
           UNION ALL
           SELECT 'individual', member_id, team, full_name, NULL FROM force)
    SELECT candidate.kind, candidate.subject, home.ward, candidate.name,
           ifnull(told.tips, 0) AS tips, ifnull(came.called, 0) AS called, ifnull(came.timely, 0) AS timely,
           ifnull(strength.members, 0) AS members, ifnull(strength.patrollers, 0) AS patrollers,
           iif(candidate.kind = 'collective', ifnull(strength.patrols, 0), ifnull(patrolled.patrols, 0)) AS patrols,
           iif(candidate.kind = 'collective', ifnull(good.deeds, 0), ifnull(own.deeds, 0)) AS deeds,
           iif(candidate.kind = 'collective', ifnull(good.praised, 0), ifnull(own.praised, 0)) AS praised,
           iif(candidate.kind = 'collective', ifnull(strength.women, 0), force.sex IS 'female') AS women,
           CASE WHEN EXISTS (SELECT 1 FROM eligibility_flag AS flag
                              WHERE flag.subject = candidate.subject AND (flag.valid_until IS NULL OR flag.valid_until >= :last))
                THEN 'thuộc trường hợp chưa xét khen thưởng (Nghị định số 98/2023/NĐ-CP, Điều 4)'
                WHEN EXISTS (SELECT 1 FROM objection WHERE objection.subject = candidate.subject AND objection.phase = :period AND outcome = 'upheld')
                THEN 'có ý kiến phản ánh được kết luận là đúng'
                ELSE (SELECT 'thành tích của đợt này đã được khen: ' || form || ' của ' || given_by
                        FROM award WHERE award.subject = candidate.subject AND award.phase = :period AND decision_no IS NOT NULL
                       ORDER BY decision_on, award_id LIMIT 1) END AS kept_out
      FROM candidate JOIN home ON home.unit = candidate.team
           LEFT JOIN told ON told.team = candidate.team
           LEFT JOIN came ON came.team = candidate.team
           LEFT JOIN strength ON strength.team = candidate.team
           LEFT JOIN good ON good.team = candidate.team
           LEFT JOIN patrolled ON patrolled.member_id = candidate.subject
           LEFT JOIN own ON own.member_id = candidate.subject
           LEFT JOIN force ON force.member_id = candidate.subject
     WHERE iif(candidate.kind = 'collective', ifnull(told.tips, 0) + ifnull(came.timely, 0) + ifnull(strength.patrols, 0) + ifnull(good.deeds, 0),
               ifnull(patrolled.patrols, 0) + ifnull(own.deeds, 0)) > 0]],
  -- Tập thể: không để sót lần nào không kịp thời; mọi thành viên đều tuần tra; rồi đến kết quả. Cá nhân: việc được ghi nhận, việc tốt, tuần tra.
  rank = function(f)
    if f.kind == "collective" then
      return { f.timely - f.called, f.patrollers - f.members, f.tips + f.timely, f.praised, f.deeds, f.patrols, f.women }
    end
    return { f.praised, f.deeds, f.patrols, f.women }
  end,
  says = "{% if kind == \"collective\" %}{{ tips | so2 }} nguồn tin qua tổ; {% if called %}có mặt kịp thời {{ timely | so2 }}/{{ called | so2 }} lần; {% endif %}" ..
         "{{ patrollers | so2 }}/{{ members | so2 }} thành viên tuần tra, {{ patrols | so2 }} lượt; {{ deeds | so2 }} việc tốt{% else %}" ..
         "{{ patrols | so2 }} lượt tuần tra; {{ deeds | so2 }} việc tốt{% endif %}" ..
         "{% if praised %}, {{ praised | so2 }} lần được biểu dương, ghi nhận{% endif %}",
  examples = {
    -- một lần không kịp thời đứng sau, dù nhiều tin hơn
    { first  = { kind = "collective", tips = 5, called = 4, timely = 4, members = 4, patrollers = 4, patrols = 40, deeds = 3, praised = 0, women = 0 },
      second = { kind = "collective", tips = 9, called = 4, timely = 3, members = 4, patrollers = 4, patrols = 60, deeds = 6, praised = 2, women = 0 } },
    -- một thành viên không tuần tra đứng sau
    { first  = { kind = "collective", tips = 5, called = 0, timely = 0, members = 4, patrollers = 4, patrols = 12, deeds = 3, praised = 0, women = 0 },
      second = { kind = "collective", tips = 5, called = 0, timely = 0, members = 5, patrollers = 4, patrols = 60, deeds = 3, praised = 0, women = 0 } },
    -- ngang nhau mọi mặt: tập thể có từ 70% là nữ
    { first  = { kind = "collective", tips = 5, called = 1, timely = 1, members = 4, patrollers = 4, patrols = 12, deeds = 3, praised = 1, women = 1 },
      second = { kind = "collective", tips = 5, called = 1, timely = 1, members = 3, patrollers = 3, patrols = 12, deeds = 3, praised = 1, women = 0 } },
    -- cá nhân: lần được ghi nhận trước số lượt tuần tra
    { first  = { kind = "individual", patrols = 11, deeds = 2, praised = 1, women = 0 },
      second = { kind = "individual", patrols = 30, deeds = 4, praised = 0, women = 0 } },
    -- ngang nhau: nữ đứng trước; cùng giới thì cuộc họp chọn
    { first  = { kind = "individual", patrols = 11, deeds = 2, praised = 1, women = 1 },
      second = { kind = "individual", patrols = 11, deeds = 2, praised = 1, women = 0 } },
    { first  = { kind = "individual", patrols = 11, deeds = 2, praised = 1, women = 0 },
      second = { kind = "individual", patrols = 11, deeds = 2, praised = 1, women = 0 }, tied = true },
  },
}
