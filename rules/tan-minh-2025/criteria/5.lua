-- Tiêu chí 5: tỷ lệ người dân có thẻ bảo hiểm y tế. Đây là số hiện có: mỗi thôn lấy số liệu mới nhất trong kỳ; thôn
-- mới chưa có số liệu trong kỳ thì cộng của các thôn trước khi sắp xếp.
-- A stock: each village's latest row in the period; those of its predecessors only where it has none itself.
return criterion {
  title   = "Người dân có thẻ bảo hiểm y tế",
  subject = "ward",
  reports = { "village_figure" },
  target  = "5.share",
  counts  = "người",
  measure = {
    -- latest: với max(as_of), các cột khác là của chính dòng mới nhất ấy (SQLite).
    sql = [[
      WITH latest AS (SELECT ward, max(as_of), residents, insured
                        FROM village_figure WHERE as_of >= :from AND as_of < :until GROUP BY ward),
           laid AS (SELECT home.ward, own, residents, insured, max(own) OVER (PARTITION BY home.ward) AS has_own
                      FROM latest JOIN home ON home.unit = latest.ward)
      SELECT ward AS subject, sum(insured) AS num, sum(residents) AS den
        FROM laid WHERE own = has_own GROUP BY ward]],
    evidence = [[
      WITH latest AS (SELECT figure_id, ward, max(as_of) AS as_of, residents, insured
                        FROM village_figure WHERE as_of >= :from AND as_of < :until GROUP BY ward),
           laid AS (SELECT latest.*, own, max(own) OVER () AS has_own
                      FROM latest JOIN home ON home.unit = latest.ward AND home.ward = :subject)
      SELECT figure_id, ward, as_of, insured, residents FROM laid WHERE own = has_own ORDER BY ward]],
  },
  judge   = share_at_least,
  says    = "{{ num | so }}/{{ den | so }} người = {{ value }} (mức giao {{ target }})",
  examples = {
    { row = { num = 950, den = 1000 }, target = "95 %", verdict = "met" },
    { row = { num = 949, den = 1000 }, target = "95 %", verdict = "missed" },
    { row = { num = 0, den = 0 },      target = "95 %", verdict = "not_applicable" },
    { row = { num = 950, den = 1000 }, target = "95 %", reported = false, verdict = "not_reported" },
  },
}
