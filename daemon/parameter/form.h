/*
 * A command's parameters and the forms that their values may have: one row each says how it is written, checked, shown in help and in
 * OpenAPI, and where its values of today are found for completion. Every value of the command line, an address or a page is read here. Whether a period or a unit of that name exists is asked by dispatch.c, which knows the contest.
 */
#ifndef PARAMETER_FORM_H
#define PARAMETER_FORM_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct err;
struct value;

enum form_kind {
    FORM_TEXT,
    FORM_FLAG,    /* --name, or yes and no in words; a bool */
    FORM_NUMBER,  /* a whole number from 0 on; an int */
    FORM_DAY,     /* a text as 2024-11-01, however it was written */
    FORM_INSTANT, /* Vietnam time */
    FORM_CHOICE,  /* one of the parameter's words */
    FORM_EXPORT,  /* the same, of how an answer goes out as a file: no page takes it */
    FORM_ID,
    FORM_PERIOD,
    FORM_PHASE,
    FORM_TYPE,
    FORM_CRITERION, FORM_LEVEL,
    FORM_SUBJECT, FORM_UNITS, /* several, parted by commas: whoever takes them says which are known */
    FORM_RESULT,
    FORM_SEAL,
    FORM_ALERT,    /* an int */
    FORM_DRAFT, FORM_TEMPLATE,
    FORM_KEY,      /* of a record; its type is the parameter “type” */
    FORM_PROPOSAL, /* an int */
    FORM_VERSION,
    FORM_PLUGIN,
    FORM_JOB, FORM_EXCEPTION, FORM_DUTY, FORM_SILENCE, /* ints */
    FORM_PERSON,
    FORM_CELLS,    /* rows of a record type's cells, a list of maps (many.h) */
    FORM_KEYS,     /* records' keys, a list of texts */
    /* What thiduactl keeps: files whose bytes it sends, the one it writes. */
    FORM_FILE,
    FORM_FOLDER,
    FORM_PATH,
    FORM_PATHS,     /* one or more */
    FORM_BODY,      /* words that are sent as if they were a file's */
    FORM_SECRET,    /* typed where nobody sees it: sent as a file of the parameter's name, never in an address */
    FORM_OUT,
    FORM_OVERWRITE, /* a flag */
    FORM_BESIDE,    /* a file that it writes of the answer, which it prints: the daemon hears its name without the folder */
};

struct command_parameter {
    const char *name; /* period; the key in the arguments */
    bool option;      /* --name VALUE, else positional in the table's order */
    bool required;
    const char *instead; /* another parameter: not both are given; one of them, when this one is required */
    enum form_kind form; /* what it takes, who keeps it, how it is completed (form.h) */
    int64_t most;        /* FORM_NUMBER: the greatest; 0 = any */
    const char *choices; /* FORM_CHOICE: a|b|c */
    bool on_page;        /* FORM_SECRET: only a page asks for it */
    const char *vi, *en;
};

/* The value of a word, or false with err, which names the parameter and what it takes. */
typedef bool form_reader(const struct command_parameter *parameter, struct arena *arena, const char *text,
                         struct value **ret_value, struct err *err);

/* Of a form whose value is more than one text (many.h): a value from inside, the fields NAME.PART, two values together. */
struct form_many {
    bool (*take)(struct arena *arena, const struct value *given, struct value **ret_value, struct err *err);
    bool (*join)(struct arena *arena, const struct value *arguments, const char *name, struct value **ret_value, struct err *err);
    struct value *(*add)(struct arena *arena, const struct value *before, const struct value *more);
};

struct form {
    const char *name; /* what stands for the value in help: PERIOD; NULL = nothing follows */
    const char *type; /* of JSON */
    form_reader *read;
    bool local;       /* thiduactl keeps it */
    bool many;        /* takes all words that are left */
    const struct form_many *parts; /* NULL: its value is one */
    /* Values of today: this command's answer, in it `list` (NULL: the answer itself), of each item `key` (NULL: the keys
     * of a map). command NULL: not known. */
    const char *command, *list, *key;
};

const struct form *form_of(enum form_kind kind);
const struct form *form_find(const char *name); /* the one with values of this name; NULL when there is none */
/* Reads by the parameter's form. */
bool form_read(const struct command_parameter *parameter, struct arena *arena, const char *text, struct value **ret_value, struct err *err);
bool form_takes(const struct command_parameter *parameter, const char *text);
/* A value from inside: a text is read, one that was read already is taken as it is. */
bool form_take(const struct command_parameter *parameter, struct arena *arena, const struct value *given,
               const struct value **ret_value, struct err *err);
/* The same of all arguments NAME.PART, where the parameter's form has parts. */
bool form_join(const struct command_parameter *parameter, struct arena *arena, const struct value *arguments,
               const struct value **ret_value, struct err *err);

#endif
