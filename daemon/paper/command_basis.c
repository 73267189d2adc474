/* What a paper rests on: the sealed figures of whom it is about, each with its target, the target's source and where the result is
 * explained; the law that it cites; the records behind what it counted itself; the papers before and after it. */
#include "command/perform.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/param.h"
#include "base/file.h"
#include "base/value.h"
#include "command/belongs.h"
#include "contest/seal.h"
#include "document/document.h"
#include "document/draft.h"
#include "package/package.h"
#include "paper/paper_law.h"
#include "record/record_key.h"
#include "record/record_type.h"
#include "revision/record_version.h"
#include "run/result.h"
#include "run/run_stage.h"
#include "run/stored_run.h"

#include <string.h>

/* ---- the sealed figures ---- */

/* The target's values by which the seal judged: the last that is of the criterion and has a source, the unit's own if it has one. */
static const struct value *target_of(const struct value *content, const char *criterion, const char *subject)
{
    const struct value *params = value_get(value_get(value_get(content, "receipt"), criterion), "params"), *found = NULL;
    for (size_t i = 0; i < value_len(params); i++) {
        const char *unit = param_unit(value_get_text(value_at(params, i), "name", ""));
        if (*value_get_text(value_at(params, i), "reference", "") && (!unit || strcmp(unit, subject) == 0))
            found = value_at(params, i);
    }
    return found;
}

/* Whose figures a paper shows. */
struct shown {
    struct arena *arena;
    const struct package *package;
    const struct document_kind *kind;
    const struct value *content; /* of the seal */
    const char *subject, *ward; /* ward: in whose figures a team counted; NULL: it is about no team */
    const struct value *months; /* of a team's paper of a phase: {id, title, run, cells}, as its dossier holds them */
    int64_t run; /* that the seal holds, where it is no more the newest; 0: it is */
};

/* month: a team's month in a paper of its phase; NULL: the sealed period itself. */
static struct value *figure_of(const struct shown *shown, const struct value *row, const struct value *criterion, const struct value *month)
{
    struct arena *arena = shown->arena;
    const struct value *content = shown->content;
    static const char *const kept[] = {"num", "den", "value", "verdict", "says", "target"};
    const char *id = value_get_text(criterion, "id", ""), *subject = value_get_text(row, "subject", "");
    const struct value *cell = value_get(value_get(row, "cells"), id), *target = target_of(content, id, subject);
    if (!cell)
        return NULL;
    struct value *figure = value_map(arena);
    value_set_text(figure, "criterion", id);
    value_set_text(figure, "title", value_get_text(value_get(criterion, "facts"), "title", value_get_text(criterion, "title", id)));
    value_set_text(figure, "subject", subject);
    value_set_text(figure, "subject_name", value_get_text(row, "name", subject));
    value_take(figure, cell, kept, sizeof kept / sizeof *kept);
    value_set_text(figure, "reference", value_get_text(target, "reference", NULL));
    if (month)
        value_set(figure, "title", value_printf(arena, "%s (%s)", value_get_text(figure, "title", ""), value_get_text(month, "title", "")));
    int64_t run = month ? value_get_int(month, "run", 0) : shown->run;
    const char *at = run ? arena_printf(arena, "@%lld", (long long)run) : "", *period = month ? value_get_text(month, "id", "") : value_get_text(content, "phase", "");
    value_set(figure, "result", value_printf(arena, "%s/%s/%s/final%s", period, id, subject, at));
    return figure;
}

static bool is_missed(const struct value *figure)
{
    const char *verdict = value_get_text(figure, "verdict", "");
    return strcmp(verdict, "met") != 0 && strcmp(verdict, "not_applicable") != 0;
}

/* Of the paper's own unit all; of the wards what it prints, and in a paper about all of them what they missed. */
static bool is_shown(const struct shown *shown, const struct value *row, const struct value *figure)
{
    const char *subject = value_get_text(row, "subject", "");
    if (strcmp(subject, shown->subject) == 0 || (shown->ward && strcmp(subject, shown->ward) == 0))
        return true;
    return level_of(row) == LEVEL_WARD &&
           ((is_missed(figure) && strcmp(shown->subject, shown->package->district) == 0) ||
            (shown->kind && document_prints(shown->arena, shown->package, shown->kind, shown->subject, subject, value_get_text(figure, "criterion", ""))));
}

enum { OWN_MISSED, WARDS_MISSED, OWN_MET, WARDS_MET, GROUPS };

static void add_months(const struct shown *shown, struct value **groups)
{
    const struct value *criteria = value_get(shown->content, "criteria");
    for (size_t m = 0; m < value_len(shown->months); m++) {
        struct value *row = value_copy(shown->arena, value_at(shown->months, m));
        value_set_text(row, "subject", shown->subject);
        for (size_t j = 0; j < value_len(criteria); j++) {
            const struct value *figure = figure_of(shown, row, value_at(criteria, j), row);
            if (figure)
                value_append(groups[is_missed(figure) ? OWN_MISSED : OWN_MET], figure);
        }
    }
}

/* What was missed comes first, the own unit's before the others'; what the others met last. */
static struct value *figures_of(const struct shown *shown)
{
    const struct value *rows = value_get(shown->content, "results"), *criteria = value_get(shown->content, "criteria");
    struct value *groups[GROUPS], *list = value_list(shown->arena);
    for (int group = 0; group < GROUPS; group++)
        groups[group] = value_list(shown->arena);
    for (size_t i = 0; i < value_len(rows); i++)
        for (size_t j = 0; j < value_len(criteria); j++) {
            const struct value *row = value_at(rows, i), *figure = figure_of(shown, row, value_at(criteria, j), NULL);
            bool own = strcmp(value_get_text(row, "subject", ""), shown->subject) == 0;
            if (figure && is_shown(shown, row, figure))
                value_append(groups[is_missed(figure) ? (own ? OWN_MISSED : WARDS_MISSED) : own ? OWN_MET : WARDS_MET], figure);
        }
    add_months(shown, groups);
    for (int group = 0; group < GROUPS; group++)
        for (size_t i = 0; i < value_len(groups[group]); i++)
            value_append(list, value_at(groups[group], i));
    return list;
}

/* ---- what it counted itself ---- */

static size_t column_of(const struct value *columns, const char *name)
{
    size_t i = 0;
    while (i < value_len(columns) && strcmp(value_as_text(value_at(columns, i)), name) != 0)
        i++;
    return i;
}

static const char *text_at(const struct value *row, size_t column)
{
    const struct value *cell = column < value_len(row) ? value_at(row, column) : NULL;
    return value_type(cell) == VALUE_TEXT ? value_as_text(cell) : NULL;
}

static bool is_stored(struct command_call *call, const struct record_type *type, const char *key, bool *ret_stored, struct err *err)
{
    struct record_version_reader reader;
    struct record_versions versions = {0};
    struct cell *cells;
    struct err none = {0};
    *ret_stored = false;
    if (!record_key_read(call->arena, type, key, &cells, &none)) {
        err_clear(&none);
        return true;
    }
    record_version_init(&reader, type, call->store, call->arena);
    bool good = record_version_read(&reader, cells, &versions, err);
    record_version_finish(&reader);
    *ret_stored = good && versions.len > 0;
    return good;
}

/* A row of a life (a membership, a team) is named by whose it is; its first day, which the SELECT gives too, is the rest of its key. */
static const char *dated(struct arena *arena, const char *key, const char *day)
{
    return day ? arena_printf(arena, "%s/%s", key, day) : key;
}

/* *ret_dated: it is with its day. */
static bool find_stored(struct command_call *call, const struct record_type *type, const char *key, const char *day, bool *ret_stored, bool *ret_dated, struct err *err)
{
    if (!is_stored(call, type, key, ret_stored, err))
        return false;
    *ret_dated = !*ret_stored && day;
    return *ret_stored || !day || is_stored(call, type, dated(call->arena, key, day), ret_stored, err);
}

static const char *word_behind(struct arena *arena, const char *from)
{
    from += strspn(from, " \t\r\n");
    return arena_strndup(arena, from, strcspn(from, " \t\r\n,;)"));
}

/* Of a type that the SELECT reads behind `at`, up to the next UNION. */
static bool type_behind(struct command_call *call, const struct record_types *types, const char *at, const char *key, const char *day, const char **ret_type,
                        bool *ret_dated, struct err *err)
{
    const char *end = strstr(at, "UNION");
    bool stored = false;
    for (const char *from = strstr(at, "FROM"); from && (!end || from < end) && !stored; from = strstr(from + 1, "FROM")) {
        const struct record_type *type = record_type_find(types, word_behind(call->arena, from + strlen("FROM")));
        if (type && !find_stored(call, type, key, day, &stored, ret_dated, err))
            return false;
        if (stored)
            *ret_type = type->name;
    }
    return true;
}

/* Records of different types may have one key. The SELECT says which it reads where it names the figure (the same word may stand elsewhere, as a choice);
 * where it names none, the key must be of one type only. NULL: nothing tells. */
static bool type_of(struct command_call *call, const struct record_types *types, const char *select, const char *figure, const char *key, const char *day,
                    const char **ret_type, bool *ret_dated, struct err *err)
{
    const char *quoted = arena_printf(call->arena, "'%s'", figure);
    size_t found = 0;
    *ret_type = NULL;
    for (const char *at = strstr(select, quoted); at && !*ret_type; at = strstr(at + 1, quoted))
        if (!type_behind(call, types, at, key, day, ret_type, ret_dated, err))
            return false;
    for (size_t i = 0; !*ret_type && i < types->len && found < 2; i++) {
        bool stored, with_day;
        if (!find_stored(call, &types->items[i], key, day, &stored, &with_day, err))
            return false;
        found += stored;
    }
    for (size_t i = 0; !*ret_type && found == 1 && i < types->len; i++) {
        bool stored;
        if (!find_stored(call, &types->items[i], key, day, &stored, ret_dated, err))
            return false;
        *ret_type = stored ? types->items[i].name : NULL;
    }
    return true;
}

struct counting {
    struct command_call *call;
    const struct record_types *types;
    const char *select; /* of the kind of paper */
    const struct value *rows;
    size_t figure, record, day, num; /* columns */
};

static bool is_of(const struct counting *counting, size_t row, const char *figure)
{
    const char *name = text_at(value_at(counting->rows, row), counting->figure);
    return name && strcmp(name, figure) == 0;
}

static bool is_first(const struct counting *counting, size_t row, const char *figure)
{
    for (size_t i = 0; i < row; i++)
        if (is_of(counting, i, figure))
            return false;
    return true;
}

/* The records of a figure, which are of one type. */
static struct value *group_of(const struct counting *counting, size_t first, const char *figure, struct err *err)
{
    struct arena *arena = counting->call->arena;
    struct value *group = value_map(arena), *records = value_list(arena);
    const char *type = NULL;
    bool with_day = false;
    int64_t counted = 0;
    for (size_t i = first; i < value_len(counting->rows); i++) {
        const struct value *row = value_at(counting->rows, i), *num = counting->num < value_len(row) ? value_at(row, counting->num) : NULL;
        const char *key = text_at(row, counting->record);
        if (!key || !is_of(counting, i, figure))
            continue;
        const char *day = text_at(row, counting->day);
        if (!type && !type_of(counting->call, counting->types, counting->select, figure, key, day, &type, &with_day, err))
            return NULL;
        struct value *record = value_map(arena);
        value_set_text(record, "record", type && with_day ? dated(arena, key, day) : key);
        value_set_text(record, "on_date", day);
        value_set(record, "num", num ? num : value_null(arena));
        value_append(records, record);
        counted += value_type(num) == VALUE_INT ? value_as_int(num) : 0;
    }
    value_set_text(group, "figure", figure);
    value_set_text(group, "type", type);
    value_set_int(group, "counted", counted);
    value_set(group, "records", records);
    return group;
}

static const char *select_of(const struct package *package, const struct document_kind *kind)
{
    const struct file *file = kind && kind->evidence ? file_find(&package->files, kind->evidence) : NULL;
    return file ? file->bytes : "";
}

/* [{figure, title: figure_<figure> of documents.ini or the figure, type, counted, records: [{record, on_date, num}…]}…] */
static struct value *counted_of(struct command_call *call, const struct package *package, const struct document_kind *kind, const struct value *evidence, struct err *err)
{
    const struct value *columns = value_get(evidence, "columns");
    const struct counting counting = {call,
                                      &package->types,
                                      select_of(package, kind),
                                      value_get(evidence, "rows"),
                                      column_of(columns, "figure"),
                                      column_of(columns, "record"),
                                      column_of(columns, "on_date"),
                                      column_of(columns, "num")};
    struct value *groups = value_list(call->arena);
    for (size_t i = 0; i < value_len(counting.rows); i++) {
        const char *figure = text_at(value_at(counting.rows, i), counting.figure);
        if (!figure || !is_first(&counting, i, figure))
            continue;
        struct value *group = group_of(&counting, i, figure, err);
        if (!group)
            return NULL;
        value_set_text(group, "title", value_get_text(kind ? kind->settings : NULL, arena_printf(call->arena, "figure_%s", figure), figure));
        value_append(groups, group);
    }
    return groups;
}

/* ---- papers before and after ---- */

static bool is_same(const struct value *one, const struct value *other, const char *key)
{
    return strcmp(value_get_text(one, key, ""), value_get_text(other, key, "")) == 0;
}

/* Those of the same kind about the same unit, of any phase, as they were made. */
static struct value *related_of(struct command_call *call, const struct package *package, const struct value *draft, struct err *err)
{
    static const char *const kept[] = {"id", "phase", "state", "made_at", "issue_number", "issued_on"};
    const struct value *all = draft_list(call->store, call->arena, package, NULL, err);
    struct value *list = value_list(call->arena);
    bool after = false;
    for (size_t i = 0; i < value_len(all); i++) {
        const struct value *other = value_at(all, i);
        bool own = is_same(other, draft, "id");
        after |= own;
        if (own || !is_same(other, draft, "kind") || !is_same(other, draft, "subject"))
            continue;
        struct value *related = value_map(call->arena);
        value_take(related, other, kept, sizeof kept / sizeof *kept);
        value_set_bool(related, "after", after);
        value_append(list, related);
    }
    return all ? list : NULL;
}

/* A paper leads to the results that it rests on, also when later ones stand beside them. */
static bool find_run(struct command_call *call, struct shown *shown, struct err *err)
{
    const struct value *newest = stored_run_head_latest(call->store, call->arena, value_get_text(shown->content, "phase", ""), run_stage_name(RUN_FINAL), err);
    int64_t sealed = value_get_int(shown->content, "run", 0);
    shown->run = newest && value_get_int(newest, "id", sealed) != sealed ? sealed : 0;
    return newest;
}

struct value *command_drafts_basis(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    if (!call_contest(call, &package, &periods, err))
        return NULL;
    const struct value *draft = draft_show(call->store, call->arena, package, call_text(call, "id"), err);
    const struct value *seal = draft ? seal_get(call->store, call->arena, value_get_text(draft, "seal", ""), err) : NULL;
    if (!seal)
        return NULL;
    const struct document_kind *kind = package_document(package, value_get_text(draft, "kind", ""));
    const struct value *content = value_get(seal, "content"), *evidence = value_get(value_get(draft, "content"), "evidence");
    struct value *counted = counted_of(call, package, kind, evidence, err), *related = counted ? related_of(call, package, draft, err) : NULL;
    if (!related)
        return NULL;
    struct value *answer = value_map(call->arena);
    value_set_text(answer, "id", value_get_text(draft, "id", ""));
    value_set_text(answer, "subject", value_get_text(draft, "subject", ""));
    value_set_text(answer, "seal", value_get_text(draft, "seal", NULL));
    const struct value *made = value_get(draft, "content");
    struct shown shown = {.arena = call->arena,
                          .package = package,
                          .kind = kind,
                          .content = content,
                          .subject = value_get_text(draft, "subject", ""),
                          .ward = value_get_text(value_get(made, "team"), "ward", NULL),
                          .months = value_get(made, "months")};
    if (!find_run(call, &shown, err))
        return NULL;
    value_set(answer, "figures", figures_of(&shown));
    value_set(answer, "counted", counted);
    value_set(answer, "legal", paper_law(call, package, kind, value_get(draft, "content")));
    value_set(answer, "related", related);
    return answer;
}
