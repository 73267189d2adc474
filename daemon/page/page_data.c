#include "page/page_data.h"

#include "alert/alert_kind.h"
#include "base/arena.h"
#include "base/day.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/value.h"
#include "page/asset.h"
#include "page/page_history.h"
#include "workflow/workflow.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* life_drafted, event_opened: what states and events are called. */
static void add_workflow(struct arena *arena, struct value *words, const struct workflow *workflow, bool english)
{
    for (size_t i = 0; i < workflow->state_count; i++) {
        const struct workflow_state *state = &workflow->states[i];
        value_set_text(words, arena_printf(arena, "life_%s", state->name), english ? state->en : state->vi);
    }
    for (size_t i = 0; i < workflow->act_count; i++) {
        const struct workflow_act *act = &workflow->acts[i];
        value_set_text(words, arena_printf(arena, "event_%s", act->event), english ? act->done_en : act->done_vi);
    }
}

/* The word by which a thing's state is asked for. */
void page_add_state(struct arena *arena, struct value *thing)
{
    value_set(thing, "life", value_printf(arena, "life_%s", value_get_text(thing, "state", "")));
}

struct value *page_words(struct arena *arena, bool english)
{
    struct value *words = value_map(arena);
    for (const struct asset_word *word = asset_words; word->id; word++)
        value_set_text(words, word->id, english ? word->en : word->vi);
    for (size_t i = 0; i < alert_kind_count; i++)
        value_set_text(words, arena_printf(arena, "alert_%s", alert_kinds[i].name), english ? alert_kinds[i].en : alert_kinds[i].vi);
    for (size_t i = 0; i < workflow_count; i++)
        add_workflow(arena, words, &workflow_table[i], english);
    return words;
}

const struct value *page_each_map(struct arena *arena, const struct value *answer, void (*change)(struct arena *arena, struct value *map))
{
    if (value_type(answer) == VALUE_LIST) {
        struct value *list = value_list(arena);
        for (size_t i = 0; i < value_len(answer); i++)
            value_append(list, page_each_map(arena, value_at(answer, i), change));
        return list;
    }
    if (value_type(answer) != VALUE_MAP)
        return answer;
    struct value *made = value_copy(arena, answer);
    for (size_t i = 0; i < value_len(made); i++)
        value_set_item(made, i, page_each_map(arena, value_item(made, i), change));
    change(arena, made);
    return made;
}

static bool is_share_of_nothing(const struct value *map)
{
    const struct value *den = value_get(map, "den");
    return value_get_text(map, "verdict", NULL) && value_type(den) == VALUE_INT && value_as_int(den) == 0;
}

static void settle_figure(struct arena *arena, struct value *map)
{
    if (is_share_of_nothing(map))
        value_set(map, "value", value_null(arena));
}

const struct value *page_figures(struct arena *arena, const struct value *answer)
{
    return page_each_map(arena, answer, settle_figure);
}

/* ---- the JSON twin ---- */

static void put_encoded(struct buffer *out, const char *text)
{
    for (const unsigned char *at = (const unsigned char *)text; *at; at++)
        if (isalnum(*at) || strchr("-._~/@", *at))
            buffer_putc(out, (char)*at);
        else
            buffer_printf(out, "%%%02X", *at);
}

static const char *argument_text(struct arena *arena, const struct value *argument)
{
    if (value_type(argument) == VALUE_INT)
        return arena_printf(arena, "%lld", (long long)value_as_int(argument));
    if (value_type(argument) == VALUE_BOOL)
        return value_as_bool(argument) ? "true" : "false";
    return value_as_text(argument);
}

const char *page_encoded(struct arena *arena, const char *text)
{
    struct buffer out = {0};
    put_encoded(&out, text);
    return buffer_take(&out, arena);
}

struct value *page_json_link(struct arena *arena, const char *words, const struct value *arguments)
{
    struct value *twin = value_map(arena);
    struct buffer href = {0};
    char *path = arena_strdup(arena, words);
    for (char *at = path; *at; at++)
        *at = *at == ' ' ? '/' : *at;
    buffer_printf(&href, "/api/%s", path);
    for (size_t i = 0; i < value_len(arguments); i++) {
        const char *name = value_key(arguments, i);
        buffer_printf(&href, "%c%s=", i ? '&' : '?', name);
        put_encoded(&href, argument_text(arena, value_item(arguments, i)));
    }
    value_set_text(twin, "name", path);
    value_set_text(twin, "href", buffer_text(&href));
    buffer_finish(&href);
    return twin;
}

/* ---- instants ---- */

const char *page_instant(struct arena *arena, const char *instant)
{
    if (!instant || strlen(instant) < 19 || instant[10] != 'T')
        return NULL;
    int time = strncmp(instant + 17, "00", 2) == 0 ? 5 : 8;
    return arena_printf(arena, "%.*s %.2s/%.2s/%.4s", time, instant + 11, instant + 8, instant + 5, instant);
}

/* Sets <key>_text beside each of the keys. */
void page_add_texts(struct arena *arena, struct value *map, const char *const *keys, size_t len)
{
    for (size_t i = 0; i < len; i++)
        value_set_text(map, arena_printf(arena, "%s_text", keys[i]),
                       page_instant(arena, value_get_text(map, keys[i], NULL)));
}

struct value *page_ready_status(struct arena *arena, const struct value *status)
{
    struct value *ready = value_copy(arena, status);
    value_set_text(ready, "changed_text", page_instant(arena, value_get_text(status, "changed_at", NULL)));
    return ready;
}

static bool is_day(const char *text)
{
    return strlen(text) == 10 && strspn(text, "0123456789-") == 10 && text[4] == '-' && text[7] == '-';
}

const char *page_written(struct arena *arena, const char *text)
{
    if (text && is_day(text))
        return arena_printf(arena, "%.2s/%.2s/%.4s", text + 8, text + 5, text);
    bool instant = text && strlen(text) == 25 && text[10] == 'T' && is_day(arena_strndup(arena, text, 10));
    return instant ? page_instant(arena, text) : text;
}

/* ---- periods ---- */

static bool any_run(const struct value *periods)
{
    for (size_t i = 0; i < value_len(periods); i++)
        if (value_get_text(value_at(periods, i), "stage", NULL))
            return true;
    return false;
}

static void close_phase(struct arena *arena, struct value *phases, const struct value *periods, const char *title)
{
    struct value *phase = value_map(arena);
    value_set_text(phase, "title", title);
    value_set(phase, "periods", periods);
    value_set_bool(phase, "any_run", any_run(periods));
    value_append(phases, phase);
}

struct value *page_ready_contest(struct arena *arena, const struct value *contest)
{
    struct value *ready = value_copy(arena, contest), *phases = value_list(arena), *members = value_list(arena);
    const struct value *periods = value_get(contest, "periods");
    for (size_t i = 0; i < value_len(periods); i++) {
        const struct value *period = value_at(periods, i);
        const char *kind = value_get_text(period, "kind", "");
        value_append(members, period);
        bool phase = strcmp(kind, "phase") == 0;
        if (!phase && strcmp(kind, "contest") != 0)
            continue;
        close_phase(arena, phases, members, phase ? value_get_text(period, "title", "") : NULL);
        members = value_list(arena);
    }
    value_set(ready, "phases", phases);
    return ready;
}

/* ---- lists ---- */

static struct value *due_ready(struct arena *arena, const struct value *due)
{
    static const char *const instants[] = {"due_at", "performed_at"};
    struct value *ready = value_copy(arena, due);
    int32_t day;
    page_add_texts(arena, ready, instants, LEN(instants));
    value_set_text(ready, "waits_until_text", page_instant(arena, value_get_text(value_get(due, "waits"), "until", NULL)));
    value_set(ready, "what", value_printf(arena, "what_%s", value_get_text(due, "kind", "")));
    value_set_bool(ready, "of_day", day_parse(value_get_text(due, "period", ""), &day)); /* a duty's period is its day */
    value_set(ready, "said", value_printf(arena, "state_%s", value_get_text(due, "state", "")));
    return ready;
}

static bool is_past(const struct value *due)
{
    const char *state = value_get_text(due, "state", "");
    return strcmp(state, "done") == 0 || strcmp(state, "before_load") == 0;
}

struct value *page_ready_schedule(struct arena *arena, const struct value *schedule)
{
    struct value *ready = value_map(arena), *coming = value_list(arena), *done = value_list(arena);
    for (size_t i = 0; i < value_len(schedule); i++)
        if (!is_past(value_at(schedule, i)))
            value_append(coming, due_ready(arena, value_at(schedule, i)));
    for (size_t i = value_len(schedule); i-- > 0;)
        if (is_past(value_at(schedule, i)))
            value_append(done, due_ready(arena, value_at(schedule, i)));
    value_set(ready, "coming", coming);
    value_set(ready, "done", done);
    return ready;
}

struct value *page_ready_seals(struct arena *arena, const struct value *seals)
{
    static const char *const instants[] = {"sealed_at"};
    struct value *list = value_list(arena);
    for (size_t i = value_len(seals); i-- > 0;) {
        struct value *seal = value_copy(arena, value_at(seals, i));
        page_add_texts(arena, seal, instants, LEN(instants));
        value_append(list, seal);
    }
    return list;
}

struct value *page_ready_taken(struct arena *arena, const struct value *taken)
{
    static const char *const instants[] = {"sealed_at", "at"};
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(taken); i++) {
        struct value *row = value_copy(arena, value_at(taken, i));
        page_add_texts(arena, row, instants, LEN(instants));
        value_append(list, row);
    }
    return list;
}

/* What became of a thing, each step with its instant and what it is called. */
struct value *page_history(struct arena *arena, const struct value *events)
{
    static const char *const at[] = {"at"};
    struct value *history = value_list(arena);
    for (size_t i = 0; i < value_len(events); i++) {
        struct value *event = value_copy(arena, value_at(events, i));
        page_add_texts(arena, event, at, LEN(at));
        value_set(event, "said", value_printf(arena, "event_%s", value_get_text(event, "event", "")));
        value_append(history, event);
    }
    return history;
}
