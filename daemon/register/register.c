#include "register/register.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "package/package.h"
#include "store/change.h"
#include "store/store.h"

#include <inttypes.h>
#include <string.h>

static const char *const sources[] = {[REGISTER_ISSUED] = "own", [REGISTER_ENTERED] = "entered", [REGISTER_IMPORTED] = "imported"};

static const char *numbered(struct arena *arena, int64_t number, const char *symbol)
{
    return *symbol ? arena_printf(arena, "%02" PRId64 "/%s", number, symbol) : arena_printf(arena, "%02" PRId64, number);
}

static int year_of(int32_t day)
{
    int year, month, day_of_month;
    day_split(day, &year, &month, &day_of_month);
    return year;
}

static bool refuse_double(struct arena *arena, const struct register_entry *entry, const struct value *other, struct err *err)
{
    return err_set(err, "số %1$s năm %2$d đã cấp cho “%3$s”; xem sổ đăng ký văn bản đi (register list) rồi ghi số khác",
                   "the number %1$s of %2$d is of “%3$s”; look into the register (register list) and give another", numbered(arena, entry->number, entry->symbol),
                   year_of(entry->day), value_get_text(other, "draft", value_get_text(other, "title", "")));
}

/* What is out of order asks for a reason, in a sentence that names the neighbour in the series. */
static bool check_order(struct arena *arena, const struct register_entry *entry, const struct value *series, const char **ret_field, struct err *err)
{
    int64_t newest = value_get_int(series, "newest", 0);
    const struct value *before = value_get(series, "day_before");
    if (!newest)
        return true; /* the series begins here: what the office numbered before the program came is not known to it */
    *ret_field = "number";
    if (entry->number > newest + 1)
        return err_set(err, "số %1$s bỏ cách số: số lớn nhất đã vào sổ là %2$s; ghi số %3$s, hoặc nêu vì sao (--reason)",
                       "the number %1$s leaves a gap: the greatest in the register is %2$s; give %3$s, or say why (--reason)", numbered(arena, entry->number, entry->symbol),
                       numbered(arena, newest, entry->symbol), numbered(arena, newest + 1, entry->symbol));
    if (entry->number < newest)
        return err_set(err, "số %1$s là số lùi: đã có đến số %2$s; ghi số %3$s, hoặc nêu vì sao (--reason)",
                       "the number %1$s comes late: the register has come to %2$s; give %3$s, or say why (--reason)", numbered(arena, entry->number, entry->symbol),
                       numbered(arena, newest, entry->symbol), numbered(arena, newest + 1, entry->symbol));
    *ret_field = "day";
    if (!value_is_null(before) && entry->day < value_as_int(before))
        return err_set(err, "ngày %1$s trước ngày của số liền trước (%2$s); xem lại ngày, hoặc nêu vì sao (--reason)",
                       "the day %1$s is before that of the number before it (%2$s); look at the day again, or say why (--reason)", day_text(arena, entry->day),
                       day_text(arena, (int32_t)value_as_int(before)));
    return true;
}

static bool put(struct change *change, struct arena *arena, const struct register_entry *entry, struct err *err)
{
    const struct value *copies = entry->copies ? value_int(arena, entry->copies) : value_null(arena);
    return store_do(change->store, err, QUERY_REGISTER_PUT, "tttiiittttttvtttit", entry->issuer, entry->issuer_name, entry->symbol, (int64_t)year_of(entry->day), entry->number,
                    (int64_t)entry->day, entry->subject, entry->draft, entry->draft ? NULL : entry->title, entry->signer, entry->recipients, entry->keeper, copies, entry->note,
                    sources[entry->source], entry->reason, change->at, change->actor);
}

bool register_add(struct change *change, struct arena *arena, const struct register_entry *entry, const char **ret_field, struct err *err)
{
    const char *nobody_asks, **field = ret_field ? ret_field : &nobody_asks;
    int64_t year = year_of(entry->day);
    const struct value *other = store_row(change->store, arena, err, QUERY_REGISTER_FIND, "ttii", entry->issuer_name, entry->symbol, year, entry->number);
    const struct value *series = other ? store_row(change->store, arena, err, QUERY_REGISTER_SERIES, "ttii", entry->issuer_name, entry->symbol, year, entry->number) : NULL;
    if (!series)
        return false;
    if (!value_is_null(other)) {
        *field = "number";
        return refuse_double(arena, entry, other, err);
    }
    bool explained = entry->source == REGISTER_IMPORTED || (entry->reason && *entry->reason);
    return (explained || check_order(arena, entry, series, field, err)) && put(change, arena, entry, err);
}

static struct value *ready(struct arena *arena, const struct package *package, const struct value *row)
{
    struct value *entry = value_copy(arena, row);
    const char *kind = value_get_text(row, "kind", NULL);
    if (kind)
        value_set_text(entry, "title", package_document_title(package, kind));
    value_set_text(entry, "numbered", numbered(arena, value_get_int(row, "number", 0), value_get_text(row, "symbol", "")));
    value_set_text(entry, "day", day_text(arena, (int32_t)value_get_int(row, "day", 0)));
    value_set_text(entry, "registered_at", instant_text(arena, value_get_int(row, "registered_at", 0)));
    return entry;
}

struct value *register_list(struct store *store, struct arena *arena, const struct package *package, const char *issuer, int64_t year, struct err *err)
{
    const struct value *rows = store_rows(store, arena, err, QUERY_REGISTER_LIST, "ti", issuer, year);
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(rows); i++)
        value_append(list, ready(arena, package, value_at(rows, i)));
    return rows ? list : NULL;
}

/* Of a body that each unit has, with that unit's name. */
static const char *name_of_unit(struct arena *arena, const char *name, const char *unit)
{
    static const char mark[] = "{{ ward.name }}";
    const char *at = strstr(name, mark);
    return at ? arena_printf(arena, "%.*s%s%s", (int)(at - name), name, unit, at + strlen(mark)) : name;
}

const char *register_issuer_name(struct arena *arena, const struct package *package, const char *issuer, const char *unit, int32_t day)
{
    const struct value *facts = value_get(package->bodies, issuer);
    const struct unit_fact *found = unit_at(&package->units, unit, day);
    const char *name = NULL, *on = day_text(arena, day);
    for (size_t i = 0; i < value_len(facts); i++)
        if (!name || strcmp(value_get_text(value_at(facts, i), "from", ""), on) <= 0)
            name = value_get_text(value_at(facts, i), "name", issuer);
    return name ? name_of_unit(arena, name, found ? found->name : unit) : NULL;
}

struct value *register_issuers(struct arena *arena, const struct package *package)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(package->bodies); i++) {
        const struct value *facts = value_item(package->bodies, i), *last = value_at(facts, value_len(facts) - 1);
        struct value *issuer = value_map(arena);
        value_set_text(issuer, "id", value_key(package->bodies, i));
        value_set_text(issuer, "name", name_of_unit(arena, value_get_text(last, "name", value_key(package->bodies, i)), "…"));
        value_set_text(issuer, "from", value_get_text(value_at(facts, 0), "from", NULL));
        value_set_text(issuer, "until", value_get_text(last, "until", NULL));
        value_append(list, issuer);
    }
    return list;
}
