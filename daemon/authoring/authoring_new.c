/* Beginning a criterion: a commented skeleton that an editor changes, and the section of targets.ini that it needs. */
#include "authoring/authoring.h"

#include "authoring/authoring_folder.h"
#include "authoring/skeleton.h"
#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/day.h"
#include "base/err.h"
#include "base/file.h"
#include "base/json.h"
#include "base/terminal.h"
#include "base/text.h"
#include "base/value.h"
#include "package/package.h"
#include "record/record_type.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct skeleton {
    struct arena *arena;
    const struct package *package;
    const char *id;
    const struct record_type *type;
    const char *date; /* the column that decides the period */
    bool of_teams;
};

/* The day by which a record counts: of what it touches, which is what its criterion would ask. */
static const char *date_of(struct arena *arena, const struct record_type *type)
{
    const char *name = type->touches_on ? type->touches_on : type->touches_from;
    const struct field *field = name ? record_field(type, name) : NULL;
    if (field && field_kind(field)->with_day)
        return field_day_column(arena, field);
    return field && field_kind(field)->day ? field->name : NULL;
}

/* What decides results by its days and is laid to a ward or a team; the types that the house itself lives on are
 * not counted. */
static bool fits(struct arena *arena, const struct record_type *type, bool of_teams)
{
    static const char *const own[] = {"unit", "member", "submission", "nomination", "eligibility_flag"};
    bool place = record_field(type, "team") || (!of_teams && record_field(type, "ward"));
    return place && text_place(type->name, own, LEN(own)) < 0 && date_of(arena, type);
}

static bool choose_type(struct skeleton *skeleton, const char *name, struct err *err)
{
    const struct record_types *types = &skeleton->package->types;
    const char **names = arena_alloc(skeleton->arena, (types->len + 1) * sizeof *names), *list = "";
    size_t len = 0;
    for (size_t i = 0; i < types->len; i++) {
        const struct record_type *type = &types->items[i];
        if (!fits(skeleton->arena, type, skeleton->of_teams))
            continue;
        if (!skeleton->type && (!name || strcmp(name, type->name) == 0))
            skeleton->type = type;
        list = arena_printf(skeleton->arena, "%s%s%s", list, len ? ", " : "", type->name);
        names[len++] = type->name;
    }
    if (skeleton->type) {
        skeleton->date = date_of(skeleton->arena, skeleton->type);
        return true;
    }
    const char *near = name ? text_nearest(name, names, len) : NULL;
    return err_set(err, "không đếm được loại “%s”%s%s%s; chọn một trong: %s",
                   "the type “%s” cannot be counted%s%s%s; choose one of: %s", name ? name : "", near ? " (" : "",
                   near ? near : "", near ? "?)" : "", list);
}

/* A section of targets.ini, unless the package has a parameter of this name. */
static void add_section(struct buffer *out, const struct skeleton *skeleton, const char *name, const char *type,
                        const char *value)
{
    const char *whole = arena_printf(skeleton->arena, "%s.%s", skeleton->id, name);
    if (!param_find(&skeleton->package->targets, whole))
        buffer_printf(out,
                      "\n[%s %s]\ntitle = Chỉ tiêu %s\ntype = %s\nvalue = %s\n"
                      "reference = (văn bản, mục giao chỉ tiêu này)\n",
                      whole, day_text(skeleton->arena, skeleton->package->from), skeleton->id, type, value);
}

static const char *sections(const struct skeleton *skeleton)
{
    struct buffer out = {0};
    if (skeleton->of_teams) {
        add_section(&out, skeleton, "least", "number", "1");
        add_section(&out, skeleton, "ward_share", "percent", "100 %");
    } else {
        add_section(&out, skeleton, "most", "number", "0");
    }
    return buffer_take(&out, skeleton->arena);
}

static bool write_skeleton(const struct authoring_folder *folder, const struct skeleton *skeleton, const char **ret_path,
                           struct err *err)
{
    struct arena *arena = skeleton->arena;
    const char *path = arena_printf(arena, "%s/criteria/%s.lua", folder->path, skeleton->id);
    const struct level_words *levels = skeleton->package->levels;
    const struct level_chain *chain = &skeleton->package->chain;
    char *text = arena_printf(arena, skeleton_text(skeleton->of_teams), skeleton->id, skeleton->type->name,
                              skeleton->date, levels[LEVEL_WARD].vi, levels[LEVEL_TEAM].vi, level_chain_id(chain, LEVEL_WARD), level_chain_id(chain, LEVEL_TEAM));
    if (access(path, F_OK) == 0)
        return err_set(err, "%s: đã có tiêu chí này, không ghi đè; chọn số khác",
                       "%s: there is this criterion already, it is not overwritten; choose another number", path);
    *ret_path = path;
    return file_write(path, text, strlen(text), err);
}

static void say(const struct authoring *authoring, const struct skeleton *skeleton, const char *path)
{
    const char *targets = sections(skeleton);
    if (authoring->json) {
        struct value *answer = value_map(skeleton->arena);
        value_set_text(answer, "file", path);
        value_set_text(answer, "targets", targets);
        puts(json_text(skeleton->arena, answer));
        return;
    }
    terminal_print(stdout, authoring->english ? "written: %s\n" : "đã ghi: %s\n", path);
    if (*targets)
        terminal_print(stdout, authoring->english ? "Add to targets.ini, with the right value and reference:\n%s"
                             : "Thêm vào targets.ini, ghi đúng giá trị và căn cứ:\n%s",
               targets);
}

static bool begin(const struct authoring *authoring, struct authoring_folder *folder, struct skeleton *skeleton,
                  const char **ret_path, struct err *err)
{
    const char *within;
    problems_init(&folder->problems, folder->arena);
    if (!authoring->id || !criterion_id_fits(authoring->id))
        return err_set(err, "“%s” không phải là số của tiêu chí; viết như 8.1",
                       "“%s” is no criterion's number; write it like 8.1", authoring->id ? authoring->id : "");
    if (!authoring_folder_find(folder->arena, authoring->paths[0], &folder->path, &within, err) ||
        !package_read_folder(folder->arena, folder->path, &folder->problems, &folder->package, err))
        return false;
    *skeleton = (struct skeleton){.arena = folder->arena,
                                  .package = folder->package,
                                  .id = authoring->id,
                                  .of_teams = authoring->subject && strcmp(authoring->subject, "team") == 0};
    if (skeleton->of_teams && !*level_chain_id(&folder->package->chain, LEVEL_TEAM))
        return err_set(err, "phong trào này không có cấp tổ nên không có chỉ tiêu của tổ; bỏ --subject team",
                       "this contest has no level of teams, so no criterion of teams; leave out --subject team");
    return choose_type(skeleton, authoring->of, err) && write_skeleton(folder, skeleton, ret_path, err);
}

int authoring_new(const struct authoring *authoring)
{
    struct authoring_folder folder = {.arena = arena_create()};
    struct skeleton skeleton = {0};
    struct err err = {0};
    const char *path = NULL;
    int status = 0;
    if (begin(authoring, &folder, &skeleton, &path, &err))
        say(authoring, &skeleton, path);
    else
        status = authoring_folder_complain(authoring, &err);
    arena_destroy(folder.arena);
    return status;
}
