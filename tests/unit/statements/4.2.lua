-- Chỉ tiêu 4.2: tỷ lệ nhân khẩu đã được cung cấp thông tin. Đây là số hiện có, không cộng các tháng: mỗi địa bàn
-- lấy số liệu mới nhất trong kỳ. Phường mới chưa có số liệu nào trong kỳ thì lấy của các phường tiền nhiệm.
-- A stock: the latest row of each (ward, area) in the period; those of predecessors only where a ward has none.
return criterion {
  title   = "Thông tin về nhân khẩu được cung cấp cho Công an phường",
  subject = "ward",
  reports = { "population" },
  target  = "4.2.share",
  counts  = "nhân khẩu",
  measure = {
    -- latest: với max(as_of), các cột khác là của chính dòng mới nhất ấy (SQLite).
    sql = [[
      WITH latest AS (SELECT ward, area, max(as_of), residents, provided
                        FROM population WHERE as_of >= :from AND as_of < :until
                       GROUP BY ward, area),
           laid AS (SELECT home.ward, own, residents, provided,
                           max(own) OVER (PARTITION BY home.ward) AS has_own
                      FROM latest JOIN home ON home.unit = latest.ward)
      SELECT ward AS subject, sum(provided) AS num, sum(residents) AS den
        FROM laid WHERE own = has_own GROUP BY ward]],
    evidence = [[
      WITH latest AS (SELECT population_id, ward, area, max(as_of) AS as_of, residents, provided
                        FROM population WHERE as_of >= :from AND as_of < :until
                       GROUP BY ward, area),
           laid AS (SELECT latest.*, own, max(own) OVER () AS has_own
                      FROM latest JOIN home ON home.unit = latest.ward AND home.ward = :subject)
      SELECT population_id, ward, area, as_of, provided, residents
        FROM laid WHERE own = has_own ORDER BY ward, area]],
  },
  judge   = share_above,
  says    = "{{ num }}/{{ den }} nhân khẩu = {{ value }} (mức giao {{ target }})",
  examples = {
    { row = { num = 900, den = 1000 }, target = "90 %", verdict = "missed" },
    { row = { num = 901, den = 1000 }, target = "90 %", verdict = "met" },
    { row = { num = 0, den = 0 },      target = "90 %", verdict = "not_applicable" },
    { row = { num = 901, den = 1000 }, target = "90 %", reported = false, verdict = "not_reported" },
    { row = { num = 1, den = 1000 },   target = "90 %", reported = false, verdict = "not_reported" },
  },
}
