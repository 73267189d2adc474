#include "worker/worker_kind.h"

#include <string.h>

/* Of the whole user, so it must leave room for what else runs there; a fork bomb ends with its group anyway. */
enum { FEW_PROCESSES = 4096 };

/* What a dynamically linked program, a script, a name look-up and a certificate store are made of. */
#define SYSTEM_FOLDERS "/usr", "/bin", "/sbin", "/lib", "/lib64", "/etc", "/opt"

/* Libraries; then what finds names and checks certificates. Nothing else of /etc, where other programs keep their passwords. */
#define NETWORK_FILES                                                                                                                    \
    "/usr/lib", "/lib", "/lib64", "/usr/lib64", "/usr/share/ca-certificates", "/usr/local/share/ca-certificates", "/etc/ssl/certs", "/etc/ssl/openssl.cnf", \
        "/etc/ld.so.cache", "/etc/resolv.conf", "/etc/hosts", "/etc/nsswitch.conf", "/etc/host.conf", "/etc/gai.conf", "/etc/services", "/etc/localtime"

static const struct worker_rights table[WORKER_KINDS] = {
    [WORKER_EVALUATE] = {.name = "evaluate",
                         .jobs = {"check", "evaluate", "batch", "explain", "explanations", "try", "sql", "addends", "suggest", "conclude", "rank", "sweep", "lint", "forecast"},
                         .database = true,
                         .killed = true},
    [WORKER_PLUGIN] = {.name = "plugin", .jobs = {"plugin"}, .database = true, .killed = true},
    [WORKER_PARSE] = {.name = "parse", .jobs = {"parse"}, .killed = true, .data = 64 << 20},
    [WORKER_TEMPLATE] = {.name = "template", .jobs = {"template", "comment", "paper", "stamp", "package", "bundle"}, .killed = true, .data = 256 << 20},
    [WORKER_CLEAN] = {.name = "clean", .jobs = {"clean"}, .killed = true, .data = 384 << 20},
    [WORKER_WORKBOOK] = {.name = "workbook", .jobs = {"workbook"}, .killed = true},
    [WORKER_RENDER] = {.name = "render", .jobs = {"render"}, .killed = true, .data = 96 << 20},
    [WORKER_SIGNATURE] = {.name = "signature", .jobs = {"signatures"}, .killed = true, .opens_fail = true, .threads = true, .processes = FEW_PROCESSES, .data = 256 << 20},
    [WORKER_NOTIFY] = {.name = "notify",
                       .jobs = {"notify"},
                       .folders = {NETWORK_FILES},
                       .network = true,
                       .processes = FEW_PROCESSES},
    [WORKER_GATEWAY] = {.name = "gateway",
                        .jobs = {"gateway"},
                        .folders = {SYSTEM_FOLDERS},
                        .network = true,
                        .exec = true,
                        .processes = FEW_PROCESSES},
    [WORKER_MIRROR] = {.name = "mirror",
                       .jobs = {"mirror"},
                       .database = true,
                       .folders = {NETWORK_FILES},
                       .network = true},
    [WORKER_PROGRAM] = {.name = "program",
                        .jobs = {"program"},
                        .folders = {SYSTEM_FOLDERS},
                        .exec = true,
                        .processes = FEW_PROCESSES},
};

const struct worker_rights *worker_rights(enum worker_kind kind)
{
    return &table[kind];
}

enum worker_kind worker_kind_of(const char *job_kind)
{
    for (int kind = 0; kind < WORKER_KINDS; kind++)
        for (size_t i = 0; i < WORKER_JOBS_MAX && table[kind].jobs[i]; i++)
            if (strcmp(table[kind].jobs[i], job_kind) == 0)
                return (enum worker_kind)kind;
    return WORKER_EVALUATE;
}
