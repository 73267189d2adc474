/* certificates.ini: where on the office's own printed forms the words of an award stand. A package may have none. */
#include "package/reading.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/decimal.h"
#include "base/err.h"
#include "base/file.h"
#include "base/problem.h"
#include "base/text.h"
#include "base/value.h"
#include "package/ini.h"
#include "package/package.h"
#include "package/setting.h"
#include "package/soundness.h"
#include "template/template.h"

#include <string.h>

static const char FILE_NAME[] = "certificates.ini";

enum {
    SIDE_MOST = 6000,  /* of a form, tenths of a millimetre */
    SIZE_LEAST = 6, SIZE_MOST = 96, /* of letters, points */
    LINES_MOST = 6,
    FORMS_MOST = 20, FIELDS_MOST = 30,
};

/* Millimetres, with one decimal, as tenths; 0 after a problem. */
static int tenths(const struct setting *setting, const char *key, int most)
{
    struct decimal number;
    const char *text = setting_text(setting, key);
    struct err err = {0};
    int64_t value = 0;
    bool good = text && decimal_parse(text, &number, &err) && !number.percent && number.scale <= 1 && number.digits >= 0;
    if (good)
        value = number.digits * (number.scale ? 1 : 10);
    if (text && (!good || value > most))
        setting_refuse(setting, key, "“%s” không được; ghi số milimét, một số lẻ: 48,5, nhiều nhất %d", "“%s” is refused; write millimetres with one decimal: 48,5, at most %d", text, most / 10);
    err_clear(&err);
    return good && value <= most ? (int)value : 0;
}

/* "297 x 210" */
static void read_page(const struct setting *setting, struct value *form)
{
    const char *text = setting_text(setting, "page"), *cross = text ? strchr(text, 'x') : NULL;
    struct decimal width, height;
    struct err err = {0};
    bool good = cross && decimal_parse(arena_strndup(setting->arena, text, (size_t)(cross - text)), &width, &err) && decimal_parse(cross + 1, &height, &err) &&
                !width.scale && !height.scale && width.digits > 0 && height.digits > 0 && width.digits * 10 <= SIDE_MOST && height.digits * 10 <= SIDE_MOST;
    if (text && !good)
        setting_refuse(setting, "page", "“%s” không được; ghi rộng x cao của tờ giấy, milimét: 297 x 210", "“%s” is refused; write width x height of the sheet in millimetres: 297 x 210", text);
    value_set_int(form, "width", good ? width.digits * 10 : 0);
    value_set_int(form, "height", good ? height.digits * 10 : 0);
    err_clear(&err);
}

static int word_place(const struct setting *setting, const char *key, const char *const *words, size_t count)
{
    const char *text = setting_optional(setting, key);
    int place = text ? text_place(text, words, count) : 0;
    if (place < 0)
        setting_refuse(setting, key, "“%s” không được; viết %s, %s, %s hoặc %s", "“%s” is refused; write %s, %s, %s or %s", text, words[0], words[1], words[2], words[count - 1]);
    return place < 0 ? 0 : place;
}

static int number(const struct setting *setting, const char *key, int least, int most, int fallback)
{
    const char *text = setting_optional(setting, key);
    struct decimal decimal;
    struct err err = {0};
    bool good = text && decimal_parse(text, &decimal, &err) && !decimal.scale && !decimal.percent && decimal.digits >= least && decimal.digits <= most;
    if (text && !good)
        setting_refuse(setting, key, "“%s” không được; ghi số nguyên %d..%d", "“%s” is refused; write a whole number %d..%d", text, least, most);
    err_clear(&err);
    return good ? (int)decimal.digits : fallback;
}

static void check_text(const struct setting *setting, const char *text)
{
    struct problems found;
    problems_init(&found, setting->arena);
    if (text && !template_compile(setting->arena, setting->file, text, strlen(text), &found))
        setting_refuse(setting, "text", "%1$s%2$.0s", "%2$s%1$.0s", found.len ? found.items[0].vi : "", found.len ? found.items[0].en : "");
}

static struct value *field_of(const struct setting *setting, const char *name, const struct value *form)
{
    static const char *const known[] = {"text", "left", "top", "width", "align", "size", "least", "lines", "style"};
    static const char *const aligns[] = {"left", "center", "right"}, *const styles[] = {"regular", "bold", "italic", "bold italic"};
    struct value *field = value_map(setting->arena);
    setting_known(setting, known, LEN(known));
    int page_width = (int)value_get_int(form, "width", 0), page_height = (int)value_get_int(form, "height", 0);
    int left = tenths(setting, "left", SIDE_MOST), top = tenths(setting, "top", SIDE_MOST), width = tenths(setting, "width", SIDE_MOST);
    int size = number(setting, "size", SIZE_LEAST, SIZE_MOST, 14), least = number(setting, "least", SIZE_LEAST, size, size);
    int lines = number(setting, "lines", 1, LINES_MOST, 1), style = word_place(setting, "style", styles, LEN(styles));
    const char *text = setting_text(setting, "text");
    check_text(setting, text);
    if (page_width && left + width > page_width)
        setting_refuse(setting, "width", "ô này ra ngoài tờ giấy (trái %d + rộng %d > %d mm)", "this field ends beyond the sheet (left %d + width %d > %d mm)", left / 10, width / 10, page_width / 10);
    if (page_height && top + lines * size * 43 / 10 > page_height) /* a line of one point is 0,43 mm high at 1,2 of its letters */
        setting_refuse(setting, "top", "ô này ra ngoài mép dưới tờ giấy; đưa lên, giảm cỡ chữ hoặc số dòng", "this field ends below the sheet; move it up, or make letters or lines fewer");
    value_set_text(field, "name", name);
    value_set_text(field, "text", text ? text : "");
    value_set_int(field, "left", left);
    value_set_int(field, "top", top);
    value_set_int(field, "width", width);
    value_set_int(field, "size", size);
    value_set_int(field, "least", least);
    value_set_int(field, "lines", lines);
    value_set_text(field, "align", aligns[word_place(setting, "align", aligns, LEN(aligns))]);
    value_set_bool(field, "bold", style & 1);
    value_set_bool(field, "italic", style & 2);
    return field;
}

static const struct value *kinds_of(const struct package_reading *reading, const struct setting *setting)
{
    size_t count;
    const char *const *words = setting_words(setting, "kinds", &count);
    struct value *kinds = value_list(reading->arena);
    for (size_t i = 0; i < count; i++) {
        const struct document_kind *kind = package_document(reading->package, words[i]);
        if (!kind && soundness_has(reading->package, "documents.ini"))
            setting_refuse(setting, "kinds", "documents.ini không có loại văn bản “%s”; sửa tên", "documents.ini has no kind “%s”; correct the name", words[i]);
        value_append(kinds, value_text(reading->arena, words[i]));
    }
    if (!count)
        setting_refuse(setting, "kinds", "thiếu loại quyết định mà giấy này in cho; viết kinds = a", "the kinds of decisions that this form is for are missing; write kinds = a");
    return kinds;
}

/* The forms while their fields are gathered. */
struct gathering {
    struct value *forms[FORMS_MOST], *fields[FORMS_MOST];
    size_t count;
};

static void read_form(const struct package_reading *reading, const struct setting *setting, struct gathering *gathering)
{
    static const char *const known[] = {"title", "kinds", "page"};
    struct value *form = value_map(reading->arena);
    setting_known(setting, known, LEN(known));
    value_set_text(form, "id", setting->section->name);
    value_set_text(form, "title", setting_text(setting, "title"));
    value_set(form, "kinds", kinds_of(reading, setting));
    read_page(setting, form);
    gathering->forms[gathering->count] = form;
    gathering->fields[gathering->count++] = value_list(reading->arena);
}

/* [giay_khen.name] is a field of [giay_khen] above it. */
static void read_field(const struct setting *setting, const char *dot, struct gathering *gathering)
{
    const char *section = setting->section->name;
    size_t len = (size_t)(dot - section), i = 0;
    while (i < gathering->count && (strlen(value_get_text(gathering->forms[i], "id", "")) != len || strncmp(value_get_text(gathering->forms[i], "id", ""), section, len) != 0))
        i++;
    if (i == gathering->count || value_len(gathering->fields[i]) == FIELDS_MOST)
        setting_refuse(setting, NULL, "ở trên không có mục [tờ giấy] của ô này, hoặc đã quá %d ô; mỗi ô viết [tờ giấy.ô]", "there is no [form] above for this field, or it has more than %d; each is written [form.field]",
                       FIELDS_MOST);
    else
        value_append(gathering->fields[i], field_of(setting, dot + 1, gathering->forms[i]));
}

void certificate_file_read(const struct package_reading *reading)
{
    struct ini ini;
    struct gathering gathering = {.count = 0};
    struct value *forms = value_list(reading->arena);
    reading->package->certificates = forms;
    if (!file_find(&reading->package->files, FILE_NAME) || !reading_ini(reading, FILE_NAME, &ini))
        return;
    for (size_t i = 0; i < ini.len; i++) {
        const struct setting setting = {reading->arena, reading->problems, ini.file, &ini.sections[i]};
        const char *dot = strchr(ini.sections[i].name, '.');
        if (!*ini.sections[i].name && !ini.sections[i].key_count)
            continue; /* before the first section stands nothing */
        if (dot)
            read_field(&setting, dot, &gathering);
        else if (!*ini.sections[i].name || gathering.count == FORMS_MOST)
            setting_refuse(&setting, NULL, "đặt dòng này sau một dòng [tờ giấy]; nhiều nhất %d tờ", "put this below a [form]; there are at most %d", FORMS_MOST);
        else
            read_form(reading, &setting, &gathering);
    }
    for (size_t i = 0; i < gathering.count; i++) {
        value_set(gathering.forms[i], "fields", gathering.fields[i]);
        value_append(forms, gathering.forms[i]);
    }
}
