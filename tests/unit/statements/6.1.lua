-- Chỉ tiêu 6.1: trong các thành viên được tính, bao nhiêu người có ít nhất một lượt tuần tra trong kỳ.
-- Được tính: số ngày tham gia trong kỳ, trừ những ngày được miễn (absence), ít nhất bằng 6.1.min_active_days hoặc
-- bằng số ngày của kỳ nếu kỳ ngắn hơn. Mỗi người tính một lần, ở tổ của dòng mới nhất trong kỳ.
-- Members with a patrol / members who count: enough days of membership in the period less the excused ones.

-- Dùng chung cho hai câu SQL dưới đây. stay: các dòng của thành viên trong kỳ. excused: những ngày được miễn, các
-- khoảng chồng nhau đã tách rời để mỗi ngày chỉ đếm một lần. away: số ngày được miễn trong thời gian tham gia.
-- active: tổng số ngày tham gia và tổ ở dòng mới nhất (với max(…), các cột khác là của chính dòng ấy).
local members = [[
  WITH stay AS (
         SELECT member_id, team, full_name, valid_from,
                max(valid_from, :from) AS first, min(ifnull(valid_until, :last), :last) AS final
           FROM member WHERE valid_from <= :last AND (valid_until IS NULL OR valid_until >= :from)),
       leave AS (
         SELECT member_id, max(valid_from, :from) AS first, min(ifnull(valid_until, :last), :last) AS final
           FROM absence WHERE valid_from <= :last AND (valid_until IS NULL OR valid_until >= :from)),
       excused AS (
         SELECT member_id, max(first, ifnull(max(final) OVER earlier + 1, first)) AS first, final
           FROM leave
         WINDOW earlier AS (PARTITION BY member_id ORDER BY first, final
                            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)),
       away AS (
         SELECT member_id,
                sum(max(0, min(stay.final, excused.final) + 1 - max(stay.first, excused.first))) AS excused_days
           FROM excused JOIN stay USING (member_id)
          GROUP BY member_id),
       active AS (
         SELECT member_id, team, full_name, max(valid_from), sum(final + 1 - first) AS all_days
           FROM stay GROUP BY member_id),
       seen AS (
         SELECT member_id, count(*) AS patrols
           FROM patrol WHERE on_date >= :from AND on_date < :until
          GROUP BY member_id),
       known AS (
         SELECT member_id, team, full_name, all_days - ifnull(excused_days, 0) AS days, ifnull(patrols, 0) AS patrols
           FROM active LEFT JOIN away USING (member_id) LEFT JOIN seen USING (member_id))]]

return criterion {
  title   = "Thành viên lực lượng tham gia tuần tra",
  subject = "ward",
  reports = { "patrol" },
  target  = "6.1.share",
  counts  = "thành viên",
  measure = {
    sql = members .. [[
      SELECT home.ward AS subject, sum(patrols > 0) AS num, count(*) AS den
        FROM known JOIN home ON home.unit = known.team
       WHERE days >= min(param('6.1.min_active_days', :last), :until - :from)
       GROUP BY home.ward]],
    evidence = members .. [[
      SELECT team, member_id, full_name, days AS "Số ngày tham gia", patrols AS "Số lượt tuần tra",
             patrols > 0 AS num, days >= min(param('6.1.min_active_days', :last), :until - :from) AS den
        FROM known JOIN home ON home.unit = known.team AND home.ward = :subject
       ORDER BY team, member_id]],
  },
  judge   = share_at_least,
  says    = "{{ num | so2 }}/{{ den | so2 }} thành viên = {{ value }} (mức giao {{ target }})",
  examples = {
    { row = { num = 340, den = 340 }, target = "100 %", verdict = "met" },
    { row = { num = 339, den = 340 }, target = "100 %", verdict = "missed" },
    { row = { num = 0, den = 0 },     target = "100 %", verdict = "not_applicable" },
    { row = { num = 0, den = 4 },     target = "100 %", reported = false, verdict = "not_reported" },
  },
}
