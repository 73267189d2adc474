#include "message/message_text.h"

#include "alert/alert.h"
#include "alert/alert_holder.h"
#include "alert/alert_kind.h"
#include "base/arena.h"
#include "base/array.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/message_kind.h"
#include "contest/snapshot.h"
#include "contest/transition.h"
#include "contest/turn.h"
#include "contest/wording.h"
#include "document/document_list.h"
#include "document/draft.h"
#include "message/digest_figures.h"
#include "message/nomination_reminder.h"
#include "message/return_reminder.h"
#include "message/weekly_digest.h"
#include "package/duty.h"
#include "package/package.h"
#include "person/person.h"
#include "run/result.h"
#include "run/shortfall_text.h"
#include "store/store.h"
#include "template/template.h"
#include "workflow/workflow.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* As it was called that day; what is no unit of the contest by its id. */
static const char *title_of(const struct turn *turn, const char *unit, int32_t day)
{
    const struct unit_fact *fact = unit ? unit_at(&turn->package->units, unit, day) : NULL;
    return fact ? unit_full_title(turn->arena, &turn->package->chain, fact) : unit ? unit : turn->package->short_name;
}

static const char *period_words(const struct turn *turn, const char *id)
{
    const struct period *period = id ? period_find(turn->periods, id) : NULL;
    return period ? period_title(period, turn->arena) : id ? id : "";
}

/* The full name of an account; of the daemon itself and of the machine's users none. */
static const char *actor_name(struct turn *turn, const char *actor)
{
    static const char person[] = "person:";
    const char *name = actor && strncmp(actor, person, strlen(person)) == 0 ? actor + strlen(person) : NULL;
    const struct value *row = name ? person_get(turn->store, turn->arena, name, NULL) : NULL;
    return value_get_text(row, "full_name", NULL);
}

static period_kinds kinds_of(const struct turn *turn, const char *id)
{
    const struct period *period = id ? period_find(turn->periods, id) : NULL;
    return period ? period_kind_bit(period->kind) : 0;
}

static void begin_data(struct turn *turn, struct message_about *about, const char *object, const char *period, int32_t day)
{
    about->periods = kinds_of(turn, period);
    about->data = value_map(turn->arena);
    value_set_text(about->data, "short_name", turn->package->short_name);
    value_set_text(about->data, "unit", title_of(turn, about->unit, day));
    value_set_text(about->data, "period", period_words(turn, period));
    value_set_text(about->data, "object", object);
    value_set_text(about->data, "title", "");
    value_set(about->data, "lines", value_list(turn->arena));
}

/* A unit of the package; what belongs to a team or a member is the contest's to look after. */
static const char *own_unit(const struct turn *turn, const char *subject)
{
    return subject && unit_place(&turn->package->units, subject) != turn->package->units.fact_count ? subject : NULL;
}

/* Whether it is a month's alert whose phase's is open: what both say is not over. */
static bool is_part_of_open(struct turn *turn, const struct value *alert, int32_t day, bool *ret_is, struct err *err)
{
    const struct value *rows = store_rows(turn->store, turn->arena, err, QUERY_ALERT_OPEN_LIST, "");
    *ret_is = false;
    for (size_t i = 0; i < value_len(rows) && !*ret_is; i++)
        *ret_is = alert_is_part(turn->package, turn->periods, alert, value_at(rows, i), day);
    return rows != NULL;
}

/* An alert about an overdue duty is told to whom the duty is: its criterion is "T05", or "T04 2025-01-29" (duty/duty_alarm.c). */
static bool read_overdue(struct turn *turn, const struct value *alert, struct message_about *about, struct err *err)
{
    const char *criterion = value_get_text(alert, "criterion", ""), *blank = strchr(criterion, ' '), *subject = value_get_text(alert, "subject", "");
    const char *duty = blank ? arena_strndup(turn->arena, criterion, (size_t)(blank - criterion)) : criterion;
    const char *unit = strcmp(subject, turn->package->district) == 0 ? NULL : subject;
    const struct value *row = store_row(turn->store, turn->arena, err, QUERY_DUTY_TASK_LAST, "ttt", duty, blank ? blank + 1 : value_get_text(alert, "period", ""), unit);
    about->unit = unit;
    about->holder = value_get_text(row, "body", NULL);
    return row != NULL;
}

static void add_line(struct turn *turn, struct value *lines, const char *line)
{
    value_append(lines, value_text(turn->arena, line));
}

/* Whoever is told because nobody took it reads what became of it: "17:00 ngày 08/01/2025: mở". */
static bool add_history(struct turn *turn, const char *id, struct message_about *about, struct err *err)
{
    const struct value *events = transition_history(turn->store, turn->arena, "alert", id, err);
    struct value *vi = value_list(turn->arena), *en = value_list(turn->arena);
    for (size_t i = 0; i < value_len(events); i++) {
        const struct value *event = value_at(events, i);
        const char *name = value_get_text(event, "event", ""), *in_vi = workflow_event_title(name, false), *in_en = workflow_event_title(name, true);
        const char *at = value_get_text(event, "at", ""), *actor = actor_name(turn, value_get_text(event, "actor", NULL));
        int32_t day;
        bool read = strlen(at) > strlen("2025-02-10T17:00") && day_parse(arena_strndup(turn->arena, at, strlen("2025-02-10")), &day);
        const char *when = read ? arena_printf(turn->arena, "%.5s ngày %s", at + strlen("2025-02-10T"), day_shown(turn->arena, day)) : at;
        add_line(turn, vi, arena_printf(turn->arena, "%s: %s%s%s", when, in_vi ? in_vi : name, actor ? ", " : "", actor ? actor : ""));
        add_line(turn, en, arena_printf(turn->arena, "%.16s: %s%s%s", at, in_en ? in_en : name, actor ? ", " : "", actor ? actor : ""));
    }
    value_set(about->data, "lines", vi);
    value_set(about->data, "lines_en", en);
    return events != NULL;
}

static const char *counts_of(const struct value *criteria, const char *criterion, int32_t day)
{
    for (size_t i = 0; i < value_len(criteria); i++)
        if (strcmp(value_get_text(value_at(criteria, i), "id", ""), criterion) == 0)
            return value_get_text(snapshot_criterion_facts(value_at(criteria, i), day), "counts", NULL);
    return NULL;
}

/* An alert about a figure: the figure as it is now (for the English sentence), and what would still help, as the page of the result has it. */
static bool add_figure(struct turn *turn, struct value *alert, struct message_about *about, struct err *err)
{
    struct result_id id = {value_get_text(alert, "period", ""), value_get_text(alert, "criterion", NULL), value_get_text(alert, "subject", ""), NULL, 0};
    const struct period *period = period_find(turn->periods, id.period);
    if (!id.criterion || !period)
        return true;
    struct value *result = result_get(turn->store, turn->arena, turn->periods, &id, err);
    const struct value *criteria = result ? snapshot_criteria(turn->store, turn->arena, turn->package, err) : NULL;
    if (!criteria || value_is_null(result))
        return criteria != NULL;
    result_note_end(result, turn->package, period, instant_day(clock_now(turn->clock)));
    shortfall_text_add(turn->arena, result, counts_of(criteria, id.criterion, period->until - 1));
    about->help_vi = value_get_text(result, "lacking", NULL);
    about->help_en = value_get_text(result, "lacking_en", NULL);
    value_set(alert, "figure", result);
    return true;
}

static bool read_alert(struct turn *turn, const struct message_kind *kind, const struct value *cause, struct message_about *about, struct err *err)
{
    const char *id = value_get_text(cause, "object", "0");
    struct value *row = store_row(turn->store, turn->arena, err, QUERY_ALERT_GET, "it", (int64_t)strtoll(id, NULL, 10), workflow_event("alert", "acknowledge"));
    if (!row)
        return false;
    struct value *alert = value_copy(turn->arena, row);
    if (!add_figure(turn, alert, about, err))
        return false;
    alert_set_english(turn->arena, turn->package, turn->periods, alert);
    int32_t day = instant_day(value_get_int(cause, "at", 0));
    about->about = value_get_text(alert, "kind", "");
    about->unit = alert_kind_is_for_unit(about->about) ? own_unit(turn, alert_holder(turn->package, alert, day)) : NULL;
    about->page = arena_printf(turn->arena, "/alert?id=%s", id);
    if (strcmp(about->about, "duty") == 0 && !read_overdue(turn, alert, about, err))
        return false;
    begin_data(turn, about, id, value_get_text(alert, "period", NULL), instant_day(value_get_int(cause, "at", 0)));
    about->what_vi = alert_kind_title(about->about, false);
    about->what_en = alert_kind_title(about->about, true);
    about->text_vi = value_get_text(cause, "note", value_get_text(alert, "text", ""));
    about->text_en = value_get_text(alert, "text_en", about->text_vi);
    if (about->unit && strcmp(about->unit, value_get_text(alert, "subject", "")) != 0)
        about->text_en = arena_printf(turn->arena, "%s It is the successor's now: %s.", about->text_en, title_of(turn, about->unit, day));
    bool ends = strcmp(value_get_text(cause, "kind", ""), "alert.resolved") == 0;
    if (ends)
        about->text_vi = value_get_text(alert, "text", "");
    return (!ends || is_part_of_open(turn, alert, day, &about->untold, err)) && (!kind->history || add_history(turn, id, about, err));
}

/* A unit's alerts that one seal made final. */
static bool read_final(struct turn *turn, const struct value *cause, struct message_about *about, struct err *err)
{
    const char *subject = value_get_text(cause, "object", "");
    const struct value *rows = store_rows(turn->store, turn->arena, err, QUERY_ALERT_OF_CHANGE, "tit", workflow_event("alert", "conclude"),
                                          value_get_int(cause, "sequence", 0), subject);
    if (!rows)
        return false;
    struct value *objects = value_list(turn->arena);
    const char *vi = "", *en = "", *phase = NULL;
    period_kinds periods = 0;
    for (size_t i = 0; i < value_len(rows); i++) {
        struct value *alert = value_copy(turn->arena, value_at(rows, i));
        const struct period *period = period_find(turn->periods, value_get_text(alert, "period", ""));
        alert_set_english(turn->arena, turn->package, turn->periods, alert);
        value_append(objects, value_printf(turn->arena, "%" PRId64, value_get_int(alert, "id", 0)));
        vi = arena_printf(turn->arena, "%s- %s\n", vi, value_get_text(alert, "text", ""));
        en = arena_printf(turn->arena, "%s- %s\n", en, value_get_text(alert, "text_en", ""));
        periods |= kinds_of(turn, value_get_text(alert, "period", NULL));
        phase = period && period->phase ? period->phase->id : value_get_text(alert, "period", NULL);
        about->about = value_get_text(alert, "kind", "");
        about->unit = own_unit(turn, alert_holder(turn->package, alert, instant_day(value_get_int(cause, "at", 0))));
    }
    about->told_of = objects;
    about->page = "/alerts";
    begin_data(turn, about, subject, phase, instant_day(value_get_int(cause, "at", 0)));
    about->periods = periods;
    about->text_vi = vi;
    about->text_en = en;
    return true;
}

/* What a leader reads before the paper: which draft it is, of which seal, what it gives to whom. One that does not apply is empty. */
static const struct {
    const char *key, *en;
} paper_lines[] = {
    {"message.line.draft", "Draft {{ object }}"},
    {"message.line.seal", "{% if seal %}By the sealed figures {{ seal }}{% endif %}"},
    {"message.line.award", "{% if nominees %}{{ collectives }} collectives, {{ individuals }} individuals{% if total %}; prizes of {{ total | so }} VND{% endif %}{% endif %}"},
};

static const struct value *facts_of_paper(struct turn *turn, const struct value *draft)
{
    struct value *facts = value_map(turn->arena);
    const struct document_sums sums = document_sums(value_get(draft, "content"));
    value_set_text(facts, "object", value_get_text(draft, "id", ""));
    value_set_text(facts, "seal", value_get_text(draft, "seal", NULL));
    value_set_int(facts, "collectives", sums.collectives);
    value_set_int(facts, "individuals", sums.individuals);
    value_set_int(facts, "nominees", sums.collectives + sums.individuals);
    value_set_int(facts, "total", sums.total);
    return facts;
}

static const struct value *units_named(struct turn *turn, const struct value *draft)
{
    const struct value *nominees = value_get(value_get(draft, "content"), "nominees");
    struct value *units = value_list(turn->arena);
    for (size_t i = 0; i < value_len(nominees); i++)
        value_append(units, value_text(turn->arena, value_get_text(value_at(nominees, i), "ward", "")));
    return units;
}

/* A team's paper is its ward's. */
static const char *unit_of_paper(const struct turn *turn, const struct value *draft)
{
    const struct value *content = value_get(draft, "content");
    return own_unit(turn, value_get_text(value_get(content, "team") ? content : value_null(turn->arena), "ward", value_get_text(draft, "subject", NULL)));
}

static bool read_draft(struct turn *turn, const struct message_kind *kind, const struct value *cause, struct message_about *about, struct err *err)
{
    const char *id = value_get_text(cause, "object", "");
    const struct value *draft = draft_show(turn->store, turn->arena, turn->package, id, err);
    if (!draft)
        return false;
    about->about = value_get_text(draft, "kind", "");
    about->unit = unit_of_paper(turn, draft);
    about->named = units_named(turn, draft);
    about->page = arena_printf(turn->arena, "/draft?id=%s", id);
    about->paper = kind->paper ? id : NULL;
    begin_data(turn, about, id, value_get_text(draft, "phase", NULL), instant_day(value_get_int(cause, "at", 0)));
    value_set_text(about->data, "title", value_get_text(draft, "title", about->about));
    about->paper_facts = facts_of_paper(turn, draft);
    return true;
}

static bool read_exception(struct turn *turn, const struct value *cause, struct message_about *about, struct err *err)
{
    const char *id = value_get_text(cause, "object", "0");
    const struct value *row = store_row(turn->store, turn->arena, err, QUERY_LOCK_EXCEPTION_GET, "i", (int64_t)strtoll(id, NULL, 10));
    if (!row)
        return false;
    about->unit = own_unit(turn, value_get_text(row, "unit", NULL));
    about->page = "/review";
    begin_data(turn, about, id, value_get_text(row, "period", NULL), instant_day(value_get_int(cause, "at", 0)));
    return true;
}

/* "2024-11/cat-bi": what a ward owes of a period, a month's returns or a phase's nomination. */
static bool read_owed(struct turn *turn, const struct value *cause, bool returns, struct message_about *about)
{
    const char *object = value_get_text(cause, "object", ""), *slash = strchr(object, '/');
    const char *period = slash ? arena_strndup(turn->arena, object, (size_t)(slash - object)) : object;
    const char *unit = slash ? own_unit(turn, slash + 1) : NULL;
    const char *home = unit ? unit_home(&turn->package->units, unit, instant_day(value_get_int(cause, "at", 0))) : NULL;
    about->unit = home ? home : unit;
    about->page = returns ? arena_printf(turn->arena, "/records?unit=%s&period=%s", slash ? slash + 1 : "", period) : "/nominations";
    begin_data(turn, about, object, period, instant_day(value_get_int(cause, "at", 0)));
    about->text_vi = about->text_en = value_get_text(cause, "note", "");
    return true;
}

/* ---- duties ---- */

static const struct duty *find_duty(const struct package *package, const char *id)
{
    for (size_t i = 0; i < package->duty_count; i++)
        if (strcmp(package->duties[i].id, id) == 0)
            return &package->duties[i];
    return NULL;
}

/* "hạn 18/11/2024; để lại: Biên bản; tiếp nhận từ Công an quận" */
static const char *duty_words(struct turn *turn, const struct duty *duty, const struct value *row, bool english)
{
    struct arena *arena = turn->arena;
    int32_t due_on = (int32_t)value_get_int(row, "due_on", 0);
    const char *output = duty ? duty->output_title : NULL, *before = value_get_text(row, "predecessor_holder", NULL);
    const char *due = arena_printf(arena, english ? "due %s" : "hạn %s", english ? day_text(arena, due_on) : day_shown(arena, due_on));
    const char *leaves = output ? arena_printf(arena, english ? "; to be left behind: %s" : "; cần để lại: %s", output) : "";
    return arena_printf(arena, english ? "%s%s%s%s" : "%s%s%s%s", due, leaves, before ? (english ? "; taken over from " : "; tiếp nhận từ ") : "", before ? before : "");
}

static bool read_duty(struct turn *turn, const struct value *cause, struct message_about *about, struct err *err)
{
    const char *id = value_get_text(cause, "object", "0");
    const struct value *row = store_row(turn->store, turn->arena, err, QUERY_DUTY_TASK_LIST, "i", (int64_t)strtoll(id, NULL, 10));
    if (!row || value_is_null(row))
        return row && err_set(err, "không có nhiệm vụ số %s", "there is no duty %s", id);
    const struct duty *duty = find_duty(turn->package, value_get_text(row, "duty", ""));
    about->about = value_get_text(row, "duty", "");
    about->unit = value_get_text(row, "unit", NULL);
    about->holder = value_get_text(row, "body", NULL);
    about->page = arena_printf(turn->arena, "/duty?id=%s", id);
    begin_data(turn, about, id, NULL, instant_day(value_get_int(cause, "at", 0)));
    value_set_text(about->data, "unit", value_get_text(row, "holder", ""));
    value_set_text(about->data, "period", value_get_text(row, "occurrence_title", ""));
    value_set_text(about->data, "title", duty ? duty->title : about->about);
    about->text_vi = duty_words(turn, duty, row, false);
    about->text_en = duty_words(turn, duty, row, true);
    return true;
}

static void tell_figures(struct turn *turn, struct message_about *about, const struct value *figures, const char *day)
{
    begin_data(turn, about, day, NULL, instant_day(clock_now(turn->clock)));
    for (size_t i = 0; i < value_len(figures); i++)
        if (strcmp(value_key(figures, i), "picture") != 0)
            value_set(about->data, value_key(figures, i), value_item(figures, i));
    if (!value_get(figures, "ahead")) /* kept by a version before there was any */
        value_set(about->data, "ahead", value_list(turn->arena));
    about->page = "/";
    about->picture = value_type(value_get(figures, "picture")) == VALUE_MAP ? value_get(figures, "picture") : NULL;
}

static bool read_digest(struct turn *turn, const struct value *cause, struct message_about *about, struct err *err)
{
    const char *day = value_get_text(cause, "object", "");
    const struct value *figures = weekly_digest_figures(turn, day, err);
    if (figures)
        tell_figures(turn, about, figures, day);
    return figures != NULL;
}

bool message_about_read(struct turn *turn, const struct message_kind *kind, const struct value *cause, struct message_about *ret_about, struct err *err)
{
    struct message_about about = {.text_vi = "", .text_en = "", .what_vi = "", .what_en = ""};
    const char *life = kind->life ? kind->life : "";
    bool good = strcmp(life, "alert") == 0     ? read_alert(turn, kind, cause, &about, err)
                : strcmp(life, "draft") == 0     ? read_draft(turn, kind, cause, &about, err)
                : strcmp(life, "duty") == 0 || strcmp(kind->name, "duty.due") == 0 ? read_duty(turn, cause, &about, err)
                : strcmp(life, "exception") == 0 ? read_exception(turn, cause, &about, err)
                : strcmp(kind->name, REPORT_DUE) == 0 ? read_owed(turn, cause, true, &about)
                : strcmp(kind->name, NOMINATION_DUE) == 0 ? read_owed(turn, cause, false, &about)
                : strcmp(kind->name, ALERT_FINAL) == 0 ? read_final(turn, cause, &about, err)
                : strcmp(kind->name, DIGEST_WEEKLY) == 0 ? read_digest(turn, cause, &about, err)
                                                 : true;
    if (good && !about.data)
        begin_data(turn, &about, value_get_text(cause, "object", ""), NULL, instant_day(value_get_int(cause, "at", 0)));
    if (!good)
        return false;
    value_set_text(about.data, "actor", actor_name(turn, value_get_text(cause, "actor", NULL)));
    bool is_sentence = !kind->life || (strcmp(life, "alert") == 0 && kind->knowing != MESSAGE_TO_TOLD); /* which is the text then */
    value_set_text(about.data, "note", is_sentence ? NULL : value_get_text(cause, "note", NULL));
    *ret_about = about;
    return true;
}

static void sample_digest(struct turn *turn, struct message_about *about)
{
    struct err err = {0};
    const struct value *figures = digest_figures(turn, &err); /* those of now */
    err_clear(&err);
    tell_figures(turn, about, figures, day_text(turn->arena, instant_day(clock_now(turn->clock))));
}

void message_about_sample(struct turn *turn, const struct message_kind *kind, const char *unit, const char *of, const char *period, struct message_about *ret_about)
{
    int kind_of_period = period ? text_place(period, period_kind_names, PERIOD_KINDS) : -1;
    bool alert = kind->life && strcmp(kind->life, "alert") == 0, paper = kind->life && strcmp(kind->life, "draft") == 0;
    struct message_about about = {.unit = unit, .about = of, .text_vi = "(câu của cảnh báo)", .text_en = "(the alert's sentence)", .what_vi = "", .what_en = ""};
    if (!of && alert)
        about.about = alert_kinds[0].name;
    if (!of && paper && turn->package->document_count)
        about.about = turn->package->documents[0].kind;
    if (alert) {
        about.what_vi = alert_kind_title(about.about, false) ? alert_kind_title(about.about, false) : about.about;
        about.what_en = alert_kind_title(about.about, true) ? alert_kind_title(about.about, true) : about.about;
    }
    about.page = alert ? "/alerts?open=true" : paper ? "/drafts" : "/";
    begin_data(turn, &about, "0", turn->periods->len ? turn->periods->items[0].id : NULL, instant_day(clock_now(turn->clock)));
    value_set_text(about.data, "title", paper ? package_document_title(turn->package, about.about) : "");
    if (strcmp(kind->name, DIGEST_WEEKLY) == 0)
        sample_digest(turn, &about);
    about.periods = kind_of_period >= 0 ? period_kind_bit((enum period_kind)kind_of_period) : period_kind_bit(PERIOD_KINDS) - 1;
    value_set_text(about.data, "actor", NULL);
    value_set_text(about.data, "note", NULL);
    *ret_about = about;
}

const char *message_fill(const struct turn *turn, bool english, const char *key, const char *template_en, const struct value *data, const char *certain)
{
    struct err err = {0};
    const char *text = english ? template_fill(turn->arena, template_en, data, &err) : wording_fill(turn->arena, turn->package, key, data, &err);
    err_clear(&err);
    return text ? text : certain;
}

static const struct value *lines_of(struct turn *turn, const struct value *facts, bool english)
{
    struct value *lines = value_list(turn->arena);
    for (size_t i = 0; facts && i < LEN(paper_lines); i++) {
        const char *line = message_fill(turn, english, paper_lines[i].key, paper_lines[i].en, facts, "");
        if (*line)
            value_append(lines, value_text(turn->arena, line));
    }
    return lines;
}

void message_words(struct turn *turn, const struct message_kind *kind, const struct message_about *about, bool english, const char *link,
                   const char **ret_subject, const char **ret_text)
{
    struct value *data = value_copy(turn->arena, about->data);
    const char *object = value_get_text(about->data, "object", "");
    value_set_text(data, "what", english ? about->what_en : about->what_vi);
    value_set_text(data, "text", english ? about->text_en : about->text_vi);
    value_set_text(data, "help", english ? about->help_en : about->help_vi);
    value_set_text(data, "link", link);
    if (english && value_get(data, "lines_en"))
        value_set(data, "lines", value_get(data, "lines_en"));
    if (about->paper_facts)
        value_set(data, "lines", lines_of(turn, about->paper_facts, english));
    value_set(data, "waits", about->waits ? about->waits : value_list(turn->arena));
    const char *certain = arena_printf(turn->arena, "%s %s", english ? kind->en : kind->vi, object);
    const char *body = arena_printf(turn->arena, "%s\n%s\n%s", certain, english ? about->text_en : about->text_vi, link ? link : "");
    *ret_subject = message_fill(turn, english, arena_printf(turn->arena, "message.%s.subject", kind->name),
                                arena_printf(turn->arena, "[{{ short_name }}] %s", kind->subject_en), data, certain);
    *ret_text = message_fill(turn, english, arena_printf(turn->arena, "message.%s.text", kind->name), kind->text_en, data, body);
}

const char *message_fit(struct arena *arena, const char *text, size_t letters, const char *link)
{
    const char *tail = link ? arena_printf(arena, "…\n%s", link) : "…";
    if (!letters || text_letters(text) <= letters)
        return text;
    size_t kept = strlen(text), most = letters > text_letters(tail) ? letters - text_letters(tail) : 0;
    char *cut = arena_strndup(arena, text, kept);
    while (text_letters(cut) > most) /* falls when the first byte of a letter goes, so none is cut in two */
        cut[--kept] = '\0';
    return arena_printf(arena, "%s%s", cut, tail);
}
