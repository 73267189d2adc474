/* thidua-cleaner: started by thiduad as a worker, cleans one file that is attached to a record, and ends. */
#include "cleaner/cleaner.h"
#include "worker/worker_main.h"

#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--worker") == 0)
        worker_main(WORKER_FD, cleaner_perform);
    fputs("thidua-cleaner: thiduad chạy chương trình này để làm sạch tệp kèm theo / thiduad runs this to clean attached files\n", stderr);
    return 1;
}
