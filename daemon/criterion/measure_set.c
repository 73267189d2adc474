/* Reading the words of the set: which fields they need, and what they cannot mean. */
#include "criterion/measure_set.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/text.h"
#include "base/value.h"
#include "criterion/criterion.h"
#include "criterion/job.h"
#include "criterion/rule_field.h"
#include "package/unit.h"
#include "record/record_type.h"

#include <string.h>

/* ---- latest ---- */

/* Two rows of one day would leave it to chance which is the newest. */
static bool is_unique(const struct record_type *of, const struct measure_latest *latest, const char *date)
{
    for (size_t i = 0; i < of->unique_count; i++)
        if (strcmp(of->unique[i], latest->unit) != 0 && strcmp(of->unique[i], date) != 0 && text_place(of->unique[i], latest->areas, latest->area_count) < 0)
            return false;
    return of->unique_count > 0;
}

static bool read_areas(const struct rule_reading *reading, const struct value *map, const struct record_type *of, struct measure_latest *latest)
{
    bool good = true;
    latest->areas = rule_field_words(reading, &rule_field_measure, map, "latest", &latest->area_count);
    for (size_t i = 0; i < latest->area_count; i++)
        if (!record_field(of, latest->areas[i])) {
            good = false;
            rule_field_wrong_in_measure(reading, "latest", "loại “%1$s” không có trường “%2$s”; sửa tên, hoặc viết latest = {} để lấy dòng mới nhất của mỗi đơn vị",
                  "the type “%1$s” has no field “%2$s”; correct the name, or write latest = {} for the newest row of each unit", of->name, latest->areas[i]);
        }
    return good;
}

bool measure_set_latest(const struct rule_reading *reading, const struct value *map, enum level below, struct measure *measure)
{
    (void)below;
    const struct record_type *of = measure->of;
    struct measure_latest *latest = arena_alloc(reading->arena, sizeof *latest);
    *latest = (struct measure_latest){.unit = record_field(of, "ward") ? "ward" : "team"};
    measure->latest = latest;
    if (!read_areas(reading, map, of, latest))
        return false;
    if (is_unique(of, latest, measure->date))
        return true;
    rule_field_wrong_in_measure(reading, "latest",
          "hai dòng cùng ngày %2$s thì không biết dòng nào mới nhất; thêm vào loại “%1$s” trong records.ini dòng unique gồm đơn vị, các trường của latest và ngày",
          "of two rows of one %2$s nobody knows which is the newest; give the type “%1$s” in records.ini a line unique of the unit, the fields of latest and the day",
          of->name, measure->date);
    return false;
}

/* ---- each ---- */

/* The one field that says whose life a row is of: its key without the first day. NULL when there are more. */
static const char *life_of(const struct record_type *type)
{
    const char *id = NULL;
    for (size_t i = 0; i < type->key_count; i++) {
        if (type->touches_from && strcmp(type->key[i], type->touches_from) == 0)
            continue;
        if (id)
            return NULL;
        id = type->key[i];
    }
    return type->touches_from && type->touches_until ? id : NULL;
}

/* What people call it: the first text that is not its id. */
static const char *name_of(const struct record_type *type, const char *id)
{
    for (size_t i = 0; i < type->field_count; i++)
        if (type->fields[i].type == FIELD_TEXT && !type->fields[i].private && strcmp(type->fields[i].name, id) != 0)
            return type->fields[i].name;
    return NULL;
}

static const char *place_of(const struct record_type *lives)
{
    return record_field(lives, "team") ? "team" : record_field(lives, "ward") ? "ward" : NULL;
}

bool measure_set_may_be_each(const struct record_type *lives, const struct record_type *of)
{
    const char *id = life_of(lives);
    bool teams = strcmp(lives->name, "unit") == 0;
    return id && (teams || place_of(lives)) && record_field(of, teams ? "team" : id);
}

bool measure_set_may_be_excused(const struct record_type *days)
{
    return days->touches_from && days->touches_until;
}

static bool read_life(const struct rule_reading *reading, const struct value *map, const struct measure *measure, struct measure_each *each)
{
    const char *word = rule_field_text(reading, &rule_field_measure, map, "each", true), *teams = level_chain_id(&reading->job->contest.levels, LEVEL_TEAM);
    each->teams = word && *teams && strcmp(word, teams) == 0;
    each->level = teams;
    each->of = rule_field_type(reading, &rule_field_measure, "each", each->teams ? "unit" : word);
    if (!each->of)
        return false;
    each->id = life_of(each->of);
    if (!each->id) {
        rule_field_wrong_in_measure(reading, "each", "“%1$s” không có từ ngày, đến ngày của từng %2$s; chọn loại có touches_from, touches_until và khóa gồm mã, từ ngày",
              "“%1$s” has no first and last day of each %2$s; name a type with touches_from, touches_until and a key of id and first day", each->of->name, "bản ghi");
        return false;
    }
    each->link = each->teams ? "team" : each->id;
    each->place = each->teams ? each->id : place_of(each->of);
    each->name = name_of(each->of, each->id);
    if (!record_field(measure->of, each->link))
        rule_field_wrong_in_measure(reading, "each", "loại “%1$s” không có trường “%2$s” nên không biết bản ghi là của ai; chọn loại khác",
              "the type “%1$s” has no field “%2$s”, so nobody knows whose a record is; name another type", measure->of->name, each->link);
    else if (!each->place)
        rule_field_wrong_in_measure(reading, "each", "loại “%1$s” không có cột %2$s nên không biết thuộc đơn vị nào; chọn loại khác",
              "the type “%1$s” has no column %2$s, so nobody knows the unit; name another type", each->of->name, "team, ward");
    else
        return true;
    return false;
}

static bool read_excused(const struct rule_reading *reading, const struct value *map, struct measure_each *each)
{
    const char *word = rule_field_text(reading, &rule_field_measure, map, "excused", false);
    each->excused = rule_field_type(reading, &rule_field_measure, "excused", word);
    if (!each->excused)
        return !word;
    if (record_field(each->excused, each->id) && measure_set_may_be_excused(each->excused))
        return true;
    rule_field_wrong_in_measure(reading, "excused", "loại “%1$s” không có trường “%2$s” cùng từ ngày, đến ngày; chọn loại khác",
          "the type “%1$s” has no field “%2$s” with a first and a last day; name another type", each->excused->name, each->id);
    return false;
}

/* At least so many: a number, or a parameter on the period's last day. */
static const char *read_has(const struct rule_reading *reading, const struct value *map)
{
    const struct value *item = value_get(map, "has");
    return item ? rule_field_count(reading, &rule_field_measure, "has", item, 1, ":last") : "1";
}

bool measure_set_each(const struct rule_reading *reading, const struct value *map, enum level below, struct measure *measure)
{
    struct measure_each *each = arena_alloc(reading->arena, sizeof *each);
    *each = (struct measure_each){0};
    const char *standing = rule_field_text(reading, &rule_field_measure, map, "standing", false);
    bool good = read_life(reading, map, measure, each) && read_excused(reading, map, each);
    each->standing = rule_field_param(reading, &rule_field_measure, "standing", standing);
    each->has = below ? NULL : read_has(reading, map);
    if (measure->den)
        rule_field_wrong(reading, &rule_field_measure, "den", "mẫu số của each là số được tính; bỏ trường này", "the denominator of each is how many count; leave the field out");
    else if (below && value_get(map, "has"))
        rule_field_wrong(reading, &rule_field_measure, "has", "mỗi tổ, mỗi thành viên được so với chỉ tiêu, nên bỏ trường này", "each team or member is held against the target, so leave the field out");
    else if (below == LEVEL_MEMBER && good && strcmp(each->of->name, "member") != 0)
        rule_field_wrong(reading, &rule_field_measure, "each", rule_field_advice(reading, "subject = \"member\" đếm từng thành viên; viết each = \"member\"", "subject = member đếm từng thành viên; viết each = member"),
                         rule_field_advice(reading, "subject = \"member\" counts each member; write each = \"member\"", "subject = member counts each member; write each = member"));
    else if (below == LEVEL_TEAM && !each->teams)
        rule_field_wrong(reading, &rule_field_measure, "each",
                         rule_field_advice(reading, arena_printf(reading->arena, "subject = \"%1$s\" đếm từng tổ; viết each = \"%1$s\"", each->level),
                                           arena_printf(reading->arena, "subject = %1$s đếm từng tổ; viết each = %1$s", each->level)),
                         rule_field_advice(reading, arena_printf(reading->arena, "subject = \"%1$s\" counts each team; write each = \"%1$s\"", each->level),
                                           arena_printf(reading->arena, "subject = %1$s counts each team; write each = %1$s", each->level)));
    else if (good && (each->standing || !standing) && (each->has || below)) {
        measure->each = each;
        return true;
    }
    return false;
}

/* ---- distinct ---- */

bool measure_set_distinct(const struct rule_reading *reading, const struct value *map, enum level below, struct measure *measure)
{
    (void)below;
    struct measure_distinct *distinct = arena_alloc(reading->arena, sizeof *distinct);
    distinct->fields = rule_field_words(reading, &rule_field_measure, map, "distinct", &distinct->field_count);
    measure->distinct = distinct;
    if (distinct->fields && !distinct->field_count)
        rule_field_wrong_in_measure(reading, "distinct", "chưa nêu trường nào của loại “%1$s”; viết trường mà mỗi giá trị tính một lần, như %2$s",
                                    "names no field of the type “%1$s”; write the field of which each value counts once, like %2$s", measure->of->name, arena_printf(reading->arena, rule_field_advice(reading, "{ \"%s\" }", "%s"), measure->of->fields[0].name));
    return distinct->field_count && rule_field_columns(reading, &rule_field_measure, "distinct", measure->of, distinct->fields, distinct->field_count);
}
