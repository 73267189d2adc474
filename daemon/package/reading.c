#include "package/reading.h"

#include "base/file.h"
#include "base/problem.h"
#include "package/ini.h"
#include "package/package.h"
#include "package/soundness.h"

bool reading_ini(const struct package_reading *reading, const char *path, struct ini *ret_ini)
{
    const struct file *file = file_find(&reading->package->files, path);
    if (file)
        *ret_ini = ini_read(reading->arena, file, reading->problems);
    else
        problem_add(reading->problems, path, 0, NULL, "gói thiếu tệp này; thêm tệp %s",
                    "the package lacks this file; add %s", path);
    if (!file || ret_ini->damaged)
        soundness_lose(reading->package, path);
    return file != NULL;
}
