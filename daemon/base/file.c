#include "base/file.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/litter.h"
#include "base/memory.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILES_MAX = 1000, DEPTH_MAX = 8 };

/* What the system most often says of files, for people who read no English. */
static const char *system_says(int code)
{
    static const struct {
        int code;
        const char *vi;
    } known[] = {
        {ENOENT, "không có tệp hay thư mục này"},
        {EACCES, "không có quyền truy cập"},
        {EPERM, "không được phép"},
        {ENOTDIR, "không phải là thư mục"},
        {EISDIR, "là thư mục, không phải tệp"},
        {ENOSPC, "ổ đĩa đã đầy"},
        {EDQUOT, "đã hết hạn mức ổ đĩa"},
        {EROFS, "ổ đĩa chỉ cho đọc"},
        {EIO, "ổ đĩa đọc ghi lỗi"},
        {ENAMETOOLONG, "tên tệp quá dài"},
        {EMFILE, "mở quá nhiều tệp"},
        {ELOOP, "liên kết vòng, hoặc là liên kết"},
    };
    for (size_t i = 0; i < LEN(known); i++)
        if (known[i].code == code)
            return known[i].vi;
    return strerror(code);
}

static bool failed(struct err *err, const char *path)
{
    int code = errno;
    return err_set(err, "%1$s: %2$s%3$.0s", "%1$s: %3$s%2$.0s", path, system_says(code), strerror(code));
}

static bool read_all(int fd, char *bytes, size_t len)
{
    for (size_t done = 0; done < len;) {
        ssize_t count = read(fd, bytes + done, len - done);
        if (count < 0 && errno == EINTR)
            continue;
        if (count == 0)
            errno = EIO; /* it shrank while it was read */
        if (count <= 0)
            return false;
        done += (size_t)count;
    }
    return true;
}

/* A descriptor across what takes memory. */
struct opened {
    struct memory_held held; /* first */
    int fd;
};

static void release(struct memory_held *held)
{
    close(((struct opened *)held)->fd);
}

bool file_read(struct arena *arena, const char *path, size_t max, struct file *ret_file, struct err *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd < 0)
        return failed(err, path);
    struct opened opened = {.fd = fd};
    struct stat about;
    memory_hold(&opened.held, release);
    bool good = fstat(fd, &about) == 0;
    if (!good) {
        failed(err, path);
    } else if (!S_ISREG(about.st_mode)) {
        good = err_set(err, "%s: không phải là tệp thường", "%s: not a regular file", path);
    } else if ((size_t)about.st_size > max) {
        good = err_set(err, "%s: tệp có %lld byte, giới hạn là %zu",
                       "%s: the file has %lld bytes, the limit is %zu", path, (long long)about.st_size, max);
    }
    if (good) {
        size_t len = (size_t)about.st_size;
        char *bytes = arena_alloc(arena, len + 1);
        good = read_all(fd, bytes, len) || failed(err, path);
        if (good)
            *ret_file = (struct file){arena_strdup(arena, path), bytes, len};
    }
    memory_let_go(&opened.held);
    close(fd);
    return good;
}

struct walk {
    struct arena *arena;
    struct file_list files, litter;
    size_t size, litter_size; /* of the lists */
    size_t left;              /* bytes that may still be read */
    struct err *err;
};

static bool walk_folder(struct walk *walk, const char *folder, const char *prefix, int depth);

static void add(struct arena *arena, struct file_list *list, size_t *size, struct file file)
{
    if (list->len == *size) {
        *size = *size ? 2 * *size : 32;
        list->items = arena_grow(arena, list->items, list->len * sizeof file, *size * sizeof file);
    }
    list->items[list->len++] = file;
}

static bool walk_entry(struct walk *walk, const char *folder, const char *prefix, const char *name, int depth)
{
    char *path = arena_printf(walk->arena, "%s/%s", folder, name);
    char *known = arena_printf(walk->arena, "%s%s", prefix, name);
    if (litter_is(name))
        add(walk->arena, &walk->litter, &walk->litter_size, (struct file){.path = known});
    if (litter_is(name) || name[0] == '.')
        return true;
    struct stat about;
    if (lstat(path, &about) != 0)
        return failed(walk->err, path);
    if (S_ISDIR(about.st_mode))
        return walk_folder(walk, path, arena_printf(walk->arena, "%s/", known), depth + 1);
    if (!S_ISREG(about.st_mode))
        return err_set(walk->err, "%s: liên kết và tệp đặc biệt không được nhận; chép nội dung thật vào",
                       "%s: links and special files are not taken; put the real content there", path);
    if (walk->files.len == FILES_MAX)
        return err_set(walk->err, "%s: có hơn %d tệp", "%s: there are more than %d files", folder, FILES_MAX);
    struct file file;
    if (!file_read(walk->arena, path, walk->left, &file, walk->err))
        return false;
    walk->left -= file.len;
    file.path = known;
    add(walk->arena, &walk->files, &walk->size, file);
    return true;
}

static bool walk_folder(struct walk *walk, const char *folder, const char *prefix, int depth)
{
    if (depth > DEPTH_MAX)
        return err_set(walk->err, "%s: thư mục lồng nhau quá sâu", "%s: folders are nested too deep", folder);
    DIR *dir = opendir(folder);
    if (!dir)
        return failed(walk->err, folder);
    bool good = true;
    for (struct dirent *entry; good && (entry = readdir(dir));)
        good = walk_entry(walk, folder, prefix, entry->d_name, depth);
    closedir(dir);
    return good;
}

static int compare_paths(const void *a, const void *b)
{
    return strcmp(((const struct file *)a)->path, ((const struct file *)b)->path);
}

static void sort(struct file_list *files)
{
    if (files->len)
        qsort(files->items, files->len, sizeof(struct file), compare_paths);
}

bool file_read_folder(struct arena *arena, const char *folder, size_t max, struct file_list *ret_files,
                      struct file_list *ret_litter, struct err *err)
{
    struct walk walk = {.arena = arena, .left = max, .err = err};
    if (!walk_folder(&walk, folder, "", 0))
        return false;
    sort(&walk.files);
    sort(&walk.litter);
    *ret_files = walk.files;
    *ret_litter = walk.litter;
    return true;
}

static bool write_all(int fd, const char *bytes, size_t len)
{
    while (len) {
        ssize_t count = write(fd, bytes, len);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return false;
        bytes += count;
        len -= (size_t)count;
    }
    return true;
}

static bool sync_folder_of(const char *path)
{
    char *copy = strdup(path);
    if (!copy)
        memory_out();
    int fd = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    free(copy);
    if (fd < 0)
        return false;
    bool good = fsync(fd) == 0;
    close(fd);
    return good;
}

bool file_write(const char *path, const void *bytes, size_t len, struct err *err)
{
    struct arena *arena = arena_create();
    char *temporary = arena_printf(arena, "%s.XXXXXX", path);
    int fd = mkostemp(temporary, O_CLOEXEC);
    bool good = fd >= 0;
    if (good) {
        mode_t mask = umask(0);
        umask(mask);
        good = write_all(fd, bytes, len) && fchmod(fd, 0666 & ~mask) == 0 && fsync(fd) == 0;
        good = close(fd) == 0 && good;
        good = good && rename(temporary, path) == 0 && sync_folder_of(path);
        int kept = errno;
        if (!good)
            unlink(temporary);
        errno = kept;
    }
    if (!good)
        failed(err, path);
    arena_destroy(arena);
    return good;
}

const struct file *file_find(const struct file_list *files, const char *path)
{
    for (size_t i = 0; i < files->len; i++)
        if (strcmp(files->items[i].path, path) == 0)
            return &files->items[i];
    return NULL;
}
