/*
 * store: what a full or failing disk leaves behind, and the commit mark. The faults are made where SQLite meets the
 * system: pwrite through its table of system calls, fdatasync by a function of that name here.
 */
#include "store_case.h"

#include "store/change.h"
#include "store/commit_mark.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>

/* Faults: the countdown reaches 0 at the call that fails; -1 = never. */
static int writes_left = -1, syncs_left = -1, write_errno;
static bool sync_stays_broken;

static ssize_t failing_pwrite(int fd, const void *bytes, size_t len, off_t at)
{
    if (writes_left >= 0 && writes_left-- == 0) {
        writes_left = 0; /* and every later one */
        errno = write_errno;
        return -1;
    }
    return pwrite(fd, bytes, len, at);
}

int fdatasync(int fd)
{
    if (syncs_left >= 0 && syncs_left-- == 0) {
        syncs_left = sync_stays_broken ? 0 : -1;
        errno = EIO;
        return -1;
    }
    return (int)syscall(SYS_fdatasync, fd);
}

static void break_writes(int after, int error)
{
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
    write_errno = error;
    writes_left = after;
    vfs->xSetSystemCall(vfs, "pwrite64", after < 0 ? NULL : (sqlite3_syscall_ptr)failing_pwrite);
    vfs->xSetSystemCall(vfs, "pwrite", after < 0 ? NULL : (sqlite3_syscall_ptr)failing_pwrite);
}

static int teardown(void **state)
{
    break_writes(-1, 0);
    syncs_left = -1;
    return store_case_teardown(state);
}

static void test_full_disk(void **state)
{
    struct err err = {0};
    (void)state;
    assert_true(change_meta("n", 1, NULL));
    break_writes(0, ENOSPC);
    assert_false(change_meta("n", 2, &err));
    assert_non_null(strstr(err.vi, "đã đầy"));
    assert_non_null(strstr(err.en, "is full"));
    err_clear(&err);
    break_writes(-1, 0);
    assert_int_equal(meta(store, "n"), 1);
    assert_true(change_meta("n", 3, NULL));
    assert_int_equal(change_latest(store), 2);
}

/* An I/O error at each write and each sync of a change in turn: it did not happen, and the next one does. */
static void test_failing_disk(void **state)
{
    int64_t value = 1;
    int failures = 0;
    (void)state;
    assert_true(change_meta("n", value, NULL));
    for (int kind = 0; kind < 3; kind++) {
        for (int after = 0; after < 20; after++) {
            struct err err = {0};
            if (kind == 0) {
                break_writes(after, EIO);
            } else {
                sync_stays_broken = kind == 2;
                syncs_left = after;
            }
            bool done = change_meta("n", value + 1, &err);
            break_writes(-1, 0);
            syncs_left = -1;
            value += done;
            failures += !done;
            if (!done) {
                assert_non_null(strstr(err.en, "the disk failed"));
                assert_null(strstr(err.en, strerror(0))); /* of a failing commit SQLite notes no errno */
            }
            err_clear(&err);
            assert_int_equal(meta(store, "n"), value);
            assert_true(change_meta("n", ++value, NULL));
            assert_int_equal(meta(store, "n"), value);
        }
    }
    assert_true(failures >= 3); /* the faults were real */
    int64_t rows;
    assert_true(change_verify(store, arena, &rows, NULL));
    store_close(store);
    store = store_open(folder, STORE_WRITE, NULL);
    assert_int_equal(meta(store, "n"), value);
}

static int failing_open(const char *path, int flags, int mode)
{
    (void)path, (void)flags, (void)mode;
    errno = EROFS;
    return -1;
}

static void break_opening(bool broken)
{
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
    vfs->xSetSystemCall(vfs, "open", broken ? (sqlite3_syscall_ptr)failing_open : NULL);
}

/* After an I/O error in a commit the database is opened anew; while that fails too, what there is can be read. */
static void test_a_disk_that_does_not_come_back_at_once(void **state)
{
    (void)state;
    assert_true(change_meta("n", 1, NULL));
    sync_stays_broken = false;
    syncs_left = 0;
    assert_false(change_meta("n", 2, NULL));
    break_opening(true);
    for (int i = 0; i < 2; i++) {
        struct err err = {0};
        assert_false(change_meta("n", 3, &err));
        assert_non_null(strstr(err.en, "cannot open"));
        err_clear(&err);
        assert_int_equal(meta(store, "n"), 1);
    }
    break_opening(false);
    assert_true(change_meta("n", 4, NULL));
    assert_int_equal(meta(store, "n"), 4);
    assert_int_equal(change_latest(store), 2);
}

static void write_mark(const char *text)
{
    assert_true(file_write(path_of(STORE_FILE COMMIT_MARK_SUFFIX), text, strlen(text), NULL));
}

static const char *mark(void)
{
    struct file file;
    assert_true(file_read(arena, path_of(STORE_FILE COMMIT_MARK_SUFFIX), 1000, &file, NULL));
    return file.bytes;
}

static void test_the_commit_mark_knows_what_was_acknowledged(void **state)
{
    struct err err = {0};
    (void)state;
    assert_true(commit_mark_open(store, NULL)); /* of a new database: nothing to name yet */
    assert_string_equal(mark(), "");
    for (int i = 1; i <= 3; i++)
        assert_true(change_meta("n", i, NULL));
    const char *latest = mark();
    assert_int_equal(atoi(latest), 3);
    behind_its_back("CREATE TABLE whole AS SELECT * FROM audit; DELETE FROM audit WHERE sequence = 3");
    store_close(store);
    store = store_open(folder, STORE_WRITE, NULL);
    assert_false(commit_mark_open(store, &err));
    assert_non_null(strstr(err.vi, "thiếu thay đổi đã được xác nhận: phải có dòng nhật ký 3 "));
    assert_non_null(strstr(err.en, "its last row is 2;"));
    assert_non_null(strstr(err.en, "delete “"));
    err_clear(&err);
    /* Another row in its place is no better. */
    behind_its_back("INSERT INTO audit SELECT sequence, at, actor, via, action, reason, detail, previous, "
                    "replace(hash, '0', '1') FROM whole WHERE sequence = 3");
    assert_false(commit_mark_open(store, NULL));
    behind_its_back("DELETE FROM audit; INSERT INTO audit SELECT * FROM whole");
    assert_true(commit_mark_open(store, NULL));
    assert_string_equal(mark(), latest);
    /* A word of before still holds; what does not agree with itself says nothing. Each is written anew. */
    for (int i = 4; i <= 6; i++)
        assert_true(change_meta("n", i, NULL));
    const char *const said[] = {latest, "", "torn", arena_printf(arena, "9%s", latest + 1), "\n\n\n"};
    const char *newest = mark();
    for (size_t i = 0; i < LEN(said); i++) {
        write_mark(said[i]);
        store_close(store);
        store = store_open(folder, STORE_WRITE, NULL);
        assert_true(commit_mark_open(store, NULL));
        assert_string_equal(mark(), newest);
    }
    /* A change that did not happen is not named. */
    break_writes(0, EIO);
    assert_false(change_meta("n", 7, NULL));
    break_writes(-1, 0);
    assert_string_equal(mark(), newest);
}

/* SQLite goes on writing into a file that was moved away, and a commit there is answered as done. */
static void test_a_file_that_was_moved_takes_no_change(void **state)
{
    static const char *const names[] = {STORE_FILE, STORE_FILE "-wal"};
    int64_t value = 1;
    (void)state;
    assert_true(change_meta("n", value, NULL));
    for (size_t i = 0; i < LEN(names); i++)
        for (int replaced = 0; replaced < 2; replaced++) {
            struct err err = {0};
            assert_int_equal(rename(path_of(names[i]), path_of("aside")), 0);
            if (replaced)
                assert_true(file_write(path_of(names[i]), "", 0, NULL));
            assert_false(change_meta("n", 99, &err));
            assert_non_null(strstr(err.en, names[i]));
            err_clear(&err);
            assert_int_equal(rename(path_of("aside"), path_of(names[i])), 0);
            assert_true(change_meta("n", ++value, NULL)); /* it is back, and nothing of the refused one is in it */
            assert_int_equal(meta(store, "n"), value);
        }
    struct change change;
    assert_true(change_begin(&change, store, 1730419300, "uid:0", "socket", "test", NULL, NULL));
    assert_true(store_do(store, NULL, QUERY_META_SET, "ti", "n", (int64_t)99));
    assert_int_equal(rename(path_of(STORE_FILE), path_of("aside")), 0); /* while it is under way */
    assert_false(change_commit(&change, NULL, NULL));
    assert_int_equal(rename(path_of("aside"), path_of(STORE_FILE)), 0);
    assert_int_equal(meta(store, "n"), value);
}

/* A kill leaves a -wal; the database beside it was exchanged for an older copy of itself meanwhile. SQLite's check of pages tells, unless a newer table lies
 * exactly where an older one lay: then the commit mark does (commit_mark.h). The table before the first keeps the two apart here. */
static void test_a_log_that_does_not_belong_is_told(void **state)
{
    static const char *const copied[] = {STORE_FILE, STORE_FILE "-wal"};
    static const char first[] = "CREATE TABLE before (a INTEGER) STRICT; CREATE TABLE first (a INTEGER PRIMARY KEY, b TEXT) STRICT;"
                                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) "
                                "INSERT INTO first SELECT i, printf('%.200c', 'x') FROM n;";
    static const char second[] = "CREATE TABLE second (a INTEGER PRIMARY KEY, b TEXT UNIQUE) STRICT;"
                                 "INSERT INTO second SELECT -a, printf('%d%.90c', a, 'y') FROM first; DROP TABLE first;"
                                 "INSERT INTO second SELECT a - 9000, 'again ' || b FROM second; PRAGMA wal_checkpoint(TRUNCATE);";
    struct file older, files[LEN(copied)], left;
    struct err err = {0};
    (void)state;
    assert_true(store_script(store, first, NULL));
    store_close(store);
    assert_true(file_read(arena, path_of(STORE_FILE), 1 << 24, &older, NULL));
    store = store_open(folder, STORE_WRITE, NULL);
    assert_true(store_script(store, second, NULL) && store_script(store, "UPDATE second SET b = b || 'z'", NULL));
    for (size_t i = 0; i < LEN(copied); i++)
        assert_true(file_read(arena, path_of(copied[i]), 1 << 24, &files[i], NULL));
    store_close(store);
    assert_true(files[1].len > 0 && file_write(path_of(copied[0]), older.bytes, older.len, NULL));
    assert_true(file_write(path_of(copied[1]), files[1].bytes, files[1].len, NULL));
    store = store_open(folder, STORE_WRITE, &err);
    assert_null(store);
    assert_non_null(strstr(err.en, "does not agree with the -wal"));
    err_clear(&err);
    assert_true(file_read(arena, path_of(STORE_FILE), 1 << 24, &left, NULL)); /* and is as it was */
    assert_true(left.len == older.len && memcmp(left.bytes, older.bytes, left.len) == 0);
    assert_true(file_read(arena, path_of(copied[1]), 1 << 24, &left, NULL));
    assert_true(left.len == files[1].len);
    assert_true(file_write(path_of(copied[0]), files[0].bytes, files[0].len, NULL)); /* the one that it belongs to */
    store = store_open(folder, STORE_WRITE, &err);
    assert_non_null(store);
    assert_string_equal(pragma("SELECT count(*) FROM second WHERE b LIKE '%z'"), "6000");
}

/* Of a row that was read nothing has another type than its table declares, so that nobody who reads it must ask. */
static void each_is_of_its_type(const struct value *rows)
{
    static const char *const texts[] = {"actor", "via", "action", "reason", "detail", "previous", "hash"};
    for (size_t row = 0; row < value_len(rows); row++)
        for (size_t i = 0; i < LEN(texts); i++) {
            const struct value *text = value_get(value_at(rows, row), texts[i]);
            if (!value_is_null(text) && value_type(text) != VALUE_TEXT)
                fail_msg("%s is no text", texts[i]);
        }
}

/* A bit of a row's header makes bytes or a number of a text: the row is refused, never read as something else. */
static void test_a_bit_of_a_row_turned_over(void **state)
{
    struct file file;
    size_t from = 0, refused = 0;
    (void)state;
    assert_true(change_meta("n", 1, NULL));
    store_close(store);
    store = NULL;
    assert_true(file_read(arena, path_of(STORE_FILE), 1 << 24, &file, NULL));
    char *bytes = arena_strndup(arena, file.bytes, file.len);
    while (from + 11 < file.len && memcmp(bytes + from, "uid:0socket", 11) != 0)
        from++;
    assert_in_range(from, 64, file.len - 12);
    for (size_t bit = (from - 24) * 8; bit < (from + 1) * 8; bit++) {
        struct err err = {0};
        bytes[bit / 8] ^= (char)(1 << bit % 8);
        assert_true(file_write(path_of(STORE_FILE), bytes, file.len, NULL));
        struct store *turned = store_open(folder, STORE_READ, NULL);
        assert_non_null(turned);
        const struct value *rows = store_rows(turned, arena, &err, QUERY_AUDIT_AFTER, "ii", (int64_t)0, (int64_t)9);
        refused += err.en != NULL && strstr(err.en, "damaged") != NULL;
        assert_true((rows != NULL) == (err.en == NULL));
        each_is_of_its_type(rows);
        store_close(turned);
        err_clear(&err);
        bytes[bit / 8] ^= (char)(1 << bit % 8);
    }
    assert_true(refused > 5); /* those of the types; others change a length or the row's place in its page */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_full_disk, store_case_setup, teardown),
        cmocka_unit_test_setup_teardown(test_failing_disk, store_case_setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_disk_that_does_not_come_back_at_once, store_case_setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_file_that_was_moved_takes_no_change, store_case_setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_log_that_does_not_belong_is_told, store_case_setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_bit_of_a_row_turned_over, store_case_setup, teardown),
        cmocka_unit_test_setup_teardown(test_the_commit_mark_knows_what_was_acknowledged, store_case_setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
