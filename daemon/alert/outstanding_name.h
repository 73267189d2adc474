/* The names behind a figure that is short, of the rows of a rule's evidence that count and lack what is asked for. */
#ifndef ALERT_OUTSTANDING_NAME_H
#define ALERT_OUTSTANDING_NAME_H

#include <stdbool.h>
#include <stdint.h>

struct err;
struct foresight;
struct value;

struct outstanding_names {
    const char *text; /* "Nguyễn Văn A (Tổ 1), Trần Thị B (Tổ 2)"; "" when the evidence names nobody */
    int64_t count, more; /* of all; of those left out */
};

/* answer: of run_explain_lacking, or NULL: those of its rows are named. */
bool outstanding_names(const struct foresight *foresight, const struct value *answer, struct outstanding_names *ret_names, struct err *err);

#endif
