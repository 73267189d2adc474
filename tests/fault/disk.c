#include "disk.h"

#include "disk_inside.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

enum { LINKED = SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL | SQLITE_OPEN_WAL };

struct file {
    sqlite3_file base;
    int number;          /* of disk_power.c; -1 = not watched */
    bool syncs_folder;   /* SQLite's own rule: the first sync of a journal or log that it made */
    const char *name;    /* for people */
    sqlite3_file real[]; /* of the system's VFS */
};

static sqlite3_vfs disk;

/* ---- faults ---- */

enum kind { OPEN, READ, WRITE, TRUNCATE, SYNC, SIZE, LOCK, SHARE, DELETE, ACCESS, KINDS };

static const struct {
    const char *name;
    int code;
    bool needs_room;
} kinds[KINDS] = {
    [OPEN] = {"open", SQLITE_CANTOPEN, false},           [READ] = {"read", SQLITE_IOERR_READ, false},
    [WRITE] = {"write", SQLITE_IOERR_WRITE, true},       [TRUNCATE] = {"truncate", SQLITE_IOERR_TRUNCATE, false},
    [SYNC] = {"sync", SQLITE_IOERR_FSYNC, false},        [SIZE] = {"size of", SQLITE_IOERR_FSTAT, false},
    [LOCK] = {"lock", SQLITE_IOERR_LOCK, false},         [SHARE] = {"share", SQLITE_IOERR_SHMMAP, true},
    [DELETE] = {"delete", SQLITE_IOERR_DELETE, false},   [ACCESS] = {"look for", SQLITE_IOERR_ACCESS, false},
};

static struct {
    bool broken, hit;
    enum disk_harm harm;
    long left;
    long met[DISK_HARMS]; /* operations that a harm could have met */
    char what[128];
} fault;

void disk_break(enum disk_harm harm, long after)
{
    memset(&fault, 0, sizeof fault);
    fault.broken = true;
    fault.harm = harm;
    fault.left = after;
}

void disk_mend(void)
{
    fault.broken = false;
}

bool disk_was_hit(void)
{
    return fault.hit;
}

long disk_operations(enum disk_harm harm)
{
    return fault.met[harm];
}

const char *disk_hit(void)
{
    return fault.what;
}

const char *disk_harm_name(enum disk_harm harm)
{
    static const char *const names[] = {"once", "for good", "full", "short"};
    return names[harm];
}

/* Whether this operation meets the harm. */
static bool strikes(enum kind kind, const char *name)
{
    const bool meets[DISK_HARMS] = {true, true, kinds[kind].needs_room, kind == WRITE};
    for (int i = 0; i < DISK_HARMS; i++)
        fault.met[i] += meets[i];
    if (!fault.broken || !meets[fault.harm])
        return false;
    if (fault.hit)
        return fault.harm == DISK_FAILS || fault.harm == DISK_FULL;
    if (fault.left-- > 0)
        return false;
    fault.hit = true;
    snprintf(fault.what, sizeof fault.what, "%s %s", kinds[kind].name, name ? name : "?");
    return true;
}

static int code_of(enum kind kind)
{
    if (fault.harm == DISK_FULL)
        return kind == WRITE ? SQLITE_FULL : SQLITE_IOERR_SHMSIZE;
    return kinds[kind].code;
}

/* What sqlite3_system_errno will say of it. */
static int last_error(sqlite3_vfs *vfs, int len, char *text)
{
    (void)vfs, (void)len, (void)text;
    return fault.broken ? (fault.harm == DISK_FULL ? ENOSPC : EIO) : errno;
}

/* ---- files ---- */

static struct file *of(sqlite3_file *file)
{
    return (struct file *)file;
}

static int file_close(sqlite3_file *file)
{
    sqlite3_file *real = of(file)->real;
    return real->pMethods ? real->pMethods->xClose(real) : SQLITE_OK;
}

static int file_read(sqlite3_file *file, void *bytes, int len, sqlite3_int64 at)
{
    sqlite3_file *real = of(file)->real;
    return strikes(READ, of(file)->name) ? code_of(READ) : real->pMethods->xRead(real, bytes, len, at);
}

static int file_write(sqlite3_file *file, const void *bytes, int len, sqlite3_int64 at)
{
    sqlite3_file *real = of(file)->real;
    if (strikes(WRITE, of(file)->name)) {
        if (fault.harm != DISK_SHORT || len < 2 || real->pMethods->xWrite(real, bytes, len / 2, at) != SQLITE_OK)
            return code_of(WRITE);
        power_write(of(file)->number, bytes, (size_t)len / 2, at);
        return code_of(WRITE);
    }
    int code = real->pMethods->xWrite(real, bytes, len, at);
    if (code == SQLITE_OK)
        power_write(of(file)->number, bytes, (size_t)len, at);
    return code;
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    sqlite3_file *real = of(file)->real;
    if (strikes(TRUNCATE, of(file)->name))
        return code_of(TRUNCATE);
    int code = real->pMethods->xTruncate(real, size);
    if (code == SQLITE_OK)
        power_truncate(of(file)->number, size);
    return code;
}

static int file_sync(sqlite3_file *file, int flags)
{
    sqlite3_file *real = of(file)->real;
    if (strikes(SYNC, of(file)->name))
        return code_of(SYNC);
    int code = real->pMethods->xSync(real, flags);
    if (code == SQLITE_OK)
        power_sync(of(file)->number, of(file)->syncs_folder);
    of(file)->syncs_folder = false;
    return code;
}

static int file_size(sqlite3_file *file, sqlite3_int64 *ret_size)
{
    sqlite3_file *real = of(file)->real;
    return strikes(SIZE, of(file)->name) ? code_of(SIZE) : real->pMethods->xFileSize(real, ret_size);
}

static int file_lock(sqlite3_file *file, int lock)
{
    sqlite3_file *real = of(file)->real;
    return strikes(LOCK, of(file)->name) ? code_of(LOCK) : real->pMethods->xLock(real, lock);
}

static int file_unlock(sqlite3_file *file, int lock)
{
    sqlite3_file *real = of(file)->real;
    return real->pMethods->xUnlock(real, lock);
}

static int file_check_lock(sqlite3_file *file, int *ret_held)
{
    sqlite3_file *real = of(file)->real;
    return real->pMethods->xCheckReservedLock(real, ret_held);
}

static int file_control(sqlite3_file *file, int what, void *argument)
{
    sqlite3_file *real = of(file)->real;
    return real->pMethods->xFileControl(real, what, argument);
}

static int file_sector(sqlite3_file *file)
{
    sqlite3_file *real = of(file)->real;
    return real->pMethods->xSectorSize(real);
}

static int file_device(sqlite3_file *file)
{
    sqlite3_file *real = of(file)->real;
    return real->pMethods->xDeviceCharacteristics(real);
}

static int file_share(sqlite3_file *file, int region, int size, int extend, void volatile **ret_memory)
{
    sqlite3_file *real = of(file)->real;
    return strikes(SHARE, of(file)->name) ? code_of(SHARE)
                                          : real->pMethods->xShmMap(real, region, size, extend, ret_memory);
}

static int file_share_lock(sqlite3_file *file, int offset, int count, int flags)
{
    sqlite3_file *real = of(file)->real;
    return real->pMethods->xShmLock(real, offset, count, flags);
}

static void file_share_barrier(sqlite3_file *file)
{
    sqlite3_file *real = of(file)->real;
    real->pMethods->xShmBarrier(real);
}

static int file_unshare(sqlite3_file *file, int delete)
{
    sqlite3_file *real = of(file)->real;
    return real->pMethods->xShmUnmap(real, delete);
}

/* Version 2: shared memory, but no reading by xFetch past file_read. */
static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_unlock,
    .xCheckReservedLock = file_check_lock,
    .xFileControl = file_control,
    .xSectorSize = file_sector,
    .xDeviceCharacteristics = file_device,
    .xShmMap = file_share,
    .xShmLock = file_share_lock,
    .xShmBarrier = file_share_barrier,
    .xShmUnmap = file_unshare,
};

/* ---- the VFS ---- */

static sqlite3_vfs *plain(void)
{
    return sqlite3_vfs_find(DISK_PLAIN);
}

static const char *last_part(const char *path)
{
    const char *slash = path ? strrchr(path, '/') : NULL;
    return slash ? slash + 1 : path;
}

static int disk_open(sqlite3_vfs *vfs, sqlite3_filename path, sqlite3_file *file, int flags, int *ret_flags)
{
    (void)vfs;
    file->pMethods = NULL;
    if (strikes(OPEN, last_part(path)))
        return code_of(OPEN);
    struct file *made = of(file);
    made->real->pMethods = NULL;
    int code = plain()->xOpen(plain(), path, made->real, flags, ret_flags);
    if (code != SQLITE_OK)
        return code;
    file->pMethods = &methods;
    made->name = last_part(path);
    made->number = path ? power_open(path) : -1;
    made->syncs_folder = flags & SQLITE_OPEN_CREATE && flags & LINKED;
    return SQLITE_OK;
}

static int disk_delete(sqlite3_vfs *vfs, const char *path, int with_folder)
{
    (void)vfs;
    if (strikes(DELETE, last_part(path)))
        return code_of(DELETE);
    int code = plain()->xDelete(plain(), path, with_folder);
    if (code == SQLITE_OK)
        power_delete(path, with_folder != 0);
    return code;
}

static int disk_access(sqlite3_vfs *vfs, const char *path, int flags, int *ret_found)
{
    (void)vfs;
    return strikes(ACCESS, last_part(path)) ? code_of(ACCESS) : plain()->xAccess(plain(), path, flags, ret_found);
}

void disk_register(void)
{
    disk = *plain();
    disk.pNext = NULL;
    disk.zName = "disk";
    disk.szOsFile = (int)sizeof(struct file) + plain()->szOsFile;
    disk.xOpen = disk_open;
    disk.xDelete = disk_delete;
    disk.xAccess = disk_access;
    disk.xGetLastError = last_error;
    sqlite3_vfs_register(&disk, 1);
}
