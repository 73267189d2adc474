/*
 * workflow: every (state × act × role × what is given × who acted before) against a table of what is expected, written by hand from
 * contest.md; walks by chance; the sentences; the pictures.
 */
#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/file.h"
#include "base/json.h"
#include "base/value.h"
#include "workflow/role.h"
#include "workflow/workflow.h"
#include "workflow/workflow_picture.h"
#include "workflow/workflow_sentence.h"
#include "workflow/workflow_step.h"
#include "workflow/workflow_value.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* What may be done, and nothing else. Roles: O an officer, R a reviewer, L a leader, C a clerk, A an administrator, M the daemon. Needs:
 * r a reason, u a last day, n a number, d a day. "2": another person than the proposer. From: states by blanks, "-" for a thing that is not there yet. */
static const struct expected {
    const char *kind, *from, *act, *to, *roles, *needs;
    bool second;
} expectations[] = {
    {"record", "- draft waiting returned", "save", "draft", "ORA", "", false},
    {"record", "confirmed withdrawn", "save", "draft", "RA", "", false},
    {"record", "- draft waiting confirmed returned withdrawn", "submit", "waiting", "ORA", "", false},
    {"record", "- draft waiting confirmed returned withdrawn", "confirm", "confirmed", "RA", "", false},
    {"record", "- draft waiting confirmed returned withdrawn", "return", "returned", "RA", "r", false},
    {"record", "- draft waiting confirmed returned withdrawn", "withdraw", "withdrawn", "ORA", "r", false},
    {"proposal", "-", "propose", "proposed", "A", "r", false},
    {"proposal", "proposed", "activate", "activated", "A", "", true},
    {"proposal", "proposed", "withdraw", "withdrawn", "A", "r", false},
    {"proposal", "proposed", "comment", "proposed", "LA", "r", false},
    {"proposal", "proposed", "carry", "proposed", "M", "r", false},
    {"proposal", "proposed", "supersede", "superseded", "M", "r", false},
    {"alert", "-", "raise", "open", "M", "", false},
    {"alert", "open", "reword", "open", "M", "", false},
    {"alert", "acknowledged", "reword", "acknowledged", "M", "", false},
    {"alert", "open acknowledged", "acknowledge", "acknowledged", "ORLA", "ru", false},
    {"alert", "acknowledged", "expire", "open", "M", "", false},
    {"alert", "open acknowledged concluded", "resolve", "resolved", "M", "", false},
    {"alert", "open acknowledged resolved", "conclude", "concluded", "M", "", false},
    {"alert", "open acknowledged", "succeed", "open", "M", "", false},
    {"alert", "open acknowledged", "lapse", "lapsed", "M", "r", false},
    {"alert", "open acknowledged", "take_over", "resolved", "M", "", false},
    {"alert", "open acknowledged", "vanish", "resolved", "M", "r", false},
    {"alert", "open acknowledged", "close", "resolved", "A", "r", false},
    {"alert", "resolved concluded", "reopen", "open", "M", "", false},
    {"alert", "acknowledged", "worsen", "open", "M", "", false},
    {"alert", "open", "withhold", "open", "M", "", false},
    {"alert", "acknowledged", "withhold", "acknowledged", "M", "", false},
    {"alert", "open", "release", "open", "M", "", false},
    {"alert", "acknowledged", "release", "acknowledged", "M", "", false},
    {"alert", "open", "escalate", "open", "M", "", false},
    {"silence", "-", "impose", "imposed", "RLA", "ru", false},
    {"silence", "imposed", "lift", "lifted", "RLA", "r", false},
    {"silence", "imposed", "run_out", "timed_out", "M", "", false},
    {"reopening", "-", "propose", "proposed", "A", "r", false},
    {"reopening", "proposed", "approve", "approved", "A", "", true},
    {"reopening", "proposed", "withdraw", "withdrawn", "A", "r", false},
    {"exception", "-", "ask", "requested", "ORA", "ru", false},
    {"exception", "requested", "grant", "granted", "RA", "", true},
    {"exception", "requested", "refuse", "denied", "RA", "r", true},
    {"exception", "granted", "revoke", "recalled", "RA", "r", false},
    {"quarantine", "-", "quarantine", "isolated", "M", "", false},
    {"quarantine", "isolated", "ask_release", "isolated", "A", "r", false},
    {"quarantine", "isolated", "release", "released", "A", "r", true},
    {"quarantine", "isolated", "replace", "released", "M", "", false},
    {"duty", "-", "queue", "blocked", "M", "", false},
    {"duty", "- blocked", "open", "open", "M", "", false},
    {"duty", "open", "finish", "fulfilled", "OCRLA", "", false},
    {"duty", "open", "fulfil", "fulfilled", "M", "", false},
    {"duty", "blocked open", "hand_over", "handed_over", "RLA", "r", false},
    {"duty", "blocked open", "succeed", "handed_over", "M", "", false},
    {"duty", "handed_over", "give_back", "blocked", "M", "r", false},
    {"duty", "blocked", "move", "blocked", "M", "r", false},
    {"duty", "open", "move", "open", "M", "r", false},
    {"duty", "blocked open", "drop", "not_applicable", "M", "r", false},
    {"duty", "blocked open", "skip", "not_applicable", "RLA", "r", false},
    {"duty", "fulfilled not_applicable", "resume", "open", "RLA", "r", false},
    {"person", "-", "add", "enabled", "A", "", false},
    {"person", "enabled", "disable", "disabled", "A", "r", false},
    {"person", "disabled", "enable", "enabled", "A", "r", false},
    {"person", "enabled", "ask_reset", "enabled", "A", "r", false},
    {"person", "enabled", "reset", "enabled", "A", "r", true},
    {"person", "enabled", "reset_alone", "enabled", "A", "r", false},
    {"message", "-", "queue", "to_send", "M", "", false},
    {"message", "to_send", "gather", "gathered", "M", "", false},
    {"message", "to_send dead dropped", "deliver", "delivered", "M", "", false},
    {"message", "to_send", "delay", "to_send", "M", "", false},
    {"message", "to_send", "give_up", "dead", "M", "", false},
    {"message", "to_send dead dropped", "retry", "to_send", "A", "", false},
    {"message", "to_send dead", "drop", "dropped", "A", "r", false},
    {"message", "to_send", "hush", "dropped", "M", "r", false},
    {"draft", "- stale", "make", "drafted", "M", "", false},
    {"draft", "- stale", "refuse", "refused", "M", "", false},
    {"draft", "- stale", "omit", "not_applicable", "M", "", false},
    {"draft", "drafted refused not_applicable submitted returned approved", "retire", "stale", "M", "", false},
    {"draft", "drafted returned", "submit", "submitted", "OR", "", false},
    {"draft", "submitted approved", "return", "returned", "L", "r", false},
    {"draft", "submitted", "approve", "approved", "L", "", false},
    {"draft", "approved", "issue", "issued", "C", "nd", false},
    {"draft", "issued", "replace", "replaced", "M", "", false},
    {"draft", "issued", "revoke", "revoked", "LC", "rd", false},
    {"draft", "issued", "attach", "issued", "C", "f", false},
    {"draft", "issued", "correct", "issued", "ORL", "r", false},
    {"draft", "drafted", "edit", "drafted", "ORL", "f", false},
    {"draft", "returned", "edit", "returned", "ORL", "f", false},
    {"draft", "drafted", "confirm", "drafted", "ORL", "r", false},
    {"draft", "returned", "confirm", "returned", "ORL", "r", false},
};

static bool has_word(const char *words, const char *word)
{
    size_t len = strlen(word);
    for (const char *at = strstr(words, word); at; at = strstr(at + 1, word))
        if ((at == words || at[-1] == ' ') && (at[len] == ' ' || !at[len]))
            return true;
    return false;
}

static const struct expected *expected_of(const char *kind, const char *state, const char *act)
{
    for (size_t i = 0; i < LEN(expectations); i++) {
        const struct expected *e = &expectations[i];
        if (strcmp(e->kind, kind) == 0 && strcmp(e->act, act) == 0 && has_word(e->from, *state ? state : "-"))
            return e;
    }
    return NULL;
}

/* The next state that is expected; NULL: refused. */
static const char *expect(const struct workflow_try *attempt)
{
    const struct expected *e = expected_of(attempt->kind, attempt->state, attempt->act);
    static const struct { unsigned role; char letter; } letters[] = {{ROLE_OFFICER, 'O'}, {ROLE_REVIEWER, 'R'}, {ROLE_LEADER, 'L'},
                                                                     {ROLE_CLERK, 'C'}, {ROLE_ADMINISTRATOR, 'A'}, {ROLE_MACHINE, 'M'}};
    bool role = false;
    for (size_t i = 0; e && i < LEN(letters); i++)
        role |= (attempt->roles & letters[i].role) && strchr(e->roles, letters[i].letter);
    bool second = e && (!e->second || (attempt->earlier && strcmp(attempt->earlier, attempt->actor) != 0));
    bool reason = e && (!strchr(e->needs, 'r') || attempt->given & WORKFLOW_REASON);
    bool until = e && (!strchr(e->needs, 'u') || attempt->given & WORKFLOW_UNTIL);
    bool number = e && (!strchr(e->needs, 'n') || attempt->given & WORKFLOW_NUMBER);
    bool day = e && (!strchr(e->needs, 'd') || attempt->given & WORKFLOW_DAY);
    bool file = e && (!strchr(e->needs, 'f') || attempt->given & WORKFLOW_FILE);
    return role && second && reason && until && number && day && file ? e->to : NULL;
}

static const char *state_at(const struct workflow *workflow, size_t index)
{
    return index < workflow->state_count ? workflow->states[index].name : WORKFLOW_NEW;
}

/* A sentence is one line in both languages, says the thing, and gives advice after a semicolon or a colon. */
static void check_sentence(const struct workflow *workflow, const struct err *err)
{
    assert_non_null(err->vi);
    assert_true(strncmp(err->vi, workflow->vi, strlen(workflow->vi)) == 0);
    assert_true(strncmp(err->en, workflow->en, strlen(workflow->en)) == 0);
    assert_null(strchr(err->vi, '\n'));
    assert_true(strchr(err->vi, ';') && (strchr(err->en, ';') || strchr(err->en, ':')));
    assert_null(strchr(err->vi, '%'));
    assert_null(strstr(err->vi, "(null)"));
    assert_null(strstr(err->en, "(null)"));
}

enum { ALL_GIVEN = WORKFLOW_REASON | WORKFLOW_UNTIL | WORKFLOW_NUMBER | WORKFLOW_DAY | WORKFLOW_FILE };

static void test_every_try(void **state)
{
    (void)state;
    static const unsigned roles[] = {ROLE_AUDITOR, ROLE_OFFICER, ROLE_REVIEWER, ROLE_LEADER, ROLE_CLERK, ROLE_ADMINISTRATOR, ROLE_MACHINE,
                                     ROLE_ADMINISTRATOR | ROLE_MACHINE};
    static const char *const earlier[] = {NULL, "uid:1", "uid:2"};
    size_t tried = 0, done = 0;
    for (size_t k = 0; k < workflow_count; k++) {
        const struct workflow *workflow = &workflow_table[k];
        for (size_t i = 0; i < (workflow->state_count + 1) * workflow->act_count * LEN(roles) * LEN(earlier) * (ALL_GIVEN + 1); i++) {
            size_t rest = i;
            struct workflow_try attempt = {.kind = workflow->kind, .actor = "uid:1", .name = "7"};
            attempt.state = state_at(workflow, rest % (workflow->state_count + 1)), rest /= workflow->state_count + 1;
            attempt.act = workflow->acts[rest % workflow->act_count].name, rest /= workflow->act_count;
            attempt.roles = roles[rest % LEN(roles)], rest /= LEN(roles);
            attempt.earlier = earlier[rest % LEN(earlier)], rest /= LEN(earlier);
            attempt.given = ALL_GIVEN;
            if (rest % ALL_GIVEN && !expect(&attempt))
                continue; /* what is refused with all given is tried with nothing beside */
            attempt.given = (unsigned)rest;
            struct err err = {0};
            const struct workflow_row *row = NULL;
            bool good = workflow_step(&attempt, &row, &err);
            const char *wanted = expect(&attempt);
            if (good != (wanted != NULL) || (good && strcmp(row->to, wanted) != 0))
                fail_msg("%s: %s from “%s” by %u given %u after %s: %s, expected %s", attempt.kind, attempt.act, attempt.state, attempt.roles,
                         attempt.given, attempt.earlier ? attempt.earlier : "nobody", good ? row->to : err.en, wanted ? wanted : "a refusal");
            if (!good)
                check_sentence(workflow, &err);
            err_clear(&err);
            tried++, done += good;
        }
    }
    assert_true(tried > 2000 && done > 200);
}

/* The expectations name nothing that is not in the table, and the table nothing that is not expected. */
static void test_the_tables_have_the_same_rows(void **state)
{
    (void)state;
    size_t rows = 0;
    for (size_t k = 0; k < workflow_count; k++)
        rows += workflow_table[k].row_count;
    assert_int_equal(rows, LEN(expectations));
}

/* The table is sound: words are there, known and once; what is final is left by nothing, what is not final has a way out. */
static void test_the_table_is_sound(void **state)
{
    (void)state;
    for (size_t k = 0; k < workflow_count; k++) {
        const struct workflow *w = &workflow_table[k];
        assert_ptr_equal(workflow_find(w->kind), w);
        for (size_t i = 0; i < w->state_count; i++) { /* one word means one thing, in every kind */
            assert_string_equal(workflow_state_title(w->states[i].name, false), w->states[i].vi);
            assert_string_equal(workflow_state_title(w->states[i].name, true), w->states[i].en);
        }
        for (size_t i = 0; i < w->act_count; i++) {
            assert_string_equal(workflow_event_title(w->acts[i].event, false), w->acts[i].done_vi);
            assert_string_equal(workflow_event_title(w->acts[i].event, true), w->acts[i].done_en);
        }
        for (size_t i = 0; i < w->state_count; i++) {
            const struct workflow_state *s = &w->states[i];
            size_t out = 0, in = 0;
            assert_ptr_equal(workflow_state(w, s->name), s);
            for (size_t r = 0; r < w->row_count; r++) {
                in += strcmp(w->rows[r].to, s->name) == 0;
                for (size_t f = 0; w->rows[r].from[f]; f++)
                    out += strcmp(w->rows[r].from[f], s->name) == 0 && strcmp(w->rows[r].to, s->name) != 0;
            }
            assert_true(in > 0);
            assert_string_not_equal(s->name, "new"); /* what workflow_value calls a thing that is not there yet */
            assert_int_equal(out == 0, (s->means & WORKFLOW_FINAL) != 0);
            assert_true((s->then_vi && s->then_en) || !(s->means & WORKFLOW_FINAL));
        }
        for (size_t i = 0; i < w->act_count; i++) {
            size_t rows = 0;
            assert_ptr_equal(workflow_act(w, w->acts[i].name), &w->acts[i]);
            for (size_t r = 0; r < w->row_count; r++)
                rows += strcmp(w->rows[r].act, w->acts[i].name) == 0;
            assert_true(rows > 0);
            assert_non_null(w->acts[i].event);
        }
        for (size_t r = 0; r < w->row_count; r++) {
            const struct workflow_row *row = &w->rows[r];
            assert_non_null(workflow_act(w, row->act));
            assert_non_null(workflow_state(w, row->to));
            assert_true(row->roles != 0 && !(row->roles & ROLE_AUDITOR));
            assert_int_equal(row->relation == WORKFLOW_ANOTHER, row->relation_act != NULL);
            assert_true(!row->relation_act || workflow_act(w, row->relation_act));
            for (size_t f = 0; row->from[f]; f++) {
                assert_true(!*row->from[f] || workflow_state(w, row->from[f]));
                assert_ptr_equal(workflow_row(w, row->from[f], row->act), row);
                const struct workflow_row *between = workflow_between(w, row->from[f], row->to); /* the first of those that lead there */
                assert_true(between && between <= row);
                assert_string_equal(between->to, row->to);
                assert_ptr_equal(workflow_row(w, row->from[f], between->act), between);
            }
        }
    }
}

static size_t count_bits(unsigned bits)
{
    size_t count = 0;
    for (; bits; bits &= bits - 1)
        count++;
    return count;
}

/* Every meaning of a state and every need of an act has its name in JSON. */
static void test_every_bit_has_a_name(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    for (size_t k = 0; k < workflow_count; k++) {
        const struct workflow *w = &workflow_table[k];
        const struct value *shown = workflow_value(arena, w);
        for (size_t i = 0; i < w->state_count; i++)
            assert_int_equal(value_len(value_get(value_at(value_get(shown, "states"), i), "means")), count_bits(w->states[i].means));
        for (size_t i = 0; i < w->row_count; i++)
            assert_int_equal(value_len(value_get(value_at(value_get(shown, "rows"), i), "needs")), count_bits(w->rows[i].needs));
    }
    arena_destroy(arena);
}

static uint64_t chance = 20241101;

static size_t draw(size_t below)
{
    chance = chance * 6364136223846793005u + 1442695040888963407u;
    return (size_t)(chance >> 33) % below;
}

/* Walks by chance come through every state and every row, and never into a state that the table does not have. */
static bool each_is_over(const size_t *counts, size_t len, size_t least)
{
    for (size_t i = 0; i < len; i++)
        if (counts[i] <= least)
            return false;
    return true;
}

static void test_walks(void **state)
{
    (void)state;
    for (size_t k = 0; k < workflow_count; k++) {
        const struct workflow *w = &workflow_table[k];
        size_t *visits = calloc(w->state_count, sizeof *visits), *used = calloc(w->row_count, sizeof *used);
        const char *at = WORKFLOW_NEW;
        for (size_t i = 0; i < 300000 && (i % 1000 || !each_is_over(used, w->row_count, 20)); i++) {
            struct workflow_try attempt = {.kind = w->kind, .state = at, .act = w->acts[draw(w->act_count)].name,
                                           .roles = 1u << draw(role_count), .actor = draw(2) ? "uid:1" : "uid:2", .earlier = "uid:1",
                                           .given = (unsigned)draw(32)};
            const struct workflow_row *row;
            if (workflow_step(&attempt, &row, NULL)) {
                assert_non_null(workflow_state(w, row->to));
                visits[workflow_state(w, row->to) - w->states]++;
                used[row - w->rows]++;
                at = row->to;
            }
            if (*at && (workflow_is(w->kind, at, WORKFLOW_FINAL) || draw(1000) == 0))
                at = WORKFLOW_NEW;
        }
        assert_true(each_is_over(visits, w->state_count, 0));
        assert_true(each_is_over(used, w->row_count, 0));
        free(visits);
        free(used);
    }
}

static void test_sentences(void **state)
{
    (void)state;
    static const struct {
        struct workflow_try attempt;
        const char *vi, *en;
    } cases[] = {
        {{"proposal", "withdrawn", "activate", ROLE_ADMINISTRATOR, "uid:1", "uid:2", 0, "4", NULL},
         "đề xuất số 4 đã rút nên không đưa vào áp dụng được; hãy đề xuất lại (rules propose)",
         "proposal 4 cannot be put in force: it is withdrawn; propose it again (rules propose)"},
        {{"proposal", "proposed", "activate", ROLE_ADMINISTRATOR, "uid:0", "uid:0", 0, "4", NULL},
         "đề xuất số 4 do chính root đề xuất; người đưa vào áp dụng phải là một quản trị viên khác",
         "proposal 4 was proposed by root; it can only be put in force by another person: an administrator"},
        {{"proposal", "proposed", "activate", ROLE_ADMINISTRATOR, "uid:1", NULL, 0, "4", NULL},
         "đề xuất số 4 không rõ do ai đề xuất nên không đưa vào áp dụng được; hãy đề xuất lại",
         "proposal 4 cannot be put in force: nobody knows by whom it was proposed; begin again"},
        {{"proposal", "proposed", "withdraw", ROLE_AUDITOR, "uid:1", NULL, WORKFLOW_REASON, "4", NULL},
         "đề xuất số 4 chỉ quản trị viên mới rút lại được; nhờ người có quyền ấy làm",
         "proposal 4 can only be withdrawn by an administrator; ask one of them"},
        {{"proposal", "proposed", "supersede", ROLE_ADMINISTRATOR, "uid:1", NULL, 0, "4", NULL},
         "đề xuất số 4 chỉ máy chủ mới cho lỗi thời được; việc này máy chủ tự làm khi đến lúc",
         "proposal 4 can only be superseded by the daemon; it does so by itself when it is time"},
        {{"alert", "open", "acknowledge", ROLE_ADMINISTRATOR, "uid:1", NULL, 0, "12", NULL},
         "cảnh báo số 12 muốn ghi nhận thì phải kèm lý do và ngày cuối; hãy ghi thêm",
         "alert 12 can only be acknowledged with a reason and a last day; give it too"},
        {{"alert", "resolved", "acknowledge", ROLE_ADMINISTRATOR, "uid:1", NULL, 3, "12", NULL},
         "cảnh báo số 12 đã giải quyết nên không ghi nhận được; không phải làm gì bằng tay, bước sau máy chủ tự làm",
         "alert 12 cannot be acknowledged: it is resolved; nothing is to be done by hand; what follows happens by itself"},
        {{"draft", "refused", "make", ROLE_MACHINE, "uid:1", NULL, 0, "phase-1-a-1", NULL},
         "dự thảo phase-1-a-1 không dự thảo được nên không dự thảo được; không phải làm gì bằng tay, bước sau máy chủ tự làm",
         "draft phase-1-a-1 cannot be drafted: it is refused; nothing is to be done by hand; what follows happens by itself"},
        {{"proposal", "superseded", NULL, ROLE_ADMINISTRATOR, "uid:1", "uid:2", 0, "4", "activated"},
         "đề xuất số 4 đã lỗi thời nên không đưa vào áp dụng được; quy tắc áp dụng đã đổi sau đó; hãy xem lại rồi đề xuất lần nữa (rules "
         "propose)",
         "proposal 4 cannot be put in force: it is superseded; the rules in force have changed since; look again and propose once more "
         "(rules propose)"},
        {{"record", "waiting", NULL, ROLE_AUDITOR, "uid:1", NULL, 0, NULL, "confirmed"},
         "bản ghi chỉ người xác nhận hoặc quản trị viên mới xác nhận được; nhờ người có quyền ấy làm",
         "record can only be confirmed by a reviewer or an administrator; ask one of them"},
        {{"alert", "open", "expire", ROLE_MACHINE, "uid:1", NULL, 0, "12", NULL},
         "cảnh báo số 12 đang mở nên không hết hạn nhận được; có thể: ghi nhận (alerts ack), đóng (alerts close)",
         "alert 12 cannot be expired: it is open; what can be done: acknowledge (alerts ack), close (alerts close)"},
        {{"draft", "", "approve", ROLE_LEADER, "uid:1", NULL, 0, "e-1", NULL},
         "dự thảo e-1 chưa có nên không duyệt được; không phải làm gì bằng tay, bước sau máy chủ tự làm",
         "draft e-1 cannot be approved: it is not there yet; nothing is to be done by hand; what follows happens by itself"},
        {{"draft", "approved", "issue", ROLE_CLERK, "uid:1", NULL, 0, "e-1", NULL},
         "dự thảo e-1 muốn ban hành thì phải kèm số và ngày ban hành; hãy ghi thêm",
         "draft e-1 can only be issued with a number and a day; give it too"},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        struct err err = {0};
        const struct workflow_row *row;
        assert_false(workflow_step(&cases[i].attempt, &row, &err));
        assert_string_equal(err.vi, cases[i].vi);
        assert_string_equal(err.en, cases[i].en);
        err_clear(&err);
    }
}

static void test_words_and_choices(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    assert_string_equal(workflow_to("draft", "retire"), "stale");
    assert_string_equal(workflow_event("alert", "raise"), "opened");
    assert_string_equal(workflow_state_title("activated", false), "đã áp dụng");
    assert_string_equal(workflow_event_title("reopened", true), "reopened");
    assert_null(workflow_state_title("reopened", true));
    assert_null(workflow_event_title("stale bread", true));
    for (size_t i = 0; i < role_count; i++) { /* a bit each, found by its name */
        assert_int_equal(role_table[i].role, 1u << i);
        assert_ptr_equal(role_find(role_table[i].name), &role_table[i]);
    }
    assert_null(role_find("reader"));
    assert_true(workflow_is("record", "confirmed", WORKFLOW_COUNTS | WORKFLOW_CLAIMS));
    assert_false(workflow_is("record", "waiting", WORKFLOW_COUNTS));
    assert_false(workflow_is("record", "odd", WORKFLOW_STANDS));
    assert_null(workflow_between(workflow_find("proposal"), "withdrawn", "activated"));
    const struct value *choices = workflow_choices(arena, workflow_find("proposal"), "proposed", ROLE_ADMINISTRATOR);
    assert_int_equal(value_len(choices), 3);
    assert_string_equal(value_get_text(value_at(choices, 1), "act", ""), "withdraw");
    assert_string_equal(value_as_text(value_at(value_get(value_at(choices, 1), "needs"), 0)), "reason");
    assert_int_equal(value_len(workflow_choices(arena, workflow_find("proposal"), "proposed", ROLE_AUDITOR)), 0);
    const struct value *rows = value_get(workflow_value(arena, workflow_find("alert")), "rows");
    assert_int_equal(value_len(rows), workflow_find("alert")->row_count);
    assert_string_equal(value_as_text(value_at(value_get(value_at(rows, 0), "from"), 0)), "new");
    arena_destroy(arena);
}

static void test_help(void **state)
{
    (void)state;
    static const struct {
        const char *command, *vi, *en;
    } cases[] = {
        {"rules activate", "  đề xuất: đang chờ → đã áp dụng (quản trị viên, không phải người đề xuất)\n",
         "  proposal: waiting → in force (an administrator, not by whom it was proposed)\n"},
        {"alerts ack", "  cảnh báo: đang mở, đã nhận → đã nhận (cán bộ nhập số liệu, người xác nhận, lãnh đạo, quản trị viên · lý do · ngày cuối)\n",
         "  alert: open, acknowledged → acknowledged (an officer, a reviewer, a leader, an administrator · a reason · a last day)\n"},
        {"rules propose", "  đề xuất: mới → đang chờ (quản trị viên · lý do)\n", "  proposal: new → waiting (an administrator · a reason)\n"},
        {"board", "", ""},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        struct buffer vi = {0}, en = {0};
        workflow_sentence_help(cases[i].command, false, &vi);
        workflow_sentence_help(cases[i].command, true, &en);
        assert_string_equal(buffer_text(&vi), cases[i].vi);
        assert_string_equal(buffer_text(&en), cases[i].en);
        buffer_finish(&vi);
        buffer_finish(&en);
    }
}

static struct arena *texts;

static const char *drawn(const char *kind)
{
    struct file file;
    assert_true(file_read(texts, arena_printf(texts, THIDUA_SOURCE "/docs/workflow/%s.svg", kind), 1 << 20, &file, NULL));
    return arena_printf(texts, "%.*s", (int)file.len, (const char *)file.bytes);
}

/* The picture of the docs is the one that is drawn. Every state's title and every act stand in it; an arrowhead for each state from which an act goes. */
static void test_pictures(void **state)
{
    (void)state;
    texts = arena_create();
    for (size_t k = 0; k < workflow_count; k++)
        for (int english = 0; english < 2; english++) {
            const struct workflow *w = &workflow_table[k];
            struct buffer out = {0};
            size_t arrows = 0, wanted = 0;
            workflow_picture(w, english, &out);
            for (size_t i = 0; i < w->state_count; i++)
                assert_non_null(strstr(buffer_text(&out), english ? w->states[i].en : w->states[i].vi));
            for (size_t i = 0; i < w->row_count; i++)
                for (size_t f = 0; w->rows[i].from[f]; f++)
                    wanted++;
            for (const char *at = buffer_text(&out); (at = strstr(at, "marker-end=")) != NULL; at++)
                arrows++;
            assert_int_equal(arrows, wanted);
            if (english)
                assert_string_equal(buffer_text(&out), drawn(w->kind));
            buffer_finish(&out);
        }
    arena_destroy(texts);
}

/* ---- values ---- */

static const char *member(const struct value *map, const char *name)
{
    return value_get_text(map, name, "(none)");
}

static const char *or_none(const char *text)
{
    return text ? text : "(none)";
}

static const char *state_called(const struct workflow *w, const char *name, bool english)
{
    const struct workflow_state *found = workflow_state(w, name);
    return found ? (english ? found->en : found->vi) : (english ? "new" : "mới");
}

static void check_row_value(const struct workflow *w, const struct workflow_row *row, const struct value *shown)
{
    const struct workflow_act *act = workflow_act(w, row->act), *earlier = row->relation_act ? workflow_act(w, row->relation_act) : NULL;
    const struct value *from = value_get(shown, "from"), *titles = value_get(shown, "from_titles"), *titles_en = value_get(shown, "from_titles_en");
    size_t count = 0;
    for (; row->from[count]; count++) {
        assert_string_equal(value_as_text(value_at(from, count)), *row->from[count] ? row->from[count] : "new");
        assert_string_equal(value_as_text(value_at(titles, count)), state_called(w, row->from[count], false));
        assert_string_equal(value_as_text(value_at(titles_en, count)), state_called(w, row->from[count], true));
    }
    assert_true(value_len(from) == count && value_len(titles) == count && value_len(titles_en) == count);
    assert_string_equal(member(shown, "act"), row->act);
    assert_string_equal(member(shown, "title"), act->vi);
    assert_string_equal(member(shown, "title_en"), act->en);
    assert_string_equal(member(shown, "command"), or_none(act->command));
    assert_string_equal(member(shown, "to"), row->to);
    assert_string_equal(member(shown, "to_title"), state_called(w, row->to, false));
    assert_string_equal(member(shown, "to_title_en"), state_called(w, row->to, true));
    assert_int_equal(value_len(value_get(shown, "roles")), count_bits(row->roles));
    assert_string_equal(member(shown, "relation"), row->relation == WORKFLOW_ANOTHER ? "another" : "anybody");
    assert_string_equal(member(shown, "other_than"), or_none(row->relation_act));
    assert_string_equal(member(shown, "other_than_title"), or_none(earlier ? earlier->vi : NULL));
    assert_string_equal(member(shown, "other_than_title_en"), or_none(earlier ? earlier->done_en : NULL));
    assert_string_equal(member(shown, "follows"), or_none(row->follows));
}

/* Every word of the table stands in the value of its kind. */
static void test_values_say_what_the_table_says(void **state)
{
    struct arena *arena = arena_create();
    (void)state;
    for (size_t k = 0; k < workflow_count; k++) {
        const struct workflow *w = &workflow_table[k];
        const struct value *shown = workflow_value(arena, w), *states = value_get(shown, "states"), *acts = value_get(shown, "acts"), *rows = value_get(shown, "rows");
        assert_string_equal(member(shown, "kind"), w->kind);
        assert_string_equal(member(shown, "vi"), w->vi);
        assert_string_equal(member(shown, "en"), w->en);
        assert_true(value_len(states) == w->state_count && value_len(acts) == w->act_count && value_len(rows) == w->row_count);
        for (size_t i = 0; i < w->state_count; i++) {
            assert_string_equal(member(value_at(states, i), "state"), w->states[i].name);
            assert_string_equal(member(value_at(states, i), "vi"), w->states[i].vi);
            assert_string_equal(member(value_at(states, i), "en"), w->states[i].en);
        }
        for (size_t i = 0; i < w->act_count; i++) {
            assert_string_equal(member(value_at(acts, i), "act"), w->acts[i].name);
            assert_string_equal(member(value_at(acts, i), "event"), w->acts[i].event);
            assert_string_equal(member(value_at(acts, i), "command"), or_none(w->acts[i].command));
            assert_string_equal(member(value_at(acts, i), "vi"), w->acts[i].vi);
            assert_string_equal(member(value_at(acts, i), "en"), w->acts[i].en);
        }
        for (size_t i = 0; i < w->row_count; i++)
            check_row_value(w, &w->rows[i], value_at(rows, i));
        for (unsigned meaning = 0; meaning <= WORKFLOW_ISSUED; meaning = meaning ? meaning << 1 : 1) {
            const struct value *names = workflow_states(arena, w->kind, meaning);
            size_t at = 0;
            for (size_t i = 0; i < w->state_count; i++)
                if ((w->states[i].means & meaning) == meaning)
                    assert_string_equal(value_as_text(value_at(names, at++)), w->states[i].name);
            assert_int_equal(value_len(names), at);
        }
    }
    arena_destroy(arena);
}

static void test_words_of_needs_and_buttons(void **state)
{
    struct arena *arena = arena_create();
    const struct value *ack = value_at(workflow_choices(arena, workflow_find("alert"), "open", ROLE_OFFICER), 0);
    (void)state;
    assert_string_equal(workflow_need_word("reason", true), "a reason");
    assert_string_equal(workflow_need_word("until", false), "ngày cuối");
    assert_string_equal(workflow_need_word("number", true), "a number");
    assert_string_equal(workflow_need_word("day", false), "ngày ban hành");
    assert_string_equal(workflow_need_word("file", true), "a file");
    assert_null(workflow_need_word("money", true));
    assert_string_equal(json_text(arena, ack),
                        "{\"act\":\"acknowledge\",\"vi\":\"ghi nhận\",\"en\":\"acknowledge\",\"to\":\"acknowledged\",\"needs\":[\"reason\",\"until\"],\"command\":\"alerts ack\"}");
    assert_string_equal(json_text(arena, role_names(arena, ROLE_OFFICER | ROLE_LEADER | ROLE_PUBLIC)), "[\"officer\",\"leader\",\"public\"]");
    for (size_t i = 0; i < role_count; i++) {
        assert_string_equal(role_name(role_table[i].role), role_table[i].name);
        assert_string_equal(role_title(role_table[i].role, true), role_table[i].one_en);
        assert_string_equal(role_title(role_table[i].role, false), role_table[i].vi);
    }
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_try),        cmocka_unit_test(test_the_tables_have_the_same_rows),
        cmocka_unit_test(test_the_table_is_sound), cmocka_unit_test(test_every_bit_has_a_name),
        cmocka_unit_test(test_walks),
        cmocka_unit_test(test_sentences),        cmocka_unit_test(test_words_and_choices),
        cmocka_unit_test(test_help),
        cmocka_unit_test(test_pictures),         cmocka_unit_test(test_values_say_what_the_table_says),
        cmocka_unit_test(test_words_of_needs_and_buttons),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
