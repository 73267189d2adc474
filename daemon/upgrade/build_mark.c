#include "upgrade/build_mark.h"

#include "base/err.h"
#include "store/store_open.h"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <link.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { LINE_BYTES = 256 };

struct note_search {
    char *hex;
    size_t size;
};

/* The notes of the program itself, which is listed first: NT_GNU_BUILD_ID of "GNU". */
static int find_note(struct dl_phdr_info *object, size_t size, void *argument)
{
    const struct note_search *search = argument;
    (void)size;
    for (size_t i = 0; i < object->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &object->dlpi_phdr[i];
        const char *at = (const char *)(object->dlpi_addr + part->p_vaddr), *end = at + part->p_memsz;
        while (part->p_type == PT_NOTE && at + sizeof(ElfW(Nhdr)) <= end) {
            ElfW(Nhdr) note;
            memcpy(&note, at, sizeof note);
            const unsigned char *name = (const unsigned char *)at + sizeof note, *id = name + ((note.n_namesz + 3) & ~3u);
            if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == sizeof "GNU" && memcmp(name, "GNU", sizeof "GNU") == 0)
                for (size_t j = 0; j < note.n_descsz && 2 * j + 2 < search->size; j++)
                    snprintf(search->hex + 2 * j, 3, "%02x", id[j]);
            at = (const char *)id + ((note.n_descsz + 3) & ~3u);
        }
    }
    return 1;
}

static void make_line(char line[LINE_BYTES])
{
    char hex[128] = "-"; /* a linker that writes none: the version tells */
    struct note_search search = {hex, sizeof hex};
    dl_iterate_phdr(find_note, &search);
    snprintf(line, LINE_BYTES, "%s thidua %s sqlite %s\n", hex, PACKAGE_VERSION, store_library());
}

static int open_mark(const char *folder, int how)
{
    char path[PATH_MAX];
    if ((size_t)snprintf(path, sizeof path, "%s/" STORE_BUILD_FILE, folder) >= sizeof path) {
        errno = ENAMETOOLONG;
        return -1;
    }
    return open(path, how | O_CLOEXEC, 0600);
}

bool build_mark_is_mine(const char *folder)
{
    char line[LINE_BYTES], found[LINE_BYTES] = "";
    int fd = open_mark(folder, O_RDONLY);
    if (fd < 0)
        return false;
    ssize_t len = read(fd, found, sizeof found - 1);
    close(fd);
    make_line(line);
    return len > 0 && strcmp(line, found) == 0;
}

/* A torn line names no build: the seals are computed once more. */
bool build_mark_write(const char *folder, struct err *err)
{
    char line[LINE_BYTES];
    int fd = open_mark(folder, O_WRONLY | O_CREAT | O_TRUNC);
    make_line(line);
    bool good = fd >= 0 && write(fd, line, strlen(line)) == (ssize_t)strlen(line) && fsync(fd) == 0;
    if (!good)
        err_set(err, "không ghi được “%s/" STORE_BUILD_FILE "”: %s; kiểm tra đĩa và thư mục dữ liệu",
                "cannot write “%s/" STORE_BUILD_FILE "”: %s; check the disk and the state folder", folder, strerror(errno));
    if (fd >= 0)
        close(fd);
    return good;
}
