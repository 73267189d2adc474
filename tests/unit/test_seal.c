/* close: the seal of a phase, the decision, drafts held and made anew (close/, document/draft.h) */
#include "contest_tests.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/value.h"
#include "contest/seal.h"
#include "document/draft.h"
#include "store/change.h"
#include "store/store.h"

#include <string.h>

static void test_seal(void **state)
{
    struct err err = {0};
    (void)state;
    contest_answers(&contest, "{\"1.1\": {\"cat-bi\": \"missed\"}}");
    contest_returns(&contest, NULL);
    contest_advance(&contest, "2025-02-10T17:00");
    const struct value *seal = seal_latest(contest.store, arena, "phase-1", &err);
    const struct value *content = value_get(seal, "content");
    assert_string_equal(value_get_text(seal, "id", ""), "phase-1-1");
    assert_int_equal(value_get_int(content, "format", 0), 2);
    assert_string_equal(value_get_text(content, "sealed_at", ""), "2025-02-10T17:00:00+07:00");
    assert_int_equal(value_len(value_get(content, "results")), 4);
    assert_int_equal(value_len(value_get(content, "months")), 3);
    assert_int_equal(value_len(value_get(value_get(content, "months"), "2025-01")), 3);
    /* what is stored is what the hash is of */
    assert_string_equal(ask("SELECT count(*) FROM seal WHERE content LIKE '{\"contest\":%'"), "1");
    /* one notice, for the ward that missed; the test's package has no template, so it is refused and said */
    assert_string_equal(ask("SELECT group_concat(id || ' ' || state) FROM draft WHERE kind = 'e'"),
                        "phase-1-e-cat-bi-1 refused");
    assert_string_equal(ask("SELECT count(*) FROM alert WHERE kind = 'draft' AND subject = 'cat-bi'"), "1");
    /* after the seal: a run stands beside it, the seal stays */
    contest_record(&contest, "SELECT 1", "2024-11-10", "2024-11-11");
    assert_string_equal(ask("SELECT group_concat(period || adjusted) FROM (SELECT * FROM run "
                            "WHERE cause = 'late' ORDER BY id)"),
                        "2024-111,phase-11");
    assert_string_equal(ask("SELECT count(*) FROM seal"), "1");
}

#define NOMINATE(id, ward, kind, subject)                                                                    \
    "INSERT INTO record_nomination (nomination_id, ward, phase, kind, subject, achievement, state, "         \
    "source_file, "                                                                                          \
    "from_seq) VALUES ('" id "', '" ward "', 'phase-1', '" kind "', " subject ", 'x', 'confirmed', 'x', 9);"

static void test_decision(void **state)
{
    (void)state;
    contest_record(&contest, NOMINATE("n1", "cat-bi", "declined", "NULL"), NULL, NULL);
    contest_returns(&contest, NULL);
    contest_advance(&contest, "2025-02-12T16:59");
    assert_string_equal(ask("SELECT count(*) FROM alert WHERE kind IN ('nomination', 'draft')"), "0");
    contest_advance(&contest, "2025-02-12T17:00");
    assert_string_equal(ask("SELECT group_concat(subject) FROM alert WHERE kind = 'nomination'"),
                        "dang-hai,nam-hai");
    assert_string_equal(ask("SELECT count(*) FROM performed WHERE kind = 'decision'"), "1");
    assert_string_equal(ask("SELECT count(*) FROM alert WHERE kind = 'draft' AND subject = 'quan'"), "1");
    contest_record(&contest, NOMINATE("n2", "nam-hai", "declined", "NULL"), NULL, NULL);
    assert_string_equal(
        ask("SELECT group_concat(subject) FROM alert WHERE kind = 'nomination' AND resolved_at IS NULL"),
        "dang-hai");
    /* the same again asks for nothing: no change, no audit row but the import's own */
    const char *before = ask("SELECT count(*) FROM audit WHERE action = 'decision'");
    contest_record(&contest, "SELECT 1", NULL, NULL);
    assert_string_equal(ask("SELECT count(*) FROM audit WHERE action = 'decision'"), before);
    assert_string_equal(ask("SELECT count(*) FROM meta WHERE name = 'settle'"), "0");
}

static struct draft draft_of(const struct value *seal, const char *dossier, const char *bytes)
{
    return (struct draft){.kind = &contest.package.documents[0],
                          .subject = "quan",
                          .phase = "phase-1",
                          .seal = seal,
                          .dossier = json(arena, dossier),
                          .bytes = bytes,
                          .len = bytes ? strlen(bytes) : 0,
                          .content = bytes ? "parts" : NULL,
                          .refusal_vi = bytes ? NULL : "thiếu tên",
                          .refusal_en = bytes ? NULL : "no name"};
}

static void store_draft(const struct draft *draft)
{
    struct err err = {0};
    struct change change;
    assert_true(turn_begin(&contest.turn, &change, "draft", &err));
    assert_true(draft_store(&change, arena, &contest.package, draft, NULL, &err));
    assert_true(turn_end(&contest.turn, &change, true, NULL, &err));
}

/* A new dossier makes a new draft and the old one stale; the old dossier again makes the old one hold again.
 */
static void test_drafts(void **state)
{
    struct err err = {0};
    const char *bytes;
    size_t len;
    (void)state;
    contest_returns(&contest, NULL);
    contest_advance(&contest, "2025-02-10T17:00");
    const struct value *seal = seal_latest(contest.store, arena, "phase-1", &err);
    static const struct {
        const char *dossier, *bytes, *states;
    } cases[] = {
        {"{\"n\": 1}", "one", "phase-1-a-1 drafted"},
        {"{\"n\": 1}", "one", "phase-1-a-1 drafted"},
        {"{\"n\": 2}", "two", "phase-1-a-1 stale,phase-1-a-2 drafted"},
        {"{\"n\": 1}", "one", "phase-1-a-1 drafted,phase-1-a-2 stale"},
        {"{\"n\": 3}", NULL, "phase-1-a-1 stale,phase-1-a-2 stale,phase-1-a-3 refused"},
        /* the template was mended: of the same dossier there is a file now */
        {"{\"n\": 3}", "three", "phase-1-a-1 stale,phase-1-a-2 stale,phase-1-a-3 stale,phase-1-a-4 drafted"},
        {"{\"n\": 3}", NULL, "phase-1-a-1 stale,phase-1-a-2 stale,phase-1-a-3 refused,phase-1-a-4 stale"},
        {"{\"n\": 3, \"not_applicable\": \"không còn\"}", NULL,
         "phase-1-a-1 stale,phase-1-a-2 stale,phase-1-a-3 stale,phase-1-a-4 stale,phase-1-a-5 not_applicable"},
        {"{\"n\": 3}", NULL,
         "phase-1-a-1 stale,phase-1-a-2 stale,phase-1-a-3 refused,phase-1-a-4 stale,phase-1-a-5 stale"},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        struct draft draft = draft_of(seal, cases[i].dossier, cases[i].bytes);
        draft.replaces = value_get_text(draft_current(contest.store, arena, "a", "quan", "phase-1", &err), "id", NULL);
        store_draft(&draft);
        assert_string_equal(ask("SELECT group_concat(id || ' ' || state) FROM (SELECT * FROM draft "
                                "WHERE kind = 'a' ORDER BY id)"),
                            cases[i].states);
    }
    assert_true(draft_export(contest.store, arena, "phase-1-a-2", &bytes, &len, &err));
    assert_int_equal(len, 3);
    assert_memory_equal(bytes, "two", 3);
    assert_false(
        draft_export(contest.store, arena, "phase-1-a-3", &bytes, &len, &err)); /* refused: no file */
    assert_non_null(strstr(err.vi, "thiếu tên"));
    assert_false(draft_export(contest.store, arena, "phase-1-a-9", &bytes, &len, &err));
    err_clear(&err);
    const struct value *current = draft_current(contest.store, arena, "a", "quan", "phase-1", &err);
    assert_string_equal(value_get_text(current, "id", ""), "phase-1-a-3");
    assert_int_equal(value_get_int(value_get(current, "dossier_content"), "n", 0), 3);
    assert_int_equal(value_len(draft_list(contest.store, arena, &contest.package, "phase-1", &err)), 5);
    assert_int_equal(value_len(draft_list(contest.store, arena, &contest.package, "phase-2", &err)), 0);
    const struct value *list = draft_list(contest.store, arena, &contest.package, NULL, &err);
    assert_string_equal(value_get_text(value_at(list, 0), "title", ""), "Quyết định khen thưởng");
    list = draft_list(contest.store, arena, NULL, NULL, &err);
    assert_string_equal(value_get_text(value_at(list, 0), "title", ""), "a");
}

/* What cannot be drafted is refused once for a reason, not again on every later day. */
static void test_refused_decision(void **state)
{
    static const char drafts[] =
        "SELECT group_concat(id || ' ' || state) FROM (SELECT * FROM draft WHERE kind = 'a' ORDER BY id)";
    (void)state;
    contest_record(&contest, NOMINATE("n1", "nam-hai", "collective", "'nam-hai-1'"), NULL, NULL);
    contest_returns(&contest, NULL);
    contest_advance(&contest, "2025-02-12T17:00");
    assert_string_equal(ask(drafts), "phase-1-a-1 refused"); /* the test's package names no issuer */
    assert_string_equal(ask("SELECT count(*) FROM alert WHERE kind = 'draft' AND resolved_at IS NULL"), "1");
    contest_advance(&contest, "2025-03-20T08:00");
    contest_record(&contest, "SELECT 1", NULL, NULL);
    assert_string_equal(ask(drafts), "phase-1-a-1 refused");
    contest_record(&contest,
                   "INSERT INTO record_eligibility_flag (subject, kind, valid_from, state, source_file, "
                   "from_seq) "
                   "VALUES ('nam-hai', 'complaint', 20000, 'confirmed', 'x', 9)", /* of another subject */
                   NULL, NULL);
    assert_string_equal(ask(drafts), "phase-1-a-1 refused");
    contest_record(&contest, NOMINATE("n2", "cat-bi", "collective", "'cat-bi-1'"), NULL, NULL);
    assert_string_equal(ask(drafts), "phase-1-a-1 refused"); /* for the same reason */
    contest_record(&contest, "UPDATE record_nomination SET state = 'withdrawn'", NULL, NULL);
    assert_string_equal(ask("SELECT count(*) FROM alert WHERE kind = 'nomination' AND resolved_at IS NULL"),
                        "3");
}

int main(int argc, char **argv)
{
    contest_begin(argc, argv);
    const struct CMUnitTest tests[] = {
        STORED(test_seal),
        STORED(test_decision),
        STORED(test_drafts),
        STORED(test_refused_decision),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
