#include "worker/answer_kind.h"

#include "base/array.h"
#include "base/err.h"
#include "base/fault.h"
#include "worker/answer_form.h"

#include <stddef.h>
#include <string.h>

enum {
    WORD = 64,             /* of the program's own */
    NAME = 256,            /* of a unit, a column, a file */
    SENTENCE = 16 << 10,   /* for people */
    RESULT_TEXT = 64 << 10 /* what a rule makes of its figures */
};

#define FIELD(name, ...) {name, {.types = __VA_ARGS__}, false}
#define MAYBE(name, ...) {name, {.types = __VA_ARGS__}, true}
#define NOTED MAYBE("noted", LIST_OF(a_name)) /* kept_answer.h */
#define ONLY_MAP(of) {.types = FORM_MAP, .fields = of}
#define LIST_OF(form) FORM_LIST, .items = &(form)
#define MAP_OF(of) FORM_MAP, .fields = of

static const struct answer_form a_whole = {.types = FORM_WHOLE}, a_text = {.types = FORM_TEXT}, a_name = {.types = FORM_TEXT, NAME},
                                a_cell = {.types = FORM_WHOLE | FORM_REAL | FORM_TEXT | FORM_NOTHING}, a_row = {.types = LIST_OF(a_cell)};

static const struct answer_field problem_fields[] = {
    FIELD("level", FORM_TEXT, WORD),
    FIELD("file", FORM_TEXT | FORM_NOTHING),
    FIELD("row", FORM_WHOLE | FORM_NOTHING),
    FIELD("column", FORM_TEXT | FORM_NOTHING),
    FIELD("heading", FORM_TEXT | FORM_NOTHING),
    FIELD("cells", LIST_OF(a_text)),
    FIELD("vi", FORM_TEXT),
    FIELD("en", FORM_TEXT),
    FIELD("fault", FORM_TEXT | FORM_NOTHING, WORD),
    FIELD("count", FORM_WHOLE),
    FIELD("lines", LIST_OF(a_whole)),
    {.name = NULL}};
static const struct answer_form a_problem = ONLY_MAP(problem_fields);

static const struct answer_field param_fields[] = {FIELD("name", FORM_TEXT, NAME), FIELD("value", FORM_TEXT, SENTENCE), FIELD("from", FORM_TEXT, WORD),
                                                   FIELD("reference", FORM_TEXT | FORM_NOTHING, SENTENCE), {.name = NULL}};
static const struct answer_form a_param = ONLY_MAP(param_fields);

static const struct answer_field result_fields[] = {
    FIELD("subject", FORM_TEXT, NAME),
    FIELD("level", FORM_TEXT, WORD),
    MAYBE("home", FORM_TEXT, NAME), /* of a member */
    FIELD("num", FORM_WHOLE | FORM_NOTHING),
    FIELD("den", FORM_WHOLE | FORM_NOTHING),
    FIELD("value", FORM_TEXT | FORM_NOTHING, RESULT_TEXT),
    FIELD("target", FORM_TEXT | FORM_NOTHING, RESULT_TEXT),
    FIELD("verdict", FORM_TEXT, WORD),
    FIELD("short", FORM_WHOLE | FORM_NOTHING),
    FIELD("needed", FORM_WHOLE | FORM_NOTHING),
    FIELD("reachable", FORM_TEXT | FORM_NOTHING, WORD),
    FIELD("says", FORM_TEXT, RESULT_TEXT),
    MAYBE("grade", FORM_TEXT, WORD),
    MAYBE("grade_title", FORM_TEXT, SENTENCE),
    MAYBE("decimals", FORM_WHOLE),
    {.name = NULL}};
static const struct answer_form a_result = ONLY_MAP(result_fields);

static const struct answer_field mark_fields[] = {FIELD("piece", FORM_TEXT, NAME), FIELD("line", FORM_WHOLE), FIELD("text", FORM_TEXT),
                                                  FIELD("yes", FORM_TRUTH), FIELD("no", FORM_TRUTH | FORM_NOTHING), {.name = NULL}};
static const struct answer_form a_mark = ONLY_MAP(mark_fields);
static const struct answer_field coverage_fields[] = {FIELD("marks", LIST_OF(a_mark)), MAYBE("active", LIST_OF(a_whole)), MAYBE("reached", LIST_OF(a_whole)), {.name = NULL}};

/* Of an evaluator: plugin/evaluator.h. */
static const struct answer_field outside_fields[] = {
    FIELD("evaluator", FORM_TEXT, NAME),
    FIELD("version", FORM_TEXT | FORM_NOTHING, NAME),
    FIELD("digest", FORM_TEXT | FORM_NOTHING, NAME),
    FIELD("replayable", FORM_TRUTH),
    MAYBE("program", FORM_TEXT, SENTENCE),
    MAYBE("warning", FORM_TEXT | FORM_NOTHING, SENTENCE),
    MAYBE("vi", FORM_TEXT, SENTENCE),
    MAYBE("en", FORM_TEXT, SENTENCE),
    {.name = NULL}};

/* Of a measure that is counted elsewhere: evaluate/beyond.h, mirror/mirror_job.h. */
static const struct answer_field asked_fields[] = {FIELD("type", FORM_TEXT, NAME), FIELD("sql", FORM_TEXT), FIELD("shape", FORM_TEXT, NAME), {.name = NULL}};
static const struct answer_form an_asked = ONLY_MAP(asked_fields);
static const struct answer_field beyond_fields[] = {FIELD("type", FORM_TEXT | FORM_NOTHING, NAME), MAYBE("sql", FORM_TEXT), FIELD("vi", FORM_TEXT | FORM_NOTHING, SENTENCE),
                                                    FIELD("en", FORM_TEXT | FORM_NOTHING, SENTENCE), {.name = NULL}};
static const struct answer_field mirrored_fields[] = {FIELD("type", FORM_TEXT, NAME), FIELD("before", FORM_WHOLE), FIELD("sequence", FORM_WHOLE), {.name = NULL}};
static const struct answer_form a_mirrored = ONLY_MAP(mirrored_fields), a_table = {.types = LIST_OF(a_row)};
static const struct answer_field mirror_fields[] = {FIELD("types", LIST_OF(a_mirrored)), FIELD("asks", LIST_OF(a_table)), {.name = NULL}};

static const struct answer_field evaluate_fields[] = {
    FIELD("results", LIST_OF(a_result)),
    FIELD("params", LIST_OF(a_param)),
    MAYBE("reads", LIST_OF(a_name)), /* without it the next run asks again (run/reuse.h) */
    MAYBE("uses", LIST_OF(a_name)), /* whose figures it asks for */
    MAYBE("uses_of", FORM_TEXT, WORD), /* of whom, where not of wards */
    MAYBE("beyond", LIST_OF(an_asked)),
    MAYBE("how", FORM_TEXT, WORD),
    MAYBE("rows", FORM_WHOLE),
    MAYBE("touched", LIST_OF(a_name)), /* by difference: of whose rows below alone it speaks */
    MAYBE("outside", MAP_OF(outside_fields)),
    MAYBE("coverage", MAP_OF(coverage_fields)),
    NOTED,
    {.name = NULL}};

static const struct answer_field index_fields[] = {FIELD("type", FORM_TEXT, NAME), FIELD("columns", LIST_OF(a_name)), {.name = NULL}};
static const struct answer_field grade_fields[] = {FIELD("id", FORM_TEXT, WORD), FIELD("title", FORM_TEXT, SENTENCE), FIELD("target", FORM_TEXT, NAME), {.name = NULL}};
static const struct answer_form a_grade = ONLY_MAP(grade_fields);
static const struct answer_field facts_fields[] = {
    FIELD("title", FORM_TEXT, SENTENCE),
    FIELD("subject", FORM_TEXT, WORD),
    FIELD("reports", LIST_OF(a_name)),
    FIELD("counts", FORM_TEXT | FORM_NOTHING, SENTENCE),
    FIELD("target", FORM_TEXT | FORM_NOTHING, NAME),
    FIELD("share_target", FORM_TEXT | FORM_NOTHING, NAME),
    FIELD("early", FORM_TEXT | FORM_NOTHING, WORD),
    FIELD("window", FORM_TEXT, WORD),
    FIELD("roll_up", FORM_TEXT, WORD),
    MAYBE("from", FORM_TEXT, WORD), /* one that begins within the contest */
    MAYBE("last", FORM_TEXT, WORD), /* one that ends within it: its last day */
    FIELD("periods", LIST_OF(a_name)),
    FIELD("grows", FORM_TEXT | FORM_NOTHING, WORD),
    FIELD("judge", FORM_TEXT, WORD),
    FIELD("params", LIST_OF(a_name)),
    FIELD("index", FORM_MAP | FORM_NOTHING, .fields = index_fields),
    MAYBE("uses", LIST_OF(a_name)),
    MAYBE("grades", LIST_OF(a_grade)),
    MAYBE("below_grades", LIST_OF(a_grade)),
    MAYBE("decimals", FORM_WHOLE),
    {.name = NULL}};
static const struct answer_field measure_fields[] = {
    FIELD("of", FORM_TEXT | FORM_NOTHING, NAME), FIELD("date", FORM_TEXT | FORM_NOTHING, NAME), FIELD("where", FORM_TEXT | FORM_NOTHING), FIELD("num", FORM_TEXT | FORM_NOTHING),
    FIELD("den", FORM_TEXT | FORM_NOTHING), FIELD("sql", FORM_TEXT | FORM_NOTHING), FIELD("evidence", FORM_TEXT | FORM_NOTHING), FIELD("share_judge", FORM_TEXT | FORM_NOTHING, WORD), FIELD("beyond", MAP_OF(beyond_fields)), {.name = NULL}};
static const struct answer_field check_fields[] = {FIELD("facts", FORM_MAP | FORM_NOTHING, .fields = facts_fields), FIELD("problems", LIST_OF(a_problem)),
                                                   MAYBE("uses_line", FORM_WHOLE), MAYBE("measure", MAP_OF(measure_fields)), MAYBE("coverage", MAP_OF(coverage_fields)), NOTED, {.name = NULL}};

static const struct answer_field candidate_fields[] = {
    FIELD("kind", FORM_TEXT, WORD),          FIELD("subject", FORM_TEXT, NAME), FIELD("ward", FORM_TEXT, NAME),
    FIELD("name", FORM_TEXT, NAME),          FIELD("place", FORM_WHOLE | FORM_NOTHING), FIELD("tied", FORM_TRUTH),
    FIELD("keys", LIST_OF(a_whole)),         FIELD("says", FORM_TEXT, RESULT_TEXT),
    FIELD("kept_out", FORM_TEXT | FORM_NOTHING, SENTENCE), {.name = NULL}};
static const struct answer_form a_candidate = ONLY_MAP(candidate_fields);
static const struct answer_field suggest_fields[] = {FIELD("title", FORM_TEXT | FORM_NOTHING, SENTENCE), FIELD("tie", FORM_TEXT | FORM_NOTHING, SENTENCE),
                                                     FIELD("candidates", FORM_NOTHING | LIST_OF(a_candidate)), FIELD("params", LIST_OF(a_param)), MAYBE("uses", LIST_OF(a_name)),
                                                     FIELD("problems", LIST_OF(a_problem)), NOTED, {.name = NULL}};

static const struct answer_field conclusion_fields[] = {
    FIELD("subject", FORM_TEXT, NAME), FIELD("class", FORM_TEXT, WORD), FIELD("title", FORM_TEXT, SENTENCE),     FIELD("rank", FORM_WHOLE),
    FIELD("met", FORM_WHOLE),          FIELD("arose", FORM_WHOLE),      FIELD("figures", FORM_MAP, .items = &a_whole), FIELD("says", FORM_TEXT, RESULT_TEXT),
    {.name = NULL}};
static const struct answer_form a_conclusion = ONLY_MAP(conclusion_fields);
static const struct answer_field conclude_fields[] = {FIELD("title", FORM_TEXT | FORM_NOTHING, SENTENCE), FIELD("units", FORM_NOTHING | LIST_OF(a_conclusion)),
                                                      FIELD("params", LIST_OF(a_param)), FIELD("problems", LIST_OF(a_problem)), NOTED, {.name = NULL}};

static const struct answer_field place_fields[] = {FIELD("subject", FORM_TEXT, NAME), FIELD("place", FORM_WHOLE | FORM_NOTHING), FIELD("tied", FORM_TRUTH), {.name = NULL}};
static const struct answer_form a_place = ONLY_MAP(place_fields);
static const struct answer_field rank_fields[] = {FIELD("title", FORM_TEXT | FORM_NOTHING, SENTENCE), FIELD("units", FORM_NOTHING | LIST_OF(a_place)),
                                                  FIELD("params", LIST_OF(a_param)), FIELD("problems", LIST_OF(a_problem)), NOTED, {.name = NULL}};

static const struct answer_field next_fields[] = {FIELD("least", FORM_WHOLE), FIELD("of", FORM_WHOLE), {.name = NULL}};
static const struct answer_field column_fields[] = {FIELD("name", FORM_TEXT | FORM_NOTHING, SENTENCE), FIELD("title", FORM_TEXT | FORM_NOTHING, SENTENCE),
                                                    MAYBE("type", FORM_TEXT, WORD), MAYBE("words", FORM_MAP, .items = &a_text), {.name = NULL}};
static const struct answer_form a_column = ONLY_MAP(column_fields);
static const struct answer_field evidence_fields[] = {FIELD("columns", LIST_OF(a_column)), FIELD("rows", LIST_OF(a_row)), FIELD("total", FORM_WHOLE), MAYBE("lacking", FORM_TRUTH), {.name = NULL}};
static const struct answer_field explain_fields[] = {FIELD("result", MAP_OF(result_fields)), FIELD("params", LIST_OF(a_param)),
                                                     FIELD("of_next", FORM_MAP | FORM_NOTHING, .fields = next_fields),
                                                     FIELD("evidence", MAP_OF(evidence_fields)), {.name = NULL}};
/* What is null has no result. */
static const struct answer_form an_explanation = {.types = FORM_MAP | FORM_NOTHING, .fields = explain_fields};
static const struct answer_field explanations_fields[] = {FIELD("explanations", LIST_OF(an_explanation)), {.name = NULL}};
static const struct answer_field addend_fields[] = {FIELD("id", LIST_OF(a_text)), FIELD("num", FORM_WHOLE), FIELD("den", FORM_WHOLE), {.name = NULL}};
static const struct answer_form an_addend = ONLY_MAP(addend_fields), the_addends = {.types = LIST_OF(an_addend)};
static const struct answer_field addends_fields[] = {FIELD("results", LIST_OF(a_result)), FIELD("params", LIST_OF(a_param)), FIELD("reads", LIST_OF(a_name)),
                                                     FIELD("of", FORM_TEXT | FORM_NOTHING, NAME), FIELD("addends", FORM_MAP, .items = &the_addends), {.name = NULL}};
static const struct answer_field swept_fields[] = {FIELD("met", FORM_WHOLE), FIELD("missed", FORM_WHOLE), FIELD("other", FORM_WHOLE), {.name = NULL}};
static const struct answer_form a_swept = ONLY_MAP(swept_fields);
static const struct answer_field sweep_fields[] = {FIELD("counted", FORM_TRUTH), FIELD("same", FORM_TRUTH), FIELD("values", LIST_OF(a_swept)), {.name = NULL}};
static const struct answer_field lint_fields[] = {FIELD("rows", FORM_WHOLE), FIELD("matched", FORM_WHOLE | FORM_NOTHING), FIELD("of", FORM_TEXT | FORM_NOTHING, NAME),
                                                  FIELD("examples", FORM_TEXT, WORD), FIELD("judged", FORM_WHOLE), {.name = NULL}};
static const struct answer_field end_fields[] = {FIELD("value", FORM_TEXT, RESULT_TEXT), FIELD("verdict", FORM_TEXT, WORD), {.name = NULL}};
static const struct answer_field foreseen_fields[] = {FIELD("subject", FORM_TEXT, NAME), FIELD("pace", MAP_OF(end_fields)), FIELD("low", FORM_MAP | FORM_NOTHING, .fields = end_fields),
                                                      FIELD("high", FORM_MAP | FORM_NOTHING, .fields = end_fields), FIELD("months", FORM_WHOLE), {.name = NULL}};
static const struct answer_form a_foreseen = ONLY_MAP(foreseen_fields);
static const struct answer_field forecast_fields[] = {FIELD("cells", LIST_OF(a_foreseen)), {.name = NULL}};
static const struct answer_field try_fields[] = {FIELD("result", FORM_MAP | FORM_NOTHING, .fields = result_fields), FIELD("problems", LIST_OF(a_problem)), {.name = NULL}};
static const struct answer_field sql_fields[] = {FIELD("columns", LIST_OF(a_text)), FIELD("rows", LIST_OF(a_row)), FIELD("more", FORM_TRUTH),
                                                 FIELD("params", LIST_OF(a_param)), NOTED, {.name = NULL}};

static const struct answer_field parameter_fields[] = {
    FIELD("name", FORM_TEXT, NAME),   FIELD("type", FORM_TEXT, WORD), FIELD("fallback", FORM_TEXT | FORM_NOTHING, SENTENCE), FIELD("range", FORM_TEXT | FORM_NOTHING, SENTENCE),
    FIELD("vi", FORM_TEXT, SENTENCE), FIELD("en", FORM_TEXT, SENTENCE), {.name = NULL}};
static const struct answer_form a_parameter = ONLY_MAP(parameter_fields);
static const struct answer_field plugin_fields[] = {
    FIELD("name", FORM_TEXT, NAME),       FIELD("kind", FORM_TEXT, WORD),           FIELD("version", FORM_TEXT, NAME),           FIELD("vi", FORM_TEXT, SENTENCE),
    FIELD("en", FORM_TEXT, SENTENCE),     FIELD("parameters", LIST_OF(a_parameter)), FIELD("path", FORM_TEXT | FORM_NOTHING, SENTENCE),
    FIELD("digest", FORM_TEXT | FORM_NOTHING, NAME), FIELD("examples", FORM_WHOLE), {.name = NULL}};

static const struct answer_field parse_fields[] = {FIELD("read", FORM_TRUTH), FIELD("problems", LIST_OF(a_problem)), {.name = NULL}};
static const struct answer_field head_fields[] = {FIELD("line", FORM_WHOLE), FIELD("serials", FORM_WHOLE), FIELD("columns", LIST_OF(a_text)), {.name = NULL}};
static const struct answer_field parse_part_fields[] = {MAYBE("key", LIST_OF(a_text)), MAYBE("head", MAP_OF(head_fields)), MAYBE("rows", LIST_OF(a_row)), {.name = NULL}};

static const struct answer_field package_fields[] = {FIELD("hash", FORM_TEXT, WORD), {.name = NULL}};

static const struct answer_field clean_fields[] = {FIELD("media", FORM_TEXT, WORD),
                                                   FIELD("width", FORM_WHOLE | FORM_NOTHING),
                                                   FIELD("height", FORM_WHOLE | FORM_NOTHING),
                                                   FIELD("pages", FORM_WHOLE | FORM_NOTHING),
                                                   FIELD("removed", LIST_OF(a_name)),
                                                   FIELD("signed", FORM_TRUTH),
                                                   {.name = NULL}};
static const struct answer_field stamp_fields[] = {FIELD("content", FORM_TEXT, NAME), {.name = NULL}};
static const struct answer_field bytes_fields[] = {FIELD("bytes", FORM_TEXT), {.name = NULL}};

static const struct answer_field template_fields[] = {FIELD("compiled", FORM_TRUTH), FIELD("problems", LIST_OF(a_problem)), {.name = NULL}};
static const struct answer_field template_part_fields[] = {MAYBE("bytes", FORM_TEXT), MAYBE("content", FORM_TEXT), MAYBE("vi", FORM_TEXT), MAYBE("en", FORM_TEXT),
                                                           MAYBE("lacks", LIST_OF(a_problem)), {.name = NULL}};
/* Of a notifier: plugin/notifier.h. */
static const struct answer_field kept_fields[] = {FIELD("name", FORM_TEXT, NAME), FIELD("bytes", FORM_TEXT), {.name = NULL}};
static const struct answer_form a_kept = ONLY_MAP(kept_fields);
static const struct answer_field notify_fields[] = {FIELD("outcome", FORM_TEXT, WORD), FIELD("vi", FORM_TEXT | FORM_NOTHING, SENTENCE),
                                                    FIELD("en", FORM_TEXT | FORM_NOTHING, SENTENCE), FIELD("kept", LIST_OF(a_kept)), {.name = NULL}};
static const struct answer_field nothing_fields[] = {{.name = NULL}};

static const struct answer_field lack_fields[] = {FIELD("vi", FORM_TEXT, SENTENCE), FIELD("en", FORM_TEXT, SENTENCE), {.name = NULL}};
static const struct answer_form a_lack = ONLY_MAP(lack_fields);
static const struct answer_field render_fields[] = {FIELD("papers", FORM_WHOLE), {.name = NULL}};
static const struct answer_field render_part_fields[] = {MAYBE("bytes", FORM_TEXT), MAYBE("pages", FORM_WHOLE), MAYBE("lacks", LIST_OF(a_lack)),
                                                         MAYBE("vi", FORM_TEXT, SENTENCE), MAYBE("en", FORM_TEXT, SENTENCE), {.name = NULL}};

static const struct answer_field signature_fields[] = {FIELD("signer", FORM_TEXT | FORM_NOTHING, SENTENCE), FIELD("signed_at", FORM_WHOLE | FORM_NOTHING),
                                                       FIELD("state", FORM_TEXT, WORD), {.name = NULL}};
static const struct answer_form a_signature = ONLY_MAP(signature_fields);
static const struct answer_field signatures_fields[] = {FIELD("signatures", LIST_OF(a_signature)), {.name = NULL}};

/* What a person reads of a paper: paragraphs and tables of them, a list of paragraphs a cell. */
#define A_PARAGRAPH MAYBE("text", FORM_TEXT), MAYBE("align", FORM_TEXT | FORM_NOTHING, WORD), MAYBE("strong", FORM_TRUTH)
static const struct answer_field paragraph_fields[] = {A_PARAGRAPH, {.name = NULL}};
static const struct answer_form a_paragraph = ONLY_MAP(paragraph_fields), a_paper_cell = {.types = LIST_OF(a_paragraph)}, a_paper_row = {.types = LIST_OF(a_paper_cell)};
static const struct answer_field piece_fields[] = {A_PARAGRAPH, MAYBE("rows", LIST_OF(a_paper_row)), MAYBE("ruled", FORM_TRUTH), {.name = NULL}};
static const struct answer_form a_piece = ONLY_MAP(piece_fields);

/* What is null is measured again alone. */
static const struct answer_form an_evaluation = {.types = FORM_MAP | FORM_NOTHING, .fields = evaluate_fields};
static const struct answer_field batch_fields[] = {FIELD("answers", LIST_OF(an_evaluation)), {.name = NULL}};
static const struct answer_field results_part_fields[] = {FIELD("of", FORM_WHOLE), FIELD("results", LIST_OF(a_result)), {.name = NULL}};

static const struct {
    const char *kind;
    struct answer_form ok, part; /* part without types: there are none */
} table[] = {
    {"evaluate", ONLY_MAP(evaluate_fields), ONLY_MAP(results_part_fields)},
    {"batch", ONLY_MAP(batch_fields), ONLY_MAP(results_part_fields)},
    {"check", ONLY_MAP(check_fields), {.types = 0}},
    {"explain", ONLY_MAP(explain_fields), {.types = 0}},
    {"explanations", ONLY_MAP(explanations_fields), {.types = 0}},
    {"addends", ONLY_MAP(addends_fields), {.types = 0}},
    {"lint", ONLY_MAP(lint_fields), {.types = 0}},
    {"forecast", ONLY_MAP(forecast_fields), {.types = 0}},
    {"sweep", ONLY_MAP(sweep_fields), {.types = 0}},
    {"try", ONLY_MAP(try_fields), {.types = 0}},
    {"sql", ONLY_MAP(sql_fields), {.types = 0}},
    {"suggest", ONLY_MAP(suggest_fields), {.types = 0}},
    {"conclude", ONLY_MAP(conclude_fields), {.types = 0}},
    {"rank", ONLY_MAP(rank_fields), {.types = 0}},
    {"plugin", ONLY_MAP(plugin_fields), {.types = 0}},
    {"parse", ONLY_MAP(parse_fields), ONLY_MAP(parse_part_fields)},
    {"template", ONLY_MAP(template_fields), ONLY_MAP(template_part_fields)},
    {"comment", ONLY_MAP(nothing_fields), ONLY_MAP(bytes_fields)},
    {"stamp", ONLY_MAP(stamp_fields), ONLY_MAP(bytes_fields)},
    {"paper", {.types = LIST_OF(a_piece)}, {.types = 0}},
    {"package", ONLY_MAP(package_fields), {.types = 0}},
    {"clean", ONLY_MAP(clean_fields), ONLY_MAP(bytes_fields)},
    {"workbook", ONLY_MAP(bytes_fields), {.types = 0}},
    {"mirror", ONLY_MAP(mirror_fields), {.types = 0}},
    {"notify", ONLY_MAP(notify_fields), {.types = 0}},
    {"render", ONLY_MAP(render_fields), ONLY_MAP(render_part_fields)},
    {"signatures", ONLY_MAP(signatures_fields), {.types = 0}},
};

static const struct answer_field error_fields[] = {FIELD("kind", FORM_TEXT, WORD), FIELD("fault", FORM_TEXT, WORD), FIELD("vi", FORM_TEXT, SENTENCE),
                                                   FIELD("en", FORM_TEXT, SENTENCE), {.name = NULL}};
static const struct answer_form an_error = ONLY_MAP(error_fields);

static int place_of(const char *kind)
{
    for (size_t i = 0; i < LEN(table); i++)
        if (strcmp(table[i].kind, kind) == 0)
            return (int)i;
    return -1;
}

/* That it could not be started, was killed or cancelled only its supervisor can know. */
static bool check_error(const struct value *error, struct err *err)
{
    if (!answer_form_check(error, &an_error, err))
        return err_prefix(err, "error", "error");
    const char *name = value_get_text(error, "fault", "");
    const struct fault *fault = fault_is_said(name) ? fault_find(name) : NULL;
    return (fault && strcmp(fault->kind, value_get_text(error, "kind", "")) == 0) ||
           err_set(err, "error: “%s” không phải là lỗi mà nó tự biết được", "error: “%s” is no fault that it can know of", name);
}

bool answer_kind_check(const char *kind, const struct value *answer, struct err *err)
{
    int place = place_of(kind);
    const struct value *error = value_get(answer, "error"), *ok = value_get(answer, "ok");
    if (value_len(answer) != 1 || !(ok || error))
        return err_set(err, "không phải là một trường ok hoặc error", "is not one field ok or error");
    if (error)
        return check_error(error, err);
    return place < 0 || answer_form_check(ok, &table[place].ok, err);
}

bool answer_kind_check_part(const char *kind, const struct value *part, struct err *err)
{
    int place = place_of(kind);
    if (place >= 0 && !table[place].part.types)
        return err_set(err, "việc này không trả lời từng phần", "a job of this kind is not answered in parts");
    return place < 0 || answer_form_check(part, &table[place].part, err);
}
