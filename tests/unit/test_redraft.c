/* close: what is drafted again and what stays: refusals that were mended, bodies that end, a seal with failures, what people did
 * with a draft (close/redraft.c, close/phase_paper.c, document/draft_life.c).
 */
#include "contest_tests.h"

#include "base/buffer.h"
#include "base/err.h"
#include "base/file.h"
#include "base/value.h"
#include "base/day.h"
#include "contest/seal.h"
#include "document/draft_life.h"
#include "package/package.h"
#include "store/change.h"
#include "store/store.h"
#include "workflow/role.h"
#include "zip/archive.h"

#include <stdlib.h>
#include <string.h>

#define NS "http://schemas.openxmlformats.org/"
static const char TYPES[] =
    "<Types xmlns=\"" NS "package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    "<Override PartName=\"/word/document.xml\" ContentType=\"application/"
    "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
static const char RELATIONS[] = "<Relationships xmlns=\"" NS "package/2006/relationships\"><Relationship Id=\"a\" Type=\"http://s/"
                                "officeDocument\" Target=\"word/document.xml\"/></Relationships>";
static const char DOCUMENT[] = "<w:document xmlns:w=\"" NS "wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>{{ ward.name }}, "
                               "{{ sealed_on }}</w:t></w:r></w:p><w:sectPr/></w:body></w:document>";

static const char BODY[] = "{\"bcd\": [{\"from\": \"2024-01-01\", \"until\": null, \"name\": \"Ban\", \"symbol_e\": \"TB\", \"sign_1\": "
                           "\"TRƯỞNG BAN\", \"sign_name\": \"A\"}]}";
static const char ENDED[] = "{\"bcd\": [{\"from\": \"2024-01-01\", \"until\": \"2025-06-30\", \"name\": \"Ban\", \"symbol_e\": \"TB\", "
                            "\"sign_1\": \"TRƯỞNG BAN\", \"sign_name\": \"A\", \"successor\": \"mỗi phường\"}]}";

static struct document_kind notice = {.kind = "e", .title = "Thông báo", .path = "documents/e.docx", .trigger = "notice", .of_phases = true};
static struct file template = {.path = "documents/e.docx"};

static void begin(void)
{
    contest_returns(&contest, NULL);
    notice.settings = json(arena, "{}");
    contest.package.documents = &notice;
    contest.package.document_count = 1;
    contest.package.files = (struct file_list){NULL, 0};
    contest_answers(&contest, "{\"1.1\": {\"cat-bi\": \"missed\", \"quan\": \"missed\"}}");
    contest_advance(&contest, "2025-02-10T17:00");
}

static void give_template(const char *bytes, size_t len)
{
    template.bytes = bytes;
    template.len = len;
    contest.package.files = (struct file_list){&template, 1};
}

static void give_good_template(void)
{
    static struct archive_entry items[] = {{"[Content_Types].xml", TYPES, sizeof TYPES - 1, NULL},
                                           {"_rels/.rels", RELATIONS, sizeof RELATIONS - 1, NULL},
                                           {"word/document.xml", DOCUMENT, sizeof DOCUMENT - 1, NULL}};
    struct buffer out = {0};
    struct err err = {0};
    assert_true(archive_write(&(struct archive){items, 3}, &out, &err));
    size_t len = out.len;
    give_template(buffer_take(&out, arena), len);
}

static const char *states(void)
{
    return ask("SELECT group_concat(substr(id, 18) || ' ' || state) FROM (SELECT id, state FROM draft ORDER BY id)");
}

static const char *open_alerts(void)
{
    return ask("SELECT count(*) FROM alert WHERE kind = 'draft' AND criterion = 'e' AND resolved_at IS NULL");
}

/* Something in the records changed: what is owed is looked at. */
static void settle(void)
{
    contest_record(&contest, "SELECT 1", NULL, NULL);
}

static void begin_with_a_draft(void)
{
    contest.package.bodies = json(arena, BODY);
    begin();
    notice.settings = json(arena, "{\"issuer\": \"bcd\"}");
    give_good_template();
    settle();
    assert_string_equal(states(), "1 stale,2 drafted");
}

/* A refused paper is tried again whatever was mended; refused for the same reason it stays as it is. */
static void test_mended(void **state)
{
    (void)state;
    begin();
    assert_string_equal(states(), "1 refused"); /* documents.ini names no issuer */
    assert_string_equal(open_alerts(), "1");
    contest_advance(&contest, "2025-02-14T08:00");
    settle();
    assert_string_equal(states(), "1 refused");
    notice.settings = json(arena, "{\"issuer\": \"bcd\"}"); /* bodies.ini has no such section */
    settle();
    assert_string_equal(states(), "1 stale,2 refused");
    contest_advance(&contest, "2025-02-17T08:00");
    settle();
    assert_string_equal(states(), "1 stale,2 refused");
    contest.package.bodies = json(arena, BODY); /* there is no template */
    settle();
    assert_string_equal(states(), "1 stale,2 stale,3 refused");
    give_template("PK no archive", 13);
    settle();
    assert_string_equal(states(), "1 stale,2 stale,3 stale,4 refused");
    assert_string_equal(open_alerts(), "1");
    give_good_template();
    settle();
    assert_string_equal(states(), "1 stale,2 stale,3 stale,4 stale,5 drafted");
    assert_string_equal(open_alerts(), "0");
    settle();
    assert_string_equal(states(), "1 stale,2 stale,3 stale,4 stale,5 drafted");
    assert_string_equal(ask("SELECT content ->> 'day' || ' ' || (content ->> 'sealed_on') FROM draft JOIN dossier ON hash = dossier "
                            "WHERE state = 'drafted'"),
                        "2025-02-17 2025-02-10");
}

/* A body that ends leaves its papers as they are; one that had ended before makes none, which is no refusal. */
static void test_a_body_ends(void **state)
{
    (void)state;
    begin_with_a_draft();
    contest.package.bodies = json(arena, ENDED);
    contest_advance(&contest, "2025-07-03T08:00");
    settle();
    assert_string_equal(states(), "1 stale,2 drafted");
    assert_int_equal(contest_advance(&contest, "2025-09-05T17:00") > 0, 1); /* the seal waits for returns */
    assert_string_equal(ask("SELECT group_concat(phase || ' ' || subject || ' ' || state) FROM draft WHERE phase = 'phase-2'"),
                        "phase-2 cat-bi not_applicable");
    assert_non_null(strstr(ask("SELECT refusal FROM draft WHERE phase = 'phase-2'"), "kế nhiệm: mỗi phường"));
    assert_string_equal(open_alerts(), "0");
}

/* Papers that rest on a seal with a failure go, and wait for a better one; one alert says so. */
static void test_a_seal_with_failures(void **state)
{
    struct err err = {0};
    struct change change;
    (void)state;
    begin_with_a_draft();
    assert_true(turn_begin(&contest.turn, &change, "test", &err));
    assert_true(store_script(contest.store,
                             "UPDATE seal SET content = json_set(content, '$.results[1].cells.\"1.1\".verdict', 'error')", &err));
    assert_true(turn_end(&contest.turn, &change, true, NULL, &err));
    settle();
    assert_string_equal(states(), "1 stale,2 stale");
    assert_string_equal(ask("SELECT text FROM alert WHERE kind = 'draft' AND resolved_at IS NULL"),
                        "Đợt 1: số liệu chốt có chỉ tiêu tính lỗi (1.1) nên mọi văn bản của đợt phải chờ; sửa quy tắc, mở lại lần chốt "
                        "rồi chốt lại.");
}

/* One step of a person with a draft; what it is refused for, English, "" when it is done. */
static const char *step_with(const struct draft_step *step)
{
    struct err err = {0};
    struct change change;
    assert_true(turn_begin(&contest.turn, &change, "test", &err));
    bool done = draft_step(&change, arena, step, &err);
    assert_int_equal(turn_end(&contest.turn, &change, done, NULL, &err), done);
    const char *said = done ? "" : arena_strdup(arena, err.en);
    err_clear(&err);
    return said;
}

#define ID "phase-1-e-cat-bi-2"
static const char *step(const char *act, unsigned roles, const char *reason)
{
    return step_with(&(struct draft_step){.id = ID, .act = act, .roles = roles, .reason = reason, .day = DAY_NEVER});
}

static const char *issue(int64_t number, const char *day)
{
    return step_with(&(struct draft_step){.id = ID, .act = "issue", .roles = ROLE_CLERK, .number = number, .day = on(day)});
}

/* Nobody skips a step, nobody takes another's, and the history has each with who and why. */
static void test_life(void **state)
{
    (void)state;
    begin_with_a_draft();
    assert_non_null(strstr(step("approve", ROLE_LEADER, NULL), "it is drafted"));
    assert_non_null(strstr(step("submit", ROLE_LEADER, NULL), "can only be submitted by"));
    assert_string_equal(step("submit", ROLE_REVIEWER, NULL), "");
    assert_non_null(strstr(step("return", ROLE_LEADER, NULL), "with a reason"));
    assert_non_null(strstr(step("return", ROLE_REVIEWER, "sai số"), "can only be returned by a leader"));
    assert_string_equal(step("return", ROLE_LEADER, "ghi rõ nguyên nhân"), "");
    assert_string_equal(step("submit", ROLE_OFFICER, NULL), "");
    assert_non_null(strstr(issue(45, "2025-02-10"), "it is submitted"));
    assert_string_equal(step("approve", ROLE_LEADER, NULL), "");
    assert_non_null(strstr(step("issue", ROLE_CLERK, NULL), "a number and a day"));
    assert_string_equal(states(), "1 stale,2 approved");
    assert_string_equal(ask("SELECT group_concat(event || ifnull(' ' || note, ''), '|') FROM (SELECT event, note FROM workflow_event WHERE "
                            "kind = 'draft' AND object = '" ID "' ORDER BY id)"),
                        "drafted|presented|returned ghi rõ nguyên nhân|presented|approved");
}

/* A number and a day that cannot be are refused; what was issued stays whatever the records say later. */
static void test_issue(void **state)
{
    (void)state;
    begin_with_a_draft();
    assert_string_equal(step("submit", ROLE_REVIEWER, NULL), "");
    assert_string_equal(step("approve", ROLE_LEADER, NULL), "");
    assert_non_null(strstr(issue(45, "2025-02-11"), "is after today"));
    assert_non_null(strstr(issue(45, "2025-02-09"), "is before the day the draft was made for"));
    contest_record(&contest,
                   "INSERT INTO draft (id, kind, subject, phase, number, seal, dossier, state, template, sha256, content_sha256, made_at, "
                   "issue_number, issued_on) SELECT 'other', kind, 'nam-hai', phase, number, seal, dossier, 'issued', template, sha256, "
                   "content_sha256, made_at, 45, 20129 FROM draft WHERE id = '" ID "'",
                   NULL, NULL); /* 2025-02-10 */
    contest_record(&contest,
                   "INSERT INTO outgoing (issuer, issuer_name, symbol, year, number, day, subject, draft, source, registered_at, registered_by) SELECT "
                   "dossier.content ->> '$.issuer.id', ifnull(dossier.content ->> '$.issuer.name', dossier.content ->> '$.issuer.id'), dossier.content ->> '$.issuer.symbol', "
                   "2025, 45, 20129, 'nam-hai', 'other', 'own', 0, 'uid:0' FROM draft JOIN dossier ON dossier.hash = draft.dossier WHERE draft.id = 'other'",
                   NULL, NULL);
    assert_non_null(strstr(issue(45, "2025-02-10"), "the number 45/TB of 2025 is of “other”"));
    assert_non_null(strstr(issue(47, "2025-02-10"), "the number 47/TB leaves a gap: the greatest in the register is 45/TB; give 46/TB"));
    assert_non_null(strstr(issue(44, "2025-02-10"), "the number 44/TB comes late"));
    assert_string_equal(issue(46, "2025-02-10"), "");
    assert_string_equal(ask("SELECT state || ' ' || issue_number || ' ' || issued_on FROM draft WHERE id = '" ID "'"), "issued 46 20129");
    contest_answers(&contest, "{\"1.1\": {\"cat-bi\": \"met\", \"quan\": \"met\"}}");
    notice.settings = json(arena, "{\"issuer\": \"bcd\", \"text_x\": \"y\"}");
    settle();
    assert_string_equal(ask("SELECT state FROM draft WHERE id = '" ID "'"), "issued");
    assert_non_null(strstr(step("return", ROLE_LEADER, "muộn"), "never changes"));
}

static void test_seal_failed(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"{\"criteria\": [{\"id\": \"1.1\"}], \"results\": [{\"cells\": {\"1.1\": {\"verdict\": \"met\"}}}]}", NULL},
        {"{\"criteria\": [{\"id\": \"1.1\"}, {\"id\": \"2.1\"}, {\"id\": \"7.1\"}], \"results\": [{\"cells\": {\"1.1\": {\"verdict\": "
         "\"error\"}}}, {\"cells\": {\"7.1\": {\"verdict\": \"error\"}, \"2.1\": {\"verdict\": \"missed\"}}}]}",
         "1.1, 7.1"},
        {"{}", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *failed = seal_failed(arena, json(arena, cases[i][0]));
        assert_string_equal(failed ? failed : "-", cases[i][1] ? cases[i][1] : "-");
    }
    assert_null(seal_failed(arena, NULL));
}

int main(int argc, char **argv)
{
    contest_begin(argc, argv);
    const struct CMUnitTest tests[] = {
        STORED(test_mended),
        STORED(test_a_body_ends),
        STORED(test_a_seal_with_failures),
        STORED(test_life),
        STORED(test_issue),
        PURE(test_seal_failed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
