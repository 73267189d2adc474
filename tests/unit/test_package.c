/* package: what Debian's inih does at its limits and how our reader refuses it; every file of a package, each
 * of its mistakes with file, line and remedy; units through the succession of 2025-07-01. */
#include "base/text.h"
#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/day.h"
#include "base/err.h"
#include "base/file.h"
#include "base/json.h"
#include "base/problem.h"
#include "base/value.h"
#include "package/ini.h"
#include "package/package.h"
#include "package/setting.h"

#include <ini.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define FOLDER THIDUA_SOURCE "/rules/hai-an-2024"

static struct arena *arena;
static struct problems problems;

static int setup(void **state)
{
    (void)state;
    arena = arena_create();
    problems_init(&problems, arena);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

static int32_t day(const char *text)
{
    int32_t parsed;
    assert_true(day_parse(text, &parsed));
    return parsed;
}

/* ---- inih ---- */

static int note(void *user, const char *section, const char *name, const char *value)
{
    buffer_printf(user, "[%s]%s=%s\n", section, name, value);
    return 1;
}

/* `count` times c */
static char *many(char c, int count)
{
    char *text = arena_alloc(arena, (size_t)count + 1);
    memset(text, c, (size_t)count);
    return text;
}

/* The day-one test: what Debian's inih makes of each of these, silently, and that our reader refuses it,
 * where. */
static void test_limits_of_inih(void **state)
{
    (void)state;
    const struct {
        const char *text, *inih; /* what inih hands over; NULL: begins with … is told by `cut` */
        int cut;                 /* bytes of the last value that inih kept of more */
        int line;
        const char *refusal;
    } cases[] = {
        {arena_printf(arena, "[a]\nk = %s\n", many('v', 300)), NULL, 195, 2, "longer than 197 bytes"},
        {arena_printf(arena, "[a]\nk = %sếếếế\n", many('v', 194)), NULL, 195, 2, "longer than 197 bytes"},
        {"[a]\nk = một ;hai\n", "[a]k=một\n", 0, 2, "would begin a comment"},
        {"[a]\nk = 1\nl = 2\nk = 3\n", "[a]k=1\n[a]l=2\n[a]k=3\n", 0, 4, "this key stands above"},
        {arena_printf(arena, "[%s]\nk = 1\n", many('s', 60)), arena_printf(arena, "[%s]k=1\n", many('s', 49)),
         0, 1, "longer than 49 bytes"},
        {arena_printf(arena, "[a]\n%s = 1\n  2\n", many('n', 60)),
         arena_printf(arena, "[a]%s=1\n[a]%s=2\n", many('n', 60), many('n', 49)), 0, 2,
         "longer than 49 bytes"},
        {"[a]\nk = 1\n  # hai\n", "[a]k=1\n", 0, 3, "would be skipped"},
        {"[a]\nk: 1\n", "[a]k=1\n", 0, 2, "write “key = value”"},
        {"[a] b\nk = 1\n", "[a]k=1\n", 0, 1, "the section cannot be read"},
        {"[a]\nk = 1\n[a]\nk = 2\n", "[a]k=1\n[a]k=2\n", 0, 3, "this section stands above"},
        {"k = 1\n", "[]k=1\n", 0, 0, NULL}, /* a key before all sections is read: texts.ini has such */
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        struct buffer seen = {0};
        ini_parse_string(cases[i].text, note, &seen);
        if (cases[i].inih)
            assert_string_equal(buffer_text(&seen), cases[i].inih);
        else
            assert_int_equal(strcspn(strchr(buffer_text(&seen), '=') + 1, "\n"), cases[i].cut);
        buffer_finish(&seen);
        struct file file = {"x.ini", cases[i].text, strlen(cases[i].text)};
        problems_init(&problems, arena);
        ini_read(arena, &file, &problems);
        if (!cases[i].refusal) {
            assert_int_equal(problems.len, 0);
            continue;
        }
        assert_true(problems.len > 0);
        assert_string_equal(problems.items[0].file, "x.ini");
        assert_int_equal(problems.items[0].line, cases[i].line);
        if (!strstr(problems.items[0].en, cases[i].refusal))
            fail_msg("%s: %s", cases[i].text, problems.items[0].en);
    }
}

static const char *value_of(const struct ini *ini, const char *section, const char *key)
{
    const struct ini_key *found = ini_key_find(ini_find(ini, section), key);
    return found ? found->value : NULL;
}

static void test_ini_reads(void **state)
{
    (void)state;
    static const char text[] = "\xef\xbb\xbf# ghi chú ; # [x]\r\n"
                               "[mục-không]\n" /* refused */
                               "[one]\r\n"
                               "k = một, hai\r\n"
                               "  ba\r\n"
                               "\r\n"
                               "\tbốn = [năm]: #sáu\n"
                               "\n"
                               "; ghi chú\n"
                               "  .\n"
                               "  bảy\n"
                               "empty =\n"
                               "late=\n"
                               "   x;y\n"
                               "[two 2024-11-01]\n"
                               "[three]\n"
                               "last = 9";
    struct file file = {"x.ini", text, sizeof text - 1};
    struct ini ini = ini_read(arena, &file, &problems);
    assert_int_equal(problems.len, 1);
    assert_int_equal(problems.items[0].line, 2);
    assert_string_equal(value_of(&ini, "one", "k"), "một, hai ba bốn = [năm]: #sáu\nbảy");
    assert_string_equal(value_of(&ini, "one", "empty"), "");
    assert_string_equal(value_of(&ini, "one", "late"), "x;y");
    assert_string_equal(value_of(&ini, "three", "last"), "9");
    assert_null(value_of(&ini, "one", "none"));
    assert_int_equal(ini_find(&ini, "two 2024-11-01")->line, 15);
    assert_int_equal(ini_key_find(ini_find(&ini, "three"), "last")->line, 17);
}

/* Each line is wrong in its own way; the reader says so at each, and once. */
static void test_ini_refuses(void **state)
{
    (void)state;
    static const struct {
        const char *line, *refusal;
    } cases[] = {
        {"k = \xff\xfe", "not UTF-8"},          {"k = a\x01z", "control character"},
        {"k = a\xef\xbf\xbez", "control character"},
        {"k = e\xcc\x82", "not composed"},      {"k = \xc3\x90\xe1\xba\xb1ng", "U+00D0"},
        {"khóa = 1", "the key cannot be read"}, {"two words = 1", "the key cannot be read"},
        {"= 1", "the key cannot be read"},      {"chẳng có dấu bằng", "not understood"},
        {"[", "section cannot be read"},        {"[]", "section cannot be read"},
        {"[a", "section cannot be read"},       {"k = 1\t; x", "would begin a comment"},
        {"\x7f", "control character"},          {"# \xff", "not UTF-8"},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        const char *text = arena_printf(arena, "[s]\na = 1\n%s\n  goes on\nb = 2\n", cases[i].line);
        struct file file = {"x.ini", text, strlen(text)};
        problems_init(&problems, arena);
        struct ini ini = ini_read(arena, &file, &problems);
        if (problems.len != 1 || problems.items[0].line != 3 ||
            !strstr(problems.items[0].en, cases[i].refusal))
            fail_msg("%s: %zu %s", cases[i].line, problems.len, problems.len ? problems.items[0].en : "");
        if (cases[i].line[0] != '[')
            assert_string_equal(value_of(&ini, "s", "b"), "2");
    }
    struct file indented = {"x.ini", "[s]\n  k = 1\n", 12};
    problems_init(&problems, arena);
    ini_read(arena, &indented, &problems);
    assert_int_equal(problems.len, 1);
    assert_non_null(strstr(problems.items[0].en, "without a key above"));
}

static void test_ini_hostile_sizes(void **state)
{
    (void)state;
    static const char *const pieces[] = {"a=\n", "[]\n",   "x\n",   "\n",   " \n",
                                         "=\n",  "\xff\n", "[a]\n", " a\n", "k = v\n v\n"};
    for (size_t i = 0; i < LEN(pieces); i++) {
        struct buffer text = {0};
        buffer_puts(&text, "[s]\nk = 1\n");
        while (text.len + 16 < INI_FILE_BYTES)
            buffer_puts(&text, pieces[i]);
        problems_init(&problems, arena);
        struct file file = {"x.ini", text.bytes, text.len};
        ini_read(arena, &file, &problems);
        assert_true(problems.len <= 102);
        buffer_finish(&text);
    }
    struct buffer sections = {0};
    for (int i = 0; i < 3000; i++)
        buffer_printf(&sections, "[s%d]\nk = 1\n", i);
    problems_init(&problems, arena);
    struct file file = {"x.ini", sections.bytes, sections.len};
    struct ini ini = ini_read(arena, &file, &problems);
    assert_true(problems.len == 1 && ini.len <= 2002);
    buffer_finish(&sections);
    struct file nul = {"x.ini", "[a]\0b", 5};
    struct file large = {"x.ini", many('#', INI_FILE_BYTES + 1), INI_FILE_BYTES + 1};
    problems_init(&problems, arena);
    ini_read(arena, &nul, &problems);
    ini_read(arena, &large, &problems);
    assert_int_equal(problems.len, 2);
}

/* ---- a package ---- */

/* The files of ours as shipped, the others as small as they may be. */
static struct file_list base_files(void)
{
    static const char *const shipped[] = {"contest.ini", "units.csv",   "successions.csv",
                                          "records.ini", "targets.ini", "calendar.ini"};
    static const struct {
        const char *path, *text;
    } made[] = {
        {"bodies.ini",
         "[ubnd 2024-01-01]\nhead_1 = ỦY BAN\nuntil = 2025-06-30\n[ubnd 2025-07-01]\nhead_1 = PHƯỜNG\n"},
        {"legal.ini", "[award 2024-01-01]\ntext = NĐ 98\n[award 2025-07-01]\ntext = NĐ 152\n"},
        {"rates.ini",
         "[base_salary 2024-07-01]\nvalue = 2340000\nreference = NĐ 73/2024\n"
         "[district.individual 2024-01-01]\nvalue = 0,30\nreference = NĐ 98\nuntil = 2025-06-30\n"},
        {"texts.ini", "plain = 1\n[alert]\nmissed = {{ short }} tin\n"},
        {"documents.ini",
         "[a]\ntitle = Quyết định\nfile = documents/a.docx\ntrigger = decision\nissuer = ubnd\n"},
        {"documents/a.docx", "PK"},
        {"criteria/1.1.lua", "return 1"},
        {"criteria/10.1.lua", "return 4"},
        {"criteria/2.1.lua", "return 3"},
        {"criteria/1.2.lua", "return 2"},
    };
    struct file_list files = {arena_alloc(arena, 32 * sizeof *files.items), 0};
    struct err err = {0};
    for (size_t i = 0; i < LEN(shipped); i++) {
        struct file *file = &files.items[files.len++];
        if (!file_read(arena, arena_printf(arena, FOLDER "/%s", shipped[i]), PACKAGE_MAX, file, &err))
            fail_msg("%s", err.en);
        file->path = shipped[i];
    }
    for (size_t i = 0; i < LEN(made); i++)
        files.items[files.len++] = (struct file){made[i].path, made[i].text, strlen(made[i].text)};
    return files;
}

static struct file *file_of(struct file_list *files, const char *path)
{
    for (size_t i = 0; i < files->len; i++)
        if (strcmp(files->items[i].path, path) == 0)
            return &files->items[i];
    return NULL;
}

static struct package *read_base(void)
{
    struct file_list files = base_files();
    struct package *package = package_read(arena, &files, &problems);
    for (size_t i = 0; i < problems.len; i++)
        fail_msg("%s:%d: %s", problems.items[i].file, problems.items[i].line, problems.items[i].en);
    return package;
}

static void test_package_reads(void **state)
{
    (void)state;
    const struct package *package = read_base();
    assert_string_equal(package->id, "hai-an-2024");
    assert_string_equal(
        package->theme,
        "Lực lượng mới, khí thế mới, thi đua bảo đảm an ninh, trật tự ở cơ sở trong tình hình mới");
    assert_int_equal(package->phase_count, 2);
    assert_int_equal(package->phases[0].until, day("2025-02-04"));
    assert_int_equal(package->until, day("2025-08-20"));
    assert_ptr_equal(package_phase(package, "phase-2"), &package->phases[1]);
    assert_null(package_phase(package, "phase-3"));
    assert_int_equal(package->schedule.provisional_minute, 23 * 60 + 30);
    assert_int_equal(package->schedule.notice_reply_days, 8);
    assert_int_equal(package->conclusion_percent, 80);
    assert_int_equal(package->quota, 1);
    assert_int_equal(package->types.len, 25);
    assert_int_equal(package->targets.len, 21);
    static const char *const ids[] = {"1.1", "1.2", "2.1", "10.1"};
    assert_int_equal(package->criterion_count, LEN(ids));
    for (size_t i = 0; i < LEN(ids); i++)
        assert_string_equal(package->criteria[i].id, ids[i]);
    assert_string_equal(package->criteria[3].path, "criteria/10.1.lua");
    assert_int_equal(strlen(package->criteria[3].rule), 64);
    assert_string_equal(package->documents[0].trigger, "decision");
    assert_string_equal(value_get_text(package->documents[0].settings, "issuer", ""), "ubnd");
    assert_null(value_get(package->documents[0].settings, "title"));
    assert_string_equal(value_get_text(package->texts, "alert.missed", ""), "{{ short }} tin");
    assert_string_equal(value_get_text(package->texts, "plain", ""), "1");
}

static void test_dated_sections(void **state)
{
    (void)state;
    const struct package *package = read_base();
    const struct value *ubnd = value_get(package->bodies, "ubnd");
    assert_int_equal(value_len(ubnd), 2);
    assert_string_equal(value_get_text(package_dated(ubnd, day("2025-06-30")), "head_1", ""), "ỦY BAN");
    assert_string_equal(value_get_text(package_dated(ubnd, day("2025-07-01")), "head_1", ""), "PHƯỜNG");
    assert_null(package_dated(ubnd, day("2023-12-31")));
    const struct value *legal = value_get(package->legal, "award");
    assert_string_equal(value_get_text(value_at(legal, 0), "until", ""), "2025-06-30");
    assert_true(value_is_null(value_get(value_at(legal, 1), "until")));
    const struct param *accepted = param_find(&package->targets, "2.1.accepted");
    assert_string_equal(param_at(accepted, day("2025-02-28"))->value,
                        "district_police, city_police, ministry");
    assert_string_equal(param_at(accepted, day("2025-03-01"))->value, "city_police, ministry");
    assert_null(param_at(accepted, day("2024-10-31")));
    const struct param *rate = param_find(&package->rates, "district.individual");
    assert_string_equal(param_at(rate, day("2025-06-30"))->value, "0,30");
    assert_null(param_at(rate, day("2025-07-01"))); /* it ended and nothing follows */
}

/* contest.md §3, in full: order and marks as in its table. */
static void test_record_types(void **state)
{
    (void)state;
    static const struct {
        const char *name, *fields, *key;
    } expected[] = {
        {"unit", "unit_id level parent? name code? valid_from valid_until?", "unit_id valid_from"},
        {"member", "member_id team full_name birth_date sex role valid_from valid_until?",
         "member_id valid_from"},
        {"absence", "member_id valid_from valid_until reason", "member_id valid_from"},
        {"tip", "tip_id ward team? received_on channel category? verified duplicate_of?", "tip_id"},
        {"incident",
         "incident_id ward team? occurred_at notified_at? presence arrived_at? confirmed_timely? note?",
         "incident_id"},
        {"callout", "callout_id ward team? kind called_at arrived_at? confirmed_timely?", "callout_id"},
        {"model", "model_id ward name started_on ended_on? recognised_on? recognised_by? document?",
         "model_id"},
        {"business_violation", "violation_id ward business act_on decision_no? decision_on? self_detected",
         "violation_id"},
        {"population", "population_id ward area as_of residents provided", "population_id"},
        {"weapon_case", "case_id ward on_date kind self_detected", "case_id"},
        {"weapon_handover", "handover_id ward on_date kind quantity", "handover_id"},
        {"managed_person", "person_code ward person_group valid_from valid_until?",
         "person_code ward valid_from"},
        {"reoffence", "reoffence_id ward person_code on_date basis decision_no?", "reoffence_id"},
        {"patrol", "patrol_id member_id on_date shift? route?", "patrol_id"},
        {"accident", "accident_id ward on_date level dead? injured?", "accident_id"},
        {"good_deed", "deed_id team on_date kind member_id? description document?", "deed_id"},
        {"submission", "ward period record_type nil_return submitted_on", "ward period record_type"},
        {"nomination",
         "nomination_id ward phase kind subject? addressee? achievement minutes_on? "
         "votes_for? votes_present?",
         "nomination_id"},
        {"eligibility_flag", "subject kind valid_from valid_until?", "subject kind valid_from"},
        {"award", "award_id subject phase form given_by achievement decision_no decision_on amount",
         "award_id"},
        {"funding", "funding_id ward on_date source kind amount", "funding_id"},
        {"budget_line", "line_id phase kind item amount document?", "line_id"},
        {"publicity", "publicity_id unit on_date title channel link? about?", "publicity_id"},
        {"inspection", "inspection_id unit on_date inspected finding document?", "inspection_id"},
        {"obstacle", "obstacle_id unit reported_on description progress answer?", "obstacle_id"},
    };
    struct record_types read = read_base()->types, types;
    /* through a value and back, as a worker gets them */
    record_types_from_value(arena, record_types_to_value(&read, arena), &types);
    assert_int_equal(types.len, LEN(expected));
    for (size_t i = 0; i < LEN(expected); i++) {
        const struct record_type *type = &types.items[i];
        char *fields = arena_strdup(arena, ""), *key = fields;
        for (size_t j = 0; j < type->field_count; j++)
            fields = arena_printf(arena, "%s%s%s%s", fields, j ? " " : "", type->fields[j].name,
                                  type->fields[j].required ? "" : "?");
        for (size_t j = 0; j < type->key_count; j++)
            key = arena_printf(arena, "%s%s%s", key, j ? " " : "", type->key[j]);
        assert_string_equal(type->name, expected[i].name);
        assert_string_equal(fields, expected[i].fields);
        assert_string_equal(key, expected[i].key);
    }
    const struct field *level = record_field(record_type_find(&types, "accident"), "level");
    assert_int_equal(field_choice_rank(level, "serious"), 2);
    assert_int_equal(field_choice_rank(level, "grave"), -1);
    const struct value *titles = field_word_titles(level, arena);
    assert_string_equal(value_get_text(titles, "serious", ""), "nghiêm trọng");
    assert_int_equal(value_len(titles), level->choice_count);
    const struct field *occurred = record_field(record_type_find(&types, "incident"), "occurred_at");
    assert_string_equal(field_day_column(arena, occurred), "occurred_on");
    assert_true(record_field(record_type_find(&types, "member"), "valid_until")->planned);
    assert_string_equal(record_field(record_type_find(&types, "tip"), "ward")->level, "ward");
    assert_string_equal(record_type_find(&types, "submission")->touches_on, "period");
    assert_null(record_type_find(&types, "none"));
    assert_int_equal(record_type_find(&read, "tip")->warning_count, 2);
}

static void test_hash_names_the_content(void **state)
{
    (void)state;
    struct file_list files = base_files(), turned = base_files();
    for (size_t i = 0; i < files.len; i++)
        turned.items[i] = files.items[files.len - 1 - i];
    const char *hash = package_read(arena, &files, &problems)->hash;
    assert_string_equal(package_read(arena, &turned, &problems)->hash, hash);
    assert_int_equal(problems.len, 0);
    file_of(&turned, "criteria/1.1.lua")->bytes = "return 9";
    assert_string_not_equal(package_read(arena, &turned, &problems)->hash, hash);
}

static const char *table_of(const struct package *read, const char *id)
{
    for (size_t i = 0; i < read->criterion_count; i++)
        if (strcmp(read->criteria[i].id, id) == 0)
            return json_text(arena, read->criteria[i].table);
    return "none";
}

/* An INI file gives the very table that a Lua file would return; beside a Lua file it names the evaluator. */
static void test_criteria_without_lua(void **state)
{
    (void)state;
    struct package *read;
    problems_init(&problems, arena);
    assert_true(package_read_folder(arena, THIDUA_SOURCE "/tests/plugins/contest", &problems, &read, NULL));
    assert_int_equal(problems.len, 0);
    assert_int_equal(read->criterion_count, 5);
    assert_string_equal(
        table_of(read, "1"),
        "{\"title\":\"Sách trả đúng hẹn\",\"subject\":\"ward\",\"reports\":[\"loan\"],\"target\":\"1.share\","
        "\"counts\":\"lượt\",\"judge\":\"share_at_least\","
        "\"says\":\"{{ num | so2 }}/{{ den | so2 }} lượt = {{ value }} (mức giao {{ target }})\","
        "\"measure\":{\"of\":\"loan\",\"date\":\"on_date\",\"num\":\"returned = 'yes'\",\"den\":true},"
        "\"examples\":[{\"target\":\"80 %\",\"verdict\":\"met\",\"row\":{\"num\":8,\"den\":10}},"
        "{\"target\":\"80 %\",\"verdict\":\"missed\",\"row\":{\"num\":79,\"den\":100}},"
        "{\"target\":\"80 %\",\"reported\":false,\"verdict\":\"not_reported\",\"row\":{\"num\":8,\"den\":10}}]}");
    const struct criterion_source *sql = &read->criteria[1], *plugin = &read->criteria[2], *both = &read->criteria[4];
    assert_null(sql->evaluator);
    assert_non_null(strstr(json_text(arena, sql->table), "GROUP BY ward"));
    assert_string_equal(json_text(arena, plugin->evaluator), "{\"name\":\"template\",\"parameters\":{\"least\":\"30\"}}");
    assert_string_equal(both->path, "criteria/5.lua");
    assert_null(both->table);
    assert_string_equal(value_get_text(both->evaluator, "name", ""), "template");

    /* the version is of all files of the criterion */
    struct file_list files = read->files;
    for (size_t i = 0; i < files.len; i++)
        if (strcmp(files.items[i].path, "criteria/2.sql") == 0)
            files.items[i].bytes = arena_printf(arena, "%s-- other", files.items[i].bytes);
    file_of(&files, "criteria/2.sql")->len += strlen("-- other");
    const struct package *changed = package_read(arena, &files, &problems);
    assert_string_not_equal(changed->criteria[1].rule, sql->rule);
    assert_string_equal(changed->criteria[2].rule, plugin->rule);
}

static int line_of(const char *text, const char *at)
{
    int line = 1;
    for (; text < at; text++)
        line += *text == '\n';
    return line;
}

enum { ANY = 1000 };

/* One change of one file, and the first problem that it must bring. */
struct mistake {
    const char *path, *old, *new; /* old NULL: the whole file; new NULL: the file is away */
    int below;                    /* the problem's line below the change's, or ANY */
    const char *says;
};

static void check_mistake(const struct mistake *mistake)
{
    struct file_list files = base_files();
    struct file *file = file_of(&files, mistake->path);
    int line = 0;
    problems_init(&problems, arena);
    if (!file) {
        files.items[files.len++] = (struct file){mistake->path, mistake->new, strlen(mistake->new)};
    } else if (!mistake->new) {
        *file = files.items[--files.len];
    } else {
        const char *at = mistake->old ? strstr(file->bytes, mistake->old) : file->bytes;
        if (!at)
            fail_msg("%s: %s", mistake->path, mistake->old);
        line = line_of(file->bytes, at) + mistake->below;
        const char *rest = mistake->old ? at + strlen(mistake->old) : "";
        file->bytes =
            arena_printf(arena, "%.*s%s%s", (int)(at - file->bytes), file->bytes, mistake->new, rest);
        file->len = strlen(file->bytes);
    }
    package_read(arena, &files, &problems);
    for (size_t i = 0; i < problems.len; i++) {
        const struct problem *problem = &problems.items[i];
        if (strcmp(problem->file, mistake->path) == 0 && strstr(problem->en, mistake->says) &&
            (mistake->below == ANY || problem->line == line))
            return;
    }
    fail_msg("%s: “%s” → line %d “%s” was not said; %s:%d %s", mistake->path,
             mistake->new ? mistake->new : "(away)", line, mistake->says,
             problems.len ? problems.items[0].file : "", problems.len ? problems.items[0].line : 0,
             problems.len ? problems.items[0].en : "");
}

static void test_mistakes(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        /* files */
        {"criteria/1.1.sql", NULL, "SELECT 1", ANY, "this SQL belongs to no criterion; add criteria/1.1.ini"},
        {"criteria/9.ini", NULL, "[criterio]\n", ANY, "the section [criterion] is missing"},
        {"criteria/9.ini", NULL, "[criterion]\ntitle = a\n", ANY, "add a section [measure] or the file criteria/9.sql"},
        {"criteria/9.ini", NULL, "[criterion]\ntitle = a\n[measures]\n", ANY, "measure"},
        {"criteria/9.ini", NULL, "[criterion]\nevaluator = sql\n[parameters]\na = b\n", ANY, "is only for an evaluator that is a plugin"},
        {"criteria/1.1.ini", NULL, "[criterion]\ntitle = a\n", ANY, "evaluator"},
        {"criteria/1.1.ini", NULL, "[criterion]\nevaluator = a\n[measure]\nof = tip\n", ANY, "has no such section"},
        {"criteria/1.1.txt", NULL, "a", ANY, "a criterion's file is named by its number"},
        {"contest.ini", NULL, NULL, ANY, "add contest.ini"},
        {"units.csv", NULL, NULL, ANY, "add units.csv"},
        {"targest.ini", NULL, "", ANY, "do you mean targets.ini?"},
        {"notes/odd.txt", NULL, "", ANY, "delete it or move it"},
        {"documents/b.docx", NULL, "PK", ANY, "add “file = documents/b.docx”"},
        {"criteria/abc.lua", NULL, "", ANY, "named by its number"},
        {"criteria/1.1.txt", NULL, "", ANY, "named by its number"},
        {"criteria/01.1.lua", NULL, "", ANY, "named by its number"},
        {"criteria/1..1.lua", NULL, "", ANY, "named by its number"},
        {"criteria/1.1..lua", NULL, "", ANY, "named by its number"},
        {"criteria/1.1.lua", NULL, "\033Lua", ANY, "not Lua source"},
        {"criteria/1.1.lua", NULL, "\xff", ANY, "not Lua source"},
        /* contest.ini */
        {"contest.ini", "[contest]", "[contst]", 0, "do you mean [contest]?"},
        {"contest.ini", "[quota]", "[nothing]", 0, "no such section; delete"},
        {"contest.ini", "[quota]", "[levels]\nward = thôn\n[quota]", 1, "the Vietnamese | the English word"},
        {"contest.ini", "[quota]", "[levels]\nward = | village\n[quota]", 1,
         "the Vietnamese | the English word"},
        {"contest.ini", "[quota]", "[levels]\nwards = thôn | village\n[quota]", 1, "do you mean “ward”?"},
        {"contest.ini", "short_name", "shrt_name", 0, "do you mean “short_name”?"},
        {"contest.ini", "id = hai-an-2024", "id = Hải An", 0, "cannot be an id"},
        {"contest.ini", "id = hai-an-2024", "id =", 0, "this key is missing"},
        {"contest.ini", "district = quan-hai-an", "district = cat-bi", ANY,
         "is no unit of the level district"},
        {"contest.ini", "until = 2025-08-19\n\n[phase-1]", "until = 2024-08-19\n\n[phase-1]", 0,
         "the last day is before"},
        {"contest.ini", "until = 2025-02-03", "until = 2025-02-30", 0, "is no date"},
        {"contest.ini", "until = 2025-02-03", "until = 2025-02-02", 9, "write 2025-02-03"},
        {"contest.ini", "from = 2025-02-04\nuntil = 2025-08-19", "from = 2025-02-04\nuntil = 2025-08-18", ANY,
         "must end with the contest"},
        {"contest.ini", "month_mode = calendar", "month_mode = lunar", 0, "write calendar or d15_d14"},
        {"contest.ini", "close_grace_days = 5", "close_grace_days = 0", 0, "whole number from 1 to 60"},
        {"contest.ini", "close_grace_days = 5", "close_grace_days = five", 0, "whole number from 1 to 60"},
        {"contest.ini", "close_grace_days = 5", "close_grace_days = 9", ANY, "before the phase is sealed"},
        {"contest.ini", "final_at = 17:00", "final_at = 24:00", 0, "like 17:00"},
        {"contest.ini", "final_at = 17:00", "final_at = 5pm", 0, "like 17:00"},
        {"contest.ini", "percent = 80", "percent = 101", 0, "from 1 to 100"},
        {"contest.ini", NULL, "x = 1\n", ANY, "outside of all sections"},
        /* units.csv, successions.csv */
        {"units.csv", "id,level", "id,levle", ANY, "do you mean “level”?"},
        {"units.csv", "nam-hai,ward", "Nam Hải,ward", 0, "cannot be a unit's id"},
        {"units.csv", "nam-hai,ward", "nam-hai,team", 0, "write one of: city, district, ward"},
        {"units.csv", "nam-hai,ward,quan-hai-an", "nam-hai,ward,", 0, "lacks the unit above"},
        {"units.csv", "nam-hai,ward,quan-hai-an", "nam-hai,ward,quan-x", 0, "has no unit “quan-x”"},
        {"units.csv", "nam-hai,ward,quan-hai-an", "nam-hai,ward,cat-bi", 0, "is not of a higher level"},
        {"units.csv", "nam-hai,ward,quan-hai-an", "cat-bi,ward,quan-hai-an", 1,
         "has another row for these days"},
        {"units.csv", "Nam Hải,11419,2007-01-01,2025-06-30", "Nam Hải,11419,2007-01-01,2025-07-01", 0,
         "does not stand through"},
        {"units.csv", "Nam Hải,11419,2007-01-01", "Nam Hải,11419,hôm qua", 0, "is no date"},
        {"units.csv", "Nam Hải,11419,2007-01-01", "Nam Hải,11419,2025-07-02", 0, "the last day is before"},
        {"units.csv", "Nam Hải,11419", ",11419", 0, "lacks its name"},
        {"successions.csv", "trang-cat,phuong-hai-an", "trang-cat,phuong-x", 0, "has no unit “phuong-x”"},
        {"successions.csv", "trang-cat,phuong-hai-an,2025-07-01", "trang-cat,phuong-hai-an,2025-08-01", 0,
         "does not stand on the day before"},
        {"successions.csv", "trang-cat,phuong-hai-an,2025-07-01", "trang-cat,phuong-hai-an,2025-06-01", 0,
         "still stands"},
        {"successions.csv", "nam-hai,phuong-dong-hai,2025-07-01,split,yes",
         "nam-hai,phuong-dong-hai,2025-07-01,split,no", 0, "exactly one main successor"},
        {"successions.csv", "merge,yes,Ng", "join,yes,Ng", 0, "write one of: merge"},
        /* records.ini */
        {"records.ini", "[tip.fields]\ntip_id = text 40", "[tip.fields]\ntip_id = txt 40", 1,
         "do you mean “text”?"},
        {"records.ini", "tip_id = text 40 | Mã nguồn tin", "tip_id = text 40", 0, "title is missing"},
        {"records.ini", "tip_id = text 40 |", "tip_id = text forty |", 0, "not understood"},
        {"records.ini", "key = tip_id", "key = tip_idd", 0, "do you mean “tip_id”?"},
        {"records.ini", "tip_id = text", "tip_id? = text", ANY, "must be required"},
        {"records.ini", "touches_on = received_on", "touches_on = channel", 0, "is no date field"},
        {"records.ini", "touches_until = ended_on\n", "", ANY, "both touches_from and touches_until"},
        {"records.ini", "received_on = date", "select = date", 0, "or of the system"},
        {"records.ini", "category? = text", "state? = text", 0, "or of the system"},
        {"records.ini", "occurred_at = datetime", "occurred = datetime", 0, "ends in _at"},
        {"records.ini", "note? = text 1000", "occurred_on? = text 1000", -5, "stands twice"},
        {"records.ini", "note? = text 1000", "ward? = text 1000", 0, "stands twice"},
        {"records.ini", "presence = choice required: cần có mặt, not_required", "presence = choice required", 0,
         "not understood"},
        {"records.ini", "presence = choice required: cần có mặt", "presence = choice required:", 0, "not understood"},
        {"records.ini", "presence = choice required: cần có mặt", "presence = choice : cần có mặt", 0, "not understood"},
        {"records.ini", "[tip.warning.1]", "[tip.waring.1]", 0, "there is no part"},
        {"records.ini", "[tip.warning.1]", "[trip.warning.1]", 0, "belongs to no type"},
        {"records.ini", "column = duplicate_of", "column = duplicate", 0, "has no field “duplicate”"},
        {"records.ini", "[unit]", "[units]", ANY, "the house needs it"},
        {"records.ini", "[member]", "[person]", ANY, "the house needs it"},
        {"records.ini", "votes_for? = number", "votes = number", ANY, "“votes_for” that the house needs"},
        {"records.ini", "[accident]", "[audit]", 0, "or of the system"},
        {"records.ini", "residents = number 0..10000000", "residents = number 5..1", 0, "not understood"},
        /* targets.ini and the other dated files */
        {"targets.ini", "value = 80 %", "value = 8O %", 0, "write it like 80 %"},
        {"targets.ini", "value = 80 %", "value = 80", 0, "write it like 80 %"},
        {"targets.ini", "value = 15", "value = 15 %", 0, "write it like 15"},
        {"targets.ini", "type = percent", "type = share", 0, "write percent, number or words"},
        {"targets.ini", "value = 80 %", "vlue = 80 %", 0, "do you mean “value”?"},
        {"targets.ini", "[1.1.share 2024-11-01]", "[1.1.share]", 0, "lacks its first day"},
        {"targets.ini", "[1.1.share 2024-11-01]", "[1.1.share 2024-11-02]", 0,
         "date its first section 2024-11-01"},
        {"targets.ini", "[2.1.accepted 2025-03-01]", "[2.1.accepted 01/11/2024]", ANY,
         "two sections of one day"},
        {"targets.ini", "[2.1.accepted 2025-03-01]\n", "until = 2025-03-01\n[2.1.accepted 2025-03-01]\n", 0,
         "still holds when the next"},
        {"bodies.ini", "until = 2025-06-30", "until = 2023-06-30", 0, "the last day is before"},
        {"legal.ini", "text = NĐ 98", "txt = NĐ 98", ANY, "this key is missing"},
        {"rates.ini", "value = 0,30", "value = 0.3.0", 0, "write it like 15 or 0,30"},
        {"documents.ini", "documents/a.docx", "documents/x.docx", 0, "has no file"},
        {"documents.ini", "[a]", "[a-b]", 0, "a kind is named with letters"},
        {"documents.ini", "[a]", "[a_kind_of_21_letters_]", 0, "a kind is named with letters"},
        {"documents.ini", "decision", "descision", 0, "write one of: decision, notice"},
        {"documents.ini", "issuer = ubnd", "evidence = documents/a.sql", 0, "has no file “documents/a.sql”"},
        {"documents.ini", "[a]\n", "file = documents/a.docx\n[a]\n", 0, "put it below a [kind]"},
        {"texts.ini", "{{ short }}", "{{ short", 0, ""},
        {"units.csv", "cat-bi,ward", "cat-bi-2,ward", ANY, "without a successor"},
        {"documents.ini", "title = Quyết định\n", "", ANY, "this key is missing"},
        {"texts.ini", "plain = 1", "alert.missed = 1", 2, "stands above"},
        /* calendar.ini */
        {"calendar.ini", "[holidays]", "[holiday]", 0, "do you mean [holidays]?"},
        {"calendar.ini", "2025-01-01 =", "2025-01-32 =", 0, "no day and no range"},
        {"calendar.ini", "2025-01-25..2025-02-02", "2025-02-02..2025-01-25", 0, "no day and no range"},
        {"calendar.ini", "2025-01-25..2025-02-02", "2025-01-25..2125-02-02", 0, "no day and no range"},
        {"calendar.ini", "2025-04-26 =", "2025-04-25 =", 0, "a Saturday or a Sunday"},
        {"calendar.ini", "2025-04-07 =", "2025-05-01 =", ANY, "stands in another line"},
    };
    for (size_t i = 0; i < LEN(mistakes); i++)
        check_mistake(&mistakes[i]);
}

/* All at once: three files with a mistake each give three problems, in the order of a reader. */
static void test_all_problems_at_once(void **state)
{
    (void)state;
    struct file_list files = base_files();
    *file_of(&files, "rates.ini") =
        (struct file){"rates.ini", "[x 2024-01-01]\nvalue = ?\nreference = r\n", 40};
    file_of(&files, "rates.ini")->len = strlen(file_of(&files, "rates.ini")->bytes);
    *file_of(&files, "texts.ini") = (struct file){"texts.ini", "oops\n", 5};
    *file_of(&files, "legal.ini") = (struct file){"legal.ini", "[x]\n", 4};
    package_read(arena, &files, &problems);
    problems_sort(&problems);
    assert_int_equal(problems.errors, 3);
    assert_string_equal(problems.items[0].file, "legal.ini");
    assert_string_equal(problems.items[1].file, "rates.ini");
    assert_int_equal(problems.items[1].line, 2);
    assert_string_equal(problems.items[2].file, "texts.ini");
    for (size_t i = 0; i < problems.len; i++)
        assert_true(*problems.items[i].vi && strcmp(problems.items[i].vi, problems.items[i].en) != 0);
}

/* Each file in turn as garbage: errors, never a crash, and the others are still read. */
static void test_garbage(void **state)
{
    (void)state;
    char bytes[4096];
    uint32_t seed = 1;
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)((seed = seed * 1103515245 + 12345) >> 16);
    size_t count = base_files().len;
    for (size_t i = 0; i < count; i++) {
        struct file_list files = base_files();
        bool document = strncmp(files.items[i].path, "documents/", 10) == 0; /* the draft room reads those */
        files.items[i].bytes = bytes;
        files.items[i].len = sizeof bytes;
        problems_init(&problems, arena);
        package_read(arena, &files, &problems);
        if (!document)
            assert_true(problems.errors > 0);
        files.items[i].len = 0;
        problems_init(&problems, arena);
        package_read(arena, &files, &problems);
    }
    struct file_list none = {NULL, 0};
    problems_init(&problems, arena);
    assert_non_null(package_read(arena, &none, &problems));
    assert_true(problems.errors >= 10);
}

static void test_folder(void **state)
{
    (void)state;
    struct package *package = NULL;
    struct err err = {0};
    assert_false(package_read_folder(arena, THIDUA_SOURCE "/rules/none", &problems, &package, &err));
    err_clear(&err);
    char folder[] = "/tmp/thidua-package-XXXXXX";
    assert_non_null(mkdtemp(folder));
    const char *link = arena_printf(arena, "%s/contest.ini", folder);
    assert_int_equal(symlink("/etc/passwd", link), 0);
    assert_false(package_read_folder(arena, folder, &problems, &package, &err));
    assert_non_null(strstr(err.en, "links"));
    err_clear(&err);
    unlink(link);
    rmdir(folder);
    assert_null(package);
}

static const struct package *read_folder(const char *folder)
{
    struct package *package = NULL;
    struct err err = {0};
    if (!package_read_folder(arena, folder, &problems, &package, &err))
        fail_msg("%s", err.en);
    for (size_t i = 0; i < problems.len; i++)
        print_error("%s:%d: %s: %s\n", problems.items[i].file, problems.items[i].line,
                    problems.items[i].column ? problems.items[i].column : "", problems.items[i].en);
    assert_int_equal(problems.len, 0);
    return package;
}

/* The packages that come with the house are without a problem, and call their levels by their own names. */
static void test_shipped_packages(void **state)
{
    (void)state;
    const struct package *district = read_folder(FOLDER);
    const struct package *commune = read_folder(THIDUA_SOURCE "/rules/tan-minh-2025");
    assert_int_equal(district->criterion_count, 11);
    assert_int_equal(commune->criterion_count, 9);
    assert_int_equal(commune->phase_count, 1);
    static const char *const usual[] = {"thành phố", "quận", "phường", "tổ"}, *const villages[] = {
                                                                                  "tỉnh", "xã", "thôn", "tổ"};
    for (int i = 0; i < LEVEL_COUNT; i++) {
        assert_string_equal(district->levels[i].vi, usual[i]);
        assert_string_equal(commune->levels[i].vi, villages[i]);
        assert_int_equal(level_place(level_ids[i]), i);
    }
    assert_string_equal(district->levels[LEVEL_WARD].en, "ward");
    assert_string_equal(commune->levels[LEVEL_WARD].en, "village");
    assert_int_equal(level_place("village"), -1);
    assert_int_equal(level_place(NULL), -1);
}

/* A file's section is renamed, so that it is another one's; what problems that brings. */
static const struct package *read_without(const char *types)
{
    struct file_list files = base_files();
    struct file *file = file_of(&files, "records.ini");
    problems_init(&problems, arena);
    size_t len;
    const char *const *names = text_split(arena, types, &len);
    for (size_t i = 0; i < len; i++)
        for (const char *at; (at = strstr(file->bytes, arena_printf(arena, "\n[%s", names[i])));)
            file->bytes = arena_printf(arena, "%.*s\n[x_%s", (int)(at - file->bytes), file->bytes, at + 2);
    file->len = strlen(file->bytes);
    return package_read(arena, &files, &problems);
}

/* A contest may do without returns, nominations and flags; then no document may decide on nominees. */
static void test_types_that_may_be_left_out(void **state)
{
    (void)state;
    const struct package *package = read_without("submission, eligibility_flag");
    assert_int_equal(problems.errors, 0);
    assert_null(record_type_find(&package->types, "submission"));
    read_without("nomination");
    assert_int_equal(problems.errors, 1);
    assert_string_equal(problems.items[0].file, "documents.ini");
    assert_non_null(strstr(problems.items[0].en, "no type “nomination”"));
    struct file_list files = base_files();
    struct file *file = file_of(&files, "contest.ini");
    *strstr((char *)(file->bytes = arena_strdup(arena, file->bytes)), "[quota]") = '\0';
    file->len = strlen(file->bytes);
    problems_init(&problems, arena);
    assert_int_equal(package_read(arena, &files, &problems)->quota, 1);
    assert_int_equal(problems.errors, 0);
}

/* ---- units ---- */

/* The package's units and a few teams, as the worker adds them from the records. */
static struct units units_with_teams(void)
{
    static const struct {
        const char *id, *parent, *from, *last;
    } teams[] = {
        {"nh-1", "nam-hai", "2024-07-01", NULL},         /* never told where it went */
        {"nh-2", "nam-hai", "2024-07-01", "2025-06-30"}, /* moved whole to Hải An */
        {"nh-2", "phuong-hai-an", "2025-07-01", NULL},
        {"dh2-1", "dong-hai-2", "2024-07-01", "2025-06-30"},
        {"dh2-1", "phuong-hai-an", "2025-07-01", NULL},
        {"cb-1", "cat-bi", "2024-07-01", "2024-12-15"}, /* ended */
        {"cb-2", "cat-bi", "2024-07-01", "2025-01-31"}, /* moved inside the district */
        {"cb-2", "dang-hai", "2025-02-01", NULL},
    };
    struct units units = read_base()->units;
    struct unit_fact *facts = arena_alloc(arena, (units.fact_count + LEN(teams)) * sizeof *facts);
    memcpy(facts, units.facts, units.fact_count * sizeof *facts);
    for (size_t i = 0; i < LEN(teams); i++)
        facts[units.fact_count++] = (struct unit_fact){teams[i].id,
                                                       "team",
                                                       teams[i].parent,
                                                       teams[i].id,
                                                       NULL,
                                                       day(teams[i].from),
                                                       teams[i].last ? day(teams[i].last) + 1 : DAY_NEVER};
    units.facts = facts;
    struct units again; /* through a job's value and back */
    units_from_value(arena, units_to_value(&units, arena), &again);
    return again;
}

static void test_units_by_day(void **state)
{
    (void)state;
    struct units units = units_with_teams();
    static const char *const wards[] = {"dong-hai-1", "dong-hai-2", "dang-lam", "thanh-to",
                                        "dang-hai",   "nam-hai",    "cat-bi",   "trang-cat"};
    size_t len;
    const char **standing = unit_standing(&units, "ward", day("2025-06-30"), arena, &len);
    assert_int_equal(len, LEN(wards));
    for (size_t i = 0; i < len; i++)
        assert_string_equal(standing[i], wards[i]);
    assert_null(standing[len]);
    standing = unit_standing(&units, "ward", day("2025-07-01"), arena, &len);
    assert_int_equal(len, 2);
    assert_string_equal(standing[0], "phuong-hai-an");
    assert_string_equal(standing[1], "phuong-dong-hai");
    assert_int_equal((unit_standing(&units, "district", day("2025-07-01"), arena, &len), len), 0);
    assert_true(unit_stands(&units, "quan-hai-an", day("2025-06-30")));
    assert_false(unit_stands(&units, "quan-hai-an", day("2025-07-01")));
    assert_false(unit_stands(&units, "none", day("2025-07-01")));
    assert_string_equal(unit_at(&units, "cb-2", day("2025-01-31"))->parent, "cat-bi");
    assert_string_equal(unit_at(&units, "cb-2", day("2025-02-01"))->parent, "dang-hai");
    assert_string_equal(unit_at(&units, "cb-1", day("2025-08-19"))->parent,
                        "cat-bi"); /* the last before it */
    assert_string_equal(unit_at(&units, "phuong-hai-an", day("2024-11-01"))->name, "Hải An"); /* the first */
    assert_null(unit_at(&units, "none", day("2025-01-01")));
}

static void test_units_home(void **state)
{
    (void)state;
    struct units units = units_with_teams();
    static const struct {
        const char *id, *day, *home;
    } cases[] = {
        {"nam-hai", "2025-06-30", "nam-hai"},
        {"nam-hai", "2025-07-01", "phuong-dong-hai"}, /* the main successor */
        {"nh-1", "2025-07-31", "phuong-dong-hai"},    /* the team's ward ended: its main successor */
        {"nh-2", "2025-07-31", "phuong-hai-an"},
        {"dong-hai-2", "2025-08-19", "phuong-dong-hai"},
        {"dh2-1", "2025-08-19", "phuong-hai-an"},
        {"cat-bi", "2025-08-19", "phuong-hai-an"},
        {"phuong-hai-an", "2025-08-19", "phuong-hai-an"},
        {"phuong-hai-an", "2025-06-30", NULL}, /* not yet, and nothing of the kind stands */
        {"none", "2025-06-30", NULL},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        const char *home = unit_home(&units, cases[i].id, day(cases[i].day));
        if (!home || !cases[i].home ? home != cases[i].home : strcmp(home, cases[i].home) != 0)
            fail_msg("%s on %s: %s", cases[i].id, cases[i].day, home ? home : "none");
    }
    assert_string_equal(unit_home(&units, "cb-1", day("2025-01-31")),
                        "cat-bi"); /* an ended team: its last ward */
    assert_string_equal(unit_home(&units, "cb-1", day("2025-08-19")), "phuong-hai-an");
    assert_string_equal(unit_home(&units, "cb-2", day("2025-02-28")), "dang-hai");
    assert_string_equal(unit_home(&units, "cb-2", day("2025-08-19")), "phuong-hai-an");
    assert_string_equal(unit_home(&units, "quan-hai-an", day("2025-07-01")), "hai-phong");
}

static void check_origins(const struct units *units, const char *id, const char *on, const char *expected)
{
    char *seen = arena_strdup(arena, "");
    for (const char **origin = unit_origins(units, id, day(on), arena); *origin; origin++)
        seen = arena_printf(arena, "%s%s ", seen, *origin);
    assert_string_equal(seen, expected);
}

static void test_units_origins(void **state)
{
    (void)state;
    struct units units = units_with_teams();
    check_origins(&units, "phuong-dong-hai", "2025-07-01", "phuong-dong-hai dong-hai-1 dong-hai-2 nam-hai ");
    check_origins(&units, "phuong-hai-an", "2025-08-19",
                  "phuong-hai-an dong-hai-2 dang-lam thanh-to dang-hai nam-hai cat-bi trang-cat ");
    check_origins(&units, "phuong-hai-an", "2025-06-30", "phuong-hai-an ");
    check_origins(&units, "cat-bi", "2025-06-30", "cat-bi ");
}

/* With the index the same answers as without; also for one that stands in the order of nobody's ids. */
static void test_units_index(void **state)
{
    (void)state;
    struct unit_fact facts[] = {
        {"m", "ward", NULL, "m1", NULL, 0, 100},   {"m", "ward", NULL, "m2", NULL, 100, 300},
        {"b", "ward", NULL, "b", NULL, 50, 200},   {"z", "district", NULL, "z", NULL, 0, DAY_NEVER},
        {"m", "ward", NULL, "m3", NULL, 300, 400}, {"a", "ward", NULL, "a", NULL, 10, DAY_NEVER},
    };
    static const char *const ids[] = {"a", "b", "m", "z", "", "aa", "zz"};
    struct units plain = {facts, LEN(facts), NULL, 0, NULL}, indexed = plain, none = {NULL, 0, NULL, 0, NULL};
    units_index(&indexed, arena);
    units_index(&none, arena);
    for (size_t i = 0; i < LEN(ids); i++) {
        assert_int_equal(unit_place(&plain, ids[i]), unit_place(&indexed, ids[i]));
        assert_null(unit_at(&none, ids[i], 0));
        for (int32_t day = -1; day < 410; day += 3)
            assert_ptr_equal(unit_at(&plain, ids[i], day), unit_at(&indexed, ids[i], day));
    }
    assert_int_equal(unit_place(&indexed, "m"), 0);
    assert_int_equal(unit_place(&indexed, "aa"), LEN(facts));
}

/* a → b → c, each a year later; and data that goes in a circle. */
static void test_units_chains(void **state)
{
    (void)state;
    struct unit_fact facts[] = {
        {"a", "ward", NULL, "a", NULL, 0, 100},         {"b", "ward", NULL, "b", NULL, 100, 200},
        {"c", "ward", NULL, "c", NULL, 200, DAY_NEVER}, {"t", "team", "a", "t", NULL, 0, DAY_NEVER},
        {"u", "team", "u", "u", NULL, 0, DAY_NEVER},
    };
    struct succession successions[] = {{"a", "b", 100, "rename", true, ""},
                                       {"b", "c", 200, "rename", true, ""}};
    struct units units = {facts, LEN(facts), successions, LEN(successions), NULL};
    assert_string_equal(unit_home(&units, "a", 99), "a");
    assert_string_equal(unit_home(&units, "a", 100), "b");
    assert_string_equal(unit_home(&units, "a", 200), "c");
    assert_string_equal(unit_home(&units, "t", 500), "c");
    assert_null(unit_home(&units, "u", 500));
    const char **origins = unit_origins(&units, "c", 200, arena);
    assert_string_equal(origins[2], "a");
    assert_null(origins[3]);
    successions[1].to = "a";
    assert_null(unit_home(&units, "a", 200));
    assert_null(unit_origins(&units, "a", 200, arena)[2]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_limits_of_inih, setup, teardown),
        cmocka_unit_test_setup_teardown(test_ini_reads, setup, teardown),
        cmocka_unit_test_setup_teardown(test_ini_refuses, setup, teardown),
        cmocka_unit_test_setup_teardown(test_ini_hostile_sizes, setup, teardown),
        cmocka_unit_test_setup_teardown(test_package_reads, setup, teardown),
        cmocka_unit_test_setup_teardown(test_dated_sections, setup, teardown),
        cmocka_unit_test_setup_teardown(test_record_types, setup, teardown),
        cmocka_unit_test_setup_teardown(test_hash_names_the_content, setup, teardown),
        cmocka_unit_test_setup_teardown(test_criteria_without_lua, setup, teardown),
        cmocka_unit_test_setup_teardown(test_mistakes, setup, teardown),
        cmocka_unit_test_setup_teardown(test_all_problems_at_once, setup, teardown),
        cmocka_unit_test_setup_teardown(test_garbage, setup, teardown),
        cmocka_unit_test_setup_teardown(test_folder, setup, teardown),
        cmocka_unit_test_setup_teardown(test_shipped_packages, setup, teardown),
        cmocka_unit_test_setup_teardown(test_types_that_may_be_left_out, setup, teardown),
        cmocka_unit_test_setup_teardown(test_units_by_day, setup, teardown),
        cmocka_unit_test_setup_teardown(test_units_home, setup, teardown),
        cmocka_unit_test_setup_teardown(test_units_origins, setup, teardown),
        cmocka_unit_test_setup_teardown(test_units_index, setup, teardown),
        cmocka_unit_test_setup_teardown(test_units_chains, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
