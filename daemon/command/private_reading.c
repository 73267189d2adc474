#include "command/private_reading.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "command/belongs.h"
#include "command/perform.h"
#include "command/permission.h"
#include "command/person_figure.h"
#include "command/retention.h"
#include "package/package.h"
#include "person/caller.h"
#include "record/record_type.h"
#include "store/change.h"
#include "contest/erasure.h"
#include "store/store.h"
#include "workflow/role.h"

#include <string.h>

enum { HOUR = 3600 };

/* Private cells may stand in the answer. */
static bool shows(const struct command *command)
{
    return command->cells == CELLS_SHOWN || command->cells == CELLS_EDITED;
}

/* ---- who sees what: asked by the store, row by row ---- */

struct home {
    const char *unit; /* NULL: nobody knows */
};

/* The unit to which a unit, team or member belongs. */
static const char *unit_of(struct reading_watch *watch, const char *owner)
{
    struct err err = {0};
    if (!owner)
        return NULL;
    struct home *home = text_index_find(&watch->units, owner);
    if (home)
        return home->unit;
    home = arena_alloc(watch->call->arena, sizeof *home);
    if (!belongs_unit(watch->call, owner, &home->unit, &err)) /* then it is nobody's: whoever reads all alone sees it */
        home->unit = NULL;
    err_clear(&err);
    *text_index_place(&watch->units, watch->call->arena, arena_strdup(watch->call->arena, owner)) = home;
    return home->unit;
}

static bool sees(void *reader, const struct record_type *type, const char *owner)
{
    struct reading_watch *watch = reader;
    if (!(type->private ? watch->counted : watch->shown))
        return false;
    if (caller_reaches(watch->call->caller, type->readers, NULL))
        return true;
    const char *unit = unit_of(watch, owner);
    return unit && caller_reaches(watch->call->caller, type->readers, unit);
}

static bool sees_members(void *reader, const char *home)
{
    struct reading_watch *watch = reader;
    bool shut = watch->call->readings && watch->call->readings->shut; /* what cannot be noted is not shown */
    return !shut && permission_members(watch->call->caller, watch->view.types, home);
}

static bool same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* What is gathered of a type and unit. */
static struct reading *note(struct reading_watch *watch, const char *type, const char *unit)
{
    struct reading *reading = watch->first;
    while (reading && !(strcmp(reading->type, type) == 0 && same(reading->unit, unit)))
        reading = reading->next;
    if (!reading) {
        reading = arena_alloc(watch->call->arena, sizeof *reading);
        *reading = (struct reading){.command = watch->call->command->words, .type = arena_strdup(watch->call->arena, type), .unit = unit, .next = watch->first};
        watch->first = reading;
    }
    return reading;
}

static void read_cells(void *reader, const struct record_type *type, const char *owner, bool hidden)
{
    struct reading_watch *watch = reader;
    const char *unit = unit_of(watch, owner);
    watch->hidden = watch->hidden || hidden;
    if (!hidden && shows(watch->call->command))
        note(watch, type->name, unit)->records++;
}

/* Figures of persons are in every answer that may have them, whatever its command says of cells. */
static void read_person(void *reader, const char *subject, int64_t count)
{
    struct reading_watch *watch = reader;
    struct reading *reading = note(watch, LEVEL_MEMBER_ID, unit_of(watch, subject));
    bool same_one = !reading->records || (reading->key && strcmp(reading->key, subject) == 0);
    reading->records += count;
    reading->key = same_one && count == 1 ? arena_strdup(watch->call->arena, subject) : NULL;
}

/* ---- what is asked for ---- */

/* What leaves as a file, or over the network as a list for a program: it is kept where nobody notes who reads it. */
static bool is_export(const struct command_call *call)
{
    return call_gives_file(call) || ((call->command->bytes || call->program) && command_parameter(call->command, "unmasked"));
}

static bool check_unmasked(const struct command_call *call, struct err *err)
{
    if (!call_flag(call, "unmasked"))
        return true;
    if (!is_export(call))
        return err_set(err, "--unmasked chỉ dùng khi xuất ra tệp (--out TỆP.xlsx) hay lấy danh sách qua mạng; trên màn hình, ai được xem thì thấy cả",
                       "--unmasked is for files (--out FILE.xlsx) and for lists that programs take over the network; on the screen who may see it sees it anyway");
    return call_text(call, "reason") ||
           err_set(err, "lấy ra cả dữ liệu riêng thì ghi lý do: --reason", "private data that leaves needs a reason: --reason");
}

/* A type that is private whole, where nothing of it would be shown: an empty list would be a lie. A program's list is empty and says so (`masked`). */
static bool check_type(struct reading_watch *watch, const struct package *package, struct err *err)
{
    const struct command_call *call = watch->call;
    const char *name = shows(call->command) ? call_text(call, "type") : NULL;
    const struct record_type *other, *type = name ? record_type_meant(&package->types, call->arena, name, &other) : NULL;
    if (type && type->readers && call->command->cells == CELLS_EDITED && call->readings && call->readings->shut)
        return err_set(err, "không ghi được nhật ký đọc dữ liệu riêng nên chưa mở “%s” để sửa được; quản trị viên xem nhật ký của máy chủ, rồi mở lại",
                       "the reading of private data cannot be noted, so “%s” is not opened to be changed; an administrator looks at the daemon's log", type->title);
    if (!type || !type->private)
        return true;
    if (!(caller_roles(call->caller) & type->readers)) {
        struct buffer vi = {0}, en = {0};
        role_put(&vi, type->readers, ", ", false);
        role_put(&en, type->readers, ", ", true);
        err_set(err, "“%1$s” là dữ liệu riêng, chỉ dành cho: %2$s%3$.0s", "“%1$s” is private, for these alone: %3$s%2$.0s", type->title,
                buffer_text(&vi), buffer_text(&en));
        buffer_finish(&vi);
        buffer_finish(&en);
        return err_mark(err, ERR_FORBIDDEN);
    }
    watch->hidden = !watch->counted;
    return watch->counted || (call->program && !call_gives_file(call)) || call->command->bytes || err_set(err, "“%1$s” là dữ liệu riêng; xuất ra tệp hay lấy qua mạng thì ghi --unmasked --reason LÝ_DO",
                                     "“%1$s” is private; for a file, or over the network, give --unmasked --reason REASON", type->title);
}

bool reading_begin(struct reading_watch *watch, struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    bool told = call->readings && !call->readings->shut, open = !is_export(call) || call_flag(call, "unmasked");
    *watch = (struct reading_watch){.call = call};
    if (call->command->place == COMMAND_ON_WRITER) /* whoever changes records reads them whole */
        return true;
    if (!call_package(call, &package, &periods, err) || !package)
        return !package && !err->vi;
    watch->shown = shows(call->command) && told && open;
    watch->counted = !shows(call->command) || watch->shown;
    static const struct record_types none = {0};
    watch->view = (struct private_view){.types = call->command->cells == CELLS_WHOLE ? &none : &package->types, .sees = sees, .sees_members = sees_members, .read = read_cells, .reader = watch};
    return check_unmasked(call, err) && check_type(watch, package, err) && private_view_begin(call->store, &watch->view, call->arena, err);
}

/* ---- what came of it ---- */

enum hidden { HIDDEN_OTHERS, HIDDEN_ASKED, HIDDEN_SHUT };

static const struct {
    const char *vi, *en;
} hidden_says[] = {
    [HIDDEN_OTHERS] = {CELL_MASK " là dữ liệu riêng: người nhập của đơn vị, người xác nhận và vai trò mà phong trào nêu mới xem được",
                       CELL_MASK " is private: the unit's officers, reviewers and the roles that the contest names see it"},
    [HIDDEN_ASKED] = {CELL_MASK " là dữ liệu riêng: ai được xem thì lấy cả bằng unmasked=true&reason=LÝ_DO, có ghi vào nhật ký đọc",
                      CELL_MASK " is private: who may see it gets it by unmasked=true&reason=REASON, which is noted in the log of readings"},
    [HIDDEN_SHUT] = {"không ghi được nhật ký đọc dữ liệu riêng nên dữ liệu riêng không hiện (" CELL_MASK "); quản trị viên xem nhật ký của máy chủ, "
                     "thường là hết chỗ trên đĩa, rồi mở lại",
                     "the reading of private data cannot be noted, so it is not shown (" CELL_MASK "); an administrator looks at the daemon's log, most "
                     "often the disk is full; then open this again"},
};

static void say_hidden(const struct reading_watch *watch, struct value *answer)
{
    bool shut = watch->call->readings && watch->call->readings->shut;
    bool asked = is_export(watch->call) && !call_flag(watch->call, "unmasked");
    enum hidden why = shut ? HIDDEN_SHUT : asked ? HIDDEN_ASKED : HIDDEN_OTHERS;
    struct value *said = value_map(watch->call->arena);
    value_set_text(said, "vi", hidden_says[why].vi);
    value_set_text(said, "en", hidden_says[why].en);
    value_set(answer, "masked", said);
}

/* Nothing private is there any more of the records that were asked for. */
static bool say_erased(const struct reading_watch *watch, struct value *answer, struct err *err)
{
    struct command_call *call = watch->call;
    const char *name = shows(call->command) ? call_text(call, "type") : NULL;
    const struct record_type *other, *type = name ? record_type_meant(watch->view.types, call->arena, name, &other) : NULL;
    int64_t at = INT64_MIN;
    if (!type || !type->readers || value_type(answer) != VALUE_MAP)
        return true;
    if (!erasure_at(call->store, call->arena, type->name, &at, err))
        return false;
    if (at == INT64_MIN)
        return true;
    struct value *said = value_map(call->arena);
    char *day = day_text(call->arena, instant_day(at));
    value_set(said, "vi", value_printf(call->arena, "“%s”: dữ liệu riêng đã xóa ngày %s theo thời hạn lưu", type->title, day));
    value_set(said, "en", value_printf(call->arena, "“%s”: what is private was erased on %s, for its time is over", type->title, day));
    value_set(answer, "masked", said);
    return true;
}

/* Whether this hour has a row that says as much. */
static bool is_known(const struct command_call *call, const struct reading *reading, bool *ret_known, struct err *err)
{
    int64_t now = clock_now(call->clock);
    const struct value *row = store_row(call->store, call->arena, err, QUERY_READING_KNOWN, "titttti", call->actor, now - now % HOUR, reading->command,
                                        reading->type, reading->unit, reading->key, reading->records);
    *ret_known = row && !value_is_null(row);
    return row != NULL;
}

bool reading_end(struct reading_watch *watch, struct value *answer, struct err *err)
{
    struct command_call *call = watch->call;
    if (!watch->view.types)
        return true;
    private_view_end(call->store);
    if (answer && watch->hidden && value_type(answer) == VALUE_MAP)
        say_hidden(watch, answer);
    if (answer && !say_erased(watch, answer, err))
        return false;
    if (answer && call->readings)
        person_figure_walk(answer, read_person, watch);
    if (answer && call->readings && watch->first)
        call->readings->any = true;
    for (struct reading *reading = watch->first, *next; answer && reading; reading = next) {
        bool known = false;
        next = reading->next;
        reading->key = reading->key ? reading->key : call_text(call, "key");
        reading->reason = call_flag(call, "unmasked") ? call_text(call, "reason") : NULL;
        if (!reading->reason && !is_known(call, reading, &known, err))
            return false;
        if (known)
            continue;
        reading->next = call->readings->first;
        call->readings->first = reading;
    }
    return true;
}

/* ---- the log ---- */

/* What is older goes. */
static int64_t forgotten(const struct command_call *call)
{
    return clock_now(call->clock) - INT64_C(86400) * call->retention->readings;
}

const struct value *reading_list(const struct command_call *call, int64_t most, struct err *err)
{
    return store_rows(call->store, call->arena, err, QUERY_READING_LIST, "ii", most, forgotten(call));
}

static bool insert(const struct change *change, const struct reading *reading, struct err *err)
{
    return store_do(change->store, err, QUERY_READING_INSERT, "ittttttiti", change->at, change->actor, change->via, reading->command, reading->type,
                    reading->unit, reading->key, reading->records, reading->reason, change->sequence);
}

bool reading_write(const struct readings *readings, struct store *store, const struct command_call *call, struct err *err)
{
    struct change change;
    int64_t now = clock_now(call->clock), count = 0;
    struct value *detail = value_map(call->arena);
    if (!change_begin(&change, store, now, call->actor, call->via, "reading", readings->first->reason, err))
        return false;
    bool good = store_do(store, err, QUERY_READING_FORGET_OLD, "i", forgotten(call));
    for (const struct reading *reading = readings->first; good && reading; reading = reading->next, count++)
        good = insert(&change, reading, err);
    value_set_int(detail, "readings", count);
    good = good && change_commit(&change, detail, err);
    change_cancel(&change);
    return good;
}
