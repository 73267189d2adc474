/*
 * tests/<criterion>/<case>/, tests/conclusion/<case>/: an editor's tests of the rules. Here only the names are looked at, so that a test that
 * nobody would ever run is found; authoring/ reads and runs them.
 */
#include "package/reading.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/problem.h"
#include "base/text.h"
#include "package/package.h"
#include "package/soundness.h"

#include <string.h>

static const char folder[] = "tests/";
static const char of_units[] = "conclusion"; /* how units stand by all criteria, and in which place */

static bool is_criterion(const struct package *package, const char *id)
{
    return package_criterion(package, id) || strcmp(id, of_units) == 0;
}

static void refuse_folder(const struct package_reading *reading, const char *path, const char *id)
{
    const struct package *package = reading->package;
    const char **ids = arena_alloc(reading->arena, (package->criterion_count + 1) * sizeof *ids);
    for (size_t i = 0; i < package->criterion_count; i++)
        ids[i] = package->criteria[i].id;
    ids[package->criterion_count] = of_units;
    const char *near = text_nearest(id, ids, package->criterion_count + 1);
    problem_add(reading->problems, path, 0, NULL,
                "không có tiêu chí “%s”%s%s%s; thư mục mang số của một tiêu chí, như tests/1.1/tên-ca/, hoặc là tests/conclusion/tên-ca/ cho xếp loại và hạng",
                "there is no criterion “%s”%s%s%s; the folder bears a criterion's number, like tests/1.1/name/, or is tests/conclusion/name/ for class and place", id,
                near ? " (" : "", near ? near : "", near ? "?)" : "");
}

/* "tip.csv": a record type's rows; "expected.csv": what must come out; "targets.csv": other values of parameters. */
static bool is_table(const struct package *package, struct arena *arena, const char *name)
{
    const char *dot = strrchr(name, '.');
    if (!dot || strcmp(dot, ".csv") != 0)
        return false;
    const char *word = arena_strndup(arena, name, (size_t)(dot - name));
    return strcmp(word, "expected") == 0 || strcmp(word, "targets") == 0 || record_type_find(&package->types, word);
}

static void look_at(const struct package_reading *reading, const char *path)
{
    const char *id = path + strlen(folder), *slash = strchr(id, '/'), *name = strrchr(path, '/') + 1;
    const char *inner = slash ? strchr(slash + 1, '/') : NULL;
    const char *criterion = slash ? arena_strndup(reading->arena, id, (size_t)(slash - id)) : id;
    if (strcmp(name, "README.md") == 0)
        return;
    if (!inner || inner + 1 != name)
        problem_add(reading->problems, path, 0, NULL,
                    "tệp kiểm thử nằm trong thư mục của một ca: tests/<tiêu chí>/<tên ca>/%s; chuyển vào đó",
                    "a test's file lies in the folder of its case: tests/<criterion>/<case>/%s; move it there", name);
    else if (!is_criterion(reading->package, criterion) && soundness_has(reading->package, "criteria/"))
        refuse_folder(reading, path, criterion);
    else if (soundness_has(reading->package, "records.ini") && !is_table(reading->package, reading->arena, name))
        problem_add(reading->problems, path, 0, NULL,
                    "một ca chỉ có các tệp <loại>.csv, targets.csv, expected.csv và README.md; đổi tên hoặc xóa tệp này",
                    "a case has files <type>.csv, targets.csv, expected.csv and README.md; rename this file or delete it");
}

void case_file_read(const struct package_reading *reading)
{
    const struct file_list *files = &reading->package->files;
    for (size_t i = 0; i < files->len; i++)
        if (strncmp(files->items[i].path, folder, strlen(folder)) == 0)
            look_at(reading, files->items[i].path);
}
