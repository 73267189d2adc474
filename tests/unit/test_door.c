/* Who may ask for what by which door (every cell of role × method × door × command), roles, settings; a lane's end. */
#include "base/array.h"
#include "base/err.h"
#include "base/file.h"
#include "door/work_queue.h"
#include "door/address.h"
#include "door/route.h"
#include "door/settings.h"
#include "store/store.h"
#include "store/store_open.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

static int status_of(struct route_request request, struct route *ret_route)
{
    struct err err = {0};
    int status = route_find(&request, ret_route, &err);
    assert_int_equal(status == 200, err.vi == NULL); /* a refusal always says why, in both languages */
    assert_int_equal(err.vi == NULL, err.en == NULL);
    err_clear(&err);
    return status;
}

/* What contest.md and issue 2 promise, written anew: TCP reads; changing needs POST, the socket, an
 * administrator. */
static int expected(const struct command *command, bool get, bool post, bool tcp, enum command_role role)
{
    bool changes = command->place == COMMAND_ON_WRITER;
    if (command->place == COMMAND_ON_CLIENT)
        return 404;
    if (tcp && changes)
        return 403;
    if (!get && !post)
        return 405;
    if (changes ? get : tcp && post)
        return 405;
    return role < command->role ? 403 : 200;
}

static void every_cell(void **state)
{
    (void)state;
    for (size_t i = 0; i < command_count; i++) {
        char path[64];
        snprintf(path, sizeof path, "/api/%s", command_table[i].words);
        for (char *at = path; *at; at++)
            *at = *at == ' ' ? '/' : *at;
        for (int cell = 0; cell < 3 * 2 * 3; cell++) {
            int method = cell % 3;
            bool tcp = cell / 3 % 2;
            enum command_role role = (enum command_role)(ROLE_READER + cell / 6);
            struct route found = {0};
            int status = status_of((struct route_request){.get = method == 0,
                                                          .post = method == 1,
                                                          .path = path,
                                                          .tcp = tcp,
                                                          .host = "localhost:8799",
                                                          .role = role},
                                   &found);
            assert_int_equal(status, expected(&command_table[i], method == 0, method == 1, tcp, role));
            if (status == 200)
                assert_ptr_equal(found.command, &command_table[i]);
        }
    }
}

static void paths_are_looked_up_whole(void **state)
{
    static const char *const wrong[] = {"",
                                        "/en",
                                        "/unit/",
                                        "/style.css/",
                                        "/html/board.html",
                                        "/api",
                                        "/api/",
                                        "/api/statu",
                                        "/api/status/",
                                        "/api//status",
                                        "//evil.com/api/status",
                                        "/api/../api/status",
                                        "/API/status",
                                        "/api/status%00",
                                        "/api/alerts%20ack",
                                        "status"};
    struct route route;
    (void)state;
    for (size_t i = 0; i < LEN(wrong); i++)
        assert_int_equal(status_of((struct route_request){.get = true, .path = wrong[i]}, &route), 404);
    route.command = &command_table[0];
    assert_int_equal(status_of((struct route_request){.get = true, .path = ADDRESS_COMMANDS}, &route), 200);
    assert_null(route.command);
    assert_int_equal(status_of((struct route_request){.post = true, .path = ADDRESS_COMMANDS}, &route), 405);
    assert_int_equal(status_of((struct route_request){.get = true, .path = "/en/unit"}, &route), 200);
    assert_true(route.page && route.english && !route.command);
    assert_int_equal(status_of((struct route_request){.get = true, .path = "/"}, &route), 200);
    assert_true(route.page && !route.english);
    assert_int_equal(status_of((struct route_request){.get = true, .path = "/style.css"}, &route), 200);
    assert_true(route.file && !route.page);
    assert_int_equal(status_of((struct route_request){.post = true, .path = "/"}, &route), 405);
}

static void tcp_answers_to_this_machine_only(void **state)
{
    static const struct {
        const char *host;
        int status;
    } cases[] = {
        {"localhost", 200},
        {"localhost:8799", 200},
        {"127.0.0.1:8799", 200},
        {"[::1]:8799", 200},
        {NULL, 403},
        {"evil.com", 403},
        {"localhost.evil.com", 403},
        {"127.0.0.1.evil.com", 403},
        {"", 403},
        {"localhost:8799x", 403},
        {"localhost8799", 403},
        {"127.0.0.2", 403},
    };
    struct route route;
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        struct route_request request = {
            .get = true, .path = "/api/status", .tcp = true, .host = cases[i].host, .role = ROLE_READER};
        assert_int_equal(status_of(request, &route), cases[i].status);
        request.tcp = false; /* the socket's file says where it is */
        assert_int_equal(status_of(request, &route), 200);
    }
}

static bool read_settings(const char *text, struct settings *settings, char **ret_error)
{
    char path[] = "/tmp/thidua-settings-XXXXXX";
    struct err err = {0};
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    close(fd);
    assert_true(file_write(path, text, strlen(text), &err));
    bool good = settings_read(path, "/bin/true", settings, &err);
    unlink(path);
    *ret_error = err.en ? strdup(err.en) : NULL;
    err_clear(&err);
    return good;
}

static void settings_are_read(void **state)
{
    struct settings settings;
    char *error;
    (void)state;
    assert_true(read_settings("[daemon]\nadministrators = root, 1234\nlog_level = debug\n"
                              "[worker]\ndeadline = 3\nmemory = 32\nparallel = 4\n"
                              "[plugins]\nfolder = /opt/plugins\nprograms = /opt/a,\n  /opt/b\n",
                              &settings, &error));
    assert_null(error);
    assert_int_equal(settings_role(&settings, 1234), ROLE_ADMINISTRATOR);
    assert_int_equal(settings_role(&settings, 1235), ROLE_READER);
    assert_int_equal(settings_role(&settings, 0), ROLE_ADMINISTRATOR);
    assert_int_equal(settings_role(&settings, geteuid()), ROLE_ADMINISTRATOR);
    assert_int_equal(settings_role(&settings, (uid_t)-1), ROLE_READER); /* a peer that could not be asked */
    assert_int_equal(settings.log_level, LOG_DEBUG);
    assert_int_equal(settings.worker.deadline_ms, 3000);
    assert_int_equal(settings.worker.memory, 32 * 1024 * 1024);
    assert_int_equal(settings.worker.parallel, 4);
    assert_string_equal(settings.worker.plugins, "/opt/plugins");
    assert_string_equal(settings.worker.programs, "/opt/a, /opt/b");
}

static void wrong_settings_say_where(void **state)
{
    static const struct {
        const char *text, *place, *what;
    } cases[] = {
        {"[daemon]\nadminstrators = root\n", ":2", "adminstrators"},
        {"[daemon]\n\nadministrators = nobody-of-this-name\n", ":3", "nobody-of-this-name"},
        {"[daemon]\nlog_level = loud\n", ":2", "loud"},
        {"[worker]\ndeadline = 0\n", ":2", "deadline"},
        {"[worker]\nparallel = 4x\n", ":2", "4x"},
        {"[worker]\nmemory = \n", ":2", "MiB"},
        {"[plugins]\nfolder = plugins\n", ":2", "/usr/lib/thidua/plugins"},
        {"[plugins]\nprograms = sh\n", ":2", "“sh” is not taken"},
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        struct settings settings = {.log_level = LOG_ERROR};
        char *error;
        assert_false(read_settings(cases[i].text, &settings, &error));
        if (!strstr(error, cases[i].place) || (!strstr(error, cases[i].what) && i != 3))
            fail_msg("case %zu says: %s", i, error);
        assert_int_equal(settings.log_level, LOG_ERROR); /* untouched */
        free(error);
    }
}

/* The clock of the wall, which an administrator may have set back while the kernel's goes on. */
static time_t wall_ahead;

int clock_gettime(clockid_t id, struct timespec *now)
{
    int code = (int)syscall(SYS_clock_gettime, id, now);
    if (id == CLOCK_REALTIME)
        now->tv_sec += wall_ahead;
    return code;
}

struct slow_job {
    struct work_queue_job job;
    bool done;
};

static void be_slow(struct work_queue_job *job, struct store *store, struct snapshot *snapshot)
{
    (void)store, (void)snapshot;
    usleep(300 * 1000);
    ((struct slow_job *)job)->done = true;
}

static void a_lane_s_end_is_awaited_by_the_steady_clock(void **state)
{
    char folder[] = "/tmp/test_door.XXXXXX", path[64];
    struct slow_job slow = {.job.perform = be_slow};
    (void)state;
    assert_non_null(mkdtemp(folder));
    struct work_queue *queue = work_queue_create(folder, STORE_WRITE, false, NULL);
    assert_non_null(queue);
    work_queue_post(queue, &slow.job);
    wall_ahead = -365 * 86400;
    assert_false(work_queue_finish(queue, 0)); /* it has no patience at all, and stays */
    assert_true(work_queue_finish(queue, 30));
    wall_ahead = 0;
    assert_true(slow.done);
    snprintf(path, sizeof path, "%s/%s", folder, STORE_FILE);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(folder), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_cell),
        cmocka_unit_test(paths_are_looked_up_whole),
        cmocka_unit_test(tcp_answers_to_this_machine_only),
        cmocka_unit_test(settings_are_read),
        cmocka_unit_test(wrong_settings_say_where),
        cmocka_unit_test(a_lane_s_end_is_awaited_by_the_steady_clock),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
