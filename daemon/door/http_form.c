#include "door/http_form.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"

#include <string.h>
#include <strings.h>

static bool refuse(struct err *err, const char *vi, const char *en)
{
    return err_set(err, "%s%.0s", "%.0s%s", vi, en);
}

int http_form_hex(const char *at)
{
    int value = 0;
    for (int i = 0; i < 2; i++) {
        char c = at[i];
        int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

/* A browser ends the lines of a text field by CR LF; here a line ends in LF. */
static void end_lines(char *text)
{
    char *to = text;
    for (const char *at = text; *at; at++)
        if (!(at[0] == '\r' && at[1] == '\n'))
            *to++ = *at;
    *to = '\0';
}

/* Takes the texts over: they are the arena's. */
static bool add_field(struct arena *arena, struct value *fields, char *name, char *value, struct err *err)
{
    if (!text_is_utf8(name, strlen(name)) || !text_is_utf8(value, strlen(value)))
        return refuse(err, "biểu mẫu có chữ không phải UTF-8", "the form has text that is not UTF-8");
    if (strlen(name) > HTTP_FORM_NAME || strlen(value) > HTTP_FORM_VALUE)
        return refuse(err, "một ô của biểu mẫu dài quá 1 MiB hoặc tên ô quá dài", "a field of the form is over 1 MiB, or its name too long");
    if (value_len(fields) >= HTTP_FORM_FIELDS)
        return refuse(err, "biểu mẫu có hơn 4096 ô", "the form has more than 4096 fields");
    end_lines(value);
    struct value *pair = value_map(arena);
    value_set_text(pair, "name", name);
    value_set_text(pair, "value", value);
    value_append(fields, pair);
    return true;
}

/* ---- name=value&… ---- */

/* Decodes %XX and "+"; the characters were checked. */
static char *decode(struct arena *arena, const char *text, size_t len)
{
    char *out = arena_alloc(arena, len + 1), *end = out;
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '%') {
            *end++ = (char)http_form_hex(text + i + 1);
            i += 2;
        } else {
            *end++ = text[i] == '+' ? ' ' : text[i];
        }
    }
    *end = '\0';
    return out;
}

static bool read_pairs(struct arena *arena, const char *text, struct value *fields, struct err *err)
{
    for (const char *at = text; *at; at += *at == '&') {
        size_t len = strcspn(at, "&"), name_len = strcspn(at, "=&");
        if (name_len == 0 || name_len == len)
            return refuse(err, "tham số phải là tên=giá-trị&…", "parameters must be name=value&…");
        if (!add_field(arena, fields, decode(arena, at, name_len), decode(arena, at + name_len + 1, len - name_len - 1), err))
            return false;
        at += len;
    }
    return true;
}

struct value *http_form_query(struct arena *arena, const char *query, struct err *err)
{
    struct value *fields = value_list(arena);
    if (read_pairs(arena, query ? query : "", fields, err))
        return fields;
    err_prefix(err, "phần sau dấu ? của địa chỉ", "what follows the ? of the address");
    return NULL;
}

const struct value *http_form_map(struct arena *arena, const struct value *fields, struct err *err)
{
    struct value *map = value_map(arena);
    for (size_t i = 0; i < value_len(fields); i++) {
        const char *name = value_get_text(value_at(fields, i), "name", "");
        if (value_get(map, name)) {
            err_set(err, "tham số “%s” được ghi hai lần", "the parameter “%s” stands twice", name);
            return NULL;
        }
        value_set(map, name, value_get(value_at(fields, i), "value"));
    }
    return map;
}

/* What a browser sends is narrower still; programs write "/" and ":" as they are. */
static bool is_encoded(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (text[i] <= ' ' || text[i] > '~' || (text[i] == '%' && http_form_hex(text + i + 1) <= 0))
            return false;
    return true;
}

bool http_form_read_text(struct arena *arena, const char *body, size_t len, struct http_form *ret_form, struct err *err)
{
    struct http_form form = {.fields = value_list(arena)};
    const char *text = arena_strndup(arena, body, len); /* ends in a 0, so a "%" at the end is seen as half of one */
    if (!is_encoded(text, len))
        return refuse(err, "biểu mẫu gửi lên không đúng dạng application/x-www-form-urlencoded",
                      "the form is no application/x-www-form-urlencoded");
    if (!read_pairs(arena, text, form.fields, err))
        return err_prefix(err, "biểu mẫu", "the form");
    *ret_form = form;
    return true;
}

/* ---- parts ---- */

struct part {
    char *name, *file_name; /* file_name NULL: a field */
    const char *bytes;
    size_t len;
};

struct reader {
    struct arena *arena;
    const char *at, *end;
    const char *line; /* CR LF "--" and the boundary: what ends a part */
    size_t line_len;
};

static bool malformed(struct err *err)
{
    return refuse(err, "biểu mẫu gửi lên không đúng dạng multipart/form-data", "the form is no multipart/form-data");
}

/* The text in quotes at *text, with the three characters that browsers write as %22, %0D and %0A. *text is behind it then. */
static char *read_quoted(struct arena *arena, const char **text)
{
    const char *at = *text;
    if (*at++ != '"')
        return NULL;
    size_t len = strcspn(at, "\"\\"); /* a backslash would mean two things to two readers */
    if (at[len] != '"')
        return NULL;
    char *out = arena_strndup(arena, at, len), *to = out;
    for (const char *from = out; *from; from++) {
        int byte = *from == '%' ? http_form_hex(from + 1) : -1;
        bool escape = byte == '"' || byte == '\r' || byte == '\n';
        *to++ = escape ? (char)byte : *from;
        from += escape ? 2 : 0;
    }
    *to = '\0';
    *text = at + len + 1;
    return out;
}

static bool begins(const char **text, const char *word)
{
    size_t len = strlen(word);
    if (strncasecmp(*text, word, len) != 0)
        return false;
    *text += len;
    return true;
}

/* form-data; name="…"; filename="…" */
static bool read_disposition(struct arena *arena, const char *value, struct part *part)
{
    if (part->name || !begins(&value, "form-data; name=") || !(part->name = read_quoted(arena, &value)) || !*part->name)
        return false;
    return !*value ||
           (begins(&value, "; filename=") && (part->file_name = read_quoted(arena, &value)) && !*value);
}

/* The lines of a part's head: what it is called, and perhaps its type, which nobody believes. */
static bool read_part_head(struct reader *reader, struct part *part)
{
    for (;;) {
        const char *line_end = memmem(reader->at, (size_t)(reader->end - reader->at), "\r\n", 2);
        if (!line_end || line_end - reader->at > HTTP_FORM_PART_HEAD)
            return false;
        const char *line = arena_strndup(reader->arena, reader->at, (size_t)(line_end - reader->at));
        bool whole = strlen(line) == (size_t)(line_end - reader->at); /* no NUL in it */
        reader->at = line_end + 2;
        if (!*line)
            return whole && part->name;
        const char *value = line;
        bool good = begins(&value, "content-disposition: ") ? read_disposition(reader->arena, value, part)
                                                            : begins(&value, "content-type: ");
        if (!whole || !good)
            return false;
    }
}

/* One part, up to and with the line behind it. */
static bool read_part(struct reader *reader, struct part *part, bool *ret_last)
{
    if (!read_part_head(reader, part))
        return false;
    const char *stop = memmem(reader->at, (size_t)(reader->end - reader->at), reader->line, reader->line_len);
    if (!stop)
        return false;
    part->bytes = reader->at;
    part->len = (size_t)(stop - reader->at);
    reader->at = stop + reader->line_len;
    if (reader->end - reader->at < 2)
        return false;
    *ret_last = memcmp(reader->at, "--", 2) == 0;
    bool more = memcmp(reader->at, "\r\n", 2) == 0;
    reader->at += 2;
    return *ret_last || more;
}

/* Without the folders that some browsers send. */
static char *base_name(char *path)
{
    for (char *at = path; *at; at++)
        if (*at == '/' || *at == '\\')
            path = at + 1;
    return path;
}

static bool add_file(struct arena *arena, struct http_form *form, const struct part *part, struct err *err)
{
    const char *name = base_name(part->file_name);
    if (!*name && part->len == 0)
        return true; /* no file was chosen */
    if (!*name || strlen(name) > HTTP_FORM_FILE_NAME || !text_is_utf8(name, strlen(name)) || text_unseen(name))
        return refuse(err, "tên tệp gửi lên trống, quá dài hoặc có ký tự lạ; hãy đổi tên tệp",
                      "the name of a file is empty, too long or has odd characters; rename the file");
    if (file_find(&form->files, name))
        return err_set(err, "hai tệp cùng tên “%s”", "two files are called “%s”", name);
    if (form->files.len == HTTP_FORM_FILES)
        return refuse(err, "nhiều nhất 64 tệp một lần", "at most 64 files at once");
    if (!form->files.items)
        form->files.items = arena_alloc(arena, HTTP_FORM_FILES * sizeof *form->files.items);
    form->files.items[form->files.len++] = (struct file){.path = name, .bytes = part->bytes, .len = part->len};
    return true;
}

static bool add_part(struct arena *arena, struct http_form *form, const struct part *part, struct err *err)
{
    if (part->file_name)
        return add_file(arena, form, part, err);
    if (part->len > HTTP_FORM_VALUE || memchr(part->bytes, '\0', part->len))
        return refuse(err, "một ô của biểu mẫu dài quá 1 MiB hoặc có ký tự điều khiển",
                      "a field of the form is over 1 MiB or has a control character");
    return add_field(arena, form->fields, part->name, arena_strndup(arena, part->bytes, part->len), err);
}

bool http_form_read_parts(struct arena *arena, const char *boundary, const char *body, size_t len, struct http_form *ret_form,
                          struct err *err)
{
    struct http_form form = {.fields = value_list(arena)};
    const char *line = arena_printf(arena, "\r\n--%s", boundary);
    struct reader reader = {arena, body, body + len, line, strlen(line)};
    size_t first = reader.line_len - 2; /* the first line has no line before it */
    bool last = false;
    if (len < first + 2 || memcmp(body, line + 2, first) != 0)
        return malformed(err);
    reader.at += first;
    if (memcmp(reader.at, "\r\n", 2) != 0)
        return malformed(err);
    reader.at += 2;
    for (size_t count = 0; !last; count++) {
        struct part part = {0};
        if (count > HTTP_FORM_FIELDS || !read_part(&reader, &part, &last))
            return malformed(err);
        if (!add_part(arena, &form, &part, err))
            return false;
    }
    if (reader.at != reader.end && !(reader.end - reader.at == 2 && memcmp(reader.at, "\r\n", 2) == 0))
        return malformed(err);
    *ret_form = form;
    return true;
}
