#include "sheet/xlsx_package.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/problem.h"
#include "zip/archive_reader.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { PIECE = 16384, RELATIONS_MAX = 4096, TEXT_BYTES = 512 };

static const char types_part[] = "[Content_Types].xml";
static const struct archive_limits limits = {.entries = 1000, .bytes = 64 << 20, .ratio = 200};

static bool refuse(const struct xlsx_package *package, struct problems *problems, struct err *err)
{
    problem_add_err(problems, package->reading->file, 0, NULL, err);
    return false;
}

bool xlsx_is_main(const char *space)
{
    return space && (strcmp(space, "http://schemas.openxmlformats.org/spreadsheetml/2006/main") == 0 ||
                     strcmp(space, "http://purl.oclc.org/ooxml/spreadsheetml/main") == 0);
}

bool xlsx_flag(const struct xml_element *element, const char *local)
{
    char text[8];
    return xml_stream_attribute(element, local, false, text, sizeof text) &&
           (strcmp(text, "1") == 0 || strcmp(text, "true") == 0 || strcmp(text, "on") == 0);
}

int xlsx_number(const struct xml_element *element, const char *local, int fallback)
{
    char text[12] = "", *end;
    bool whole = xml_stream_attribute(element, local, false, text, sizeof text);
    if (!*text)
        return whole ? -1 : fallback;
    long number = strtol(text, &end, 10);
    return !whole || *end || number < 0 || number > 1000000000 ? -1 : (int)number;
}

/* The entry of a part; its name may differ in capitals. The number of entries when there is none. */
static size_t find_part(const struct xlsx_package *package, const char *part)
{
    size_t count = archive_reader_count(package->archive), at = 0;
    while (at < count && strcasecmp(archive_reader_item(package->archive, at)->name, part) != 0)
        at++;
    return at;
}

static bool has_part(const struct xlsx_package *package, const char *part)
{
    return find_part(package, part) < archive_reader_count(package->archive);
}

static bool pump(const struct xlsx_package *package, size_t entry, struct xml_stream *stream, struct err *err)
{
    char piece[PIECE];
    size_t len = 1;
    if (!archive_reader_enter(package->archive, entry, err))
        return false;
    while (len && !xml_stream_stopped(stream))
        if (!archive_reader_next(package->archive, piece, sizeof piece, &len, err) ||
            !xml_stream_feed(stream, piece, len, err))
            return false;
    return xml_stream_end(stream, err);
}

bool xlsx_package_read(const struct xlsx_package *package, const char *part, const struct xml_events *events,
                       struct xml_stream **stream, struct problems *problems)
{
    struct err err = {0};
    size_t entry = find_part(package, part);
    if (entry == archive_reader_count(package->archive)) {
        err_set(&err, "sổ thiếu phần “%s”; mở bằng Excel rồi lưu lại",
                "the workbook lacks the part “%s”; open it in Excel and save it again", part);
        return refuse(package, problems, &err);
    }
    *stream = xml_stream_create(part, events);
    bool good = pump(package, entry, *stream, &err);
    xml_stream_destroy(*stream);
    *stream = NULL;
    return good || refuse(package, problems, &err);
}

/* Relationships. */

struct relating {
    const struct xlsx_package *package;
    const char *source;
    struct xlsx_relations *relations;
};

/* ../media/x.xml from xl/worksheets/sheet1.xml → xl/media/x.xml; NULL when it leads out of the package. */
static const char *resolve(struct arena *arena, const char *source, const char *target)
{
    const char *slash = *target == '/' ? NULL : strrchr(source, '/');
    char *path = arena_printf(arena, "%.*s%s", slash ? (int)(slash + 1 - source) : 0, source, target);
    char *out = path;
    path[strcspn(path, "#?")] = '\0';
    for (const char *at = path; *at;) {
        size_t len = strcspn(at, "/");
        bool up = len == 2 && memcmp(at, "..", 2) == 0, stay = len == 0 || (len == 1 && *at == '.');
        if (up && out == path)
            return NULL;
        if (up)
            for (out--; out > path && out[-1] != '/';)
                out--;
        size_t whole = len + (at[len] == '/');
        if (!up && !stay) {
            memmove(out, at, whole);
            out += whole;
        }
        at += whole;
    }
    *out = '\0';
    return path;
}

static void take_relation(void *context, const struct xml_element *element)
{
    struct relating *relating = context;
    struct xlsx_relations *relations = relating->relations;
    struct arena *arena = relating->package->arena;
    char id[TEXT_BYTES], type[TEXT_BYTES], target[TEXT_BYTES], mode[16];
    if (strcmp(element->local, "Relationship") != 0 || !xml_stream_attribute(element, "Id", false, id, sizeof id) ||
        !xml_stream_attribute(element, "Type", false, type, sizeof type) ||
        !xml_stream_attribute(element, "Target", false, target, sizeof target) ||
        (xml_stream_attribute(element, "TargetMode", false, mode, sizeof mode) && strcasecmp(mode, "External") == 0))
        return;
    const char *slash = strrchr(type, '/'), *path = resolve(arena, relating->source, target);
    if (!path || relations->len == RELATIONS_MAX)
        return;
    if (relations->len == relations->size) {
        size_t size = relations->size ? 2 * relations->size : 16;
        relations->items = arena_grow(arena, relations->items, relations->len * sizeof *relations->items,
                                      size * sizeof *relations->items);
        relations->size = size;
    }
    relations->items[relations->len++] =
        (struct xlsx_relation){arena_strdup(arena, id), arena_strdup(arena, slash ? slash + 1 : type), path};
}

static void pass_over(void *context, const char *local, const char *space)
{
    (void)context, (void)local, (void)space;
}

bool xlsx_package_relations(const struct xlsx_package *package, const char *source, struct xlsx_relations *ret_relations)
{
    const char *slash = strrchr(source, '/'), *name = slash ? slash + 1 : source;
    const char *part = arena_printf(package->arena, "%.*s_rels/%s.rels", (int)(name - source), source, name);
    struct relating relating = {package, source, ret_relations};
    const struct xml_events events = {.open = take_relation, .close = pass_over, .context = &relating};
    struct xml_stream *stream;
    *ret_relations = (struct xlsx_relations){0};
    return !has_part(package, part) || xlsx_package_read(package, part, &events, &stream, package->reading->problems);
}

const struct xlsx_relation *xlsx_relation_of_type(const struct xlsx_relations *relations, const char *type)
{
    for (size_t i = 0; i < relations->len; i++)
        if (strcmp(relations->items[i].type, type) == 0)
            return &relations->items[i];
    return NULL;
}

const struct xlsx_relation *xlsx_relation_of_id(const struct xlsx_relations *relations, const char *id)
{
    for (size_t i = 0; i < relations->len; i++)
        if (strcmp(relations->items[i].id, id) == 0)
            return &relations->items[i];
    return NULL;
}

/* What kind of file it is. */

struct typing {
    const char *part;
    char type[TEXT_BYTES];
};

static void take_type(void *context, const struct xml_element *element)
{
    struct typing *typing = context;
    char part[TEXT_BYTES], type[TEXT_BYTES], extension[16];
    bool own = strcmp(element->local, "Override") == 0 && xml_stream_attribute(element, "PartName", false, part, sizeof part) &&
               *part == '/' && strcasecmp(part + 1, typing->part) == 0;
    bool common = strcmp(element->local, "Default") == 0 && !*typing->type &&
                  xml_stream_attribute(element, "Extension", false, extension, sizeof extension) &&
                  strrchr(typing->part, '.') && strcasecmp(strrchr(typing->part, '.') + 1, extension) == 0;
    if ((own || common) && xml_stream_attribute(element, "ContentType", false, type, sizeof type))
        strcpy(typing->type, type);
}

/* Kinds of packages by a word of the main part's content type; the first that fits. */
static bool is_taken(const struct xlsx_package *package, const char *type)
{
    static const struct {
        const char *word, *vi, *en;
    } kinds[] = {
        {"sheet.binary", "đây là sổ nhị phân (.xlsb); trong Excel chọn Lưu thành → Sổ làm việc Excel (.xlsx) rồi gửi tệp đó",
         "this is a binary workbook (.xlsb); in Excel choose Save As → Excel Workbook (.xlsx) and send that"},
        {"macroEnabled", "đây là sổ có macro (.xlsm); trong Excel chọn Lưu thành → Sổ làm việc Excel (.xlsx) rồi gửi tệp đó",
         "this is a workbook with macros (.xlsm); in Excel choose Save As → Excel Workbook (.xlsx) and send that"},
        {"spreadsheetml", NULL, NULL},
        {"wordprocessingml", "đây là văn bản Word (.docx); chép bảng sang Excel, lưu thành .xlsx rồi gửi",
         "this is a Word document (.docx); copy its table into Excel, save it as .xlsx and send that"},
        {"", "đây không phải sổ Excel; mở bằng chương trình đã tạo ra nó, lưu thành .xlsx hoặc CSV UTF-8 rồi gửi",
         "this is no Excel workbook; open it in the program that made it, save it as .xlsx or CSV UTF-8 and send that"},
    };
    size_t kind = 0;
    while (!strstr(type, kinds[kind].word))
        kind++;
    if (kinds[kind].vi)
        problem_add(package->reading->problems, package->reading->file, 0, NULL, "%1$s%2$.0s", "%2$s%1$.0s", kinds[kind].vi,
                    kinds[kind].en);
    return !kinds[kind].vi;
}

const char *xlsx_package_workbook(const struct xlsx_package *package)
{
    struct xlsx_relations relations;
    struct xml_stream *stream;
    if (!xlsx_package_relations(package, "", &relations))
        return NULL;
    const struct xlsx_relation *main = xlsx_relation_of_type(&relations, "officeDocument");
    struct typing typing = {.part = main ? main->target : ""};
    const struct xml_events events = {.open = take_type, .close = pass_over, .context = &typing};
    bool good = !main || xlsx_package_read(package, types_part, &events, &stream, package->reading->problems);
    return good && is_taken(package, typing.type) ? main->target : NULL;
}

/* A zip that is no package at all. */
static bool refuse_zip(const struct xlsx_package *package)
{
    if (has_part(package, "mimetype"))
        problem_add(package->reading->problems, package->reading->file, 0, NULL,
                    "đây là bảng tính OpenDocument (.ods); trong LibreOffice chọn Lưu thành → Excel 2007-365 (.xlsx) rồi gửi tệp đó",
                    "this is an OpenDocument spreadsheet (.ods); in LibreOffice choose Save As → Excel 2007-365 (.xlsx) and send that");
    else
        problem_add(package->reading->problems, package->reading->file, 0, NULL,
                    "đây là tệp nén, không phải sổ Excel; giải nén rồi gửi từng tệp .xlsx hoặc CSV",
                    "this is a zip file, no Excel workbook; unpack it and send each .xlsx or CSV");
    return false;
}

bool xlsx_package_open(struct xlsx_package *package, const struct sheet_reading *reading, struct arena *arena)
{
    struct err err = {0};
    *package = (struct xlsx_package){.reading = reading, .arena = arena};
    package->archive = archive_reader_open(arena, &reading->source, limits, &err);
    if (!package->archive)
        return refuse(package, reading->problems, &err);
    return has_part(package, types_part) || refuse_zip(package);
}

void xlsx_package_close(struct xlsx_package *package)
{
    archive_reader_close(package->archive);
}
