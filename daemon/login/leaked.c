#include "login/leaked.h"

#include "base/err.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <sodium.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    SUM = 20,                /* bytes of a SHA-1 */
    DIGITS = 2 * SUM,
    LINE = 64,               /* bytes at most: the digits, a colon, a count, an end */
    WINDOW = LINE + DIGITS,  /* in which a whole hash is found, wherever it begins */
};

static bool fail(const char *path, struct err *err)
{
    return err_set(err, "không đọc được danh sách mật khẩu đã lộ “%s” ([login] leaked): %s", "the list of leaked passwords “%s” ([login] leaked) cannot be read: %s",
                   path, strerror(errno));
}

static bool fail_form(const char *path, struct err *err)
{
    return err_set(err, "“%s” ([login] leaked) không phải danh sách mật khẩu đã lộ: mỗi dòng một mã SHA-1 (40 ký tự 0-9 A-F), xếp tăng dần",
                   "“%s” ([login] leaked) is no list of leaked passwords: a SHA-1 a line (40 digits 0-9 A-F), ascending", path);
}

static bool is_hash(const char *text, size_t len)
{
    for (size_t i = 0; i < DIGITS; i++)
        if (i >= len || !isxdigit((unsigned char)text[i]))
            return false;
    return len == DIGITS || strchr(":\r\n", text[DIGITS]);
}

/* The hash of the first line that begins at or behind a place; *ret_at its place, `size` when there is none. */
static bool read_line(int fd, off_t size, off_t at, char ret_hash[DIGITS + 1], off_t *ret_at)
{
    char window[WINDOW + 1];
    off_t from = at ? at - 1 : 0; /* the end of the line before */
    ssize_t len = pread(fd, window, WINDOW, from);
    if (len < 0)
        return false;
    size_t skip = 0;
    if (at) {
        const char *end = memchr(window, '\n', (size_t)len);
        skip = end ? (size_t)(end - window) + 1 : (size_t)len;
    }
    *ret_at = from + (off_t)skip;
    if (*ret_at >= size) {
        *ret_at = size;
        return true;
    }
    errno = 0;
    if (!is_hash(window + skip, (size_t)len - skip))
        return false;
    memcpy(ret_hash, window + skip, DIGITS);
    ret_hash[DIGITS] = '\0';
    return true;
}

static bool open_list(const char *path, int *ret_fd, off_t *ret_size, struct err *err)
{
    struct stat facts;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &facts) != 0) {
        fail(path, err);
        if (fd >= 0)
            close(fd);
        return false;
    }
    *ret_fd = fd;
    *ret_size = facts.st_size;
    return true;
}

bool leaked_check(const char *path, struct err *err)
{
    char hash[DIGITS + 1];
    off_t size, at;
    int fd;
    if (!open_list(path, &fd, &size, err))
        return false;
    bool good = (read_line(fd, size, 0, hash, &at) && at < size) || (errno ? fail(path, err) : fail_form(path, err));
    close(fd);
    return good;
}

/* Bytes [low, high) hold the beginning of each line that may be it. */
static bool search(int fd, off_t size, const char *wanted, bool *ret_found)
{
    char hash[DIGITS + 1];
    off_t low = 0, high = size, at;
    *ret_found = false;
    while (low < high) {
        off_t middle = low + (high - low) / 2;
        if (!read_line(fd, size, middle, hash, &at))
            return false;
        int order = at < high ? strcasecmp(hash, wanted) : 1;
        if (order == 0) {
            *ret_found = true;
            return true;
        }
        if (order < 0)
            low = at + DIGITS;
        else
            high = middle;
    }
    return true;
}

bool leaked_find(const char *path, const char *password, bool *ret_leaked, struct err *err)
{
    unsigned char sum[SUM];
    char wanted[DIGITS + 1];
    off_t size;
    int fd;
    if (!EVP_Digest(password, strlen(password), sum, NULL, EVP_sha1(), NULL))
        return err_set(err, "máy chủ không tính được SHA-1 nên không tra được mật khẩu đã lộ", "the machine has no SHA-1, so leaked passwords cannot be looked up");
    sodium_bin2hex(wanted, sizeof wanted, sum, sizeof sum);
    if (!open_list(path, &fd, &size, err))
        return false;
    bool good = search(fd, size, wanted, ret_leaked) || (errno ? fail(path, err) : fail_form(path, err));
    close(fd);
    sodium_memzero(sum, sizeof sum);
    sodium_memzero(wanted, sizeof wanted);
    return good;
}
