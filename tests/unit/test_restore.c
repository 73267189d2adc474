/*
 * store: a backup put in the place of the databases. The command is killed at every call that changes a name or a file, by a
 * child that ends there: what is left is the old state, the new one, or one that the commit mark refuses.
 */
#include "store_case.h"

#include "store/backup.h"
#include "store/commit_mark.h"
#include "store/restore.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/wait.h>

enum { KILLED = 9, MOST_CALLS = 60 };

static int calls_left = -1; /* -1: it is never killed */

static void maybe_die(void)
{
    if (calls_left >= 0 && calls_left-- == 0)
        _exit(KILLED);
}

int rename(const char *from, const char *to)
{
    maybe_die();
    return (int)syscall(SYS_rename, from, to);
}

int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags)
{
    maybe_die();
    return (int)syscall(SYS_linkat, from_folder, from, to_folder, to, flags);
}

int unlinkat(int at, const char *name, int flags)
{
    maybe_die();
    return (int)syscall(SYS_unlinkat, at, name, flags);
}

int fsync(int fd)
{
    maybe_die();
    return (int)syscall(SYS_fsync, fd);
}

static const char *backup;

/* A state whose newest changes are in its -wal, as a kill leaves it, and a backup of the time before them. */
static void prepare(void)
{
    struct backup made;
    assert_true(commit_mark_open(store, NULL));
    assert_true(change_meta("n", 1, NULL));
    backup = path_of("backup.db");
    unlink(backup);
    assert_true(backup_write(folder, backup, &made, NULL));
    assert_false(made.accounts);
}

static void clear(const char *where)
{
    struct dirent *entry;
    DIR *names = opendir(where);
    assert_non_null(names);
    while ((entry = readdir(names))) {
        const char *path = arena_printf(arena, "%s/%s", where, entry->d_name);
        if (strncmp(entry->d_name, "replaced-", 9) == 0)
            clear(path), rmdir(path);
        else if (*entry->d_name != '.')
            unlink(path);
    }
    closedir(names);
}

static int teardown(void **state)
{
    store_close(store);
    store = NULL;
    clear(folder);
    return store_case_teardown(state);
}

/* In a child, which is killed at call `number`; whether it came to its end before. */
static bool restored_before(int number)
{
    int status;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct restore restore;
        struct arena *own = arena_create();
        calls_left = number;
        _exit(restore_write(folder, backup, false, own, &restore, NULL) ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && (WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == KILLED));
    return WEXITSTATUS(status) == 0;
}

/* What a daemon would find: 1 of the backup, 2 of before; 0 when it does not start, which must say what to do. */
static int64_t found(void)
{
    struct err err = {0};
    struct store *left = store_open(folder, STORE_WRITE, &err);
    int64_t value = 0;
    if (left && commit_mark_open(left, &err))
        value = meta(left, "n");
    else
        assert_non_null(strstr(err.en, "restore"));
    store_close(left);
    err_clear(&err);
    return value;
}

static void test_a_kill_at_every_step(void **state)
{
    static const char *const names[] = {STORE_FILE, STORE_FILE "-wal", STORE_FILE COMMIT_MARK_SUFFIX};
    struct file files[LEN(names)];
    struct restore restore;
    int64_t seen[3] = {0};
    int number = 0;
    (void)state;
    prepare();
    assert_true(change_meta("n", 2, NULL));
    for (size_t i = 0; i < LEN(names); i++)
        assert_true(file_read(arena, path_of(names[i]), 1 << 24, &files[i], NULL));
    store_close(store);
    store = NULL;
    assert_true(files[1].len > 0);
    for (bool whole = false; !whole; number++) {
        assert_true(number < MOST_CALLS);
        for (size_t i = 0; i < LEN(names); i++)
            assert_true(file_write(path_of(names[i]), files[i].bytes, files[i].len, NULL));
        whole = restored_before(number);
        int64_t value = found();
        assert_in_range(value, 0, 2);
        assert_true(!whole || value == 1);
        seen[value]++;
        struct dirent *entry;
        DIR *all = opendir(folder);
        while ((entry = readdir(all)))
            if (strncmp(entry->d_name, "replaced-", 9) == 0) {
                clear(path_of(entry->d_name));
                rmdir(path_of(entry->d_name)); /* its name is of a second; people do not restore twice in one */
            }
        closedir(all);
        assert_true(restore_write(folder, backup, false, arena, &restore, NULL)); /* and once more it goes through */
        assert_int_equal(found(), 1);
        clear(restore.kept);
        rmdir(restore.kept);
    }
    assert_true(number > 8 && seen[1] > 0 && seen[2] > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_kill_at_every_step, store_case_setup, teardown),
    };
    return cmocka_run_group_tests_name("restore", tests, NULL, NULL);
}
