/*
 * template: the smallest evaluator worth copying. The criterion's SQL gives rows (subject, amount); of each
 * subject it counts the rows whose amount is at least `least`, out of all rows, or, with counts = sums, it
 * adds the amounts up. docs/plugins.md goes through this file.
 */
#include <thidua_plugin.h>

#include <string.h>

static const struct thidua_parameter least = {
    .size = sizeof least,
    .type = THIDUA_INTEGER,
    .name = "least",
    .fallback = "1",
    .min = 0,
    .max = 1000000,
    .title = {"lượng nhỏ nhất để một dòng được tính", "the least amount for which a row counts"},
};
static const struct thidua_parameter counts = {
    .size = sizeof counts,
    .type = THIDUA_CHOICE,
    .name = "counts",
    .fallback = "rows",
    .choices = "rows|sums",
    .title = {"đếm số dòng đạt, hay cộng các lượng", "count the rows that do, or add the amounts up"},
};
static const struct thidua_parameter *const parameters[] = {&least, &counts, NULL};

/* What `thiduactl plugins check` runs: rows in, exactly these figures out. */
static const struct thidua_example shares = {
    .size = sizeof shares,
    .parameters = "least = 3\n",
    .rows = "subject,amount\ncat-bi,5\ncat-bi,2\ndang-hai,3\n",
    .figures = "cat-bi 1 2\ndang-hai 1 1\n",
};
static const struct thidua_example sums = {
    .size = sizeof sums,
    .parameters = "counts = sums\n",
    .rows = "subject,amount\ncat-bi,5\ncat-bi,2\n",
    .figures = "cat-bi 7\n",
};
static const struct thidua_example nothing = {
    .size = sizeof nothing, .rows = "subject,amount\n", .figures = ""};
static const struct thidua_example *const examples[] = {&shares, &sums, &nothing, NULL};

/* Rows come in any order, so each subject's figure is kept until the end. */
struct tally {
    struct tally *next;
    const char *subject;
    int64_t rows, good, sum;
};

static struct tally *tally_of(const struct thidua_host *host, struct thidua_call *call, struct tally **first,
                              const char *subject)
{
    struct tally *tally = *first;
    while (tally && strcmp(tally->subject, subject) != 0)
        tally = tally->next;
    if (tally)
        return tally;
    size_t size = strlen(subject) + 1;
    char *copy = host->alloc(call, size); /* a cell's text lives only until the next row */
    memcpy(copy, subject, size);
    tally = host->alloc(call, sizeof *tally);
    *tally = (struct tally){.next = *first, .subject = copy};
    *first = tally;
    return tally;
}

static enum thidua_outcome run(const struct thidua_host *host, struct thidua_call *call)
{
    int64_t at_least = host->parameter_integer(call, "least");
    bool adds = strcmp(host->parameter(call, "counts"), "sums") == 0;
    int subject = host->column(call, "subject"), amount = host->column(call, "amount");
    struct tally *first = NULL;
    if (subject < 0 || amount < 0)
        return host->fail(call, "câu SQL phải trả các cột subject và amount",
                          "the SQL must give the columns subject and amount");
    while (host->next(call)) {
        if (host->type(call, subject) != THIDUA_CELL_TEXT || host->type(call, amount) != THIDUA_CELL_INTEGER)
            return host->fail(call, "subject phải là chữ, amount phải là số nguyên",
                              "subject must be a text, amount an integer");
        struct tally *tally = tally_of(host, call, &first, host->text(call, subject));
        int64_t given = host->integer(call, amount);
        tally->rows++;
        tally->good += given >= at_least;
        tally->sum += given;
    }
    for (const struct tally *tally = first; tally; tally = tally->next)
        if (!host->figure(call, tally->subject, adds ? tally->sum : tally->good,
                          adds ? THIDUA_NO_DEN : tally->rows))
            break; /* the host has said why */
    return THIDUA_DONE;
}

const struct thidua_plugin *thidua_plugin(void)
{
    static const struct thidua_plugin plugin = {
        .size = sizeof plugin,
        .abi = THIDUA_PLUGIN_ABI,
        .kind = THIDUA_EVALUATOR,
        .name = "template",
        .version = "1.0",
        .title = {"mẫu: đếm các dòng đạt mức", "template: counts the rows that reach an amount"},
        .parameters = parameters,
        .examples = examples,
        .run = run,
    };
    return &plugin;
}
