#include "parameter/form.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"
#include "parameter/many.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { DIGITS_MAX = 15 }; /* fits 64 bits */

static bool read_text(const struct command_parameter *parameter, struct arena *arena, const char *text,
                      struct value **ret_value, struct err *err)
{
    (void)parameter;
    if (!text_is_utf8(text, strlen(text)))
        return err_set(err, "không phải là UTF-8", "is not UTF-8");
    if (text_unfit(text) >= 0)
        return err_set(err, "có ký tự điều khiển (U+%04X); gõ lại chữ", "has a control character (U+%04X); type the text again",
                       (unsigned)text_unfit(text));
    *ret_value = value_text(arena, text);
    return true;
}

/* A path may be any bytes. */
static bool read_path(const struct command_parameter *parameter, struct arena *arena, const char *text,
                      struct value **ret_value, struct err *err)
{
    (void)parameter, (void)err;
    *ret_value = value_text(arena, text);
    return true;
}

static bool read_flag(const struct command_parameter *parameter, struct arena *arena, const char *text,
                      struct value **ret_value, struct err *err)
{
    static const struct {
        const char *word;
        bool means;
    } words[] = {{"true", true}, {"1", true}, {"yes", true}, {"có", true},
                 {"false", false}, {"0", false}, {"no", false}, {"không", false}};
    (void)parameter;
    for (size_t i = 0; i < LEN(words); i++)
        if (strcmp(words[i].word, text) == 0) {
            *ret_value = value_bool(arena, words[i].means);
            return true;
        }
    return err_set(err, "“%s” không được nhận; hãy ghi một trong: true, 1, yes, có, false, 0, no, không",
                   "“%s” is not taken; write one of: true, 1, yes, có, false, 0, no, không", text);
}

static bool read_number(const struct command_parameter *parameter, struct arena *arena, const char *text,
                        struct value **ret_value, struct err *err)
{
    size_t digits = strspn(text, "0123456789");
    if (!digits || digits > DIGITS_MAX || text[digits])
        return err_set(err, "“%s” không phải là số nguyên không âm", "“%s” is no whole number from 0 on", text);
    int64_t number = strtoll(text, NULL, 10);
    if (parameter->most && number > parameter->most)
        return err_set(err, "%s lớn quá; nhiều nhất là %" PRId64, "%s is too large; at most %" PRId64, text,
                       parameter->most);
    *ret_value = value_int(arena, number);
    return true;
}

static bool read_day(const struct command_parameter *parameter, struct arena *arena, const char *text,
                     struct value **ret_value, struct err *err)
{
    int32_t day;
    (void)parameter;
    if (!day_parse(text, &day))
        return err_set(err, "“%s” không phải là ngày; hãy ghi như 2024-11-01 hoặc 01/11/2024",
                       "“%s” is no date; write it as 2024-11-01 or 01/11/2024", text);
    *ret_value = value_text(arena, day_text(arena, day));
    return true;
}

static bool read_instant(const struct command_parameter *parameter, struct arena *arena, const char *text,
                         struct value **ret_value, struct err *err)
{
    int64_t instant;
    (void)parameter;
    if (!instant_parse(text, &instant))
        return err_set(err, "“%s” không phải là ngày giờ; hãy ghi giờ Việt Nam như 2025-02-12T18:00",
                       "“%s” is no date and time; write Vietnam time as 2025-02-12T18:00", text);
    *ret_value = value_text(arena, text);
    return true;
}

static const char *listed(struct arena *arena, const char *choices)
{
    const char *list = "";
    for (const char *at = choices; *at; at += at[strcspn(at, "|")] ? strcspn(at, "|") + 1 : strcspn(at, "|"))
        list = arena_printf(arena, "%s%s%.*s", list, *list ? ", " : "", (int)strcspn(at, "|"), at);
    return list;
}

static bool read_choice(const struct command_parameter *parameter, struct arena *arena, const char *text,
                        struct value **ret_value, struct err *err)
{
    size_t len = strlen(text);
    for (const char *at = parameter->choices; *at; at += *at == '|') {
        size_t word = strcspn(at, "|");
        if (word == len && strncmp(at, text, len) == 0) {
            *ret_value = value_text(arena, text);
            return true;
        }
        at += word;
    }
    const char *list = listed(arena, parameter->choices);
    return err_set(err, "“%s” không được nhận; hãy ghi một trong: %s", "“%s” is not taken; write one of: %s", text, list);
}

/* What names something is one line: no control character in it. */
static bool read_id(const struct command_parameter *parameter, struct arena *arena, const char *text,
                    struct value **ret_value, struct err *err)
{
    for (const unsigned char *at = (const unsigned char *)text; *at; at++)
        if (*at < 0x20 || *at == 0x7f)
            return err_set(err, "có ký tự điều khiển", "has a control character");
    return read_text(parameter, arena, text, ret_value, err);
}

/* The name of a record type, as a package declares it, or its title: no file that is given has such a name. */
static bool read_type(const struct command_parameter *parameter, struct arena *arena, const char *text,
                      struct value **ret_value, struct err *err)
{
    if (strpbrk(text, "./\\") || *text == '-')
        return err_set(err, "“%s” không phải là tên loại số liệu; xem records list",
                       "“%s” is no name of a record type; see records list", text);
    return read_id(parameter, arena, text, ret_value, err);
}

static bool read_cells(const struct command_parameter *parameter, struct arena *arena, const char *text,
                       struct value **ret_value, struct err *err)
{
    (void)parameter;
    return many_read_cells(arena, text, ret_value, err);
}

static bool read_keys(const struct command_parameter *parameter, struct arena *arena, const char *text,
                      struct value **ret_value, struct err *err)
{
    (void)parameter;
    return many_read_keys(arena, text, ret_value, err);
}

static const struct form_many cells = {many_take_cells, many_join_cells, many_add_cells};
static const struct form_many keys = {many_take_keys, many_join_keys, many_add_keys};

#define CONTEST "contest show"
/* clang-format off */
static const struct form forms[] = {
    [FORM_TEXT] = {"TEXT", "string", read_text},
    [FORM_FLAG] = {NULL, "boolean", read_flag},
    [FORM_NUMBER] = {"NUMBER", "integer", read_number},
    [FORM_DAY] = {"DATE", "string", read_day},
    [FORM_INSTANT] = {"WHEN", "string", read_instant},
    [FORM_CHOICE] = {"WORD", "string", read_choice},
    [FORM_EXPORT] = {"WORD", "string", read_choice},
    [FORM_ID] = {"ID", "string", read_id},
    [FORM_PERIOD] = {"PERIOD", "string", read_id, .command = CONTEST, .list = "periods", .key = "id"},
    [FORM_PHASE] = {"PHASE", "string", read_id, .command = CONTEST, .list = "phases", .key = "id"},
    [FORM_TYPE] = {"TYPE", "string", read_type, .command = "records list", .key = "type"},
    [FORM_CRITERION] = {"CRITERION", "string", read_id, .command = CONTEST, .list = "criteria"},
    [FORM_LEVEL] = {"LEVEL", "string", read_id, .command = CONTEST, .list = "levels"},
    [FORM_SUBJECT] = {"UNIT", "string", read_id, .command = CONTEST, .list = "names"},
    [FORM_UNITS] = {"UNIT,UNIT", "string", read_id},
    [FORM_RESULT] = {"RESULT", "string", read_id},
    [FORM_SEAL] = {"SEAL", "string", read_id, .command = "seals", .key = "id"},
    [FORM_ALERT] = {"ALERT", "integer", read_number, .command = "alerts", .key = "id"},
    [FORM_KEY] = {"KEY", "string", read_text},
    [FORM_DRAFT] = {"DRAFT", "string", read_id, .command = "drafts", .key = "id"},
    [FORM_TEMPLATE] = {"KIND", "string", read_id, .command = "templates", .key = "kind"},
    [FORM_PROPOSAL] = {"PROPOSAL", "integer", read_number, .command = "rules list", .key = "id"},
    [FORM_VERSION] = {"VERSION", "string", read_id},
    [FORM_PLUGIN] = {"PLUGIN", "string", read_id, .command = "plugins list", .key = "name"},
    [FORM_JOB] = {"JOB", "integer", read_number, .command = "jobs", .key = "id"},
    [FORM_PERSON] = {"PERSON", "string", read_id, .command = "people list", .key = "name"},
    [FORM_EXCEPTION] = {"EXCEPTION", "integer", read_number, .command = "exceptions list", .key = "id"},
    [FORM_DUTY] = {"DUTY", "integer", read_number, .command = "duties list", .key = "id"},
    [FORM_SILENCE] = {"SILENCE", "integer", read_number, .command = "alerts silences", .key = "id"},
    [FORM_CELLS] = {"NAME=VALUE", "array", read_cells, .many = true, .parts = &cells},
    [FORM_KEYS] = {"KEY", "array", read_keys, .many = true, .parts = &keys},
    [FORM_FILE] = {"FILE", "string", read_path, .local = true},
    [FORM_FOLDER] = {"FOLDER", "string", read_path, .local = true},
    [FORM_PATH] = {"PATH", "string", read_path, .local = true},
    [FORM_PATHS] = {"PATH", "string", read_path, .local = true, .many = true},
    [FORM_BODY] = {"BODY", "string", read_path, .local = true},
    [FORM_SECRET] = {NULL, "string", read_path, .local = true},
    [FORM_OUT] = {"OUT", "string", read_path, .local = true},
    [FORM_OVERWRITE] = {NULL, "boolean", read_flag, .local = true},
    [FORM_BESIDE] = {"OUT", "string", read_path},
};
/* clang-format on */

const struct form *form_of(enum form_kind kind)
{
    return &forms[kind];
}

const struct form *form_find(const char *name)
{
    for (size_t i = 0; i < LEN(forms); i++)
        if (forms[i].command && strcmp(forms[i].name, name) == 0)
            return &forms[i];
    return NULL;
}

bool form_read(const struct command_parameter *parameter, struct arena *arena, const char *text, struct value **ret_value,
               struct err *err)
{
    const char *dashes = parameter->option ? "--" : "";
    if (!*text)
        return err_set(err, "%s%s: để trống; hãy ghi giá trị", "%s%s: is empty; give a value", dashes, parameter->name);
    return forms[parameter->form].read(parameter, arena, text, ret_value, err) ||
           err_prefix(err, "%s%s", "%s%s", dashes, parameter->name);
}

bool form_takes(const struct command_parameter *parameter, const char *text)
{
    struct arena *arena = arena_create();
    struct err err = {0};
    struct value *value;
    bool takes = form_read(parameter, arena, text, &value, &err);
    err_clear(&err);
    arena_destroy(arena);
    return takes;
}

/* JSON's word for a value that was read already. */
static const char *type_of(const struct value *value)
{
    return value_type(value) == VALUE_BOOL ? "boolean" : value_type(value) == VALUE_INT ? "integer" : "";
}

bool form_take(const struct command_parameter *parameter, struct arena *arena, const struct value *given,
               const struct value **ret_value, struct err *err)
{
    struct value *value;
    *ret_value = given;
    const struct form_many *parts = forms[parameter->form].parts;
    if (parts && value_type(given) != VALUE_TEXT) {
        if (!parts->take(arena, given, &value, err))
            return err_prefix(err, "%s", "%s", parameter->name);
        *ret_value = value;
        return true;
    }
    if (value_type(given) != VALUE_TEXT)
        return strcmp(type_of(given), forms[parameter->form].type) == 0 ||
               err_set(err, "%s: cần một giá trị là chữ", "%s: needs a text", parameter->name);
    if (strlen(value_as_text(given)) != value_text_size(given))
        return err_set(err, "%s: có byte 0 ở trong", "%s: has a zero byte in it", parameter->name);
    if (!form_read(parameter, arena, value_as_text(given), &value, err))
        return false;
    *ret_value = value;
    return true;
}

bool form_join(const struct command_parameter *parameter, struct arena *arena, const struct value *arguments,
               const struct value **ret_value, struct err *err)
{
    struct value *value;
    if (!forms[parameter->form].parts->join(arena, arguments, parameter->name, &value, err))
        return err_prefix(err, "%s", "%s", parameter->name);
    *ret_value = value;
    return true;
}
