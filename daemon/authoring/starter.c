#include "authoring/starter.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/day.h"
#include "base/err.h"
#include "zip/archive.h"

#include <string.h>

/* The law's days off with a fixed date (Bộ luật Lao động 2019, Điều 112), of every year in which a term of the contest may end. */
static char *holidays(struct arena *arena, const struct starter *starter)
{
    static const struct {
        const char *day, *name;
    } fixed[] = {{"01-01", "Tết Dương lịch"}, {"04-30", "Ngày Chiến thắng"}, {"05-01", "Ngày Quốc tế Lao động"}, {"09-02", "Quốc khánh"}};
    enum { TERMS_DAYS = 31 };
    struct buffer out = {0};
    int first, last, month, day;
    day_split(starter->from, &first, &month, &day);
    day_split(starter->last + TERMS_DAYS, &last, &month, &day);
    for (int year = first; year <= last; year++)
        for (size_t i = 0; i < LEN(fixed); i++)
            buffer_printf(&out, "%d-%s = %s\n", year, fixed[i].day, fixed[i].name);
    return buffer_take(&out, arena);
}

/* @TITLE@ and so on; what is put in is not looked at again. */
static void fill(struct arena *arena, const struct starter *starter, const struct starter_file *from, struct file *to)
{
    const struct {
        const char *mark, *text;
    } marks[] = {{"@TITLE@", starter->title},
                 {"@FROM@", day_text(arena, starter->from)},
                 {"@UNTIL@", day_text(arena, starter->last)},
                 {"@HOLIDAYS@", holidays(arena, starter)}};
    struct buffer out = {0};
    for (const char *at = from->text; *at;) {
        size_t i = 0, plain = strcspn(at, "@");
        buffer_add(&out, at, plain);
        at += plain;
        while (i < LEN(marks) && strncmp(at, marks[i].mark, strlen(marks[i].mark)) != 0)
            i++;
        if (i < LEN(marks))
            buffer_puts(&out, marks[i].text);
        else if (*at)
            buffer_putc(&out, *at);
        at += i < LEN(marks) ? strlen(marks[i].mark) : *at != 0;
    }
    to->len = out.len;
    to->path = from->path;
    to->bytes = buffer_take(&out, arena);
}

/* The parts of a Word file, in the order in which Word looks for them. */
static const struct {
    const char *part, *file;
} parts[] = {{"[Content_Types].xml", "paper/content_types.xml"},
             {"_rels/.rels", "paper/rels.xml"},
             {"word/document.xml", "paper/document.xml"},
             {"word/_rels/document.xml.rels", "paper/document_rels.xml"},
             {"word/styles.xml", "paper/styles.xml"}};

static const struct starter_file *find(const char *path)
{
    const struct starter_file *file = starter_files;
    while (strcmp(file->path, path) != 0)
        file++;
    return file;
}

static bool make_paper(struct arena *arena, struct file *ret_file, struct err *err)
{
    struct archive_entry entries[LEN(parts)];
    struct buffer out = {0};
    for (size_t i = 0; i < LEN(parts); i++) {
        const struct starter_file *file = find(parts[i].file);
        entries[i] = (struct archive_entry){.name = parts[i].part, .bytes = file->text, .len = file->len};
    }
    const struct archive archive = {entries, LEN(entries)};
    if (!archive_write(&archive, &out, err))
        return false;
    *ret_file = (struct file){.path = "documents/e.docx", .len = out.len};
    ret_file->bytes = buffer_take(&out, arena);
    return true;
}

bool starter_make(struct arena *arena, const struct starter *starter, struct file_list *ret_files, struct err *err)
{
    size_t count = 0;
    while (starter_files[count].path)
        count++;
    struct file_list files = {arena_alloc(arena, (count + 1) * sizeof *files.items), 0};
    for (size_t i = 0; i < count; i++)
        if (strncmp(starter_files[i].path, "paper/", 6) != 0)
            fill(arena, starter, &starter_files[i], &files.items[files.len++]);
    if (!make_paper(arena, &files.items[files.len++], err))
        return false;
    *ret_files = files;
    return true;
}
