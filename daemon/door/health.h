/*
 * Whether the daemon does its work, as a monitor sees it from outside (/healthz) and systemd by its watchdog: what falls due is performed,
 * the writer answers, the disk takes what is written, messages get through. The writer is asked by a job of its own; nothing here reads the
 * database, so it can be told when that hangs. All of it on the loop's thread.
 */
#ifndef DOOR_HEALTH_H
#define DOOR_HEALTH_H

#include <stdbool.h>

struct door;
struct health;
struct http_connection;

/* Behind the work queues. */
struct health *health_create(struct door *door);
void health_destroy(struct health *health);

/* Answers 503 with one line of JSON, {"status": "failing", "failing": ["disk", …]}, and nothing private; false when all is well, and
 * nothing was answered. Something is wrong when it has been so for [daemon] patience. */
bool health_refuse(const struct health *health, struct http_connection *connection);

#endif
