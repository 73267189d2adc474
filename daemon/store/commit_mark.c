#include "store/commit_mark.h"

#include "base/arena.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/value.h"
#include "store/database.h"
#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* "sequence hash check". All lines have one length, so that a new line covers the old one. */
#define LINE "%019" PRId64 " %.64s %.16s\n"
enum { LINE_BYTES = 19 + 1 + 64 + 1 + 16 + 1, HASH_BYTES = 64 };

static void make_line(struct arena *arena, int64_t sequence, const char *hash, char ret_line[LINE_BYTES + 1])
{
    const char *said = arena_printf(arena, "%" PRId64 " %s", sequence, hash);
    snprintf(ret_line, LINE_BYTES + 1, LINE, sequence, hash, digest_bytes(arena, said, strlen(said)));
}

/* False when the file names no row: it is new, torn or damaged. */
static bool read_line(int fd, struct arena *arena, int64_t *ret_sequence, char ret_hash[HASH_BYTES + 1])
{
    char line[LINE_BYTES + 1] = "", wanted[LINE_BYTES + 1];
    if (pread(fd, line, LINE_BYTES, 0) != LINE_BYTES || sscanf(line, "%" SCNd64 " %64s", ret_sequence, ret_hash) != 2)
        return false;
    make_line(arena, *ret_sequence, ret_hash, wanted);
    return strcmp(line, wanted) == 0;
}

/* After a failure the file holds the older line or a torn one, which names nothing. Neither can refuse a sound database. */
static bool write_line(int fd, int64_t sequence, const char *hash)
{
    char line[LINE_BYTES + 1];
    struct arena *arena = arena_create();
    make_line(arena, sequence, hash, line);
    arena_destroy(arena);
    return pwrite(fd, line, LINE_BYTES, 0) == LINE_BYTES;
}

static bool refuse(const struct store *store, int64_t sequence, const char *hash, int64_t latest, struct err *err)
{
    return err_set(
        err,
        "“%1$s” thiếu thay đổi đã được xác nhận: phải có dòng nhật ký %2$" PRId64 " (%3$.12s…), nay dòng cuối là %4$" PRId64
        "; tệp -wal đã hỏng hoặc bị xóa, hay đây là bản sao lưu cũ: khôi phục bản sao lưu mới nhất, hoặc nếu chấp nhận dữ liệu "
        "này thì xóa “%1$s" COMMIT_MARK_SUFFIX "” rồi khởi động lại",
        "“%1$s” lacks changes that were acknowledged: it should hold audit row %2$" PRId64
        " (%3$.12s…), its last row is %4$" PRId64 "; its -wal was damaged or deleted, or this is an old backup: restore the "
        "latest backup, or, to go on with this data, delete “%1$s" COMMIT_MARK_SUFFIX "” and start again",
        store->path, sequence, hash, latest);
}

/* The newest row of the database against the one that the mark names. */
static bool compare(struct store *store, int fd, struct arena *arena, struct err *err)
{
    int64_t sequence;
    char hash[HASH_BYTES + 1];
    const struct value *head = store_row(store, arena, err, QUERY_AUDIT_HEAD, "");
    if (!head)
        return false;
    int64_t latest = value_get_int(head, "sequence", 0);
    if (read_line(fd, arena, &sequence, hash)) {
        const struct value *row = store_row(store, arena, err, QUERY_AUDIT_HASH, "i", sequence);
        if (!row)
            return false;
        if (strcmp(value_get_text(row, "hash", ""), hash) != 0)
            return refuse(store, sequence, hash, latest, err);
    }
    return latest == 0 || (write_line(fd, latest, value_get_text(head, "hash", "")) && fsync(fd) == 0) ||
           err_set(err, "không ghi được “%s" COMMIT_MARK_SUFFIX "”: %s; kiểm tra đĩa và thư mục dữ liệu",
                   "cannot write “%s" COMMIT_MARK_SUFFIX "”: %s; check the disk and the state folder", store->path,
                   strerror(errno));
}

bool commit_mark_open(struct store *store, struct err *err)
{
    struct arena *arena = arena_create();
    const char *path = arena_printf(arena, "%s" COMMIT_MARK_SUFFIX, store->path);
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    bool good = fd >= 0 || err_set(err, "không mở được “%s”: %s; kiểm tra quyền của thư mục dữ liệu",
                                   "cannot open “%s”: %s; check the rights of the state folder", path, strerror(errno));
    good = good && compare(store, fd, arena, err);
    if (good) {
        store->commit_mark = fd;
        database_keep_log(store, false);
    } else if (fd >= 0) {
        close(fd);
    }
    arena_destroy(arena);
    return good;
}

void commit_mark_note(const struct store *store, int64_t sequence, const char *hash)
{
    if (store->commit_mark >= 0)
        write_line(store->commit_mark, sequence, hash);
}

void commit_mark_close(struct store *store)
{
    if (store->commit_mark >= 0)
        close(store->commit_mark);
    store->commit_mark = -1;
}
