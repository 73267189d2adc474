/*
 * The worker's side of a package: locked down before the first byte of its files is looked at, it reads them as the daemon will
 * (package/package.h), so that what crashes, loops or eats memory does it here.
 *
 * Job: {kind: "package", files: [{path, len}…]}; WORKER_FILE: their bytes, one after the other. Answer: {hash} of the package.
 */
#ifndef PARSE_PACKAGE_JOB_H
#define PARSE_PACKAGE_JOB_H

#define PACKAGE_JOB "package"

struct arena;
struct err;
struct value;

struct value *package_job_read(struct arena *arena, const struct value *job, struct err *err);

#endif
