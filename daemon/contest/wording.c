#include "contest/wording.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/err.h"
#include "base/json.h"
#include "base/problem.h"
#include "base/text.h"
#include "base/value.h"
#include "package/package.h"
#include "template/template.h"

#include <string.h>

struct wording {
    const char *key;
    const char *text;   /* the house's own, when the package has none */
    const char *sample; /* JSON of what the text may use */
};

/* What the parts of a difference may use (explain/difference.h). */
#define DIFFERENCE_SAMPLE \
    "{\"count\": 1, \"counts\": \"tin\", \"days\": \"ngày 05/02/2025\", \"types\": \"nguồn tin\", \"params\": \"\", \"late\": true}"
#define MESSAGE_SAMPLE                                                                                                                    \
    "{\"short_name\": \"BCĐ\", \"what\": \"chỉ tiêu chưa đạt\", \"title\": \"Quyết định khen thưởng\", \"unit\": \"Phường Đông\", \"period\": \"Đợt 1\", " \
    "\"text\": \"….\", \"object\": \"1\", \"note\": \"lý do\", \"actor\": \"Nguyễn Thị Lan\", \"link\": \"https://thidua.vn/\", \"lines\": [\"01 tập thể\"], " \
    "\"help\": \"cần thêm 01 tin\"}"
/* Of one line about a paper that waits for a decision. */
#define MESSAGE_LINE "{\"object\": \"phase-1-a-1\", \"seal\": \"phase-1-1\", \"collectives\": 3, \"individuals\": 2, \"nominees\": 5, \"total\": 7050000}"
/* Of a weekly digest (message/digest_figures.h). */
#define MESSAGE_WEEKLY \
    "{\"short_name\": \"BCĐ\", \"as_of\": \"08:00 ngày 09/12/2024\", \"title\": \"tháng 11/2024\", \"standing\": \"final\", \"open\": {\"title\": \"tháng 12/2024\"}, " \
    "\"days\": [{\"title\": \"tháng 12/2024\", \"left\": 23}], \"soon\": [{\"vi\": \"Phường Đông, ….\", \"en\": \"Đông, ….\"}], \"soon_more\": 2, " \
    "\"ahead\": [{\"title\": \"tháng 12/2024\", \"more\": 2, \"rows\": [{\"name\": \"Đông\", \"cannot\": [{\"id\": \"6.2\"}], \"needs\": [{\"id\": \"1.1\", \"needed\": 7, " \
    "\"pace\": \"60%\"}], \"risk\": [{\"id\": \"4.3\", \"pace\": \"12\"}]}]}], " \
    "\"waits\": [\"văn bản chờ duyệt: …\"], \"link\": \"https://thidua.vn/\", \"rows\": [{\"name\": \"Đông\", \"met\": 8, \"arose\": 9, \"place\": 1, \"tied\": false, " \
    "\"missed\": [{\"id\": \"1.1\", \"value\": \"76,9%\"}], \"unreported\": [{\"id\": \"4.1\", \"value\": null}], \"open\": {\"met\": 3, \"arose\": 5}}]}"
#define MESSAGE_STANDING \
    "{% if standing == \"live\" %}tạm, đến nay{% elif standing == \"provisional\" %}tạm tính{% elif standing == \"final\" %}chính thức{% elif standing == \"sealed\" %}chính thức, đã chốt" \
    "{% else %}điều chỉnh sau khi chốt{% endif %}"
#define CALENDAR_SAMPLE "{\"period\": \"Đợt 1\"}"
#define CALENDAR_DUTY                                                                                                                                     \
    "{\"duty\": \"T05\", \"title\": \"Đánh giá kết quả đợt\", \"occasion\": \"Đợt 1\", \"holder\": \"Công an quận\", \"output\": \"Báo cáo\", \"basis\": \"mục 1\", \"done\": false}"
#define MESSAGE_SAMPLE_GROUP \
    "{\"short_name\": \"BCĐ\", \"title\": \"cảnh báo mở\", \"count\": 2, \"unit\": \"Phường Đông\", \"text\": \"- Tháng 11/2024: ….\", \"link\": \"https://thidua.vn/\"}"
#define MESSAGE_END "{% if link %}\n\n{{ link }}{% endif %}"
/* What a sentence about a figure may use (alert/alert_plan.h). */
#define ALERT_FIGURE                                                                                                                      \
    "\"head\": \"Phường Đông, tháng 11/2024\", \"criterion\": \"1.1\", \"title\": \"Nguồn tin\", \"says\": \"20/26 tin = 76,9% (mức giao từ 80%)\", " \
    "\"short\": \"01\", \"counts\": \"tin\", \"value\": \"76,9%\", \"target\": \"từ 80%\", \"num\": 20, \"den\": 26"
#define MESSAGE_DIGEST "{\"short_name\": \"BCĐ\", \"count\": 2, \"messages\": [{\"subject\": \"Cảnh báo\", \"text\": \"….\"}]}"

static const struct wording wordings[] = {
    {"alert.head", "{{ level | hoa_dau }} {{ name }}, {{ period }}",
     "{\"level\": \"phường\", \"name\": \"Đông\", \"period\": \"tháng 11/2024\"}"},
    {"alert.target",
     "{{ head }}: chỉ tiêu {{ criterion }} ({{ title }}) chưa đạt{% if adjusted %} theo số liệu điều chỉnh "
     "sau khi chốt{% endif %}: {{ says }}"
     "{% if short %}; còn thiếu {{ short }} {{ counts }}{% endif %}.",
     "{\"head\": \"Phường Đông, tháng 11/2024\", \"criterion\": \"1.1\", \"title\": \"Nguồn tin\", "
     "\"says\": \"20/26 tin = 76,9% (mức giao từ 80%)\", \"short\": \"01\", \"counts\": \"tin\", "
     "\"value\": \"76,9%\", \"target\": \"từ 80%\", \"num\": 20, \"den\": 26, "
     "\"adjusted\": false}"},
    {"alert.early_warning",
     "{{ head }}: chỉ tiêu {{ criterion }} ({{ title }}), đến nay {{ says }}; "
     "{% if needed %}muốn đạt thì {{ needed }} {{ counts }} tiếp theo đều phải đạt yêu cầu{% else %}"
     "{% if least %}cần {{ least }} trong {{ of }} {{ counts }} {% if left %}còn lại{% else %}tiếp theo{% endif %} đạt yêu cầu{% else %}"
     "không thể đạt trong kỳ này nữa{% endif %}{% endif %}.",
     "{" ALERT_FIGURE ", \"needed\": null, \"least\": \"04\", \"of\": \"05\", \"left\": false}"},
    {"alert.zero_tolerance", "{{ head }}: đã ghi nhận việc không được để xảy ra theo chỉ tiêu {{ criterion }} ({{ title }}): {{ says }}.", "{" ALERT_FIGURE "}"},
    {"alert.idle",
     "{{ head }}: sắp hết kỳ ({{ last }}) mà chỉ tiêu {{ criterion }} ({{ title }}) mới đạt {{ says }}"
     "{% if count %}; còn {{ count }} chưa có: {{ names }}{% if more %} và còn {{ more }}{% endif %}{% endif %}.",
     "{" ALERT_FIGURE ", \"last\": \"30/11/2024\", \"count\": \"03\", \"names\": \"Nguyễn Văn A (Tổ 1)\", \"more\": \"02\"}"},
    {"alert.pending",
     "{{ head }}: sắp hết kỳ ({{ last }}) mà chỉ tiêu {{ criterion }} ({{ title }}) chưa đạt: {{ says }}"
     "{% if count %}; còn {{ count }} chưa có: {{ names }}{% if more %} và còn {{ more }}{% endif %}{% endif %}.",
     "{" ALERT_FIGURE ", \"last\": \"03/02/2025\", \"count\": null, \"names\": \"\", \"more\": null}"},
    {"alert.return",
     "{{ head }}: {% if none %}chưa gửi báo cáo nào trong {{ count }} loại{% else %}"
     "còn thiếu {{ count }} loại báo cáo{% endif %}: {{ types }}.",
     "{\"head\": \"Phường Đông, tháng 11/2024\", \"none\": false, \"count\": \"02\", "
     "\"types\": \"Nguồn tin; Vụ việc\"}"},
    {"alert.nomination", "{{ head }}: chưa đề nghị khen thưởng và cũng chưa nêu lý do không đề nghị.",
     "{\"head\": \"Phường Đông, Đợt 1\"}"},
    {"alert.no_nominee",
     "{{ period }}: không có tập thể, cá nhân nào được đề nghị và đủ điều kiện nên chưa dự thảo "
     "quyết định khen thưởng.",
     "{\"period\": \"Đợt 1\"}"},
    {"alert.no_seal", "{{ period }}: chưa chốt số liệu nên chưa dự thảo được quyết định khen thưởng.",
     "{\"period\": \"Đợt 1\"}"},
    {"alert.seal_wait",
     "{{ period }}: chưa chốt số liệu{% if reopened %}; bản chốt trước đã được mở lại, chờ lần tính tới{% endif %}{% if passed %}; máy chủ không chạy khi đến hạn chốt{% endif %}"
     "{% if wards %}; còn thiếu báo cáo tháng của {{ wards }} đơn vị{% endif %}"
     "{% if errors %}; quy tắc của chỉ tiêu {{ errors }} bị lỗi, sửa quy tắc rồi áp dụng{% endif %}"
     "{% if until %}; chốt ngay khi đủ, chậm nhất lúc {{ until }}{% endif %}. "
     "Chốt ngay, có nêu lý do: thiduactl seal {{ phase }} --reason.",
     "{\"period\": \"Đợt 1\", \"phase\": \"phase-1\", \"reopened\": false, \"passed\": true, \"wards\": \"02\", \"errors\": \"1.1\", "
     "\"until\": \"17:00 ngày 13/02/2025\"}"},
    {"alert.seal_return",
     "{{ head }}: chưa chốt số liệu vì còn thiếu báo cáo {{ months }}"
     "{% if until %}; đề nghị gửi trước {{ until }}{% endif %}.",
     "{\"head\": \"Phường Đông, Đợt 1\", \"months\": \"tháng 12/2024, tháng 01/2025\", "
     "\"until\": \"17:00 ngày 13/02/2025\"}"},
    {"alert.duty", "{{ holder }}: quá hạn {{ due }}: {{ title }} ({{ occasion }}).",
     "{\"holder\": \"Ủy ban nhân dân phường Đông\", \"duty\": \"T08\", \"title\": \"Quán triệt phong trào\", \"occasion\": \"Đợt 1\", \"due\": \"18/11/2024\"}"},
    {"alert.clock",
     "Đồng hồ máy chủ nhảy từ {{ from }} đến {{ seen }} trong khi không đủ thời gian trôi qua ({{ sync }}): tạm giữ mọi việc đến "
     "hạn sau {{ from }}. Xem lại ngày giờ của máy: nếu sai thì chỉnh lại, việc giữ tự hết; nếu đúng thì xác nhận bằng "
     "thiduactl clock confirm NGÀY-HÔM-NAY.",
     "{\"from\": \"08:00 ngày 31/10/2024\", \"seen\": \"08:00 ngày 01/3/2026\", \"sync\": \"máy chưa lấy được giờ mạng\"}"},
    {"alert.refused", "{{ title }}, {{ name }}, {{ period }}: chưa dự thảo được: {{ reason }}.",
     "{\"title\": \"Thông báo\", \"name\": \"Đông\", \"period\": \"Đợt 1\", \"reason\": \"thiếu …\"}"},
    {"reason.rewarded",
     "thành tích đã được khen thưởng ({{ form }} của {{ given_by }}, Quyết định số {{ decision_no }} ngày {{ decision_on "
     "| ngay }})",
     "{\"form\": \"Giấy khen\", \"given_by\": \"Chủ tịch Ủy ban nhân dân phường Đông\", \"decision_no\": \"18/QĐ-UBND\", "
     "\"decision_on\": \"2025-02-14\"}"},
    {"reason.decided", "đã có trong {{ title | thuong_dau }} (bản dự thảo {{ draft }})",
     "{\"title\": \"Quyết định khen thưởng\", \"draft\": \"phase-1-a-1\"}"},
    {"alert.seal_error",
     "{{ period }}: số liệu chốt có chỉ tiêu tính lỗi ({{ criteria }}) nên mọi văn bản của đợt phải chờ; sửa quy tắc, "
     "mở lại lần chốt rồi chốt lại.",
     "{\"period\": \"Đợt 1\", \"criteria\": \"1.1, 7.1\"}"},
    {"alert.rule_error",
     "{{ period }} ({{ stage }}): không tính được chỉ tiêu {{ criterion }} ({{ title }}), tệp {{ file }}: {{ reason }}. Sửa quy "
     "tắc, đề xuất và đưa vào áp dụng, hoặc tính lại kỳ này (evaluate {{ period_id }}) khi không phải lỗi của quy tắc; "
     "chưa tính được thì số liệu của kỳ chưa dùng được.",
     "{\"period\": \"tháng 11/2024\", \"period_id\": \"2024-11\", \"stage\": \"chính thức\", \"criterion\": \"1.1\", "
     "\"title\": \"Nguồn tin\", \"file\": \"criteria/1.1.lua\", \"reason\": \"criteria/1.1.lua:12: …\"}"},
    {"alert.rule",
     "Chỉ tiêu {{ criterion }} ({{ title }}): quy tắc lỗi ba lần tính liền nên đã cách ly ({{ reason }}); "
     "{% if fallback %}đang dùng lại phiên bản chạy được gần nhất ({{ fallback }}){% else %}"
     "chưa có phiên bản nào chạy được, kết quả của chỉ tiêu để là lỗi{% endif %}.",
     "{\"criterion\": \"1.1\", \"title\": \"Nguồn tin\", \"reason\": \"criteria/1.1.lua:12: …\", "
     "\"fallback\": \"0123456789ab\"}"},
    {"alert.succeeded", "{{ text }} Đơn vị kế nhiệm: {{ successor | thuong_dau }}.", "{\"text\": \"Phường Đông, tháng 5/2025: ….\", \"successor\": \"phường Tây\"}"},
    {"alert.lapsed", "đơn vị đã kết thúc, không có đơn vị kế nhiệm", "{\"text\": \"Phường Đông, tháng 5/2025: ….\", \"successor\": null}"},
    {"alert.ending",
     "Hết ngày {{ last | ngay }} kết thúc: {{ items }}."
     "{% if papers %} Văn bản cần đến: {{ papers }}.{% endif %}{% if duties %} Nhiệm vụ cần đến: {{ duties }}.{% endif %}"
     "{% if not followed %} Ghi phần thay thế vào gói quy tắc (rules propose).{% endif %}",
     "{\"last\": \"2025-02-28\", \"items\": \"Công an quận (kế nhiệm: Công an thành phố)\", \"papers\": \"b2, e\", \"duties\": \"T05\", \"followed\": true}"},
    {"alert.overdue",
     "Việc đến hạn lúc {{ due }} ({{ what }}{% if period %}, {{ period }}{% endif %}) đến nay chưa làm được dù máy chủ vẫn chạy{% if reason %}: {{ reason }}{% endif %}. Xem nhật ký của máy chủ và thiduactl status; "
     "xử lý xong thì việc được làm bù và cảnh báo tự khép lại.",
     "{\"due\": \"17:00 ngày 06/12/2024\", \"what\": \"final\", \"period\": \"tháng 11/2024\", \"reason\": \"đĩa đã đầy\"}"},
    {"alert.drill",
     "{% if failed %}Lần diễn tập khôi phục ngày {{ on | ngay }} từ bản sao lưu “{{ backup }}” không thành: {{ failed }}.{% elif last %}"
     "Đã quá lâu chưa diễn tập khôi phục: lần thành công gần nhất là ngày {{ last | ngay }}.{% else %}Chưa lần nào diễn tập khôi phục từ bản sao lưu.{% endif %}"
     " Trên máy chủ, hãy chạy: thiduactl backup drill THƯ-MỤC-SAO-LƯU; thành công thì cảnh báo tự khép lại.",
     "{\"backup\": \"2024-12-01.db\", \"on\": \"2024-12-01\", \"last\": \"2024-11-01\", \"failed\": \"bản sao lưu bị hỏng\"}"},
    {"alert.taken",
     "Có {{ count | so2 }} bản ghi bị tệp của đơn vị khác lấy mất khi mã chưa là của riêng từng đơn vị (như {{ title | thuong_dau }} "
     "{{ key }}, sang {{ to }}). Danh sách: thiduactl records moved; đưa trở lại: thiduactl records restore; bản ghi đã ở đúng đơn vị "
     "thì đóng cảnh báo này: thiduactl alerts close.",
     "{\"count\": 2, \"title\": \"Nguồn tin\", \"key\": \"cat-bi/1\", \"to\": \"dang-hai\"}"},
    {"difference.came", "thêm {{ count | so2 }} {{ counts }} gửi{% if late %} muộn{% endif %} {{ days }}", DIFFERENCE_SAMPLE},
    {"difference.gone", "bớt {{ count | so2 }} {{ counts }} rút {{ days }}", DIFFERENCE_SAMPLE},
    {"difference.corrected", "{{ count | so2 }} {{ counts }} được sửa {{ days }}", DIFFERENCE_SAMPLE},
    {"difference.related", "{{ count | so2 }} {{ counts }} thay đổi theo {{ types }} ghi {{ days }}", DIFFERENCE_SAMPLE},
    {"difference.returns", "báo cáo gửi thêm hoặc rút lại", DIFFERENCE_SAMPLE},
    {"difference.used", "số liệu của các chỉ tiêu mà nó tính từ đó đổi{% if params %} ({{ params }}){% endif %}", DIFFERENCE_SAMPLE},
    {"difference.stage", "lần tính tạm tính không xét đã gửi báo cáo hay chưa", DIFFERENCE_SAMPLE},
    {"difference.target", "mức giao, tham số đổi{% if params %} ({{ params }}){% endif %}", DIFFERENCE_SAMPLE},
    {"difference.rule", "quy tắc của chỉ tiêu được sửa{% if params %} ({{ params }}){% endif %}", DIFFERENCE_SAMPLE},
    {"difference.package", "gói quy tắc khác", DIFFERENCE_SAMPLE},
    {"difference.unattributed", "phần không tách được theo từng bản ghi{% if types %} (đã đổi: {{ types }} ghi {{ days }}){% endif %}", DIFFERENCE_SAMPLE},
    {"alert.message",
     "Có tin gửi qua {{ channel }} không đến nơi sau thời hạn gửi lại ({{ reason }}). Xem thiduactl outbox list; gửi lại: outbox retry; bỏ: outbox drop.",
     "{\"channel\": \"email\", \"reason\": \"smtp.coquan.vn không nhận\"}"},
    {"message.alert.opened.subject", "[{{ short_name }}] Cảnh báo: {{ what }}, {{ unit }}, {{ period }}", MESSAGE_SAMPLE},
    {"message.alert.opened.text", "{{ text }}{% if help %}\n\nKhả năng đạt mức giao: {{ help }}.{% endif %}" MESSAGE_END, MESSAGE_SAMPLE},
    {"message.alert.resolved.subject", "[{{ short_name }}] Đã khép lại: {{ what }}, {{ unit }}, {{ period }}", MESSAGE_SAMPLE},
    {"message.alert.resolved.text", "Điều đã báo không còn nữa{% if note %} ({{ note }}){% endif %}: {{ text }}" MESSAGE_END, MESSAGE_SAMPLE},
    {"message.alert.final.subject", "[{{ short_name }}] Đã chốt {{ period }}: khép lại cảnh báo, {{ unit }}", MESSAGE_SAMPLE},
    {"message.alert.final.text", "{{ period }} đã chốt số liệu nên những cảnh báo sau của {{ unit }} được khép lại; chỉ lần tính điều chỉnh sau khi chốt mới làm kết quả ấy thay đổi.\n{{ text }}" MESSAGE_END, MESSAGE_SAMPLE},
    {"message.alert.expired.subject", "[{{ short_name }}] Hết hạn ghi nhận, vẫn còn: {{ what }}, {{ unit }}, {{ period }}", MESSAGE_SAMPLE},
    {"message.alert.expired.text", "Đã hết hạn ghi nhận mà vẫn còn: {{ text }}" MESSAGE_END, MESSAGE_SAMPLE},
    {"message.alert.worse.subject", "[{{ short_name }}] Xấu đi: {{ what }}, {{ unit }}, {{ period }}", MESSAGE_SAMPLE},
    {"message.alert.worse.text", "Đã ghi nhận trước đây, nay xấu đi nên không còn coi là đã ghi nhận: {{ text }}" MESSAGE_END, MESSAGE_SAMPLE},
    {"message.alert.escalated.subject", "[{{ short_name }}] Chưa ai nhận: {{ what }}, {{ unit }}, {{ period }}", MESSAGE_SAMPLE},
    {"message.alert.escalated.text", "Đã quá hạn mà chưa ai nhận: {{ text }}{% if lines %}\n{% for line in lines %}- {{ line }}\n{% endfor %}{% endif %}" MESSAGE_END, MESSAGE_SAMPLE},
    {"message.group.subject", "[{{ short_name }}] {{ title | hoa_dau }}: {{ count | so2 }} việc, {{ unit }}", MESSAGE_SAMPLE_GROUP},
    {"message.group.text", "{{ text }}" MESSAGE_END, MESSAGE_SAMPLE_GROUP},
    {"message.rest", "… và còn {{ count | so2 }} nội dung không ghi hết ở đây{% if link %}, xem {{ link }}{% endif %}.", "{\"count\": 3, \"link\": \"https://thidua.vn/\"}"},
    {"message.paper.submitted.subject", "[{{ short_name }}] Trình duyệt: {{ title }}, {{ unit }}", MESSAGE_SAMPLE},
    {"message.paper.submitted.text", "Kính trình {{ title }}, {{ unit }}, {{ period }}.\n{% for line in lines %}- {{ line }}\n{% endfor %}\nKính đề nghị lãnh đạo xem bản dự thảo kèm theo và duyệt hoặc trả lại.{% if actor %}\nNgười trình: {{ actor }}.{% endif %}" MESSAGE_END, MESSAGE_SAMPLE},
    {"message.line.draft", "Dự thảo {{ object }}", MESSAGE_LINE},
    {"message.line.seal", "{% if seal %}Theo bản chốt số liệu {{ seal }}{% endif %}", MESSAGE_LINE},
    {"message.line.award", "{% if nominees %}{{ collectives | so2 }} tập thể, {{ individuals | so2 }} cá nhân{% if total %}; tổng tiền thưởng {{ total | so }} đồng{% endif %}{% endif %}", MESSAGE_LINE},
    {"message.paper.returned.subject", "[{{ short_name }}] Trả lại: {{ title }}, {{ unit }}", MESSAGE_SAMPLE},
    {"message.paper.returned.text", "{{ title }}, {{ unit }}, {{ period }} đã được trả lại.{% if actor %}\nNgười làm: {{ actor }}.{% endif %}{% if note %}\nLý do: {{ note }}{% endif %}" MESSAGE_END, MESSAGE_SAMPLE},
    {"message.paper.approved.subject", "[{{ short_name }}] Đã duyệt: {{ title }}, {{ unit }}", MESSAGE_SAMPLE},
    {"message.paper.approved.text", "{{ title }}, {{ unit }}, {{ period }} đã được duyệt, chờ văn thư cấp số.{% if actor %}\nNgười làm: {{ actor }}.{% endif %}{% if note %}\nLý do: {{ note }}{% endif %}" MESSAGE_END, MESSAGE_SAMPLE},
    {"message.paper.issued.subject", "[{{ short_name }}] Đã ban hành: {{ title }}, {{ unit }}", MESSAGE_SAMPLE},
    {"message.paper.issued.text", "{{ title }}, {{ unit }}, {{ period }} đã được ban hành." MESSAGE_END, MESSAGE_SAMPLE},
    {"message.report.due.subject", "[{{ short_name }}] Sắp đến hạn gửi báo cáo {{ period }}, {{ unit }}", MESSAGE_SAMPLE},
    {"message.report.due.text", "{{ unit }}: sắp đến hạn gửi báo cáo {{ period }} ({{ text }})." MESSAGE_END, MESSAGE_SAMPLE},
    {"message.duty.opened.subject", "[{{ short_name }}] Nhiệm vụ đến lúc làm: {{ title }} ({{ period }})", MESSAGE_SAMPLE},
    {"message.duty.opened.text", "{{ unit }}: {{ title }} ({{ period }}), {{ text }}." MESSAGE_END, MESSAGE_SAMPLE},
    {"message.duty.moved.subject", "[{{ short_name }}] Nhiệm vụ dời hạn: {{ title }} ({{ period }})", MESSAGE_SAMPLE},
    {"message.duty.moved.text", "{{ unit }}: hạn đã dời: {{ title }} ({{ period }}), {{ text }}." MESSAGE_END, MESSAGE_SAMPLE},
    {"message.duty.due.subject", "[{{ short_name }}] Nhiệm vụ sắp đến hạn: {{ title }} ({{ period }})", MESSAGE_SAMPLE},
    {"message.duty.due.text", "{{ unit }}: {{ title }} ({{ period }}), {{ text }}." MESSAGE_END, MESSAGE_SAMPLE},
    {"message.nomination.due.subject", "[{{ short_name }}] Chưa có đề nghị khen thưởng {{ period }}, {{ unit }}", MESSAGE_SAMPLE},
    {"message.nomination.due.text", "{{ unit }}: chưa đề nghị khen thưởng {{ period }} và cũng chưa nêu lý do không đề nghị ({{ text }})." MESSAGE_END, MESSAGE_SAMPLE},
    {"message.rule.proposed.subject", "[{{ short_name }}] Có đề xuất đổi quy tắc số {{ object }}", MESSAGE_SAMPLE},
    {"message.rule.proposed.text", "Đề xuất đổi quy tắc số {{ object }} đang chờ người thứ hai xem.{% if actor %}\nNgười làm: {{ actor }}.{% endif %}{% if note %}\nLý do: {{ note }}{% endif %}" MESSAGE_END, MESSAGE_SAMPLE},
    {"message.rule.activated.subject", "[{{ short_name }}] Đã đổi quy tắc theo đề xuất số {{ object }}", MESSAGE_SAMPLE},
    {"message.rule.activated.text", "Đề xuất số {{ object }} đã được áp dụng.{% if actor %}\nNgười làm: {{ actor }}.{% endif %}{% if note %}\nLý do: {{ note }}{% endif %}" MESSAGE_END, MESSAGE_SAMPLE},
    {"message.seal.reopening.subject", "[{{ short_name }}] Có đề nghị mở lại bản chốt số {{ object }}", MESSAGE_SAMPLE},
    {"message.seal.reopening.text", "Đề nghị mở lại bản chốt số {{ object }} đang chờ người thứ hai xem.{% if actor %}\nNgười làm: {{ actor }}.{% endif %}{% if note %}\nLý do: {{ note }}{% endif %}" MESSAGE_END, MESSAGE_SAMPLE},
    {"message.lock.asked.subject", "[{{ short_name }}] Có đề nghị sửa số liệu tháng đã khóa số {{ object }}", MESSAGE_SAMPLE},
    {"message.lock.asked.text", "Đề nghị số {{ object }} sửa số liệu của một tháng đã khóa đang chờ.{% if actor %}\nNgười làm: {{ actor }}.{% endif %}{% if note %}\nLý do: {{ note }}{% endif %}" MESSAGE_END, MESSAGE_SAMPLE},
    {"message.lock.decided.subject", "[{{ short_name }}] Trả lời đề nghị số {{ object }} về tháng đã khóa", MESSAGE_SAMPLE},
    {"message.lock.decided.text", "Đề nghị số {{ object }} về số liệu của tháng đã khóa đã có trả lời.{% if actor %}\nNgười làm: {{ actor }}.{% endif %}{% if note %}\nLý do: {{ note }}{% endif %}" MESSAGE_END, MESSAGE_SAMPLE},
    {"message.digest.weekly.subject", "[{{ short_name }}] Tình hình đến {{ as_of }}", MESSAGE_WEEKLY},
    {"message.digest.weekly.text",
     "Tình hình thi đua đến {{ as_of }}.\n{% for day in days %}{{ day.title | hoa_dau }}: còn {{ day.left | so2 }} ngày.\n{% endfor %}"
     "{% if title %}\nBẢNG TỔNG HỢP {{ title | hoa }} (" MESSAGE_STANDING ")\n"
     "{% for row in rows %}- {{ row.name }}{% if row.place %} ({% if row.tied %}đồng {% endif %}hạng {{ row.place }}){% endif %}: đạt {{ row.met }}/{{ row.arose }} chỉ tiêu"
     "{% if row.missed %}; chưa đạt {% for cell in row.missed %}{% if not loop.first %}, {% endif %}{{ cell.id }}{% if cell.value %} ({{ cell.value }}){% endif %}{% endfor %}{% endif %}"
     "{% if row.unreported %}; chưa có số liệu {% for cell in row.unreported %}{% if not loop.first %}, {% endif %}{{ cell.id }}{% endfor %}{% endif %}"
     "{% if row.open %}; {{ open.title }} đến nay {{ row.open.met }}/{{ row.open.arose }}{% endif %}\n{% endfor %}{% else %}\nChưa có số liệu.\n{% endif %}"
     "{% for period in ahead %}\nTRIỂN VỌNG {{ period.title | hoa }} (ước tính)\n"
     "{% for row in period.rows %}- {{ row.name }}: {% if row.cannot %}không thể đạt nữa {% for cell in row.cannot %}{% if not loop.first %}, {% endif %}{{ cell.id }}{% endfor %}"
     "{% if row.needs or row.risk %}; {% endif %}{% endif %}"
     "{% if row.needs %}còn đạt được nếu thêm {% for cell in row.needs %}{% if not loop.first %}, {% endif %}{{ cell.needed | so2 }} ở {{ cell.id }}"
     "{% if cell.pace %} (theo nhịp này {{ cell.pace }}){% endif %}{% endfor %}{% if row.risk %}; {% endif %}{% endif %}"
     "{% if row.risk %}đang đạt, theo nhịp này sẽ không đạt {% for cell in row.risk %}{% if not loop.first %}, {% endif %}{{ cell.id }} ({{ cell.pace }}){% endfor %}{% endif %}\n{% endfor %}"
     "{% if period.more %}- và {{ period.more | so2 }} đơn vị nữa\n{% endif %}{% endfor %}"
     "{% if waits %}\nĐANG CHỜ ĐỒNG CHÍ\n{% for line in waits %}- {{ line }}\n{% endfor %}{% endif %}"
     "{% if soon %}\nSẮP LỠ\n{% for line in soon %}- {{ line.vi }}\n{% endfor %}{% if soon_more %}- và {{ soon_more | so2 }} việc nữa\n{% endif %}{% endif %}"
     "{% if link %}\n{{ link }}{% endif %}",
     MESSAGE_WEEKLY},
    {"message.board.title", "Bảng tổng hợp {{ title }}", MESSAGE_WEEKLY},
    {"message.board.below", MESSAGE_STANDING "; đến {{ as_of }}", MESSAGE_WEEKLY},
    {"message.board.unit", "Đơn vị", MESSAGE_WEEKLY},
    {"message.board.met", "Đạt", MESSAGE_WEEKLY},
    {"message.board.place", "Hạng", MESSAGE_WEEKLY},
    {"message.board.open", "Đến nay", MESSAGE_WEEKLY},
    {"message.board.missed", "chưa đạt", MESSAGE_WEEKLY},
    {"message.board.unreported", "chưa có số liệu", MESSAGE_WEEKLY},
    {"message.board.none", "không phát sinh, hoặc đang thực hiện", MESSAGE_WEEKLY},
    {"message.digest.subject", "[{{ short_name }}] {{ count | so2 }} tin mới", MESSAGE_DIGEST},
    {"message.digest.text", "{% for line in messages %}{{ line.subject }}\n{{ line.text }}\n\n{% endfor %}", MESSAGE_DIGEST},
    {"calendar.name", "Thi đua {{ short_name }}", "{\"short_name\": \"BCĐ\"}"},
    {"calendar.duty", "{% if done %}Đã xong{% else %}Hạn{% endif %}: {{ title }} ({{ occasion }})", CALENDAR_DUTY},
    {"calendar.duty_text", "{{ holder }}{% if output %}\nĐể lại: {{ output }}{% endif %}\nNhiệm vụ {{ duty }}{% if basis %}, {{ basis }}{% endif %}", CALENDAR_DUTY},
    {"calendar.phase", "{{ period }}", CALENDAR_SAMPLE},
    {"calendar.return", "Hạn gửi báo cáo {{ period }}", CALENDAR_SAMPLE},
    {"calendar.nomination", "Hạn đề nghị khen thưởng {{ period }}", CALENDAR_SAMPLE},
    {"calendar.run", "Kết quả chính thức {{ period }}", CALENDAR_SAMPLE},
    {"calendar.seal", "Chốt số liệu {{ period }}", CALENDAR_SAMPLE},
    {"alert.short", "[{{ short_name }}] {{ level | hoa_dau }} {{ name }}:\n{{ lines }}Đề nghị khắc phục.",
     "{\"short_name\": \"BCĐ\", \"level\": \"phường\", \"name\": \"Đông\", \"lines\": \"- Tháng 11/2024: "
     "….\\n\"}"},
};

enum { WORDING_COUNT = LEN(wordings) };

static const struct wording *wording_find(const char *key)
{
    for (size_t i = 0; i < WORDING_COUNT; i++)
        if (strcmp(wordings[i].key, key) == 0)
            return &wordings[i];
    die("wording: no text is called %s", key);
}

char *wording_fill(struct arena *arena, const struct package *package, const char *key,
                   const struct value *data, struct err *err)
{
    const struct wording *wording = wording_find(key);
    const char *text = value_get_text(package->texts, key, wording->text);
    char *filled = template_fill(arena, text, data, err);
    if (!filled)
        err_prefix(err, "câu “%s”", "text “%s”", key);
    return filled;
}

char *wording_instant(struct arena *arena, int64_t instant)
{
    int year, month, day, minute = instant_minute(instant);
    day_split(instant_day(instant), &year, &month, &day);
    return arena_printf(arena, "%02d:%02d ngày %02d/%02d/%04d", minute / 60, minute % 60, day, month, year);
}

/* A mistyped name would change nothing, and nobody would notice. */
static void check_names(const struct package *package, struct problems *problems)
{
    const char *known[WORDING_COUNT];
    for (size_t i = 0; i < WORDING_COUNT; i++)
        known[i] = wordings[i].key;
    for (size_t i = 0; i < value_len(package->texts); i++) {
        const char *name = value_key(package->texts, i), *near = text_nearest(name, known, WORDING_COUNT);
        if (text_place(name, known, WORDING_COUNT) < 0)
            problem_add(problems, "texts.ini", 0, name, "không có câu nào tên như vậy%s%s%s; sửa tên hoặc bỏ dòng này",
                        "there is no text of this name%s%s%s; correct it or delete the line", near ? " (" : "",
                        near ? near : "", near ? "?)" : "");
    }
}

void wording_check(const struct package *package, struct arena *arena, struct problems *problems)
{
    check_names(package, problems);
    for (size_t i = 0; i < WORDING_COUNT; i++) {
        const struct wording *wording = &wordings[i];
        struct err err = {0};
        const struct value *sample = json_parse(arena, wording->sample, strlen(wording->sample), &err);
        if (!sample)
            die("wording %s: %s", wording->key, err.en);
        if (!wording_fill(arena, package, wording->key, sample, &err))
            problem_add(problems, "texts.ini", 0, wording->key, "%1$s%2$.0s; sửa câu này trong texts.ini",
                        "%1$.0s%2$s; correct this text in texts.ini", err.vi, err.en);
        err_clear(&err);
    }
}
