#include "received/received_check.h"

#include "base/day.h"
#include "base/file.h"
#include "base/problem.h"
#include "base/value.h"
#include "package/package.h"
#include "proof/bundle_read.h"
#include "received/received_note.h"
#include "received/received_sender.h"

#include <string.h>

static void check_sender(const struct received_check *check, const struct file *file, const struct bundle *bundle)
{
    const char *unit = value_get_text(bundle->issuer, "unit", ""), *contest = value_get_text(bundle->contest, "id", "");
    struct received_sender sender;
    if (!received_sender_find(check->package, check->today, bundle->key, &sender))
        problem_add(check->problems, file->path, 0, NULL,
                    "khóa đã ký, %s, không phải của đơn vị nào đã đăng ký; xem seals senders, hỏi lại đơn vị (keys show), đăng ký khóa ở bodies.ini bằng rules propose",
                    "the key that signed it, %s, is no registered unit's; see seals senders, ask the unit (keys show), register its key in bodies.ini with rules propose", bundle->key);
    else if (strcmp(sender.unit, unit) != 0)
        problem_add(check->problems, file->path, 0, NULL, "gói nói là của “%s”, nhưng khóa đã ký là của %s (“%s”); đơn vị chỉ gửi gói của chính mình",
                    "it says to be of “%s”, but the key that signed it is of %s (“%s”); a unit sends its own bundles alone", unit, sender.name, sender.unit);
    else if (strcmp(sender.contest, contest) != 0)
        problem_add(check->problems, file->path, 0, NULL, "gói của phong trào “%s”; ở %s chỉ nhận phong trào “%s”; gửi gói của phong trào ấy",
                    "it is of the contest “%s”; of %s the contest “%s” is taken; send a bundle of that one", contest, sender.name, sender.contest);
}

/* The hash is over the results, not over who issued them: only the unit's own row there says that they are its own. */
static void check_own(const struct received_check *check, const struct file *file, const struct bundle *bundle)
{
    const char *unit = value_get_text(bundle->issuer, "unit", "");
    const struct value *results = value_get(bundle->content, "results");
    for (size_t i = 0; i < value_len(results); i++)
        if (strcmp(value_get_text(value_at(results, i), "subject", ""), unit) == 0 && value_len(value_get(value_at(results, i), "cells")))
            return;
    problem_add(check->problems, file->path, 0, "results", "bản chốt không có dòng của chính “%s”, đơn vị lập gói; xin đơn vị chốt và xuất lại (seals export)",
                "the seal has no row of “%s” itself, which issued it; ask the unit to seal and export it again (seals export)", unit);
}

static void check_period(const struct received_check *check, const struct file *file, const struct bundle *bundle)
{
    const struct value *period = value_get(bundle->content, "period");
    int32_t from, until;
    bool good = day_parse(value_get_text(period, "from", ""), &from) && day_parse(value_get_text(period, "until", ""), &until) && from < until;
    if (!good)
        problem_add(check->problems, file->path, 0, "period", "gói không nói kỳ của nó từ ngày nào đến ngày nào; xin lại tệp từ đơn vị",
                    "it does not say from when to when its period is; ask the unit for it again");
    else if (from < check->package->from || until > check->package->until)
        problem_add(check->problems, file->path, 0, "period", "kỳ từ %s đến %s nằm ngoài phong trào này (%s đến %s); gửi gói của một kỳ trong phong trào",
                    "its period, %s to %s, is outside of this contest (%s to %s); send a bundle of a period within it", day_text(check->arena, from),
                    day_text(check->arena, until - 1), day_text(check->arena, check->package->from), day_text(check->arena, check->package->until - 1));
}

/* The same seal again is once. Of two seals of a phase the one of the greater data version is the later. */
static void check_order(const struct received_check *check, const struct file *file, const struct bundle *bundle, const struct value *latest)
{
    int64_t own = value_get_int(bundle->seal, "sequence", 0), taken = value_get_int(latest, "seal_sequence", 0);
    int later = strcmp(value_get_text(bundle->content, "sealed_at", ""), value_get_text(latest, "sealed_at", ""));
    if (value_is_null(latest) || strcmp(value_get_text(latest, "hash", ""), value_get_text(bundle->seal, "hash", "")) == 0)
        return;
    if (own < taken || (own == taken && later <= 0))
        problem_add(check->problems, file->path, 0, NULL, "đã nhận bản chốt “%2$s”, chốt sau “%1$s”; không nhận bản cũ hơn; xem seals taken",
                    "the seal “%2$s”, which is later than “%1$s”, was taken already; an older one is not; see seals taken", value_get_text(bundle->seal, "id", ""),
                    value_get_text(latest, "seal", ""));
}

bool received_check(const struct received_check *check, const struct file *file, const struct bundle *bundle, const struct value *live, const struct value **ret_latest, struct err *err)
{
    const struct value *latest = received_note_latest(check->store, check->arena, check->type, live, value_get_text(bundle->issuer, "unit", ""), value_get_text(bundle->content, "phase", ""),
                                                      value_get_text(bundle->contest, "id", ""), err);
    if (!latest)
        return false;
    check_sender(check, file, bundle);
    check_own(check, file, bundle);
    check_period(check, file, bundle);
    check_order(check, file, bundle, latest);
    *ret_latest = latest;
    return true;
}
