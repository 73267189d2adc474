/* The parameters of every command that gives a list: a macro of rows (command/rows/), compiled into both programs. */
#ifndef COMMAND_LIST_PARAMETERS_H
#define COMMAND_LIST_PARAMETERS_H

#include "parameter/form.h"

/* What a command that gives a list takes beside: what of it, in which order (list_order.h), and as a file (list_file.h). */
#define LIST_PARAMETERS                                                                                                        \
    {.name = "find", .option = true, .form = FORM_TEXT,                                                                        \
     .vi = "chỉ những dòng có chữ này, không kể hoa thường, dấu", .en = "only rows that say this, whatever case and marks"},      \
        {.name = "sort", .option = true, .form = FORM_TEXT,                                                                    \
         .vi = "xếp theo cột này: value; value,desc là ngược lại", .en = "order by this column: value; value,desc downwards"},     \
        {.name = "format", .option = true, .form = FORM_EXPORT, .choices = "json|csv|xlsx",                                       \
     .vi = "cho ra tệp csv hoặc xlsx (mặc định: theo đuôi tệp của --out)", .en = "a file: csv or xlsx (default: by the ending of --out)"}, \
        {.name = "lang", .option = true, .form = FORM_EXPORT, .choices = "vi|en", .vi = "tiếng của tên cột trong tệp",       \
         .en = "the language of the file's head line"},                                                                      \
        {.name = "out", .option = true, .form = FORM_OUT, .vi = "tệp .xlsx hoặc .csv sẽ ghi",                               \
         .en = "the .xlsx or .csv file to write"},                                                                           \
    {                                                                                                                          \
        .name = "force", .option = true, .form = FORM_OVERWRITE, .vi = "ghi đè khi tệp đã có",                                \
        .en = "overwrite a file that exists"                                                                                  \
    }

/* What a command takes beside whose files hold records' cells: what is private is masked there, and in what a program gets over the network, unless it
 * is asked for (private_reading.h). */
#define PRIVATE_PARAMETERS                                                                                                     \
    {.name = "unmasked", .option = true, .form = FORM_FLAG, .vi = "tệp, danh sách lấy qua mạng có cả dữ liệu riêng mà người lấy được xem; cần --reason, ghi vào nhật ký đọc", \
     .en = "the file, or the list that a program gets, holds the private data that you may see; needs --reason, noted in the log of readings"},               \
    {                                                                                                                          \
        .name = "reason", .option = true, .form = FORM_TEXT, .vi = "với --unmasked: vì sao cần", .en = "with --unmasked: why it is needed" \
    }

/* The records that a change wrote, a row a field that it changed: of a row whose answer has import_report's records. */
#define IMPORTED_RECORDS                                                                                                        \
    .list = "records.*.fields", .told = true,                                                                                   \
    .rows = {{"type_title", "Loại", "Type (Vietnamese)"}, {"key", "Bản ghi", "Record"}, {"unit_name", "Đơn vị", "Unit"},            \
             {"what", "Việc", "What"}, {"title", "Ô", "Field (Vietnamese)"}, {"from_title", "Từ", "From"}, {"to_title", "Thành", "To"}, \
             {"file", "Tệp", "File"}, {"row", "Dòng", "Row"}}

#endif
