/*
 * template-notifier: the other kind. It delivers nothing anywhere: it says what it would have sent, and
 * refuses a message without a recipient. A notifier of yours puts its delivery where `log` stands, and
 * answers THIDUA_LATER when the other side is busy, so that the message is tried again.
 */
#include <thidua_plugin.h>

#include <stdio.h>

static const struct thidua_parameter longest = {
    .size = sizeof longest,
    .type = THIDUA_INTEGER,
    .name = "longest",
    .fallback = "200",
    .min = 1,
    .max = 400,
    .title = {"số byte dài nhất của dòng ghi lại", "bytes of the noted line, at most"},
};
static const struct thidua_parameter *const parameters[] = {&longest, NULL};

static const struct thidua_example example = {
    .size = sizeof example,
    .rows = "kind,recipient,subject,text\nalert,truong-phong,Cảnh báo,Còn một đơn vị chưa gửi báo cáo\n",
};
static const struct thidua_example *const examples[] = {&example, NULL};

static enum thidua_outcome run(const struct thidua_host *host, struct thidua_call *call)
{
    const char *recipient = host->context(call, "recipient"), *text = host->context(call, "text");
    int size = (int)host->parameter_integer(call, "longest") + 1;
    char *line = host->alloc(call, (size_t)size);
    if (!recipient || !*recipient || !text)
        return host->fail(call, "tin không có người nhận hoặc nội dung",
                          "the message has no recipient or text");
    snprintf(line, (size_t)size, "to %s: %s", recipient, text);
    host->log(call, line);
    return THIDUA_DONE;
}

const struct thidua_plugin *thidua_plugin(void)
{
    static const struct thidua_plugin plugin = {
        .size = sizeof plugin,
        .abi = THIDUA_PLUGIN_ABI,
        .kind = THIDUA_NOTIFIER,
        .name = "template-notifier",
        .version = "1.0",
        .title = {"mẫu: ghi lại tin thay vì gửi", "template: notes a message instead of sending it"},
        .parameters = parameters,
        .examples = examples,
        .run = run,
    };
    return &plugin;
}
