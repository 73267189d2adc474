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
                        .vi = "phường, tổ hay quận (mặc định: tất cả)", .en = "ward, team or district (default: all)"},
                       {.name = "stage", .option = true, .form = "provisional|final",
                        .vi = STAGE_VI " (mặc định: final)", .en = STAGE_EN " (default: final)"},
                       {.name = "criterion", .option = true, .form = "ID", .vi = "chỉ tiêu: 1.1", .en = "as 1.1"},
                       {.name = "subject", .option = true, .form = "ID", .vi = "đơn vị: cat-bi", .en = "as cat-bi"}},
        .columns = {{"period", "Kỳ", "Period"}, {"criterion", "Chỉ tiêu", "Criterion"},
                    {"subject", "Đơn vị", "Subject"}, {"num", "Tử số", "Num"}, {"den", "Mẫu số", "Den"},
                    {"value", "Kết quả", "Value"}, {"target", "Mức giao", "Target"},
                    {"verdict", "Đánh giá", "Verdict"}, {"adjusted", "Điều chỉnh", "Adjusted"}},
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
    [COMMAND_BOARD] = {
        .id = COMMAND_BOARD, .words = "board", .place = COMMAND_ON_READER,
        .vi = "bảng tổng hợp: các phường và mười một chỉ tiêu", .en = "the board: wards and the eleven targets",
        .parameters = {{.name = "period", .option = true, .form = "PERIOD", .vi = PERIOD_VI " (mặc định: mới tính nhất)",
                        .en = PERIOD_EN " (default: run last)"},
                       {.name = "stage", .option = true, .form = "provisional|final", .vi = STAGE_VI, .en = STAGE_EN}},
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
        .vi = "tin nhắn gộp cho từng phường, để gửi vào nhóm", .en = "one short text a ward, for chat groups",
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
        .columns = {{"id", "Dự thảo", "Draft"}, {"kind", "Loại", "Kind"}, {"subject", "Đơn vị", "Subject"},
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
        .vi = "kiểm tra chuỗi nhật ký: có dòng nào bị sửa không", .en = "follow the chain of the audit log",
        .columns = {{"rows", "Số dòng", "Rows"}, {"sequence", "Dòng cuối", "Last row"}},
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
