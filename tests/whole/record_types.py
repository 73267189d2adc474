"""The page of docs/ with the columns of every record type of the sample contest, as the program prints them."""

WORDS = {
    "vi": {"title": "Các cột của từng loại số liệu", "other": "Bản tiếng Anh: [record-types.en.md](record-types.en.md)",
           "head": "| cột | tên | ghi | nghĩa |", "key": "Khóa", "private": ", dữ liệu riêng", "retired": ", đã ngừng dùng",
           "said": "Theo gói [hai-an-2024](../rules/hai-an-2024/), như `thiduactl records list` và `thiduactl records show LOẠI` in ra; gói khác có các loại khác. "
                   "Cột có `*` là bắt buộc. Mỗi kiểu (`date`, `unit ward` …) nhận những cách ghi nào: [records.vi.md](records.vi.md). "
                   "Mọi loại còn có hai cột không bắt buộc `state` (trạng thái), `state_reason` (lý do). "
                   "Thêm, sửa, ngừng dùng loại và trường khi phong trào đang chạy: [hướng dẫn viết quy tắc, mục 10](rule-guide.vi.md#loại-bản-ghi)."},
    "en": {"title": "The columns of each record type", "other": "In Vietnamese: [record-types.vi.md](record-types.vi.md)",
           "head": "| column | title (Vietnamese) | takes | means (Vietnamese) |", "key": "Key", "private": ", private", "retired": ", retired",
           "said": "Those of the package [hai-an-2024](../rules/hai-an-2024/), as `thiduactl records list` and `thiduactl records show TYPE` print them; another package has "
                   "others. A column with `*` is required. What each form (`date`, `unit ward` …) takes: [records.en.md](records.en.md). "
                   "Every type also has the optional columns `state` and `state_reason`. How types and fields change, or are retired from a day on, while the contest runs: "
                   "[rule guide, chapter 10](rule-guide.en.md#record-types)."},
}


def page(daemon, language):
    words = WORDS[language]
    lines = [f"# {words['title']}", "", f"{words['said']} {words['other']}."]
    for one in daemon.json("records", "list"):
        lines += ["", f"## `{one['type']}`: {one['title']}", "", f"{words['key']}: {', '.join(f'`{name}`' for name in one['key'])}.", "",
                  words["head"], "|---|---|---|---|"]
        for row in daemon.json("records", "show", one["type"]):
            if not row["column"].startswith("state"):
                means = ", ".join(f"{word}: {title}" for word, title in row["titles"].items())
                marks = "".join(words[mark] for mark in ("private", "retired") if row[mark])
                lines.append(f"| `{row['column']}`{' *' if row['required'] else ''} | {row['title']} | `{row['form']}`{marks} | {means} |")
    return "\n".join(lines) + "\n"
