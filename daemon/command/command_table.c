#include "command/command.h"

#include "base/arena.h"
#include "base/value.h"

#include <string.h>

#define PERIOD_VI "kỳ đánh giá: 2024-11, phase-1, contest"
#define PERIOD_EN "the period: 2024-11, phase-1, contest"
#define STAGE_VI "tạm tính hay chính thức"
#define STAGE_EN "provisional or final"

/* clang-format off */ /* a row reads better as it stands */
const struct command command_table[COMMAND_COUNT] = {
    [COMMAND_STATUS] = {
        .id = COMMAND_STATUS, .words = "status", .place = COMMAND_ON_READER,
        .vi = "tình trạng: phong trào, đồng hồ, việc kế tiếp, cảnh báo",
        .en = "how things stand: contest, clock, what comes next, alerts",
        .columns = {{"contest.title", "Phong trào", "Contest"}, {"package", "Gói quy tắc", "Package"},
                    {"clock", "Đồng hồ", "Clock"}, {"clock_is_set", "Đồng hồ đặt tay", "Clock is set"},
                    {"sequence", "Phiên bản dữ liệu", "Data version"},
                    {"last_run", "Lần tính gần nhất", "Last run"}, {"next", "Việc kế tiếp", "Next"},
                    {"due", "Việc đến hạn chưa làm", "Due, not yet done"}, {"owed", "Kỳ chờ tính lại", "Re-runs owed"},
                    {"alerts_open", "Cảnh báo đang mở", "Open alerts"},
                    {"drafts_refused", "Văn bản không dự thảo được", "Refused drafts"},
                    {"quarantined", "Quy tắc bị cách ly", "Quarantined rules"},
                    {"version", "Phiên bản phần mềm", "Software"}},
    },
    [COMMAND_SCHEDULE] = {
        .id = COMMAND_SCHEDULE, .words = "schedule", .place = COMMAND_ON_READER,
        .vi = "lịch: việc gì đến hạn khi nào, việc gì đã làm", .en = "what is due when, and what was done",
        .columns = {{"due_at", "Đến hạn", "Due"}, {"kind", "Việc", "What"}, {"period", "Kỳ", "Period"},
                    {"state", "Trạng thái", "State"}, {"performed_at", "Đã làm lúc", "Done at"}},
    },
    [COMMAND_CONTEST_CHECK] = {
        .id = COMMAND_CONTEST_CHECK, .words = "contest check", .place = COMMAND_ON_CLIENT,
        .vi = "kiểm tra một gói quy tắc, nêu mọi lỗi cùng lúc (không cần máy chủ)",
        .en = "check a contest package, saying every error at once (needs no daemon)",
        .parameters = {{.name = "path", .required = true, .local = true, .form = "FOLDER",
                        .vi = "thư mục của gói", .en = "the package's folder"}},
    },
    [COMMAND_CONTEST_LOAD] = {
        .id = COMMAND_CONTEST_LOAD, .words = "contest load", .place = COMMAND_ON_WRITER,
        .role = ROLE_ADMINISTRATOR, .files = true, .streams = true,
        .vi = "đưa một gói quy tắc vào áp dụng (toàn bộ hoặc không gì cả)",
        .en = "put a contest package in force (all or nothing)",
        .parameters = {{.name = "path", .required = true, .local = true, .form = "FOLDER",
                        .vi = "thư mục của gói", .en = "the package's folder"}},
        .columns = {{"title", "Phong trào", "Contest"}, {"package", "Gói quy tắc", "Package"},
                    {"loaded", "Mới đưa vào áp dụng", "Newly in force"}},
    },
    [COMMAND_RULES_CHECK] = {
        .id = COMMAND_RULES_CHECK, .words = "rules check", .place = COMMAND_ON_CLIENT,
        .vi = "kiểm tra một gói quy tắc, hoặc vài tệp của gói (không cần máy chủ)",
        .en = "check a package, or some of its files (needs no daemon)",
        .parameters = {{.name = "path", .required = true, .local = true, .form = "PATH",
                        .vi = "thư mục của gói, hoặc các tệp trong gói: criteria/1.1.lua, targets.ini",
                        .en = "the package's folder, or files in it: criteria/1.1.lua, targets.ini"}},
    },
    [COMMAND_RULES_TEST] = {
        .id = COMMAND_RULES_TEST, .words = "rules test", .place = COMMAND_ON_CLIENT,
        .vi = "chạy các ca kiểm thử của gói: số liệu mẫu và kết quả chờ đợi (không cần máy chủ)",
        .en = "run the package's tests: sample records and what must come out (needs no daemon)",
        .parameters = {{.name = "path", .required = true, .local = true, .form = "PATH",
                        .vi = "thư mục của gói", .en = "the package's folder"},
                       {.name = "criterion", .option = true, .form = "ID", .vi = "chỉ một tiêu chí: 1.1",
                        .en = "only one criterion: 1.1"}},
    },
    [COMMAND_RULES_COVERAGE] = {
        .id = COMMAND_RULES_COVERAGE, .words = "rules coverage", .place = COMMAND_ON_CLIENT,
        .vi = "nêu những dòng quy tắc mà không ví dụ, không ca kiểm thử nào chạy tới (không cần máy chủ)",
        .en = "say which lines of the rules no example and no test reaches (needs no daemon)",
        .parameters = {{.name = "path", .required = true, .local = true, .form = "PATH",
                        .vi = "thư mục của gói", .en = "the package's folder"},
                       {.name = "criterion", .option = true, .form = "ID", .vi = "chỉ một tiêu chí: 1.1",
                        .en = "only one criterion: 1.1"}},
    },
    [COMMAND_RULES_NEW] = {
        .id = COMMAND_RULES_NEW, .words = "rules new", .place = COMMAND_ON_CLIENT,
        .vi = "viết sẵn khung một tiêu chí mới, có chú thích (không cần máy chủ)",
        .en = "begin a new criterion: a commented skeleton (needs no daemon)",
        .parameters = {{.name = "id", .required = true, .form = "ID", .vi = "số của tiêu chí: 8.1",
                        .en = "the criterion's number: 8.1"},
                       {.name = "path", .required = true, .local = true, .form = "PATH",
                        .vi = "thư mục của gói", .en = "the package's folder"},
                       {.name = "of", .option = true, .form = "TYPE", .vi = "loại số liệu được đếm: tip, incident …",
                        .en = "the record type that is counted: tip, incident …"},
                       {.name = "subject", .option = true, .form = "ward|team",
                        .vi = "mỗi đơn vị cấp ward một kết quả, hay mỗi đơn vị cấp team (mặc định: ward)",
                        .en = "a result a ward or a team (default: ward)"}},
    },
    [COMMAND_RULES_TRY] = {
        .id = COMMAND_RULES_TRY, .words = "rules try", .place = COMMAND_ON_MEASURER, .role = ROLE_ADMINISTRATOR,
        .files = true,
        .vi = "chạy thử một tệp tiêu chí, hoặc vài dòng Lua, với số liệu ghi trên dòng lệnh",
        .en = "try a criterion's file, or some lines of Lua, on figures given on the command line",
        .parameters = {{.name = "file", .local = true, .form = "FILE", .vi = "tệp tiêu chí: criteria/1.1.lua",
                        .en = "the criterion's file: criteria/1.1.lua"},
                       {.name = "body", .option = true, .local = true, .form = "BODY",
                        .vi = "thân một hàm judge(num, den, target, params, period), thay cho tệp",
                        .en = "the body of a judge(num, den, target, params, period), instead of a file"},
                       {.name = "row", .option = true, .form = "TEXT", .vi = "num=79,den=99", .en = "num=79,den=99"},
                       {.name = "target", .option = true, .form = "TEXT",
                        .vi = "mức giao: \"80 %\" (mặc định: theo targets.ini)",
                        .en = "the target: \"80 %\" (default: of targets.ini)"},
                       {.name = "params", .option = true, .form = "TEXT", .vi = "tham số: a=1,b=2",
                        .en = "parameters: a=1,b=2"},
                       {.name = "at-end", .option = true, .flag = true, .form = "",
                        .vi = "như kỳ cuối của phong trào", .en = "as in the contest's last period"}},
        .columns = {{"verdict", "Đánh giá", "Verdict"}, {"kind", "Loại lỗi", "Kind of error"},
                    {"ms", "Thời gian (ms)", "Time (ms)"}},
    },
    [COMMAND_RULES_SQL] = {
        .id = COMMAND_RULES_SQL, .words = "rules sql", .place = COMMAND_ON_MEASURER, .role = ROLE_ADMINISTRATOR,
        .files = true,
        .vi = "chạy thử một câu SQL của quy tắc trên số liệu hiện có, nhiều nhất 1000 dòng",
        .en = "run one SQL statement of a rule on the current data, at most 1,000 rows",
        .parameters = {{.name = "file", .required = true, .local = true, .form = "FILE",
                        .vi = "tệp có một câu SELECT; - là đầu vào chuẩn", .en = "a file with one SELECT; - is standard input"},
                       {.name = "period", .option = true, .form = "PERIOD", .vi = PERIOD_VI " (mặc định: contest)",
                        .en = PERIOD_EN " (default: contest)"},
                       {.name = "subject", .option = true, .form = "ID", .vi = "giá trị của :subject",
                        .en = "the value of :subject"}},
    },
    [COMMAND_PLUGINS_LIST] = {
        .id = COMMAND_PLUGINS_LIST, .words = "plugins list", .place = COMMAND_ON_MEASURER,
        .vi = "các trình cắm: có sẵn và trong thư mục trình cắm", .en = "the plugins: built in, and of the plugins' folder",
        .columns = {{"name", "Tên", "Name"}, {"kind", "Loại", "Kind"}, {"version", "Phiên bản", "Version"},
                    {"title", "Việc làm", "What it does (Vietnamese)"}, {"state", "Tình trạng", "State"}},
    },
    [COMMAND_PLUGINS_SHOW] = {
        .id = COMMAND_PLUGINS_SHOW, .words = "plugins show", .place = COMMAND_ON_MEASURER,
        .vi = "một trình cắm: tham số, giá trị mặc định, chỉ tiêu dùng nó",
        .en = "one plugin: its parameters, their defaults, the criteria that use it",
        .parameters = {{.name = "name", .required = true, .form = "ID", .vi = "tên: template", .en = "its name: template"}},
        .columns = {{"name", "Tên", "Name"}, {"kind", "Loại", "Kind"}, {"version", "Phiên bản", "Version"},
                    {"title", "Việc làm", "What it does (Vietnamese)"}, {"path", "Tệp", "File"},
                    {"digest", "Mã băm", "Hash"}, {"criteria", "Chỉ tiêu dùng nó", "Criteria that use it"}},
    },
    [COMMAND_PLUGINS_CHECK] = {
        .id = COMMAND_PLUGINS_CHECK, .words = "plugins check", .place = COMMAND_ON_CLIENT,
        .vi = "nạp thử một trình cắm và chạy các ví dụ của nó (không cần máy chủ)",
        .en = "load a plugin and run its examples (needs no daemon)",
        .parameters = {{.name = "plugin", .required = true, .local = true, .form = "PATH",
                        .vi = "tên, hoặc tệp vừa dịch: ./template.so", .en = "its name, or a file: ./template.so"}},
    },
    [COMMAND_RULES_LIST] = {
        .id = COMMAND_RULES_LIST, .words = "rules list", .place = COMMAND_ON_READER,
        .vi = "các đề xuất sửa quy tắc đang chờ", .en = "proposals of rule changes that wait",
        .parameters = {{.name = "all", .option = true, .flag = true, .form = "",
                        .vi = "cả những đề xuất đã xong", .en = "also those that are decided"}},
        .columns = {{"id", "Số", "Id"}, {"state", "Trạng thái", "State"}, {"proposed_by", "Người đề xuất", "By"},
                    {"proposed_at", "Lúc", "At"}, {"reason", "Lý do", "Reason"}},
    },
    [COMMAND_RULES_SHOW] = {
        .id = COMMAND_RULES_SHOW, .words = "rules show", .place = COMMAND_ON_READER,
        .vi = "xem quy tắc đang áp dụng, một đề xuất, một phiên bản, hoặc nội dung một tệp",
        .en = "what is in force, a proposal, a version, or the text of a file",
        .parameters = {{.name = "what", .form = "ID", .vi = "số đề xuất, mã phiên bản, hoặc tên tệp: 1.1.lua",
                        .en = "a proposal's number, a version's hash, or a file: 1.1.lua"},
                       {.name = "file", .form = "ID", .vi = "tệp của phiên bản đó: targets.ini",
                        .en = "a file of that version: targets.ini"}},
    },
    [COMMAND_RULES_HISTORY] = {
        .id = COMMAND_RULES_HISTORY, .words = "rules history", .place = COMMAND_ON_READER,
        .vi = "quy tắc nào áp dụng từ khi nào, do ai, vì sao", .en = "which rules were in force when, by whom and why",
        .columns = {{"at", "Từ lúc", "From"}, {"cause", "Vì", "Cause"}, {"actor", "Người làm", "By"},
                    {"short", "Phiên bản", "Version"}, {"files", "Tệp đã đổi", "Files"}, {"reason", "Lý do", "Reason"}},
    },
    [COMMAND_RULES_DIFF] = {
        .id = COMMAND_RULES_DIFF, .words = "rules diff", .place = COMMAND_ON_READER,
        .vi = "so sánh một đề xuất hay phiên bản với quy tắc đang áp dụng, hoặc hai phiên bản với nhau",
        .en = "compare a proposal or version with what is in force, or two versions",
        .parameters = {{.name = "version", .required = true, .form = "ID", .vi = "số đề xuất hoặc mã phiên bản",
                        .en = "a proposal's number or a version's hash"},
                       {.name = "other", .form = "ID", .vi = "so với phiên bản này (mặc định: đang áp dụng)",
                        .en = "… against this one (default: in force)"}},
    },
    [COMMAND_RULES_PREVIEW] = {
        .id = COMMAND_RULES_PREVIEW, .words = "rules preview", .place = COMMAND_ON_MEASURER,
        .role = ROLE_ADMINISTRATOR, .files = true, .streams = true,
        .vi = "xem trước một thay đổi: kết quả nào đổi, cảnh báo, dự thảo, tiền thưởng nào bị ảnh hưởng",
        .en = "what a change would do: which results flip, which alerts, drafts and prizes are touched",
        .parameters = {{.name = "proposal", .form = "NUMBER", .vi = "số của đề xuất", .en = "the proposal"},
                       {.name = "path", .local = true, .form = "PATH",
                        .vi = "hoặc thư mục gói, hoặc các tệp sửa: targets.ini 1.1.lua",
                        .en = "or a package's folder, or changed files: targets.ini 1.1.lua"}},
    },
    [COMMAND_RULES_PROPOSE] = {
        .id = COMMAND_RULES_PROPOSE, .words = "rules propose", .place = COMMAND_ON_WRITER,
        .role = ROLE_ADMINISTRATOR, .files = true, .streams = true,
        .vi = "đề xuất sửa quy tắc đang áp dụng; một quản trị viên khác sẽ quyết định",
        .en = "propose a change of the rules in force; another administrator decides",
        .parameters = {{.name = "path", .required = true, .local = true, .form = "PATH",
                        .vi = "thư mục gói, hoặc các tệp sửa: targets.ini 1.1.lua",
                        .en = "a package's folder, or changed files: targets.ini 1.1.lua"},
                       {.name = "reason", .option = true, .required = true, .form = "TEXT", .vi = "lý do, căn cứ",
                        .en = "the reason"}},
        .columns = {{"proposal", "Đề xuất số", "Proposal"}, {"package", "Phiên bản", "Version"}},
    },
    [COMMAND_RULES_ACTIVATE] = {
        .id = COMMAND_RULES_ACTIVATE, .words = "rules activate", .place = COMMAND_ON_WRITER,
        .role = ROLE_ADMINISTRATOR, .streams = true,
        .vi = "đưa một đề xuất của người khác vào áp dụng và tính lại các kỳ chưa chốt, toàn bộ hoặc không gì cả",
        .en = "put another person's proposal in force and run the open periods again, all or nothing",
        .parameters = {{.name = "proposal", .required = true, .form = "NUMBER", .vi = "số của đề xuất",
                        .en = "the proposal"},
                       {.name = "reason", .option = true, .form = "TEXT", .vi = "lý do (mặc định: của đề xuất)",
                        .en = "the reason (default: the proposal's)"}},
    },
    [COMMAND_RULES_WITHDRAW] = {
        .id = COMMAND_RULES_WITHDRAW, .words = "rules withdraw", .place = COMMAND_ON_WRITER,
        .role = ROLE_ADMINISTRATOR,
        .vi = "rút lại hoặc bác một đề xuất đang chờ", .en = "withdraw or turn down a waiting proposal",
        .parameters = {{.name = "proposal", .required = true, .form = "NUMBER", .vi = "số của đề xuất",
                        .en = "the proposal"},
                       {.name = "reason", .option = true, .required = true, .form = "TEXT", .vi = "lý do",
                        .en = "the reason"}},
        .columns = {{"id", "Đề xuất số", "Proposal"}, {"state", "Trạng thái", "State"}},
    },
    [COMMAND_RULES_RESTORE] = {
        .id = COMMAND_RULES_RESTORE, .words = "rules restore", .place = COMMAND_ON_WRITER,
        .role = ROLE_ADMINISTRATOR, .streams = true,
        .vi = "đề xuất dùng lại một phiên bản cũ; một quản trị viên khác sẽ quyết định",
        .en = "propose an earlier version again; another administrator decides",
        .parameters = {{.name = "version", .required = true, .form = "ID", .vi = "mã phiên bản, xem rules history",
                        .en = "the version's hash, see rules history"},
                       {.name = "reason", .option = true, .required = true, .form = "TEXT", .vi = "lý do",
                        .en = "the reason"}},
        .columns = {{"proposal", "Đề xuất số", "Proposal"}, {"package", "Phiên bản", "Version"}},
    },
    [COMMAND_CONTEST_SHOW] = {
        .id = COMMAND_CONTEST_SHOW, .words = "contest show", .place = COMMAND_ON_READER,
        .vi = "phong trào đang áp dụng: các kỳ, đơn vị, chỉ tiêu, loại văn bản",
        .en = "the contest in force: periods, units, targets, kinds of documents",
        .columns = {{"id", "Mã", "Id"}, {"title", "Phong trào", "Contest"}, {"theme", "Chủ đề", "Theme"},
                    {"from", "Từ ngày", "From"}, {"until", "Đến hết ngày", "Until (inclusive)"}},
    },
    [COMMAND_IMPORT] = {
        .id = COMMAND_IMPORT, .words = "import", .place = COMMAND_ON_WRITER, .role = ROLE_ADMINISTRATOR,
        .files = true, .streams = true,
        .vi = "nhập số liệu từ tệp CSV, toàn bộ hoặc không gì cả, rồi tính lại các kỳ liên quan",
        .en = "import records from CSV, all or nothing, then run again the periods concerned",
        .parameters = {{.name = "type", .form = "TYPE", .vi = "loại số liệu: tip, incident …",
                        .en = "the record type: tip, incident …"},
                       {.name = "file", .local = true, .form = "FILE", .vi = "tệp CSV", .en = "the CSV file"},
                       {.name = "dir", .option = true, .local = true, .form = "FOLDER",
                        .vi = "cả thư mục các tệp <loại>.csv, một lần", .en = "a folder of <type>.csv files, as one"},
                       {.name = "dry-run", .option = true, .flag = true, .form = "",
                        .vi = "chỉ kiểm tra, không ghi gì", .en = "only check, write nothing"},
                       {.name = "reason", .option = true, .form = "TEXT", .vi = "lý do đính chính",
                        .en = "why records are corrected"}},
        .columns = {{"read", "Dòng đã đọc", "Rows read"}, {"added", "Thêm mới", "Added"},
                    {"corrected", "Đính chính", "Corrected"}, {"unchanged", "Không đổi", "Unchanged"}},
    },
    [COMMAND_CLOCK_ADVANCE] = {
        .id = COMMAND_CLOCK_ADVANCE, .words = "clock advance", .place = COMMAND_ON_WRITER,
        .role = ROLE_ADMINISTRATOR, .streams = true,
        .vi = "dời đồng hồ đặt tay đến một lúc, làm mọi việc đến hạn trên đường",
        .en = "move a set clock, performing all that falls due on the way",
        .parameters = {{.name = "when", .required = true, .form = "WHEN", .vi = "giờ Việt Nam: 2025-02-12T18:00",
                        .en = "Vietnam time: 2025-02-12T18:00"}},
        .columns = {{"clock", "Đồng hồ", "Clock"}, {"performed", "Số việc đã làm", "Things done"}},
    },
    [COMMAND_EVALUATE] = {
        .id = COMMAND_EVALUATE, .words = "evaluate", .place = COMMAND_ON_WRITER, .role = ROLE_ADMINISTRATOR,
        .streams = true,
        .vi = "tính một kỳ ngay bây giờ", .en = "run one period now",
        .parameters = {{.name = "period", .required = true, .form = "PERIOD", .vi = PERIOD_VI, .en = PERIOD_EN},
                       {.name = "stage", .option = true, .form = "provisional|final",
                        .vi = STAGE_VI " (mặc định: final)", .en = STAGE_EN " (default: final)"}},
        .columns = {{"run", "Lần tính", "Run"}, {"period", "Kỳ", "Period"}, {"stage", "Loại", "Stage"},
                    {"verdicts.met", "Đạt", "Met"}, {"verdicts.missed", "Chưa đạt", "Missed"},
                    {"verdicts.not_applicable", "Không phát sinh", "Not applicable"},
                    {"verdicts.not_reported", "Chưa có số liệu", "Not reported"},
                    {"verdicts.in_progress", "Đang thực hiện", "In progress"}, {"verdicts.error", "Lỗi", "Error"}},
    },
    [COMMAND_RESULTS] = {
        .id = COMMAND_RESULTS, .words = "results", .place = COMMAND_ON_READER,
        .vi = "kết quả từng chỉ tiêu, đơn vị, kỳ (lần tính mới nhất)",
        .en = "results by criterion, subject and period (the latest run of each)",
        .parameters = {{.name = "period", .option = true, .form = "PERIOD", .vi = PERIOD_VI, .en = PERIOD_EN},
                       {.name = "level", .option = true, .form = "ward|team|district",
                        .vi = "cấp của đơn vị (mặc định: tất cả)", .en = "the level of units (default: all)"},
                       {.name = "stage", .option = true, .form = "provisional|final",
                        .vi = STAGE_VI " (mặc định: final)", .en = STAGE_EN " (default: final)"},
                       {.name = "criterion", .option = true, .form = "ID", .vi = "chỉ tiêu: 1.1", .en = "as 1.1"},
                       {.name = "subject", .option = true, .form = "ID", .vi = "đơn vị: cat-bi", .en = "as cat-bi"}},
        .columns = {{"period", "Kỳ", "Period"}, {"criterion", "Chỉ tiêu", "Criterion"},
                    {"subject", "Đơn vị", "Subject"}, {"num", "Tử số", "Num"}, {"den", "Mẫu số", "Den"},
                    {"value", "Kết quả", "Value"}, {"target", "Mức giao", "Target"},
                    {"verdict", "Đánh giá", "Verdict"}, {"needed", "Còn thiếu", "Needed"},
                    {"reachable", "Còn đạt được", "Reachable"}, {"adjusted", "Điều chỉnh", "Adjusted"}},
    },
    [COMMAND_EXPLAIN] = {
        .id = COMMAND_EXPLAIN, .words = "explain", .place = COMMAND_ON_MEASURER,
        .vi = "vì sao có kết quả này: câu giải thích, mức giao và căn cứ, các dòng số liệu",
        .en = "why a result is what it is: sentence, target with reference, evidence rows",
        .parameters = {{.name = "id", .required = true, .form = "ID", .vi = "kết quả: phase-1/1.1/cat-bi/final",
                        .en = "the result: phase-1/1.1/cat-bi/final"},
                       {.name = "limit", .option = true, .form = "NUMBER",
                        .vi = "nhiều nhất bao nhiêu dòng (mặc định: 1000)", .en = "at most so many rows (default: 1000)"}},
    },
    [COMMAND_REPLAY] = {
        .id = COMMAND_REPLAY, .words = "replay", .place = COMMAND_ON_MEASURER,
        .vi = "tính lại một bản chốt hay một kết quả từ lịch sử, bằng gói quy tắc của nó, rồi so với bản đã lưu",
        .en = "compute a seal or a result again from history, with its own package, and compare with what is stored",
        .parameters = {{.name = "id", .required = true, .form = "ID",
                        .vi = "bản chốt: phase-1-1, hay kết quả: phase-1/1.1/cat-bi/final (của lần tính cũ: …/final@12)",
                        .en = "a seal: phase-1-1, or a result: phase-1/1.1/cat-bi/final (of an older run: …/final@12)"}},
        .columns = {{"id", "Mã", "Id"}, {"replay", "Tính lại", "Computed again"},
                    {"compared", "Số kết quả giống nhau", "Results that agree"},
                    {"difference.where", "Khác ở", "Differs at"}, {"difference.key", "Mục", "Item"},
                    {"difference.stored", "Đã lưu", "Stored"}, {"difference.computed", "Tính lại được", "Computed"},
                    {"why", "Vì sao không tính lại được", "Why not replayable (Vietnamese)"},
                    {"notes", "Lưu ý", "Notes (Vietnamese)"}},
    },
    [COMMAND_BOARD] = {
        .id = COMMAND_BOARD, .words = "board", .place = COMMAND_ON_READER,
        .vi = "bảng tổng hợp: các đơn vị và các chỉ tiêu", .en = "the board: units and targets",
        .parameters = {{.name = "period", .option = true, .form = "PERIOD", .vi = PERIOD_VI " (mặc định: mới tính nhất)",
                        .en = PERIOD_EN " (default: run last)"},
                       {.name = "stage", .option = true, .form = "provisional|final", .vi = STAGE_VI, .en = STAGE_EN}},
    },
    [COMMAND_TREND] = {
        .id = COMMAND_TREND, .words = "trend", .place = COMMAND_ON_READER,
        .vi = "diễn biến qua các tháng của một đơn vị", .en = "one unit's targets month by month",
        .parameters = {{.name = "subject", .required = true, .form = "ID", .vi = "mã đơn vị: cat-bi",
                        .en = "the unit's id: cat-bi"}},
    },
    [COMMAND_ALERTS] = {
        .id = COMMAND_ALERTS, .words = "alerts", .place = COMMAND_ON_READER,
        .vi = "cảnh báo và lịch sử của chúng", .en = "alerts and what became of them",
        .parameters = {{.name = "open", .option = true, .flag = true, .form = "",
                        .vi = "chỉ cảnh báo chưa giải quyết", .en = "only those not resolved"}},
        .columns = {{"id", "Số", "Id"}, {"period", "Kỳ", "Period"}, {"subject", "Đơn vị", "Subject"},
                    {"criterion", "Chỉ tiêu", "Criterion"}, {"state", "Trạng thái", "State"},
                    {"opened_at", "Mở lúc", "Opened"}, {"acknowledged_until", "Đã nhận đến", "Acknowledged until"},
                    {"text", "Nội dung", "Text"}},
    },
    [COMMAND_ALERTS_ACK] = {
        .id = COMMAND_ALERTS_ACK, .words = "alerts ack", .place = COMMAND_ON_WRITER, .role = ROLE_ADMINISTRATOR,
        .vi = "nhận một cảnh báo đến hết một ngày", .en = "acknowledge an alert until the end of a day",
        .parameters = {{.name = "id", .required = true, .form = "NUMBER", .vi = "số của cảnh báo", .en = "the alert"},
                       {.name = "until", .option = true, .required = true, .form = "DATE",
                        .vi = "ngày cuối, tính cả ngày đó", .en = "the last day, inclusive"},
                       {.name = "note", .option = true, .required = true, .form = "TEXT", .vi = "lý do",
                        .en = "the reason"}},
        .columns = {{"id", "Số", "Id"}, {"acknowledged_until", "Đã nhận đến", "Acknowledged until"}},
    },
    [COMMAND_ALERTS_SHORT] = {
        .id = COMMAND_ALERTS_SHORT, .words = "alerts short", .place = COMMAND_ON_READER,
        .vi = "tin nhắn gộp cho từng đơn vị, để gửi vào nhóm", .en = "one short text a unit, for chat groups",
    },
    [COMMAND_SEALS] = {
        .id = COMMAND_SEALS, .words = "seals", .place = COMMAND_ON_READER,
        .vi = "các bản chốt đợt", .en = "seals of closed phases",
        .columns = {{"id", "Bản chốt", "Seal"}, {"phase", "Đợt", "Phase"}, {"sequence", "Phiên bản dữ liệu", "Sequence"},
                    {"sealed_at", "Chốt lúc", "Sealed"}, {"hash", "Mã băm", "Hash"}},
    },
    [COMMAND_DRAFTS] = {
        .id = COMMAND_DRAFTS, .words = "drafts", .place = COMMAND_ON_READER,
        .vi = "các văn bản đã dự thảo", .en = "drafted documents",
        .parameters = {{.name = "phase", .option = true, .form = "PERIOD", .vi = "đợt: phase-1", .en = "as phase-1"}},
        .columns = {{"id", "Dự thảo", "Draft"}, {"title", "Văn bản", "Document"}, {"subject", "Đơn vị", "Subject"},
                    {"phase", "Đợt", "Phase"}, {"seal", "Bản chốt", "Seal"}, {"state", "Trạng thái", "State"},
                    {"made_at", "Dự thảo lúc", "Made"}, {"refusal", "Vì sao không dự thảo được", "Why refused"}},
    },
    [COMMAND_DRAFTS_EXPORT] = {
        .id = COMMAND_DRAFTS_EXPORT, .words = "drafts export", .place = COMMAND_ON_READER, .bytes = true,
        .vi = "lấy một dự thảo ra tệp Word", .en = "write a draft to a Word file",
        .parameters = {{.name = "id", .required = true, .form = "ID", .vi = "dự thảo: phase-1-a-1",
                        .en = "the draft: phase-1-a-1"},
                       {.name = "out", .option = true, .required = true, .local = true, .form = "OUT",
                        .vi = "tệp .docx sẽ ghi", .en = "the .docx file to write"}},
        .columns = {{"file", "Đã ghi", "Written"}, {"bytes", "Số byte", "Bytes"}},
    },
    [COMMAND_AUDIT_VERIFY] = {
        .id = COMMAND_AUDIT_VERIFY, .words = "audit verify", .place = COMMAND_ON_MEASURER,
        .vi = "kiểm tra nhật ký, bản chốt, gói quy tắc, tệp đã lưu, số liệu: có chỗ nào bị sửa không",
        .en = "follow the audit log; check seals, packages, kept files and records against their hashes and counts",
        .columns = {{"rows", "Số dòng", "Rows"}, {"checked", "Nội dung khớp mã băm", "Contents that agree"},
                    {"sequence", "Dòng cuối", "Last row"}},
    },
    [COMMAND_METRICS] = {
        .id = COMMAND_METRICS, .words = "metrics", .place = COMMAND_ON_READER,
        .vi = "số đếm để giám sát: lần tính, cảnh báo, dự thảo, việc theo lịch",
        .en = "counts for monitoring: runs, alerts, drafts, the timetable",
        .columns = {{"clock", "Đồng hồ (giây từ 1970)", "Clock (seconds since 1970)"},
                    {"sequence", "Phiên bản dữ liệu", "Data version"}},
    },
};
/* clang-format on */

/* Equal but for the sign between words: a blank in one may be a slash in the other. */
static bool same_words(const char *words, const char *typed)
{
    for (; *words && *typed; words++, typed++)
        if (*words != *typed && !(*words == ' ' && *typed == '/'))
            return false;
    return !*words && !*typed;
}

const struct command *command_find(const char *words)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (same_words(command_table[i].words, words))
            return &command_table[i];
    return NULL;
}

const struct command_parameter *command_parameter(const struct command *command, const char *name)
{
    for (const struct command_parameter *parameter = command->parameters; parameter->name; parameter++)
        if (strcmp(parameter->name, name) == 0)
            return parameter;
    return NULL;
}

bool command_changes(const struct command *command)
{
    return command->place == COMMAND_ON_WRITER;
}

bool command_form_allows(const char *form, const char *word)
{
    size_t len = strlen(word);
    if (!strchr(form, '|'))
        return true;
    if (!len || strchr(word, '|'))
        return false;
    for (const char *at = form; at; at = strchr(at, '|')) {
        at += *at == '|';
        if (strncmp(at, word, len) == 0 && (at[len] == '|' || !at[len]))
            return true;
    }
    return false;
}

const char *command_role_name(enum command_role role)
{
    static const char *const names[] = {
        [ROLE_READER] = "reader", [ROLE_OFFICER] = "officer", [ROLE_ADMINISTRATOR] = "administrator"};
    return names[role];
}

static struct value *parameters_value(struct arena *arena, const struct command *command)
{
    struct value *list = value_list(arena);
    for (const struct command_parameter *parameter = command->parameters; parameter->name; parameter++) {
        struct value *map = value_map(arena);
        value_set_text(map, "name", parameter->name);
        value_set_text(map, "form", parameter->form);
        value_set_bool(map, "option", parameter->option);
        value_set_bool(map, "flag", parameter->flag);
        value_set_bool(map, "required", parameter->required);
        value_set_bool(map, "local", parameter->local);
        value_set_text(map, "vi", parameter->vi);
        value_set_text(map, "en", parameter->en);
        value_append(list, map);
    }
    return list;
}

struct value *command_table_value(struct arena *arena)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        const struct command *command = &command_table[i];
        struct value *map = value_map(arena);
        value_set_text(map, "command", command->words);
        value_set_text(map, "role", command_role_name(command->role));
        value_set_bool(map, "changes", command_changes(command));
        value_set_bool(map, "files", command->files);
        value_set_bool(map, "streams", command->streams);
        value_set_text(map, "vi", command->vi);
        value_set_text(map, "en", command->en);
        value_set(map, "parameters", parameters_value(arena, command));
        value_append(list, map);
    }
    return list;
}
