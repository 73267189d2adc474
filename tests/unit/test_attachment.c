/*
 * attachment: files from outside are cleaned by a locked-down worker, whatever that does ends in one sentence, and what it says is taken only
 * in the agreed shape; records carry files through changes of every kind. This program is a bad worker too (--worker).
 */
#include "store_case.h"

#include "attachment/attachment.h"
#include "attachment/attachment_clean.h"
#include "attachment/attachment_limits.h"
#include "base/base64.h"
#include "base/buffer.h"
#include "base/digest.h"
#include "base/problem.h"
#include "media_files.h"
#include "store/integrity.h"
#include "worker/worker.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- a bad worker: what the file says is what it does ---- */

static void say(struct arena *from, const char *bytes, size_t len)
{
    struct value *part = value_map(from);
    value_set_text(part, "bytes", base64_text(from, bytes, len));
    worker_send_part(part, NULL);
}

static struct value *perform_badly(struct arena *from, const struct value *job, struct err *err)
{
    char how[32] = "";
    struct value *answer = value_map(from);
    (void)job, (void)err;
    if (pread(WORKER_FILE, how, sizeof how - 1, 0) < 0 || strcmp(how, "crash") == 0)
        abort();
    if (strcmp(how, "hang") == 0)
        sleep(100);
    if (strcmp(how, "memory") == 0)
        die("out of memory");
    if (strcmp(how, "no part") == 0)
        worker_send_part(answer, NULL);
    if (strcmp(how, "no media") != 0)
        value_set_text(answer, "media", strcmp(how, "no such media") == 0 ? "svg" : "jpeg");
    say(from, strcmp(how, "other media") == 0 ? "%PDF-1.4" : "\xFF\xD8\xFF\xDB", 8);
    return answer;
}

/* ---- the daemon's side ---- */

static struct problems problems;
static struct worker_settings settings;

static int setup(void **state)
{
    store_case_setup(state);
    problems_init(&problems, arena);
    worker_settings_default(&settings, THIDUA_BUILD "/thiduad");
    return 0;
}

static struct attachment_clean clean_as(const char *path, const void *bytes, size_t len)
{
    const struct file file = {.path = path, .bytes = bytes, .len = len};
    struct attachment_clean clean;
    struct err err = {0};
    problems_init(&problems, arena);
    if (!attachment_clean_all(&settings, &file, 1, ATTACHMENT_CLEAN_MS, arena, &problems, &clean, &err))
        fail_msg("%s", err.en);
    return clean;
}

static bool holds(const struct attachment_clean *clean, const char *text)
{
    return memmem(clean->bytes, clean->len, text, strlen(text)) != NULL;
}

static struct buffer camera(void)
{
    struct buffer file = {0};
    jpeg_begin(&file);
    jpeg_exif(&file, 0, 1);
    jpeg_rest(&file, 640, 480);
    return file;
}

static void test_a_picture(void **state)
{
    (void)state;
    struct buffer file = camera();
    struct attachment_clean clean = clean_as("ảnh/việc tốt.jpeg", file.bytes, file.len);
    assert_string_equal(clean.media, "jpeg");
    assert_string_equal(clean.name, "việc tốt.jpeg");
    assert_int_equal(value_get_int(clean.facts, "width", 0), 640);
    assert_string_equal(value_as_text(value_at(value_get(clean.facts, "removed"), 0)), "location");
    assert_false(holds(&clean, "GPS"));
    assert_true(clean.len < file.len);
    buffer_finish(&file);
}

/* Names of people's machines: one line of whole letters, or none. */
static void test_names(void **state)
{
    static const char *const cases[][2] = {{"a.jpg", "a.jpg"},       {"../../etc/passwd", "passwd"}, {"a\nb.jpg", "tep"},
                                           {"\xFF.jpg", "tep"},      {"folder/", "tep"},             {"C:\\x.jpg", "tep"},
                                           {"<b>.jpg", "<b>.jpg"}};
    (void)state;
    struct buffer file = camera();
    for (size_t i = 0; i < LEN(cases); i++)
        assert_string_equal(clean_as(cases[i][0], file.bytes, file.len).name, cases[i][1]);
    buffer_finish(&file);
}

/* ---- papers ---- */

#define PAGE "2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]%s>> endobj\n"

/* With the table of where its objects are: those whose "N 0 obj" begins a line. */
static char *with_table(const char *objects, size_t len, const char *trailer)
{
    struct buffer pdf = {0};
    int most = 0;
    buffer_add(&pdf, objects, len);
    buffer_printf(&pdf, "xref\n0 1\n0000000000 65535 f \n");
    for (const char *at = objects; at && at < objects + len; at = memchr(at, '\n', (size_t)(objects + len - at)), at += at != NULL) {
        int number, used = 0;
        if (sscanf(at, "%d 0 obj%n", &number, &used) != 1 || !used)
            continue;
        most = number > most ? number : most;
        buffer_printf(&pdf, "%d 1\n%010zu 00000 n \n", number, (size_t)(at - objects));
    }
    buffer_printf(&pdf, "trailer <</Size %d/Root 1 0 R%s>>\nstartxref\n%zu\n%%%%EOF\n", most + 1, trailer, len);
    return buffer_take(&pdf, arena);
}

/* catalog, page: what stands in their dictionaries; more: objects from 4 on; trailer: what stands in it. */
static char *pdf_of(const char *catalog, const char *page, const char *more, const char *trailer)
{
    const char *objects = arena_printf(arena, "%%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R%s>> endobj\n" PAGE "%s\n", catalog, page, more);
    return with_table(objects, strlen(objects), trailer);
}

static void test_papers_that_are_taken(void **state)
{
    static const struct {
        const char *title, *catalog, *page, *more, *trailer, *gone;
        bool is_signed, says;
    } cases[] = {
        {"plain", "", "", "", "", "Nguyen", false, false},
        {"says who wrote it", "", "", "4 0 obj <</Author(Nguyen)/Producer(Phone)>> endobj", "/Info 4 0 R", "Nguyen", false, true},
        {"XMP", "/Metadata 4 0 R", "", "4 0 obj <</Type/Metadata/Length 6>> stream\nNguyen\nendstream endobj", "", "Nguyen", false, true},
        {"XMP of a page", "", "/Metadata 4 0 R", "4 0 obj <</Length 6>> stream\nNguyen\nendstream endobj", "", "Nguyen", false, true},
        {"private data", "/PieceInfo<</App<</Private(Nguyen)>>>>", "", "", "", "Nguyen", false, true},
        {"what nothing leads to", "", "", "4 0 obj (Nguyen) endobj", "", "Nguyen", false, false},
        {"beside its objects", "", "", "% <script>Nguyen</script>", "", "Nguyen", false, false},
        {"opens on a page", "/OpenAction[3 0 R/Fit]", "", "", "", "Nguyen", false, false},
        {"a circle", "/X 4 0 R", "", "4 0 obj <</Y 4 0 R/Z[4 0 R 1 0 R]>> endobj", "", "Nguyen", false, false},
        {"signed", "/AcroForm<</SigFlags 3/Fields[4 0 R]>>/Metadata 5 0 R", "",
         "4 0 obj <</FT/Sig/T(s)/V<</Type/Sig/ByteRange[0 1 2 3]/Contents<00>>>>> endobj\n5 0 obj <</Length 7>> stream\nthe XMP\nendstream endobj", "",
         "Nguyen", true, false},
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        const char *pdf = pdf_of(cases[i].catalog, cases[i].page, cases[i].more, cases[i].trailer);
        struct attachment_clean clean = clean_as("giấy.pdf", pdf, strlen(pdf));
        if (!clean.media)
            fail_msg("%s: %s", cases[i].title, problems.items[0].en);
        if (strcmp(clean.media, "pdf") != 0 || holds(&clean, cases[i].gone) || value_get_int(clean.facts, "pages", 0) != 1 ||
            value_get_bool(clean.facts, "signed", false) != cases[i].is_signed || (value_len(value_get(clean.facts, "removed")) > 0) != cases[i].says)
            fail_msg("%s: %.*s", cases[i].title, (int)clean.len, clean.bytes);
        if (cases[i].is_signed) {
            assert_int_equal(clean.len, strlen(pdf));
            assert_memory_equal(clean.bytes, pdf, clean.len);
        }
    }
}

static void test_a_picture_within_a_paper(void **state)
{
    (void)state;
    struct buffer picture = camera(), objects = {0};
    buffer_printf(&objects, "%%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n" PAGE, "/Resources<</XObject<</I 4 0 R>>>>");
    buffer_printf(&objects, "4 0 obj <</Type/XObject/Subtype/Image/Width 640/Height 480/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode"
                            "/Length %zu>> stream\n", picture.len);
    buffer_add(&objects, picture.bytes, picture.len);
    buffer_puts(&objects, "\nendstream endobj\n");
    size_t len = objects.len;
    const char *pdf = with_table(objects.bytes, len, "");
    size_t whole = len + strlen(pdf + len); /* the picture has zeros in it */
    struct attachment_clean clean = clean_as("anh.pdf", pdf, whole);
    if (!clean.media)
        fail_msg("%s", problems.items[0].en);
    assert_false(holds(&clean, "GPS"));
    assert_true(holds(&clean, "codes")); /* its points are there */
    assert_string_equal(value_as_text(value_at(value_get(clean.facts, "removed"), 0)), "location");
    buffer_finish(&picture);
    buffer_finish(&objects);
}

/* An object that cannot be read would be missing from what is written, and nobody would see. */
static void test_half_a_paper(void **state)
{
    static const char *const cases[] = {
        "4 0 obj <</Length 5>> stream\nabc", /* its end is not there */
        "4 0 obj <</A[1 2 endobj",           /* a list without an end */
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        const char *pdf = pdf_of("/X 4 0 R", "", cases[i], "");
        if (clean_as("giấy.pdf", pdf, strlen(pdf)).media)
            fail_msg("%s: taken", cases[i]);
    }
    const char *pdf = pdf_of("", "", "", "");
    assert_null(clean_as("giấy.pdf", pdf, strlen(pdf) - 40).media); /* cut: its table is not found */
}

static void test_papers_that_are_refused(void **state)
{
    static const struct {
        const char *title, *catalog, *page, *more, *trailer, *says;
    } cases[] = {
        {"script", "/OpenAction<</S/JavaScript/JS(app.alert(1))>>", "", "", "", "JavaScript"},
        {"named script", "/Names<</JavaScript<</Names[(a)4 0 R]>>>>", "", "4 0 obj <</S/JavaScript/JS(x)>> endobj", "", "JavaScript"},
        {"script under another spelling", "/OpenAction<</S/J#61vaScript/J#53(x)>>", "", "", "", "JavaScript"},
        {"script of a page", "", "/AA<</O<</S/JavaScript/JS(x)>>>>", "", "", "JavaScript"},
        {"script far down", "/A[[[[[4 0 R]]]]]", "", "4 0 obj <</B<</C[5 0 R]>>>> endobj\n5 0 obj <</S/JavaScript>> endobj", "", "JavaScript"},
        {"program", "/OpenAction<</S/Launch/F(cmd.exe)>>", "", "", "", "another program"},
        {"sends data", "", "/AA<</O<</S/SubmitForm/F(http://x)>>>>", "", "", "sends data away"},
        {"embedded file", "/Names<</EmbeddedFiles<</Names[]>>>>", "", "", "", "other files"},
        {"attached file", "", "/Annots[<</Type/Annot/Subtype/FileAttachment>>]", "", "", "other files"},
        {"film", "", "/Annots[<</Type/Annot/Subtype/RichMedia>>]", "", "", "film or sound"},
        {"XFA", "/AcroForm<</XFA(x)>>", "", "", "", "XFA"},
        {"huge picture", "", "/Resources<</XObject<</I 4 0 R>>>>",
         "4 0 obj <</Subtype/Image/Width 99999/Height 99999/Length 1>> stream\nx\nendstream endobj", "", "too many"},
        {"encrypted", "", "", "", "/ID[(a)(a)]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O(12345678901234567890123456789012)/U(12345678901234567890123456789012)>>",
         "encrypted"},
        {"no page", "/Pages 9 0 R", "", "9 0 obj <</Type/Pages/Kids[]/Count 0>> endobj", "", "damaged"},
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        const char *pdf = pdf_of(cases[i].catalog, cases[i].page, cases[i].more, cases[i].trailer);
        struct attachment_clean clean = clean_as("giấy.pdf", pdf, strlen(pdf));
        if (clean.media)
            fail_msg("%s: taken", cases[i].title);
        if (!strstr(problems.items[0].en, cases[i].says))
            fail_msg("%s: %s", cases[i].title, problems.items[0].en);
        assert_string_equal(problems.items[0].file, "giấy.pdf");
    }
    assert_null(clean_as("x.pdf", "%PDF-1.4 and nothing", 20).media);
    assert_null(clean_as("x.pdf", "x%PDF-1.4", 9).media);
}

/* ---- workers that end badly ---- */

static void test_bad_ends_are_one_sentence(void **state)
{
    static const char *const cases[][2] = {{"crash", "the process crashed"},       {"memory", "stopped at the memory limit"},
                                           {"hang", "stopped at the time limit"},
                                           {"no part", "in a wrong shape"},        {"no media", "in a wrong shape"},
                                           {"no such media", "in a wrong shape"},  {"other media", "in a wrong shape"}};
    char self[4096] = "";
    (void)state;
    assert_true(readlink("/proc/self/exe", self, sizeof self - 1) > 0);
    assert_int_equal(symlink(self, path_of("thidua-cleaner")), 0);
    worker_settings_default(&settings, path_of("thiduad"));
    for (size_t i = 0; i < LEN(cases); i++) {
        const struct file file = {.path = "a.jpg", .bytes = cases[i][0], .len = strlen(cases[i][0])};
        struct attachment_clean clean;
        struct err err = {0};
        problems_init(&problems, arena);
        bool good = attachment_clean_all(&settings, &file, 1, 300, arena, &problems, &clean, &err);
        const char *said = good ? problems.len ? problems.items[0].en : "nothing" : err.en;
        if (clean.media || !strstr(said, cases[i][1]))
            fail_msg("%s: %s", cases[i][0], said);
        err_clear(&err);
    }
    /* one that ends a worker is the last that is looked at; the time is that of all together */
    const struct file two[] = {{.path = "a.jpg", .bytes = "crash", .len = 5}, {.path = "b.jpg", .bytes = "crash", .len = 5}};
    struct attachment_clean cleans[2];
    problems_init(&problems, arena);
    assert_true(attachment_clean_all(&settings, two, 2, 5000, arena, &problems, cleans, NULL));
    assert_int_equal(problems.errors, 1);
    problems_init(&problems, arena);
    assert_true(attachment_clean_all(&settings, two, 2, 0, arena, &problems, cleans, NULL));
    assert_non_null(strstr(problems.items[0].en, "send fewer at a time"));
    assert_int_equal(unlink(path_of("thidua-cleaner")), 0);
}

static void test_a_missing_program_is_no_fault_of_the_file(void **state)
{
    (void)state;
    const struct file file = {.path = "a.jpg", .bytes = "x", .len = 1};
    struct attachment_clean clean;
    struct err err = {0};
    worker_settings_default(&settings, "/absent/thiduad");
    if (attachment_clean_all(&settings, &file, 1, ATTACHMENT_CLEAN_MS, arena, &problems, &clean, &err)) /* an installed one is found all the same */
        assert_true(problems.errors > 0);
    else
        assert_non_null(strstr(err.en, "thidua-cleaner"));
    err_clear(&err);
}

/* ---- what a record carries ---- */

static const struct attachment_record bi_12 = {"good_deed", "cat-bi-01/12"};

static void begin(struct change *change)
{
    assert_true(change_begin(change, store, 1000, "person:lan", "http", "records attach", "vì", NULL));
}

static struct value *attach(const struct attachment_record *record, const char *name, const char *bytes)
{
    struct change change;
    struct value *added = value_list(arena), *facts = value_map(arena), *removed = value_list(arena);
    struct attachment_clean clean = {.name = name, .media = "jpeg", .bytes = bytes, .len = strlen(bytes), .facts = facts};
    const struct file came = {.path = name, .bytes = "as it came", .len = 10};
    value_set(facts, "removed", removed);
    begin(&change);
    assert_true(attachment_add(&change, arena, record, attachment_list(store, arena, record, NULL), &clean, &came, &problems, added, NULL));
    assert_true(change_commit(&change, NULL, NULL));
    return added;
}

static struct value *list_of(const struct attachment_record *record)
{
    struct value *list = attachment_list(store, arena, record, NULL);
    assert_non_null(list);
    return list;
}

static void test_attached_and_detached(void **state)
{
    struct change change;
    int64_t checked;
    (void)state;
    attach(&bi_12, "a.jpg", "first");
    attach(&bi_12, "b.jpg", "second");
    const struct value *list = list_of(&bi_12), *first = value_at(list, 0);
    assert_int_equal(value_len(list), 2);
    assert_string_equal(value_get_text(first, "attached_by", ""), "person:lan");
    assert_string_equal(value_get_text(first, "attach_reason", ""), "vì");
    assert_string_equal(value_get_text(first, "sha256", ""), digest_bytes(arena, "first", 5));
    assert_string_equal(value_get_text(first, "original", ""), digest_bytes(arena, "as it came", 10));
    begin(&change);
    assert_true(attachment_detach(&change, value_get_int(first, "id", 0), NULL));
    assert_true(change_commit(&change, NULL, NULL));
    first = value_at(list_of(&bi_12), 0);
    assert_false(value_get_bool(first, "attached", true));
    assert_non_null(value_get_text(first, "detached_at", NULL));
    assert_int_equal(value_get_int(attachment_counts(store, arena, "good_deed", NULL), "cat-bi-01/12", 0), 1);
    assert_true(integrity_check(store, &checked, NULL)); /* rows, bytes and the log agree */
}

static void test_the_same_file_twice(void **state)
{
    (void)state;
    attach(&bi_12, "a.jpg", "first");
    assert_int_equal(value_len(attach(&bi_12, "copy.jpg", "first")), 0);
    assert_int_equal(problems.errors, 1);
    assert_non_null(strstr(problems.items[0].en, "a.jpg"));
    const struct attachment_record other = {"good_deed", "cat-bi-01/13"};
    assert_int_equal(value_len(attach(&other, "a.jpg", "first")), 1);
}

static void test_a_record_that_moves_takes_its_files_along(void **state)
{
    const struct attachment_record moved = {"good_deed", "cat-bi-02/12"};
    struct change change;
    (void)state;
    const struct attachment_record beside = {"good_deed", "cat-bi-01/13"}, same_key = {"patrol", bi_12.key};
    attach(&bi_12, "gone.jpg", "detached");
    begin(&change);
    assert_true(attachment_detach(&change, value_get_int(value_at(list_of(&bi_12), 0), "id", 0), NULL));
    assert_true(change_commit(&change, NULL, NULL));
    attach(&bi_12, "a.jpg", "first");
    attach(&beside, "b.jpg", "second");
    attach(&same_key, "c.jpg", "third");
    begin(&change);
    assert_true(attachment_move(&change, "good_deed", bi_12.key, moved.key, NULL));
    assert_true(change_commit(&change, NULL, NULL));
    assert_int_equal(value_len(list_of(&bi_12)), 2);
    assert_int_equal(value_len(list_of(&beside)), 1);
    assert_int_equal(value_len(list_of(&moved)), 1); /* its own, and of those what is attached */
    assert_string_equal(value_get_text(value_at(list_of(&moved), 0), "name", ""), "a.jpg");
}

/* Bytes that were changed behind the daemon's back, and a file that was taken away. */
static void test_what_was_tampered_with_is_found(void **state)
{
    static const struct {
        const char *sql, *says;
    } cases[] = {{"UPDATE content SET bytes = x'00'", "no longer agrees"}, {"DELETE FROM attachment", "attachment"},
                 {"UPDATE attachment SET key = 'dang-lam-01/1'", "attachment"}};
    int64_t checked;
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        struct err err = {0};
        void *none = NULL;
        attach(&bi_12, "a.jpg", "first");
        behind_its_back(cases[i].sql);
        assert_false(integrity_check(store, &checked, &err));
        if (!strstr(err.en, cases[i].says))
            fail_msg("%s: %s", cases[i].sql, err.en);
        err_clear(&err);
        store_case_teardown(&none);
        setup(&none);
    }
}

static void test_limits(void **state)
{
    static const struct {
        const char *title;
        struct attachment_limits limits;
        size_t files, size;
        const char *says; /* NULL: they have a place */
    } cases[] = {
        {"room", {.file = 100, .record = 3, .total = 1}, 2, 100, NULL},
        {"too large", {.file = 100, .record = 3, .total = 1}, 1, 101, "too much"},
        {"empty", {.file = 100, .record = 3, .total = 1}, 1, 0, "empty"},
        {"too many", {.file = 100, .record = 3, .total = 1}, 3, 1, "at most 3 files"},
        {"no place left", {.file = 10 << 20, .record = 3, .total = 1}, 1, 1 << 20, "[attachments] total"},
    };
    char *bytes = calloc(1 << 20, 1);
    (void)state;
    attach(&bi_12, "a.jpg", "first");
    for (size_t i = 0; i < LEN(cases); i++) {
        struct file files[3];
        for (size_t j = 0; j < LEN(files); j++)
            files[j] = (struct file){.path = "a.jpg", .bytes = bytes, .len = cases[i].size};
        problems_init(&problems, arena);
        assert_true(attachment_check(store, arena, &cases[i].limits, list_of(&bi_12), files, cases[i].files, &problems, NULL));
        if (cases[i].says ? problems.errors != 1 || !strstr(problems.items[0].en, cases[i].says) : problems.errors != 0)
            fail_msg("%s: %s", cases[i].title, problems.len ? problems.items[0].en : "nothing said");
    }
    free(bytes);
}

int main(int argc, char **argv)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, store_case_teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_a_picture), TEST(test_names), TEST(test_papers_that_are_taken), TEST(test_a_picture_within_a_paper),
        TEST(test_half_a_paper), TEST(test_papers_that_are_refused), TEST(test_bad_ends_are_one_sentence), TEST(test_a_missing_program_is_no_fault_of_the_file),
        TEST(test_attached_and_detached), TEST(test_the_same_file_twice), TEST(test_a_record_that_moves_takes_its_files_along),
        TEST(test_what_was_tampered_with_is_found), TEST(test_limits),
    };
#undef TEST
    if (argc == 2 && strcmp(argv[1], "--worker") == 0)
        worker_main(WORKER_FD, perform_badly);
    return cmocka_run_group_tests_name("files of records", tests, NULL, NULL);
}
