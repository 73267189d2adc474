#include "record/sql_compare.h"

#include "base/arena.h"
#include "base/text.h"
#include "record/sql_domain.h"
#include "record/sql_finding.h"

#include <ctype.h>
#include <inttypes.h>
#include <string.h>

enum { LISTED = 12 }; /* words that a message names */

static char *lower(struct arena *arena, const char *text)
{
    char *copy = arena_strdup(arena, text);
    for (char *c = copy; *c; c++)
        *c = (char)tolower((unsigned char)*c);
    return copy;
}

static const char *list_of(struct arena *arena, const struct sql_words *words)
{
    const char *list = "";
    for (size_t i = 0; i < words->len && i < LISTED; i++)
        list = arena_printf(arena, "%s%s%s", list, i ? ", " : "", words->items[i]);
    return words->len > LISTED ? arena_printf(arena, "%s …", list) : list;
}

void sql_compare_unknown(struct arena *arena, const char *whose, const struct sql_domain *literal,
                         const struct sql_words *known, struct sql_findings *findings)
{
    const char *near = text_nearest(literal->name, known->items, known->len);
    if (!near) {
        const char *small = lower(arena, literal->name);
        int place = text_place(small, known->items, known->len);
        near = place >= 0 ? known->items[place] : text_nearest(small, known->items, known->len);
    }
    if (near)
        sql_finding_add(arena, findings, false, literal,
                        arena_printf(arena, "%s không có “%s”; có phải là “%s”?", whose, literal->name, near),
                        arena_printf(arena, "%s has no “%s”; is it “%s”?", whose, literal->name, near));
    else
        sql_finding_add(arena, findings, false, literal,
                        arena_printf(arena, "%s không có “%s”; chỉ có: %s", whose, literal->name,
                                     list_of(arena, known)),
                        arena_printf(arena, "%s has no “%s”; it has: %s", whose, literal->name,
                                     list_of(arena, known)));
}

static const char *name_of(const struct sql_domain *domain)
{
    return domain->name ? domain->name : "…";
}

/* The constant, and what it is held against. */
static void say_constant(struct arena *arena, const struct sql_domain *literal, const struct sql_domain *other,
                         struct sql_findings *findings)
{
    if (other->kind == SQL_WORDS)
        sql_compare_unknown(arena, arena_printf(arena, "“%s”", name_of(other)), literal, &other->words, findings);
    else if (literal->kind == SQL_WORDS)
        sql_finding_add(arena, findings, false, literal,
                        arena_printf(arena,
                                     "“%s” là số (ngày là số ngày), không bao giờ là chữ “%s”; viết số, hoặc so ngày "
                                     "với :from, :until, :last",
                                     name_of(other), literal->name),
                        arena_printf(arena,
                                     "“%s” is a number (a date is a number of days), never the text “%s”; write a "
                                     "number, or compare a date with :from, :until, :last",
                                     name_of(other), literal->name));
    else
        sql_finding_add(
            arena, findings, false, literal,
            arena_printf(arena, "“%s” chỉ từ %" PRId64 " đến %" PRId64 ", không bao giờ là %s; sửa số này", name_of(other),
                         other->least, other->most, literal->name),
            arena_printf(arena, "“%s” is from %" PRId64 " to %" PRId64 ", never %s; correct the number", name_of(other),
                         other->least, other->most, literal->name));
}

static void say_null(struct arena *arena, const struct sql_domain *null, struct sql_findings *findings)
{
    sql_finding_add(arena, findings, false, null,
                    "so sánh với NULL không bao giờ đúng; viết IS NULL hoặc IS NOT NULL",
                    "a comparison with NULL is never true; write IS NULL or IS NOT NULL");
}

static void say_unseen(struct arena *arena, const struct sql_domain *literal, const struct sql_domain *other,
                       struct sql_findings *findings)
{
    sql_finding_add(arena, findings, true, literal,
                    arena_printf(arena, "chưa đối chiếu được “%s” với “%s”: không theo được biểu thức này", name_of(other),
                                 literal->name),
                    arena_printf(arena, "“%s” was not held against “%s”: the expression could not be followed",
                                 name_of(other), literal->name));
}

/* Words have an order of their own (rank), letters another. */
static void say_order(struct arena *arena, const struct sql_domain *literal, const struct sql_domain *other,
                      struct sql_findings *findings)
{
    sql_finding_add(arena, findings, true, literal,
                    arena_printf(arena, "“%s” được so lớn nhỏ theo chữ cái, không theo thứ tự trong records.ini; dùng rank(…)",
                                 name_of(other)),
                    arena_printf(arena, "“%s” is ordered by its letters, not as records.ini lists it; use rank(…)",
                                 name_of(other)));
}

static void compare_rows(struct arena *arena, const struct sql_domain *left, const struct sql_domain *right,
                         enum sql_comparison how, struct sql_findings *findings)
{
    for (size_t i = 0; i < left->part_count && i < right->part_count; i++)
        sql_compare(arena, &left->parts[i], &right->parts[i], how, findings);
}

static void compare_with_literal(struct arena *arena, const struct sql_domain *literal, const struct sql_domain *other,
                                 enum sql_comparison how, struct sql_findings *findings)
{
    bool months = how == SQL_ORDER && other->kind == SQL_WORDS && !other->ranked;
    bool bounds = how == SQL_ORDER && other->kind == SQL_NUMBERS && literal->kind == SQL_NUMBERS;
    if (other->kind == SQL_UNSEEN && literal->kind == SQL_WORDS)
        say_unseen(arena, literal, other, findings);
    else if (!months && !bounds && !sql_domain_meet(literal, other))
        say_constant(arena, literal, other, findings);
    else if (how == SQL_ORDER && other->ranked)
        say_order(arena, literal, other, findings);
}

void sql_compare(struct arena *arena, const struct sql_domain *left, const struct sql_domain *right,
                 enum sql_comparison how, struct sql_findings *findings)
{
    if (left->kind == SQL_ROW || right->kind == SQL_ROW) {
        compare_rows(arena, left, right, how, findings);
    } else if (left->kind == SQL_EMPTY || right->kind == SQL_EMPTY) {
        if (how != SQL_IS)
            say_null(arena, left->kind == SQL_EMPTY ? left : right, findings);
    } else if (right->literal && !left->literal) {
        compare_with_literal(arena, right, left, how, findings);
    } else if (left->literal && !right->literal) {
        compare_with_literal(arena, left, right, how, findings);
    } else if (!left->literal && how != SQL_ORDER && !sql_domain_meet(left, right)) {
        sql_finding_add(arena, findings, false, left,
                        arena_printf(arena, "“%s” và “%s” không có giá trị chung nên không bao giờ bằng nhau; sửa phép so sánh",
                                     name_of(left), name_of(right)),
                        arena_printf(arena, "“%s” and “%s” share no value and are never equal; correct the comparison",
                                     name_of(left), name_of(right)));
    }
}
