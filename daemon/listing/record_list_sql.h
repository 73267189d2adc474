/*
 * The statement of a list of records (record_list.h). A text only; it reads record_<type>, the keys beside it (store/listing.h), and the
 * names of units and members where these are looked for or ordered by. What is not said stands last, whichever the way; what is equal is
 * ordered by the record's key, so every record has its place and a page begins behind the last record of the one before.
 */
#ifndef LISTING_RECORD_LIST_SQL_H
#define LISTING_RECORD_LIST_SQL_H

struct arena;
struct record_list_query;

/* Numbers of the parameters; one that the query does not ask for is not there. The key's fields of the record behind which the page
 * begins come last, in the key's order. */
enum record_list_parameter {
    RECORD_LIST_FIND = 1, /* as text_search has it */
    RECORD_LIST_OWNERS,   /* JSON lists of ids */
    RECORD_LIST_MONTHS,
    RECORD_LIST_FROM,     /* days, half-open */
    RECORD_LIST_UNTIL,
    RECORD_LIST_STATE,
    RECORD_LIST_LIMIT,
    RECORD_LIST_AFTER,
};

/* Columns: those of record_sql_columns. */
char *record_list_sql(struct arena *arena, const struct record_list_query *query);
/* Of what the query asks for, whatever its order and page: a row a state, the state and how many. */
char *record_list_count_sql(struct arena *arena, const struct record_list_query *query);

#endif
