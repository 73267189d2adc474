#include "amendment/period_change.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/problem.h"
#include "base/value.h"
#include "calendar/due.h"
#include "calendar/period.h"
#include "contest/schedule.h"
#include "contest/seal.h"
#include "package/ini.h"
#include "package/package.h"
#include "run/run.h"
#include "run/stored_run.h"

#include <string.h>

#define FILE_NAME "contest.ini"

struct comparing {
    const struct package *base, *candidate;
    const struct period_facts *facts;
    struct problems *problems;
    struct arena *arena;
    struct period_list before, after;
    struct ini ini; /* of the candidate: where things stand */
};

/* ---- where, and in which words ---- */

static void refuse(const struct comparing *c, const char *section, const char *key, const char *vi, const char *en)
{
    const struct ini_section *at = ini_find(&c->ini, section);
    const struct ini_key *line = at && key ? ini_key_find(at, key) : NULL;
    problem_add(c->problems, FILE_NAME, line ? line->line : at ? at->line : 0, key ? arena_printf(c->arena, "[%s] %s", section, key) : arena_printf(c->arena, "[%s]", section),
                "%1$s%2$.0s", "%1$.0s%2$s", vi, en);
}

static const char *shown(const struct comparing *c, int32_t day)
{
    return day_shown(c->arena, day);
}

static bool is_sealed(const struct comparing *c, const struct phase *phase)
{
    return phase && value_has_text(c->facts->sealed, phase->id);
}

/* In the same days, and of the same phase. */
static bool is_same(const struct period *a, const struct period *b)
{
    return a && b && a->kind == b->kind && a->from == b->from && a->until == b->until &&
           (a->kind >= PERIOD_PHASE || strcmp(a->phase->id, b->phase->id) == 0);
}

/* The two keys of [schedule] by which phases are cut into periods of a kind. */
static const struct {
    const char *first, *second;
} cut_keys[PERIOD_PHASE] = {[PERIOD_WEEK] = {"week_from", "stub_week_min_days"}, [PERIOD_MONTH] = {"month_mode", "stub_month_min_days"},
                            [PERIOD_QUARTER] = {"quarter_from", "stub_quarter_min_days"}};

static bool cuts_otherwise(const struct comparing *c, enum period_kind kind)
{
    const struct schedule_rule *a = &c->base->schedule, *b = &c->candidate->schedule;
    switch (kind) {
    case PERIOD_WEEK:
        return a->week_from != b->week_from || a->stub_week_min_days != b->stub_week_min_days;
    case PERIOD_QUARTER:
        return a->month_mode != b->month_mode || a->quarter_from != b->quarter_from || a->stub_quarter_min_days != b->stub_quarter_min_days;
    case PERIOD_MONTH:
        return a->month_mode != b->month_mode || a->stub_month_min_days != b->stub_month_min_days;
    case PERIOD_PHASE:
    case PERIOD_CONTEST:
    case PERIOD_KINDS:
        break;
    }
    return false;
}

/* ---- the contest ---- */

static void compare_first_day(const struct comparing *c)
{
    int32_t from = c->base->from, today = c->facts->today;
    if (c->candidate->from == from)
        return;
    if (from <= today)
        refuse(c, "contest", "from", arena_printf(c->arena, "phong trào đã bắt đầu ngày %s nên ngày đầu giữ nguyên; ghi lại %s", shown(c, from), day_text(c->arena, from)),
               arena_printf(c->arena, "the contest began on %s, so its first day stays; write %s again", shown(c, from), day_text(c->arena, from)));
    else if (c->candidate->from < today)
        refuse(c, "contest", "from", arena_printf(c->arena, "ngày đầu mới đã qua; ghi một ngày từ %s trở đi", day_text(c->arena, today)),
               arena_printf(c->arena, "the new first day is past; write a day from %s on", day_text(c->arena, today)));
}

/* The whole contest was sealed: nothing of it is open. True: that was said, and nothing else needs to be. */
static bool compare_sealed_whole(const struct comparing *c)
{
    bool same = c->before.len == c->after.len && package_whole(c->candidate);
    if (!value_has_text(c->facts->sealed, PERIOD_WHOLE))
        return false;
    for (size_t i = 0; same && i < c->before.len; i++)
        same = is_same(&c->before.items[i], period_find(&c->after, c->before.items[i].id));
    if (!same)
        refuse(c, "contest", "until", "cả phong trào đã chốt nên không ngày nào đổi được; thi đua tiếp thì lập một phong trào mới trong thư mục trạng thái khác",
               "the whole contest is sealed, so none of its days changes; to go on, make a new contest in another state folder");
    return true;
}

/* ---- phases ---- */

static bool is_part_of(const struct period *part, const struct phase *phase)
{
    return part->kind < PERIOD_PHASE && strcmp(part->phase->id, phase->id) == 0;
}

/* Weeks or quarters that a sealed phase had not: they would be judged, and told, after it. */
static void compare_more(const struct comparing *c, const struct phase *phase)
{
    for (size_t i = 0; i < c->after.len; i++) {
        const struct period *part = &c->after.items[i];
        if (!is_part_of(part, phase) || period_find(&c->before, part->id))
            continue;
        const char *key = cut_keys[part->kind].first, *open = day_text(c->arena, phase->until);
        refuse(c, "schedule", key, arena_printf(c->arena, "%s đã chốt mà sẽ có thêm kỳ (%s); ghi %s từ %s trở đi", phase->title, period_title(part, c->arena), key, open),
               arena_printf(c->arena, "%s is sealed and would have one more period (%s); write a %s from %s on", phase->id, part->id, key, open));
        return;
    }
}

static void compare_sealed(const struct comparing *c, const struct phase *phase)
{
    struct arena *arena = c->arena;
    const struct phase *then = package_phase(c->candidate, phase->id);
    const char *from = day_text(arena, phase->from), *last = day_text(arena, phase->until - 1);
    if (!then) {
        refuse(c, phase->id, NULL, arena_printf(arena, "%s đã chốt nên không bỏ và không đổi mã được; giữ mục này với from = %s, until = %s", phase->title, from, last),
               arena_printf(arena, "%s is sealed and can be neither left out nor renamed; keep this section with from = %s, until = %s", phase->id, from, last));
        return;
    }
    if (then->from != phase->from)
        refuse(c, phase->id, "from", arena_printf(arena, "%s đã chốt nên ngày đầu giữ nguyên; ghi lại %s", phase->title, from),
               arena_printf(arena, "%s is sealed, so its first day stays; write %s again", phase->id, from));
    if (then->until != phase->until)
        refuse(c, phase->id, "until", arena_printf(arena, "%s đã chốt nên ngày cuối giữ nguyên; ghi lại %s và chỉ đổi các đợt sau", phase->title, last),
               arena_printf(arena, "%s is sealed, so its last day stays; write %s again and change later phases only", phase->id, last));
    if (then->from != phase->from || then->until != phase->until)
        return;
    for (size_t i = 0; i < c->before.len; i++) {
        const struct period *part = &c->before.items[i];
        if (is_part_of(part, phase) && !is_same(part, period_find(&c->after, part->id))) {
            const char *first = cut_keys[part->kind].first, *second = cut_keys[part->kind].second;
            refuse(c, "schedule", first, arena_printf(arena, "%s của %s đã chốt sẽ đổi ngày; giữ nguyên %s và %s", period_title(part, arena), phase->title, first, second),
                   arena_printf(arena, "%s of %s, which is sealed, would change its days; keep %s and %s", part->id, phase->id, first, second));
            return;
        }
    }
    compare_more(c, phase);
}

/* Whether it stands in the candidate, or may be left out. */
static bool compare_begun(const struct comparing *c, const struct phase *phase)
{
    if (phase->from > c->facts->today || package_phase(c->candidate, phase->id))
        return true;
    refuse(c, phase->id, NULL,
           arena_printf(c->arena, "%s đã bắt đầu ngày %s nên không bỏ và không đổi mã được; giữ mục này, cho kết thúc sớm hơn nếu cần (until)", phase->title, shown(c, phase->from)),
           arena_printf(c->arena, "%s began on %s and can be neither left out nor renamed; keep this section, and let it end earlier if need be (until)", phase->id,
                        shown(c, phase->from)));
    return false;
}

/* Days that were counted for one phase are not given to another afterwards; those behind the contest's old end were nobody's. */
static void compare_new(const struct comparing *c, const struct phase *phase)
{
    if (package_phase(c->base, phase->id) || phase->from > c->facts->today || phase->from >= c->base->until)
        return;
    const char *next = day_text(c->arena, c->facts->today + 1);
    refuse(c, phase->id, "from", arena_printf(c->arena, "đợt mới lấy cả những ngày đã qua của đợt khác; cho bắt đầu từ %s trở đi", next),
           arena_printf(c->arena, "the new phase takes days of another one that are past; let it begin on %s or later", next));
}

/* ---- periods with a final run ---- */

/* The first day that no final run has counted. */
static int32_t open_from(const struct comparing *c)
{
    int32_t day = c->base->from;
    for (size_t i = 0; i < c->before.len; i++) {
        const struct period *period = &c->before.items[i];
        if (period->kind < PERIOD_PHASE && period->until > day && (value_has_text(c->facts->closed, period->id) || is_sealed(c, period->phase)))
            day = period->until;
    }
    return day;
}

static bool is_first_day_moved(const struct comparing *c, const struct phase *phase)
{
    const struct phase *then = package_phase(c->candidate, phase->id);
    return then && then->from != phase->from;
}

static void refuse_closed(const struct comparing *c, const struct period *period)
{
    struct arena *arena = c->arena;
    const char *title = period_title(period, arena), *from = shown(c, period->from), *last = shown(c, period->until - 1), *open = day_text(arena, open_from(c));
    const char *head_vi = arena_printf(arena, "%s (%s – %s) đã tính chính thức nên giữ nguyên các ngày", title, from, last);
    const char *head_en = arena_printf(arena, "%s (%s – %s) has its final figures, so its days stay", period->id, from, last);
    if (period->kind == PERIOD_CONTEST)
        refuse(c, "contest", "until", arena_printf(arena, "%s; thi đua tiếp thì lập một phong trào mới trong thư mục trạng thái khác", head_vi),
               arena_printf(arena, "%s; to go on, make a new contest in another state folder", head_en));
    else if (period->kind == PERIOD_PHASE)
        refuse(c, period->id, "until", arena_printf(arena, "%s; ghi lại %s và thêm một đợt sau đợt cuối nếu thi đua tiếp", head_vi, day_text(arena, period->until - 1)),
               arena_printf(arena, "%s; write %s again and add a phase behind the last one to go on", head_en, day_text(arena, period->until - 1)));
    else if (cuts_otherwise(c, period->kind))
        refuse(c, "schedule", cut_keys[period->kind].first,
               arena_printf(arena, "%s; giữ nguyên %s và %s", head_vi, cut_keys[period->kind].first, cut_keys[period->kind].second),
               arena_printf(arena, "%s; keep %s and %s", head_en, cut_keys[period->kind].first, cut_keys[period->kind].second));
    else
        refuse(c, period->phase->id, is_first_day_moved(c, period->phase) ? "from" : "until", arena_printf(arena, "%s; chỉ đổi các ngày từ %s trở đi", head_vi, open),
               arena_printf(arena, "%s; change only days from %s on", head_en, open));
}

/* One refusal a phase is enough: its last month says where the open days begin. */
static void compare_closed(const struct comparing *c, const struct phase *phase)
{
    for (size_t i = c->before.len; i-- > 0;) {
        const struct period *period = &c->before.items[i];
        bool of_phase = phase ? period->kind != PERIOD_CONTEST && strcmp(period->phase->id, phase->id) == 0 : period->kind == PERIOD_CONTEST;
        if (of_phase && value_has_text(c->facts->closed, period->id) && !is_same(period, period_find(&c->after, period->id))) {
            refuse_closed(c, period);
            return;
        }
    }
}

void period_change_compare(const struct package *base, const struct package *candidate, const struct period_facts *facts,
                           struct problems *problems)
{
    struct arena *arena = problems->arena;
    struct problems unsaid; /* the candidate was read before */
    const struct file *file = file_find(&candidate->files, FILE_NAME);
    struct comparing c = {.base = base, .candidate = candidate, .facts = facts, .problems = problems, .arena = arena,
                          .before = period_list(base, arena), .after = period_list(candidate, arena)};
    problems_init(&unsaid, arena);
    if (file)
        c.ini = ini_read(arena, file, &unsaid);
    if (compare_sealed_whole(&c))
        return;
    compare_first_day(&c);
    for (size_t i = 0; i < base->phase_count; i++) {
        const struct phase *phase = &base->phases[i];
        if (is_sealed(&c, phase))
            compare_sealed(&c, phase);
        else if (compare_begun(&c, phase))
            compare_closed(&c, phase);
    }
    compare_closed(&c, NULL);
    for (size_t i = 0; i < candidate->phase_count; i++)
        compare_new(&c, &candidate->phases[i]);
}

/* ---- what there is ---- */

static bool add_sealed(struct store *store, struct arena *arena, const char *id, struct value *sealed, struct err *err)
{
    const struct value *seal = seal_latest_head(store, arena, id, err);
    if (seal && !value_is_null(seal))
        value_append(sealed, value_text(arena, id));
    return seal != NULL;
}

/* Of a contest that was loaded late the final run was a person's. */
static bool add_closed(struct store *store, const struct package *package, const struct period *period, const struct value *performed, struct arena *arena,
                       struct value *closed, struct err *err)
{
    const struct due due = {.kind = &run_final_due, .period = period};
    const struct value *run = stored_run_head_latest(store, arena, period->id, run_stage_name(RUN_FINAL), err);
    if (run && !value_is_null(run) && (schedule_row(performed, &due) || value_get_int(run, "at", 0) >= run_due_at(package, period, RUN_FINAL)))
        value_append(closed, value_text(arena, period->id));
    return run != NULL;
}

bool period_change_check(struct store *store, int32_t today, const struct package *base, const struct package *candidate,
                         struct problems *problems, struct err *err)
{
    struct arena *arena = problems->arena;
    struct value *sealed = value_list(arena), *closed = value_list(arena);
    const struct period_list periods = period_list(base, arena);
    const struct value *performed = schedule_performed(store, arena, err);
    for (size_t i = 0; performed && i < base->closing_count; i++)
        if (!add_sealed(store, arena, base->phases[i].id, sealed, err))
            return false;
    for (size_t i = 0; performed && i < periods.len; i++)
        if (!add_closed(store, base, &periods.items[i], performed, arena, closed, err))
            return false;
    if (performed)
        period_change_compare(base, candidate, &(const struct period_facts){today, sealed, closed}, problems);
    return performed != NULL;
}
