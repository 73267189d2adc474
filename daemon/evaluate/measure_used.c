#include "evaluate/measure_used.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"
#include "criterion/criterion.h"
#include "criterion/job.h"
#include "criterion/rule_line.h"
#include "evaluate/attribution.h"
#include "evaluate/measure_free.h"
#include "evaluate/standard.h"
#include "script/script.h"

#include <inttypes.h>
#include <string.h>

/* What the function is asked with; made once for all of them. */
struct asking {
    const struct work *work;
    struct free_numbers own; /* of the rule's own statement; no columns: it has none */
    const struct value *params, *nothing;
    const char *kind; /* of the period */
    int share; /* whether figures have a den: -1 not known yet, a function judges */
};

/* What it said of one ward or member. */
struct made {
    struct figure figure;
    const struct value *parts; /* NULL: none */
    const char *note;          /* the same */
};

/* ---- asking ---- */

static bool begin(const struct work *work, bool example, struct asking *ret_asking, struct err *err)
{
    const struct criterion *criterion = work->criterion;
    struct asking asking = {.work = work, .kind = period_kind_names[work->job->period.kind]};
    struct value *nothing = value_map(work->arena);
    asking.params = standard_params(work, criterion->params, criterion->param_count, NULL, work->territory->last, err);
    asking.share = criterion->judge == JUDGE_FUNCTION ? -1 : judge_is_share(criterion->judge);
    value_set_text(nothing, "verdict", verdict_name(VERDICT_NOT_APPLICABLE));
    value_set_int(nothing, "num", 0);
    value_set_int(nothing, "den", 0);
    asking.nothing = nothing;
    if (!asking.params || !measure_free_numbers(work, "own", criterion->own, !example, &asking.own, err))
        return false;
    *ret_asking = asking;
    return true;
}

/* Of a count den is left out: a name that is not there is said by name when the rule reads it. */
static struct value *cell_of(struct arena *arena, const struct value *given)
{
    struct value *cell = value_map(arena);
    value_set(cell, "verdict", value_get(given, "verdict"));
    value_set(cell, "num", value_get(given, "num"));
    if (!value_is_null(value_get(given, "den")))
        value_set(cell, "den", value_get(given, "den"));
    if (!value_is_null(value_get(given, "grade")))
        value_set(cell, "grade", value_get(given, "grade"));
    return cell;
}

/* cells, own: those that are given; of what is not nothing arose, or 0. */
static struct value *unit_of(const struct asking *asking, const struct value *cells, const struct value *own, const struct value *params)
{
    const struct criterion *criterion = asking->work->criterion;
    struct arena *arena = asking->work->arena;
    struct value *unit = value_map(arena), *criteria = value_map(arena), *numbers = value_map(arena);
    for (size_t i = 0; i < criterion->use_count; i++) {
        const struct value *given = value_get(cells, criterion->uses[i]);
        value_set(criteria, criterion->uses[i], cell_of(arena, given ? given : asking->nothing));
    }
    for (size_t i = 0; i < asking->own.count; i++)
        value_set_int(numbers, asking->own.columns[i], value_get_int(own, asking->own.columns[i], 0));
    value_set_text(unit, "period", asking->kind);
    value_set(unit, "criteria", criteria);
    value_set(unit, "own", numbers);
    value_set(unit, "params", params);
    return unit;
}

static bool wrong(const struct work *work, const char *vi, const char *en, struct err *err)
{
    err_set(err, "%1$s%2$.0s", "%1$.0s%2$s", vi, en);
    err_prefix(err, "quy tắc %1$s, dòng %2$d (measure)", "rule %1$s, line %2$d (measure)", work->job->criterion.file, rule_line_of_field(work->job, "measure"));
    return err_mark(err, ERR_ANSWER);
}

static bool is_number(const struct value *item)
{
    return value_type(item) == VALUE_INT && value_as_int(item) >= 0 && value_as_int(item) <= INT32_MAX;
}

static bool check_parts(const struct asking *asking, const struct value *parts, struct err *err)
{
    const struct work *work = asking->work;
    if (parts && value_type(parts) != VALUE_MAP && (value_type(parts) != VALUE_LIST || value_len(parts))) /* {} is either */
        return wrong(work, "parts phải là { [\"1\"] = …, … }: mỗi phần được tính bao nhiêu", "parts must be { [\"1\"] = …, … }: what each of them gave", err);
    for (size_t i = 0; i < value_len(parts); i++) {
        const char *name = value_key(parts, i);
        if (value_type(value_item(parts, i)) != VALUE_INT)
            return wrong(work, arena_printf(work->arena, "parts[“%s”] phải là số nguyên", name), arena_printf(work->arena, "parts[“%s”] must be an integer", name), err);
        if (text_place(name, work->criterion->uses, work->criterion->use_count) < 0 && text_place(name, asking->own.columns, asking->own.count) < 0)
            return wrong(work, arena_printf(work->arena, "parts có “%s”, không phải chỉ tiêu trong uses, cũng không phải cột của own; bỏ đi", name),
                         arena_printf(work->arena, "parts has “%s”, which is no criterion of uses and no column of own; leave it out", name), err);
    }
    return true;
}

static bool check_answer(struct asking *asking, const struct value *said, struct err *err)
{
    static const char *const known[] = {"num", "den", "parts", "note"};
    const struct work *work = asking->work;
    const struct value *den = value_get(said, "den"), *parts = value_get(said, "parts"), *note = value_get(said, "note");
    if (value_type(said) != VALUE_MAP || !is_number(value_get(said, "num")) || (den && !is_number(den)))
        return wrong(work, "hàm phải trả về { num = …, den = … }, là số nguyên từ 0; chia thì dùng //", "the function must return { num = …, den = … }, integers from 0; divide by //", err);
    for (size_t i = 0; i < value_len(said); i++)
        if (text_place(value_key(said, i), known, LEN(known)) < 0)
            return wrong(work, arena_printf(work->arena, "hàm trả về “%s”; chỉ có num, den, parts và note", value_key(said, i)),
                         arena_printf(work->arena, "the function returned “%s”; there are only num, den, parts and note", value_key(said, i)), err);
    if (note && value_type(note) != VALUE_TEXT)
        return wrong(work, "note phải là một dòng chữ", "note must be a text", err);
    if (asking->share < 0)
        asking->share = den != NULL;
    if (asking->share != (den != NULL))
        return wrong(work, den ? "hàm trả về den, mà đây là số lượng; bỏ den, hoặc dùng share_at_least" : "tỷ lệ cần den; trả về { num = …, den = … }",
                     den ? "the function returned den, and this is a count; leave it out, or use share_at_least" : "a share needs den; return { num = …, den = … }", err);
    return check_parts(asking, parts, err);
}

static bool ask(struct asking *asking, const struct value *unit, struct made *ret_made, struct err *err)
{
    struct value *said;
    const struct work *work = asking->work;
    if (!script_call(work->script, "measure", "unit", unit, work->arena, &said, err) || !check_answer(asking, said, err))
        return false;
    *ret_made = (struct made){.figure = {value_get_int(said, "num", 0), value_get_int(said, "den", 0), asking->share}, .parts = value_get(said, "parts"), .note = value_get_text(said, "note", NULL)};
    return true;
}

/* ---- who is asked about ---- */

/* A ward, or a member at home in one. */
struct asked {
    const char *subject;
    int ward;
    const struct value *cells; /* the figures of others that the job gives of it; in a check there are none */
};

struct asked_list {
    struct asked *items;
    size_t len;
};

static bool list_wards(const struct work *work, struct asked_list *list, struct err *err)
{
    for (size_t ward = 0; ward < work->territory->ward_count; ward++) {
        const struct asked one = {work->territory->wards[ward], (int)ward, value_get(work->job->used, work->territory->wards[ward])};
        for (size_t i = 0; work->job->used && i < work->criterion->use_count; i++)
            if (value_is_null(value_get(value_get(one.cells, work->criterion->uses[i]), "num")))
                return err_set(err, "chưa có số liệu của chỉ tiêu %s cho “%s”", "there is no figure of criterion %s of “%s”", work->criterion->uses[i], one.subject);
        list->items[list->len++] = one;
    }
    return true;
}

/* Whoever has a figure of one of them; at home where the first one says. */
static bool list_members(const struct work *work, struct asked_list *list, struct err *err)
{
    for (size_t i = 0; i < value_len(work->job->used); i++) {
        struct asked one = {value_key(work->job->used, i), -1, value_item(work->job->used, i)};
        for (size_t u = 0; one.ward < 0 && u < work->criterion->use_count; u++)
            one.ward = attribution_ward(work->territory, value_get_text(value_get(one.cells, work->criterion->uses[u]), "home", ""));
        if (one.ward < 0)
            return err_set(err, "chưa có số liệu của các chỉ tiêu trong uses cho “%s”", "there are no figures of the criteria of uses of “%s”", one.subject);
        list->items[list->len++] = one;
    }
    return true;
}

static bool list_asked(const struct work *work, struct asked_list *ret_list, struct err *err)
{
    bool members = work->criterion->below == LEVEL_MEMBER;
    *ret_list = (struct asked_list){.items = arena_alloc(work->arena, ((members ? value_len(work->job->used) : work->territory->ward_count) + 1) * sizeof *ret_list->items)};
    return members ? list_members(work, ret_list, err) : list_wards(work, ret_list, err);
}

static bool ask_about(struct asking *asking, const struct asked *asked, struct made *ret_made, struct err *err)
{
    return ask(asking, unit_of(asking, asked->cells, text_index_find(&asking->own.rows, asked->subject), asking->params), ret_made, err);
}

bool measure_used_wards(const struct work *work, struct figure *figures, struct err *err)
{
    struct asking asking;
    struct asked_list list;
    if (!begin(work, false, &asking, err) || !list_asked(work, &list, err))
        return false;
    for (size_t i = 0; i < list.len; i++) {
        struct made made;
        if (!ask_about(&asking, &list.items[i], &made, err))
            return false;
        figures[list.items[i].ward] = made.figure;
    }
    return true;
}

/* Nothing to judge in what it would be made of. */
static bool has_nothing(const struct criterion *criterion, const struct value *cells)
{
    bool nothing = true;
    for (size_t i = 0; i < criterion->use_count; i++)
        nothing = nothing && strcmp(value_get_text(value_get(cells, criterion->uses[i]), "verdict", verdict_name(VERDICT_NOT_APPLICABLE)), verdict_name(VERDICT_NOT_APPLICABLE)) == 0;
    return nothing;
}

bool measure_used_below(const struct work *work, struct below_figures *ret_figures, struct err *err)
{
    struct asking asking;
    struct asked_list list;
    if (!begin(work, false, &asking, err) || !list_asked(work, &list, err))
        return false;
    *ret_figures = (struct below_figures){.items = arena_alloc(work->arena, (list.len + 1) * sizeof *ret_figures->items)};
    for (size_t i = 0; i < list.len; i++) {
        const struct asked *asked = &list.items[i];
        struct made made = {0};
        bool exempt = has_nothing(work->criterion, asked->cells);
        if (!exempt && !ask_about(&asking, asked, &made, err))
            return false;
        ret_figures->items[ret_figures->len++] = (struct below_figure){asked->subject, asked->ward, made.figure.num, exempt};
    }
    return true;
}

/* ---- what it was made of ---- */

static void add_column(struct value *columns, struct arena *arena, const char *name, const char *title)
{
    struct value *column = value_map(arena);
    value_set_text(column, "name", name);
    value_set_text(column, "title", title);
    value_append(columns, column);
}

static struct value *row_of(const struct asking *asking, const struct asked *asked, bool several, const char *what, const char *figure, const char *verdict, const struct value *part)
{
    struct arena *arena = asking->work->arena;
    struct value *row = value_list(arena);
    if (several)
        value_append(row, value_text(arena, asking->work->criterion->below ? asked->subject : attribution_name(asking->work->territory, asked->subject)));
    value_append(row, value_text(arena, what));
    value_append(row, value_text(arena, figure));
    value_append(row, value_text(arena, verdict));
    value_append(row, part ? part : value_null(arena));
    return row;
}

static const char *figure_text(struct arena *arena, const struct value *cell)
{
    const struct value *den = value_get(cell, "den");
    int64_t num = value_get_int(cell, "num", 0);
    return value_is_null(den) ? arena_printf(arena, "%" PRId64, num) : arena_printf(arena, "%" PRId64 "/%" PRId64, num, value_as_int(den));
}

static const char *verdict_text(const struct value *cell)
{
    enum verdict verdict;
    return verdict_parse(value_get_text(cell, "verdict", ""), &verdict) ? verdict_title(verdict) : "";
}

/* A row of each criterion that is used, of each number of the rule's own statement, of the note. */
static bool add_asked(struct asking *asking, const struct asked *asked, bool several, struct value *rows, int64_t *total, struct err *err)
{
    const struct work *work = asking->work;
    const struct value *own = text_index_find(&asking->own.rows, asked->subject);
    struct made made = {0};
    if (!(work->criterion->below && has_nothing(work->criterion, asked->cells)) && !ask_about(asking, asked, &made, err))
        return false;
    for (size_t i = 0; i < work->criterion->use_count + asking->own.count; i++) {
        bool used = i < work->criterion->use_count;
        const char *name = used ? work->criterion->uses[i] : asking->own.columns[i - work->criterion->use_count];
        const struct value *cell = used ? value_get(asked->cells, name) ? value_get(asked->cells, name) : asking->nothing : NULL;
        const char *figure = used ? figure_text(work->arena, cell) : arena_printf(work->arena, "%" PRId64, value_get_int(own, name, 0));
        if ((*total)++ < work->job->limit)
            value_append(rows, row_of(asking, asked, several, name, figure, used ? verdict_text(cell) : NULL, value_get(made.parts, name)));
    }
    if (made.note && (*total)++ < work->job->limit)
        value_append(rows, row_of(asking, asked, several, made.note, NULL, NULL, NULL));
    return true;
}

struct value *measure_used_evidence(const struct work *work, const char *subject, struct err *err)
{
    struct asking asking;
    struct arena *arena = work->arena;
    struct value *map = value_map(arena), *columns = value_list(arena), *rows = value_list(arena);
    bool members = work->criterion->below == LEVEL_MEMBER, all = strcmp(subject, work->job->contest.district) == 0, several = all || (members && attribution_ward(work->territory, subject) >= 0);
    struct asked_list list;
    int64_t total = 0;
    if (!begin(work, false, &asking, err) || !list_asked(work, &list, err))
        return NULL;
    if (several)
        add_column(columns, arena, members ? "member_id" : "unit_name", members ? "Thành viên" : "Đơn vị");
    add_column(columns, arena, "criterion", "Chỉ tiêu");
    add_column(columns, arena, "figure", "Số liệu");
    add_column(columns, arena, "conclusion", "Kết luận");
    add_column(columns, arena, "part", "Được tính");
    for (size_t i = 0; i < list.len; i++) {
        const struct asked *asked = &list.items[i];
        bool of = all || strcmp(asked->subject, subject) == 0 || strcmp(work->territory->wards[asked->ward], subject) == 0;
        if (of && !add_asked(&asking, asked, several, rows, &total, err))
            return NULL;
    }
    value_set(map, "columns", columns);
    value_set(map, "rows", rows);
    value_set_int(map, "total", total);
    return map;
}

/* ---- an example ---- */

static bool check_own(const struct asking *asking, const struct example *example, struct err *err)
{
    for (size_t i = 0; i < value_len(example->own); i++)
        if (text_place(value_key(example->own, i), asking->own.columns, asking->own.count) < 0)
            return err_set(err, "own không có cột “%s”", "own has no column “%s”", value_key(example->own, i));
    return true;
}

bool measure_used_row(const struct work *work, struct example *example, struct err *err)
{
    const struct criterion *criterion = work->criterion;
    struct asking asking;
    struct made made = {0};
    if (!begin(work, true, &asking, err))
        return false;
    asking.kind = value_get_text(example->period, "kind", asking.kind);
    const struct value *params =
        example->params ? standard_params(work, criterion->params, criterion->param_count, example->params, work->territory->last, err) : asking.params;
    bool below = criterion->below != LEVEL_NONE, nothing = below && has_nothing(criterion, example->used);
    if (!params || !check_own(&asking, example, err) || (!nothing && !ask(&asking, unit_of(&asking, example->used, example->own, params), &made, err)))
        return false;
    if (below)
        made.figure.den = !nothing; /* whether the person counts, as in a row that is written */
    example->exempt = nothing;
    if (example->has_row && (example->row.num != made.figure.num || example->row.den != made.figure.den || example->row.share != made.figure.share))
        return err_set(err, "hàm measure ra num = %" PRId64 ", den = %" PRId64 ", không như row đã ghi; sửa ví dụ hoặc sửa quy tắc",
                       "the function measure gives num = %" PRId64 ", den = %" PRId64 ", not what row says; correct the example or the rule", made.figure.num, made.figure.den);
    example->row = made.figure;
    return true;
}
