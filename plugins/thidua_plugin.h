/*
 * thidua_plugin.h: what a plugin of thidua is. The whole promise between the daemon and code that is built
 * apart from it: a shared object that exports one function, `thidua_plugin`, which returns a description; all
 * that the plugin may ask for comes with each call in a table of functions. It links nothing of the daemon
 * (build with -Wl,-z,defs) and finds no other way into it.
 *
 * Three kinds. An evaluator gets the rows of a query that the contest package wrote and gives figures, one a
 * ward or team; verdicts, sentences and alerts are made of them as of any other criterion's. A notifier gets
 * one message and delivers it. An engine keeps a copy of the records in a database elsewhere and asks that.
 * All run in a worker process with a deadline, a memory limit and, once loaded,
 * no files of anybody's (a notifier and an engine have the network, and what finds names and checks certificates);
 * whatever a plugin does there, the daemon goes on and says what happened.
 *
 * This is version 1. Every struct begins with its size, so that fields can be added at the end: a newer host
 * reads an older plugin's fields as zero, an older host does not look beyond what it knows. THIDUA_PLUGIN_ABI
 * changes only when that no longer does; then plugins must be built again, and are refused until they are.
 * docs/plugins.md goes through all of it with an example.
 */
#ifndef THIDUA_PLUGIN_H
#define THIDUA_PLUGIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define THIDUA_PLUGIN_ABI 1

enum thidua_kind { THIDUA_EVALUATOR = 1, THIDUA_NOTIFIER = 2, THIDUA_ENGINE = 3 };

/* What a call came to. LATER is for notifiers: not now, the message is to be tried again. */
enum thidua_outcome { THIDUA_DONE = 0, THIDUA_FAILED = 1, THIDUA_LATER = 2 };

/* Every text for people is in Vietnamese and in English, UTF-8. */
struct thidua_words {
    const char *vi, *en;
};

/* A parameter is declared; the host checks what the administrator wrote before the plugin sees it. */
/* A secret is a text that the host shows to nobody and takes out of whatever the plugin says. */
enum thidua_type { THIDUA_INTEGER = 1, THIDUA_TEXT = 2, THIDUA_CHOICE = 3, THIDUA_SECRET = 4 };

struct thidua_parameter {
    size_t size; /* sizeof(struct thidua_parameter) */
    enum thidua_type type;
    const char *name;
    const char *fallback; /* its value when nobody gives one, as text; NULL: it must be given */
    int64_t min, max;     /* of an integer */
    const char *choices;  /* "a|b|c" of a choice */
    struct thidua_words title;
};

/* What `thiduactl plugins check` runs. Parameters: "name = value" lines. An evaluator gets `rows` (CSV with a head
 * line) and must give exactly `figures`, lines "subject num [den]". A notifier gets `rows` as one message
 * (CSV with the columns kind, recipient, subject, text) and must say THIDUA_DONE. */
struct thidua_example {
    size_t size; /* sizeof(struct thidua_example) */
    const char *parameters, *rows, *figures;
};

enum { THIDUA_NO_DEN = -1 };
enum thidua_cell { THIDUA_CELL_NULL, THIDUA_CELL_INTEGER, THIDUA_CELL_REAL, THIDUA_CELL_TEXT };

struct thidua_call; /* one call; the host's */

/* What a plugin may call, for the time of the call that it came with. Texts live until the next `next`, or,
 * of parameters and context, as long as the call. */
struct thidua_host {
    size_t size; /* of the host's struct: what lies beyond it is not there */
    uint32_t abi;

    const char *(*parameter)(struct thidua_call *call, const char *name); /* NULL: not declared */
    int64_t (*parameter_integer)(struct thidua_call *call, const char *name);
    /* Engines: act and what goes with it (docs/plugins.md).
     * Evaluators: criterion, period, from, until (days "2024-11-01", until exclusive). Notifiers: kind,
     * recipient, subject, text, key (the message's id for ever: what was sent twice is one message), at (an
     * instant "2025-02-10T17:00:00+07:00"), language (vi, en), link (may be NULL). NULL for anything else. */
    const char *(*context)(struct thidua_call *call, const char *name);

    /* The rows, one after the other: false after the last one, and when reading failed (which the host
     * knows; just return). Columns count from 0; -1: there is no column of that name. */
    bool (*next)(struct thidua_call *call);
    int (*column)(struct thidua_call *call, const char *name);
    enum thidua_cell (*type)(struct thidua_call *call, int column);
    int64_t (*integer)(struct thidua_call *call, int column);
    const char *(*text)(struct thidua_call *call, int column); /* NULL for a null */

    /* A figure: subject is a ward's or a team's id; den THIDUA_NO_DEN for a mere count. False when the host
     * takes no more. */
    bool (*figure)(struct thidua_call *call, const char *subject, int64_t num, int64_t den);

    void *(*alloc)(struct thidua_call *call, size_t size);    /* zeroed, lives as long as the call; never NULL */
    void (*log)(struct thidua_call *call, const char *line);  /* kept for the message when the call fails */
    enum thidua_outcome (*fail)(struct thidua_call *call, const char *vi, const char *en); /* THIDUA_FAILED */
    int64_t (*left_ms)(struct thidua_call *call); /* until the deadline */

    /* Of notifiers. The files that go with the message are rows with the columns name, media, bytes. */
    const void *(*bytes)(struct thidua_call *call, int column, size_t *ret_len); /* a cell; until the next `next` */
    /* Not now, and why: THIDUA_LATER. `fail` says that it will never do (no such recipient). */
    enum thidua_outcome (*later)(struct thidua_call *call, const char *vi, const char *en);
    /* A file that the host writes into the channel's folder, for it alone can. False when it takes no more. */
    bool (*keep)(struct thidua_call *call, const char *name, const void *bytes, size_t len);

    /* Of engines. A row of the answer, NULL for a null; false when the host takes no more. */
    bool (*row)(struct thidua_call *call, const char *const *cells, int count);
    /* Of engines. Whether `next` came to the end of all rows: false when reading them failed, or there are more. Ask before what was made of them is kept. */
    bool (*whole)(struct thidua_call *call);
};

typedef enum thidua_outcome thidua_function(const struct thidua_host *host, struct thidua_call *call);

struct thidua_plugin {
    size_t size;  /* sizeof(struct thidua_plugin) */
    uint32_t abi; /* THIDUA_PLUGIN_ABI */
    enum thidua_kind kind;
    const char *name;    /* of a-z, 0-9 and -; the file is NAME.so */
    const char *version; /* "1.0" */
    struct thidua_words title;
    const struct thidua_parameter *const *parameters; /* ends with NULL; NULL: none */
    const struct thidua_example *const *examples;     /* ends with NULL; NULL: none */
    thidua_function *run;
};

/* The one name that a plugin exports. */
#if defined(__GNUC__)
__attribute__((visibility("default")))
#endif
const struct thidua_plugin *thidua_plugin(void);

#ifdef __cplusplus
}
#endif

#endif
