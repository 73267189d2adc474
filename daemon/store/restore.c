#include "store/restore.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/folder_lock.h"
#include "base/value.h"
#include "store/backup.h"
#include "store/change.h"
#include "store/commit_mark.h"
#include "store/integrity.h"
#include "store/store.h"
#include "store/store_open.h"

#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <inttypes.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define TEMPORARY "restoring-"

/* One restore. Of the temporary files, beside what they will replace: NULL = there is none. */
struct task {
    const char *folder, *path;
    struct arena *arena;
    int folder_fd, lock;
    const char *main, *accounts;
    struct restore *result;
};

static bool fail(const char *path, struct err *err)
{
    return err_set(err, "%s: %s; thư mục dữ liệu vẫn như cũ", "%s: %s; the state folder is as it was", path, strerror(errno));
}

static bool is_there(const char *path)
{
    struct stat file;
    return stat(path, &file) == 0;
}

static bool has_bytes(const char *path)
{
    struct stat file;
    return stat(path, &file) == 0 && file.st_size > 0;
}

/* A database that a program has open is no backup: part of it is in its log. */
static bool stands_alone(const struct task *task, struct err *err)
{
    static const char *const logs[] = {"-wal", "-journal"};
    for (size_t i = 0; i < LEN(logs); i++)
        if (has_bytes(arena_printf(task->arena, "%s%s", task->path, logs[i])))
            return err_set(err,
                           "“%1$s” không phải là bản sao lưu: bên cạnh có “%1$s%2$s”, một phần dữ liệu còn ở đó; hãy dùng tệp do "
                           "thiduactl backup ghi",
                           "“%1$s” is no backup: “%1$s%2$s” beside it holds a part of the data; use a file that thiduactl backup wrote",
                           task->path, logs[i]);
    return true;
}

static bool pour(int from, int to)
{
    enum { PIECE = 1 << 30 };
    ssize_t got;
    while ((got = copy_file_range(from, NULL, to, NULL, PIECE, 0)) > 0)
        ;
    return got == 0;
}

/* The folder's owner is who will open it: the service's user, also where root restores. */
static bool give_to_owner(const struct task *task, int fd)
{
    struct stat owner;
    return fstat(task->folder_fd, &owner) == 0 && (owner.st_uid == geteuid() || fchown(fd, owner.st_uid, owner.st_gid) == 0);
}

/* A copy in the state folder, so that taking its place is one rename; NULL with err. */
static const char *bring(const struct task *task, const char *path, struct err *err)
{
    char *temporary = arena_printf(task->arena, "%s/" TEMPORARY "XXXXXX", task->folder);
    int from = open(path, O_RDONLY | O_CLOEXEC);
    int to = from >= 0 ? mkostemp(temporary, O_CLOEXEC) : -1;
    bool good = (from >= 0 && to >= 0) || fail(from < 0 ? path : task->folder, err);
    good = good && ((pour(from, to) && give_to_owner(task, to) && fsync(to) == 0) || fail(temporary, err));
    if (from >= 0)
        close(from);
    if (to >= 0)
        close(to);
    if (!good && to >= 0)
        unlink(temporary);
    return good ? temporary : NULL;
}

/* The row by which the log of the contest says that it goes on from here. Its instant is the newest change's: the clock may be a
 * set one. */
static bool note(const struct task *task, struct store *store, struct err *err)
{
    const struct restore *result = task->result;
    struct value *detail = value_map(task->arena);
    struct change change = {0};
    value_set_text(detail, "file", basename(arena_strdup(task->arena, task->path)));
    value_set_int(detail, "restored", result->sequence);
    value_set_int(detail, "replaced", result->replaced);
    bool good = change_begin(&change, store, result->at == INT64_MIN ? 0 : result->at, arena_printf(task->arena, "uid:%ld", (long)getuid()),
                             "start", "restore", NULL, err) &&
                change_commit(&change, detail, err);
    change_cancel(&change);
    return good;
}

/* The same checks as when it was written, and of an older version the upgrade that a start would make. */
static bool check_main(const struct task *task, bool trial, struct err *err)
{
    struct restore *result = task->result;
    struct store *store = store_open_file(task->main, STORE_WRITE, err);
    int64_t rows, checked;
    bool good = store && change_verify(store, task->arena, &rows, err) && integrity_check(store, &checked, err) &&
                change_version(store, &result->sequence, err);
    if (good) {
        result->at = change_latest_at(store);
        good = trial || note(task, store, err);
    }
    store_close(store);
    return good || err_prefix(err, "không khôi phục từ “%s”", "cannot restore from “%s”", task->path);
}

static bool check_accounts(const struct task *task, struct err *err)
{
    struct store *store = store_open_accounts_file(task->accounts, STORE_WRITE, err);
    bool good = store && integrity_check_pages(store, err);
    store_close(store);
    return good || err_prefix(err, "không khôi phục từ “%s" BACKUP_ACCOUNTS_SUFFIX "”", "cannot restore from “%s" BACKUP_ACCOUNTS_SUFFIX "”",
                              task->path);
}

/* What is there may be damaged: that is why somebody restores. */
static void look_at_replaced(const struct task *task)
{
    struct restore *result = task->result;
    if (!is_there(arena_printf(task->arena, "%s/" STORE_FILE, task->folder))) {
        result->replaced = 0;
        result->replaced_at = INT64_MIN;
        return;
    }
    struct store *store = store_open(task->folder, STORE_READ, NULL);
    result->replaced = store ? change_latest(store) : -1;
    result->replaced_at = store ? change_latest_at(store) : INT64_MIN;
    store_close(store);
}

static const char *const kept_names[] = {STORE_FILE, STORE_FILE "-wal", STORE_FILE COMMIT_MARK_SUFFIX, STORE_ACCOUNTS_FILE,
                                         STORE_ACCOUNTS_FILE "-wal"};

static bool has_files(const struct task *task)
{
    for (size_t i = 0; i < LEN(kept_names); i++)
        if (is_there(arena_printf(task->arena, "%s/%s", task->folder, kept_names[i])))
            return true;
    return false;
}

static void forget_kept(int kept, const struct task *task)
{
    for (size_t i = 0; i < LEN(kept_names); i++)
        unlinkat(kept, kept_names[i], 0);
    rmdir(task->result->kept);
}

/* By a second name in a folder of its own, so that the files stay where they are until they are replaced. */
static bool keep(const struct task *task, struct err *err)
{
    char stamp[32];
    time_t now = time(NULL);
    struct tm local;
    strftime(stamp, sizeof stamp, "%Y%m%dT%H%M%S", localtime_r(&now, &local));
    char *path = arena_printf(task->arena, "%s/replaced-%s", task->folder, stamp);
    if (mkdir(path, 0700) != 0)
        return fail(path, err);
    task->result->kept = path;
    int kept = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool good = kept >= 0 && give_to_owner(task, kept);
    for (size_t i = 0; good && i < LEN(kept_names); i++)
        good = linkat(task->folder_fd, kept_names[i], kept, kept_names[i], 0) == 0 || errno == ENOENT;
    good = good && fsync(kept) == 0 && fsync(task->folder_fd) == 0;
    if (!good) {
        fail(path, err);
        forget_kept(kept, task);
    }
    if (kept >= 0)
        close(kept);
    return good;
}

static bool half_way(const struct task *task, const char *name, struct err *err)
{
    return err_set(err, "%s/%s: %s; hãy khôi phục lại một lần nữa, dữ liệu cũ ở %s", "%s/%s: %s; restore once more, the old data is in %s",
                   task->folder, name, strerror(errno), task->result->kept ? task->result->kept : "-");
}

static bool take_place(const struct task *task, const char *temporary, const char *name, struct err *err)
{
    unlinkat(task->folder_fd, arena_printf(task->arena, "%s-wal", name), 0);
    unlinkat(task->folder_fd, arena_printf(task->arena, "%s-shm", name), 0);
    return rename(temporary, arena_printf(task->arena, "%s/%s", task->folder, name)) == 0 ||
           half_way(task, name, err);
}

/* What a build found of the replaced seals says nothing of these. The commit mark of what was replaced goes last: until then a start of a half-way state is refused by it. */
static bool replace(const struct task *task, struct err *err)
{
    return (unlinkat(task->folder_fd, STORE_BUILD_FILE, 0) == 0 || errno == ENOENT || half_way(task, STORE_BUILD_FILE, err)) &&
           take_place(task, task->main, STORE_FILE, err) &&
           (!task->accounts || take_place(task, task->accounts, STORE_ACCOUNTS_FILE, err)) &&
           ((fsync(task->folder_fd) == 0 &&
             (unlinkat(task->folder_fd, STORE_FILE COMMIT_MARK_SUFFIX, 0) == 0 || errno == ENOENT) && fsync(task->folder_fd) == 0) ||
            half_way(task, STORE_FILE COMMIT_MARK_SUFFIX, err));
}

static bool perform(struct task *task, bool trial, struct err *err)
{
    const char *accounts = arena_printf(task->arena, "%s" BACKUP_ACCOUNTS_SUFFIX, task->path);
    task->result->accounts = is_there(accounts);
    look_at_replaced(task);
    return stands_alone(task, err) && (task->main = bring(task, task->path, err)) && check_main(task, trial, err) &&
           (!task->result->accounts || ((task->accounts = bring(task, accounts, err)) && check_accounts(task, err))) &&
           (trial || ((!has_files(task) || keep(task, err)) && replace(task, err)));
}

/* What did not take its place, with what SQLite made beside it; of a restore that was killed, too. */
static void clean(const struct task *task)
{
    glob_t found;
    if (glob(arena_printf(task->arena, "%s/" TEMPORARY "*", task->folder), GLOB_NOESCAPE, NULL, &found) != 0)
        return;
    for (size_t i = 0; i < found.gl_pathc; i++)
        unlink(found.gl_pathv[i]);
    globfree(&found);
}

bool restore_write(const char *folder, const char *path, bool trial, struct arena *arena, struct restore *ret_restore, struct err *err)
{
    *ret_restore = (struct restore){.at = INT64_MIN, .replaced_at = INT64_MIN};
    struct task task = {.folder = folder, .path = path, .arena = arena, .lock = -1, .result = ret_restore};
    task.folder_fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (task.folder_fd < 0)
        return err_set(err, "--state %s: %s; hãy tạo thư mục ấy (mkdir) với đúng chủ trước", "--state %s: %s; make it first (mkdir), with its owner",
                       folder, strerror(errno));
    bool good = folder_lock_take(task.folder_fd, folder, STORE_LOCK_FILE, &task.lock, err);
    if (!good)
        err_prefix(err, "hãy dừng máy chủ trước (systemctl stop thidua) rồi khôi phục", "stop the daemon first (systemctl stop thidua), then restore");
    good = good && perform(&task, trial, err);
    if (task.lock >= 0) {
        clean(&task);
        close(task.lock);
    }
    close(task.folder_fd);
    return good;
}
