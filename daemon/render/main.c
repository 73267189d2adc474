/* thidua-render: started by thiduad as a worker, draws papers as PDF and ends. */
#include "render/render.h"
#include "worker/worker_main.h"

#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--worker") == 0)
        worker_main(WORKER_FD, render_perform);
    fputs("thidua-render: thiduad chạy chương trình này để vẽ bản xem trước / thiduad runs this to draw previews\n", stderr);
    return 1;
}
