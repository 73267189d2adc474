#include "plugin/exec_notifier.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/json.h"
#include "base/value.h"
#include "plugin/exec.h"
#include "plugin/program.h"

#include <thidua_plugin.h>

#include <string.h>

/* As sysexits.h calls them. */
enum { TAKEN = 0, NEVER_THIS = 65, NO_RECIPIENT = 67 };

static const struct thidua_parameter program_arguments = {
    .size = sizeof program_arguments,
    .type = THIDUA_TEXT,
    .name = "arguments",
    .fallback = "",
    .title = {"tham số dòng lệnh, cách nhau bằng dấu cách", "its arguments, parted by blanks"},
};
static const struct thidua_parameter program_secret = {
    .size = sizeof program_secret,
    .type = THIDUA_SECRET,
    .name = "secret",
    .fallback = "",
    .title = {"điều bí mật chương trình cần, có trong JSON đưa vào", "a secret that the program needs, in the JSON that it gets"},
};
static const struct thidua_parameter program_timeout = {
    .size = sizeof program_timeout,
    .type = THIDUA_INTEGER,
    .name = "timeout",
    .fallback = "8",
    .min = 1,
    .max = 600,
    .title = {"nhiều nhất bao nhiêu giây (và không quá thời hạn của tiến trình gửi)", "at most so many seconds (and not beyond the worker's deadline)"},
};
static const struct thidua_parameter *const parameters[] = {&exec_program_name, &program_arguments, &program_secret, &program_timeout, NULL};

static const struct thidua_plugin description = {
    .size = sizeof description,
    .abi = THIDUA_PLUGIN_ABI,
    .kind = THIDUA_NOTIFIER,
    .name = "exec",
    .version = "1.0",
    .title = {"một chương trình của người quản trị nhận tin qua JSON", "a program of the administrator's that gets the message as JSON"},
    .parameters = parameters,
};
const struct plugin exec_notifier = {.description = &description};

static const char *why_of(struct arena *arena, const struct program_answer *answer)
{
    const char *text = *answer->complaint ? answer->complaint : answer->output;
    return *text ? arena_printf(arena, ": %s", text) : "";
}

enum plugin_outcome exec_notifier_run(struct arena *arena, struct program *program, const struct value *settled, const struct value *message,
                                      int64_t deadline, struct err *err)
{
    struct program_answer answer;
    struct value *input = value_copy(arena, message);
    value_set_text(input, "secret", value_get_text(settled, "secret", ""));
    if (!program_run(program, arena, exec_arguments(arena, settled, NULL), json_text(arena, input),
                     exec_timeout(settled, deadline), &answer, err))
        return PLUGIN_LATER;
    if (answer.status == TAKEN)
        return PLUGIN_DONE;
    err_set(err, "chương trình kết thúc với mã %d%s", "the program ended with code %d%s", answer.status, why_of(arena, &answer));
    return answer.status == NEVER_THIS || answer.status == NO_RECIPIENT ? PLUGIN_FAILED : PLUGIN_LATER;
}
