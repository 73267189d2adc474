/*
 * A value held against a declared form: what each field may be, and which must be there. What differs first is one sentence that
 * says where: "results 3: num: is a text, not a whole number or nothing". Internal to the room.
 */
#ifndef WORKER_ANSWER_FORM_H
#define WORKER_ANSWER_FORM_H

#include "base/value.h"

#include <stdbool.h>
#include <stddef.h>

struct err;

enum answer_types {
    FORM_NOTHING = 1 << VALUE_NULL,
    FORM_TRUTH = 1 << VALUE_BOOL,
    FORM_WHOLE = 1 << VALUE_INT,
    FORM_REAL = 1 << VALUE_REAL,
    FORM_TEXT = 1 << VALUE_TEXT,
    FORM_LIST = 1 << VALUE_LIST,
    FORM_MAP = 1 << VALUE_MAP,
};

struct answer_form {
    int types;                         /* enum answer_types, or-ed */
    size_t bytes;                      /* a text has at most so many; 0: whatever the answer may have */
    const struct answer_form *items;   /* of a list, or of a map whose keys are data */
    const struct answer_field *fields; /* of a map: these and no others */
};

struct answer_field {
    const char *name; /* NULL at the end */
    struct answer_form form;
    bool optional;
};

bool answer_form_check(const struct value *value, const struct answer_form *form, struct err *err);

#endif
