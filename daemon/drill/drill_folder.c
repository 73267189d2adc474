#include "drill/drill_folder.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"

#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define WORK "drill-"

/* NULL: there is none. */
static const char *newest(struct arena *arena, const char *folder, int64_t *ret_at)
{
    glob_t found;
    const char *best = NULL;
    if (glob(arena_printf(arena, "%s/*.db", folder), 0, NULL, &found) != 0)
        return NULL;
    for (size_t i = 0; i < found.gl_pathc; i++) {
        struct stat file;
        if (stat(found.gl_pathv[i], &file) != 0 || !S_ISREG(file.st_mode) || (best && file.st_mtime < *ret_at))
            continue;
        best = arena_strdup(arena, found.gl_pathv[i]);
        *ret_at = file.st_mtime;
    }
    globfree(&found);
    return best;
}

static bool find_newest(struct arena *arena, const char *folder, int64_t now, const char **ret_backup, int64_t *ret_at, struct err *err)
{
    const char *backup = newest(arena, folder, ret_at);
    if (!backup)
        return err_set(err, "“%s” không có bản sao lưu nào (*.db); hãy sao lưu (thiduactl backup) và xem việc sao lưu hằng ngày có chạy không",
                       "“%s” holds no backup (*.db); make one (thiduactl backup), and see whether the daily one runs", folder);
    *ret_backup = backup;
    return now - *ret_at <= (int64_t)DRILL_OLD_DAYS * DAY_SECONDS ||
           err_set(err, "bản sao lưu mới nhất “%s” ghi từ ngày %s; hãy xem vì sao việc sao lưu hằng ngày không chạy nữa",
                   "the newest backup “%s” is of %s; see why the daily one does not run any more", backup, day_text(arena, instant_day(*ret_at)));
}

bool drill_folder_find(struct arena *arena, const char *path, int64_t now, const char **ret_backup, int64_t *ret_copied_at, struct err *err)
{
    struct stat file;
    if (stat(path, &file) != 0)
        return err_set(err, "%s: %s; hãy ghi bản sao lưu hoặc thư mục có các bản sao lưu", "%s: %s; give a backup, or the folder that has them", path,
                       strerror(errno));
    if (S_ISDIR(file.st_mode))
        return find_newest(arena, path, now, ret_backup, ret_copied_at, err);
    *ret_backup = arena_strdup(arena, path);
    *ret_copied_at = file.st_mtime;
    return true;
}

/* It and what is in it: files alone. */
static void remove_work(struct arena *arena, const char *path)
{
    glob_t found;
    if (glob(arena_printf(arena, "%s/*", path), 0, NULL, &found) == 0) {
        for (size_t i = 0; i < found.gl_pathc; i++)
            unlink(found.gl_pathv[i]);
        globfree(&found);
    }
    rmdir(path);
}

/* Nobody works there now: the lock is ours. */
static void sweep(struct arena *arena, const char *folder)
{
    glob_t found;
    if (glob(arena_printf(arena, "%s/" WORK "??????", folder), GLOB_ONLYDIR, NULL, &found) != 0)
        return;
    for (size_t i = 0; i < found.gl_pathc; i++)
        remove_work(arena, found.gl_pathv[i]);
    globfree(&found);
}

void drill_folder_sweep(struct arena *arena, const char *folder)
{
    int lock = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (lock < 0)
        return;
    if (flock(lock, LOCK_EX | LOCK_NB) == 0)
        sweep(arena, folder);
    close(lock);
}

bool drill_folder_make(struct drill_folder *folder, struct arena *arena, const char *backup, struct err *err)
{
    *folder = (struct drill_folder){.arena = arena, .backups = dirname(arena_strdup(arena, backup))};
    folder->lock = open(folder->backups, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder->lock < 0)
        return err_set(err, "%s: %s", "%s: %s", folder->backups, strerror(errno));
    if (flock(folder->lock, LOCK_EX | LOCK_NB) != 0) {
        close(folder->lock);
        folder->lock = -1;
        return err_set(err, "trong “%s” đang có một lần diễn tập khác; đợi xong rồi chạy lại", "another drill runs in “%s”; wait for it and run this again",
                       folder->backups);
    }
    sweep(arena, folder->backups);
    char *path = arena_printf(arena, "%s/" WORK "XXXXXX", folder->backups);
    if (!mkdtemp(path))
        return err_set(err, "không tạo được thư mục tạm trong “%s”: %s", "no temporary folder can be made in “%s”: %s", folder->backups, strerror(errno));
    folder->path = path;
    return true;
}

void drill_folder_finish(struct drill_folder *folder)
{
    if (folder->path)
        remove_work(folder->arena, folder->path);
    if (folder->lock >= 0)
        close(folder->lock);
}
