/*
 * parse_preview: papers go to thidua-render as one file, each with its length, and come back drawn or with a sentence; whatever the worker
 * does ends in one sentence, and what it says is taken only in the agreed shape. This program is a bad worker too (--worker).
 */
#include "arena_case.h"

#include "base/base64.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/byte_cache.h"
#include "base/value.h"
#include "parse/parse_preview.h"
#include "parse/preview_cache.h"
#include "worker/worker.h"
#include "zip/archive.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- a bad worker: what the paper says is what it does ---- */

static void say(struct arena *from, const char *key, const char *text)
{
    struct value *part = value_map(from);
    value_set_text(part, key, strcmp(key, "bytes") == 0 ? base64_text(from, text, strlen(text)) : text);
    worker_send_part(part, NULL);
}

static void end(struct arena *from)
{
    struct value *part = value_map(from);
    value_set_int(part, "pages", 1);
    value_set(part, "lacks", value_list(from));
    worker_send_part(part, NULL);
}

static struct value *perform_badly(struct arena *from, const struct value *job, struct err *why)
{
    char how[32] = "";
    struct value *answer = value_map(from);
    (void)job, (void)why;
    if (pread(WORKER_FILE, how, sizeof how - 1, 0) < 0 || strcmp(how, "crash") == 0)
        abort();
    if (strcmp(how, "memory") == 0)
        die("out of memory");
    if (strcmp(how, "no paper") != 0)
        say(from, "bytes", strcmp(how, "no PDF") == 0 ? "<html>" : "%PDF-1.5");
    if (strcmp(how, "other keys") == 0)
        say(from, "file", "/etc/passwd");
    if (strcmp(how, "half a paper") != 0 && strcmp(how, "no paper") != 0)
        end(from);
    if (strcmp(how, "two papers") == 0) {
        say(from, "bytes", "%PDF-1.5");
        end(from);
    }
    value_set_int(answer, "papers", 1);
    return answer;
}

/* ---- the daemon's side ---- */

static struct worker_settings settings;

static int setup(void **state)
{
    arena_setup(state);
    worker_settings_default(&settings, THIDUA_BUILD "/thiduad");
    return 0;
}

/* A paper of one line. */
static struct preview_paper paper_of(const char *text, bool issued)
{
#define PART "http://schemas.openxmlformats.org/package/2006/"
    const char *document = arena_printf(
        arena, "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>", text);
    static const char types[] = "<Types xmlns=\"" PART "content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                                "<Default Extension=\"xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
    static const char relations[] = "<Relationships xmlns=\"" PART "relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
                                    "officeDocument\" Target=\"word/document.xml\"/></Relationships>";
#undef PART
    struct archive_entry entries[] = {{.name = "[Content_Types].xml", .bytes = types, .len = sizeof types - 1},
                                      {.name = "_rels/.rels", .bytes = relations, .len = sizeof relations - 1},
                                      {.name = "word/document.xml", .bytes = document, .len = strlen(document)}};
    const struct archive archive = {entries, LEN(entries)};
    struct buffer out = {0};
    if (!archive_write(&archive, &out, &err))
        fail_msg("%s", err.en);
    struct preview_paper paper = {.title = "a", .issued = issued, .len = out.len};
    paper.bytes = buffer_take(&out, arena);
    return paper;
}

static void test_many_at_once(void **state)
{
    (void)state;
    struct preview_paper papers[] = {paper_of("Một", false), {.bytes = "no paper", .len = 8, .title = "b"}, paper_of("Một", true), paper_of("Một", false)};
    if (!parse_preview(&settings, papers, LEN(papers), arena, &err))
        fail_msg("%s", err.en);
    assert_null(papers[1].pdf); /* the others go on */
    assert_non_null(papers[1].vi);
    assert_true(papers[0].pdf && papers[2].pdf && papers[3].pdf);
    assert_int_equal(papers[0].pdf_len, papers[3].pdf_len);
    assert_memory_equal(papers[0].pdf, papers[3].pdf, papers[0].pdf_len);
    assert_true(papers[2].pdf_len < papers[0].pdf_len); /* without the mark */
}

static void use_bad_worker(char *folder)
{
    char self[PATH_MAX];
    ssize_t len = readlink("/proc/self/exe", self, sizeof self - 1);
    assert_true(len > 0 && mkdtemp(folder));
    self[len] = '\0';
    const char *link = arena_printf(arena, "%s/thidua-render", folder);
    assert_int_equal(symlink(self, link), 0);
    settings.program = arena_printf(arena, "%s/thiduad", folder);
}

static void test_bad_ends_are_one_sentence(void **state)
{
    (void)state;
    static const struct {
        const char *how, *said;
    } cases[] = {{"crash", "no preview of this paper can be drawn"}, {"memory", "no preview of this paper can be drawn"}, {"no PDF", "wrong shape"},
                 {"other keys", "shape"}, {"half a paper", "wrong shape"}, {"two papers", "wrong shape"}, {"no paper", "wrong shape"}};
    const char *place = getenv("TMPDIR");
    char *folder = arena_printf(arena, "%s/thidua-preview.XXXXXX", place ? place : "/tmp");
    use_bad_worker(folder);
    for (size_t i = 0; i < LEN(cases); i++) {
        struct preview_paper paper = {.bytes = cases[i].how, .len = strlen(cases[i].how), .title = "a"};
        assert_false(parse_preview(&settings, &paper, 1, arena, &err));
        if (!strstr(err.en, cases[i].said))
            fail_msg("%s: %s", cases[i].how, err.en);
        err_clear(&err);
    }
    unlink(arena_printf(arena, "%s/thidua-render", folder));
    rmdir(folder);
}

/* ---- what was drawn is kept ---- */

static struct preview_paper drawn(const char *bytes, bool issued, size_t pdf_len)
{
    char *pdf = arena_alloc(arena, pdf_len + 1);
    memset(pdf, *bytes, pdf_len);
    return (struct preview_paper){.bytes = bytes, .len = strlen(bytes), .title = "a", .issued = issued, .pdf = pdf, .pdf_len = pdf_len};
}

static bool is_kept(struct byte_cache *cache, const char *bytes, bool issued)
{
    struct preview_paper paper = {.bytes = bytes, .len = strlen(bytes), .title = "a", .issued = issued};
    return preview_cache_find(cache, arena, &paper) && paper.pdf[0] == *bytes;
}

static void test_kept_by_what_it_was_drawn_from(void **state)
{
    (void)state;
    struct byte_cache *cache = byte_cache_create(PREVIEW_CACHE_BYTES, PREVIEW_CACHE_PAPERS);
    const struct preview_paper paper = drawn("one", false, 1000);
    preview_cache_keep(cache, &paper);
    preview_cache_keep(cache, &paper);
    assert_true(is_kept(cache, "one", false));
    assert_false(is_kept(cache, "one", true)); /* without the mark it is another */
    assert_false(is_kept(cache, "two", false));
    assert_false(is_kept(NULL, "one", false));
    byte_cache_destroy(cache);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_many_at_once, setup, arena_teardown),
        cmocka_unit_test_setup_teardown(test_bad_ends_are_one_sentence, setup, arena_teardown),
        cmocka_unit_test_setup_teardown(test_kept_by_what_it_was_drawn_from, setup, arena_teardown),
    };
    if (argc == 2 && strcmp(argv[1], "--worker") == 0)
        worker_main(WORKER_FD, perform_badly);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
