#include "person/directory.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "person/token.h"
#include "store/store.h"
#include "workflow/workflow.h"

#include <string.h>

struct account {
    const char *name, *full_name;
    bool has_uid, disabled;
    uid_t uid;
    struct grant *grants; /* those that were not taken back */
    size_t grant_count;
};

struct token {
    const char *hash;
    const struct account *account;
    struct grant grant; /* its role, its unit, its end */
};

struct feed {
    const char *hash;
    const struct account *account;
    int64_t id;
};

struct directory {
    struct arena *arena;
    struct account *accounts; /* by name */
    size_t account_count;
    struct token *tokens;
    size_t token_count;
    struct feed *feeds;
    size_t feed_count;
};

/* ---- reading ---- */

static struct account *find(const struct directory *directory, const char *name)
{
    size_t low = 0, high = directory->account_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(directory->accounts[middle].name, name);
        if (order == 0)
            return &directory->accounts[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static void take_accounts(struct directory *directory, const struct value *rows)
{
    directory->account_count = value_len(rows);
    directory->accounts = arena_alloc(directory->arena, value_len(rows) * sizeof(struct account));
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        directory->accounts[i] = (struct account){
            .name = value_get_text(row, "name", ""),
            .full_name = value_get_text(row, "full_name", ""),
            .has_uid = !value_is_null(value_get(row, "uid")),
            .uid = (uid_t)value_get_int(row, "uid", 0),
            .disabled = !workflow_is("person", value_get_text(row, "state", ""), WORKFLOW_STANDS),
        };
    }
}

/* False: a role that this program does not know, of a later one. */
static bool grant_of(const struct value *row, struct grant *ret_grant)
{
    const struct role_row *role = role_find(value_get_text(row, "role", ""));
    if (!role)
        return false;
    *ret_grant = (struct grant){
        .id = value_get_int(row, "id", 0),
        .role = role->role,
        .unit = value_get_text(row, "unit", NULL),
        .from = (int32_t)value_get_int(row, "valid_from", INT32_MIN),
        .until = (int32_t)value_get_int(row, "valid_until", DAY_NEVER),
        .deputy_of = value_get_text(row, "deputy_of", NULL),
        .basis = value_get_text(row, "basis", NULL),
        .signs = value_get_text(row, "signs", NULL),
        .title = value_get_text(row, "title", NULL),
    };
    return true;
}

static void take_grants(struct directory *directory, const struct value *rows)
{
    for (size_t i = 0; i < directory->account_count; i++) {
        struct account *account = &directory->accounts[i];
        account->grants = arena_alloc(directory->arena, value_len(rows) * sizeof(struct grant));
        for (size_t j = 0; j < value_len(rows); j++) {
            const struct value *row = value_at(rows, j);
            bool own = strcmp(value_get_text(row, "person", ""), account->name) == 0;
            if (own && value_is_null(value_get(row, "revoked")))
                account->grant_count += grant_of(row, &account->grants[account->grant_count]);
        }
    }
}

static void take_tokens(struct directory *directory, const struct value *rows)
{
    directory->tokens = arena_alloc(directory->arena, value_len(rows) * sizeof(struct token));
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        struct token *token = &directory->tokens[directory->token_count];
        *token = (struct token){.hash = value_get_text(row, "hash", ""), .account = find(directory, value_get_text(row, "person", ""))};
        if (token->account && value_is_null(value_get(row, "revoked")))
            directory->token_count += grant_of(row, &token->grant);
    }
}

static void take_feeds(struct directory *directory, const struct value *rows)
{
    directory->feeds = arena_alloc(directory->arena, value_len(rows) * sizeof(struct feed));
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        const struct account *account = find(directory, value_get_text(row, "person", ""));
        if (account)
            directory->feeds[directory->feed_count++] = (struct feed){value_get_text(row, "hash", ""), account, value_get_int(row, "id", 0)};
    }
}

struct directory *directory_read(struct store *store, struct err *err)
{
    struct arena *arena = arena_create();
    struct directory *directory = arena_alloc(arena, sizeof *directory);
    directory->arena = arena;
    const struct value *accounts = store_rows(store, directory->arena, err, QUERY_PERSON_LIST, "");
    const struct value *grants = accounts ? store_rows(store, directory->arena, err, QUERY_PERSON_GRANT_LIST, "t", NULL) : NULL;
    const struct value *tokens = grants ? store_rows(store, directory->arena, err, QUERY_PERSON_TOKEN_LIST, "t", NULL) : NULL;
    const struct value *feeds = tokens ? store_rows(store, directory->arena, err, QUERY_PERSON_FEED_LIST, "t", NULL) : NULL;
    if (!feeds) {
        directory_destroy(directory);
        return NULL;
    }
    take_accounts(directory, accounts);
    take_grants(directory, grants);
    take_tokens(directory, tokens);
    take_feeds(directory, feeds);
    return directory;
}

void directory_destroy(struct directory *directory)
{
    if (directory)
        arena_destroy(directory->arena); /* it lies there */
}

void directory_let_go(struct directory *directory)
{
    arena_let_go(directory->arena);
}

size_t directory_count(const struct directory *directory)
{
    return directory->account_count;
}

const char *directory_name(const struct directory *directory, size_t place)
{
    return directory->accounts[place].name;
}

/* ---- who asks ---- */

/* Whether the account itself, for nobody else, holds the role on a day. */
static bool holds_own(const struct account *account, enum role role, int32_t day)
{
    for (size_t i = 0; !account->disabled && i < account->grant_count; i++)
        if (account->grants[i].role == role && !account->grants[i].deputy_of && grant_is_of(&account->grants[i], day))
            return true;
    return false;
}

/* A deputy has what the other has: when that is over, so is this. */
static bool is_of(const struct directory *directory, const struct grant *grant, int32_t day)
{
    const struct account *other = grant->deputy_of ? find(directory, grant->deputy_of) : NULL;
    return grant_is_of(grant, day) && (!grant->deputy_of || (other && holds_own(other, grant->role, day)));
}

static struct grant grant_copy(struct arena *arena, const struct grant *grant)
{
    struct grant copy = *grant;
    copy.unit = arena_strdup(arena, grant->unit);
    copy.deputy_of = arena_strdup(arena, grant->deputy_of);
    copy.basis = arena_strdup(arena, grant->basis);
    copy.signs = arena_strdup(arena, grant->signs);
    copy.title = arena_strdup(arena, grant->title);
    return copy;
}

/* What the other holds themselves of the role that day. */
static void add_lent(const struct directory *directory, struct arena *arena, struct grant *grant, int32_t day)
{
    const struct account *other = grant->deputy_of ? find(directory, grant->deputy_of) : NULL;
    struct grant *lent = other ? arena_alloc(arena, other->grant_count * sizeof *lent) : NULL;
    for (size_t i = 0; other && i < other->grant_count; i++)
        if (other->grants[i].role == grant->role && !other->grants[i].deputy_of && grant_is_of(&other->grants[i], day))
            lent[grant->lent_count++] = grant_copy(arena, &other->grants[i]);
    grant->lent = lent;
}

static struct caller caller_of(const struct directory *directory, struct arena *arena, const struct account *account, int32_t day)
{
    struct grant *grants = arena_alloc(arena, account->grant_count * sizeof *grants);
    struct caller caller = {
        .actor = arena_printf(arena, "person:%s", account->name),
        .name = arena_strdup(arena, account->name),
        .full_name = arena_strdup(arena, account->full_name),
        .disabled = account->disabled,
        .grants = grants,
        .day = day,
    };
    for (size_t i = 0; !account->disabled && i < account->grant_count; i++)
        if (is_of(directory, &account->grants[i], day)) {
            struct grant *grant = &grants[caller.grant_count++];
            *grant = grant_copy(arena, &account->grants[i]);
            add_lent(directory, arena, grant, day);
        }
    return caller;
}

bool directory_person(const struct directory *directory, struct arena *arena, const char *name, int32_t day, struct caller *ret_caller)
{
    const struct account *account = find(directory, name);
    if (account)
        *ret_caller = caller_of(directory, arena, account, day);
    return account != NULL;
}

bool directory_knows(const struct directory *directory, const char *name)
{
    return find(directory, name) != NULL;
}

bool directory_unix(const struct directory *directory, struct arena *arena, uid_t uid, int32_t day, struct caller *ret_caller)
{
    for (size_t i = 0; i < directory->account_count; i++)
        if (directory->accounts[i].has_uid && directory->accounts[i].uid == uid) {
            *ret_caller = caller_of(directory, arena, &directory->accounts[i], day);
            return true;
        }
    return false;
}

bool directory_token(const struct directory *directory, struct arena *arena, const char *token, int32_t day, struct caller *ret_caller)
{
    const char *hash = token_hash(arena, token);
    for (size_t i = 0; i < directory->token_count; i++) {
        const struct token *known = &directory->tokens[i];
        if (strcmp(known->hash, hash) != 0)
            continue;
        if (!grant_is_of(&known->grant, day) || known->account->disabled)
            return false;
        struct grant *narrows = arena_alloc(arena, sizeof *narrows);
        *narrows = grant_copy(arena, &known->grant);
        *ret_caller = caller_of(directory, arena, known->account, day);
        ret_caller->token = narrows;
        return true;
    }
    return false;
}

bool directory_feed(const struct directory *directory, struct arena *arena, const char *secret, int32_t day, struct caller *ret_caller, int64_t *ret_id)
{
    const char *hash = token_hash(arena, secret);
    for (size_t i = 0; i < directory->feed_count; i++) {
        const struct feed *known = &directory->feeds[i];
        if (strcmp(known->hash, hash) != 0)
            continue;
        struct caller caller = caller_of(directory, arena, known->account, day);
        if (!caller.grant_count)
            return false;
        *ret_caller = caller;
        *ret_id = known->id;
        return true;
    }
    return false;
}

static bool token_holds(const struct directory *directory, const struct caller *caller, int32_t day)
{
    for (size_t i = 0; i < directory->token_count; i++) {
        const struct token *token = &directory->tokens[i];
        if (token->grant.id == caller->token->id && strcmp(token->account->name, caller->name) == 0)
            return grant_is_of(&token->grant, day);
    }
    return false;
}

bool directory_again(const struct directory *directory, struct arena *arena, const struct caller *before, int32_t day, struct caller *ret_caller)
{
    struct caller now;
    if (!directory_person(directory, arena, before->name, day, &now) || now.disabled ||
        (before->token && !token_holds(directory, before, day)))
        return false;
    now.token = before->token;
    *ret_caller = now;
    return true;
}

bool directory_is_of(const struct directory *directory, const char *name, const char *unit)
{
    const struct account *account = find(directory, name);
    for (size_t i = 0; account && i < account->grant_count; i++)
        if (account->grants[i].unit && strcmp(account->grants[i].unit, unit) == 0)
            return true;
    return false;
}

bool directory_has(const struct directory *directory, enum role role, int32_t day)
{
    for (size_t i = 0; i < directory->account_count; i++) {
        const struct account *account = &directory->accounts[i];
        for (size_t j = 0; !account->disabled && j < account->grant_count; j++) {
            const struct grant *grant = &account->grants[j];
            if (grant->role == role && !grant->unit && !grant->deputy_of && grant_is_of(grant, day))
                return true;
        }
    }
    return false;
}
