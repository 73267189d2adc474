#include "parse/parse_fault.h"

#include "base/err.h"
#include "base/fault.h"
#include "base/value.h"
#include "worker/worker_settings.h"

#include <string.h>

static bool is(const struct value *error, const char *fault)
{
    return strcmp(value_get_text(error, "fault", ""), fault) == 0;
}

void parse_fault_stop(struct worker_settings *settings)
{
    if (!settings->stop)
        settings->stop = settings->ending;
}

bool parse_fault_is_own(const struct value *error)
{
    return strcmp(value_get_text(error, "kind", ""), "start") == 0 || is(error, "stopped") || is(error, "killed");
}

bool parse_fault_refuse(const struct value *error, const char *vi, const char *en, struct err *err)
{
    if (is(error, "killed"))
        return err_set(err, "tiến trình đọc tệp bị kết thúc từ bên ngoài (người vận hành máy, hoặc máy hết bộ nhớ), chưa ghi gì cả; %1$s%2$.0s",
                       "the process that reads the file was killed from outside (by who runs the machine, or for want of memory), nothing "
                       "was written; %2$s%1$.0s",
                       vi, en);
    return err_set(err, "%1$s%2$.0s", "%2$s%1$.0s", value_get_text(error, "vi", ""), value_get_text(error, "en", ""));
}

const char *parse_fault_title(const struct value *error, bool english)
{
    return fault_title(value_get_text(error, "fault", "crash"), english);
}

bool parse_fault_part(void *context, const struct value *part, struct err *err)
{
    (void)context, (void)part;
    return parse_fault_shape(err);
}

bool parse_fault_shape(struct err *err)
{
    return err_set(err, "tiến trình đọc tệp trả lời không đúng mẫu", "the process that reads the file answered in a wrong shape");
}
