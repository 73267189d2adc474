/* import: what people write comes in as what it means, over a real store and the real package; what was understood otherwise than
 * literally is said back. What has two meanings or none is refused with the cell. The forms of one cell: test_cell_read.c. */
#include "base/arena.h"
#include "base/array.h"
#include "import_trial.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static bool is_said(const char *says, enum problem_level level)
{
    for (size_t i = 0; i < trial.problems.len; i++)
        if (trial.problems.items[i].level == level && strstr(trial.problems.items[i].en, says))
            return true;
    return false;
}

struct understood_case {
    const char *type, *text;
    const char *sql, *is; /* asked afterwards; NULL: the file is refused */
    const char *says;     /* the note, or the error; NULL: nothing is said */
};

static void check(const struct understood_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct understood_case *one = &cases[i];
        trial_import_one(one->type, one->text);
        if ((trial.problems.errors > 0) != !one->sql)
            fail_msg("%zu: %s%s", i, one->text, trial_problems());
        if (one->sql && strcmp(trial_ask(one->sql), one->is) != 0)
            fail_msg("%zu: wanted %s, got %s%s", i, one->is, trial_ask(one->sql), trial_problems());
        if (one->says ? !is_said(one->says, one->sql ? PROBLEM_NOTE : PROBLEM_ERROR) : trial.problems.len > 0)
            fail_msg("%zu: wanted to hear …%s…, heard%s", i, one->says ? one->says : "nothing", trial_problems());
    }
}

#define ASK_TIP(id, columns) "SELECT " columns " FROM record_tip WHERE tip_id = '" id "'"

static void test_cells(void **state)
{
    static const struct understood_case cases[] = {
        {"tip", TIP "N1,cat-bi,,05-11-2024,Lực lượng,,Chưa,\n", ASK_TIP("N1", "received_on, channel, verified"), "20032|force|pending",
         "“Chưa” was read as pending (đang xác minh)"},
        {"tip", TIP "N2,cat-bi,,2024/11/05 00:00,FORCE,-,X,-\n", ASK_TIP("N2", "received_on, channel, verified, category, duplicate_of"),
         "20032|force|yes|-|-", "“-” was read as an empty cell"},
        {"tip", TIP "N3,cat-bi,,05/11/2024,qua lực lượng,,đúng,\n", ASK_TIP("N3", "channel, verified"), "force|yes", NULL},
        {"tip", "tip_id,ward,state,state_reason\nN3,cat-bi,Đã rút,nhầm\n", ASK_TIP("N3", "state"), "withdrawn", NULL},
        {"tip", TIP "N4,cat-bi,,1/11/24,force,,yes,\n", NULL, NULL, "2024-11-01 or 2024-01-11"},
        {"tip", TIP "N4,cat-bi,,45597,force,,yes,\n", NULL, NULL, "it would be 2024-11-01"},
        {"tip", TIP "N4,cat-bi,,05/11/2024,force,#N/A,yes,\n", NULL, NULL, "an error of Excel"},
        {"tip", TIP "#REF!,cat-bi,,05/11/2024,force,,yes,\n", NULL, NULL, "an error of Excel"},
        {"tip", TIP "N4,#VALUE!,,05/11/2024,force,,yes,\n", NULL, NULL, "an error of Excel"},
        {"incident", INCIDENT "V1,cat-bi,05/11/2024 8:30 CH,8h25 tối 05/11/2024,cần có mặt,05-11-2024 20h40,TRUE\n",
         "SELECT occurred_at, notified_at, arrived_at, presence, confirmed_timely FROM record_incident",
         "1730813400|1730813100|1730814000|required|yes", "a time like 8h30"},
        {"incident", INCIDENT "V2,cat-bi,05/11/2024 24:00,,required,,\n", NULL, NULL, "2024-11-06 00:00"},
        {"population", POPULATION "P1,cat-bi,Khu 1,30.11.2024,1 000,950.0\n", "SELECT residents, provided FROM record_population",
         "1000|950", "thousands are parted"},
        {"population", POPULATION "P2,cat-bi,Khu 2,30/11/2024,1.234,950\n", NULL, NULL, "1234 (“.” parts thousands) or 1.234"},
    };
    (void)state;
    check(cases, LEN(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_cells, trial_setup, trial_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
