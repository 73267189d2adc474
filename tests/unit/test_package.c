/* package: every file of a package as it is read; the packages that are shipped; what may be left out. */
#include "package_files.h"

#include "base/array.h"
#include "base/day.h"
#include "base/err.h"
#include "base/json.h"
#include "base/text.h"
#include "base/value.h"
#include "package/alert_setting.h"
#include "package/majority.h"
#include "package/soundness.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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
    assert_int_equal(package->types.len, 32);
    assert_int_equal(package->targets.len, 25);
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

/* The value of one unit holds from its day until its last; otherwise that for all does. */
static void test_target_of_unit(void **state)
{
    (void)state;
    static const struct {
        const char *unit, *day, *value; /* NULL: none of its own */
    } cases[] = {
        {"cat-bi", "2025-02-28", NULL},   {"cat-bi", "2025-03-01", "85 %"},      {"cat-bi", "2025-03-31", "85 %"},
        {"cat-bi", "2025-04-01", NULL},   {"cat-bi", "2025-05-01", "75 %"},      {"cat-bi", "2025-08-19", "75 %"},
        {"nam-hai", "2025-03-01", NULL},  {"quan-hai-an", "2025-03-01", "81 %"}, {"cat", "2025-03-01", NULL},
        {"cat-bi x", "2025-03-01", NULL},
    };
    struct file_list files = base_files();
    struct file *file = file_of(&files, "targets.ini");
    file->bytes = arena_printf(arena, "%s\n[1.1.share cat-bi 2025-05-01]\nvalue = 75 %%\nreference = CV 13\n"
                                      "[1.1.share cat-bi 2025-03-01]\nvalue = 85 %%\nreference = CV 12\nuntil = 2025-03-31\n"
                                      "[1.1.share quan-hai-an 2024-11-01]\nvalue = 81 %%\nreference = CV 14\n", file->bytes);
    file->len = strlen(file->bytes);
    problems_init(&problems, arena);
    struct package *package = package_read(arena, &files, &problems);
    assert_int_equal(problems.len, 0);
    for (size_t i = 0; i < LEN(cases); i++) {
        const struct param *own = param_own(&package->targets, "1.1.share", cases[i].unit, day(cases[i].day));
        assert_string_equal(own ? param_at(own, day(cases[i].day))->value : "none", cases[i].value ? cases[i].value : "none");
        assert_null(param_own(&package->targets, "1.1", cases[i].unit, day(cases[i].day)));
    }
    const struct param *own = param_find(&package->targets, "1.1.share cat-bi");
    assert_string_equal(own->title, "Tỷ lệ nguồn tin do Nhân dân cung cấp thông qua lực lượng (phường Cát Bi)");
    assert_string_equal(own->type, "percent");
    assert_int_equal(own->most, 100);
    assert_string_equal(param_at(param_find(&package->targets, "1.1.share"), day("2025-03-01"))->value, "80 %");
    size_t all;
    param_names(&package->targets, arena, &all);
    assert_int_equal(all, package->targets.len - 2);
    struct param_list carried; /* to a worker and back */
    param_from_value(arena, param_to_value(&package->targets, arena), NULL, &carried);
    assert_string_equal(param_at(param_own(&carried, "1.1.share", "cat-bi", day("2025-03-01")), day("2025-03-01"))->reference, "CV 12");
    assert_true(param_is_named("x < param('1.1.share', :last)", "1.1.share"));
    assert_false(param_is_named("x < param('1.1.shares', :last) -- 1.1.share", "1.1.share"));
    assert_false(param_is_named(NULL, "1.1.share"));
}

/* contest.md §3, in full: order and marks as in its table. */
/* A body of 13 meets with 9, not with 8; of 7 votes 4 are more than half, of 8 they are not. */
static void test_majorities(void **state)
{
    static const struct {
        const char *text;
        int64_t count, whole;
        bool good, reached;
    } cases[] = {
        {"2/3", 9, 13, true, true},        {"2/3", 8, 13, true, false},     {"2/3", 2, 3, true, true},     {">1/2", 4, 7, true, true},
        {">1/2", 4, 8, true, false},       {"1/2", 4, 8, true, true},       {"1/1", 7, 7, true, true},     {"2/3", 0, 0, true, true},
        {">1/2", 0, 0, true, false},       {"3/2", 0, 0, false, false},     {"0/2", 0, 0, false, false},   {"1/0", 0, 0, false, false},
        {"", 0, 0, false, false},          {">", 0, 0, false, false},       {"1/2 ", 0, 0, false, false},  {"-1/2", 0, 0, false, false},
        {"1001/1001", 0, 0, false, false}, {"66 %", 0, 0, false, false},    {"1/2/3", 0, 0, false, false},
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        struct majority majority;
        bool good = majority_parse(cases[i].text, &majority);
        if (good != cases[i].good || (good && majority_reached(&majority, cases[i].count, cases[i].whole) != cases[i].reached))
            fail_msg("“%s” of %d in %d", cases[i].text, (int)cases[i].count, (int)cases[i].whole);
    }
}

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
        {"tip", "tip_id ward team? received_on channel category? verified duplicate_of?", "ward tip_id"},
        {"incident",
         "incident_id ward team? occurred_at notified_at? presence arrived_at? confirmed_timely? note?",
         "ward incident_id"},
        {"callout", "callout_id ward team? kind called_at arrived_at? confirmed_timely?", "ward callout_id"},
        {"model", "model_id ward name started_on ended_on? recognised_on? recognised_by? document?",
         "ward model_id"},
        {"business_violation", "violation_id ward business act_on decision_no? decision_on? self_detected",
         "ward violation_id"},
        {"population", "population_id ward area as_of residents provided", "ward population_id"},
        {"weapon_case", "case_id ward on_date kind self_detected", "ward case_id"},
        {"weapon_handover", "handover_id ward on_date kind quantity", "ward handover_id"},
        {"managed_person", "person_code ward person_group valid_from valid_until?",
         "person_code ward valid_from"},
        {"reoffence", "reoffence_id ward person_code on_date basis decision_no?", "ward reoffence_id"},
        {"patrol", "patrol_id member_id on_date shift? route?", "member_id patrol_id"},
        {"accident", "accident_id ward on_date level dead? injured?", "ward accident_id"},
        {"good_deed", "deed_id team on_date kind member_id? description document?", "team deed_id"},
        {"submission", "ward period record_type nil_return submitted_on", "ward period record_type"},
        {"nomination",
         "nomination_id ward phase kind subject? addressee? achievement minutes_on? "
         "votes_for? votes_present? votes_against? votes_members?",
         "ward nomination_id"},
        {"eligibility_flag", "subject kind valid_from valid_until?", "subject kind valid_from"},
        {"posting", "posting_id unit phase posted_on posted_until place?", "unit posting_id"},
        {"objection", "objection_id ward phase subject received_on from_whom about outcome concluded_on? reason?", "ward objection_id"},
        {"award", "award_id subject phase form given_by achievement decision_no? decision_on? amount",
         "award_id"},
        {"funding", "funding_id ward on_date source kind amount goods? quantity? purpose? receipt_no? receipt_on?", "ward funding_id"},
        {"budget_line", "line_id phase kind item amount document? unit? purpose? on_date?", "line_id"},
        {"publicity", "publicity_id unit on_date title channel link? about? topic? times? subject?", "unit publicity_id"},
        {"briefing",
         "briefing_id unit held_on phase kind place? audience expected attended made_up? made_up_on? minutes_by? "
         "document?",
         "unit briefing_id"},
        {"campaign",
         "campaign_id unit name starts_on ends_on plan_no? plan_on? teams? members? other_forces? patrols? cases? "
         "result?",
         "unit campaign_id"},
        {"directive", "directive_id unit issued_on phase kind document_no about", "unit directive_id"},
        {"inspection_plan", "plan_id unit starts_on ends_on phase plan_no? plan_on? units about", "unit plan_id"},
        {"inspection", "inspection_id unit on_date inspected finding document? plan_id? inspectors? minutes_by?",
         "unit inspection_id"},
        {"inspection_finding",
         "finding_id unit inspection found_on description responsible deadline mended_on? mended_how? document?",
         "unit finding_id"},
        {"obstacle",
         "obstacle_id unit reported_on description progress answer? reported_by? forwarded_on? forwarded_to? "
         "answered_on? answered_by?",
         "unit obstacle_id"},
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
    assert_int_equal(record_field(record_type_find(&types, "tip"), "ward")->level, LEVEL_WARD);
    assert_string_equal(record_type_find(&types, "submission")->touches_on, "period");
    assert_null(record_type_find(&types, "none"));
    assert_int_equal(record_type_find(&read, "tip")->warning_count, 3);
}

/* As packages say it that were made before there was such a word, and as ours says it. */
static void test_overlaps(void **state)
{
    (void)state;
    static const struct {
        const char *type;
        enum record_overlap overlap;
    } expected[] = {{"unit", RECORD_OVERLAP_REFUSE}, {"member", RECORD_OVERLAP_REFUSE}, {"managed_person", RECORD_OVERLAP_REFUSE},
                    {"absence", RECORD_OVERLAP_WARN}, {"eligibility_flag", RECORD_OVERLAP_WARN}, {"tip", RECORD_OVERLAP_NONE},
                    {"model", RECORD_OVERLAP_NONE}};
    struct file_list files = base_files();
    struct file *records = file_of(&files, "records.ini");
    char *text = arena_strndup(arena, records->bytes, records->len);
    const struct package *declared = read_base();
    for (char *line; (line = strstr(text, "\noverlap = "));)
        memset(line + 1, '#', strlen("overlap"));
    records->bytes = text;
    const struct package *unsaid = package_read(arena, &files, &problems);
    assert_int_equal(problems.len, 0);
    for (size_t i = 0; i < LEN(expected); i++) {
        assert_int_equal(record_type_find(&declared->types, expected[i].type)->overlap, expected[i].overlap);
        assert_int_equal(record_type_find(&unsaid->types, expected[i].type)->overlap, expected[i].overlap);
    }
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
        "{\"title\":\"Sách trả đúng hẹn\",\"subject\":\"ward\",\"reports\":\"loan\",\"target\":\"1.share\","
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

/* A period is judged by the version of its last day; the package in its other parts is the same. */
static void test_versions_of_a_criterion(void **state)
{
    static const struct {
        const char *on, *name;
    } cases[] = {{"2024-11-01", "1.1"}, {"2025-02-28", "1.1"}, {"2025-03-01", "1.1@2025-03-01"}, {"2025-05-14", "1.1@2025-03-01"}, {"2025-05-15", "1.1@2025-05-15"}, {"2025-08-19", "1.1@2025-05-15"}};
    (void)state;
    struct file_list files = base_files();
    struct file *items = arena_alloc(arena, (files.len + 2) * sizeof *items);
    memcpy(items, files.items, files.len * sizeof *items);
    items[files.len++] = (struct file){"criteria/1.1@2025-05-15.lua", "-- May", strlen("-- May")};
    items[files.len++] = (struct file){"criteria/1.1@2025-03-01.lua", "-- March", strlen("-- March")};
    const struct package *undated = read_base(), *read = package_read(arena, &(struct file_list){items, files.len}, &problems);
    assert_int_equal(problems.len, 0);
    assert_ptr_equal(package_on(undated, day("2025-05-15"), arena), undated);
    assert_int_equal(read->criterion_count, undated->criterion_count);
    assert_string_equal(read->criteria[0].rule, undated->criteria[0].rule);
    assert_int_equal(read->criteria[0].from, read->from);
    for (size_t i = 0; i < LEN(cases); i++) {
        const struct package *on = package_on(read, day(cases[i].on), arena);
        assert_string_equal(on->criteria[0].name, cases[i].name);
        assert_string_equal(on->criteria[0].id, "1.1");
        assert_null(on->criteria[0].next);
        assert_string_equal(on->criteria[1].name, "1.2");
        assert_string_equal(on->hash, read->hash);
        assert_string_equal(criterion_source_of_rule(&read->criteria[0], on->criteria[0].rule)->name, cases[i].name);
    }
    assert_null(criterion_source_of_rule(&read->criteria[1], read->criteria[0].rule));
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
    for (size_t i = 0; i < level_chain_usual.len; i++) {
        enum level level = level_chain_usual.steps[i].level;
        assert_string_equal(district->levels[level].vi, usual[i]);
        assert_string_equal(commune->levels[level].vi, villages[i]);
        assert_string_equal(commune->chain.steps[i].words.vi, villages[i]);
        assert_string_equal(commune->chain.steps[i].id, level_id(level));
    }
    for (enum level level = LEVEL_CITY; level <= LEVEL_TEAM; level++)
        assert_int_equal(level_parse(level_id(level)), level);
    assert_string_equal(district->levels[LEVEL_WARD].en, "ward");
    assert_string_equal(commune->levels[LEVEL_WARD].en, "village");
    assert_int_equal(level_parse("village"), LEVEL_NONE);
    assert_int_equal(level_parse(NULL), LEVEL_NONE);
    assert_null(level_id(LEVEL_NONE));
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
/* Without the file, the section or the key the defaults hold; what is written holds for its kind alone. */
static void test_alert_settings(void **state)
{
    (void)state;
    static const char *const kinds[] = {"target", "early_warning"};
    struct package *package = read_base();
    size_t count;
    struct week_moment moment;
    assert_true(alert_setting_moment(package, "early_warning", "at", &moment));
    assert_int_equal(moment.weekday, 0);
    assert_int_equal(moment.minute, 8 * 60);
    assert_int_equal(alert_setting_number(package, "target", "escalate_after"), 0);
    assert_string_equal(alert_setting_words(package, "target", "escalate_to", arena, &count)[0], "leader");
    assert_int_equal(count, 1);

    struct file_list files = base_files();
    const char *text = "[early_warning]\nat = sunday 23:59\nescalate_after = 3\n[target]\nescalate_to = unit, person:lan\n";
    files.items[files.len++] = (struct file){"alerts.ini", text, strlen(text)};
    package = package_read(arena, &files, &problems);
    alert_setting_check(package, kinds, LEN(kinds), arena, &problems);
    assert_int_equal(problems.len, 0);
    assert_true(alert_setting_moment(package, "early_warning", "at", &moment));
    assert_int_equal(moment.weekday, 6);
    assert_int_equal(moment.minute, 23 * 60 + 59);
    assert_int_equal(alert_setting_number(package, "early_warning", "escalate_after"), 3);
    assert_int_equal(alert_setting_number(package, "early_warning", "next"), 5);
    assert_int_equal(alert_setting_number(package, "target", "escalate_after"), 0);
    const char *const *words = alert_setting_words(package, "target", "escalate_to", arena, &count);
    assert_int_equal(count, 2);
    assert_string_equal(words[1], "person:lan");
}

/* The kinds are alert/'s, so they are checked apart; all with their line and the nearest name. */
static void test_alert_settings_unknown(void **state)
{
    (void)state;
    static const char *const kinds[] = {"target", "early_warning"};
    struct file_list files = base_files();
    const char *text = "[targt]\nat = x\n[target]\nescalate_aftr = 3\nat = monday 08:00\n";
    files.items[files.len++] = (struct file){"alerts.ini", text, strlen(text)};
    alert_setting_check(package_read(arena, &files, &problems), kinds, LEN(kinds), arena, &problems);
    assert_int_equal(problems.errors, 3);
    assert_int_equal(problems.items[0].line, 1);
    assert_string_equal(problems.items[0].en, "no such section; do you mean [target]?");
    assert_int_equal(problems.items[1].line, 4);
    assert_string_equal(problems.items[1].en, "no such key; do you mean “escalate_after”?");
    assert_int_equal(problems.items[2].line, 5);
    assert_string_equal(problems.items[2].en, "[target] has no such key; delete the line");
}

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

/* A rule that speaks of a field or target that was refused is known by its words. */
static void test_doubted_names(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool doubted;
    } cases[] = {
        {"of = \"tip\", date = \"received_on\"", true}, {"tip.received_on", true},
        {"FROM tip AS t WHERE t.received_on > 3", true},  {"FROM tips WHERE received_on > 3", false},
        {"FROM tip WHERE received_only > 3", false},      {"FROM incident WHERE received_on > 3", false},
        {"target = 1.share", true},                       {"target = 1.1.share", false},
        {"param('1.share', :last)", true},                {"target = 1.share_two", false},
        {"", false},
    };
    struct package package = {.arena = arena};
    soundness_doubt(&package, (struct doubt){"records.ini", "tip", "received_on"});
    soundness_doubt(&package, (struct doubt){"targets.ini", NULL, "1.share"});
    for (size_t i = 0; i < LEN(cases); i++)
        if ((soundness_doubted(&package, cases[i].text) != NULL) != cases[i].doubted)
            fail_msg("%s", cases[i].text);
    assert_string_equal(soundness_doubt_in(&package, "targets.ini")->name, "1.share");
    assert_null(soundness_doubt_in(&package, "rates.ini"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FILES(test_package_reads),
        WITH_FILES(test_dated_sections),
        cmocka_unit_test_setup_teardown(test_target_of_unit, files_setup, files_teardown),
        cmocka_unit_test(test_majorities),
        WITH_FILES(test_record_types),
        WITH_FILES(test_overlaps),
        WITH_FILES(test_hash_names_the_content),
        WITH_FILES(test_criteria_without_lua),
        WITH_FILES(test_versions_of_a_criterion),
        WITH_FILES(test_folder),
        WITH_FILES(test_shipped_packages),
        WITH_FILES(test_alert_settings),
        WITH_FILES(test_alert_settings_unknown),
        WITH_FILES(test_types_that_may_be_left_out),
        WITH_FILES(test_doubted_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
