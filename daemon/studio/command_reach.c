/* The function behind the command that runs the examples and tests of a criterion as it is being written, and says which of its lines they reach. */
#include "command/perform.h"

#include "amendment/criteria_trial.h"
#include "base/arena.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/value.h"
#include "package/package.h"
#include "run/unit_rule.h"
#include "studio/candidate.h"
#include "testing/rule_reach.h"
#include "testing/rule_trial.h"

#include <string.h>

static const char tests[] = "tests/";

static bool is_test_of(const char *path, const char *id)
{
    size_t head = strlen(tests), len = strlen(id);
    return strncmp(path, tests, head) == 0 && strncmp(path + head, id, len) == 0 && path[head + len] == '/';
}

/* The criterion whose rule or test the file is, CONCLUSION_RULE of tests of units; NULL: of none. */
static const char *rule_of(const struct package *package, const char *path)
{
    for (size_t i = 0; i < package->criterion_count; i++)
        if (criterion_has_file(package->criteria[i].id, path) || is_test_of(path, package->criteria[i].id))
            return package->criteria[i].id;
    return is_test_of(path, CONCLUSION_RULE) ? CONCLUSION_RULE : NULL;
}

static bool is_version(const struct package *package, const char *path)
{
    for (size_t i = 0; i < package->criterion_count; i++)
        for (const struct criterion_source *version = &package->criteria[i]; version; version = version->next)
            if (strcmp(version->path, path) == 0)
                return true;
    return false;
}

/* Errors of examples, tests and rules; what could be said beside is for `rules check`. */
static const struct value *errors_of(const struct problems *problems, struct arena *arena)
{
    struct problems errors;
    problems_init(&errors, arena);
    for (size_t i = 0; i < problems->len; i++)
        if (problems->items[i].level == PROBLEM_ERROR)
            problem_add(&errors, problems->items[i].file, problems->items[i].line, problems->items[i].column, "%1$s%2$.0s", "%1$.0s%2$s", problems->items[i].vi, problems->items[i].en);
    return problems_to_value(&errors, arena);
}

/* The rules are sound: their tests are run. Of a file that is a test no line of the rule is spoken of. */
static struct value *run(const struct rule_trial_ground *ground, const char *criterion, const char *path, struct err *err)
{
    struct rule_reach_total total;
    struct problems missing;
    problems_init(&missing, ground->arena);
    const struct rule_reach *coverage = rule_reach_run(ground, &(struct rule_reach_asked){criterion, path}, err);
    if (!coverage)
        return NULL;
    struct value *answer = value_map(ground->arena);
    rule_reach_say(coverage, &missing, &total);
    value_set_int(answer, "places", (int64_t)total.places);
    value_set_int(answer, "reached", (int64_t)total.reached);
    value_set_int(answer, "rows", (int64_t)total.rows);
    value_set_int(answer, "failed", (int64_t)ground->problems->errors);
    value_set(answer, "lines", path ? rule_reach_lines(coverage) : value_list(ground->arena));
    value_set(answer, "missing", path ? problems_to_value(&missing, ground->arena) : value_list(ground->arena));
    return answer;
}

struct value *command_rules_reach(struct command_call *call, struct err *err)
{
    const struct package *base;
    const struct period_list *periods;
    struct problems problems;
    const char *path = call_text(call, "in");
    problems_init(&problems, call->arena);
    const struct package *package = call_contest(call, &base, &periods, err) ? candidate_tried(call, base, err) : NULL;
    const char *criterion = package ? rule_of(package, path) : NULL;
    if (!criterion) {
        if (package)
            err_set(err, "“%s” không phải là tệp của một chỉ tiêu hay ca kiểm thử nào; tên các tệp: rules files", "“%s” is no file of a criterion or of a test; rules files names them", path);
        return NULL;
    }
    struct value *facts = value_map(call->arena);
    criteria_trial_all(package, call->worker, call->arena, &problems, facts);
    if (problems.errors)
        return call_refuse(call, &problems, err);
    const struct rule_trial_ground ground = {call->arena, package, facts, call->worker, &problems};
    struct value *answer = run(&ground, criterion, is_version(package, path) ? path : NULL, err);
    if (answer) {
        value_set_text(answer, "path", path);
        value_set_text(answer, "criterion", criterion);
        value_set(answer, "problems", errors_of(&problems, call->arena));
    }
    return answer;
}
