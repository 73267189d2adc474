/* Reading which others' figures a criterion's measure is made of. */
#include "criterion/rule_field.h"

#include "base/arena.h"
#include "base/text.h"
#include "base/value.h"
#include "criterion/criterion.h"
#include "criterion/job.h"
#include "script/script.h"

#include <string.h>

static const struct rule_place whole = {"", 0};

static void check_number(const struct rule_reading *reading, const struct rule_place *place, const char *id, const char *const *before, size_t count)
{
    const struct sql_words *known = &reading->job->contest.criteria;
    if (strcmp(id, reading->job->criterion.id) == 0)
        rule_field_wrong(reading, place, "uses", "một chỉ tiêu không tính được từ chính nó; bỏ số này", "a criterion cannot be made of itself; leave this number out");
    else if (text_place(id, before, count) >= 0)
        rule_field_wrong(reading, place, "uses", arena_printf(reading->arena, "“%s” ghi hai lần; bỏ một", id), arena_printf(reading->arena, "“%s” stands there twice; leave one out", id));
    else if (known->len && text_place(id, known->items, known->len) < 0)
        rule_field_unknown(reading, place, "uses", "criteria/", "criteria/", id, known->items, known->len);
}

const char **rule_field_uses(const struct rule_reading *reading, const struct rule_place *place, const struct value *table, size_t *ret_len)
{
    const char **uses = rule_field_words(reading, place, table, "uses", ret_len);
    for (size_t i = 0; uses && i < *ret_len; i++)
        check_number(reading, place, uses[i], uses, i);
    return uses;
}

/* What may only stand beside `uses`. */
static void refuse_alone(const struct rule_reading *reading, const struct value *table)
{
    if (reading->script && script_has_function(reading->script, "measure"))
        rule_field_wrong(reading, &whole, "measure", "measure là một hàm thì cần uses = { \"…\" }: số các chỉ tiêu mà nó tính từ đó", "measure as a function needs uses = { \"…\" }: the numbers of the criteria that it is made of");
    if (value_get(table, "own"))
        rule_field_wrong(reading, &whole, "own", "chỉ dùng cùng uses; không có uses thì viết measure = { sql = …, evidence = … }", "is only for uses; without it write measure = { sql = …, evidence = … }");
}

void criterion_read_uses(const struct rule_reading *reading, const struct value *table, struct criterion *criterion)
{
    criterion->uses = rule_field_uses(reading, &whole, table, &criterion->use_count);
    if (!criterion->use_count) {
        refuse_alone(reading, table);
        return;
    }
    criterion->own = rule_field_text(reading, &whole, table, "own", false);
    if (criterion->below == LEVEL_TEAM)
        rule_field_wrong(reading, &whole, "uses", "chỉ dùng khi xét đơn vị hoặc từng thành viên; tổ chỉ có kết quả của từng tháng", "is only for judged units and members; a team has results of months alone");
    if (!reading->script)
        rule_field_wrong(reading, &whole, "uses", "cần một hàm, mà tệp .ini không có hàm; viết tệp này bằng Lua", "needs a function, and an .ini file has none; write this file in Lua");
    else if (!script_has_function(reading->script, "measure"))
        rule_field_wrong(reading, &whole, "measure", "thiếu measure = function(unit) return { num = …, den = … } end", "measure = function(unit) return { num = …, den = … } end is missing");
    if (strcmp(value_get_text(table, "grows", ""), growth_names[GROWS_BOTH]) == 0)
        rule_field_wrong(reading, &whole, "grows", "không dùng “both” cùng uses: không bản ghi nào được cộng thẳng vào số này", "is not “both” beside uses: no record is added to this figure");
}
