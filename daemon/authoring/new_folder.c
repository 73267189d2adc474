#include "authoring/new_folder.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

bool new_folder_may(const char *path, struct err *err)
{
    const struct dirent *entry;
    DIR *folder = opendir(path);
    if (!folder)
        return errno == ENOENT || err_set(err, "%s: %s; chọn thư mục khác", "%s: %s; choose another folder", path, strerror(errno));
    bool empty = true;
    while (empty && (entry = readdir(folder)))
        empty = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
    closedir(folder);
    return empty || err_set(err, "%s: thư mục đã có tệp, không ghi đè; chọn thư mục khác", "%s: the folder is not empty, nothing is overwritten; choose another folder", path);
}

/* Every folder of a path, down to the last '/'. */
static bool make_folders(struct arena *arena, const char *path, struct err *err)
{
    for (const char *end = strchr(path + 1, '/'); end; end = strchr(end + 1, '/')) {
        const char *folder = arena_strndup(arena, path, (size_t)(end - path));
        if (mkdir(folder, 0777) != 0 && errno != EEXIST)
            return err_set(err, "không tạo được thư mục %s: %s", "cannot make the folder %s: %s", folder, strerror(errno));
    }
    return true;
}

bool new_folder_write(struct arena *arena, const char *path, const struct file_list *files, struct err *err)
{
    for (size_t i = 0; i < files->len; i++) {
        const char *name = arena_printf(arena, "%s/%s", path, files->items[i].path);
        if (!make_folders(arena, name, err) || !file_write(name, files->items[i].bytes, files->items[i].len, err))
            return err_prefix(err, "mới ghi được %1$zu trong %2$zu tệp", "only %1$zu of %2$zu files were written", i, files->len);
    }
    return true;
}
