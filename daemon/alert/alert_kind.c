#include "alert/alert_kind.h"

#include "base/array.h"

#include <string.h>

/* A new kind: its row here with its English sentence, the Vietnamese one in contest/wording.c, and the room that decides when it is open (docs/architecture.md). */
const struct alert_kind alert_kinds[] = {
    {"target", "chỉ tiêu chưa đạt", "missed target", ALERT_FOR_UNIT, ALERT_ENDS_BY_RESULT, {"alert.target"},
     "{{ unit }}, {{ period }}: target {{ criterion }} was missed{% if figure %}; now {{ figure }}{% endif %}."},
    {"return", "thiếu báo cáo", "missing returns", ALERT_FOR_UNIT, ALERT_ENDS_BY_RECORDS, {"alert.return"},
     "{{ unit }}, {{ period }}: monthly returns are missing."},
    {"nomination", "chưa có đề nghị khen thưởng", "no nomination", ALERT_FOR_UNIT, ALERT_ENDS_BY_RECORDS, {"alert.nomination"},
     "{{ unit }}, {{ period }}: nobody is nominated, and no reason is given."},
    {"draft", "văn bản không dự thảo được", "refused draft", ALERT_FOR_ADMINISTRATORS, ALERT_ENDS_BY_RECORDS,
     {"alert.refused", "alert.no_nominee", "alert.no_seal", "alert.seal_error"},
     "{{ unit }}, {{ period }}: {% if criterion %}document {{ criterion }}{% else %}the decision{% endif %} could not be drafted."},
    {"seal", "đợt chưa chốt được", "seal waits", ALERT_FOR_UNIT, ALERT_ENDS_BY_RECORDS, {"alert.seal_wait", "alert.seal_return"},
     "{% if not district %}{{ unit }}, {% endif %}{{ period }}: not sealed yet{% if district %}; to seal it now, with a reason: "
     "thiduactl seal {{ period }} --reason{% else %}, monthly returns are missing{% endif %}."},
    {"duty", "nhiệm vụ quá hạn", "overdue duty", ALERT_FOR_UNIT, ALERT_ENDS_BY_PERSON, {"alert.duty"},
     "{{ unit }}, {{ period }}: the duty {{ criterion }} of the plan is overdue; say that it is done, hand it over or say why it does not apply on its page."},
    {"clock", "đồng hồ máy", "the machine's clock", ALERT_FOR_ADMINISTRATORS, ALERT_ENDS_BY_PERSON, {"alert.clock"},
     "The machine's clock jumped: what falls due waits until it is set right, or confirmed with thiduactl clock confirm."},
    {"rule_error", "quy tắc tính lỗi", "failed rule", ALERT_FOR_ADMINISTRATORS, ALERT_ENDS_BY_RESULT, {"alert.rule_error"},
     "{{ period }}: criterion {{ criterion }} could not be computed, its rule failed."},
    {"rule", "quy tắc bị cách ly", "quarantined rule", ALERT_FOR_ADMINISTRATORS, ALERT_ENDS_BY_PERSON, {"alert.rule"},
     "Criterion {{ criterion }}: its rule failed in three runs in a row and is quarantined."},
    {"message", "tin không gửi được", "undelivered messages", ALERT_FOR_ADMINISTRATORS, ALERT_ENDS_BY_PERSON, {"alert.message"},
     "Messages by {{ criterion }} could not be delivered: see thiduactl outbox list, then outbox retry or outbox drop."},
    {"early_warning", "cảnh báo sớm", "early warning", ALERT_FOR_UNIT, ALERT_ENDS_BY_RECORDS, {"alert.early_warning"},
     "{{ unit }}, {{ period }}: target {{ criterion }} may be missed{% if figure %}; now {{ figure }}{% endif %}."},
    {"zero_tolerance", "việc không được để xảy ra", "zero tolerance", ALERT_FOR_UNIT, ALERT_ENDS_BY_RECORDS, {"alert.zero_tolerance"},
     "{{ unit }}, {{ period }}: what target {{ criterion }} allows none of was recorded{% if figure %}; now {{ figure }}{% endif %}."},
    {"idle", "danh sách chưa có kết quả", "who has nothing yet", ALERT_FOR_UNIT, ALERT_ENDS_BY_RECORDS, {"alert.idle"},
     "{{ unit }}, {{ period }}: some have nothing yet for target {{ criterion }}{% if figure %}; now {{ figure }}{% endif %}."},
    {"pending", "chỉ tiêu chưa có kết quả", "target without a result", ALERT_FOR_UNIT, ALERT_ENDS_BY_RECORDS, {"alert.pending"},
     "{{ unit }}, {{ period }}: target {{ criterion }} has no result yet{% if figure %}; now {{ figure }}{% endif %}."},
    {"ending", "sắp kết thúc", "about to end", ALERT_FOR_ADMINISTRATORS, ALERT_ENDS_BY_RECORDS_OR_WORD, {"alert.ending"},
     "Bodies, units, legal bases or rates end: {{ criterion }} is the first day without them. What follows them, and which papers and duties name them, stands in the Vietnamese sentence."},
    {"overdue", "việc đến hạn chưa làm được", "work that should have been done", ALERT_FOR_ADMINISTRATORS, ALERT_ENDS_BY_RECORDS, {"alert.overdue"},
     "What fell due ({{ criterion }}) could not be performed although the daemon runs: see its log and thiduactl status."},
    {"drill", "chưa diễn tập khôi phục", "restore drill", ALERT_FOR_ADMINISTRATORS, ALERT_ENDS_BY_RECORDS, {"alert.drill"},
     "No restore drill of a backup went well for too long, or the last one failed: run thiduactl backup drill FOLDER on the machine; why it failed is in thiduactl status."},
    {"taken", "bản ghi bị đơn vị khác lấy mất", "taken records", ALERT_FOR_ADMINISTRATORS, ALERT_ENDS_BY_RECORDS_OR_WORD, {"alert.taken"},
     "Records were taken over by another unit's file while an id alone was the key: see thiduactl records moved, bring them back with "
     "thiduactl records restore, or close this (thiduactl alerts close) when they are right where they are."},
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

bool alert_kind_is_sealed(const struct alert_kind *kind)
{
    return kind->audience == ALERT_FOR_UNIT && kind->end == ALERT_ENDS_BY_RESULT;
}

const char *alert_kind_title(const char *name, bool english)
{
    const struct alert_kind *kind = alert_kind_find(name);
    return kind ? english ? kind->en : kind->vi : NULL;
}
