#include "script/lua_message.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/translation.h"

#include <string.h>

static const struct translation patterns[] = {
    /* Words inside of other messages: kinds of values, tokens, which variable. */
    {"", ""},
    {"nil", "trống (nil)"},
    {"no value", "không có giá trị"},
    {"table", "bảng"},
    {"number", "số"},
    {"integer", "số nguyên"},
    {"string", "chữ"},
    {"boolean", "đúng/sai"},
    {"function", "hàm"},
    {"<eof>", "hết tệp"},
    {"<name>", "tên"},
    {"'*'", "“$1”"},
    {" (local '*')", " (biến “$1”)"},
    {" (upvalue '*')", " (biến “$1”)"},
    {" (global '*')", " (tên “$1”)"},
    {" (field '*')", " (trường “$1”)"},
    {" (method '*')", " (hàm “$1”)"},
    {" (constant '*')", " (chữ “$1”)"},
    /* Running. */
    {"attempt to index a nil value@", "lấy trường của một giá trị trống (nil)$1"},
    {"attempt to index a @ value@", "lấy trường của thứ không phải bảng: một giá trị kiểu $1$2"},
    {"attempt to call a nil value@", "gọi một hàm không có (nil)$1"},
    {"attempt to call a @ value@", "gọi thứ không phải hàm: một giá trị kiểu $1$2"},
    {"attempt to perform arithmetic on a nil value@", "làm tính với giá trị trống (nil)$1"},
    {"attempt to perform arithmetic on a @ value@", "làm tính với thứ không phải số: một giá trị kiểu $1$2"},
    {"attempt to perform bitwise operation on a @ value@", "làm tính bit với thứ không phải số: một giá trị kiểu $1$2"},
    {"attempt to concatenate a nil value@", "nối chữ với giá trị trống (nil)$1"},
    {"attempt to concatenate a @ value@", "nối chữ với thứ không phải chữ: một giá trị kiểu $1$2"},
    {"attempt to get length of a @ value@", "lấy độ dài của thứ không có độ dài: một giá trị kiểu $1$2"},
    {"attempt to compare two @ values", "so sánh hai giá trị kiểu $1; chỉ so sánh số với số, chữ với chữ"},
    {"attempt to compare @ with @", "so sánh hai giá trị khác kiểu: $1 với $2"},
    {"attempt to divide by zero", "chia cho 0"},
    {"attempt to perform 'n//0'", "chia cho 0"},
    {"attempt to perform 'n%%0'", "chia cho 0"},
    {"number@ has no integer representation", "số không phải là số nguyên$1"},
    {"bad 'for' initial value (@)", "giá trị đầu của “for” không hợp: $1"},
    {"bad 'for' limit (@)", "giá trị cuối của “for” không hợp: $1"},
    {"bad 'for' step (@)", "bước của “for” không hợp: $1"},
    {"'for' initial value must be a number", "giá trị đầu của “for” phải là số"},
    {"'for' limit must be a number", "giá trị cuối của “for” phải là số"},
    {"'for' step must be a number", "bước của “for” phải là số"},
    {"'for' step is zero", "bước của “for” bằng 0"},
    {"variable '*' got a non-closable value", "biến “$1” nhận một giá trị không đóng được"},
    {"table index is nil", "khóa của bảng là giá trị trống (nil)"},
    {"table index is NaN", "khóa của bảng không phải là số hữu hạn"},
    {"bad argument #* to '*' (@)", "hàm “$2” nhận giá trị thứ $1 không hợp: $3"},
    {"bad argument #* to 'for' iterator '*' (@)", "vòng “for” nhận giá trị thứ $1 không hợp: $3"},
    {"@ expected, got @", "cần $1, nhận được $2"},
    {"value expected", "thiếu giá trị"},
    {"index out of range", "chỉ số nằm ngoài khoảng"},
    {"base out of range", "cơ số nằm ngoài khoảng"},
    {"position out of bounds", "vị trí nằm ngoài khoảng"},
    {"interval is empty", "khoảng rỗng"},
    {"object length is not an integer", "độ dài không phải là số nguyên"},
    {"wrong number of arguments to 'insert'", "table.insert cần hai hoặc ba giá trị"},
    {"too many results to unpack", "table.unpack trả về quá nhiều giá trị"},
    {"too many elements to move", "table.move chuyển quá nhiều giá trị"},
    {"invalid order function for sorting", "hàm so sánh của table.sort không nhất quán"},
    {"invalid value (*) at index * in table for 'concat'", "table.concat gặp giá trị không hợp ở vị trí $2"},
    {"invalid value (at index *) in table for 'concat'", "table.concat gặp giá trị không hợp ở vị trí $1"},
    {"invalid conversion '*' to 'format'", "string.format không hiểu mẫu “$1”; chỉ dùng %d %f %s"},
    {"invalid conversion *", "string.format không hiểu mẫu $1; chỉ dùng %d %f %s"},
    {"resulting string too large", "chữ được tạo ra quá dài"},
    {"string length overflow", "chữ được tạo ra quá dài"},
    {"table overflow", "bảng quá lớn"},
    {"C stack overflow", "các biểu thức hoặc hàm lồng nhau quá sâu"},
    {"stack overflow*", "hàm gọi nhau không dừng"},
    {"attempt to load a * chunk (mode is '*')", "tệp không phải là mã nguồn Lua"},
    /* Reading. */
    {"syntax error", "sai cú pháp"},
    {"unexpected symbol", "chỗ này không đúng cú pháp"},
    {"unfinished string", "chữ trong ngoặc kép chưa đóng"},
    {"unfinished long string (starting at line *)", "đoạn [[ … ]] mở ở dòng $1 chưa đóng"},
    {"unfinished long comment (starting at line *)", "ghi chú --[[ … ]] mở ở dòng $1 chưa đóng"},
    {"malformed number", "số viết không đúng"},
    {"invalid escape sequence", "sau dấu \\ không viết được như vậy"},
    {"decimal escape too large", "số sau dấu \\ quá lớn"},
    {"hexadecimal digit expected", "sau \\x phải là hai chữ số hệ 16"},
    {"invalid long string delimiter", "dấu mở của đoạn [[ … ]] viết không đúng"},
    {"lexical element too long", "từ quá dài"},
    {"chunk has too many lines", "tệp có quá nhiều dòng"},
    {"missing @", "sai cú pháp, thiếu $1"},
    {"'=' or 'in' expected", "sai cú pháp, cần “=” hoặc “in”"},
    {"<name> or '...' expected", "sai cú pháp, cần tên hoặc “...”"},
    {"function arguments expected", "sai cú pháp, cần các giá trị của hàm trong ngoặc"},
    {"@ expected", "sai cú pháp, cần $1"},
    {"@ expected (to close @ at line *)", "sai cú pháp, cần $1 để đóng $2 ở dòng $3"},
    {"no visible label '*' for <goto> at line *", "“goto” ở dòng $2 trỏ tới nhãn “$1” không có"},
    {"no visible label '*' for goto at line *", "“goto” ở dòng $2 trỏ tới nhãn “$1” không có"},
    {"<goto *> at line * jumps into the scope of local '*'", "“goto $1” ở dòng $2 nhảy vào trong phạm vi của biến “$3”"},
    {"label '*' already defined on line *", "nhãn “$1” đã đặt ở dòng $2"},
    {"break outside a loop at line *", "“break” ở dòng $1 nằm ngoài vòng lặp"},
    {"break outside loop at line *", "“break” ở dòng $1 nằm ngoài vòng lặp"},
    {"attempt to assign to const variable '*'", "không được gán lại biến “$1” đã khai là const"},
    {"unknown attribute '*'", "không có thuộc tính “$1” của biến"},
    {"multiple to-be-closed variables in local list", "một dòng local chỉ có một biến <close>"},
    {"cannot use '...' outside a vararg function", "“...” chỉ dùng trong hàm nhận “...”"},
    {"too many * (limit is *) in *", "quá nhiều thứ trong một hàm (nhiều nhất $2); tách ra"},
    {"function or expression needs too many registers", "hàm hoặc biểu thức quá lớn; tách ra"},
    {"control structure too long", "vòng lặp hoặc nhánh quá dài; tách ra"},
};

/* The last one: a token near which it happened may hold no other. */
static const char *find_near(const char *message)
{
    const char *found = NULL;
    for (const char *at = message; (at = strstr(at, " near ")); at++)
        found = at;
    return found;
}

bool lua_message_put(struct buffer *out, const char *message)
{
    static const struct translations known = {patterns, LEN(patterns)};
    static const char near[] = " near ";
    const char *at = find_near(message);
    size_t len = at ? (size_t)(at - message) : strlen(message);
    if (!*message || !translation_put(out, &known, message, len))
        return false;
    if (!at)
        return true;
    const char *token = at + strlen(near);
    buffer_puts(out, ", gần ");
    if (!translation_put(out, &known, token, strlen(token)))
        buffer_puts(out, token);
    return true;
}
