#include "base/folder_lock.h"

#include "base/err.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* Where root works on the folder of a service, the service must be able to take the lock again. */
static void give_to_owner(int folder, int lock)
{
    struct stat owner, made;
    if (fstat(folder, &owner) == 0 && fstat(lock, &made) == 0 && made.st_uid != owner.st_uid &&
        fchown(lock, owner.st_uid, owner.st_gid) != 0)
        return; /* who is not root makes files of its own only */
}

static bool refuse(int lock, const char *folder_name, struct err *err)
{
    char pid[24] = "?";
    ssize_t len = read(lock, pid, sizeof pid - 1);
    pid[len > 0 ? (size_t)len : 1] = '\0';
    pid[strcspn(pid, "\n")] = '\0';
    return err_set(err, "%s: một thiduad khác (tiến trình %s) đang dùng thư mục này; mỗi thư mục chỉ một máy chủ",
                   "%s: another thiduad (process %s) has this folder; one daemon a folder", folder_name, pid);
}

bool folder_lock_take(int folder, const char *folder_name, const char *name, int *ret_lock, struct err *err)
{
    int lock = openat(folder, name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock < 0)
        return err_set(err, "%s/%s: %s", "%s/%s: %s", folder_name, name, strerror(errno));
    if (flock(lock, LOCK_EX | LOCK_NB) != 0) {
        refuse(lock, folder_name, err);
        close(lock);
        return false;
    }
    give_to_owner(folder, lock);
    if (ftruncate(lock, 0) == 0)
        dprintf(lock, "%ld\n", (long)getpid());
    *ret_lock = lock;
    return true;
}
