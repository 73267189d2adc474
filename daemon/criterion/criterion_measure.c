/* Reading a criterion's measure: declared pieces of SQL over one record type, or one statement of its own. */
#include "criterion/rule_field.h"

#include "base/arena.h"
#include "base/value.h"
#include "criterion/criterion.h"
#include "criterion/job.h"
#include "criterion/measure_word.h"

static void read_date(const struct rule_reading *reading, const struct value *map, struct measure *measure)
{
    size_t len;
    const char **columns = rule_field_days(reading->arena, measure->of, &len);
    int column = rule_field_choice(reading, &rule_field_measure, map, "date", columns, len, true);
    measure->date = column < 0 ? "" : columns[column];
}

/* SQL as a text, or true for "every row counts 1"; NULL when absent. */
static const char *read_sum(const struct rule_reading *reading, const struct value *map, const char *field)
{
    const struct value *item = value_get(map, field);
    if (value_type(item) != VALUE_BOOL)
        return rule_field_text(reading, &rule_field_measure, map, field, false);
    if (value_as_bool(item))
        return "1";
    rule_field_wrong(reading, &rule_field_measure, field,
                     rule_field_advice(reading,
                                       "“false” không đếm gì; bỏ trường này, hoặc viết true (mỗi bản ghi đếm 1) hay một điều kiện "
                                       "SQL trong ngoặc kép",
                                       "“no” không đếm gì; bỏ dòng này, hoặc viết yes (mỗi bản ghi đếm 1) hay một điều kiện SQL"),
                     rule_field_advice(reading,
                                       "“false” counts nothing; leave the field out, or write true (each record counts 1) or a "
                                       "condition of SQL in quotes",
                                       "“no” counts nothing; leave the line out, or write yes (each record counts 1) or a "
                                       "condition of SQL"));
    return NULL;
}

/* Where SQL of one's own is written. */
static const char *own_sql(const struct rule_reading *reading)
{
    return rule_field_advice(reading, "sql = …", arena_printf(reading->arena, "criteria/%s.sql", reading->job->criterion.stem));
}

/* Whether rows of the type can be laid to a ward. */
static void check_place(const struct rule_reading *reading, const struct measure *measure)
{
    if (record_field(measure->of, "ward") || record_field(measure->of, "team"))
        return;
    rule_field_wrong(
        reading, &rule_field_measure, "of",
        arena_printf(reading->arena, "“%s” không có cột ward hay team; viết câu SQL riêng (%s)", measure->of->name,
                     own_sql(reading)),
        arena_printf(reading->arena, "“%s” has no column ward or team; write SQL of your own (%s)", measure->of->name,
                     own_sql(reading)));
}

static void read_declared(const struct rule_reading *reading, const struct value *map, enum level below,
                          struct measure *measure)
{
    static const char *const windows[] = {"period", "contest"};
    measure_word_known(reading, map);
    measure->where = rule_field_expression(reading, &rule_field_measure, "where", rule_field_text(reading, &rule_field_measure, map, "where", false));
    measure->num = rule_field_expression(reading, &rule_field_measure, "num", read_sum(reading, map, "num"));
    measure->den = rule_field_expression(reading, &rule_field_measure, "den", read_sum(reading, map, "den"));
    measure->since_contest = rule_field_choice(reading, &rule_field_measure, map, "window", windows, 2, false) == 1;
    measure->num_field = "num";
    if (!measure->num)
        measure->num = "1";
    measure->of = rule_field_type(reading, &rule_field_measure, "of", rule_field_text(reading, &rule_field_measure, map, "of", true));
    if (measure->of) {
        read_date(reading, map, measure);
        if (!value_get(map, "each"))
            check_place(reading, measure);
    }
    measure_word_read(reading, map, below, measure);
}

void criterion_read_measure(const struct rule_reading *reading, const struct value *map, enum level below,
                            struct measure *ret_measure)
{
    static const char *const fields[] = {"sql", "evidence"};
    static const struct rule_place outside = {"", 0};
    const char *each = below == LEVEL_MEMBER ? LEVEL_MEMBER_ID : level_chain_id(&reading->job->contest.levels, LEVEL_TEAM);
    struct measure measure = {0};
    if (value_type(map) != VALUE_MAP) {
        rule_field_wrong(reading, &outside, "measure",
                         "thiếu measure = { of = …, date = …, num = … } hoặc { sql = … }",
                         "measure = { of = …, date = …, num = … } or { sql = … } is missing");
    } else if (below == LEVEL_MEMBER && reading->job->criterion.evaluator) {
        rule_field_wrong(reading, &outside, "measure", "trình cắm tính cho đơn vị và tổ, không cho từng thành viên; bỏ trình cắm ở chỉ tiêu này, hoặc đổi subject",
                         "a plugin counts for units and teams, not for each member; leave the plugin out of this criterion, or change subject");
    } else if (value_get(map, "sql")) {
        rule_field_known(reading, &rule_field_measure, map, fields, 2);
        measure.sql = rule_field_text(reading, &rule_field_measure, map, "sql", true);
        measure.evidence = rule_field_text(reading, &rule_field_measure, map, "evidence", true);
    } else if (reading->job->criterion.evaluator) {
        rule_field_wrong(reading, &outside, "measure",
                         arena_printf(reading->arena, "trình cắm cần các dòng của một câu SQL; thêm criteria/%s.sql",
                                      reading->job->criterion.stem),
                         arena_printf(reading->arena, "a plugin gets the rows of a SQL statement; add criteria/%s.sql",
                                      reading->job->criterion.stem));
    } else if (below && !value_get(map, "each")) {
        rule_field_wrong(reading, &outside, "measure",
                         arena_printf(reading->arena, "chỉ tiêu của %1$s đếm từng %1$s; viết each = %2$s, hoặc câu SQL mỗi %1$s một dòng (%3$s)", below == LEVEL_MEMBER ? "thành viên" : "tổ",
                                      rule_field_advice(reading, arena_printf(reading->arena, "\"%s\"", each), each), own_sql(reading)),
                         arena_printf(reading->arena, "a criterion of %1$ss counts each %1$s; write each = %2$s, or SQL with one row a %1$s (%3$s)", below == LEVEL_MEMBER ? "member" : "team",
                                      rule_field_advice(reading, arena_printf(reading->arena, "\"%s\"", each), each), own_sql(reading)));
    } else {
        read_declared(reading, map, below, &measure);
    }
    *ret_measure = measure;
}
