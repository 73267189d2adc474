/* thidua-signatures: started by thiduad as a worker, lists the digital signatures of one PDF, and ends. */
#include "signature/signature.h"
#include "worker/worker_main.h"

#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--worker") == 0)
        worker_main(WORKER_FD, signature_perform);
    fputs("thidua-signatures: thiduad chạy chương trình này để đọc chữ ký số / thiduad runs this to list digital signatures\n", stderr);
    return 1;
}
