#include "dialect/dialect_piece.h"

#include "base/arena.h"
#include "base/array.h"
#include "dialect/translated.h"
#include "record/record_type.h"

#include <inttypes.h>
#include <string.h>

enum { DEPTH_MOST = 60, DIGITS_MOST = 18, BRANCHES_MOST = 40 };

static struct arena *arena_of(const struct piece_reader *reader)
{
    return reader->translation->arena;
}

static const struct sql_token *next(const struct piece_reader *reader)
{
    return &reader->tokens.items[reader->at];
}

struct piece piece_fail(struct piece_reader *reader, const char *what)
{
    struct translation *translation = reader->translation;
    if (!translation->en) {
        translation->vi = arena_printf(translation->arena, "“%s” không có nghĩa như nhau ở cả hai bên", what);
        translation->en = arena_printf(translation->arena, "“%s” does not mean the same on both sides", what);
    }
    return (struct piece){0};
}

bool piece_takes(struct piece_reader *reader, const char *word)
{
    bool is = reader->at < reader->tokens.len && sql_token_is(next(reader), word);
    reader->at += is;
    return is;
}

/* ---- kinds ---- */

const char *piece_number(struct arena *arena, struct piece piece)
{
    return piece.kind == PIECE_NUMBER      ? piece.text
           : piece.kind == PIECE_CONDITION ? arena_printf(arena, "(%s::int::bigint)", piece.text)
           : piece.kind == PIECE_NULL      ? "NULL::bigint"
                                           : NULL;
}

const char *piece_condition(struct arena *arena, struct piece piece)
{
    return piece.kind == PIECE_CONDITION ? piece.text
           : piece.kind == PIECE_NUMBER  ? arena_printf(arena, "(%s <> 0)", piece.text)
           : piece.kind == PIECE_NULL    ? "NULL::boolean"
                                         : NULL;
}

const char *piece_words(struct arena *arena, struct piece piece)
{
    (void)arena;
    return piece.kind == PIECE_TEXT ? piece.text : piece.kind == PIECE_NULL ? "NULL::text" : NULL;
}

enum piece_kind piece_both(enum piece_kind one, enum piece_kind other)
{
    if (one == other || other == PIECE_NULL)
        return one;
    if (one == PIECE_NULL)
        return other;
    bool text = one == PIECE_TEXT || other == PIECE_TEXT, failed = one == PIECE_FAILED || other == PIECE_FAILED;
    return text || failed ? PIECE_FAILED : PIECE_NUMBER; /* a condition beside a number is 0 or 1 */
}

const char *piece_as(struct arena *arena, struct piece piece, enum piece_kind kind)
{
    return kind == PIECE_TEXT ? piece_words(arena, piece) : kind == PIECE_CONDITION ? piece_condition(arena, piece) : piece_number(arena, piece);
}

/* ---- from the inside out ---- */

static struct piece read_or(struct piece_reader *reader);

static struct piece bigint(const struct piece_reader *reader, int64_t number)
{
    return (struct piece){PIECE_NUMBER, arena_printf(arena_of(reader), "(%" PRId64 "::bigint)", number), true};
}

static struct piece read_parameter(struct piece_reader *reader, const char *name)
{
    const struct translation *translation = reader->translation;
    const struct {
        const char *name;
        int64_t number;
    } numbers[] = {{":from", translation->from}, {":until", translation->until}, {":last", translation->until - 1}, {":contest_from", translation->contest_from}};
    for (size_t i = 0; i < LEN(numbers); i++)
        if (strcmp(numbers[i].name, name) == 0)
            return bigint(reader, numbers[i].number);
    if (strcmp(name, ":period") == 0)
        return (struct piece){PIECE_TEXT, translated_quoted(arena_of(reader), translation->period), true};
    return piece_fail(reader, name);
}

static struct piece read_column(struct piece_reader *reader, const char *name)
{
    const struct record_type *type = reader->translation->type;
    bool number;
    if (strcmp(name, type->name) == 0 && piece_takes(reader, "."))
        name = reader->tokens.items[reader->at++].text;
    if (!translated_column(arena_of(reader), type, name, &number))
        return piece_fail(reader, name);
    return (struct piece){number ? PIECE_NUMBER : PIECE_TEXT, arena_printf(arena_of(reader), "\"%s\"", name), false};
}

/* CASE [x] WHEN … THEN … ELSE … END. What a branch reads is read where it is come to, and the branches before it were not taken. */
static struct piece read_case(struct piece_reader *reader)
{
    struct arena *arena = arena_of(reader);
    struct translation *translation = reader->translation;
    struct piece of = {0}, results[BRANCHES_MOST];
    const char *conditions[BRANCHES_MOST], *before = NULL;
    size_t count = 0;
    enum piece_kind kind = PIECE_NULL;
    bool constant = true, whole = sql_token_is(next(reader), "WHEN");
    if (!whole && (of = read_or(reader)).kind == PIECE_FAILED)
        return of;
    while (piece_takes(reader, "WHEN")) {
        size_t first = translation->read_count;
        struct piece when = read_or(reader);
        enum piece_kind both = whole ? PIECE_CONDITION : piece_both(of.kind, when.kind);
        if (when.kind == PIECE_FAILED || both == PIECE_FAILED || count + 1 == BRANCHES_MOST || !piece_takes(reader, "THEN"))
            return piece_fail(reader, "CASE");
        const char *condition = whole ? piece_condition(arena, when) : arena_printf(arena, "(%s = %s)", piece_as(arena, of, both), piece_as(arena, when, both));
        if (!condition)
            return piece_fail(reader, "CASE");
        if (before)
            translated_only_where(translation, first, before);
        first = translation->read_count;
        results[count] = read_or(reader);
        translated_only_where(translation, first, arena_printf(arena, "%s%s%s IS TRUE", before ? before : "", before ? " AND " : "", condition));
        before = arena_printf(arena, "%s%s%s IS NOT TRUE", before ? before : "", before ? " AND " : "", condition);
        kind = piece_both(kind, results[count].kind);
        constant = constant && when.constant && results[count].constant;
        conditions[count++] = condition;
    }
    results[count] = (struct piece){PIECE_NULL, "NULL", true};
    if (count && piece_takes(reader, "ELSE")) {
        size_t first = translation->read_count;
        results[count] = read_or(reader);
        translated_only_where(translation, first, before);
    }
    kind = piece_both(kind, results[count].kind);
    if (!count || kind == PIECE_FAILED || !piece_takes(reader, "END"))
        return piece_fail(reader, "CASE");
    const char *text = "(CASE";
    for (size_t i = 0; i < count; i++)
        text = arena_printf(arena, "%s WHEN %s THEN %s", text, conditions[i], piece_as(arena, results[i], kind));
    text = arena_printf(arena, "%s ELSE %s END)", text, piece_as(arena, results[count], kind));
    return (struct piece){kind, text, constant && results[count].constant && (whole || of.constant)};
}

static struct piece read_number(struct piece_reader *reader, const char *text)
{
    size_t len = strlen(text);
    if (len > DIGITS_MOST || strspn(text, "0123456789") != len)
        return piece_fail(reader, text);
    return (struct piece){PIECE_NUMBER, arena_printf(arena_of(reader), "(%s::bigint)", text), true};
}

static struct piece read_primary(struct piece_reader *reader)
{
    const struct sql_token *token = next(reader);
    if (reader->at >= reader->tokens.len)
        return piece_fail(reader, "…");
    reader->at++;
    if (token->kind == SQL_TEXT)
        return (struct piece){PIECE_TEXT, translated_quoted(arena_of(reader), token->text), true};
    if (token->kind == SQL_NUMBER)
        return read_number(reader, token->text);
    if (token->kind == SQL_PARAMETER)
        return read_parameter(reader, token->text);
    if (sql_token_is(token, "(")) {
        struct piece piece = read_or(reader);
        return piece.kind == PIECE_FAILED || piece_takes(reader, ")") ? piece : piece_fail(reader, "(");
    }
    if (token->kind != SQL_WORD)
        return piece_fail(reader, token->text);
    if (sql_token_is(token, "NULL"))
        return (struct piece){PIECE_NULL, "NULL", true};
    if (sql_token_is(token, "TRUE") || sql_token_is(token, "FALSE"))
        return (struct piece){PIECE_CONDITION, token->text, true};
    if (sql_token_is(token, "CASE"))
        return read_case(reader);
    return piece_takes(reader, "(") ? reader->call(reader, token->text) : read_column(reader, token->text);
}

/* ---- arithmetic: whole numbers; what is too large for 64 bits is an error there, and then left to SQLite ---- */

static struct piece read_signed(struct piece_reader *reader)
{
    if (!piece_takes(reader, "-"))
        return read_primary(reader);
    struct piece piece = read_primary(reader);
    return piece.kind == PIECE_NUMBER ? (struct piece){PIECE_NUMBER, arena_printf(arena_of(reader), "(- %s)", piece.text), piece.constant} : piece_fail(reader, "-");
}

static struct piece reckon(struct piece_reader *reader, struct piece left, const char *sign, struct piece right)
{
    struct arena *arena = arena_of(reader);
    const char *one = piece_number(arena, left), *other = piece_number(arena, right);
    if (!one || !other)
        return piece_fail(reader, sign);
    return (struct piece){PIECE_NUMBER, arena_printf(arena, "(%s %s %s)", one, sign, other), left.constant && right.constant};
}

static struct piece read_product(struct piece_reader *reader)
{
    struct piece left = read_signed(reader);
    while (left.kind != PIECE_FAILED && piece_takes(reader, "*"))
        left = reckon(reader, left, "*", read_signed(reader));
    return left;
}

static struct piece read_sum(struct piece_reader *reader)
{
    struct piece left = read_product(reader);
    for (;;) {
        const char *sign = left.kind == PIECE_FAILED ? NULL : piece_takes(reader, "+") ? "+" : piece_takes(reader, "-") ? "-" : NULL;
        if (!sign)
            return left;
        left = reckon(reader, left, sign, read_product(reader));
    }
}

/* ---- comparisons ---- */

static struct piece compare(struct piece_reader *reader, struct piece left, const char *sign, const char *theirs, struct piece right)
{
    struct arena *arena = arena_of(reader);
    enum piece_kind kind = piece_both(left.kind, right.kind);
    if (kind == PIECE_CONDITION)
        kind = PIECE_NUMBER;
    if (kind == PIECE_FAILED || kind == PIECE_NULL)
        return piece_fail(reader, sign);
    return (struct piece){PIECE_CONDITION,
                          arena_printf(arena, "(%s%s %s %s)", piece_as(arena, left, kind), kind == PIECE_TEXT ? " COLLATE \"C\"" : "", theirs, piece_as(arena, right, kind)),
                          left.constant && right.constant};
}

static struct piece read_relation(struct piece_reader *reader)
{
    static const char *const signs[] = {"<=", ">=", "<", ">"};
    struct piece left = read_sum(reader);
    for (size_t i = 0; left.kind != PIECE_FAILED && i < LEN(signs); i++)
        if (piece_takes(reader, signs[i])) {
            left = compare(reader, left, signs[i], signs[i], read_sum(reader));
            i = SIZE_MAX;
        }
    return left;
}

static struct piece is_null(struct piece_reader *reader, struct piece left, bool not)
{
    return (struct piece){PIECE_CONDITION, arena_printf(arena_of(reader), "(%s IS %sNULL)", left.text, not ? "NOT " : ""), left.constant};
}

static struct piece read_is(struct piece_reader *reader, struct piece left)
{
    bool not = piece_takes(reader, "NOT");
    if (piece_takes(reader, "NULL"))
        return is_null(reader, left, not);
    if (sql_token_is(next(reader), "DISTINCT") || sql_token_is(next(reader), "TRUE") || sql_token_is(next(reader), "FALSE"))
        return piece_fail(reader, "IS …");
    return compare(reader, left, "IS", not ? "IS DISTINCT FROM" : "IS NOT DISTINCT FROM", read_relation(reader));
}

/* (a = 1 OR a = 2): IN of values. */
static struct piece read_in(struct piece_reader *reader, struct piece left, bool not)
{
    struct arena *arena = arena_of(reader);
    const char *text = NULL;
    bool constant = left.constant;
    size_t first = reader->translation->read_count;
    if (!piece_takes(reader, "("))
        return piece_fail(reader, "IN");
    do {
        struct piece one = compare(reader, left, "IN", "=", read_relation(reader));
        if (one.kind == PIECE_FAILED)
            return one;
        text = text ? arena_printf(arena, "%s OR %s", text, one.text) : one.text;
        constant = constant && one.constant;
    } while (piece_takes(reader, ","));
    if (!piece_takes(reader, ")"))
        return piece_fail(reader, "IN");
    translated_only_where(reader->translation, first, "FALSE"); /* nobody says how far the list is looked through */
    return (struct piece){PIECE_CONDITION, arena_printf(arena, "(%s(%s))", not ? "NOT " : "", text), constant};
}

static struct piece read_between(struct piece_reader *reader, struct piece left, bool not)
{
    size_t first = reader->translation->read_count;
    struct piece low = compare(reader, left, "BETWEEN", ">=", read_relation(reader));
    if (low.kind == PIECE_FAILED || !piece_takes(reader, "AND"))
        return piece_fail(reader, "BETWEEN");
    struct piece high = compare(reader, left, "BETWEEN", "<=", read_relation(reader));
    if (high.kind == PIECE_FAILED)
        return high;
    translated_only_where(reader->translation, first, "FALSE"); /* the same of the two ends */
    return (struct piece){PIECE_CONDITION, arena_printf(arena_of(reader), "(%s(%s AND %s))", not ? "NOT " : "", low.text, high.text), low.constant && high.constant};
}

static struct piece read_equality(struct piece_reader *reader)
{
    static const char *const signs[][2] = {{"==", "="}, {"=", "="}, {"!=", "<>"}, {"<>", "<>"}};
    struct piece left = read_relation(reader);
    for (;;) {
        size_t before = reader->at;
        if (left.kind == PIECE_FAILED)
            return left;
        for (size_t i = 0; i < LEN(signs) && reader->at == before; i++)
            if (piece_takes(reader, signs[i][0]))
                left = compare(reader, left, signs[i][0], signs[i][1], read_relation(reader));
        if (reader->at != before)
            continue;
        bool is = piece_takes(reader, "IS"), not = !is && piece_takes(reader, "NOT");
        if (is)
            left = read_is(reader, left);
        else if (piece_takes(reader, "IN"))
            left = read_in(reader, left, not);
        else if (piece_takes(reader, "BETWEEN"))
            left = read_between(reader, left, not);
        else if (piece_takes(reader, "NOTNULL") || (not && piece_takes(reader, "NULL")))
            left = is_null(reader, left, true);
        else if (piece_takes(reader, "ISNULL"))
            left = is_null(reader, left, false);
        else
            return not ? piece_fail(reader, "NOT") : left;
    }
}

static struct piece read_not(struct piece_reader *reader)
{
    if (!piece_takes(reader, "NOT"))
        return read_equality(reader);
    struct piece piece = read_not(reader);
    const char *condition = piece_condition(arena_of(reader), piece);
    return condition ? (struct piece){PIECE_CONDITION, arena_printf(arena_of(reader), "(NOT %s)", condition), piece.constant} : piece_fail(reader, "NOT");
}

/* Each side may be asked first, so each is surely asked only where the other one does not decide. */
static struct piece join(struct piece_reader *reader, struct piece left, size_t left_reads, size_t right_reads, const char *word, struct piece right)
{
    struct translation *translation = reader->translation;
    struct arena *arena = translation->arena;
    const char *one = piece_condition(arena, left), *other = piece_condition(arena, right), *undecided = strcmp(word, "AND") == 0 ? "IS TRUE" : "IS NOT TRUE";
    if (!one || !other)
        return piece_fail(reader, word);
    size_t all = translation->read_count;
    translated_only_where(translation, right_reads, arena_printf(arena, "%s %s", one, undecided));
    translation->read_count = right_reads;
    translated_only_where(translation, left_reads, arena_printf(arena, "%s %s", other, undecided));
    translation->read_count = all;
    return (struct piece){PIECE_CONDITION, arena_printf(arena, "(%s %s %s)", one, word, other), left.constant && right.constant};
}

static struct piece read_joined(struct piece_reader *reader, const char *word, struct piece (*inner)(struct piece_reader *reader))
{
    size_t left_reads = reader->translation->read_count;
    struct piece left = inner(reader);
    while (left.kind != PIECE_FAILED && piece_takes(reader, word)) {
        size_t right_reads = reader->translation->read_count;
        left = join(reader, left, left_reads, right_reads, word, inner(reader));
    }
    return left;
}

static struct piece read_and(struct piece_reader *reader)
{
    return read_joined(reader, "AND", read_not);
}

static struct piece read_or(struct piece_reader *reader)
{
    if (reader->depth == DEPTH_MOST)
        return piece_fail(reader, "(");
    reader->depth++;
    struct piece piece = read_joined(reader, "OR", read_and);
    reader->depth--;
    return piece;
}

struct piece piece_read(struct piece_reader *reader)
{
    return read_or(reader);
}
