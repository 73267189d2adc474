/* documents.ini, bodies.ini, legal.ini, texts.ini: what documents and messages are made from. */
#include "package/reading.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/problem.h"
#include "base/text.h"
#include "base/value.h"
#include "package/dated.h"
#include "package/field_line.h"
#include "package/ini.h"
#include "package/package.h"
#include "package/setting.h"
#include "package/soundness.h"
#include "sheet/encoding.h"
#include "template/template.h"

#include <string.h>

/* What is the reader's own of a kind; every other key is the document's. */
static const char *const own_keys[] = {"title", "file", "trigger", "evidence", "periods", "like", "each"};

/* The kind above whose settings hold for this one too (like = d); NULL when it names none. */
static const struct document_kind *kind_like(const struct package_reading *reading, const struct setting *setting)
{
    const struct package *package = reading->package;
    const char *like = setting_optional(setting, "like");
    for (size_t i = 0; like && i < package->document_count; i++)
        if (strcmp(package->documents[i].kind, like) == 0)
            return &package->documents[i];
    if (like)
        setting_refuse(setting, "like", "ở trên không có loại văn bản “%s”; sửa tên, hoặc đưa loại ấy lên trên",
                       "no kind “%s” stands above; correct the name, or move that kind up", like);
    return NULL;
}

/* The keys before the first section hold for every kind that does not say otherwise, and so do those of the kind that it is like. */
static struct value *settings_of(const struct package_reading *reading, const struct value *shared, const struct document_kind *like,
                                 const struct setting *setting)
{
    const struct ini_section *section = setting->section;
    struct value *settings = value_copy(reading->arena, like ? like->settings : shared);
    for (size_t i = 0; i < section->key_count; i++) {
        const struct ini_key *key = &section->keys[i];
        if (text_place(key->name, own_keys, LEN(own_keys)) < 0)
            value_set_text(settings, key->name, key->value);
    }
    return settings;
}

static void read_shared(const struct setting *setting, struct value *shared)
{
    const struct ini_section *section = setting->section;
    for (size_t i = 0; i < section->key_count; i++) {
        const char *name = section->keys[i].name;
        if (text_place(name, own_keys, LEN(own_keys)) >= 0)
            setting_refuse(setting, name, "khóa này là của một loại văn bản; đặt sau một dòng [loại văn bản]",
                           "this key is one of a kind; put it below a [kind]");
        value_set_text(shared, name, section->keys[i].value);
    }
}

enum { KINDS_MAX = 100 };

#define TRIGGER(name, nominees, moment, prints, each, subjects_of, dossier_of, data_of) {#name, nominees, each},
static const struct trigger {
    const char *name;
    bool nominees, each;
} triggers[] = {
#include "package/document_trigger.def"
};

static const struct trigger *trigger_of(const struct setting *setting, const char *name)
{
    struct buffer names = {0};
    for (size_t i = 0; i < LEN(triggers); i++) {
        if (strcmp(name, triggers[i].name) == 0) {
            buffer_finish(&names);
            return &triggers[i];
        }
        buffer_printf(&names, "%s%s", i ? ", " : "", triggers[i].name);
    }
    const char *list = buffer_take(&names, setting->arena);
    setting_refuse(setting, "trigger", "“%s” không được; viết một trong: %s", "“%s” is refused; write one of: %s",
                   name, list);
    return NULL;
}

/* Those whose papers may be about each unit of a level. */
static const char *triggers_each(struct arena *arena)
{
    const char *list = "";
    for (size_t i = 0; i < LEN(triggers); i++)
        if (triggers[i].each)
            list = arena_printf(arena, "%s%s%s", list, *list ? ", " : "", triggers[i].name);
    return list;
}

static void check_file(const struct package_reading *reading, const struct setting *setting, const char *key,
                       const char *path)
{
    if (path && !file_find(&reading->package->files, path))
        setting_refuse(setting, key, "gói không có tệp “%s”; thêm tệp hoặc sửa tên",
                       "the package has no file “%s”; add it or correct the name", path);
}

/* SQL is text; a Word document is looked at where it is compiled. */
static void check_evidence(const struct package_reading *reading, const struct setting *setting, const char *path)
{
    const struct file *file = path ? file_find(&reading->package->files, path) : NULL;
    size_t mark;
    check_file(reading, setting, "evidence", path);
    if (file && !encoding_check(path, ENCODING_TEXT, file->bytes, file->len, reading->problems, &mark))
        soundness_lose(reading->package, path);
}

/* periods: whose close drafts the kind; absent: a phase's. */
static void read_periods(const struct package_reading *reading, const struct setting *setting, struct document_kind *kind)
{
    const char *at = setting_optional(setting, "periods");
    kind->of_phases = !at;
    while (at && *at) {
        size_t len = strcspn(at, ",");
        const char *word = text_clean(reading->arena, at, len);
        bool phase = strcmp(word, "phase") == 0, whole = strcmp(word, PERIOD_WHOLE) == 0;
        kind->of_phases |= phase;
        kind->of_whole |= whole;
        if (!phase && !whole)
            setting_refuse(setting, "periods", "“%1$s” không được; viết phase, %2$s hoặc cả hai", "“%1$s” is refused; write phase, %2$s or both", word, PERIOD_WHOLE);
        at += len + (at[len] == ',');
    }
    if (kind->of_whole && soundness_has(reading->package, "contest.ini") && !package_whole(reading->package))
        setting_refuse(setting, "periods", "contest.ini không có mục [whole] nên cả phong trào không được chốt; thêm mục ấy hoặc bỏ %s",
                       "contest.ini has no section [whole], so the whole contest is not closed; add it or leave out %s", PERIOD_WHOLE);
}

/* "group, class": of which levels each unit may have a paper of its own. */
static const char *levels_each(struct arena *arena, const struct level_chain *chain)
{
    const char *teams = level_chain_id(chain, LEVEL_TEAM), *judged = level_chain_id(chain, LEVEL_WARD);
    return *teams ? arena_printf(arena, "%s, %s", teams, judged) : judged;
}

/* each: the id of the level each of whose units has a paper of its own; absent: whom the trigger says. */
static void read_each(const struct package_reading *reading, const struct setting *setting, const struct trigger *trigger, struct document_kind *kind)
{
    const struct level_chain *chain = &reading->package->chain;
    const char *at = setting_optional(setting, "each");
    enum level level = at ? level_chain_parse(chain, at) : LEVEL_NONE;
    if (!at || chain->bad)
        return;
    if (level != LEVEL_TEAM && level != LEVEL_WARD)
        setting_refuse(setting, "each", "“%1$s” không được; viết một trong: %2$s", "“%1$s” is refused; write one of: %2$s", at, levels_each(setting->arena, chain));
    else if (trigger && !trigger->each)
        setting_refuse(setting, "each", "văn bản “%1$s” đã định sẵn lập về ai; bỏ each, hoặc viết trigger = một trong: %2$s",
                       "a paper of “%1$s” is about whom that says; leave each out, or write trigger = one of: %2$s", trigger->name, triggers_each(setting->arena));
    else
        kind->each = level;
}

static const char BLANK[] = "blank_", EACH[] = "each_";

/* In the place of one of that name, else behind all. */
static void put_blank(struct document_kind *kind, const struct document_blank *blank)
{
    size_t place = 0;
    while (place < kind->blank_count && strcmp(kind->blanks[place].field.name, blank->field.name) != 0)
        place++;
    kind->blanks[place] = *blank;
    kind->blank_count += place == kind->blank_count;
}

/* blank_place = text 100 | Địa điểm: declared like a field of a record (field_line.h). Those of the kind that it is like come first. */
static void read_blanks(const struct package_reading *reading, const struct setting *setting, const struct document_kind *like, struct document_kind *kind)
{
    const struct ini_section *section = setting->section;
    kind->blanks = arena_alloc(setting->arena, ((like ? like->blank_count : 0) + section->key_count + 1) * sizeof *kind->blanks);
    for (size_t i = 0; like && i < like->blank_count; i++)
        put_blank(kind, &like->blanks[i]);
    for (size_t i = 0; i < section->key_count; i++) {
        struct ini_key key = section->keys[i];
        if (strncmp(key.name, BLANK, strlen(BLANK)) != 0)
            continue;
        key.name += strlen(BLANK);
        struct document_blank blank = {.each = strncmp(key.name, EACH, strlen(EACH)) == 0};
        key.name += blank.each ? strlen(EACH) : 0;
        if (field_line_read(setting, &reading->package->chain, &key, &blank.field))
            put_blank(kind, &blank);
    }
}

static const struct document_kind *kind_of_file(const struct package *package, const char *path)
{
    for (size_t i = 0; path && i < package->document_count; i++)
        if (package->documents[i].path && strcmp(package->documents[i].path, path) == 0)
            return &package->documents[i];
    return NULL;
}

static void read_kind(const struct package_reading *reading, const struct value *shared,
                      const struct setting *setting)
{
    struct package *package = reading->package;
    if (package->document_count == KINDS_MAX) {
        setting_refuse(setting, NULL, "có hơn %d loại văn bản; bớt lại", "there are more than %d kinds of documents; take some away", KINDS_MAX);
        return;
    }
    const struct document_kind *like = kind_like(reading, setting);
    struct document_kind kind = {
        .kind = setting->section->name,
        .title = setting_text(setting, "title"),
        .path = setting_text(setting, "file"),
        .trigger = setting_text(setting, "trigger"),
        .evidence = setting_optional(setting, "evidence"),
        .settings = settings_of(reading, shared, like, setting),
    };
    if (strspn(kind.kind, "abcdefghijklmnopqrstuvwxyz0123456789_") != strlen(kind.kind) ||
        strlen(kind.kind) > DOCUMENT_KIND_MOST)
        setting_refuse(setting, NULL, "tên loại văn bản chỉ gồm chữ thường không dấu, số và “_”, tối đa %d",
                       "a kind is named with letters a-z, digits and “_”, at most %d", DOCUMENT_KIND_MOST);
    read_periods(reading, setting, &kind);
    const struct trigger *trigger = kind.trigger ? trigger_of(setting, kind.trigger) : NULL;
    if (trigger && trigger->nominees && soundness_has(package, "records.ini") &&
        !record_type_find(&package->types, "nomination"))
        setting_refuse(
            setting, "trigger",
            "records.ini không có loại “nomination” nên không có ai để khen thưởng; thêm loại đó "
            "hoặc bỏ văn bản này",
            "records.ini has no type “nomination”, so nobody could be commended; add it or drop this "
            "document");
    read_each(reading, setting, trigger, &kind);
    read_blanks(reading, setting, like, &kind);
    check_file(reading, setting, "file", kind.path);
    check_evidence(reading, setting, kind.evidence);
    const struct document_kind *other = kind_of_file(package, kind.path);
    if (other) {
        setting_refuse(setting, "file", "tệp này đã dùng cho loại “%s”; mỗi loại một tệp",
                       "the kind “%s” uses this file; one file a kind", other->kind);
        kind.path = NULL; /* the other's: not tried as this one's */
    }
    package->documents[package->document_count++] = kind;
}

static void read_documents(const struct package_reading *reading)
{
    struct ini ini;
    if (!reading_ini(reading, "documents.ini", &ini))
        return;
    reading->package->documents = arena_alloc(reading->arena, ini.len * sizeof *reading->package->documents);
    struct value *shared = value_map(reading->arena);
    for (size_t i = 0; i < ini.len; i++) { /* those before the first section come first */
        struct setting setting = {reading->arena, reading->problems, ini.file, &ini.sections[i]};
        if (*ini.sections[i].name)
            read_kind(reading, shared, &setting);
        else
            read_shared(&setting, shared);
    }
}

/* A law has its text. */
static void check_law(const struct package_reading *reading, const struct setting *setting)
{
    (void)reading;
    setting_text(setting, "text");
}

/* The key of an Ed25519 signature in hexadecimal digits (proof/signature.h). */
static bool is_key(const char *key)
{
    enum { DIGITS = 64 };
    return strlen(key) == DIGITS && strspn(key, "0123456789abcdefABCDEF") == DIGITS;
}

/* With a key a body sends bundles (received/received_sender.h): of which unit, of which contest. */
static void check_sender(const struct package_reading *reading, const struct setting *setting)
{
    const struct units *units = &reading->package->units;
    const char *key = setting_optional(setting, "bundle_key"), *unit = key ? setting_text(setting, "speaks_for") : NULL;
    if (key && !is_key(key))
        setting_refuse(setting, "bundle_key", "“%s” không phải là khóa công khai: 64 chữ số thập lục phân, như keys show ở đơn vị ấy hiện ra", "“%s” is no public key: 64 hexadecimal digits, as keys show prints over there", key);
    if (key)
        setting_text(setting, "bundle_contest");
    if (unit && *unit && soundness_has(reading->package, "units.csv") && unit_place(units, unit) >= units->fact_count)
        setting_refuse(setting, "speaks_for", "units.csv không có đơn vị “%s”; sửa mã", "units.csv has no unit “%s”; correct the id", unit);
}

static struct value *read_dated(const struct package_reading *reading, const char *path, void (*check)(const struct package_reading *reading, const struct setting *setting))
{
    struct ini ini;
    if (!reading_ini(reading, path, &ini))
        return value_map(reading->arena);
    struct dated_list list = dated_read(reading, &ini);
    for (size_t i = 0; i < list.len; i++)
        for (size_t j = 0; j < list.items[i].len; j++)
            check(reading, &(struct setting){reading->arena, reading->problems, path, list.items[i].entries[j].section});
    return dated_to_value(reading, &list);
}

/* `each`: of a body that every unit of a level has; papers know wards. */
static void check_each(const struct package_reading *reading, const struct value *bodies)
{
    for (size_t i = 0; i < value_len(bodies); i++)
        for (size_t j = 0; j < value_len(value_item(bodies, i)); j++) {
            const char *level = level_chain_id(&reading->package->chain, LEVEL_WARD), *each = value_get_text(value_at(value_item(bodies, i), j), "each", level);
            if (strcmp(each, level) != 0 && !reading->package->chain.bad)
                problem_add(reading->problems, "bodies.ini", 0, value_key(bodies, i), "each: “%s” không được; viết “%s”, hoặc bỏ dòng ấy",
                            "each: “%s” is refused; write “%s”, or leave the line out", each, level);
        }
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
    reading->package->bodies = read_dated(reading, "bodies.ini", check_sender);
    check_each(reading, reading->package->bodies);
    reading->package->legal = read_dated(reading, "legal.ini", check_law);
    reading->package->texts = read_texts(reading);
}
