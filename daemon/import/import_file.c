#include "import/import_file.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/problem.h"
#include "base/text.h"
#include "import/header_row.h"
#include "package/package.h"
#include "record/record_type.h"
#include "sheet/sheet.h"

#include <string.h>

/* What Windows, browsers and people put behind the name of a copy; a number in brackets is looked for beside. */
static const char *const copy_words[] = {"COPY", "BẢN SAO", "SAO CHÉP"};

static void cut_end(char *word, const char *signs)
{
    size_t len = strlen(word);
    while (len && strchr(signs, word[len - 1]))
        word[--len] = '\0';
}

static bool cut_number(char *word)
{
    char *open = strrchr(word, '(');
    size_t digits = open ? strspn(open + 1, "0123456789") : 0;
    if (!digits || strcmp(open + 1 + digits, ")") != 0)
        return false;
    *open = '\0';
    return true;
}

static bool cut_copy_word(struct arena *arena, char *word)
{
    for (size_t i = 0; i < LEN(copy_words); i++)
        for (char *at = word; *at; at++)
            if ((*at == ' ' || *at == '-' || *at == '_') && strcmp(text_upper(arena, at + 1), copy_words[i]) == 0) {
                *at = '\0';
                return true;
            }
    return false;
}

/* "tip - Copy (2)" → "tip" */
static const char *without_copy(struct arena *arena, const char *stem)
{
    char *word = arena_strdup(arena, stem);
    do
        cut_end(word, " -_");
    while (cut_number(word) || cut_copy_word(arena, word));
    return word;
}

/* "a/tip - Copy.csv" → "tip" */
static const char *stem_of(struct arena *arena, const char *path, bool *ret_table)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path, *dot = strrchr(name, '.');
    *ret_table = dot && (strcmp(text_upper(arena, dot), ".CSV") == 0 || strcmp(text_upper(arena, dot), ".XLSX") == 0);
    return without_copy(arena, arena_strndup(arena, name, dot ? (size_t)(dot - name) : strlen(name)));
}

/* The type that a file's name says, as a name or as a title that people typed with or without marks, blanks, case. */
static const struct record_type *by_name(const struct package *package, struct arena *arena, const char *stem)
{
    char *words = arena_strdup(arena, stem);
    const struct record_type *other, *type = record_type_find(&package->types, stem);
    if (type)
        return type;
    for (char *at = words; *at; at++)
        if (*at == '_' || *at == '-')
            *at = ' ';
    type = record_type_meant(&package->types, arena, words, &other);
    return other ? NULL : type;
}

/* Whether all columns are the type's, its key among them. */
static bool has_columns_of(struct arena *arena, const struct record_type *type, const struct sheet *sheet)
{
    size_t keys = 0, named = 0;
    for (size_t i = 0; i < sheet->column_count; i++) {
        const char *name = header_row_name(arena, type, sheet->columns[i]);
        if (!name && *sheet->columns[i] && !header_row_is_left_out(arena, sheet->columns[i]))
            return false;
        named += name != NULL;
        keys += name && text_place(name, type->key, type->key_count) >= 0;
    }
    return named > 1 && keys == type->key_count;
}

static bool has_required(struct arena *arena, const struct record_type *type, const struct sheet *sheet)
{
    for (size_t i = 0; i < type->field_count; i++) {
        bool found = !type->fields[i].required;
        for (size_t j = 0; j < sheet->column_count && !found; j++) {
            const char *name = header_row_name(arena, type, sheet->columns[j]);
            found = name && strcmp(name, type->fields[i].name) == 0;
        }
        if (!found)
            return false;
    }
    return true;
}

/* The one type that the head line fits; of several that one whose required columns are all there. NULL: none, or more. */
static const struct record_type *by_columns(const struct package *package, const struct sheet *sheet, struct arena *arena)
{
    const struct record_type *found = NULL, *whole = NULL;
    size_t fits = 0, wholes = 0;
    for (size_t i = 0; i < package->types.len; i++) {
        const struct record_type *type = &package->types.items[i];
        if (!has_columns_of(arena, type, sheet))
            continue;
        found = type;
        fits++;
        if (has_required(arena, type, sheet)) {
            whole = type;
            wholes++;
        }
    }
    return wholes == 1 ? whole : fits == 1 ? found : NULL;
}

static void refuse_name(const struct package *package, const char *path, const char *word, struct arena *arena,
                        struct problems *problems)
{
    const char **names = arena_alloc(arena, package->types.len * sizeof *names);
    for (size_t i = 0; i < package->types.len; i++)
        names[i] = package->types.items[i].name;
    const char *near = text_nearest(word, names, package->types.len);
    if (near)
        problem_add(problems, path, 0, NULL,
                    "tên tệp không phải loại bản ghi nào, các cột cũng không cho biết; có phải là “%s.csv”?",
                    "the file's name is no record type and its columns do not tell it; is it “%s.csv”?", near);
    else
        problem_add(
            problems, path, 0, NULL,
            "tên tệp không phải loại bản ghi nào, các cột cũng không cho biết; "
            "đặt tên <loại>.csv (ví dụ %s.csv), ghi loại trước tên tệp, hoặc đưa tệp ra khỏi thư mục",
            "the file's name is no record type and its columns do not tell it; name it <type>.csv (as %s.csv), write the type "
            "before the file, or take it out of the folder",
            package->types.len ? names[0] : "tip");
}

/* The type that a form says it is of; NULL when the file is none, or of a type that is not declared. */
static const struct record_type *by_form(const struct package *package, const struct import_file *file)
{
    const char *form = file->sheet ? sheet_key(file->sheet, "form") : NULL;
    return form ? record_type_find(&package->types, form) : NULL;
}

/* By what the caller says, by the name, by what a form says, by the columns. `alone`: it is no folder's, whose files name their types. */
static const struct record_type *tell(const struct package *package, const struct import_file *file, bool alone,
                                      struct arena *arena, struct problems *problems)
{
    bool table;
    const char *path = file->file.path, *stem = stem_of(arena, path, &table);
    const struct record_type *type = file->type ? record_type_find(&package->types, file->type)
                                     : table    ? by_name(package, arena, stem)
                                                : NULL;
    if (!type)
        type = by_form(package, file);
    if (type || (alone && !file->sheet))
        return type; /* what cannot be read has been said: its name is not at fault */
    type = alone ? by_columns(package, file->sheet, arena) : NULL;
    if (type)
        problem_warn(problems, path, 0, NULL, "tên tệp không cho biết loại; theo các cột, tệp được đọc là “%s” (%s)",
                     "the file's name does not tell the type; by its columns it was read as “%s” (%s)", type->name,
                     type->title);
    else
        refuse_name(package, path, stem, arena, problems);
    return type;
}

/* The type of one file; NULL with a problem. A form of one type is no file of another. */
static const struct record_type *find_one(const struct package *package, const struct import_file *file, bool alone,
                                          struct arena *arena, struct problems *problems)
{
    const struct record_type *type = tell(package, file, alone, arena, problems), *form = by_form(package, file);
    if (!type || !form || form == type)
        return type;
    problem_add(problems, file->file.path, 0, NULL,
                "đây là biểu của loại “%1$s” (%2$s), không phải “%3$s”; nhập với loại “%1$s”, hoặc lấy biểu của “%3$s”",
                "this is the form of “%1$s” (%2$s), not of “%3$s”; import it as “%1$s”, or take the form of “%3$s”", form->name,
                form->title, type->name);
    return NULL;
}

size_t import_file_find(const struct package *package, struct import_file *files, size_t count, struct arena *arena,
                        struct problems *problems)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        const struct record_type *type = find_one(package, &files[i], count == 1, arena, problems);
        if (!type)
            continue;
        files[found] = files[i];
        files[found++].type = type->name;
    }
    return found;
}

void import_file_read(const struct package *package, struct import_file *file, struct arena *arena, struct problems *problems)
{
    const struct record_type *type = file->type ? record_type_find(&package->types, file->type) : NULL;
    struct sheet *sheet = arena_alloc(arena, sizeof *sheet);
    struct sheet_reading reading = {.file = file->file.path,
                                    .source = {.bytes = file->file.bytes, .len = file->file.len},
                                    .arena = arena,
                                    .problems = problems};
    reading.names = header_row_words(arena, package, type, &reading.name_count);
    file->sheet = sheet_collect(&reading, sheet) ? sheet : NULL;
}
