/* For the tests of evaluate/: the real package, a store in a temporary folder with its tables, jobs over both
 * as the engine would write them, performed in the test's own process, and what is expected of the answer. */
#ifndef TEST_EVALUATE_CASE_H
#define TEST_EVALUATE_CASE_H

#include "base/arena.h"
#include "base/err.h"
#include "base/value.h"
#include "evaluate/evaluate.h"
#include "package/package.h"
#include "store/store.h"

#include <stdbool.h>
#include <stdint.h>

enum { NONE = -1 }; /* null, of a num or den */
enum { WARDS = 8 };

extern const char *const all_wards[WARDS]; /* of the package */

extern struct arena *arena; /* of the group: the package */
extern struct package *package;
extern struct store *store; /* of the test */
extern struct err err;

/* Of the group, of each test. */
int open_package(void **state);
int close_package(void **state);
int open_store(void **state);
int close_store(void **state);

void must(bool done); /* fails with what err says */

/* In statements "@2024-11-05" is a day, "@2024-11-05T21:59" an instant. */
void sql(const char *text);
/* Rows of one type, confirmed at sequence 1: put("tip", "tip_id, ward", "('a', 'cat-bi'), …") */
void put(const char *type, const char *columns, const char *rows);
/* Returns of a ward for months, as "('cat-bi', '2024-11', 'tip')". */
void put_returns(const char *rows);
void put_teams(void); /* t1 of cat-bi, t2 of nam-hai */

const char *source_of(const char *criterion);
const char *statement_of(const char *criterion); /* the rule as a statement of its own: statements/ holds those that words say by now */
char *replaced_in(const char *text, const char *from, const char *to); /* what stands there first */
struct value *job_value(const char *kind, const char *criterion, const char *source);
/* … over the store at sequence 1. */
struct value *data_job(const char *kind, const char *criterion, const char *source, const char *period,
                       const char *stage);
struct value *perform(struct value *job);
struct value *evaluate(const char *criterion, const char *period, const char *stage);

const struct value *find(const struct value *answer, const char *subject); /* NULL: no result of it */
/* num, den and verdict of one subject: of an answer, of a provisional or a final run. */
void expect_in(const struct value *answer, const char *subject, int64_t num, int64_t den,
               const char *verdict);
void expect(const char *criterion, const char *period, const char *subject, int64_t num, int64_t den,
            const char *verdict);
void expect_final(const char *criterion, const char *period, const char *subject, int64_t num, int64_t den,
                  const char *verdict);
void expect_text(const struct value *result, const char *key, const char *text);
/* One of a check's problems says it, at that line (0: at none). */
void expect_problem(const struct value *answer, const char *says, int line);

#endif
