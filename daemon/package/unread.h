/*
 * Parameters of targets.ini that nothing of the package names: a value that somebody changes and that changes nothing. By text, for rules put
 * SQL together from tables: a name in a comment line does not count, one in any other line of a rule, a statement or an .ini does.
 */
#ifndef PACKAGE_UNREAD_H
#define PACKAGE_UNREAD_H

#include <stdbool.h>

struct package;

bool unread_param(const struct package *package, const char *name);
/* The first file beside targets.ini and the criteria's .lua and .ini that names it (a paper's statement, a warning, a rule of no number, rows of
 * evidence); NULL: none does. */
const char *unread_param_elsewhere(const struct package *package, const char *name);
/* The line of targets.ini at which it is declared; 0: not found. */
int unread_param_line(const struct package *package, const char *name);

#endif
