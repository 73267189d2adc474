-- Chỉ tiêu 1: trong các hoạt động của kỳ, bao nhiêu hoạt động đạt yêu cầu. Từng trường: docs/rule-guide.vi.md.
-- Of the period's activities, how many are good. Every field: docs/rule-guide.en.md.
return criterion {
  title   = "Hoạt động đạt yêu cầu",       -- tên in trong văn bản
  subject = "ward",                        -- mỗi thôn một kết quả
  reports = {},                            -- loại nào phải có báo cáo tháng (cần loại submission); {} là không
  target  = "1.share",                     -- tên mục trong targets.ini
  counts  = "hoạt động",                   -- đếm cái gì, bằng chữ
  measure = {
    of    = "activity",                    -- loại số liệu trong records.ini
    date  = "on_date",                     -- ngày quyết định kỳ
    -- where = "…",                        -- chỉ những dòng làm điều kiện SQL này đúng
    num   = "good = 'yes'",                -- dòng nào vào tử số
    den   = true,                          -- mỗi dòng là 1 ở mẫu số
  },
  judge   = share_at_least,                -- hoặc share_above, at_most, at_least, một hàm
  says    = "{{ num | so2 }}/{{ den | so2 }} hoạt động = {{ value }} (mức giao {{ target }})",
  examples = {                             -- chạy mỗi lần kiểm tra; nên có ví dụ sát mức giao ở cả hai bên
    { row = { num = 4, den = 5 }, target = "80 %", verdict = "met" },
    { row = { num = 3, den = 4 }, target = "80 %", verdict = "missed" },
    { row = { num = 0, den = 0 }, target = "80 %", verdict = "not_applicable" },
  },
}
