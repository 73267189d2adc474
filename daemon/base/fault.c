#include "base/fault.h"

#include "base/array.h"
#include "base/text.h"

#include <string.h>

static const struct fault table[] = {
    {"syntax", "rule", "không đúng cú pháp", "did not parse", true, true},
    {"rejected", "rule", "bị từ chối trước khi chạy", "refused before running", true, true},
    {"failed", "rule", "dừng vì lỗi khi chạy", "failed while running", true, true},
    {"answer", "rule", "trả lời không đúng", "answered wrongly", true, true},
    {"steps", "deadline", "bị dừng vì quá nhiều bước tính", "stopped at the limit of steps", true, false},
    {"deadline", "deadline", "bị dừng vì quá thời gian", "stopped at the time limit", true, false},
    {"memory", "memory", "bị dừng vì quá bộ nhớ", "stopped at the memory limit", true, false},
    {"size", "garbage", "bị dừng vì câu trả lời quá dài", "stopped at the limit of the answer's size", true, true},
    {"garbage", "garbage", "trả lời không đúng mẫu", "answered in a wrong shape", true, true},
    {"crash", "crash", "tiến trình tính đổ vỡ", "the process crashed", true, false},
    {"killed", "crash", "tiến trình tính bị kết thúc từ bên ngoài", "the process was killed from outside", true, false},
    {"start", "start", "không chạy được tiến trình tính", "no process could be started", false, false},
    {"starved", "start", "máy hết bộ nhớ", "the machine had no memory left", false, false},
    {"used", "used", "chỉ tiêu mà nó tính từ đó không có số liệu", "a criterion that it is made of has no figures", false, true},
    {"used_once", "used_once", "chỉ tiêu mà nó tính từ đó bị dừng", "a criterion that it is made of was stopped", false, false},
    {"stopped", "stopped", "đã hủy", "cancelled", false, false},
    {"quarantine", "quarantine", "quy tắc đang bị cách ly", "quarantined", false, false},
};

const struct fault *fault_find(const char *name)
{
    for (size_t i = 0; i < LEN(table); i++)
        if (strcmp(table[i].name, name) == 0)
            return &table[i];
    return NULL;
}

static const char *const said[] = {
    [ERR_PLAIN] = "failed", [ERR_SYNTAX] = "syntax",     [ERR_REFUSED] = "rejected", [ERR_ANSWER] = "answer",
    [ERR_STEPS] = "steps",  [ERR_DEADLINE] = "deadline", [ERR_MEMORY] = "memory",    [ERR_FORBIDDEN] = "failed",
};

const struct fault *fault_of_err(enum err_kind kind)
{
    return fault_find(said[kind]);
}

bool fault_is_said(const char *name)
{
    return text_place(name, said, LEN(said)) >= 0;
}

/* The first row of a kind says what all say. */
static const struct fault *of_kind(const char *kind)
{
    for (size_t i = 0; i < LEN(table); i++)
        if (strcmp(table[i].kind, kind) == 0)
            return &table[i];
    return NULL;
}

bool fault_is_own(const char *kind)
{
    const struct fault *fault = of_kind(kind);
    return fault && fault->own;
}

bool fault_is_lasting(const char *kind)
{
    const struct fault *fault = of_kind(kind);
    return fault && fault->lasting;
}

const char *fault_title(const char *name, bool english)
{
    const struct fault *fault = fault_find(name);
    return fault ? english ? fault->en : fault->vi : NULL;
}
