#include "store/rule_text.h"

#include "base/array.h"
#include "base/err.h"
#include "base/text.h"

#include <string.h>

static const char *const parameters[] = {":from", ":until", ":last", ":period", ":contest_from", ":subject"};

/* Behind what begins here and must end: a text, a name in quotes, a comment. The same place when nothing such begins;
 * NULL when it does not end. A comment to the end of the line may end with the text: a line break follows there. */
static const char *behind_quoted(const char *at)
{
    static const struct {
        const char *begins, *ends;
        bool may_stay_open;
    } kinds[] = {{"'", "'", false},  {"\"", "\"", false},  {"`", "`", false},
                 {"[", "]", false}, {"/*", "*/", false}, {"--", "\n", true}};
    for (size_t i = 0; i < LEN(kinds); i++) {
        size_t len = strlen(kinds[i].begins);
        if (strncmp(at, kinds[i].begins, len) != 0)
            continue;
        const char *end = strstr(at + len, kinds[i].ends);
        if (end)
            return end + strlen(kinds[i].ends); /* a doubled quote begins the next one at once: the same in the end */
        return kinds[i].may_stay_open ? at + strlen(at) : NULL;
    }
    return at;
}

static bool open_quote(const char *at, struct err *err)
{
    return err_set(err, "dấu %.2s mở ra mà không đóng", "the %.2s is opened and never closed", at);
}

bool rule_text_is_expression(const char *text, struct err *err)
{
    int depth = 0;
    for (const char *at = text; *at;) {
        const char *behind = behind_quoted(at);
        if (!behind)
            return open_quote(at, err);
        if (behind != at) {
            at = behind;
            continue;
        }
        if (*at == ';')
            return err_set(err, "chỉ viết một biểu thức, không có dấu “;”", "write one expression, without “;”");
        if (strchr("?$@#", *at))
            return err_set(err, "không dùng “%c”; tham số viết như :last", "“%c” has no use; write parameters as :last",
                           *at);
        depth += (*at == '(') - (*at == ')');
        if (depth < 0)
            return err_set(err, "dấu “)” không có dấu “(” đi trước; chỉ viết một biểu thức",
                           "a “)” has no “(” before it; write one expression");
        at++;
    }
    return depth == 0 || err_set(err, "còn thiếu dấu “)”", "a “)” is missing");
}

bool rule_text_knows_parameter(const char *name, struct err *err)
{
    if (name && text_place(name, parameters, LEN(parameters)) >= 0)
        return true;
    const char *near = name ? text_nearest(name, parameters, LEN(parameters)) : NULL;
    if (near)
        return err_set(err, "không có tham số “%s”; có phải là “%s”?", "there is no parameter “%s”; is it “%s”?", name,
                       near);
    return err_set(err, "không có tham số “%s”; chỉ có :from :until :last :period :contest_from :subject",
                   "there is no parameter “%s”; there are only :from :until :last :period :contest_from :subject",
                   name ? name : "?");
}
