#include "command/dispatch.h"

#include "command/perform.h"

#include "base/day.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"
#include "store/store.h"

#include <string.h>

static command_function *const functions[COMMAND_COUNT] = {
    [COMMAND_STATUS] = command_status,
    [COMMAND_SCHEDULE] = command_schedule,
    [COMMAND_CONTEST_LOAD] = command_contest_load,
    [COMMAND_CONTEST_SHOW] = command_contest_show,
    [COMMAND_RULES_TRY] = command_rules_try,
    [COMMAND_RULES_SQL] = command_rules_sql,
    [COMMAND_PLUGINS_LIST] = command_plugins_list,
    [COMMAND_PLUGINS_SHOW] = command_plugins_show,
    [COMMAND_RULES_LIST] = command_rules_list,
    [COMMAND_RULES_SHOW] = command_rules_show,
    [COMMAND_RULES_HISTORY] = command_rules_history,
    [COMMAND_RULES_DIFF] = command_rules_diff,
    [COMMAND_RULES_PREVIEW] = command_rules_preview,
    [COMMAND_RULES_PROPOSE] = command_rules_propose,
    [COMMAND_RULES_ACTIVATE] = command_rules_activate,
    [COMMAND_RULES_WITHDRAW] = command_rules_withdraw,
    [COMMAND_RULES_RESTORE] = command_rules_restore,
    [COMMAND_RECORDS_LIST] = command_records_list,
    [COMMAND_RECORDS_SHOW] = command_records_show,
    [COMMAND_RECORDS_TEMPLATE] = command_records_template,
    [COMMAND_IMPORT] = command_import,
    [COMMAND_CLOCK_ADVANCE] = command_clock_advance,
    [COMMAND_EVALUATE] = command_evaluate,
    [COMMAND_RESULTS] = command_results,
    [COMMAND_EXPLAIN] = command_explain,
    [COMMAND_REPLAY] = command_replay,
    [COMMAND_BOARD] = command_board,
    [COMMAND_TREND] = command_trend,
    [COMMAND_UNIT] = command_unit,
    [COMMAND_ALERTS] = command_alerts,
    [COMMAND_ALERTS_SHOW] = command_alerts_show,
    [COMMAND_ALERTS_ACK] = command_alerts_ack,
    [COMMAND_ALERTS_SHORT] = command_alerts_short,
    [COMMAND_SEALS] = command_seals,
    [COMMAND_DRAFTS] = command_drafts,
    [COMMAND_DRAFTS_SHOW] = command_drafts_show,
    [COMMAND_DRAFTS_EXPORT] = command_drafts_export,
    [COMMAND_AUDIT_VERIFY] = command_audit_verify,
    [COMMAND_METRICS] = command_metrics,
};

/* At most 15 digits and nothing else: it fits 64 bits. */
static bool is_number(const char *text)
{
    size_t digits = strspn(text, "0123456789");
    return digits > 0 && digits <= 15 && !text[digits];
}

static bool check_form(const struct command_parameter *parameter, const char *text, struct err *err)
{
    int32_t day;
    int64_t instant;
    if (!*text)
        return err_set(err, "--%s: để trống; hãy ghi giá trị", "--%s: is empty; give a value",
                       parameter->name);
    if (!text_is_utf8(text, strlen(text)))
        return err_set(err, "--%s: không phải là UTF-8", "--%s: is not UTF-8", parameter->name);
    if (strcmp(parameter->form, "DATE") == 0 && !day_parse(text, &day))
        return err_set(err, "“%s” không phải là ngày; hãy ghi như 2024-11-01 hoặc 01/11/2024",
                       "“%s” is no date; write it as 2024-11-01 or 01/11/2024", text);
    if (strcmp(parameter->form, "WHEN") == 0 && !instant_parse(text, &instant))
        return err_set(err, "“%s” không phải là ngày giờ; hãy ghi giờ Việt Nam như 2025-02-12T18:00",
                       "“%s” is no date and time; write Vietnam time as 2025-02-12T18:00", text);
    if (strcmp(parameter->form, "NUMBER") == 0 && !is_number(text))
        return err_set(err, "“%s” không phải là số", "“%s” is no number", text);
    if (!command_form_allows(parameter->form, text))
        return err_set(err, "--%s: “%s” không được nhận; hãy ghi một trong: %s",
                       "--%s: “%s” is not taken; write one of: %s", parameter->name, text, parameter->form);
    return true;
}

static bool check_argument(const struct command *command, const char *name, const struct value *argument,
                           struct err *err)
{
    const struct command_parameter *parameter = command_parameter(command, name);
    if (!parameter || parameter->local)
        return err_set(err, "lệnh “%s” không có tham số “%s”", "the command “%s” has no parameter “%s”",
                       command->words, name);
    if (parameter->flag)
        return value_type(argument) == VALUE_BOOL ||
               err_set(err, "--%s không mang giá trị", "--%s takes no value", name);
    if (value_type(argument) != VALUE_TEXT || strlen(value_as_text(argument)) != value_text_size(argument))
        return err_set(err, "--%s cần một giá trị là chữ", "--%s needs a text", name);
    return check_form(parameter, value_as_text(argument), err);
}

static bool check_arguments(const struct command *command, const struct command_call *call, struct err *err)
{
    for (size_t i = 0; i < value_len(call->arguments); i++)
        if (!check_argument(command, value_key(call->arguments, i), value_item(call->arguments, i), err))
            return false;
    for (const struct command_parameter *parameter = command->parameters; parameter->name; parameter++)
        if (parameter->required && !parameter->local && !value_get(call->arguments, parameter->name))
            return err_set(err, "lệnh “%s” còn thiếu %s%s (%s)", "the command “%s” lacks %s%s (%s)",
                           command->words, parameter->option ? "--" : "", parameter->name, parameter->form);
    if (call->files.len && !command->files)
        return err_set(err, "lệnh “%s” không nhận tệp", "the command “%s” takes no files", command->words);
    return true;
}

struct value *command_run(const struct command *command, struct command_call *call, struct err *err)
{
    if (!functions[command->id]) {
        err_set(err, "lệnh “%s” do thiduactl tự làm", "“%s” is done by thiduactl itself", command->words);
        return NULL;
    }
    if (!check_arguments(command, call, err))
        return NULL;
    /* A quick read sees one state of the database from its first query to its last. */
    bool one_state = command->place == COMMAND_ON_READER;
    if (one_state && !store_read_begin(call->store, err))
        return NULL;
    struct value *answer = functions[command->id](call, err);
    if (one_state)
        store_read_end(call->store);
    return answer;
}
