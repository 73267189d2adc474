/* documents.ini, bodies.ini, legal.ini, texts.ini: what documents and messages are made from. */
#include "package/reading.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/file.h"
#include "base/problem.h"
#include "base/template.h"
#include "base/text.h"
#include "base/value.h"
#include "package/dated.h"
#include "package/ini.h"
#include "package/package.h"
#include "package/setting.h"

#include <string.h>

static struct value *settings_of(const struct package_reading *reading, const struct ini_section *section)
{
    struct value *settings = value_map(reading->arena);
    for (size_t i = 0; i < section->key_count; i++) {
        const struct ini_key *key = &section->keys[i];
        if (strcmp(key->name, "title") != 0 && strcmp(key->name, "file") != 0 &&
            strcmp(key->name, "trigger") != 0)
            value_set_text(settings, key->name, key->value);
    }
    return settings;
}

enum { KIND_MOST = 20 }; /* bytes of a kind's name: it stands in the ids of drafts */

/* What may cause a document to be drafted. */
static const char *const triggers[] = {"decision", "notice"};

static void read_kind(const struct package_reading *reading, const struct setting *setting)
{
    struct package *package = reading->package;
    struct document_kind kind = {
        .kind = setting->section->name,
        .title = setting_text(setting, "title"),
        .path = setting_text(setting, "file"),
        .trigger = setting_text(setting, "trigger"),
        .settings = settings_of(reading, setting->section),
    };
    if (strspn(kind.kind, "abcdefghijklmnopqrstuvwxyz0123456789_") != strlen(kind.kind) ||
        strlen(kind.kind) > KIND_MOST)
        setting_refuse(setting, NULL, "tên loại văn bản chỉ gồm chữ thường không dấu, số và “_”, tối đa %d",
                       "a kind is named with letters a-z, digits and “_”, at most %d", KIND_MOST);
    if (kind.trigger && text_place(kind.trigger, triggers, LEN(triggers)) < 0)
        setting_refuse(setting, "trigger", "“%s” không được; viết decision hoặc notice",
                       "“%s” is refused; write decision or notice", kind.trigger);
    if (kind.trigger && strcmp(kind.trigger, "decision") == 0 &&
        !record_type_find(&package->types, "nomination"))
        setting_refuse(
            setting, "trigger",
            "records.ini không có loại “nomination” nên không có ai để quyết định khen thưởng; thêm loại đó "
            "hoặc bỏ văn bản này",
            "records.ini has no type “nomination”, so nobody could be decided on; add it or drop this "
            "document");
    if (kind.path && !file_find(&package->files, kind.path))
        setting_refuse(setting, "file", "gói không có tệp “%s”; thêm tệp hoặc sửa tên",
                       "the package has no file “%s”; add it or correct the name", kind.path);
    for (size_t i = 0; kind.path && i < package->document_count; i++)
        if (package->documents[i].path && strcmp(package->documents[i].path, kind.path) == 0)
            setting_refuse(setting, "file", "tệp này đã dùng cho loại “%s”; mỗi loại một tệp",
                           "the kind “%s” uses this file; one file a kind", package->documents[i].kind);
    package->documents[package->document_count++] = kind;
}

static void read_documents(const struct package_reading *reading)
{
    struct ini ini;
    if (!reading_ini(reading, "documents.ini", &ini))
        return;
    reading->package->documents = arena_alloc(reading->arena, ini.len * sizeof *reading->package->documents);
    for (size_t i = 0; i < ini.len; i++) {
        struct setting setting = {reading->arena, reading->problems, ini.file, &ini.sections[i]};
        if (*ini.sections[i].name)
            read_kind(reading, &setting);
        else if (ini.sections[i].key_count)
            setting_refuse(&setting, ini.sections[i].keys[0].name,
                           "khóa đứng ngoài mọi mục; đặt sau một dòng [loại văn bản]",
                           "a key outside of all sections; put it below a [kind]");
    }
}

static struct value *read_dated(const struct package_reading *reading, const char *path, const char *required)
{
    struct ini ini;
    if (!reading_ini(reading, path, &ini))
        return value_map(reading->arena);
    struct dated_list list = dated_read(reading, &ini);
    for (size_t i = 0; required && i < list.len; i++) {
        for (size_t j = 0; j < list.items[i].len; j++) {
            struct setting setting = {reading->arena, reading->problems, path,
                                      list.items[i].entries[j].section};
            setting_text(&setting, required);
        }
    }
    return dated_to_value(reading, &list);
}

/* Texts are templates: one that cannot be compiled is found here, not when an alert is to be worded. */
static void check_template(const struct package_reading *reading, const char *file, const struct ini_key *key,
                           const char *name)
{
    struct problems found;
    problems_init(&found, reading->arena);
    template_compile(reading->arena, file, key->value, strlen(key->value), &found);
    for (size_t i = 0; i < found.len; i++)
        problem_add(reading->problems, file, key->line, name, "%1$s%2$.0s", "%1$.0s%2$s", found.items[i].vi,
                    found.items[i].en);
}

static struct value *read_texts(const struct package_reading *reading)
{
    struct value *texts = value_map(reading->arena);
    struct ini ini;
    if (!reading_ini(reading, "texts.ini", &ini))
        return texts;
    for (size_t i = 0; i < ini.len; i++) {
        const struct ini_section *section = &ini.sections[i];
        for (size_t j = 0; j < section->key_count; j++) {
            const struct ini_key *key = &section->keys[j];
            const char *name =
                *section->name ? arena_printf(reading->arena, "%s.%s", section->name, key->name) : key->name;
            if (value_get(texts, name))
                problem_add(reading->problems, ini.file, key->line, name,
                            "đã có ở trên trong tệp; giữ lại một dòng",
                            "stands above in this file; keep one of them");
            check_template(reading, ini.file, key, name);
            value_set_text(texts, name, key->value);
        }
    }
    return texts;
}

void document_file_read(const struct package_reading *reading)
{
    read_documents(reading);
    reading->package->bodies = read_dated(reading, "bodies.ini", NULL);
    reading->package->legal = read_dated(reading, "legal.ini", "text");
    reading->package->texts = read_texts(reading);
}
