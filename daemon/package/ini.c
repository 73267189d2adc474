#include "package/ini.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/problem.h"
#include "base/text.h"
#include "sheet/encoding.h"

#include <ini.h>
#include <string.h>

/* Bounds that keep a hostile file cheap: every search below is linear. */
enum { KEYS_MAX = 400, SECTIONS_MAX = 2000, PROBLEMS_MAX = 100 };

struct reading {
    struct arena *arena;
    struct problems *problems;
    struct ini ini;
    const char *next, *end; /* what is not read yet */
    int line;
    bool indented;       /* the line that inih has now goes on with the value above */
    bool refused;        /* the key above was refused: so are the lines that go on with it, silently */
    struct buffer value; /* of the last key, until it ends */
    bool nameless; /* the section above was refused: nobody knows whose the keys below are */
    size_t complaints;
};

static struct ini_section *current(struct reading *reading)
{
    return &reading->ini.sections[reading->ini.len - 1];
}

/* Texts come in pairs without arguments here; the unused one of the pair is printed with no characters. */
static bool complain(struct reading *reading, const char *vi, const char *en)
{
    current(reading)->damaged = reading->ini.damaged = true;
    problem_add(reading->problems, reading->ini.file, reading->line, NULL, "%1$s%2$.0s", "%1$.0s%2$s", vi,
                en);
    if (++reading->complaints == PROBLEMS_MAX) {
        problem_add(reading->problems, reading->ini.file, reading->line, NULL,
                    "đã có %d lỗi, phần sau không đọc nữa; sửa các lỗi trên trước",
                    "%d errors so far, the rest is not read; correct those first", PROBLEMS_MAX);
        reading->next = reading->end;
    }
    return false;
}

/* The value of the last key is whole: it moves to its place. */
static void close_key(struct reading *reading)
{
    struct ini_section *section = current(reading);
    if (section->key_count)
        section->keys[section->key_count - 1].value = buffer_take(&reading->value, reading->arena);
}

static void open_section(struct reading *reading, const char *name)
{
    struct ini *ini = &reading->ini;
    if (ini->len)
        close_key(reading);
    if (ini->len == ini->size) {
        size_t size = ini->size ? 2 * ini->size : 16;
        ini->sections = arena_grow(reading->arena, ini->sections, ini->len * sizeof *ini->sections,
                                   size * sizeof *ini->sections);
        ini->size = size;
    }
    ini->sections[ini->len++] = (struct ini_section){.name = name, .line = reading->line};
}

static void open_key(struct reading *reading, const char *name)
{
    struct ini_section *section = current(reading);
    close_key(reading);
    if (section->key_count == section->key_size) {
        size_t size = section->key_size ? 2 * section->key_size : 8;
        section->keys = arena_grow(reading->arena, section->keys, section->key_count * sizeof *section->keys,
                                   size * sizeof *section->keys);
        section->key_size = size;
    }
    section->keys[section->key_count++] =
        (struct ini_key){arena_strdup(reading->arena, name), "", reading->line};
}

/* What may be wrong with a line, whatever it says; each with its remedy. */
enum fault {
    NO_FAULT,
    FAULT_LONG,
    FAULT_CONTROL,
    FAULT_NFC,
    FAULT_ETH,
    FAULT_COMMENT,
    FAULT_INDENTED
};
static const struct {
    const char *vi, *en;
} faults[] = {
    [FAULT_LONG] = {"dòng dài hơn 197 byte; ngắt ra, các dòng sau bắt đầu bằng dấu cách",
                    "the line is longer than 197 bytes; break it, lines that go on begin with a blank"},
    [FAULT_CONTROL] = {"có ký tự điều khiển; xóa ký tự đó", "holds a control character; delete it"},
    [FAULT_NFC] = {"chữ có dấu chưa ở dạng dựng sẵn (NFC); gõ lại hoặc chuyển sang Unicode dựng sẵn",
                   "letters are not composed (NFC); type them again or convert to NFC"},
    [FAULT_ETH] = {"có chữ “Ð” (U+00D0) thay cho “Đ” (U+0110); gõ lại chữ Đ",
                   "holds the letter Ð (U+00D0) in place of Đ (U+0110); type Đ again"},
    [FAULT_COMMENT] =
        {"dấu “;” sau dấu cách bị hiểu là ghi chú; viết “;” liền sau chữ, hoặc để ghi chú ở dòng riêng",
         "“;” after a blank would begin a comment; "
         "put it right after the word, or the comment on a line of its own"},
    [FAULT_INDENTED] =
        {"dòng thụt vào bắt đầu bằng “;” hoặc “#” sẽ bị bỏ qua; ghi chú phải ở cột đầu tiên",
         "an indented line that begins with ; or # would be skipped; comments begin in the first column"},
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static enum fault fault_of_bytes(const char *line, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)line[i];
        if ((c < 0x20 && c != '\t') || c == 0x7f || (len - i >= 3 && (memcmp(line + i, "\xef\xbf\xbe", 3) == 0 ||
                                                                  memcmp(line + i, "\xef\xbf\xbf", 3) == 0)))
            return FAULT_CONTROL;
    }
    return NO_FAULT;
}

static enum fault fault_of(struct arena *arena, const char *line, size_t len)
{
    if (len > INI_LINE_BYTES)
        return FAULT_LONG;
    enum fault fault = fault_of_bytes(line, len);
    if (fault)
        return fault;
    const char *text = arena_strndup(arena, line, len);
    if (!strstr(text, text_clean(arena, line, len)))
        return FAULT_NFC; /* cleaning did more than cut blanks at the ends */
    if (strstr(text, "\xc3\x90"))
        return FAULT_ETH;
    const char *first = text + strspn(text, " \t");
    if (first > text && (*first == ';' || *first == '#'))
        return FAULT_INDENTED;
    for (const char *mark = strchr(text, ';'); mark; mark = strchr(mark + 1, ';'))
        if (mark > text && is_blank(mark[-1]))
            return FAULT_COMMENT;
    return NO_FAULT;
}

static bool is_name(const char *name, bool with_blank)
{
    size_t len = strlen(name);
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-/? ";
    return len > 0 && strspn(name, allowed) == len && !is_blank(name[0]) && !is_blank(name[len - 1]) &&
           (with_blank || !strchr(name, ' '));
}

static bool take_section(struct reading *reading, const char *line)
{
    size_t len = strlen(line);
    const char *name = arena_strndup(reading->arena, line + 1, len > 1 ? len - 2 : 0);
    reading->nameless = true;
    if (line[len - 1] != ']' || !is_name(name, true))
        return complain(
            reading, "tên mục không đọc được; viết [tên] trên một dòng, chỉ chữ không dấu, số và . _ - /",
            "the section cannot be read; write [name] on a line: plain letters, digits and . _ - /");
    if (strlen(name) > INI_NAME_BYTES)
        return complain(reading, "tên mục dài hơn 49 byte; đặt tên ngắn hơn",
                        "the section's name is longer than 49 bytes; give a shorter one");
    const struct ini_section *known = ini_find(&reading->ini, name);
    bool many = reading->ini.len == SECTIONS_MAX;
    open_section(reading, name); /* refused or not: the keys below are not those of the section above */
    reading->nameless = false;
    if (known)
        return complain(reading, "mục này đã có ở trên trong tệp; gộp vào một chỗ",
                        "this section stands above already; put both in one place");
    if (many) {
        reading->next = reading->end;
        return complain(reading, "quá nhiều mục (hơn 2.000), phần sau không đọc",
                        "more than 2,000 sections, the rest is not read");
    }
    return true;
}

static bool take_key(struct reading *reading, const char *line)
{
    const char *equals = strchr(line, '=');
    if (!equals)
        return complain(
            reading, "không hiểu dòng này; viết “khóa = giá trị”, hoặc thụt vào để nối dòng trên",
            "this line is not understood; write “key = value”, or indent it to go on with the one above");
    size_t len = (size_t)(equals - line);
    while (len && is_blank(line[len - 1]))
        len--;
    const char *name = arena_strndup(reading->arena, line, len);
    if (!is_name(name, false))
        return complain(
            reading, "khóa không đọc được; trước dấu “=” là một từ không dấu: chữ, số và . _ - /",
            "the key cannot be read; before “=” stands one word of plain letters, digits and . _ - /");
    if (len > INI_NAME_BYTES)
        return complain(reading, "khóa dài hơn 49 byte; đặt tên ngắn hơn",
                        "the key is longer than 49 bytes; give a shorter one");
    if (ini_key_find(current(reading), name))
        return complain(reading, "khóa này đã có ở trên trong cùng mục; giữ lại một dòng",
                        "this key stands above in the same section; keep one of them");
    if (current(reading)->key_count == KEYS_MAX)
        return complain(reading, "mục có hơn 400 khóa; chia thành nhiều mục",
                        "a section of more than 400 keys; part it");
    return true;
}

/* Whether inih may see the line. */
static bool take_line(struct reading *reading, const char *line, size_t len)
{
    reading->indented = len && is_blank(line[0]);
    if (!reading->indented)
        reading->refused = false;
    enum fault fault =
        line[0] == ';' || line[0] == '#' ? fault_of_bytes(line, len) : fault_of(reading->arena, line, len);
    if (fault)
        return complain(reading, faults[fault].vi, faults[fault].en);
    if (line[0] == ';' || line[0] == '#' || strspn(line, " \t") >= len)
        return false;
    const char *text = arena_strndup(reading->arena, line, len);
    if (reading->nameless && text[0] != '[')
        return false;
    if (!reading->indented)
        return text[0] == '[' ? take_section(reading, text_clean(reading->arena, line, len))
                              : take_key(reading, text);
    if (!reading->refused && current(reading)->key_count == 0)
        return complain(reading, "dòng thụt vào nhưng phía trên không có khóa nào; bỏ dấu cách đầu dòng",
                        "an indented line without a key above it; begin it in the first column");
    return !reading->refused;
}

/* inih's reader: gives it the next line, or an empty one where it must not see it. */
static char *next_line(char *line, int size, void *stream)
{
    struct reading *reading = stream;
    if (reading->next == reading->end)
        return NULL;
    const char *start = reading->next;
    const char *stop = memchr(start, '\n', (size_t)(reading->end - start));
    reading->next = stop ? stop + 1 : reading->end;
    size_t len = (size_t)((stop ? stop : reading->end) - start);
    reading->line++;
    if (len && start[len - 1] == '\r')
        len--;
    bool seen = take_line(reading, start, len);
    if (!seen && !reading->indented)
        reading->refused = len && start[0] != ';' && start[0] != '#';
    if (!seen || len >= (size_t)size)
        len = 0;
    memcpy(line, start, len);
    line[len] = '\0';
    return line;
}

/* inih's handler: called once a line, at most. */
static int take_value(void *user, const char *section, const char *name, const char *value)
{
    struct reading *reading = user;
    if (strcmp(section, current(reading)->name) != 0)
        return 0;
    if (!reading->indented) {
        open_key(reading, name);
        buffer_puts(&reading->value, value);
    } else if (strcmp(value, ".") == 0) {
        buffer_putc(&reading->value, '\n');
    } else {
        const struct buffer *before = &reading->value;
        if (before->len && before->bytes[before->len - 1] != '\n')
            buffer_putc(&reading->value, ' ');
        buffer_puts(&reading->value, value);
    }
    return 1;
}

struct ini ini_read(struct arena *arena, const struct file *file, struct problems *problems)
{
    struct reading reading = {.arena = arena, .problems = problems, .ini.file = file->path};
    open_section(&reading, "");
    size_t mark = 0;
    if (!encoding_check(file->path, ENCODING_TEXT, file->bytes, file->len, problems, &mark)) {
        reading.ini.damaged = true;
        return reading.ini;
    }
    if (file->len > INI_FILE_BYTES) {
        complain(&reading, "tệp lớn hơn 1 MiB; đây phải là tệp INI viết bằng chữ",
                 "the file is larger than 1 MiB; this must be an INI file of plain text");
        return reading.ini;
    }
    reading.next = file->bytes + mark;
    reading.end = file->bytes + file->len;
    int bad = ini_parse_stream(next_line, &reading, take_value, &reading);
    if (bad && !reading.complaints) {
        reading.line = bad;
        complain(&reading, "không đọc được dòng này; viết “khóa = giá trị”",
                 "this line cannot be read; write “key = value”");
    }
    close_key(&reading);
    buffer_finish(&reading.value);
    return reading.ini;
}

const struct ini_section *ini_find(const struct ini *ini, const char *section)
{
    for (size_t i = 0; i < ini->len; i++)
        if (strcmp(ini->sections[i].name, section) == 0)
            return &ini->sections[i];
    return NULL;
}

const struct ini_key *ini_key_find(const struct ini_section *section, const char *name)
{
    for (size_t i = 0; section && i < section->key_count; i++)
        if (strcmp(section->keys[i].name, name) == 0)
            return &section->keys[i];
    return NULL;
}
