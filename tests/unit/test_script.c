/* script: what a rule sees, what it cannot do, and what it is told when it tries (hardening.md, Rules). */
#include "arena_case.h"

#include "base/array.h"
#include "base/json.h"
#include "base/value.h"
#include "script/script.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char *const judges[] = {"share_at_least", "share_above", "at_most", "at_least"};
static const struct script_words words = {"criterion", judges, 4};

static const struct script_limits limits = {
    .memory = 4 * 1024 * 1024, .work = 20 * 1000 * 1000, .deadline_ms = 1000};

static struct script *create_within(const struct script_limits *its)
{
    struct script *script = script_create(its, "1.1.lua", &words, &err);
    if (!script)
        fail_msg("%s", err.en);
    return script;
}

static struct script *create(void)
{
    return create_within(&limits);
}

static struct value *run_in(struct script *script, const char *source)
{
    struct value *table = NULL;
    if (!script_run(script, arena, source, strlen(source), &table, &err))
        fail_msg("%s", err.en);
    return table;
}

static void test_values_come_out(void **state)
{
    (void)state;
    struct script *script = create();
    struct value *table =
        run_in(script, "local t = {}\n"
                       "for k, v in pairs { b = 2, a = 1, [3] = 9, [1] = 7 } do\n"
                       "  t[#t + 1] = tostring(k) .. '=' .. v\n"
                       "end\n"
                       "return criterion { title = 'Nguồn tin', judge = share_at_least, n = 3,\n"
                       "  half = 0.5, yes = true, list = { 'x', { y = 1 } }, empty = {},\n"
                       "  order = table.concat(t, ','), f = function() end }\n");
    assert_string_equal(
        json_text(arena, table),
        "{\"empty\":{},\"half\":0.5,\"judge\":\"share_at_least\",\"list\":[\"x\",{\"y\":1}],\"n\":3,"
        "\"order\":\"1=7,3=9,a=1,b=2\",\"title\":\"Nguồn tin\",\"yes\":true}");
    assert_true(script_has_function(script, "f"));
    assert_false(script_has_function(script, "title"));
    script_destroy(script);
}

static void test_judge_is_asked(void **state)
{
    (void)state;
    struct script *script = create();
    run_in(script, "local function met(yes) if yes then return 'met' end return 'missed' end\n"
                   "return criterion { judge = function(num, den, target, params)\n"
                   "  if den == nil then return met(num <= params['4.1.most']) end\n"
                   "  return met(num * target.den >= target.num * den)\n"
                   "end }");
    struct value *target = value_map(arena), *params = value_map(arena);
    value_set_int(target, "num", 80);
    value_set_int(target, "den", 100);
    value_set_int(params, "4.1.most", 2);
    const struct script_constant constants[] = {{"target", target}, {"params", params}};
    assert_true(script_prepare(script, "judge", constants, 2, &err));
    char answer[SCRIPT_ANSWER_MAX];
    static const struct {
        int64_t num, den;
        const char *answer;
    } cases[] = {{79, 99, "missed"}, {80, 100, "met"}, {2, -1, "met"}, {3, -1, "missed"}};
    for (size_t i = 0; i < LEN(cases); i++) {
        const int64_t *den = cases[i].den < 0 ? NULL : &cases[i].den;
        assert_true(script_ask(script, cases[i].num, den, answer, &err));
        assert_string_equal(answer, cases[i].answer);
    }
    script_destroy(script);
}

/* Each is refused with a sentence that holds `vi`; none may take longer than the deadline and a second. */
static const struct {
    const char *body, *vi;
} hostile[] = {
    /* nothing that acts or looks out */
    {"os.execute('true')", "“os” không dùng được"},
    {"io.open('/etc/passwd')", "“io” không dùng được"},
    {"require 'socket'", "“require” không dùng được"},
    {"package.loadlib('x', 'y')", "“package” không dùng được"},
    {"debug.getregistry()", "“debug” không dùng được"},
    {"load('return 1')()", "“load” không dùng được"},
    {"loadstring('return 1')()", "“loadstring” không dùng được"},
    {"dofile('/etc/passwd')", "“dofile” không dùng được"},
    {"local t = os.time()", "“os” không dùng được"},
    {"math.random(6)", "“math” không có “random”"},
    {"collectgarbage('collect')", "“collectgarbage” không dùng được"},
    {"print('x')", "“print” không dùng được"},
    /* nothing that catches the budget's error or reaches past the list */
    {"pcall(function() while true do end end)", "“pcall” không dùng được"},
    {"xpcall(error, error)", "“xpcall” không dùng được"},
    {"coroutine.wrap(function() end)()", "“coroutine” không dùng được"},
    {"setmetatable({}, {__gc = function() end})", "“setmetatable” không dùng được"},
    {"getmetatable('').__index.rep('x', 9)", "“getmetatable” không dùng được"},
    {"rawset(math, 'floor', 1)", "“rawset” không dùng được"},
    {"rawget(_ENV, 'x')", "“rawget” không dùng được"},
    {"_G.x = 1", "“_G” không dùng được"},
    {"_ENV.math = nil", "chưa khai báo"},
    {"math.floor = nil", "không được sửa “math”"},
    {"leak = 1", "biến “leak” chưa khai báo"},
    {"local x <close> = {}", "biến “x” nhận một giá trị không đóng được"},
    /* no functions of strings that a hook cannot stop, no addresses */
    {"local s = ('x'):rep(1000000000)", "lấy trường của thứ không phải bảng"},
    {"string.rep('x', 1000000000)", "“string” không có “rep”"},
    {"string.find('aaaaaaaaaaaaaaaaaaaaaa', '(.-)*(.-)*b')", "“string” không có “find”"},
    {"string.gsub('x', '.', '%0')", "“string” không có “gsub”"},
    {"string.dump(function() end)", "“string” không có “dump”"},
    {"local s = string.format('%p', {})", "string.format chỉ nhận %d %f %s"},
    {"local s = string.format('%s', {})", "%s của string.format cần chữ hoặc số"},
    {"local s = string.format('%99999d', 1)", "string.format không hiểu mẫu"},
    {"local s = '10' + 1", "làm tính với thứ không phải số"},
    {"next({})", "“next” không dùng được"},
    {"utf8.char(1)", "“utf8” không dùng được"},
    {"for k in pairs { [{}] = 1 } do end", "khóa của bảng phải là chữ hoặc số"},
    /* nothing without end */
    {"while true do end", "vòng lặp không dừng"},
    {"repeat until false", "vòng lặp không dừng"},
    {"::a:: goto a", "vòng lặp không dừng"},
    {"for i = 1, math.maxinteger do end", "vòng lặp không dừng"},
    {"local function f() return f() end f()", "vòng lặp không dừng"},
    {"local function f() f() end f()", "không dừng"},
    {"local function f(n) return 1 + f(n + 1) end f(1)", "không dừng"},
    {"local t = {} for i = 1, 1e5 do t[i] = i end for i = 1, 1e9 do table.insert(t, 1, i) end", ""},
    {"local t = {} for i = 1, 30000 do t[i] = i end for i = 1, 1e9 do table.remove(t, 1) "
     "table.insert(t, 1, i) end",
     "vòng lặp không dừng"},
    {"local t = {} for i = 1, 30000 do t[i] = -i end for i = 1, 1e9 do table.sort(t) end",
     "vòng lặp không dừng"},
    {"local t = {} for i = 1, 30000 do t['k' .. i] = i end for i = 1, 1e9 do pairs(t) end", ""},
    {"table.sort({3, 2, 1}, function() return true end) while true do end", ""},
    {"local s = 'x' for i = 1, 1e9 do s = s .. 'x' end", ""},
    {"local s = 'x' for i = 1, 19 do s = s .. s end for i = 1, 1e9 do local b = tonumber(s) end",
     "vòng lặp không dừng"},
    {"local a, b = 'x', 'x' for i = 1, 19 do a = a .. a b = b .. b end a = a .. '1' b = b .. '2'\n"
     "for i = 1, 1e9 do local c = a < b end",
     ""},
    /* nothing that eats memory */
    {"local s = 'x' while true do s = s .. s end", "bộ nhớ"},
    {"local t = {} for i = 1, 1e9 do t[i] = i end", "bộ nhớ"},
    {"local t = {} for i = 1, 1e9 do t = {t, t} end", "bộ nhớ"},
    {"local t = {} for i = 1, 1e9 do t['k' .. i] = {} end", ""},
    {"local t = {} for i = 1, 60000 do t[i] = string.format('%099.99f%099.99f%099.99f', i, i, i) end",
     "bộ nhớ"},
    {"table.concat({}, 'x', 1, 1e9)", "giá trị không hợp"},
    {"select('#', table.unpack({}, 1, 1e8))", "trả về quá nhiều giá trị"},
    {"local f = function(...) return select('#', ...) end f(table.unpack({}, 1, 900000))",
     "trả về quá nhiều giá trị"},
    /* errors are said, whatever they are */
    {"error({})", "mà không nói gì"},
    {"error(nil)", "mà không nói gì"},
    {"error('hỏng')", "hỏng"},
    {"error('\\xff\\xfe')", "quy tắc 1.1.lua"},
    {"local x = nil local y = x.z", "lấy trường của một giá trị trống (nil) (biến “x”)"},
    {"local x = nil + 1", "làm tính với giá trị trống"},
    {"local x = 1 < 'a'", "so sánh hai giá trị khác kiểu"},
    {"local x = 1 // 0", "chia cho 0"},
    {"judge = share_atleast", "có phải là “share_at_least”?"},
    {"local x = sharee_above", "có phải là “share_above”?"},
    {"local x = math.flor(1)", "“math” không có “flor”; có phải là “floor”?"},
    {"x y", "sai cú pháp"},
    {"local x = (", "chỗ này không đúng cú pháp"},
    {"local x = 'abc", "chưa đóng"},
    {"criterion(1)", "viết một bảng"},
    {"return 5", "tệp phải kết thúc bằng return criterion"},
    {"return {}", "tệp phải kết thúc bằng return criterion"},
    {"return criterion { f = { g = function() end } }", "hàm chỉ đứng ở các trường ngoài cùng"},
    {"return criterion { n = 0/0 }", "không hữu hạn"},
    {"return criterion { n = 1/0 }", "không hữu hạn"},
    {"return criterion { s = '\\xff' }", "phải là UTF-8"},
    {"return criterion { s = 'a\\0b' }", "phải là UTF-8"},
    {"return criterion { 1, 2, x = 3 }", "vừa là danh sách"},
    {"local t = {} t.t = t return criterion(t)", "lồng nhau quá sâu"},
    {"local t = {} for i = 1, 20000 do t[i] = i end return criterion(t)", "quá lớn"},
    {"local s = 'x' for i = 1, 18 do s = s .. s end return criterion { s = s }", "quá dài"},
    {"local s = 'x' for i = 1, 16 do s = s .. s end local t = {} for i = 1, 9999 do t[i] = s end\n"
     "return criterion { t = t }",
     "dài quá"},
    {"local a, b, t = 'x', 'x', {} for i = 1, 19 do a = a .. a b = b .. b end a = a .. 'a' b = b .. 'b'\n"
     "for i = 1, 30000, 2 do t[i] = a t[i + 1] = b end table.sort(t)",
     "vòng lặp không dừng"},
};

/* Of computing, not of waiting for a busy machine. */
static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* What never ends is ended by its steps or, where the machine is busy, by its deadline first. */
static bool is_said(const char *said, const char *expected)
{
    return strstr(said, expected) ||
           (strstr(expected, "không dừng") && strstr(said, "quá thời gian cho phép"));
}

static void test_hostile_rules(void **state)
{
    (void)state;
    int wrong = 0;
    for (size_t i = 0; i < LEN(hostile); i++) {
        struct script *script = create();
        struct value *table = NULL;
        double start = seconds();
        bool done = script_run(script, arena, hostile[i].body, strlen(hostile[i].body), &table, &err);
        double took = seconds() - start;
        bool said =
            !done && is_said(err.vi, hostile[i].vi) && strncmp(err.vi, "quy tắc 1.1.lua", 17) == 0 && *err.en;
        if (!said || took > 2 || strstr(err.vi, "0x")) {
            print_error("%s: %.1f s: “%s” / “%s”\n", hostile[i].body, took, done ? "" : err.vi,
                        done ? "" : err.en);
            wrong++;
        }
        err_clear(&err);
        script_destroy(script);
    }
    assert_int_equal(wrong, 0);
}

static void test_bytecode_is_refused(void **state)
{
    (void)state;
    struct script *script = create();
    struct value *table = NULL;
    static const char bytecode[] = "\x1bLua\x54\x00\x19\x93\r\n\x1a\n";
    assert_false(script_run(script, arena, bytecode, sizeof bytecode - 1, &table, &err));
    assert_non_null(strstr(err.en, "attempt to load a binary chunk"));
    script_destroy(script);
}

static void test_line_is_said(void **state)
{
    (void)state;
    struct script *script = create();
    struct value *table = NULL;
    static const char source[] = "\n\n\nreturn criterion {\n  title = 'x',\n  judge = share_atleast,\n}\n";
    assert_false(script_run(script, arena, source, sizeof source - 1, &table, &err));
    assert_string_equal(
        err.vi, "quy tắc 1.1.lua, dòng 6: không có tên “share_atleast”; có phải là “share_at_least”?");
    assert_string_equal(err.en,
                        "rule 1.1.lua, line 6: there is no name “share_atleast”; is it “share_at_least”?");
    script_destroy(script);
}

/* The Vietnamese sentence has no word of Lua's English, the English one keeps Lua's; lines and names stand in both. */
static void test_messages_of_lua(void **state)
{
    (void)state;
    int wrong = 0;
    static const struct {
        const char *source, *vi, *en;
    } cases[] = {
        {"return met met", "dòng 1: sai cú pháp, cần hết tệp, gần “met”", "<eof> expected near 'met'"},
        {"\nx = = 1", "dòng 2: chỗ này không đúng cú pháp, gần “=”", "unexpected symbol near '='"},
        {"if true then", "dòng 1: sai cú pháp, cần “end”, gần hết tệp", "'end' expected near <eof>"},
        {"if true then\nlocal x", "dòng 2: sai cú pháp, cần “end” để đóng “if” ở dòng 1, gần hết tệp", "(to close 'if' at line 1) near <eof>"},
        {"local = 1", "dòng 1: sai cú pháp, cần tên, gần “=”", "<name> expected near '='"},
        {"goto a", "dòng 1: “goto” ở dòng 1 trỏ tới nhãn “a” không có", "no visible label 'a' for <goto> at line 1"},
        {"::a:: ::a::", "dòng 1: nhãn “a” đã đặt ở dòng 1", "label 'a' already defined on line 1"},
        {"goto b local c = 1 ::b:: c = 2", "“goto b” ở dòng 1 nhảy vào trong phạm vi của biến “c”", "jumps into the scope of local 'c'"},
        {"break", "“break” ở dòng 1 nằm ngoài vòng lặp", "break outside"},
        {"local x <const> = 1 x = 2", "không được gán lại biến “x” đã khai là const", "const variable 'x'"},
        {"local t = {} local y = t.x.y", "dòng 1: lấy trường của một giá trị trống (nil) (trường “x”)", "a nil value (field 'x')"},
        {"local t = {} local y = t + 1", "làm tính với thứ không phải số: một giá trị kiểu bảng (biến “t”)", "on a table value (local 't')"},
        {"local t = {} t()", "gọi thứ không phải hàm: một giá trị kiểu bảng (biến “t”)", "call a table value (local 't')"},
        {"local x = {} < {}", "so sánh hai giá trị kiểu bảng", "compare two table values"},
        {"local x = 1 < 'a'", "so sánh hai giá trị khác kiểu: số với chữ", "compare number with string"},
        {"local x = 'a' .. {}", "nối chữ với thứ không phải chữ: một giá trị kiểu bảng", "concatenate a table value"},
        {"local x = math.floor('a')", "hàm “floor” nhận giá trị thứ 1 không hợp: cần số, nhận được chữ", "bad argument #1 to 'floor'"},
        {"local x = math.floor()", "cần số, nhận được không có giá trị", "number expected, got no value"},
        {"for i = 1, 'x' do end", "giá trị cuối của “for” không hợp: cần số, nhận được chữ", "bad 'for' limit"},
        {"local x = #nil", "lấy độ dài của thứ không có độ dài: một giá trị kiểu trống (nil)", "get length of a nil value"},
        {"error('của tôi near x')", "của tôi near x", "của tôi near x"}, /* the rule's own words */
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        struct script *script = create();
        struct value *table = NULL;
        assert_false(script_run(script, arena, cases[i].source, strlen(cases[i].source), &table, &err));
        if (!strstr(err.vi, cases[i].vi) || !strstr(err.en, cases[i].en))
            print_error("%s: “%s” / “%s”\n", cases[i].source, err.vi, err.en), wrong++;
        script_destroy(script);
    }
    assert_int_equal(wrong, 0);
}

/* Signs from a word processor: the line, the sign and what to write; none is looked for in texts and comments. */
static void test_signs_of_a_word_processor(void **state)
{
    (void)state;
    static const struct {
        const char *source, *en;
    } cases[] = {
        {"-- “a”\nreturn criterion { title = “x” }", "line 2: Lua cannot read the sign ““”; type \" instead"},
        {"local s = \"‘\" --[[ \n ’ ]] local t = [==[\n ’ ]] ]==]\nlocal u = ‘x’", "line 4: Lua cannot read the sign “‘”"},
        {"local a = 1\nlocal\xc2\xa0" "b = 2", "line 2: there is an invisible sign (U+00A0)"},
        {"local a = 1 – 2", "line 1: Lua cannot read the sign “–”; type - instead"},
        {"local a = 1 ≥ 2", "type >= instead"},
        {"local tỷ = 1", "line 1: letters with marks stand only in quotes"},
        {"local s = \"x”\nlocal t = “y”", "line 1: unfinished string"}, /* what comes first is said first */
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        struct script *script = create();
        struct value *table = NULL;
        assert_false(script_run(script, arena, cases[i].source, strlen(cases[i].source), &table, &err));
        if (!strstr(err.en, cases[i].en))
            fail_msg("%s: “%s”", cases[i].source, err.en);
        script_destroy(script);
    }
    struct script *script = create();
    run_in(script, "\xef\xbb\xbfreturn criterion { title = '“x”' } -- ’"); /* a byte order mark is no fault */
    script_destroy(script);
}

/* What ran out is told apart from what is wrong: the worker's answer says which. */
static void test_kinds_of_ends(void **state)
{
    (void)state;
    struct script_limits unhurried = limits; /* the steps run out first, however busy the machine */
    unhurried.deadline_ms = 600 * 1000;
    static const struct {
        const char *source;
        enum err_kind kind;
    } cases[] = {
        {"while true do end", ERR_STEPS},
        {"local t = {} for i = 1, 1e9 do t[i] = i end", ERR_MEMORY},
        {"local s = 'x' while true do s = s .. s end", ERR_MEMORY},
        {"error('x')", ERR_PLAIN},
        {"x y", ERR_SYNTAX},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        struct script *script = create_within(&unhurried);
        struct value *table = NULL;
        assert_false(script_run(script, arena, cases[i].source, strlen(cases[i].source), &table, &err));
        assert_int_equal(err.kind, cases[i].kind);
        err_prefix(&err, "nơi", "place");
        assert_int_equal(err.kind, cases[i].kind); /* a prefix says where, not what */
        script_destroy(script);
    }
}

/* A judge is as fenced as the file: what it is given cannot be changed, and a budget once spent stays spent.
 */
static void test_judge_is_fenced(void **state)
{
    (void)state;
    static const struct {
        const char *judge, *vi;
    } cases[] = {
        {"target.num = 0 return 'met'", "không được sửa “target”"},
        {"return target.nun", "có phải là “num”?"},
        {"return 5", "phải trả về một từ"},
        {"return", "phải trả về một từ"},
        {"return 'met\\0'", "phải trả về một từ"},
        {"return string.format('%099d', 1)", "phải trả về một từ"},
        {"while true do end", "vòng lặp không dừng"},
        {"for k, v in pairs(target) do if v == 100 then error(k) end end", "den"},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        struct script *script = create();
        char source[400], answer[SCRIPT_ANSWER_MAX] = "untouched";
        snprintf(source, sizeof source, "return criterion { judge = function(num, den, target) %s end }",
                 cases[i].judge);
        run_in(script, source);
        struct value *target = value_map(arena);
        value_set_int(target, "num", 80);
        value_set_int(target, "den", 100);
        const struct script_constant constants[] = {{"target", target}};
        assert_true(script_prepare(script, "judge", constants, 1, &err));
        for (int again = 0; again < 2; again++) {
            assert_false(script_ask(script, 1, NULL, answer, &err));
            if (!strstr(err.vi, cases[i].vi))
                fail_msg("%s: “%s”", cases[i].judge, err.vi);
            assert_string_equal(answer, "untouched");
        }
        err_clear(&err);
        script_destroy(script);
    }
}

/* The same figures get the same answer, whatever was asked before: what a judge holds stays as it was. */
static void test_judge_keeps_no_state(void **state)
{
    (void)state;
    static const struct {
        const char *head, *judge, *changed; /* NULL: it changes nothing */
    } cases[] = {
        {"local n = 0", "n = n + 1 return 'met'", "“n”"},
        {"local t = {}", "t[#t + 1] = 1 return 'met'", "“t”"},
        {"local t = {a = {b = {}}}", "t.a.b[num] = true return 'met'", "“t”"},
        {"local t = {1}", "t[1] = '1' return 'met'", "“t”"},
        {"local t = {1}", "t[1] = 1.0 return 'met'", "“t”"},
        {"local text = 'a'", "text = text .. 'b' return 'met'", "“text”"},
        {"local seen", "seen = true return 'met'", "“seen”"},
        {"", "_ENV = {n = num} return 'met'", "“_ENV”"},
        {"local _ENV = {criterion = criterion}", "n = num return 'met'", "“_ENV”"},
        {"local function make() local n = 0 return function() n = n + 1 end end local count = make()",
         "count() return 'met'", "“count”"},
        {"local t = {1, 2, ten = {10}}", "return #t == 2 and t.ten[1] == 10 and 'met' or 'missed'", NULL},
        {"local function fold(n) if n < 2 then return n end return fold(n - 1) end",
         "return fold(9) == 1 and 'met' or 'missed'", NULL},
        {"local ring = {} ring.self = ring", "local n = 0 n = n + 1 return ring.self and 'met'", NULL},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        struct script *script = create();
        char source[400], answer[SCRIPT_ANSWER_MAX];
        snprintf(source, sizeof source, "%s\nreturn criterion { judge = function(num) %s end }", cases[i].head,
                 cases[i].judge);
        run_in(script, source);
        assert_true(script_prepare(script, "judge", NULL, 0, &err));
        bool answered = script_ask(script, 7, NULL, answer, &err) && script_ask(script, 7, NULL, answer, &err);
        if (answered != !cases[i].changed || (!answered && !strstr(err.vi, cases[i].changed)))
            fail_msg("%s: “%s”", cases[i].judge, answered ? answer : err.vi);
        err_clear(&err);
        script_destroy(script);
    }
}

/* What cannot be looked through at every call is refused before the first. */
static void test_judge_holds_too_much(void **state)
{
    (void)state;
    static const char *const heads[] = {
        "local t = {} for i = 1, 300 do t[i] = {} end",
        "local t for i = 1, 300 do t = {t} end",
    };
    for (size_t i = 0; i < LEN(heads); i++) {
        struct script *script = create();
        char source[200];
        snprintf(source, sizeof source, "%s\nreturn criterion { judge = function() return t and 'met' end }", heads[i]);
        run_in(script, source);
        assert_false(script_prepare(script, "judge", NULL, 0, &err));
        assert_non_null(strstr(err.en, "too many tables"));
        err_clear(&err);
        script_destroy(script);
    }
}

/* Out of memory at any point of making a state or running a rule is an error, never a crash or a leak. */
static void test_any_memory_limit(void **state)
{
    (void)state;
    static const char source[] = "return criterion { title = 'x', list = { 1, 2, 3 }, judge = share_above }";
    int refused = 0, done = 0;
    for (size_t memory = 0; memory < 64 * 1024; memory += 97) {
        struct script_limits small = {
            .memory = memory, .work = limits.work, .deadline_ms = limits.deadline_ms};
        struct script *script = script_create(&small, "1.1.lua", &words, &err);
        struct value *table = NULL;
        if (script && script_run(script, arena, source, sizeof source - 1, &table, &err))
            done++;
        else
            refused += err.vi && (strstr(err.vi, "bộ nhớ") != NULL);
        err_clear(&err);
        script_destroy(script);
    }
    assert_true(refused > 50 && done > 50);
    assert_int_equal(refused + done, (64 * 1024 + 96) / 97);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(test_values_come_out),
        WITH_ARENA(test_judge_is_asked),
        WITH_ARENA(test_hostile_rules),
        WITH_ARENA(test_bytecode_is_refused),
        WITH_ARENA(test_line_is_said),
        WITH_ARENA(test_messages_of_lua),
        WITH_ARENA(test_signs_of_a_word_processor),
        WITH_ARENA(test_kinds_of_ends),
        WITH_ARENA(test_judge_is_fenced),
        WITH_ARENA(test_judge_keeps_no_state),
        WITH_ARENA(test_judge_holds_too_much),
        WITH_ARENA(test_any_memory_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
