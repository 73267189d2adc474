#include "criterion/criterion.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/decimal.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/text.h"
#include "base/value.h"
#include "criterion/job.h"
#include "criterion/rule_field.h"
#include "record/record_type.h"
#include "script/script.h"
#include "template/template.h"

#include <string.h>

const struct script_words criterion_words = {"criterion", judge_names, JUDGE_NAMES};

static const struct rule_place whole = {"", 0};

static enum judge read_judge(const struct rule_reading *reading, const struct value *table, const char *field,
                             bool may_ask)
{
    if (may_ask && reading->script && script_has_function(reading->script, field))
        return JUDGE_FUNCTION;
    int judge = rule_field_choice(reading, &whole, table, field, judge_names, JUDGE_NAMES, true);
    return judge < 0 ? JUDGE_FUNCTION : (enum judge)judge;
}

static const char *read_param(const struct rule_reading *reading, const struct value *table,
                              const char *field)
{
    return rule_field_param(reading, &whole, field, rule_field_text(reading, &whole, table, field, true));
}

static void read_reports(const struct rule_reading *reading, const struct value *table,
                         struct criterion *criterion)
{
    criterion->reports = rule_field_words(reading, &whole, table, "reports", &criterion->report_count);
    for (size_t i = 0; i < criterion->report_count; i++)
        rule_field_type(reading, &whole, "reports", criterion->reports[i]);
    if (criterion->report_count && !record_type_find(&reading->job->contest.types, "submission"))
        rule_field_wrong(reading, &whole, "reports",
                         rule_field_advice(
                             reading, "records.ini không có loại “submission” nên không ai gửi báo cáo được; viết reports = {}",
                             "records.ini không có loại “submission” nên không ai gửi báo cáo được; viết “reports =”, để trống"),
                         rule_field_advice(
                             reading, "records.ini has no type “submission”, so nobody can report; write reports = {}",
                             "records.ini has no type “submission”, so nobody can report; write “reports =”, with nothing behind"));
    if (!value_get(table, "reports"))
        rule_field_wrong(reading, &whole, "reports",
                         "thiếu trường “reports”: loại bản ghi mà đơn vị phải báo cáo tháng",
                         "the field “reports” is missing: the record types whose monthly return is needed");
}

/* A sentence of teams beside members says nothing, nor what is of shares beside a ward of its own. */
static void refuse_others(const struct rule_reading *reading, const struct value *table, const struct criterion *criterion)
{
    const char *teams = level_chain_id(&reading->job->contest.levels, LEVEL_TEAM);
    const struct {
        const char *field, *vi, *en;
        bool team, member;
    } only[] = {
        {"share_judge", arena_printf(reading->arena, "chỉ dùng khi subject là %s hoặc member", teams), arena_printf(reading->arena, "is only for the subject %s or member", teams), true, true},
        {"share_target", arena_printf(reading->arena, "chỉ dùng khi subject là %s hoặc member", teams), arena_printf(reading->arena, "is only for the subject %s or member", teams), true, true},
        {"team_says", arena_printf(reading->arena, "chỉ dùng khi subject là %s", teams), arena_printf(reading->arena, "is only for the subject %s", teams), true, false},
        {"team_grades", arena_printf(reading->arena, "chỉ dùng khi subject là %s", teams), arena_printf(reading->arena, "is only for the subject %s", teams), true, false},
        {"member_says", "chỉ dùng khi subject là member", "is only for the subject member", false, true},
        {"member_grades", "chỉ dùng khi subject là member", "is only for the subject member", false, true},
    };
    for (size_t i = 0; i < LEN(only); i++) {
        bool used = (only[i].team && criterion->below == LEVEL_TEAM) || (only[i].member && criterion->below == LEVEL_MEMBER);
        if (!used && value_get(table, only[i].field))
            rule_field_wrong(reading, &whole, only[i].field, only[i].vi, only[i].en);
    }
}

static void read_below(const struct rule_reading *reading, const struct value *table, struct criterion *criterion)
{
    refuse_others(reading, table, criterion);
    if (!criterion->below)
        return;
    criterion->share_judge = read_judge(reading, table, "share_judge", false);
    criterion->share_target = read_param(reading, table, "share_target");
    bool member = criterion->below == LEVEL_MEMBER;
    criterion->below_field = member ? "member_says" : "team_says";
    criterion->below_grades_field = member ? "member_grades" : "team_grades";
    criterion->below_says = rule_field_template(reading, &whole, table, criterion->below_field, true);
    criterion_check_target(reading, "share_target", criterion->share_target, JUDGE_SHARE_AT_LEAST);
    if (criterion->share_judge != JUDGE_FUNCTION && !judge_is_share(criterion->share_judge))
        rule_field_wrong(reading, &whole, "share_judge", "phải là share_at_least hoặc share_above",
                         "must be share_at_least or share_above");
    if (judge_is_share(criterion->judge))
        rule_field_wrong(reading, &whole, "judge",
                         rule_field_advice(reading,
                                           "mỗi tổ, mỗi thành viên được đếm số lượng; dùng at_least, at_most hoặc một hàm",
                                           "mỗi tổ, mỗi thành viên được đếm số lượng; dùng at_least hoặc at_most"),
                         rule_field_advice(reading, "a team or member has a count; use at_least, at_most or a function",
                                           "a team or member has a count; use at_least or at_most"));
}

/* A declared measure says by its den whether it is a share; the judge must agree. */
static void criterion_check_judge(const struct rule_reading *reading, const struct criterion *criterion)
{
    const struct measure *measure = &criterion->measure;
    if (measure->each && !criterion->below && !judge_is_share(criterion->judge))
        rule_field_wrong(reading, &whole, "judge", "each đếm bao nhiêu đạt trên bao nhiêu được tính, là tỷ lệ; dùng share_at_least hoặc share_above",
                         "each counts how many of how many, a share; use share_at_least or share_above");
    if (!measure->of || measure->each || criterion->judge == JUDGE_FUNCTION)
        return;
    if (judge_is_share(criterion->judge) && !measure->den)
        rule_field_wrong(reading, &whole, "judge",
                         rule_field_advice(reading, "tỷ lệ cần mẫu số; thêm den = true hoặc den = \"…\" vào measure",
                                           "tỷ lệ cần mẫu số; thêm den = yes hoặc den = … vào [measure]"),
                         rule_field_advice(reading,
                                           "a share needs a denominator; add den = true or den = \"…\" to measure",
                                           "a share needs a denominator; add den = yes or den = … to [measure]"));
    if (!judge_is_share(criterion->judge) && measure->den)
        rule_field_wrong(reading, &whole, "judge",
                         rule_field_advice(reading,
                                           "số lượng không có mẫu số; bỏ den trong measure, hoặc dùng share_at_least",
                                           "số lượng không có mẫu số; bỏ den trong [measure], hoặc dùng share_at_least"),
                         rule_field_advice(reading,
                                           "a count has no denominator; remove den from measure, or use share_at_least",
                                           "a count has no denominator; remove den from [measure], or use share_at_least"));
}

static void read_words(const struct rule_reading *reading, const struct value *table,
                       struct criterion *criterion)
{
    size_t subject_count;
    const char *const *subjects = rule_field_levels(reading, &subject_count);
    criterion->title = rule_field_text(reading, &whole, table, "title", true);
    criterion->counts = rule_field_text(reading, &whole, table, "counts", true);
    criterion->says = rule_field_template(reading, &whole, table, "says", true);
    criterion->target_says = rule_field_template(reading, &whole, table, "target_says", false);
    int word = rule_field_choice(reading, &whole, table, "subject", subjects, subject_count, true);
    criterion->below = word <= 0 ? LEVEL_NONE : strcmp(subjects[word], LEVEL_MEMBER_ID) == 0 ? LEVEL_MEMBER : LEVEL_TEAM;
    word = rule_field_choice(reading, &whole, table, "early", early_names, EARLIES, false);
    criterion->early = word < 0 ? VERDICT_NONE : word == EARLY_MISSED ? VERDICT_MISSED : VERDICT_MET;
    word = rule_field_choice(reading, &whole, table, "roll_up", roll_up_names, ROLL_UPS, false);
    criterion->roll_up = word < 0 ? ROLL_UP_SUM : (enum roll_up)word;
}

/* "2025-03-01", or "2025-03" for the month's first day; within the contest. */
static int32_t read_from(const struct rule_reading *reading, const struct value *table)
{
    const char *text = rule_field_text(reading, &whole, table, "from", false);
    int32_t day = INT32_MIN;
    if (text && !day_parse(text, &day) && !day_parse(arena_printf(reading->arena, "%s-01", text), &day))
        rule_field_wrong(reading, &whole, "from", "không phải là ngày; ghi 2025-03-01, hoặc 2025-03 (từ ngày đầu tháng)",
                         "is no day; write 2025-03-01, or 2025-03 for the month's first");
    else if (text && (day < reading->job->contest.from || day >= reading->job->contest.until))
        rule_field_wrong(reading, &whole, "from", "nằm ngoài thời gian của phong trào; ghi một ngày trong phong trào, hoặc bỏ dòng này",
                         "lies outside of the contest; write one of its days, or leave this out");
    return day;
}

/* "2025-03": the day after the month's last. */
static bool month_end(struct arena *arena, const char *text, int32_t *ret_day)
{
    int year, month, day;
    int32_t first;
    if (!day_parse(arena_printf(arena, "%s-01", text), &first))
        return false;
    day_split(first, &year, &month, &day);
    *ret_day = day_of(month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1, 1);
    return true;
}

/* The last day, or "2025-03" for the month's last, within the contest; the day after it. */
static int32_t read_until(const struct rule_reading *reading, const struct value *table, int32_t from)
{
    const char *text = rule_field_text(reading, &whole, table, "last", false);
    int32_t last, until = DAY_NEVER;
    bool day = text && day_parse(text, &last);
    if (!text)
        return until;
    if (day)
        until = last + 1;
    if (!day && !month_end(reading->arena, text, &until))
        rule_field_wrong(reading, &whole, "last", "không phải là ngày; ghi 2025-03-31, hoặc 2025-03 (hết ngày cuối tháng)",
                         "is no day; write 2025-03-31, or 2025-03 for the month's last");
    else if (until <= reading->job->contest.from || until > reading->job->contest.until || until <= from)
        rule_field_wrong(reading, &whole, "last", "nằm ngoài thời gian của phong trào, hoặc trước ngày đầu (from); ghi ngày cuối cùng còn áp dụng, hoặc bỏ dòng này",
                         "lies outside of the contest, or before the first day (from); write the last day that it is of, or leave this out");
    return until;
}

/* Those of a contest without weeks and quarters, unless it says otherwise: what is meant for a month is seldom meant for a week. */
static void read_periods(const struct rule_reading *reading, const struct value *table, struct criterion *criterion)
{
    static const bool usual[PERIOD_KINDS] = {[PERIOD_MONTH] = true, [PERIOD_PHASE] = true, [PERIOD_CONTEST] = true};
    size_t count;
    const char **words = rule_field_words(reading, &whole, table, "periods", &count);
    memcpy(criterion->judged_in, usual, sizeof usual);
    if (!value_get(table, "periods"))
        return;
    memset(criterion->judged_in, 0, sizeof criterion->judged_in);
    if (!count)
        rule_field_wrong(reading, &whole, "periods", "không nêu kỳ nào; ghi week, month, quarter, phase hoặc contest, hoặc bỏ dòng này",
                         "names no period; write week, month, quarter, phase or contest, or leave this out");
    for (size_t i = 0; i < count; i++) {
        int kind = text_place(words[i], period_kind_names, PERIOD_KINDS);
        if (kind < 0)
            rule_field_wrong(reading, &whole, "periods",
                             arena_printf(reading->arena, "“%s” không phải là loại kỳ; ghi week, month, quarter, phase hoặc contest", words[i]),
                             arena_printf(reading->arena, "“%s” is no kind of period; write week, month, quarter, phase or contest", words[i]));
        else
            criterion->judged_in[kind] = true;
    }
}

/* A record of a declared share with den = true is one more of all; what else has a denominator is a stock. */
static enum growth read_growth(const struct rule_reading *reading, const struct value *table,
                               const struct measure *measure)
{
    int word = rule_field_choice(reading, &whole, table, "grows", growth_names, GROWTH_NAMES, false);
    bool events = measure_is_scan(measure) && measure->den && strcmp(measure->den, "1") == 0;
    return word >= 0 ? (enum growth)word : events ? GROWS_BOTH : GROWS_NUM;
}

/* As it is written (in an INI file a text); absent: those of the field that is summed. What is lacking of a share of events are records, which have none. */
static int read_decimals(const struct rule_reading *reading, const struct value *table, const struct criterion *criterion)
{
    const struct value *item = value_get(table, "decimals");
    const char *text = value_type(item) == VALUE_TEXT ? value_as_text(item) : "";
    int64_t given = value_type(item) == VALUE_INT ? value_as_int(item) : strlen(text) == 1 ? text[0] - '0' : -1;
    const struct measure *measure = &criterion->measure;
    bool sums = measure->of && measure->num && (!measure->each || criterion->below); /* else it counts who has enough */
    const struct field *summed = sums ? record_field(measure->of, measure->num) : NULL;
    if (!item)
        return summed && field_kind(summed)->scaled && criterion->growth == GROWS_NUM ? summed->decimals : 0;
    if (given < 1 || given > FIELD_DECIMALS_MOST)
        rule_field_wrong(reading, &whole, "decimals", arena_printf(reading->arena, "phải là số chữ số sau dấu phẩy, từ 1 đến %d; số nguyên thì bỏ dòng này", FIELD_DECIMALS_MOST),
                         arena_printf(reading->arena, "must be how many decimals there are, 1 to %d; of whole numbers leave it out", FIELD_DECIMALS_MOST));
    else if (criterion->growth == GROWS_BOTH)
        rule_field_wrong(reading, &whole, "decimals", "mỗi bản ghi thêm 1 vào mẫu số, nên còn thiếu là số bản ghi, không có phần lẻ; bỏ dòng này, hoặc viết grows = \"num\"",
                         "each record adds 1 to the denominator, so what is lacking are records, which have no decimals; leave it out, or write grows = \"num\"");
    else
        return (int)given;
    return 0;
}

void criterion_read(struct arena *arena, const struct job *job, const struct script *script,
                    const struct value *table, struct criterion *ret_criterion, struct problems *problems)
{
    struct rule_reading reading = {arena, job, script, problems};
    struct criterion criterion = {0};
    rule_field_known(&reading, &whole, table, criterion_keys, criterion_key_count);
    read_words(&reading, table, &criterion);
    read_reports(&reading, table, &criterion);
    criterion.from = read_from(&reading, table);
    criterion.until = read_until(&reading, table, criterion.from);
    read_periods(&reading, table, &criterion);
    criterion.judge = read_judge(&reading, table, "judge", true);
    criterion.target = read_param(&reading, table, "target");
    criterion_check_target(&reading, "target", criterion.target, criterion.judge);
    criterion.params = rule_field_words(&reading, &whole, table, "params", &criterion.param_count);
    for (size_t i = 0; i < criterion.param_count; i++)
        rule_field_param(&reading, &whole, "params", criterion.params[i]);
    criterion_read_uses(&reading, table, &criterion);
    if (!criterion.use_count)
        criterion_read_measure(&reading, value_get(table, "measure"), criterion.below, &criterion.measure);
    criterion.growth = read_growth(&reading, table, &criterion.measure);
    criterion.decimals = read_decimals(&reading, table, &criterion);
    criterion.den_comes = measure_is_scan(&criterion.measure) && criterion.measure.den && !value_get(table, "grows");
    read_below(&reading, table, &criterion);
    criterion_check_judge(&reading, &criterion);
    criterion_read_grades(&reading, table, &criterion);
    criterion_read_examples(&reading, value_get(table, "examples"), &criterion);
    *ret_criterion = criterion;
}
