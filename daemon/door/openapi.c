#include "door/openapi.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/value.h"
#include "command/command.h"
#include "door/address.h"
#include "door/visitor.h"
#include "page/page.h"
#include "page/page_moved.h"

#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include <string.h>

#define JSON_TYPE "application/json"
#define XLSX_TYPE "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

/* docs/http.md says when at length. `body`: only where one may be sent. */
static const struct refusal {
    const char *status, *vi, *en;
    bool body;
} refusals[] = {
    {"400", "sai dạng, hoặc lệnh từ chối và nói vì sao", "malformed, or refused with a reason", false},
    {"401", "chưa biết ai hỏi qua TCP, hoặc mã truy cập đã hết hạn", "nobody is known by TCP, or the token is over", false},
    {"403", "vai trò không cho phép, hoặc không nhận qua TCP", "the role does not allow it, or not by TCP", false},
    {"404", "không có địa chỉ này", "there is no such address", false},
    {"405", "phương thức khác", "another method", false},
    {"408", "yêu cầu đến quá chậm", "the request came too slowly", false},
    {"411", "nội dung gửi lên không có độ dài", "a body without its length", true},
    {"413", "nội dung gửi lên quá 64 MiB, hoặc quá một phần tám bộ nhớ của máy", "a body over 64 MiB, or over an eighth of the machine's memory", true},
    {"414", "địa chỉ quá dài", "the address is too long", false},
    {"417", "Expect khác 100-continue", "an Expect other than 100-continue", true},
    {"431", "phần đầu quá dài", "the head is too long", false},
    {"501", "cách mã hóa nội dung không được nhận", "a coding of the body that is not taken", true},
    {"503", "quá nhiều yêu cầu, đang dừng, hoặc việc đã bị hủy", "too many requests, the daemon is ending, or the job was cancelled", false},
    {"505", "phiên bản HTTP khác", "another version of HTTP", false},
};

/* ---- pieces ---- */

static struct value *one(struct arena *arena, const char *key, struct value *item)
{
    struct value *map = value_map(arena);
    value_set(map, key, item);
    return map;
}

static struct value *reference(struct arena *arena, const char *place, const char *name)
{
    return one(arena, "$ref", value_printf(arena, "#/components/%s/%s", place, name));
}

static struct value *typed(struct arena *arena, const char *type)
{
    return one(arena, "type", value_text(arena, type));
}

static void describe(struct arena *arena, struct value *map, const char *vi, const char *en)
{
    value_set(map, "description", value_printf(arena, "%s\n\n%s", en, vi));
}

static struct value *content(struct arena *arena, const char *type, struct value *schema)
{
    return one(arena, type, schema ? one(arena, "schema", schema) : value_map(arena));
}

static struct value *words_of(struct arena *arena, const char *form)
{
    struct value *list = value_list(arena);
    for (const char *at = form; *at; at += *at == '|') {
        size_t len = strcspn(at, "|");
        value_append(list, value_text_len(arena, at, len));
        at += len;
    }
    return list;
}

/* ---- what is asked ---- */

/* x-form is the table's own word, as a client of the command line knows it: DATE, WHEN, PERIOD, ID … */
static struct value *schema_of(struct arena *arena, const struct command_parameter *parameter)
{
    const struct form *form = form_of(parameter->form);
    struct value *schema = typed(arena, form->type);
    if (parameter->choices)
        value_set(schema, "enum", words_of(arena, parameter->choices));
    else if (form->name)
        value_set_text(schema, "x-form", form->name);
    if (parameter->most)
        value_set_int(schema, "maximum", parameter->most);
    return schema;
}

static bool has_name(const struct value *list, const char *name)
{
    for (size_t i = 0; i < value_len(list); i++)
        if (strcmp(value_get_text(value_at(list, i), "name", ""), name) == 0)
            return true;
    return false;
}

/* A page that leads on to another one when it is given this. */
static bool leads_on(struct arena *arena, const char *page, const char *name)
{
    struct value *given = value_map(arena);
    value_set_text(given, name, "");
    return page_moved(arena, page, name, given);
}

/* What goes into the address; what is a client's own (a file to send, one to write) does not. page: NULL, a command's. */
static void add_parameters(struct arena *arena, struct value *list, const struct command *command,
                           bool may_require, const char *page)
{
    for (const struct command_parameter *parameter = command->parameters; parameter->name; parameter++) {
        if (form_of(parameter->form)->local || has_name(list, parameter->name) || (page && parameter->form == FORM_EXPORT))
            continue;
        if (page && leads_on(arena, page, parameter->name))
            continue;
        struct value *map = value_map(arena);
        value_set_text(map, "name", parameter->name);
        value_set_text(map, "in", "query");
        value_set_bool(map, "required", may_require && parameter->required && !parameter->instead);
        describe(arena, map, parameter->vi, parameter->en);
        value_set(map, "schema", schema_of(arena, parameter));
        value_append(list, map);
    }
}

/* A file for which a parameter of the address may stand instead. */
static bool is_other(const struct command *command, const struct command_parameter *parameter)
{
    const struct command_parameter *other =
        parameter->instead ? command_parameter(command, parameter->instead) : NULL;
    return other && !form_of(other->form)->local;
}

static struct value *body_of(struct arena *arena, const struct command *command)
{
    struct value *body = value_map(arena);
    bool required = false;
    for (const struct command_parameter *parameter = command->parameters; parameter->name; parameter++)
        required = required || (parameter->required && form_of(parameter->form)->local && !is_other(command, parameter));
    describe(arena, body,
             "các tệp nối nhau: dòng “<số byte của tên> <số byte của nội dung>”, rồi tên, rồi nội dung",
             "files, one after the other: a line “<bytes of the name> <bytes of the content>”, the name, the "
             "content");
    value_set_bool(body, "required", required);
    value_set(body, "content", content(arena, "application/octet-stream", NULL));
    return body;
}

/* ---- what is answered ---- */

static struct value *content_of(struct arena *arena, const struct command *command)
{
    if (command->bytes)
        return content(arena, "*/*", NULL);
    if (command->streams)
        return content(arena, "application/x-ndjson", reference(arena, "schemas", "Line"));
    struct value *types = content(arena, JSON_TYPE, value_map(arena));
    if (command_gives_list(command)) {
        value_set(types, "text/csv", value_map(arena));
        value_set(types, XLSX_TYPE, value_map(arena));
    }
    return types;
}

static struct value *answer(struct arena *arena, struct value *given)
{
    struct value *map = one(arena, "description", value_text(arena, "the answer"));
    value_set(map, "content", given);
    return map;
}

static struct value *responses(struct arena *arena, struct value *given, bool body)
{
    struct value *map = value_map(arena);
    value_set(map, "200", answer(arena, given));
    for (size_t i = 0; i < LEN(refusals); i++)
        if (body || !refusals[i].body)
            value_set(map, refusals[i].status,
                      reference(arena, "responses", arena_printf(arena, "Refused%s", refusals[i].status)));
    return map;
}

static struct value *columns_of(struct arena *arena, const struct command *command)
{
    struct value *list = value_list(arena);
    for (const struct command_column *column = command->columns; column->key; column++) {
        struct value *map = value_map(arena);
        value_set_text(map, "key", column->key);
        value_set_text(map, "vi", column->vi);
        value_set_text(map, "en", column->en);
        value_append(list, map);
    }
    return list;
}

/* ---- operations ---- */

static struct value *operation(struct arena *arena, const char *id, const char *tag, const char *vi,
                               const char *en)
{
    struct value *map = value_map(arena), *tags = value_list(arena);
    char *name = arena_strdup(arena, id);
    for (char *at = name; *at; at++)
        if (*at == ' ' || *at == '/')
            *at = '-';
    value_append(tags, value_text(arena, tag));
    value_set_text(map, "operationId", name);
    value_set(map, "tags", tags);
    value_set_text(map, "summary", en);
    value_set_text(map, "description", vi);
    return map;
}

/* By TCP: a program's token; where nothing is changed also a browser's session. The state folder's socket asks the kernel. */
static struct value *security(struct arena *arena, bool reads)
{
    struct value *list = value_list(arena);
    value_append(list, one(arena, "bearer", value_list(arena)));
    if (reads)
        value_append(list, one(arena, "session", value_list(arena)));
    return list;
}

static struct value *security_schemes(struct arena *arena)
{
    struct value *map = value_map(arena), *bearer = value_map(arena), *session = value_map(arena);
    value_set_text(bearer, "type", "http");
    value_set_text(bearer, "scheme", "bearer");
    value_set_text(session, "type", "apiKey");
    value_set_text(session, "in", "cookie");
    value_set_text(session, "name", VISITOR_COOKIE);
    value_set(map, "bearer", bearer);
    value_set(map, "session", session);
    return map;
}

static void add_command(struct arena *arena, struct value *paths, const struct command *command)
{
    bool posted = command_changes(command) || command->files;
    char *path = arena_printf(arena, ADDRESS_API "%s", command->words);
    for (char *at = path; *at; at++)
        if (*at == ' ')
            *at = '/';
    struct value *parameters = value_list(arena);
    struct value *map =
        operation(arena, command->words, arena_strndup(arena, command->words, strcspn(command->words, " ")),
                  command->vi, command->en);
    add_parameters(arena, parameters, command, true, NULL);
    value_set(map, "parameters", parameters);
    if (command->files)
        value_set(map, "requestBody", body_of(arena, command));
    value_set(map, "responses", responses(arena, content_of(arena, command), command->files));
    value_set(map, "x-roles", role_names(arena, command->roles));
    value_set_text(map, "x-scope", command_scope_name(command->scope));
    value_set(map, "security", security(arena, !posted));
    value_set(map, "x-columns", columns_of(arena, command));
    value_set(paths, path, one(arena, posted ? "post" : "get", map));
}

/* A page that cannot be shown says so as a page. */
static struct value *page_responses(struct arena *arena, const char *type)
{
    struct value *map = value_map(arena), *refused = value_map(arena);
    value_set(map, "200", answer(arena, content(arena, type, typed(arena, "string"))));
    describe(arena, refused, "trang nói vì sao không xem được", "a page that says why there is none");
    value_set(refused, "content", content(arena, type, typed(arena, "string")));
    value_set(map, "400", refused);
    value_set(map, "default", reference(arena, "responses", "Refused"));
    return map;
}

/* The pages, each with the commands that answer the same as JSON. The first is the page's subject and may
 * require something; what the others need beside follows from it. */
static void add_pages(struct arena *arena, struct value *paths)
{
    const struct page *page;
    const char *path;
    for (size_t i = 0; (page = page_at(i, &path)); i++) {
        struct value *map = operation(arena, arena_printf(arena, "page%s", path), "page", "trang để xem",
                                      "what people look at");
        struct value *twins = value_list(arena), *parameters = value_list(arena);
        const struct command *command;
        for (size_t j = 0; (command = page_twin(page, j)); j++) {
            value_append(twins, value_text(arena, command->words));
            add_parameters(arena, parameters, command, j == 0, path);
        }
        value_set(map, "parameters", parameters);
        value_set(map, "responses", page_responses(arena, page_is_plain(page) ? "text/plain" : "text/html"));
        value_set(map, "x-roles", role_names(arena, ROLE_PEOPLE));
        value_set(map, "security", page_audience(page) == PAGE_FOR_ANYBODY ? value_list(arena) : security(arena, true));
        value_set(map, "x-json-twins", twins);
        value_set(paths, path, one(arena, "get", map));
    }
}

static void add_own(struct arena *arena, struct value *paths)
{
    static const struct {
        const char *path, *id, *vi, *en;
    } own[] = {{ADDRESS_COMMANDS, "commands", "bảng lệnh", "the table of commands"},
               {ADDRESS_OPENAPI, "openapi", "văn bản này", "this document"}};
    for (size_t i = 0; i < LEN(own); i++) {
        struct value *map = operation(arena, own[i].id, "door", own[i].vi, own[i].en);
        value_set(map, "responses", responses(arena, content(arena, JSON_TYPE, value_map(arena)), false));
        value_set(map, "x-roles", role_names(arena, ROLE_PEOPLE));
        value_set(map, "security", security(arena, true));
        value_set(paths, own[i].path, one(arena, "get", map));
    }
}

/* ---- what all refer to ---- */

/* An object whose properties are all there, of these schemas. */
static struct value *object(struct arena *arena, const char *const *names, struct value *const *schemas,
                            size_t needed)
{
    struct value *map = typed(arena, "object"), *properties = value_map(arena), *required = value_list(arena);
    for (size_t i = 0; names[i]; i++) {
        value_set(properties, names[i], schemas[i]);
        if (i < needed)
            value_append(required, value_text(arena, names[i]));
    }
    value_set(map, "properties", properties);
    value_set(map, "required", required);
    return map;
}

static struct value *schemas(struct arena *arena)
{
    struct value *map = value_map(arena), *line = value_list(arena), *list = typed(arena, "array");
    struct value *text = typed(arena, "string"), *both = reference(arena, "schemas", "Texts");
    value_set(list, "items", typed(arena, "object"));
    value_set(map, "Texts",
              object(arena, (const char *[]){"vi", "en", NULL}, (struct value *[]){text, text}, 2));
    value_set(map, "Refusal",
              object(arena, (const char *[]){"error", "problems", NULL}, (struct value *[]){both, list}, 1));
    value_append(line, object(arena, (const char *[]){"progress", NULL}, (struct value *[]){both}, 1));
    value_append(line,
                 object(arena, (const char *[]){"answer", NULL}, (struct value *[]){value_map(arena)}, 1));
    value_append(line, reference(arena, "schemas", "Refusal"));
    value_set(map, "Line", one(arena, "oneOf", line));
    return map;
}

static struct value *refused(struct arena *arena, const char *vi, const char *en)
{
    struct value *map = value_map(arena);
    describe(arena, map, vi, en);
    value_set(map, "content", content(arena, JSON_TYPE, reference(arena, "schemas", "Refusal")));
    return map;
}

static struct value *components(struct arena *arena)
{
    struct value *map = value_map(arena), *list = value_map(arena);
    for (size_t i = 0; i < LEN(refusals); i++)
        value_set(list, arena_printf(arena, "Refused%s", refusals[i].status),
                  refused(arena, refusals[i].vi, refusals[i].en));
    value_set(list, "Refused", refused(arena, "bị từ chối", "it is refused"));
    value_set(map, "schemas", schemas(arena));
    value_set(map, "responses", list);
    value_set(map, "securitySchemes", security_schemes(arena));
    return map;
}

static struct value *info(struct arena *arena)
{
    struct value *map = value_map(arena), *licence = value_map(arena);
    value_set_text(map, "title", "thidua");
    value_set_text(map, "version", PACKAGE_VERSION);
    describe(arena, map,
             "Đọc bằng GET; thay đổi bằng POST. Qua ổ cắm thidua.sock của thư mục trạng thái, nhân hệ điều hành cho biết ai hỏi; "
             "qua TCP cần mã truy cập của một tài khoản (tokens add), để đọc thì phiên đăng nhập cũng được. Người hỏi giữ một vai trò ghi ở x-roles.",
             "Reading by GET; changes by POST. Through the state folder's socket thidua.sock the kernel says who asks; by TCP an account's token "
             "(tokens add), and for reading also a session. Whoever asks holds one of x-roles.");
    value_set_text(licence, "name", "GNU GPL 3 or later");
    value_set_text(licence, "identifier", "GPL-3.0-or-later");
    value_set(map, "license", licence);
    return map;
}

struct value *openapi_document(struct arena *arena)
{
    struct value *map = value_map(arena), *servers = value_list(arena), *paths = value_map(arena);
    value_set_text(map, "openapi", "3.1.0");
    value_set(map, "info", info(arena));
    value_append(servers, one(arena, "url", value_text(arena, "http://localhost")));
    value_set(map, "servers", servers);
    for (size_t i = 0; i < command_count; i++)
        if (command_table[i].place != COMMAND_ON_CLIENT)
            add_command(arena, paths, &command_table[i]);
    add_own(arena, paths);
    add_pages(arena, paths);
    value_set(map, "paths", paths);
    value_set(map, "components", components(arena));
    return map;
}
