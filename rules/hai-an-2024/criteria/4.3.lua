-- Chỉ tiêu 4.3: số vụ việc chế tạo, tàng trữ, mua bán, sử dụng trái phép vũ khí, vật liệu nổ, công cụ hỗ trợ.
-- Giao nộp tự nguyện (weapon_handover) là thành tích, không tính ở đây.
-- Cases of weapons, explosives and support tools; voluntary hand-overs are an achievement and do not count.
return criterion {
  title   = "Vụ việc về vũ khí, vật liệu nổ, công cụ hỗ trợ",
  subject = "ward",
  reports = { "weapon_case" },
  target  = "4.3.most",
  counts  = "vụ",
  measure = { of = "weapon_case", date = "on_date" },
  judge   = at_most,
  early   = "missed",
  says    = "{{ value }} vụ (mức giao: {{ target }})",
  examples = {
    { row = { num = 0 }, target = "0", verdict = "met" },
    { row = { num = 1 }, target = "0", verdict = "missed" },
    { row = { num = 0 }, target = "0", reported = false, verdict = "not_reported" },
    { row = { num = 1 }, target = "0", reported = false, verdict = "missed" },
  },
}
