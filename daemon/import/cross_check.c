#include "import/cross_check.h"

#include "base/day.h"
#include "base/err.h"
#include "base/param.h"
#include "base/problem.h"
#include "import/package_unit.h"
#include "import/reference.h"
#include "import/row.h"
#include "import/unit_validity.h"
#include "package/majority.h"
#include "package/package.h"
#include "record/record_type.h"
#include "workflow/workflow.h"

#include <string.h>

static bool is_type(const struct batch *batch, const char *name)
{
    return strcmp(batch->type->name, name) == 0;
}

void cross_check_read_row(struct import *import, const struct batch *batch, struct import_row *row)
{
    if (row->settled || (is_type(batch, "unit") && package_unit_settle(import, batch, row)))
        return;
    int32_t from = 0, until = DAY_NEVER;
    if (is_type(batch, "unit") || is_type(batch, "member")) {
        int32_t last = row_day_or(batch, row, "valid_until", DAY_NEVER - 1);
        from = row_day_or(batch, row, "valid_from", 0);
        until = last + 1;
    }
    if (is_type(batch, "unit") && row_text(batch, row, "unit_id"))
        reference_add_team(import->reference, row_text(batch, row, "unit_id"), row_text(batch, row, "parent"),
                           from, until);
    if (is_type(batch, "member") && row_text(batch, row, "member_id"))
        reference_add_member(import->reference, row_text(batch, row, "member_id"),
                             row_text(batch, row, "team"), from, until);
}

struct places cross_check_places(const struct import *import, const struct batch *batch, const struct field *field)
{
    const struct level_chain *levels = &import->package->chain;
    struct places places = {field->place, field->place};
    if (is_type(batch, "unit") && strcmp(field->name, "parent") == 0) {
        places.first = level_chain_place(levels, level_chain_id(levels, LEVEL_WARD));
        places.last = (int)levels->len - (*level_chain_id(levels, LEVEL_TEAM) != 0);
    }
    return places;
}

static struct level_words known_words(const struct import *import, const struct known *unit)
{
    const struct level_step *step = level_chain_step(&import->package->chain, unit->level, unit->place);
    return step ? step->words : (struct level_words){"đơn vị", "unit"};
}

/* The declaration lets a city stand without a parent; a team stands in a ward. */
static void require_parent(struct import *import, const struct batch *batch, const struct import_row *row)
{
    enum cell_kind kind = row_cell(batch, row, "parent")->kind;
    struct level_words team = import->package->levels[LEVEL_TEAM], ward = import->package->levels[LEVEL_WARD];
    if (kind == CELL_EMPTY || kind == CELL_ABSENT)
        problem_add(import->problems, row->file, row->line, "parent",
                    "%1$s phải thuộc một %3$s; ghi mã %3$s%2$.0s%4$.0s",
                    "a %2$s belongs to a %4$s; write the id of the %4$s%1$.0s%3$.0s", team.vi, team.en,
                    ward.vi, ward.en);
}

/* A member belongs to a ward through his teams. */
static bool member_belongs(struct import *import, const struct known *member, const char *ward,
                           const struct phase *phase, bool *ret_belongs, struct err *err)
{
    bool belongs = false;
    for (const struct stay *stay = member->stays; stay && !belongs; stay = stay->next) {
        const struct known *team;
        if (stay->from >= phase->until || stay->until <= phase->from)
            continue;
        if (!reference_unit(import->reference, stay->in, &team, err))
            return false;
        belongs = team && reference_belongs(import->reference, stay->in, team, ward, phase);
    }
    *ret_belongs = belongs;
    return true;
}

/* Who is nominated: a collective is a team, or the nominating ward itself, an individual a member; team and member are of the ward. */
static bool check_nominee(struct import *import, const struct batch *batch, const struct import_row *row,
                          const char *subject, struct err *err)
{
    const char *ward = row_text(batch, row, "ward"), *phase_id = row_text(batch, row, "phase");
    const struct phase *phase = phase_id ? package_phase(import->package, phase_id) : NULL;
    bool collective = strcmp(row_text(batch, row, "kind"), "collective") == 0, belongs = false;
    struct level_words team = import->package->levels[LEVEL_TEAM], of = import->package->levels[LEVEL_WARD];
    const struct known *known, *other;
    if (collective ? !reference_unit(import->reference, subject, &known, err) ||
                         !reference_member(import->reference, subject, &other, err)
                   : !reference_member(import->reference, subject, &known, err) ||
                         !reference_unit(import->reference, subject, &other, err))
        return false;
    if (!known) {
        struct level_words is = other && !collective ? known_words(import, other) : team;
        if (other) /* else reference_check has said that nobody has this id */
            problem_add(
                import->problems, row->file, row->line, "subject",
                collective ? "kind là collective thì subject phải là mã %2$s, “%1$s” là thành viên; "
                             "sửa kind hoặc subject%3$.0s"
                           : "kind là individual thì subject phải là mã thành viên, “%1$s” là %2$s; "
                             "sửa kind hoặc subject%3$.0s",
                collective
                    ? "with kind collective the subject is a %3$s, “%1$s” is a member; correct kind or "
                      "subject%2$.0s"
                    : "with kind individual the subject is a member, “%1$s” is a %3$s; correct kind or "
                      "subject%2$.0s",
                subject, is.vi, is.en);
        return true;
    }
    bool unit_itself = collective && known->level == LEVEL_WARD; /* where the field takes one; else reference_check has refused it */
    if (!ward || !phase || (collective && known->level != LEVEL_TEAM && !unit_itself))
        return true; /* said by reference_check */
    if (unit_itself)
        belongs = strcmp(subject, ward) == 0;
    else if (collective)
        belongs = reference_belongs(import->reference, subject, known, ward, phase);
    else if (!member_belongs(import, known, ward, phase, &belongs, err))
        return false;
    if (!belongs)
        problem_add(import->problems, row->file, row->line, "subject",
                    "“%1$s” không thuộc %4$s “%2$s” trong %3$s; mỗi %4$s chỉ đề nghị %6$s, thành viên của "
                    "mình%5$.0s%7$.0s",
                    "“%1$s” does not belong to the %5$s “%2$s” in %3$s; a %5$s nominates its own %7$s or "
                    "member%4$.0s%6$.0s",
                    subject, ward, phase->id, of.vi, of.en, team.vi, team.en);
    return true;
}

static const struct cell no_cell = {.kind = CELL_ABSENT};

/* A number of the meeting; one that the package does not ask for was not given. */
static const struct cell *vote_cell(const struct batch *batch, const struct import_row *row, const char *name)
{
    return record_field(batch->type, name) ? row_cell(batch, row, name) : &no_cell;
}

/* A share that the meeting's numbers must reach, by the dated parameter; without one nothing is asked. `column`: the number that is too small. */
static void check_share(struct import *import, const struct batch *batch, const struct import_row *row, const char *parameter, const char *column,
                        const char *whole_column, const char *vi, const char *en)
{
    const struct cell *count = vote_cell(batch, row, column), *whole = vote_cell(batch, row, whole_column);
    const struct param_entry *entry = param_at(param_find(&import->package->targets, parameter), row_day_or(batch, row, "minutes_on", import->today));
    struct majority share;
    if (count->kind != CELL_NUMBER || whole->kind != CELL_NUMBER || !entry || !majority_parse(entry->value, &share) ||
        majority_reached(&share, count->number, whole->number))
        return;
    problem_add(import->problems, row->file, row->line, column, "%1$s (%3$d) %4$s %5$d/%6$d %7$s (%8$d), theo %9$s; %10$s%2$.0s%11$.0s%12$.0s%13$.0s",
                "%2$s (%3$d) %11$s %5$d/%6$d of %12$s (%8$d), by %9$s; %13$s%1$.0s%4$.0s%7$.0s%10$.0s", record_field(batch->type, column)->title, column,
                (int)count->number, majority_short(&share), (int)share.num, (int)share.den, record_field(batch->type, whole_column)->title, (int)whole->number,
                entry->reference ? entry->reference : parameter, vi, majority_short_en(&share), whole_column, en);
}

/* Votes are of those who were present, those of members; too few of either decide nothing. */
static void check_votes(struct import *import, const struct batch *batch, const struct import_row *row)
{
    const struct cell *votes = row_cell(batch, row, "votes_for"), *present = row_cell(batch, row, "votes_present"),
                      *against = vote_cell(batch, row, "votes_against"), *members = vote_cell(batch, row, "votes_members");
    if (present->kind == CELL_NUMBER && members->kind == CELL_NUMBER && present->number > members->number)
        problem_add(import->problems, row->file, row->line, "votes_present", "%d người dự họp của %d thành viên; sửa một trong hai số",
                    "%d present of %d members; correct one of the two numbers", (int)present->number, (int)members->number);
    check_share(import, batch, row, "council.quorum", "votes_present", "votes_members", "cuộc họp thiếu người thì chưa xét được: họp lại, hoặc sửa số đã ghi",
                "too few met to decide: meet again, or correct the numbers");
    if (votes->kind != CELL_NUMBER)
        return;
    check_share(import, batch, row, "council.majority", "votes_for", "votes_present", "không đủ phiếu thì không đề nghị được: rút đề nghị, hoặc sửa số đã ghi",
                "too few voted for it: withdraw the nomination, or correct the numbers");
    if (present->kind == CELL_NUMBER && against->kind == CELL_NUMBER && votes->number + against->number > present->number)
        problem_add(import->problems, row->file, row->line, "votes_against", "%d phiếu đồng ý và %d phiếu không đồng ý nhiều hơn %d người dự họp; sửa số sai",
                    "%d for and %d against are more than %d present; correct what is wrong", (int)votes->number, (int)against->number, (int)present->number);
    if (present->kind == CELL_NUMBER && votes->number > present->number)
        problem_add(import->problems, row->file, row->line, "votes_for",
                    "%d phiếu đồng ý của %d người dự họp; sửa một trong hai số", "%d for of %d present; correct one of the two numbers",
                    (int)votes->number, (int)present->number);
    else if (!cell_given(*present) && present->kind != CELL_BAD)
        problem_warn(import->problems, row->file, row->line, "votes_present",
                     "có số phiếu mà chưa có số người dự họp; ghi thêm số người dự họp",
                     "votes without the number of those present; add it");
}

static bool check_nomination(struct import *import, const struct batch *batch, const struct import_row *row,
                             struct err *err)
{
    const char *kind = row_text(batch, row, "kind"), *subject = row_text(batch, row, "subject");
    bool bad = row_cell(batch, row, "subject")->kind == CELL_BAD;
    if (!kind || bad || !workflow_is("record", row->state, WORKFLOW_STANDS))
        return true;
    if (row_is_written(row))
        check_votes(import, batch, row);
    if (strcmp(kind, "declined") == 0) {
        if (subject)
            problem_add(import->problems, row->file, row->line, "subject",
                        "không đề nghị (declined) thì để trống subject; bỏ “%s” hoặc sửa kind",
                        "who declines nominates nobody; remove “%s” or correct kind", subject);
        return true;
    }
    if (subject)
        return check_nominee(import, batch, row, subject, err);
    problem_add(
        import->problems, row->file, row->line, "subject",
        "thiếu tập thể, cá nhân được đề nghị; ghi mã, hoặc ghi kind là declined và lý do ở achievement",
        "the nominee is missing; write an id, or kind declined with the reason in achievement");
    return true;
}

/* A nominee, an award is of a team or a member by its id: one id is not both. */
static bool check_other_kind(struct import *import, const struct batch *batch, const struct import_row *row, struct err *err)
{
    bool is_unit = is_type(batch, "unit");
    const char *column = is_unit ? "unit_id" : "member_id", *id = row_text(batch, row, column);
    const struct known *other = NULL;
    if (!id || row->fate != ROW_NEW)
        return true;
    if (!(is_unit ? reference_member : reference_unit)(import->reference, id, &other, err))
        return false;
    struct level_words unit = other && !is_unit ? known_words(import, other) : (struct level_words){"thành viên", "member"};
    if (other)
        problem_add(import->problems, row->file, row->line, column, "“%1$s” đã là mã của một %2$s; đặt mã khác%3$.0s",
                    "“%1$s” is the id of a %3$s; give another id%2$.0s", id, unit.vi, unit.en);
    return true;
}

bool cross_check_row(struct import *import, const struct batch *batch, const struct import_row *row,
                     struct err *err)
{
    if ((is_type(batch, "unit") || is_type(batch, "member")) && !check_other_kind(import, batch, row, err))
        return false;
    if (is_type(batch, "unit"))
        require_parent(import, batch, row);
    unit_validity_check(import, batch, row);
    return !is_type(batch, "nomination") || check_nomination(import, batch, row, err);
}
