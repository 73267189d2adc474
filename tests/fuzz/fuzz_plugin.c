/*
 * What code that is not ours answers: a program's exit code and lines (exec, as an evaluator and as a notifier), a plugin's calls of the host.
 * The first line says which: "exec STATUS SIGNAL", "notify STATUS SIGNAL" and then what the program prints; "plugin OUTCOME" and then a call a
 * line, its words parted by "|".
 */
#include "fuzz.h"

#include "base/clock.h"
#include "base/text.h"
#include "base/value.h"
#include "plugin/exec.h"
#include "plugin/exec_notifier.h"
#include "plugin/plugin.h"
#include "plugin/program.h"

#include <thidua_plugin.h>

#include <string.h>

enum { SUBJECTS = 50, WORDS = 6 };

static const char *said;                    /* what follows the first line */
static struct program_answer given_answer; /* of the program */

/* In the place of program.c's (-Wl,--wrap): the runner has seen to it that the texts are UTF-8. */
bool __wrap_program_run(struct program *program, struct arena *arena, const struct value *arguments, const char *input, int timeout_ms,
                        struct program_answer *ret_answer, struct err *err);
bool __wrap_program_run(struct program *program, struct arena *arena, const struct value *arguments, const char *input, int timeout_ms,
                        struct program_answer *ret_answer, struct err *err)
{
    (void)program, (void)arena, (void)arguments, (void)timeout_ms, (void)err;
    FUZZ_HOLDS(text_is_utf8(input, strlen(input)));
    *ret_answer = given_answer;
    return true;
}

static void host_call(const struct thidua_host *host, struct thidua_call *call, char *words[WORDS], int count)
{
    const char *act = words[0];
    int64_t a = count > 2 ? strtoll(words[2], NULL, 10) : 0, b = count > 3 ? strtoll(words[3], NULL, 10) : THIDUA_NO_DEN;
    int column = count > 1 ? (int)strtol(words[1], NULL, 10) : 0;
    size_t len = 0;
    if (strcmp(act, "figure") == 0)
        host->figure(call, words[1], a, b);
    else if (strcmp(act, "next") == 0)
        host->next(call);
    else if (strcmp(act, "cell") == 0)
        host->type(call, column), host->integer(call, column), host->text(call, column), host->bytes(call, column, &len);
    else if (strcmp(act, "column") == 0)
        host->column(call, words[1]);
    else if (strcmp(act, "ask") == 0)
        host->parameter(call, words[1]), host->parameter_integer(call, words[1]), host->context(call, words[1]);
    else if (strcmp(act, "keep") == 0)
        host->keep(call, words[1], words[2] ? words[2] : "", words[2] ? strlen(words[2]) : 0);
    else if (strcmp(act, "row") == 0)
        host->row(call, (const char *const *)words + 1, count - 1);
    else if (strcmp(act, "fail") == 0)
        host->fail(call, words[1], words[2]);
    else if (strcmp(act, "later") == 0)
        host->later(call, words[1], words[2]);
    else if (strcmp(act, "log") == 0)
        host->log(call, words[1]);
    else
        host->whole(call);
}

static int outcome;
static enum thidua_outcome play(const struct thidua_host *host, struct thidua_call *call)
{
    char *text = strcpy(host->alloc(call, strlen(said) + 1), said), *lines, *parts;
    for (char *line = strtok_r(text, "\n", &lines); line; line = strtok_r(NULL, "\n", &lines)) {
        char *words[WORDS] = {NULL};
        int count = 0;
        for (char *word = strtok_r(line, "|", &parts); word && count < WORDS; word = strtok_r(NULL, "|", &parts))
            words[count++] = word;
        if (count)
            host_call(host, call, words, count);
    }
    return (enum thidua_outcome)outcome;
}

static void holds_figures(const struct exchange_figures *figures)
{
    FUZZ_HOLDS(figures->len <= SUBJECTS);
    for (size_t i = 0; i < figures->len; i++) {
        const struct exchange_figure *figure = &figures->items[i];
        FUZZ_HOLDS(*figure->subject && text_is_utf8(figure->subject, strlen(figure->subject)) && figure->num >= 0 && figure->num <= INT32_MAX);
        FUZZ_HOLDS(figure->den == EXCHANGE_NO_DEN || (figure->den >= 0 && figure->den <= INT32_MAX));
    }
}

static struct exchange_table some_rows(struct arena *arena)
{
    struct value *columns = value_list(arena), *rows = value_list(arena), *row = value_list(arena);
    value_append(columns, value_text(arena, "ward"));
    value_append(columns, value_text(arena, "note"));
    value_append(row, value_text(arena, "cat-bi"));
    value_append(row, value_text(arena, "a, \"b\"\n"));
    value_append(rows, row);
    return (struct exchange_table){columns, rows, 0};
}

static void as_program(struct arena *arena, bool notifies)
{
    struct exchange_table table = some_rows(arena);
    const struct exchange_rows rows = exchange_table_rows(&table);
    struct exchange_figures figures = {.most = SUBJECTS};
    struct value *parameters = value_map(arena), *context = value_map(arena);
    struct err err = {0};
    const char *warning = NULL;
    value_set_text(parameters, "arguments", "-x {period}");
    value_set_text(context, "period", "2024-11");
    const struct plugin_call call = {.parameters = parameters, .context = context, .rows = &rows, .deadline = clock_steady() + 1000};
    bool good = notifies ? exec_notifier_run(arena, NULL, parameters, context, call.deadline, &err) == PLUGIN_DONE
                         : exec_run(arena, NULL, &call, &figures, &warning, &err);
    fuzz_holds_err(good, &err);
    FUZZ_HOLDS(!warning || text_is_utf8(warning, strlen(warning)));
    holds_figures(&figures);
}

static void as_plugin(struct arena *arena)
{
    static const struct thidua_plugin description = {
        .size = sizeof description, .abi = THIDUA_PLUGIN_ABI, .kind = THIDUA_EVALUATOR, .name = "x", .version = "1.0", .title = {"x", "x"}, .run = play};
    const struct plugin plugin = {.description = &description};
    struct exchange_table table = some_rows(arena);
    const struct exchange_rows rows = exchange_table_rows(&table);
    struct exchange_figures figures = {.most = SUBJECTS};
    struct err err = {0};
    const struct plugin_call call = {.parameters = value_map(arena), .context = value_map(arena), .rows = &rows, .deadline = clock_steady() + 1000,
                                     .kept = value_list(arena), .rows_given = value_list(arena)};
    bool good = plugin_run(arena, &plugin, &call, &figures, &err) == PLUGIN_DONE;
    fuzz_holds_err(good, &err);
    holds_figures(&figures);
}

void fuzz_plugin(struct arena *arena, const char *bytes, size_t len)
{
    char *text = arena_strndup(arena, bytes, len), *line = strchr(text, '\n'), kind[8] = "";
    int status = 0, signal = 0;
    if (!line)
        return;
    *line = '\0';
    said = line + 1;
    sscanf(text, "%7s %d %d", kind, &status, &signal);
    outcome = status;
    given_answer = (struct program_answer){.status = status, .signal = signal, .output = said, .complaint = signal % 2 ? "bad" : ""};
    if (strcmp(kind, "plugin") == 0)
        as_plugin(arena);
    else if (text_is_utf8(said, strlen(said)))
        as_program(arena, strcmp(kind, "notify") == 0);
}
