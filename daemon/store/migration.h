/*
 * The numbered migrations (schema/NNNN_*.sql, account/NNNN_*.sql, turned into schema.c at build) and the step that brings a
 * database up to date. How many were applied is the database's user_version. Internal to the store.
 */
#ifndef STORE_MIGRATION_H
#define STORE_MIGRATION_H

#include <stdbool.h>

struct err;
struct store;

struct migration {
    const char *name; /* 0001_house.sql */
    const char *sql;
};

struct migration_list {
    const struct migration *steps;
    int count;
};

extern const struct migration_list main_migrations, account_migrations;

/*
 * Applies what is missing of `list`, all of it in one transaction. On a database that has a log and holds rows this is a change like
 * any other ("upgrade"), whose audit row holds the hashes of all rows as the steps left them; before, they are held
 * against the log, so that no step turns a damaged row into a sound one. Refuses a file that a newer program wrote, one
 * that holds tables of something else, one whose rows do not agree with the log, and, read-only, one that is not up to
 * date.
 */
bool migration_apply(struct store *store, const struct migration_list *list, struct err *err);

#endif
