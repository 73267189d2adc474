#include "amendment/criteria_trial.h"

#include "amendment/unit_target.h"
#include "amendment/uses_check.h"
#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/problem.h"
#include "base/value.h"
#include "package/duty.h"
#include "package/package.h"
#include "package/soundness.h"
#include "run/run_job.h"
#include "worker/kept_answer.h"

#include <string.h>

/* What a worker found of one criterion; its facts are null when it is not usable. */
static void note_check(const struct criterion_source *criterion, const struct value *answer,
                       struct problems *problems, struct value *facts)
{
    const struct value *error = value_get(answer, "error"), *found = value_get(answer, "ok");
    size_t before = problems->errors;
    if (!value_is_null(error))
        problem_add(problems, criterion->path, 0, NULL, "%1$s%2$.0s", "%1$.0s%2$s",
                    value_get_text(error, "vi", "không kiểm tra được"),
                    value_get_text(error, "en", "could not be checked"));
    problems_add_value(problems, value_get(found, "problems"));
    if (!value_is_null(value_get(found, "facts")))
        value_set(facts, criterion->name, value_get(found, "facts"));
    else if (problems->errors == before)
        problem_add(problems, criterion->path, 0, NULL,
                    "tiêu chí không dùng được; xem hướng dẫn viết tiêu chí",
                    "the criterion is not usable; see the rule guide");
}

bool criteria_trial_doubted(const struct package *package, const char *path, const char *text, struct problems *problems)
{
    const struct doubt *doubt = soundness_doubted(package, text);
    if (doubt)
        problem_warn(problems, doubt->path, 0, doubt->name,
                     "chưa kiểm tra %s vì khai báo này bị từ chối; sửa rồi kiểm tra lại",
                     "%s was not checked, for this is refused; mend it and check again", path);
    return doubt != NULL;
}

const char *criteria_trial_text(const struct package *package, const char *path, struct arena *arena)
{
    const struct file *file = path ? file_find(&package->files, path) : NULL;
    return file ? arena_strndup(arena, file->bytes, file->len) : "";
}

/* By all of its files. */
static bool criterion_is_doubted(const struct package *package, const struct criterion_source *criterion,
                                 struct arena *arena, struct problems *problems)
{
    static const char *const endings[] = {"lua", "ini", "sql", "evidence.sql"};
    const char *text = "";
    for (size_t i = 0; i < LEN(endings); i++)
        text = arena_printf(arena, "%s\n%s", text,
                            criteria_trial_text(package, arena_printf(arena, "criteria/%s.%s", criterion->name, endings[i]), arena));
    return criteria_trial_doubted(package, criterion->path, text, problems);
}

static bool same_fact(const struct value *was, const struct value *is)
{
    return (value_is_null(was) && value_is_null(is)) || value_equal(was, is);
}

/* Whom it judges, which returns it waits for and since when are of the criterion, not of a version: a phase adds up months of several. */
static void check_versions(const struct package *package, const struct value *facts, struct problems *problems)
{
    static const char *const kept[] = {"subject", "reports", "from", "last"};
    for (size_t i = 0; i < package->criterion_count; i++)
        for (const struct criterion_source *version = package->criteria[i].next; version; version = version->next)
            for (size_t k = 0; k < LEN(kept); k++) {
                const struct value *was = value_get(facts, version->id), *is = value_get(facts, version->name);
                if (was && is && !same_fact(value_get(was, kept[k]), value_get(is, kept[k])))
                    problem_add(problems, version->path, 0, kept[k],
                                "không được khác công thức trước ngày ấy (%s); ghi như cũ, hoặc viết một tiêu chí mới bắt đầu từ ngày ấy",
                                "may not differ from the formula before that day (%s); write what stands there, or a new criterion that begins on that day", package->criteria[i].path);
            }
}

static bool has_period(const struct package *package, const char *kind)
{
    if (strcmp(kind, period_kind_names[PERIOD_WEEK]) == 0)
        return package->schedule.week_from;
    return strcmp(kind, period_kind_names[PERIOD_QUARTER]) != 0 || package->schedule.quarter_from;
}

/* A criterion that is judged only in weeks or quarters, of a contest that asks for none, is never judged. */
static void look_at_periods(const struct package *package, const struct criterion_source *version, const struct value *facts, struct problems *problems)
{
    const struct value *periods = value_get(value_get(facts, version->name), "periods");
    for (size_t i = 0; i < value_len(periods); i++)
        if (has_period(package, value_as_text(value_at(periods, i))))
            return;
    if (value_len(periods))
        problem_warn(problems, version->path, 0, "periods", "phong trào không có kỳ nào loại này nên tiêu chí không bao giờ được đánh giá; khai week_from, quarter_from trong contest.ini, hoặc thêm loại kỳ khác",
                     "the contest has no such periods, so the criterion is never judged; write week_from, quarter_from in contest.ini, or add another kind of periods");
}

/* The version's number when it counts records of the type, or asks for their returns. */
static const char *counted_by(const struct criterion_source *version, const struct value *facts, const struct record_type *type)
{
    const struct value *of_one = value_get(facts, version->name);
    bool counts = strcmp(value_get_text(value_get(of_one, "index"), "type", ""), type->name) == 0 || value_has_text(value_get(of_one, "reports"), type->name);
    return counts ? version->id : NULL;
}

/* What is counted by a day and does not say by which moves no figure when it comes late. */
static void look_at_days(const struct package *package, const struct criterion_source *const *versions, size_t count, const struct value *facts, struct problems *problems)
{
    for (size_t t = 0; t < package->types.len; t++) {
        const struct record_type *type = &package->types.items[t];
        const char *by = NULL;
        for (size_t i = 0; i < count && !by && !type->touches_on && !type->touches_from; i++)
            by = counted_by(versions[i], facts, type);
        if (by)
            problem_warn(problems, "records.ini", 0, type->name, "chỉ tiêu %s đếm loại này mà nó không ghi touches_on: bản ghi đến sau lần tính chính thức sẽ không tính lại kỳ; thêm touches_on = trường ngày của nó",
                         "criterion %s counts it and it has no touches_on: a record that comes after the final run makes no run again; add touches_on = its date", by);
    }
}

/* The day from which a version does not judge any more, whatever the criterion says: another one does. */
static int32_t end_of(const struct criterion_source *version, const struct value *facts)
{
    int32_t last, until = version->next ? version->next->from : DAY_NEVER;
    return day_parse(value_get_text(value_get(facts, version->name), "last", ""), &last) && last < until ? last + 1 : until;
}

/* What a retired type gives from its day on is nothing: whoever still counts it, or asks for its returns, would judge by that. */
static void look_at_retired(const struct package *package, const struct criterion_source *const *versions, size_t count, const struct value *facts, struct problems *problems)
{
    for (size_t t = 0; t < package->types.len; t++) {
        const struct record_type *type = &package->types.items[t];
        for (size_t i = 0; i < count && type->retired; i++)
            if (end_of(versions[i], facts) > type->retired_from && counted_by(versions[i], facts, type))
                problem_add(problems, versions[i]->path, 0, "reports",
                            "còn đếm loại “%1$s” (hoặc đòi báo cáo loại ấy) sau %2$s%4$.0s, ngày loại ấy ngừng dùng (records.ini); ghi last = ngày cuối (%3$s), hoặc đếm loại khác",
                            "still counts the type “%1$s” (or asks for its returns) from %4$s%2$.0s on, where it is retired (records.ini); write last = \"%3$s\", or count another type", type->name,
                            day_shown(problems->arena, type->retired_from), day_text(problems->arena, type->retired_from - 1), day_text(problems->arena, type->retired_from));
        for (size_t i = 0; i < package->duty_count && type->retired; i++) {
            const struct duty *duty = &package->duties[i];
            bool asks = (duty->record && strcmp(duty->record, type->name) == 0) || (duty->output == DUTY_OUTPUT_RECORD && duty->output_of && strcmp(duty->output_of, type->name) == 0);
            if (asks)
                problem_add(problems, "duties.ini", duty->line, duty->id, "nhiệm vụ này còn chờ hoặc đòi loại “%s” đã ngừng dùng (records.ini); sửa trigger, record, output, hoặc xóa nhiệm vụ",
                            "this duty waits for or asks for the type “%s”, which is retired (records.ini); change its trigger, record or output, or remove it", type->name);
        }
    }
}

static bool has_changed(const struct criterion_source *version, const struct value *changed)
{
    for (size_t i = 0; i < value_len(changed); i++)
        if (criterion_has_file(version->name, value_get_text(value_at(changed, i), "path", "")))
            return true;
    return false;
}

/* Every version of every criterion, of those that `changed` names unless that is NULL. False: one was not tried, for it is doubted. */
static bool try_versions(const struct package *package, const struct value *changed, const struct worker_settings *worker, struct arena *arena,
                         struct problems *problems, struct value *facts, struct unit_target_rules *ret_tried)
{
    size_t most = 0, count = 0;
    bool whole = true;
    for (size_t i = 0; i < package->criterion_count; i++)
        for (const struct criterion_source *version = &package->criteria[i]; version; version = version->next)
            most++;
    const struct value *contest = run_job_contest(arena, package), **jobs = arena_alloc(arena, (most + 1) * sizeof *jobs);
    const struct value **answers = arena_alloc(arena, (most + 1) * sizeof *answers);
    const struct criterion_source **tried = arena_alloc(arena, (most + 1) * sizeof *tried);
    for (size_t i = 0; i < package->criterion_count; i++)
        for (const struct criterion_source *version = &package->criteria[i]; version; version = version->next) {
            if (changed && !has_changed(version, changed))
                continue;
            if (criterion_is_doubted(package, version, arena, problems)) {
                whole = false;
                continue;
            }
            tried[count] = version;
            struct value *job = run_job_in(arena, "check", contest, version, NULL, 0);
            value_set_bool(job, "measure", !changed && unit_target_has(package));
            jobs[count++] = job;
        }
    kept_answer_run(worker, arena, jobs, count, answers);
    for (size_t i = 0; i < count; i++)
        note_check(tried[i], answers[i], problems, facts);
    *ret_tried = (struct unit_target_rules){tried, answers, count};
    return whole;
}

void criteria_trial_all(const struct package *package, const struct worker_settings *worker,
                           struct arena *arena, struct problems *problems, struct value *facts)
{
    struct unit_target_rules tried;
    bool whole = try_versions(package, NULL, worker, arena, problems, facts, &tried);
    for (size_t i = 0; i < tried.count; i++)
        look_at_periods(package, tried.versions[i], facts, problems);
    look_at_days(package, tried.versions, tried.count, facts, problems);
    look_at_retired(package, tried.versions, tried.count, facts, problems);
    check_versions(package, facts, problems);
    uses_check(package, facts, &tried, arena, problems);
    if (whole && !problems->errors) /* else it may follow from that */
        unit_target_check(package, &tried, arena, problems);
}

void criteria_trial_files(const struct package *package, const struct value *changed, const struct worker_settings *worker, struct arena *arena,
                          struct problems *problems)
{
    struct unit_target_rules tried;
    try_versions(package, changed, worker, arena, problems, value_map(arena), &tried);
}

void criteria_trial_other(const struct package *package, const struct criterion_source *rule,
                        struct value *(*job_of)(struct arena *, const struct package *), const struct worker_settings *worker, struct arena *arena,
                        struct problems *problems)
{
    const struct value *answer;
    if (!rule || !soundness_has(package, rule->path) || criteria_trial_doubted(package, rule->path, rule->source, problems))
        return;
    const struct value *job = job_of(arena, package_on(package, rule->from, arena));
    kept_answer_run(worker, arena, &job, 1, &answer);
    const struct value *error = value_get(answer, "error");
    if (!value_is_null(error))
        problem_add(problems, rule->path, 0, NULL, "%1$s%2$.0s", "%1$.0s%2$s", value_get_text(error, "vi", "không kiểm tra được"),
                    value_get_text(error, "en", "could not be checked"));
    problems_add_value(problems, value_get(value_get(answer, "ok"), "problems"));
}
