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
    of     = "population",
    date   = "as_of",
    latest = { "area" },
    num    = "provided",
    den    = "residents",
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
