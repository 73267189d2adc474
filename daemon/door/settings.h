/*
 * thiduad.conf: how much is logged, how long a worker may take. Read at the start and again
 * on HUP; a wrong file is said with its line and the old settings stay.
 */
#ifndef DOOR_SETTINGS_H
#define DOOR_SETTINGS_H

#include "attachment/attachment_limits.h"
#include "base/log.h"
#include "command/retention.h"
#include "door/http_connection.h"
#include "door/net_address.h"
#include "message/message_settings.h"
#include "worker/worker.h"

#include <stdbool.h>

struct err;

#define SETTINGS_FILE "/etc/thidua/thiduad.conf"

/* How much and how long people's programs may ask (hardening.md, HTTP). */
struct settings_http {
    char listen[64]; /* as --listen; empty = no TCP; read at the start only */
    char certificate[256], key[256]; /* files; empty = no TLS */
    bool board;      /* who is not known sees the board */
    char names[512]; /* of this machine, by which browsers come; beside localhost's */
    struct net_addresses proxies; /* whose X-Forwarded-… are believed */
    int connections; /* an entrance; read at the start only */
    int per_peer;    /* of them by one person */
    struct http_connection_limits limits;
};

struct settings_login {
    unsigned second_factor; /* roles that need one (workflow/role.h) */
    char leaked[256]; /* a file of leaked passwords; empty = none is looked into */
};

struct settings {
    bool names_administrators; /* which no longer gives anything: accounts do */
    enum log_level log_level;
    int clock_jump; /* seconds; struct clock */
    int patience;   /* seconds for which something may be wrong before /healthz says so */
    struct worker_settings worker;
    struct attachment_limits attachments;
    char scanner[108]; /* the unix socket of a clamd; empty = files are not scanned */
    struct retention retention;
    struct message_settings messages;
    int trials; /* trials, previews and replays at once; read at the start only */
    struct settings_http http;
    struct settings_login login;
};

/* path NULL = SETTINGS_FILE when it exists, else what holds without a file. */
bool settings_read(const char *path, const char *program, struct settings *ret_settings, struct err *err);

#endif
