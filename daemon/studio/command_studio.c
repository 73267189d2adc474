/* The functions behind the commands that show the rules as people change them. */
#include "command/perform.h"

#include "amendment/version.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/snapshot.h"
#include "criterion/judge.h"
#include "package/package.h"
#include "run/result.h"
#include "studio/rule_draft.h"
#include "studio/studio.h"
#include "studio/written_statement.h"

#include <string.h>

static int32_t today_of(const struct command_call *call)
{
    return instant_day(clock_now(call->clock));
}

/* The package in force, or the version that the call names. */
static bool package_of(struct command_call *call, const struct package **ret_package, struct err *err)
{
    const struct period_list *periods;
    struct version version = {0};
    const char *word = call_text(call, "of");
    if (!call_contest(call, ret_package, &periods, err) || (word && !version_find(call->store, call->arena, word, &version, err)))
        return false;
    if (word)
        *ret_package = version.package;
    return true;
}

/* One that is looked at by itself, with the units that may have a value of their own. */
static struct value *with_units(struct command_call *call, const struct package *package, const struct value *parameter)
{
    struct value *map = value_copy(call->arena, parameter);
    value_set(map, "units", studio_units(call->arena, package, today_of(call)));
    return map;
}

struct value *command_rules_targets(struct command_call *call, struct err *err)
{
    const struct package *package;
    const char *name = call_text(call, "name");
    if (!package_of(call, &package, err))
        return NULL;
    const struct value *all = studio_parameters(call->arena, package, today_of(call));
    struct value *list = value_list(call->arena);
    for (size_t i = 0; i < value_len(all); i++) {
        const struct value *one = value_at(all, i);
        if (!name || strcmp(value_get_text(one, "name", ""), name) == 0 || strcmp(value_get_text(one, "of", ""), name) == 0)
            value_append(list, name ? with_units(call, package, one) : one);
    }
    if (name && !value_len(list)) {
        err_set(err, "không có tham số “%s”; xem rules targets", "there is no parameter “%s”; see rules targets", name);
        return NULL;
    }
    return list;
}

struct value *command_rules_criteria(struct command_call *call, struct err *err)
{
    const struct package *package;
    struct value *list = value_list(call->arena);
    if (!package_of(call, &package, err))
        return NULL;
    for (size_t i = 0; i < package->criterion_count; i++)
        for (const struct criterion_source *version = &package->criteria[i]; version; version = version->next) {
            struct value *line = studio_line(call->arena, package, &(struct studio_asked){.criterion = version->name, .today = today_of(call)}, err);
            if (!line)
                return NULL;
            if (version->next || version != &package->criteria[i])
                value_set_text(line, "from", day_text(call->arena, version->from));
            value_append(list, line);
        }
    return list;
}

/* On what it can be tried: periods that have begun, the newest first, and units. */
static void put_trial(struct command_call *call, const struct package *package, struct value *answer)
{
    const struct period_list periods = period_list(package, call->arena);
    struct value *list = value_list(call->arena);
    for (size_t i = periods.len; i-- > 0;) {
        if (periods.items[i].from > today_of(call))
            continue;
        struct value *period = value_map(call->arena);
        value_set_text(period, "id", periods.items[i].id);
        value_set_text(period, "title", period_title(&periods.items[i], call->arena));
        value_append(list, period);
    }
    value_set(answer, "periods", list);
    value_set(answer, "units", studio_units(call->arena, package, today_of(call)));
}

/* Texts beside it that may be changed with it: those of the rules, not of their tests. */
static struct value *other_texts(struct command_call *call, const struct package *package, const char *path)
{
    const struct value *files = studio_files(call->arena, package);
    struct value *list = value_list(call->arena);
    for (size_t i = 0; i < value_len(files); i++) {
        const struct value *file = value_at(files, i);
        if (value_get_text(file, "mode", NULL) && !value_get_bool(file, "test", false) && strcmp(value_get_text(file, "path", ""), path) != 0)
            value_append(list, value_get(file, "path"));
    }
    return list;
}

/* mode: how its text is edited; line: of its first SELECT, null: there is none. */
static void put_text(struct command_call *call, const struct package *package, struct value *answer)
{
    const char *mode = studio_mode(value_get_text(answer, "path", ""));
    const struct written_statements statements = written_statement_list(call->arena, value_get_text(answer, "text", ""), mode);
    value_set_text(answer, "mode", mode);
    value_set(answer, "line", statements.len ? value_int(call->arena, statements.items[0].line) : value_null(call->arena));
    value_set(answer, "beside", other_texts(call, package, value_get_text(answer, "path", "")));
    put_trial(call, package, answer);
}

/* The newest result that has a figure: of the period that was run last, of the first unit there; *ret_period NULL: there is none. */
static bool find_result(struct command_call *call, const struct package *package, const char *criterion, const struct value **ret_result, const struct period **ret_period, struct err *err)
{
    const struct period_list periods = period_list(package, call->arena);
    const char *id = arena_strndup(call->arena, criterion, strcspn(criterion, "@"));
    *ret_result = NULL;
    *ret_period = NULL;
    for (size_t i = periods.len; i-- > 0 && !*ret_result;) {
        const struct result_filter filter = {.period = periods.items[i].id, .criterion = id};
        const struct value *list = periods.items[i].from > today_of(call) ? value_list(call->arena) : result_list(call->store, call->arena, package, &periods, &filter, err);
        if (!list)
            return false;
        for (size_t j = 0; j < value_len(list) && !*ret_result; j++) {
            const char *verdict = value_get_text(value_at(list, j), "verdict", "");
            if (strcmp(verdict, verdict_name(VERDICT_MET)) == 0 || strcmp(verdict, verdict_name(VERDICT_MISSED)) == 0)
                *ret_result = value_at(list, j);
        }
        *ret_period = *ret_result ? &periods.items[i] : NULL;
    }
    return true;
}

static bool put_says(struct command_call *call, const struct package *package, const char *criterion, struct value *form, struct err *err)
{
    const struct value *result;
    const struct period *period;
    if (!find_result(call, package, criterion, &result, &period, err))
        return false;
    const struct unit_fact *unit = period ? unit_at(&package->units, value_get_text(result, "subject", ""), period->until - 1) : NULL;
    const char *name = unit ? unit->name : result ? value_get_text(result, "subject", "") : arena_printf(call->arena, "%s A", package->levels[LEVEL_WARD].vi);
    studio_put_says(call->arena, form, result, name, period);
    return true;
}

struct value *command_rules_form(struct command_call *call, struct err *err)
{
    const struct package *package;
    const char *criterion = call_text(call, "criterion");
    if (!package_of(call, &package, err) || !rule_draft(call, &package, &criterion, err))
        return NULL;
    struct value *form = studio_form(call->arena, package, &(struct studio_asked){.criterion = criterion, .today = today_of(call)}, err);
    if (!form || (value_get_bool(form, "form", false) && !put_says(call, package, criterion, form, err)))
        return NULL;
    put_text(call, package, form);
    return form;
}

struct value *command_rules_files(struct command_call *call, struct err *err)
{
    const struct package *package;
    return package_of(call, &package, err) ? studio_files(call->arena, package) : NULL;
}

struct value *command_rules_text(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct studio_asked asked = {.path = call_text(call, "path"), .like = call_text(call, "like"), .section = call_text(call, "section")};
    struct value *text = package_of(call, &package, err) ? studio_text(call->arena, package, &asked, err) : NULL;
    if (text)
        put_text(call, package, text);
    return text;
}
