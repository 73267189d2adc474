#include "door/configure.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/log.h"
#include "base/value.h"
#include "door/door_internal.h"
#include "door/tls.h"

#include <sys/stat.h>
#include <time.h>

enum { SOON_DAYS = 30 }; /* an office needs some weeks to get a new certificate */

bool configure_read(struct door *door, struct err *err)
{
    struct settings settings;
    struct tls *tls = NULL;
    if (!settings_read(door->options->config, door->options->program, &settings, err) ||
        (settings.http.certificate[0] && !(tls = tls_create(settings.http.certificate, settings.http.key, err))))
        return false;
    tls_destroy(door->tls);
    door->tls = tls;
    door->settings = settings;
    door->settings.worker.fork_server = door->fork_server;
    door->settings.worker.ending = &door->ending;
    log_set_level(door->settings.log_level);
    return true;
}

/* ---- what is to be said ---- */

static bool say_dates(const struct tls_certificate *certificate, struct arena *arena, int64_t now, struct err *ret_said)
{
    const char *until = day_text(arena, instant_day(certificate->until));
    if (now >= certificate->until)
        err_set(ret_said, "chứng thư %s đã hết hạn ngày %s nên trình duyệt không nhận; hãy thay chứng thư mới rồi nạp lại: systemctl reload thiduad",
                "the certificate %s expired on %s, so browsers refuse it; put a new one there, then: systemctl reload thiduad", certificate->path,
                until);
    else if (now < certificate->from)
        err_set(ret_said, "chứng thư %s đến ngày %s mới có hiệu lực nên trình duyệt chưa nhận; hãy xem lại đồng hồ của máy và chứng thư",
                "the certificate %s holds from %s on, so browsers refuse it yet; look at the machine's clock and at the certificate",
                certificate->path, day_text(arena, instant_day(certificate->from)));
    else if (certificate->until - now < SOON_DAYS * DAY_SECONDS)
        err_set(ret_said, "chứng thư %s sẽ hết hạn ngày %s; hãy thay chứng thư mới trước ngày ấy rồi nạp lại: systemctl reload thiduad",
                "the certificate %s expires on %s; put a new one there before, then: systemctl reload thiduad", certificate->path, until);
    else
        return false;
    return true;
}

static bool say_certificate(const struct tls_certificate *certificate, struct arena *arena, int64_t now, struct err *ret_said)
{
    if (say_dates(certificate, arena, now, ret_said))
        return true;
    if (*certificate->names)
        return false;
    err_set(ret_said, "chứng thư %s không ghi tên máy nào (subjectAltName) nên trình duyệt không nhận; hãy xin cấp lại có tên ấy",
            "the certificate %s is for no name (subjectAltName), so browsers refuse it; have it made again with one", certificate->path);
    return true;
}

struct value *configure_certificate(const struct door *door, struct arena *arena)
{
    const struct tls_certificate *certificate = tls_certificate(door->tls);
    struct err said = {0};
    int64_t now = (int64_t)time(NULL);
    if (!certificate)
        return NULL;
    struct value *map = value_map(arena);
    say_certificate(certificate, arena, now, &said);
    value_set_text(map, "path", certificate->path);
    value_set_text(map, "names", certificate->names);
    value_set_text(map, "until", day_text(arena, instant_day(certificate->until)));
    value_set_int(map, "days", (certificate->until - now) / DAY_SECONDS - (certificate->until < now));
    value_set_text(map, "vi", said.vi);
    value_set_text(map, "en", said.en);
    err_clear(&said);
    return map;
}

static void warn(const struct door *door, const char *vi, const char *en, const char *what)
{
    log_line(LOG_WARNING, door->options->english ? en : vi, what);
}

static void warn_certificate(const struct door *door)
{
    struct arena *arena = arena_create();
    const struct value *certificate = configure_certificate(door, arena);
    const char *said = value_get_text(certificate, door->options->english ? "en" : "vi", NULL);
    if (said)
        log_line(LOG_WARNING, "%s", said);
    arena_destroy(arena);
}

/* Whoever has the key is the daemon, to a browser. */
static void warn_key(const struct door *door)
{
    struct stat found;
    if (door->tls && stat(door->settings.http.key, &found) == 0 && found.st_mode & S_IROTH)
        warn(door, "%s: ai trên máy cũng đọc được khóa này; hãy đặt lại quyền: chmod 640", "%s: everybody on this machine can read this key: chmod 640",
             door->settings.http.key);
}

void configure_warn(const struct door *door)
{
    warn_certificate(door);
    warn_key(door);
    if (door->settings.names_administrators) /* of before there were accounts */
        warn(door,
             "%s: mục administrators không còn cho ai quyền gì; hãy lập tài khoản bằng thiduactl people add TÊN --full-name … --role administrator "
             "--unix NGƯỜI-DÙNG rồi bỏ dòng ấy",
             "%s: administrators gives nobody anything any more: make accounts with thiduactl people add NAME --full-name … --role administrator "
             "--unix USER, and remove the line",
             "thiduad.conf");
}
