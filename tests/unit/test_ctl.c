/* A command line is understood as the table says; tables are aligned by what a terminal shows. */
#include "unit.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/json.h"
#include "base/value.h"
#include "display/display.h"
#include "ctl/completion.h"
#include "ctl/help.h"
#include "ctl/command_line.h"
#include "ctl/print.h"
#include "ctl/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS_MAX = 16 };

/* A line of words parted by blanks. */
static bool read_line(struct arena *arena, const char *text, struct line *ret_line, struct err *err)
{
    char *rest, *words[WORDS_MAX] = {arena_strdup(arena, "thiduactl")};
    int count = 1;
    for (char *word = strtok_r(arena_strdup(arena, text), " ", &rest); word;
         word = strtok_r(NULL, " ", &rest))
        words[count++] = word;
    return line_read(arena, count, words, ret_line, err);
}

static void lines_are_understood(void **state)
{
    static const struct {
        const char *text;
        const char *command;
        const char *arguments, *file, *folder, *out;
        bool json;
    } cases[] = {
        {"status", "status", "{}", NULL, NULL, NULL, false},
        {"status --json", "status", "{}", NULL, NULL, NULL, true},
        {"--json --state /s status", "status", "{}", NULL, NULL, NULL, true},
        {"results --period 2024-11 --json --level=ward", "results",
         "{\"period\":\"2024-11\",\"level\":\"ward\"}", NULL, NULL, NULL, true},
        {"alerts --open", "alerts", "{\"open\":true}", NULL, NULL, NULL, false},
        {"alerts ack 7 --until 2025-01-01 --note biết", "alerts ack",
         "{\"id\":7,\"until\":\"2025-01-01\",\"note\":\"biết\"}", NULL, NULL, NULL, false},
        {"alerts --open=false", "alerts", "{\"open\":false}", NULL, NULL, NULL, false},
        {"alerts --open=không", "alerts", "{\"open\":false}", NULL, NULL, NULL, false},
        {"alerts ack 7 --until 01/01/2025 --note x", "alerts ack",
         "{\"id\":7,\"until\":\"2025-01-01\",\"note\":\"x\"}", NULL, NULL, NULL, false},
        {"import a/tip.csv", "import", "{}", "a/tip.csv", NULL, NULL, false},
        {"rules preview 3", "rules preview", "{\"proposal\":3}", NULL, NULL, NULL, false},
        {"rules preview targets.ini", "rules preview", "{}", NULL, NULL, NULL, false},
        {"import tip a/tip.csv", "import", "{\"type\":\"tip\"}", "a/tip.csv", NULL, NULL, false},
        {"import --dir a --dry-run --json", "import", "{\"dry-run\":true}", NULL, "a", NULL, true},
        {"contest load rules", "contest load", "{}", NULL, "rules", NULL, false},
        {"drafts export phase-1-a-1 --out a.docx", "drafts export", "{\"id\":\"phase-1-a-1\"}", NULL,
         NULL, "a.docx", false},
        {"drafts export a --out a.docx --force", "drafts export", "{\"id\":\"a\"}", NULL, NULL, "a.docx", false},
        {"records template tip", "records template", "{\"type\":\"tip\"}", NULL, NULL, NULL, false},
        {"records show tip --json", "records show", "{\"type\":\"tip\"}", NULL, NULL, NULL, true},
        {"explain -- --odd", "explain", "{\"id\":\"--odd\"}", NULL, NULL, NULL, false},
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        struct arena *arena = arena_create();
        struct err err = {0};
        struct line line;
        if (!read_line(arena, cases[i].text, &line, &err))
            fail_msg("%s: %s", cases[i].text, err.en);
        assert_string_equal(line.command->words, cases[i].command);
        assert_string_equal(json_text(arena, line.arguments), cases[i].arguments);
        assert_int_equal(line.json, cases[i].json);
        assert_string_equal(line.file ? line.file : "", cases[i].file ? cases[i].file : "");
        assert_string_equal(line.folder ? line.folder : "", cases[i].folder ? cases[i].folder : "");
        assert_string_equal(line.out ? line.out : "", cases[i].out ? cases[i].out : "");
        assert_int_equal(line.force, strstr(cases[i].text, "--force") != NULL);
        arena_destroy(arena);
    }
}

/* Whose state folder: of /var/lib/thidua, of one contest of several, of anybody's own. */
static void a_contest_is_named_by_its_folder(void **state)
{
    static const struct {
        const char *text, *folder;
    } cases[] = {{"status", "/var/lib/thidua"}, {"status --instance quan-1", "/var/lib/thidua-quan-1"}, {"--instance=2025 status", "/var/lib/thidua-2025"},
                 {"status --state /s", "/s"}};
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        struct arena *arena = arena_create();
        struct err err = {0};
        struct line line;
        assert_true(read_line(arena, cases[i].text, &line, &err));
        assert_string_equal(line.state, cases[i].folder);
        arena_destroy(arena);
    }
}

static void mistakes_are_said(void **state)
{
    static const struct {
        const char *text, *says;
    } cases[] = {
        {"", "give a command"},
        {"stauts", "“status”"},
        {"drafts exprt x", "“drafts export” lacks"}, /* "drafts" is a command; the rest is too much */
        {"clock advnce", "“clock advance”"},
        {"alerts/ack", "no command"},
        {"evaluate", "lacks period"},
        {"evaluate 2024-11 2024-12", "“2024-12” is too much"},
        {"evaluate 2024-11 --stge final", "--stage?"},
        {"evaluate 2024-11 --stage", "lacks its value"},
        {"evaluate 2024-11 --stage final --stage final", "--stage: stands twice"},
        {"evaluate 2024-11 --stage finale", "one of: provisional, final"},
        {"alerts --open=maybe", "--open: “maybe” is not taken; write one of: true, 1, yes, có, false, 0, no, không"},
        {"alerts show x", "id: “x” is no whole number"},
        {"import tip --file x", "--file"},
        {"rules try", "either file or --body"},
        {"rules try x.lua --body y", "either file or --body, not both"},
        {"drafts export a --out b --out c", "--out: stands twice"},
        {"status --state a --state b", "--state: stands twice"},
        {"status --instance a --instance b", "--instance: stands twice"},
        {"status --instance a --state b", "both name a folder"},
        {"status --instance ../a", "--instance: “../a” is not taken"},
        {"status --instance=", "--instance: “” is not taken"},
        {"status --lang fr", "--lang: “fr” is not taken; write one of: vi, en"},
        {"alerts ack 7 --until 2025-01-01", "lacks --note"},
        {"import tip", "either"},
        {"import tip x.csv --dir y", "either"},
        {"import", "either"},
        {"drafts export phase-1-a-1", "lacks --out"},
        {"contest load", "lacks path"},
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        struct arena *arena = arena_create();
        struct err err = {0};
        struct line line;
        if (i == 2) { /* see above */
            assert_false(read_line(arena, cases[i].text, &line, &err));
            assert_non_null(strstr(err.en, "too much"));
        } else if (read_line(arena, cases[i].text, &line, &err) || !strstr(err.en, cases[i].says)) {
            fail_msg("“%s” says: %s", cases[i].text, err.en ? err.en : "nothing");
        }
        err_clear(&err);
        arena_destroy(arena);
    }
}

static void tables_are_aligned(void **state)
{
    static const char *const cells[] = {"PHƯỜNG", "1.1", "Cát Bi", "✓ 80,9%", "Đông Hải 1", "–"};
    (void)state;
    struct arena *arena = arena_create();
    struct buffer out = {0};
    struct table table;
    table_init(&table, arena, 2);
    for (size_t i = 0; i < LEN(cells); i++)
        table_add(&table, cells[i]);
    table_write(&table, &out);
    assert_string_equal(buffer_text(&out), "PHƯỜNG      1.1\nCát Bi      ✓ 80,9%\nĐông Hải 1  –\n");
    buffer_finish(&out);
    arena_destroy(arena);
}

static void cells_are_for_people(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    assert_string_equal(display_text(arena, "sealed_at", value_text(arena, "2025-02-10T17:00:00+07:00"), false),
                        "17:00 10/02/2025");
    assert_string_equal(display_text(arena, "from", value_text(arena, "2024-11-01"), false), "01/11/2024");
    assert_string_equal(display_text(arena, "from", value_text(arena, "2024-11-01"), true), "2024-11-01");
    assert_string_equal(display_text(arena, "period", value_text(arena, "2024-11"), false), "2024-11");
    assert_string_equal(display_text(arena, "id", value_text(arena, "2024-11-01x"), false), "2024-11-01x");
    assert_string_equal(display_text(arena, "verdict", value_text(arena, "not_reported"), false),
                        "chưa có số liệu");
    assert_string_equal(display_text(arena, "den", value_null(arena), false), "–");
    assert_string_equal(display_text(arena, "adjusted", value_bool(arena, true), false), "có");
    const struct value *map = json_parse(arena, "{\"a\":{\"b\":3}}", 13, NULL);
    assert_int_equal(value_as_int(display_find(arena, map, "a.b", false)), 3);
    assert_null(display_find(arena, map, "a.c", false));
    assert_null(display_find(arena, map, "x.b", true));
    arena_destroy(arena);
}

/* What an answer says in two languages is read in the reader's; Vietnamese without a translation is marked. */
static void what_has_two_languages_is_read_in_the_readers(void **state)
{
    static const char answer[] = "{\"new\":{\"id\":\"d-1\",\"refusal\":\"thiếu\",\"refusal_en\":\"missing\"},"
                                 "\"old\":{\"refusal\":\"thiếu\",\"refusal_en\":null},"
                                 "\"none\":{\"refusal\":null,\"refusal_en\":null},\"notes\":[\"một\"],\"notes_en\":[\"one\"]}";
    static const struct {
        const char *key;
        bool english;
        const char *text;
    } cases[] = {{"new.refusal", false, "thiếu"},
                 {"new.refusal", true, "missing"},
                 {"new", true, "d-1 · missing"},
                 {"new", false, "d-1 · thiếu"},
                 {"old.refusal", false, "thiếu"},
                 {"old.refusal", true, "(in Vietnamese) thiếu"},
                 {"old", true, "(in Vietnamese) thiếu"},
                 {"none.refusal", true, "–"},
                 {"notes", true, "one"},
                 {"notes", false, "một"}};
    (void)state;
    struct arena *arena = arena_create();
    const struct value *map = json_parse(arena, answer, strlen(answer), NULL);
    for (size_t i = 0; i < LEN(cases); i++)
        assert_string_equal(display_text(arena, cases[i].key, display_find(arena, map, cases[i].key, cases[i].english),
                                         cases[i].english),
                            cases[i].text);
    arena_destroy(arena);
}

static void a_figure_of_nothing_is_its_verdict(void **state)
{
    static const struct {
        const char *figure;
        bool english;
        const char *text;
    } cases[] = {{"{\"value\":\"76,9 %\",\"den\":13,\"verdict\":\"missed\"}", false, "76,9 %, chưa đạt"},
                 {"{\"value\":\"02\",\"den\":null,\"verdict\":\"met\"}", true, "02, met"},
                 {"{\"value\":\"không phát sinh\",\"den\":0,\"verdict\":\"not_applicable\"}", false, "không phát sinh"},
                 {"{\"value\":\"không phát sinh\",\"den\":0,\"verdict\":\"not_reported\"}", true, "not reported"},
                 {"null", false, "–"}};
    (void)state;
    struct arena *arena = arena_create();
    for (size_t i = 0; i < LEN(cases); i++)
        assert_string_equal(display_figure(arena, json_parse(arena, cases[i].figure, strlen(cases[i].figure), NULL), cases[i].english),
                            cases[i].text);
    arena_destroy(arena);
}

static void help_names_every_command(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct buffer help = {0}, completion = {0};
    help_write(&help, arena, true);
    assert_true(completion_write(&completion, "bash", NULL));
    for (size_t i = 0; i < command_count; i++) {
        assert_non_null(strstr(buffer_text(&help), command_table[i].words));
        assert_non_null(strstr(buffer_text(&help), command_table[i].en));
        struct buffer quoted = {0};
        buffer_printf(&quoted, "\"%s\")", command_table[i].words);
        assert_non_null(strstr(buffer_text(&completion), buffer_text(&quoted)));
        buffer_finish(&quoted);
    }
    assert_false(completion_write(&completion, "fish", NULL));
    buffer_finish(&help);
    buffer_finish(&completion);
    arena_destroy(arena);
}

/* "audit" is no command; the ones that begin with it are listed. */
static void a_first_word_alone_lists_its_commands(void **state)
{
    static const char *const groups[] = {"audit", "records", "contest", "rules", "clock", "plugins"};
    (void)state;
    for (size_t i = 0; i < LEN(groups); i++) {
        struct arena *arena = arena_create();
        struct err err = {0};
        struct buffer help = {0};
        struct line line;
        assert_true(read_line(arena, groups[i], &line, &err));
        assert_string_equal(line.group, groups[i]);
        help_group_write(&help, arena, line.group, true);
        for (size_t j = 0; j < command_count; j++) {
            size_t len = strlen(groups[i]);
            bool own = strncmp(command_table[j].words, groups[i], len) == 0 && command_table[j].words[len] == ' ';
            assert_int_equal(strstr(buffer_text(&help), command_table[j].en) != NULL, own);
        }
        buffer_finish(&help);
        arena_destroy(arena);
    }
}

static void problems_say_file_and_row(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const char *json =
        "[{\"level\":\"error\",\"file\":\"tip.csv\",\"row\":4,\"column\":\"ward\",\"vi\":\"sai\","
        "\"en\":\"bad\"},"
        "{\"level\":\"note\",\"file\":\"tip.csv\",\"row\":2,\"column\":null,\"vi\":\"7 dòng: x\",\"en\":\"x\",\"count\":7,"
        "\"lines\":[2,5]},"
        "{\"level\":\"warning\",\"file\":null,\"row\":null,\"column\":null,\"vi\":\"kìa\",\"en\":\"look\"}]";
    struct buffer out = {0};
    print_problems(&out, json_parse(arena, json, strlen(json), NULL), false);
    assert_string_equal(buffer_text(&out), "tip.csv:4: ward: sai\ntip.csv:2, 5, …: ghi chú: 7 dòng: x\nlưu ý: kìa\n");
    buffer_finish(&out);
    arena_destroy(arena);
}

static void a_version_is_shown_without_its_rule_tests(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const char *json = "{\"package\":\"ab\",\"files\":[{\"path\":\"targets.ini\"},{\"path\":\"tests/1.1/x/tip.csv\"},"
                       "{\"path\":\"tests/1.1/x/expected.csv\"}]}";
    struct buffer out = {0};
    print_command(&out, arena, command_find("rules show"), json_parse(arena, json, strlen(json), NULL), false, false);
    assert_string_equal(buffer_text(&out), "Phiên bản: ab\n\nCác tệp:\n  targets.ini\n  và 2 tệp ca kiểm thử trong tests/\n");
    buffer_finish(&out);
    arena_destroy(arena);
}

static void a_proposal_says_what_comes_next(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const char *json = "{\"proposal\":3}";
    struct buffer out = {0};
    print_command(&out, arena, command_find("rules propose"), json_parse(arena, json, strlen(json), NULL), false, false);
    assert_string_equal(buffer_text(&out), "Đề xuất số: 3\n\nTiếp theo: rules preview 3; quản trị viên khác làm rules activate 3.\n");
    buffer_finish(&out);
    arena_destroy(arena);
}

static char *printed(struct arena *arena, const char *command, const char *json, bool english)
{
    struct buffer out = {0};
    print_command(&out, arena, command_find(command), json_parse(arena, json, strlen(json), NULL), english, false);
    return buffer_take(&out, arena);
}

static void refused_drafts_have_a_line_each(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const char *text = printed(arena, "status",
                               "{\"drafts_refused\": [{\"id\": \"phase-1-a-1\", \"refusal\": \"thiếu A\"},"
                               " {\"id\": \"phase-1-d-1\", \"refusal\": \"thiếu D\"}], \"alerts_open\": 2}", false);
    assert_non_null(strstr(text, "Văn bản không dự thảo được  phase-1-a-1 · thiếu A\n"
                                 "                            phase-1-d-1 · thiếu D\n"));
    arena_destroy(arena);
}

/* A board after late data: how it stands, beside which seal, and what differs with the sealed figure and the cause. */
static void a_board_says_what_was_sealed(void **state)
{
    static const char board[] =
        "{\"period\": \"phase-1\", \"title\": \"Đợt 1\", \"stage\": \"final\", \"standing\": \"adjusted\", \"differing\": 1,"
        " \"seal\": {\"id\": \"phase-1-1\", \"sealed_at\": \"2025-02-10T17:00:00+07:00\"},"
        " \"criteria\": [{\"id\": \"1.1\", \"title\": \"Tin\"}], \"rows\": [{\"subject\": \"cat-bi\", \"name\": \"Cát Bi\","
        " \"cells\": {\"1.1\": {\"verdict\": \"met\", \"value\": \"80%\", \"differs\": true, \"why_text\": \"vì A\","
        " \"why_text_en\": \"of A\", \"sealed\": {\"verdict\": \"missed\", \"value\": \"76,9%\"}}}, \"conclusion\": null}]}";
    (void)state;
    struct arena *arena = arena_create();
    const char *vi = printed(arena, "board", board, false), *en = printed(arena, "board", board, true);
    assert_non_null(strstr(vi, "Đợt 1 (điều chỉnh sau khi chốt)\nbản chốt phase-1-1 lúc 17:00 10/02/2025; 01 kết quả nay khác bản chốt (*)\n"));
    assert_non_null(strstr(vi, "✓ 80%*"));
    assert_non_null(strstr(vi, "* 1.1 Cát Bi: nay 80%, đạt; đã chốt: 76,9%, chưa đạt; vì A\n"));
    assert_non_null(strstr(en, "phase-1 (adjusted after the seal)"));
    assert_non_null(strstr(en, "* 1.1 Cát Bi: now 80%, met; sealed: 76,9%, missed; of A\n"));
    static const char nothing[] =
        "{\"period\": \"phase-1\", \"standing\": \"adjusted\", \"differing\": 1, \"seal\": null, \"criteria\": [{\"id\": \"3.1\"}],"
        " \"rows\": [{\"subject\": \"nam-hai\", \"name\": \"Nam Hải\", \"conclusion\": null, \"cells\": {\"3.1\": {"
        "\"verdict\": \"not_applicable\", \"value\": \"không phát sinh\", \"den\": 0, \"differs\": true, \"why_text\": null,"
        " \"sealed\": {\"verdict\": \"not_reported\", \"value\": \"không phát sinh\", \"den\": 0}}}}]}";
    assert_non_null(strstr(printed(arena, "board", nothing, false),
                           "* 3.1 Nam Hải: nay không phát sinh; đã chốt: chưa có số liệu\n"));
    assert_non_null(strstr(printed(arena, "board", nothing, true), "* 3.1 Nam Hải: now not applicable; sealed: not reported\n"));
    arena_destroy(arena);
}

static void a_contest_is_shown_with_all_that_the_help_promises(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const char *text = printed(arena, "contest show",
                               "{\"id\": \"x\", \"periods\": [{\"id\": \"2024-11\", \"title\": \"tháng 11/2024\", \"standing\": \"sealed\","
                               " \"seal\": {\"id\": \"phase-1-1\"}}], \"names\": {\"cat-bi\": \"Cát Bi\"},"
                               " \"criteria\": {\"1.1\": \"Nguồn tin\"}, \"documents\": {\"a\": \"Quyết định\"}}", false);
    static const char *const promised[] = {"2024-11  tháng 11/2024", "chính thức, đã chốt  phase-1-1", "cat-bi  Cát Bi", "1.1  Nguồn tin",
                                           "a  Quyết định"};
    for (size_t i = 0; i < LEN(promised); i++)
        assert_non_null(strstr(text, promised[i]));
    arena_destroy(arena);
}

static void what_is_still_needed_has_one_name(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const char *cell = "{\"id\": \"2024-11/1.1/cat-bi/final\", \"needed\": 143}";
    assert_non_null(strstr(printed(arena, "explain", cell, false), "Cần thêm"));
    assert_non_null(strstr(printed(arena, "explain", cell, true), "Still needed"));
    const char *list = arena_printf(arena, "[%s]", cell), *vi = printed(arena, "results", list, false);
    assert_non_null(strstr(vi, "CẦN THÊM"));
    assert_null(strstr(vi, "CÒN THIẾU")); /* an alert's shortfall, another number */
    assert_non_null(strstr(printed(arena, "results", list, true), "STILL NEEDED"));
    arena_destroy(arena);
}

static void a_trend_has_a_line_a_month(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const char *text = printed(arena, "trend",
                               "{\"subject\": \"cat-bi\", \"criteria\": [{\"id\": \"1.1\", \"points\": ["
                               "{\"period\": \"2024-11\", \"value\": \"76,9%\", \"verdict\": \"missed\"},"
                               "{\"period\": \"2024-12\", \"value\": \"80%\", \"verdict\": \"met\"}]}]}", false);
    static const char *const lines[] = {"CHỈ TIÊU", "1.1       2024-11", "76,9%", "chưa đạt", "1.1       2024-12", "80%"};
    for (size_t i = 0; i < LEN(lines); i++)
        assert_non_null(strstr(text, lines[i]));
    arena_destroy(arena);
}

static void life_cycles_are_told_in_the_readers_language(void **state)
{
    static const char list[] = "[{\"name\": \"draft\", \"title\": \"dự thảo\", \"title_en\": \"draft\","
                               " \"state_titles\": [\"đã dự thảo\", \"không dự thảo được\"], \"state_titles_en\": [\"drafted\", \"refused\"],"
                               " \"act_titles\": [\"miễn lập\"], \"act_titles_en\": [\"omit\"]}]";
    static const char shown[] = "{\"kind\": \"proposal\", \"vi\": \"đề xuất\", \"en\": \"proposal\", \"rows\": ["
                                "{\"act\": \"activate\", \"title\": \"đưa vào áp dụng\", \"title_en\": \"put in force\","
                                " \"from_titles\": [\"mới\", \"đang chờ\"], \"from_titles_en\": [\"new\", \"waiting\"],"
                                " \"to_title\": \"đã áp dụng\", \"to_title_en\": \"in force\", \"roles\": [\"administrator\", \"machine\"],"
                                " \"other_than_title\": \"đề xuất\", \"other_than_title_en\": \"proposed\", \"needs\": [\"reason\", \"until\"], \"follows\": \"put_in_force\"}]}";
    (void)state;
    struct arena *arena = arena_create();
    assert_non_null(strstr(printed(arena, "workflow", list, false), "draft  dự thảo  đã dự thảo; không dự thảo được  miễn lập"));
    assert_non_null(strstr(printed(arena, "workflow", list, true), "draft  draft  drafted; refused  omit"));
    const char *text = printed(arena, "workflow show", shown, false);
    static const char *const words[] = {"mới; đang chờ  đã áp dụng  quản trị viên; máy chủ  đề xuất", "lý do; ngày cuối", "đưa quy tắc vào áp dụng"};
    for (size_t i = 0; i < LEN(words); i++)
        assert_non_null(strstr(text, words[i]));
    assert_non_null(strstr(printed(arena, "workflow show", shown, true), "new; waiting  in force  administrator; daemon  proposed"));
    arena_destroy(arena);
}

int main(void)
{
    unsetenv("THIDUA_LANG");
    unsetenv("THIDUA_STATE");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_understood),     cmocka_unit_test(mistakes_are_said), cmocka_unit_test(a_contest_is_named_by_its_folder),
        cmocka_unit_test(tables_are_aligned),       cmocka_unit_test(cells_are_for_people),
        cmocka_unit_test(what_has_two_languages_is_read_in_the_readers),
        cmocka_unit_test(a_figure_of_nothing_is_its_verdict),
        cmocka_unit_test(help_names_every_command), cmocka_unit_test(a_first_word_alone_lists_its_commands),
        cmocka_unit_test(problems_say_file_and_row),
        cmocka_unit_test(a_version_is_shown_without_its_rule_tests),
        cmocka_unit_test(a_proposal_says_what_comes_next),
        cmocka_unit_test(refused_drafts_have_a_line_each),
        cmocka_unit_test(a_board_says_what_was_sealed),
        cmocka_unit_test(what_is_still_needed_has_one_name),
        cmocka_unit_test(a_trend_has_a_line_a_month),
        cmocka_unit_test(life_cycles_are_told_in_the_readers_language),
        cmocka_unit_test(a_contest_is_shown_with_all_that_the_help_promises),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
