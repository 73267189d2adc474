#include "store/sql_message.h"

#include "base/array.h"
#include "base/translation.h"

#include <string.h>

static const struct translation patterns[] = {
    /* Reading. */
    {"near \"*\": syntax error", "sai cú pháp SQL, gần “$1”"},
    {"incomplete input", "sai cú pháp SQL: câu chưa hết, thiếu phần cuối"},
    {"unrecognized token: \"*\"", "sai cú pháp SQL: không hiểu “$1”"},
    {"hex literal too big: *", "số hệ 16 quá lớn: $1"},
    {"'*' is not a function", "“$1” không phải là hàm"},
    /* Names. */
    {"ambiguous column name: *", "cột “$1” có ở nhiều bảng; ghi rõ bảng.cột"},
    {"no such collation sequence: *", "không có cách so sánh chữ “$1”; chỉ có BINARY, NOCASE, RTRIM"},
    {"no such window: *", "không có cửa sổ “$1”; đặt tên trong WINDOW"},
    {"duplicate WITH table name: *", "tên “$1” có hai lần trong WITH"},
    {"circular reference: *", "“$1” trong WITH dùng chính nó; chỉ WITH RECURSIVE được như vậy"},
    {"no tables specified", "SELECT * cần có FROM"},
    {"cannot join using column * - column not present in both tables", "không nối theo cột “$1” được: cột không có ở cả hai bảng"},
    {"a NATURAL join may not have an ON or USING clause", "NATURAL JOIN không đi cùng ON hay USING"},
    {"ON clause references tables to its right", "ON dùng bảng đứng sau nó; đổi thứ tự các bảng"},
    /* Functions. */
    {"wrong number of arguments to function *", "hàm $1 nhận sai số giá trị"},
    {"misuse of aggregate: *", "hàm gộp $1 không dùng ở chỗ này được; đưa vào SELECT hoặc HAVING"},
    {"misuse of aggregate function *", "hàm gộp $1 không dùng ở chỗ này được; đưa vào SELECT hoặc HAVING"},
    {"misuse of aliased aggregate *", "tên “$1” của một hàm gộp không dùng ở chỗ này được"},
    {"misuse of window function *", "hàm cửa sổ $1 cần OVER (…) và chỉ dùng trong SELECT hoặc ORDER BY"},
    {"aggregate functions are not allowed in the GROUP BY clause", "GROUP BY không có hàm gộp"},
    {"a GROUP BY clause is required before HAVING", "HAVING cần có GROUP BY ở trước"},
    {"HAVING clause on a non-aggregate query", "HAVING cần có GROUP BY hoặc hàm gộp"},
    {"DISTINCT aggregates must have exactly one argument", "hàm gộp với DISTINCT chỉ nhận một giá trị"},
    {"FILTER may not be used with non-aggregate *", "FILTER chỉ dùng với hàm gộp, không với $1"},
    {"too many arguments on function *", "hàm $1 nhận quá nhiều giá trị"},
    /* Shapes. */
    {"row value misused", "danh sách trong ngoặc không dùng ở chỗ này được; viết một giá trị"},
    {"sub-select returns * columns - expected *", "câu SELECT bên trong cho $1 cột, cần $2 cột"},
    {"IN(...) element has * term - expected *", "một phần tử của IN có $1 giá trị, cần $2"},
    {"IN(...) element has * terms - expected *", "một phần tử của IN có $1 giá trị, cần $2"},
    {"all VALUES must have the same number of terms", "các dòng của VALUES phải có số giá trị như nhau"},
    {"table * has * values for * columns", "bảng “$1” có $2 giá trị cho $3 cột"},
    {"SELECTs to the left and right of * do not have the same number of result columns",
     "hai câu SELECT của $1 phải có số cột như nhau"},
    {"* clause should come after * not before", "$1 phải đứng sau $2"},
    {"* * BY term does not match any column in the result set", "cột thứ $1 của $2 BY không có trong SELECT"},
    {"* * BY term out of range - should be between * and *", "số thứ $1 của $2 BY nằm ngoài số cột của SELECT"},
    {"multiple references to recursive table: *", "WITH RECURSIVE chỉ dùng “$1” một lần trong chính nó"},
    {"recursive aggregate queries not supported", "phần đệ quy của WITH RECURSIVE không có hàm gộp"},
    {"frame starting offset must be a non-negative integer", "khung của cửa sổ phải bắt đầu bằng số nguyên không âm"},
    /* Limits. */
    {"too many columns in *", "quá nhiều cột"},
    {"too many terms in *", "quá nhiều phần; tách ra"},
    {"at most * tables in a join", "nhiều nhất $1 bảng trong một câu"},
    {"Expression tree is too large (maximum depth *)", "biểu thức lồng nhau quá sâu (nhiều nhất $1)"},
    {"parser stack overflow", "biểu thức lồng nhau quá sâu"},
    {"integer overflow", "số nguyên quá lớn"},
    {"string or blob too big", "giá trị quá dài"},
    /* Rights. */
    {"access to *.* is prohibited", "không được đọc “$1.$2”"},
    {"access to * is prohibited", "không được đọc “$1”"},
    {"not authorized", "không được phép"},
    {"unsafe use of *", "không được dùng $1 ở đây"},
};

bool sql_message_put(struct buffer *out, const char *message)
{
    static const struct translations known = {patterns, LEN(patterns)};
    return translation_put(out, &known, message, strlen(message));
}
