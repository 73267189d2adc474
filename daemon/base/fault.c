#include "base/fault.h"

#include "base/array.h"

#include <string.h>

static const struct fault table[] = {
    {"syntax", "rule", "không đúng cú pháp", "did not parse"},
    {"rejected", "rule", "bị từ chối trước khi chạy", "refused before running"},
    {"failed", "rule", "dừng vì lỗi khi chạy", "failed while running"},
    {"answer", "rule", "trả lời không đúng", "answered wrongly"},
    {"steps", "deadline", "bị dừng vì quá nhiều bước tính", "stopped at the limit of steps"},
    {"deadline", "deadline", "bị dừng vì quá thời gian", "stopped at the time limit"},
    {"memory", "memory", "bị dừng vì quá bộ nhớ", "stopped at the memory limit"},
    {"size", "garbage", "bị dừng vì câu trả lời quá dài", "stopped at the limit of the answer's size"},
    {"garbage", "garbage", "trả lời không đúng mẫu", "answered in a wrong shape"},
    {"crash", "crash", "tiến trình tính đổ vỡ", "the process crashed"},
    {"start", "start", "không chạy được tiến trình tính", "no process could be started"},
    {"stopped", "stopped", "đã hủy", "cancelled"},
    {"quarantine", "quarantine", "quy tắc đang bị cách ly", "quarantined"},
};

const struct fault *fault_find(const char *name)
{
    for (size_t i = 0; i < LEN(table); i++)
        if (strcmp(table[i].name, name) == 0)
            return &table[i];
    return NULL;
}

const struct fault *fault_of_err(enum err_kind kind)
{
    static const char *const names[] = {
        [ERR_PLAIN] = "failed",      [ERR_SYNTAX] = "syntax", [ERR_REFUSED] = "rejected", [ERR_ANSWER] = "answer",
        [ERR_STEPS] = "steps",       [ERR_DEADLINE] = "deadline", [ERR_MEMORY] = "memory",
    };
    return fault_find(names[kind]);
}

const char *fault_title(const char *name, bool english)
{
    const struct fault *fault = fault_find(name);
    return fault ? english ? fault->en : fault->vi : NULL;
}
