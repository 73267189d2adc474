#include "alert/alert_kind.h"

#include "base/array.h"

#include <string.h>

/* A new kind: its row here, its sentence in contest/wording.c, and the room that decides when it is open (docs/architecture.md). */
const struct alert_kind alert_kinds[] = {
    {"target", "chỉ tiêu chưa đạt", "missed target", ALERT_FOR_UNIT, ALERT_ENDS_BY_RESULT, {"alert.target"}},
    {"return", "thiếu báo cáo", "missing returns", ALERT_FOR_UNIT, ALERT_ENDS_BY_RECORDS, {"alert.return"}},
    {"nomination", "chưa có đề nghị khen thưởng", "no nomination", ALERT_FOR_UNIT, ALERT_ENDS_BY_RECORDS, {"alert.nomination"}},
    {"draft",
     "văn bản không dự thảo được",
     "refused draft",
     ALERT_FOR_ADMINISTRATORS,
     ALERT_ENDS_BY_RECORDS,
     {"alert.refused", "alert.no_nominee", "alert.no_seal", "alert.seal_error"}},
    {"seal", "đợt chưa chốt được", "seal waits", ALERT_FOR_UNIT, ALERT_ENDS_BY_RECORDS, {"alert.seal_wait", "alert.seal_return"}},
    {"clock", "đồng hồ máy", "the machine's clock", ALERT_FOR_ADMINISTRATORS, ALERT_ENDS_BY_PERSON, {"alert.clock"}},
    {"rule_error", "quy tắc tính lỗi", "failed rule", ALERT_FOR_ADMINISTRATORS, ALERT_ENDS_BY_RESULT, {"alert.rule_error"}},
    {"rule", "quy tắc bị cách ly", "quarantined rule", ALERT_FOR_ADMINISTRATORS, ALERT_ENDS_BY_PERSON, {"alert.rule"}},
};
const size_t alert_kind_count = LEN(alert_kinds);

const struct alert_kind *alert_kind_find(const char *name)
{
    for (size_t i = 0; i < alert_kind_count; i++)
        if (strcmp(alert_kinds[i].name, name) == 0)
            return &alert_kinds[i];
    return NULL;
}

bool alert_kind_is_for_unit(const char *name)
{
    const struct alert_kind *kind = alert_kind_find(name);
    return kind && kind->audience == ALERT_FOR_UNIT;
}

const char *alert_kind_title(const char *name, bool english)
{
    const struct alert_kind *kind = alert_kind_find(name);
    return kind ? english ? kind->en : kind->vi : NULL;
}
