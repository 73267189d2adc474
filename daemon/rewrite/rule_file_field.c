/* Which fields a criterion's file has that a form may change, and which it has that no form does. */
#include "rewrite/rule_file.h"

#include "base/array.h"

#include <string.h>

/* In the order in which they stand in a file: a new one comes behind the nearest one before it. */
const struct rule_file_field rule_file_fields[] = {
    {"title", RULE_FILE_STRING, true},
    {"subject", RULE_FILE_STRING, true},
    {"from", RULE_FILE_STRING, false},
    {"last", RULE_FILE_STRING, false},
    {"reports", RULE_FILE_WORDS, true},
    {"target", RULE_FILE_STRING, true},
    {"counts", RULE_FILE_STRING, true},
    {"decimals", RULE_FILE_COUNT, false},
    {"uses", RULE_FILE_WORDS, false},
    {"measure.of", RULE_FILE_STRING, true},
    {"measure.date", RULE_FILE_STRING, true},
    {"measure.window", RULE_FILE_STRING, false},
    {"measure.latest", RULE_FILE_WORDS, false},
    {"measure.distinct", RULE_FILE_WORDS, false},
    {"measure.each", RULE_FILE_STRING, false},
    {"measure.standing", RULE_FILE_STRING, false},
    {"measure.excused", RULE_FILE_STRING, false},
    {"measure.has", RULE_FILE_COUNT, false},
    {"measure.where", RULE_FILE_SUM, false},
    {"measure.within", RULE_FILE_WORDS, false},
    {"measure.minutes", RULE_FILE_COUNT, false},
    {"measure.days", RULE_FILE_COUNT, false},
    {"measure.night", RULE_FILE_STRING, false},
    {"measure.night_minutes", RULE_FILE_COUNT, false},
    {"measure.otherwise", RULE_FILE_STRING, false},
    {"measure.points", RULE_FILE_STRING, false},
    {"measure.weight", RULE_FILE_COUNT, false},
    {"measure.weights", RULE_FILE_WEIGHTS, false},
    {"measure.num", RULE_FILE_SUM, false},
    {"measure.den", RULE_FILE_SUM, false},
    {"judge", RULE_FILE_WORD, true},
    {"early", RULE_FILE_STRING, false},
    {"roll_up", RULE_FILE_STRING, false},
    {"grows", RULE_FILE_STRING, false},
    {"periods", RULE_FILE_WORDS, false},
    {"share_judge", RULE_FILE_WORD, false},
    {"share_target", RULE_FILE_STRING, false},
    {"grades", RULE_FILE_GRADES, false},
    {"says", RULE_FILE_STRING, true},
    {"team_says", RULE_FILE_STRING, false},
    {"member_says", RULE_FILE_STRING, false},
};
const size_t rule_file_field_count = LEN(rule_file_fields);

const char *const rule_file_below_fields[RULE_FILE_BELOW_FIELDS] = {"share_judge", "share_target", "team_says", "member_says"};

const char *rule_file_says_below(const char *teams, const char *subject)
{
    return *subject && strcmp(subject, teams) == 0 ? "team_says" : strcmp(subject, "member") == 0 ? "member_says" : NULL;
}

bool rule_file_uses_below(const char *teams, const char *subject, const char *field)
{
    const char *says = rule_file_says_below(teams, subject);
    return says && (strncmp(field, "share_", strlen("share_")) == 0 || strcmp(field, says) == 0);
}

const struct rule_file_field *rule_file_field(const char *name)
{
    for (size_t i = 0; i < LEN(rule_file_fields); i++)
        if (strcmp(rule_file_fields[i].name, name) == 0)
            return &rule_file_fields[i];
    return NULL;
}

/* “from” is the day of a change. */
const char *rule_file_cell(const struct rule_file_field *field)
{
    return strcmp(field->name, "from") == 0 ? "first_day" : strcmp(field->name, "last") == 0 ? "last_day" : field->name;
}

const struct rule_file_field *rule_file_field_of_cell(const char *cell)
{
    for (size_t i = 0; i < LEN(rule_file_fields); i++)
        if (strcmp(rule_file_cell(&rule_file_fields[i]), cell) == 0)
            return &rule_file_fields[i];
    return NULL;
}

/* A form is of a declared measure that a ready comparison judges; what only others have a use for is text. */
static const struct {
    const char *name, *vi, *en;
} apart[] = {
    {"measure.sql", "là câu SQL", "is SQL"},
    {"measure.evidence", "là câu SQL", "is SQL"},
    {"uses", "đi cùng một hàm trong tệp", "goes with a function in the file"},
    {"own", "là câu SQL, đi cùng uses", "is SQL beside uses"},
    {"params", "chỉ để hàm judge đọc", "is for a judge function alone"},
    {"team_grades", "là các mức của từng tổ; sửa ở dạng chữ", "are the grades of each team; change them in the text"},
    {"member_grades", "là các mức của từng thành viên; sửa ở dạng chữ", "are the grades of each member; change them in the text"},
    {"target_says", "chỉ dùng khi judge là một hàm", "is for a judge function alone"},
    {"examples", "được viết theo phép so và mức giao; thêm ví dụ ở dạng chữ", "follow the comparison and the target; add one in the text"},
};

bool rule_file_apart(const char *name, const char **ret_vi, const char **ret_en)
{
    for (size_t i = 0; i < LEN(apart); i++)
        if (strcmp(apart[i].name, name) == 0) {
            *ret_vi = apart[i].vi;
            *ret_en = apart[i].en;
            return true;
        }
    return false;
}
