/*
 * The daemon's log: one line an event on standard error, with the syslog level in angle brackets
 * when journald reads it (sd-daemon(3)), without them for people. Rooms of floors 0 and 1 never log.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

enum log_level { LOG_ERROR = 3, LOG_WARNING = 4, LOG_NOTICE = 5, LOG_INFO = 6, LOG_DEBUG = 7 };

void log_set_level(enum log_level most); /* what is above is not written; LOG_INFO until set */
void log_line(enum log_level level, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
