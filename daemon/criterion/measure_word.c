/* Reading the words of a measure: which fields they need, and what they cannot mean. */
#include "criterion/measure_word.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/text.h"
#include "base/value.h"
#include "criterion/criterion.h"
#include "criterion/job.h"
#include "criterion/rule_field.h"
#include "package/unit.h"
#include "record/record_type.h"

#include <inttypes.h>
#include <string.h>

static const struct rule_place place = {"measure", 0};

bool measure_word_used(const struct value *map)
{
    return value_get(map, "latest") || value_get(map, "each");
}

static void wrong(const struct rule_reading *reading, const char *field, const char *vi, const char *en, const char *type, const char *what)
{
    rule_field_wrong(reading, &place, field, arena_printf(reading->arena, vi, type, what), arena_printf(reading->arena, en, type, what));
}

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
    latest->areas = rule_field_words(reading, &place, map, "latest", &latest->area_count);
    for (size_t i = 0; i < latest->area_count; i++)
        if (!record_field(of, latest->areas[i])) {
            good = false;
            wrong(reading, "latest", "loại “%1$s” không có trường “%2$s”; sửa tên, hoặc viết latest = {} để lấy dòng mới nhất của mỗi đơn vị",
                  "the type “%1$s” has no field “%2$s”; correct the name, or write latest = {} for the newest row of each unit", of->name, latest->areas[i]);
        }
    return good;
}

static struct measure_latest *read_latest(const struct rule_reading *reading, const struct value *map, const struct measure *measure)
{
    const struct record_type *of = measure->of;
    struct measure_latest *latest = arena_alloc(reading->arena, sizeof *latest);
    *latest = (struct measure_latest){.unit = record_field(of, "ward") ? "ward" : "team"};
    if (!read_areas(reading, map, of, latest))
        return NULL;
    if (is_unique(of, latest, measure->date))
        return latest;
    wrong(reading, "latest",
          "hai dòng cùng ngày %2$s thì không biết dòng nào mới nhất; thêm vào loại “%1$s” trong records.ini dòng unique gồm đơn vị, các trường của latest và ngày",
          "of two rows of one %2$s nobody knows which is the newest; give the type “%1$s” in records.ini a line unique of the unit, the fields of latest and the day",
          of->name, measure->date);
    return NULL;
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

static bool read_life(const struct rule_reading *reading, const struct value *map, const struct measure *measure, struct measure_each *each)
{
    const char *word = rule_field_text(reading, &place, map, "each", true);
    each->teams = word && strcmp(word, "team") == 0;
    each->of = rule_field_type(reading, &place, "each", each->teams ? "unit" : word);
    if (!each->of)
        return false;
    each->id = life_of(each->of);
    if (!each->id) {
        wrong(reading, "each", "“%1$s” không có từ ngày, đến ngày của từng %2$s; chọn loại có touches_from, touches_until và khóa gồm mã, từ ngày",
              "“%1$s” has no first and last day of each %2$s; name a type with touches_from, touches_until and a key of id and first day", each->of->name, "bản ghi");
        return false;
    }
    each->link = each->teams ? "team" : each->id;
    each->place = each->teams ? each->id : record_field(each->of, "team") ? "team" : record_field(each->of, "ward") ? "ward" : NULL;
    each->name = name_of(each->of, each->id);
    if (!record_field(measure->of, each->link))
        wrong(reading, "each", "loại “%1$s” không có trường “%2$s” nên không biết bản ghi là của ai; chọn loại khác",
              "the type “%1$s” has no field “%2$s”, so nobody knows whose a record is; name another type", measure->of->name, each->link);
    else if (!each->place)
        wrong(reading, "each", "loại “%1$s” không có cột %2$s nên không biết thuộc đơn vị nào; chọn loại khác",
              "the type “%1$s” has no column %2$s, so nobody knows the unit; name another type", each->of->name, "team, ward");
    else
        return true;
    return false;
}

static bool read_excused(const struct rule_reading *reading, const struct value *map, struct measure_each *each)
{
    const char *word = rule_field_text(reading, &place, map, "excused", false);
    each->excused = rule_field_type(reading, &place, "excused", word);
    if (!each->excused)
        return !word;
    if (record_field(each->excused, each->id) && each->excused->touches_from && each->excused->touches_until)
        return true;
    wrong(reading, "excused", "loại “%1$s” không có trường “%2$s” cùng từ ngày, đến ngày; chọn loại khác",
          "the type “%1$s” has no field “%2$s” with a first and a last day; name another type", each->excused->name, each->id);
    return false;
}

/* At least so many: a number, or a parameter on the period's last day. */
static const char *read_has(const struct rule_reading *reading, const struct value *map)
{
    const struct value *item = value_get(map, "has");
    if (!item)
        return "1";
    if (value_type(item) == VALUE_INT && value_as_int(item) > 0)
        return arena_printf(reading->arena, "%" PRId64, value_as_int(item));
    const char *word = value_type(item) == VALUE_TEXT ? value_as_text(item) : "";
    if (*word && strspn(word, "0123456789") == strlen(word) && strspn(word, "0") < strlen(word))
        return word; /* an INI file has only texts */
    const char *param = *word ? rule_field_param(reading, &place, "has", word) : NULL;
    if (!*word)
        rule_field_wrong(reading, &place, "has", "phải là số nguyên từ 1, hoặc tên một tham số trong targets.ini",
                         "must be an integer from 1, or the name of a parameter of targets.ini");
    return param ? arena_printf(reading->arena, "param('%s', :last)", param) : NULL;
}

static struct measure_each *read_each(const struct rule_reading *reading, const struct value *map, bool of_teams, const struct measure *measure)
{
    struct measure_each *each = arena_alloc(reading->arena, sizeof *each);
    *each = (struct measure_each){0};
    const char *standing = rule_field_text(reading, &place, map, "standing", false);
    bool good = read_life(reading, map, measure, each) && read_excused(reading, map, each);
    each->standing = rule_field_param(reading, &place, "standing", standing);
    each->has = of_teams ? NULL : read_has(reading, map);
    if (measure->den)
        rule_field_wrong(reading, &place, "den", "mẫu số của each là số được tính; bỏ trường này", "the denominator of each is how many count; leave the field out");
    else if (of_teams && value_get(map, "has"))
        rule_field_wrong(reading, &place, "has", "mỗi tổ được so với chỉ tiêu, nên bỏ trường này", "each team is held against the target, so leave the field out");
    else if (of_teams && !each->teams)
        rule_field_wrong(reading, &place, "each", rule_field_advice(reading, "subject = \"team\" đếm từng tổ; viết each = \"team\"", "subject = team đếm từng tổ; viết each = team"),
                         rule_field_advice(reading, "subject = \"team\" counts each team; write each = \"team\"", "subject = team counts each team; write each = team"));
    else if (good && (each->standing || !standing) && (each->has || of_teams))
        return each;
    return NULL;
}

void measure_word_read(const struct rule_reading *reading, const struct value *map, bool of_teams, struct measure *measure)
{
    bool latest = value_get(map, "latest") != NULL;
    if (!measure->of || !*measure->date)
        return;
    if (latest && value_get(map, "each")) {
        rule_field_wrong(reading, &place, "latest", "không dùng cùng each; bỏ một trong hai", "does not go with each; leave one of them out");
        return;
    }
    if (latest)
        measure->latest = read_latest(reading, map, measure);
    else
        measure->each = read_each(reading, map, of_teams, measure);
    if (!measure->latest && !measure->each)
        measure->of = NULL; /* what else would be said of it follows from that */
    measure_word_write(reading->arena, of_teams, measure);
}
