/*
 * The memory of a watched disk. A file is a number, for a name may name one file after another; what is durable
 * of it is its bytes at the last sync, and the operations since then each may or may not have reached the disk.
 * The folder's entries (creations, deletions) are lost from the latest on, as a journalling file system does.
 */
#include "disk.h"

#include "disk_inside.h"

#include "base/array.h"
#include "base/err.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FILES_MAX = 64, NAME_MAX_BYTES = 32, SECTOR = 512 };

enum act { ACT_LINK, ACT_UNLINK, ACT_WRITE, ACT_TRUNCATE, ACT_SYNC };

struct operation {
    enum act act;
    int file;
    bool with_folder;
    int64_t at; /* where to, or the new size */
    size_t len;
    unsigned char *bytes;
};

struct image {
    unsigned char *bytes;
    size_t len, room;
};

static struct {
    char folder[128];
    struct operation *operations;
    size_t len, room, syncs;
    int files;
    char names[FILES_MAX][NAME_MAX_BYTES];
    bool linked[FILES_MAX]; /* now */
    /* as of `moment`: */
    size_t moment, entries_from; /* the folder's entries are durable up to this operation */
    struct image durable[FILES_MAX];
    size_t since[FILES_MAX]; /* a file's operations from here on are not synced */
} power;

/* ---- watching ---- */

static void keep(struct operation operation, const void *bytes)
{
    if (power.len == power.room) {
        power.room = power.room ? 2 * power.room : 1024;
        power.operations = realloc(power.operations, power.room * sizeof operation);
    }
    if (operation.len) {
        operation.bytes = malloc(operation.len);
        memcpy(operation.bytes, bytes, operation.len);
    }
    power.operations[power.len++] = operation;
}

/* The name of a path in the watched folder, NULL for any other. */
static const char *watched(const char *path)
{
    size_t len = strlen(power.folder);
    return len && strncmp(path, power.folder, len) == 0 && path[len] == '/' ? path + len + 1 : NULL;
}

static int named(const char *name)
{
    for (int i = 0; i < power.files; i++)
        if (power.linked[i] && strcmp(power.names[i], name) == 0)
            return i;
    return -1;
}

int power_open(const char *path)
{
    const char *name = watched(path);
    int file = name ? named(name) : -1;
    if (!name || file >= 0)
        return file;
    if (power.files == FILES_MAX)
        die("the watched disk knows %d files", FILES_MAX);
    file = power.files++;
    snprintf(power.names[file], NAME_MAX_BYTES, "%s", name);
    power.linked[file] = true;
    keep((struct operation){.act = ACT_LINK, .file = file}, NULL);
    return file;
}

void power_write(int file, const void *bytes, size_t len, int64_t at)
{
    if (file >= 0 && power.folder[0])
        keep((struct operation){.act = ACT_WRITE, .file = file, .at = at, .len = len}, bytes);
}

void power_truncate(int file, int64_t size)
{
    if (file >= 0 && power.folder[0])
        keep((struct operation){.act = ACT_TRUNCATE, .file = file, .at = size}, NULL);
}

void power_sync(int file, bool with_folder)
{
    if (file < 0 || !power.folder[0])
        return;
    keep((struct operation){.act = ACT_SYNC, .file = file, .with_folder = with_folder}, NULL);
    power.syncs++;
}

void power_delete(const char *path, bool with_folder)
{
    const char *name = watched(path);
    int file = name ? named(name) : -1;
    if (file < 0)
        return;
    power.linked[file] = false;
    keep((struct operation){.act = ACT_UNLINK, .file = file, .with_folder = with_folder}, NULL);
}

void disk_watch(const char *folder)
{
    disk_forget();
    snprintf(power.folder, sizeof power.folder, "%s", folder);
}

void disk_unwatch(void)
{
    power.folder[0] = '\0';
}

size_t disk_moment(void)
{
    return power.len;
}

size_t disk_syncs(void)
{
    return power.syncs;
}

bool disk_is_sync(size_t moment)
{
    return moment > 0 && power.operations[moment - 1].act == ACT_SYNC;
}

/* ---- losing power ---- */

static void image_size(struct image *image, size_t size)
{
    if (size > image->room) {
        image->room = size * 2;
        image->bytes = realloc(image->bytes, image->room);
    }
    if (size > image->len)
        memset(image->bytes + image->len, 0, size - image->len);
    image->len = size;
}

static void image_put(struct image *image, int64_t at, const unsigned char *bytes, size_t len)
{
    if ((size_t)at + len > image->len)
        image_size(image, (size_t)at + len);
    memcpy(image->bytes + at, bytes, len);
}

static void image_do(struct image *image, const struct operation *operation)
{
    if (operation->act == ACT_WRITE)
        image_put(image, operation->at, operation->bytes, operation->len);
    else if (operation->act == ACT_TRUNCATE)
        image_size(image, (size_t)operation->at);
}

/* Everything of a file up to here is on the disk. */
static void settle(int file, size_t moment)
{
    for (size_t i = power.since[file]; i < moment; i++)
        if (power.operations[i].file == file)
            image_do(&power.durable[file], &power.operations[i]);
    power.since[file] = moment;
}

void disk_rewind(void)
{
    for (int i = 0; i < FILES_MAX; i++) {
        power.durable[i].len = 0;
        power.since[i] = 0;
    }
    power.moment = power.entries_from = 0;
}

void disk_forget(void)
{
    for (size_t i = 0; i < power.len; i++)
        free(power.operations[i].bytes);
    free(power.operations);
    for (int i = 0; i < FILES_MAX; i++)
        free(power.durable[i].bytes);
    memset(&power, 0, sizeof power);
}

static void advance(size_t moment)
{
    if (moment < power.moment)
        die("the watched disk does not go backwards");
    for (; power.moment < moment; power.moment++) {
        const struct operation *operation = &power.operations[power.moment];
        if (operation->act == ACT_SYNC)
            settle(operation->file, power.moment);
        if (operation->with_folder)
            power.entries_from = power.moment + 1;
    }
}

/* xorshift: the same losses for the same seed on every machine. */
static unsigned chance(unsigned *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

static void tear(struct image *image, const struct operation *operation, unsigned *state)
{
    for (size_t from = 0; from < operation->len;) {
        size_t sector = SECTOR - (size_t)(operation->at + (int64_t)from) % SECTOR;
        size_t len = operation->len - from < sector ? operation->len - from : sector;
        unsigned fate = chance(state) % 3;
        size_t reached = fate == 0 ? 0 : fate == 1 ? len : chance(state) % len;
        if (reached)
            image_put(image, operation->at + (int64_t)from, operation->bytes + from, reached);
        from += len;
    }
}

static void lose(struct image *image, const struct operation *operation, enum disk_loss loss, unsigned *state)
{
    if (loss == DISK_ALL_LOST || (loss != DISK_ALL_KEPT && chance(state) % 2 && loss == DISK_WRITES_LOST))
        return;
    if (loss == DISK_SECTORS_TORN && operation->act == ACT_WRITE)
        tear(image, operation, state);
    else
        image_do(image, operation);
}

static void leave_file(int file, size_t moment, enum disk_loss loss, unsigned seed, const char *folder)
{
    struct image image = {0};
    unsigned state = seed * 2654435761u + (unsigned)moment * 40503u + (unsigned)file + 1;
    char path[256];
    image_size(&image, power.durable[file].len);
    if (image.len)
        memcpy(image.bytes, power.durable[file].bytes, image.len);
    for (size_t i = power.since[file]; i < moment; i++)
        if (power.operations[i].file == file)
            lose(&image, &power.operations[i], loss, &state);
    snprintf(path, sizeof path, "%s/%s", folder, power.names[file]);
    FILE *out = fopen(path, "wb");
    if (!out || (image.len && fwrite(image.bytes, 1, image.len, out) != image.len) || fclose(out) != 0)
        die("%s cannot be written", path);
    free(image.bytes);
}

/* Which files the folder holds when its last entries are lost. */
static void entries(size_t moment, enum disk_loss loss, unsigned seed, bool *ret_there)
{
    unsigned state = seed * 747796405u + (unsigned)moment + 1;
    bool lost = false;
    for (size_t i = 0; i < moment; i++) {
        const struct operation *operation = &power.operations[i];
        if (operation->act != ACT_LINK && operation->act != ACT_UNLINK)
            continue;
        if (i >= power.entries_from && loss != DISK_ALL_KEPT)
            lost = lost || loss == DISK_ALL_LOST || chance(&state) % 3 == 0;
        if (!lost)
            ret_there[operation->file] = operation->act == ACT_LINK;
    }
}

/* Shared memory may have been written back at any time, or never. */
static void leave_noise(const char *path, unsigned seed)
{
    unsigned state = seed + 1;
    FILE *out = fopen(path, "wb");
    for (int i = 0; out && i < 32768; i++)
        fputc((int)(chance(&state) & 0xff), out);
    if (!out || fclose(out) != 0)
        die("%s cannot be written", path);
}

void disk_lose_power(size_t moment, enum disk_loss loss, unsigned seed, const char *folder)
{
    static const char *const made[] = {"thidua.db", "thidua.db-wal", "thidua.db-shm", "thidua.db-journal", "thidua.db-head"};
    bool there[FILES_MAX] = {0};
    char path[256];
    advance(moment);
    for (size_t i = 0; i < LEN(made); i++) {
        snprintf(path, sizeof path, "%s/%s", folder, made[i]);
        unlink(path);
    }
    entries(moment, loss, seed, there);
    for (int i = 0; i < power.files; i++)
        if (there[i])
            leave_file(i, moment, loss, seed, folder);
    snprintf(path, sizeof path, "%s/thidua.db-shm", folder);
    if (loss == DISK_SECTORS_TORN)
        leave_noise(path, seed);
}
