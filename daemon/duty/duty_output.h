/* What a duty left behind: a paper, a record, a file kept byte for byte. Checked before the change, written in it. */
#ifndef DUTY_DUTY_OUTPUT_H
#define DUTY_DUTY_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct change;
struct duty;
struct err;
struct file;
struct package;
struct store;
struct turn;
struct value;

enum { DUTY_FILE_MAX = 32 * 1024 * 1024 }; /* bytes */

/* What somebody asks of one. */
struct duty_asked {
    int64_t id;
    const char *occurrence, *unit; /* of the duty, as it is stored; unit NULL: it is one for all */
    unsigned roles;           /* of who asks, for its unit */
    const char *reason;
    const char *paper;        /* of the drafts; NULL */
    const char *type, *key;   /* of a record that stands; NULL */
    const struct file *file;  /* a PDF or a picture; NULL */
    const char *body, *ward;  /* to whom it is handed; ward NULL */
};

/* Whether a paper of that kind, about that unit and of that period is one that the duty's occasion asks for. */
bool duty_output_fits(const struct package *package, const struct duty *duty, const char *occurrence, const char *unit, const char *kind, const char *subject, const char *of);
/* Whether it is there and is what the duty asks for; duty NULL: the package has it no more, and anything will do. */
bool duty_output_check(struct turn *turn, const struct duty *duty, const struct duty_asked *asked, struct err *err);
bool duty_output_put(struct change *change, struct arena *arena, const struct duty_asked *asked, struct err *err);
/* [{number, kind, paper, type, key, name, media, sha256, note}…] as it was said. */
struct value *duty_output_list(struct store *store, struct arena *arena, int64_t id, struct err *err);
/* The bytes of a file that it left behind; *ret_name: as it came. */
bool duty_output_file(struct store *store, struct arena *arena, int64_t id, int64_t number, const char **ret_bytes, size_t *ret_len, const char **ret_name, struct err *err);

#endif
