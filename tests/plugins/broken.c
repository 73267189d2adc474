/*
 * Plugins that are wrong, one a build: -DBROKEN=1 … 19 (test_plugins.py has their names and what must be said of
 * each), -DNAME="…" the name it claims. A plugin that is right but for one thing tells most about that thing.
 */
#include <thidua_plugin.h>

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    NO_SYMBOL = 1,
    WRONG_ABI,
    SHORT_SIZE,
    NO_DESCRIPTION,
    NO_FUNCTION,
    UNDEFINED,
    BAD_PARAMETER,
    BAD_FALLBACK,
    CRASH,
    HANG,
    NEGATIVE,
    TOO_MANY,
    NO_SUBJECT,
    SILENT_FAILURE,
    LATER,
    WILD_OUTCOME,
    NOT_DECLARED,
    OPENS_A_FILE,
    FORGES, /* what the worker says: -DANSWER="…", -DTIMES=n of them, -DEND="…" */
};

#ifndef ANSWER
#define ANSWER ""
#define TIMES 0
#define END ""
#endif

int not_defined_anywhere(void);

static const struct thidua_parameter parameter = {
    .size = sizeof parameter,
    .type = THIDUA_INTEGER,
    .name = BROKEN == BAD_PARAMETER ? NULL : "least",
    .fallback = BROKEN == BAD_FALLBACK ? "many" : "1",
    .min = 0,
    .max = 1000000,
    .title = {"mức", "level"},
};
static const struct thidua_parameter other = {
    .size = sizeof other, .type = THIDUA_TEXT, .name = "counts", .fallback = "rows", .title = {"đếm", "count"}};
static const struct thidua_parameter *const parameters[] = {&parameter, &other, NULL};
static const struct thidua_example example = {
    .size = sizeof example, .rows = "subject,amount\ncat-bi,1\n", .figures = "cat-bi 1 1\n"};
static const struct thidua_example *const examples[] = {&example, NULL};

static void say(const char *bytes, size_t len)
{
    for (ssize_t count; len; bytes += count, len -= (size_t)count)
        while ((count = write(3, bytes, len)) <= 0) /* the worker's own way out, which does not block */
            continue;
}

static void forge(void)
{
    size_t len = sizeof ANSWER - 1, whole = len * TIMES + sizeof END - 1;
    unsigned char head[] = {(unsigned char)(whole >> 24), (unsigned char)(whole >> 16), (unsigned char)(whole >> 8), (unsigned char)whole};
    say((const char *)head, sizeof head);
    for (size_t i = 0; i < TIMES; i++)
        say(ANSWER, len);
    say(END, sizeof END - 1);
    _exit(0);
}

static enum thidua_outcome run(const struct thidua_host *host, struct thidua_call *call)
{
    static volatile int never;
    switch (BROKEN) {
    case UNDEFINED:
#if BROKEN == 6 /* only this one may name it: -z defs would refuse the others */
        return (enum thidua_outcome)not_defined_anywhere();
#endif
    case CRASH:
        *(volatile char *)(uintptr_t)never = 1;
        break;
    case HANG:
        while (!never)
            continue;
        break;
    case NEGATIVE:
        host->figure(call, "cat-bi", -5, 1);
        break;
    case TOO_MANY:
        while (host->figure(call, "khu-1", 1, 1))
            continue;
        break;
    case NO_SUBJECT:
        host->figure(call, "\xff\xfe", 1, 1);
        break;
    case SILENT_FAILURE:
        return THIDUA_FAILED;
    case LATER:
        return THIDUA_LATER;
    case WILD_OUTCOME:
        return (enum thidua_outcome)77;
    case NOT_DECLARED:
        host->parameter(call, "nothing");
        break;
    case OPENS_A_FILE:
        host->log(call, open("/etc/passwd", O_RDONLY) < 0 ? "refused" : "opened");
        break;
    case FORGES:
        forge();
        break;
    }
    return THIDUA_DONE;
}

#if BROKEN == 1
const char *some_other_library(void);
__attribute__((visibility("default"))) const char *some_other_library(void)
{
    return run && parameters[0] && examples[0] ? "not a plugin" : "";
}
#else
const struct thidua_plugin *thidua_plugin(void)
{
    static const struct thidua_plugin plugin = {
        .size = BROKEN == SHORT_SIZE ? 24 : sizeof plugin,
        .abi = BROKEN == WRONG_ABI ? THIDUA_PLUGIN_ABI + 6 : THIDUA_PLUGIN_ABI,
        .kind = THIDUA_EVALUATOR,
        .name = NAME,
        .version = "0.1",
        .title = {"hỏng", "broken"},
        .parameters = parameters,
        .examples = examples,
        .run = BROKEN == NO_FUNCTION ? NULL : run,
    };
    return BROKEN == NO_DESCRIPTION ? NULL : &plugin;
}
#endif
