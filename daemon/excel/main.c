/* thidua-workbook: started by thiduad as a worker, writes one workbook and ends. */
#include "worker/worker_main.h"
#include "excel/excel.h"

#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--worker") == 0)
        worker_main(WORKER_FD, excel_perform);
    fputs("thidua-workbook: thiduad chạy chương trình này để ghi tệp Excel / thiduad runs this to write workbooks\n", stderr);
    return 1;
}
