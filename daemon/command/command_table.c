/* The table itself, from rows.def; what is asked of it is command.c's. For thiduactl (COMMAND_PRINTED) a row holds the
 * function that prints, for the daemon the one that performs. The functions are declared here by the same rows. */
#include "command/command.h"
#include "command/verify_hash.h" /* made at build: VERIFY_HASH */
#include "command/list_parameters.h"

#ifdef COMMAND_PRINTED
#define COMMAND(function, printed, ...) command_printer print_##printed;
#else
#define COMMAND(function, printed, ...) command_function command_##function;
#endif
#define CLIENT_COMMAND(...)
#include "command/rows.def"

#ifdef COMMAND_PRINTED
#define COMMAND(function, printed, ...) {.print = print_##printed, __VA_ARGS__},
#else
#define COMMAND(function, printed, ...) {.perform = command_##function, __VA_ARGS__},
#endif
#define CLIENT_COMMAND(...) {__VA_ARGS__},
const struct command command_table[] = {
#include "command/rows.def"
};

const size_t command_count = sizeof command_table / sizeof *command_table;
