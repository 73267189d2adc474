/* Which names of a package may stand in SQL: an administrator's text, which rules write without quotes. */
#include "record/record_sql.h"

#include <stdio.h>
#include <string.h>

enum { NAME_MOST = 40 };

/* The words of SQLite's grammar (sqlite3_keyword_name; a test compares). Some of them SQLite would take as a
 * column all the same; a rule that must quote one name and not another is not worth the few words it wins. */
static const char keywords[] =
    " abort action add after all alter always analyze and as asc attach autoincrement before begin "
    "between by cascade case cast check collate column commit conflict constraint create cross "
    "current current_date current_time current_timestamp database default deferrable deferred delete "
    "desc detach distinct do drop each else end escape except exclude exclusive exists explain fail "
    "filter first following for foreign from full generated glob group groups having if ignore "
    "immediate in index indexed initially inner insert instead intersect into is isnull join key last "
    "left like limit match materialized natural no not nothing notnull null nulls of offset on or "
    "order others outer over partition plan pragma preceding primary query raise range recursive "
    "references regexp reindex release rename replace restrict returning right rollback row rows "
    "savepoint select set table temp temporary then ties to transaction trigger unbounded union "
    "unique update using vacuum values view virtual when where window with without true false rowid "
    "oid ";

static const char own_columns[] = " state state_reason source_file source_row from_seq until_seq folded_id folded_unique ";

/* Tables of schema/, and the tables that rules find beside the views (home, origin, period). */
static const char own_tables[] =
    " meta audit content package package_file criterion run result result_row result_cell rerun performed alert "
    "alert_event workflow_event seal dossier draft draft_version draft_figure outgoing signed_copy signed_copy_reading stamp imported proposal activation quarantine seal_reopening outage key_change person "
    "person_grant person_token person_feed attachment duty_task duty_output lock_exception cause paper_blank clock_mark clock_hold listing live live_result unsent message_cause outbox address weekly_digest reading erasure erased_content home origin period "
    "silence alert_withheld alert_extent backup_drill received_bundle ";

/* `words` has a blank before and after each. */
static bool among(const char *name, const char *words)
{
    char wanted[NAME_MOST + 3];
    snprintf(wanted, sizeof wanted, " %s ", name);
    return strstr(words, wanted) != NULL;
}

bool record_name_is_good(const char *name)
{
    size_t len = strlen(name);
    return len >= 1 && len <= NAME_MOST && name[0] >= 'a' && name[0] <= 'z' &&
           strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == len && !among(name, keywords) &&
           !among(name, own_columns);
}

bool record_type_name_is_good(const char *name)
{
    return record_name_is_good(name) && strncmp(name, "sqlite_", strlen("sqlite_")) != 0 &&
           !among(name, own_tables);
}
