/* The SELECT that tells which choices the records of a type have; a text only, run in a worker like a rule's. */
#ifndef OUTLOOK_CHOICE_SQL_H
#define OUTLOOK_CHOICE_SQL_H

struct arena;
struct record_type;

/* {field, word}, each once; nothing where there is no record. NULL: the type has no field of choices. */
const char *choice_sql(struct arena *arena, const struct record_type *type);

#endif
