/* Who may ask for what by which door (every cell of role × method × door × command), roles, settings; a lane's end. */
#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/day.h"
#include "base/err.h"
#include "base/file.h"
#include "base/memory.h"
#include "door/http_answer.h"
#include "door/work_queue.h"
#include "door/address.h"
#include "door/crowd.h"
#include "door/http_connection.h"
#include "door/http_reply.h"
#include "door/http_field.h"
#include "door/route.h"
#include "door/settings.h"
#include "person/caller.h"
#include "store/store.h"
#include "store/store_open.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
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
    static const struct grant grant = {.role = ROLE_ADMINISTRATOR, .until = DAY_NEVER};
    static const struct caller administrator = {.actor = "uid:0", .grants = &grant, .grant_count = 1};
    struct err err = {0};
    if (!request.caller) /* by the socket, unless it says otherwise */
        request.caller = &administrator;
    int status = route_find(&request, ret_route, &err);
    assert_int_equal(status == 200, err.vi == NULL); /* a refusal always says why, in both languages */
    assert_int_equal(err.vi == NULL, err.en == NULL);
    err_clear(&err);
    return status;
}

enum { METHODS = 3, PROOFS = VISITOR_NONE + 1, ROLES = 8 };

/* What the issues 2 and 12 promise, written anew: reading is a GET, changing a POST; by TCP nobody is answered who is not known, and a
 * browser's session changes nothing but by a form, a token nothing of its owner's account; each needs a role of the command. */
static int expected_of_api(const struct command *command, bool get, bool post, enum visitor_proof proof, unsigned roles)
{
    bool changes = command->place == COMMAND_ON_WRITER || command->acts;
    if (proof == VISITOR_NONE)
        return 401;
    if (post && proof == VISITOR_SESSION)
        return 403;
    if (!get && !post)
        return 405;
    if (get ? changes : proof == VISITOR_TOKEN && !changes && !command->files)
        return 405;
    if (proof == VISITOR_TOKEN && command->scope == SCOPE_OWN)
        return 403;
    return roles & command->roles ? 200 : 403;
}

/* A form needs a session: neither a program nor who came by the socket has one; but for what anybody may ask, and what changes nothing. */
static int expected_of_form(const struct command *command, bool post, enum visitor_proof proof, unsigned roles)
{
    if (!post)
        return 405;
    bool open = command->roles & ROLE_PUBLIC && command->place != COMMAND_ON_WRITER && !command->acts;
    return (proof == VISITOR_SESSION && roles & command->roles) || (proof == VISITOR_NONE && open) ? 200 : 403;
}

static void check_cell(const struct command *command, const char *path, bool form, int cell)
{
    bool get = cell % METHODS == 0, post = cell % METHODS == 1;
    enum visitor_proof proof = (enum visitor_proof)(cell / METHODS % PROOFS);
    enum role role = proof == VISITOR_NONE ? ROLE_PUBLIC : (enum role)(1u << cell / METHODS / PROOFS);
    struct grant grant = {.role = role, .until = DAY_NEVER};
    struct caller caller = {.actor = "http", .grants = &grant, .grant_count = role != ROLE_PUBLIC, .token = proof == VISITOR_TOKEN ? &grant : NULL};
    struct route found = {0};
    int status = status_of((struct route_request){.get = get,
                                                  .post = post,
                                                  .path = path,
                                                  .tcp = proof != VISITOR_KERNEL,
                                                  .host = "localhost:8799",
                                                  .proof = proof,
                                                  .caller = &caller},
                           &found);
    int expected = command->place == COMMAND_ON_CLIENT || proof == VISITOR_FEED ? 404
                   : form                              ? expected_of_form(command, post, proof, role)
                                                       : expected_of_api(command, get, post, proof, role);
    if (status != expected)
        fail_msg("%s, method %d, proof %d, role %s: %d, not %d", path, cell % METHODS, (int)proof, role_name(role), status, expected);
    if (status == 200)
        assert_ptr_equal(found.command, command);
}

static void every_cell(void **state)
{
    (void)state;
    for (size_t i = 0; i < 2 * command_count; i++) {
        const struct command *command = &command_table[i / 2];
        char path[64];
        snprintf(path, sizeof path, "%s%s", i % 2 ? ADDRESS_ACT : ADDRESS_API, command->words);
        for (char *at = path; *at; at++)
            *at = *at == ' ' ? '/' : *at;
        for (int cell = 0; cell < METHODS * PROOFS * ROLES; cell++)
            check_cell(command, path, i % 2, cell);
    }
}

/* What who is not known sees by TCP. 303: log in first. */
static void nobody_sees_little(void **state)
{
    static const struct {
        const char *path;
        int status, where_board; /* with [http] public = board */
    } cases[] = {
        {"/", 303, 200},           {"/en/", 303, 200},      {"/board", 303, 200},   {"/en/board", 303, 200},
              {"/unit", 303, 303},      {"/en/schedule", 303, 303}, {"/healthz", 200, 200},
        {"/metrics", 401, 401},    {"/style.css", 200, 200}, {"/icon.svg", 200, 200},  {"/login", 200, 200},       {"/en/login", 200, 200},
        {"/logout", 405, 405},     {"/en/logout", 404, 404}, {"/api/board", 401, 401}, {"/api/commands", 401, 401}, {"/openapi.json", 401, 401},
        {"/login/", 404, 404},     {"/en/style.css", 404, 404},
    };
    static const struct caller nobody = {.actor = "http"};
    struct route route;
    (void)state;
    for (size_t i = 0; i < 2 * LEN(cases); i++) {
        bool board = i % 2;
        int status = status_of((struct route_request){.get = true, .path = cases[i / 2].path, .tcp = true, .board = board, .host = "localhost",
                                                      .proof = VISITOR_NONE, .caller = &nobody}, &route);
        if (status != (board ? cases[i / 2].where_board : cases[i / 2].status))
            fail_msg("%s: %d", cases[i / 2].path, status);
    }
}

/* Nobody logs in where the kernel says who asks. */
static void the_socket_has_no_log_in(void **state)
{
    struct route route;
    (void)state;
    assert_int_equal(status_of((struct route_request){.get = true, .path = "/login"}, &route), 403);
    assert_int_equal(status_of((struct route_request){.post = true, .path = "/login"}, &route), 403);
    assert_int_equal(status_of((struct route_request){.post = true, .path = "/logout"}, &route), 403);
}

/* Forms send people on to pages of ours only. */
static void where_a_form_goes_next(void **state)
{
    static const struct {
        const char *next, *address;
        bool english;
    } cases[] = {
        {"/unit?subject=cat-bi", "/unit?subject=cat-bi", false},
        {"/en/unit?subject=cat-bi", "/en/unit?subject=cat-bi", true},
        {"/", "/", false},
        {NULL, "/", false},
        {"", "/", false},
        {"//evil.com/", "/", false},
        {"/\\evil.com/", "/", false},
        {"https://evil.com/", "/", false},
        {"/unit?a=b\r\nSet-Cookie: x=y", "/", false},
        {"/nothing", "/", false},
        {"/healthz", "/", false},
        {"/api/status", "/", false},
        {"/logout", "/", false},
        {"/unit#x", "/", false},
    };
    struct arena *arena = arena_create();
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        struct http_next next = http_next_read(arena, cases[i].next, false);
        assert_string_equal(next.address, cases[i].address);
        assert_non_null(next.page);
        assert_int_equal(next.english, cases[i].english);
    }
    assert_string_equal(http_next_read(arena, "//evil.com", true).address, "/en/");
    assert_string_equal(http_next_with(arena, "/a", "said", "x y"), "/a?said=x%20y");
    assert_string_equal(http_next_with(arena, "/a?b=1&said=old&c=2", "said", "new"), "/a?b=1&c=2&said=new");
    assert_string_equal(http_next_with(arena, "/a?said=old", "said", "new"), "/a?said=new");
    assert_string_equal(http_next_with(arena, "/a?unsaid=1", "said", "new"), "/a?unsaid=1&said=new");
    assert_string_equal(http_next_login(arena, "/unit", "subject=cat-bi", true), "/en/login?next=%2Funit%3Fsubject%3Dcat-bi");
    arena_destroy(arena);
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
    assert_true(route.file.bytes && !route.page);
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
            .get = true, .path = "/api/status", .tcp = true, .host = cases[i].host, .proof = VISITOR_TOKEN};
        assert_int_equal(status_of(request, &route), cases[i].status);
        request.names = "thidua.vn, evil.com"; /* by which thiduad.conf calls this machine */
        assert_int_equal(status_of(request, &route), cases[i].host && strcmp(cases[i].host, "evil.com") == 0 ? 200 : cases[i].status);
        request.tcp = false; /* the socket's file says where it is */
        request.proof = VISITOR_KERNEL;
        assert_int_equal(status_of(request, &route), 200);
    }
}

/* ---- who goes when the places are taken ---- */

static struct http_connection_peer peer_at(const char *address)
{
    struct http_connection_peer peer = {.uid = (uid_t)-1};
    struct sockaddr_in *four = (struct sockaddr_in *)&peer.address;
    struct sockaddr_in6 *six = (struct sockaddr_in6 *)&peer.address;
    if (strncmp(address, "uid:", 4) == 0)
        peer.uid = (uid_t)atoi(address + 4);
    else if (strchr(address, ':') && inet_pton(AF_INET6, address, &six->sin6_addr) == 1)
        six->sin6_family = AF_INET6;
    else if (inet_pton(AF_INET, address, &four->sin_addr) == 1)
        four->sin_family = AF_INET;
    return peer;
}

/* members: "address since" each, "address -" works; the newcomer's place: "room", "full", or the number of who goes. */
static void who_goes(void **state)
{
    static const struct {
        const char *members[8], *newcomer;
        size_t places, per_peer;
        int expected; /* -1 room, -2 full */
    } cases[] = {
        {{NULL}, "10.0.0.1", 4, 2, -1},
        {{"10.0.0.1 1", "10.0.0.1 2"}, "10.0.0.2", 4, 2, -1},
        {{"10.0.0.1 5", "10.0.0.1 3"}, "10.0.0.1", 4, 2, 1},           /* its own, the longest */
        {{"10.0.0.1 -", "10.0.0.1 -"}, "10.0.0.1", 4, 2, -2},          /* all of its own work */
        {{"10.0.0.1 9", "10.0.0.2 1", "10.0.0.1 8"}, "10.0.0.3", 3, 9, 2}, /* of who holds most, though another waits longer */
        {{"10.0.0.1 9", "10.0.0.2 1", "10.0.0.1 -"}, "10.0.0.3", 3, 9, 0},
        {{"10.0.0.1 -", "10.0.0.2 7", "10.0.0.1 -"}, "10.0.0.3", 3, 9, 1}, /* who holds most works: the next one */
        {{"10.0.0.1 4", "10.0.0.2 3", "10.0.0.3 5"}, "10.0.0.4", 3, 9, 1}, /* as many each: the longest */
        {{"10.0.0.1 -", "10.0.0.2 -"}, "10.0.0.3", 2, 9, -2},
        {{"2001:db8::1 5", "2001:db8::2 6", "2001:db8:0:1::1 1"}, "10.0.0.1", 3, 9, 0}, /* a /64 is one */
        {{"2001:db8::1 5", "2001:db8::2 6"}, "2001:db8::3", 9, 2, 0},
        {{"uid:0 1", "uid:1000 2", "uid:1000 3"}, "uid:1", 3, 9, 1},
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        struct http_connection_peer peers[8], newcomer = peer_at(cases[i].newcomer);
        struct crowd_member members[8];
        size_t len = 0, goes = 99;
        for (; cases[i].members[len]; len++) {
            char address[64];
            const char *since = strchr(cases[i].members[len], ' ') + 1;
            snprintf(address, sizeof address, "%.*s", (int)(since - 1 - cases[i].members[len]), cases[i].members[len]);
            peers[len] = peer_at(address);
            members[len] = (struct crowd_member){&peers[len], *since != '-', atoi(since)};
        }
        enum crowd_answer answer = crowd_admit(members, len, cases[i].places, cases[i].per_peer, &newcomer, &goes);
        int found = answer == CROWD_ROOM ? -1 : answer == CROWD_FULL ? -2 : (int)goes;
        if (found != cases[i].expected)
            fail_msg("%zu: %d", i, found);
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
                              "[http]\nnames = thidua.vn,\n  192.0.2.1\nproxy = 127.0.0.1, 2001:db8::1\n"
                              "[login]\nsecond_factor = leader, administrator\n"
                              "[plugins]\nfolder = /opt/plugins\nprograms = /opt/a,\n  /opt/b\n",
                              &settings, &error));
    assert_null(error);
    assert_true(settings.names_administrators); /* which is warned about */
    assert_int_equal(settings.log_level, LOG_DEBUG);
    assert_int_equal(settings.worker.deadline_ms, 3000);
    assert_int_equal(settings.worker.memory, 32 * 1024 * 1024);
    assert_int_equal(settings.worker.parallel, 4);
    assert_string_equal(settings.http.names, "thidua.vn, 192.0.2.1");
    assert_int_equal(settings.http.proxies.len, 2);
    assert_int_equal(settings.login.second_factor, ROLE_LEADER | ROLE_ADMINISTRATOR);
    assert_string_equal(settings.worker.plugins, "/opt/plugins");
    assert_string_equal(settings.worker.programs, "/opt/a, /opt/b");
}

static void wrong_settings_say_where(void **state)
{
    static const struct {
        const char *text, *place, *what;
    } cases[] = {
        {"[daemon]\nadminstrators = root\n", ":2", "adminstrators"},
        {"[daemon]\nlog_level = loud\n", ":2", "loud"},
        {"[worker]\ndeadline = 0\n", ":2", "1 … 600"},
        {"[worker]\nparallel = 4x\n", ":2", "4x"},
        {"[worker]\nmemory = \n", ":2", "MiB"},
        {"[http]\nnames = https://thidua.vn/\n", ":2", "thidua.phuong.vn"},
        {"[http]\nproxy = localhost\n", ":2", "127.0.0.1"},
        {"[http]\nproxy = 10.0.0.0/8\n", ":2", "10.0.0.0/8"},
        {"[http]\nproxy = 0.0.0.0\n", ":2", "“0.0.0.0” is not taken"},
        {"[login]\nsecond_factor = leaders\n", ":2", "administrator, leader"},
        {"[login]\nsecond_factor = machine\n", ":2", "“machine” is not taken"},
        {"[plugins]\nfolder = plugins\n", ":2", "/usr/lib/thidua/plugins"},
        {"[plugins]\nprograms = sh\n", ":2", "“sh” is not taken"},
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        struct settings settings = {.log_level = LOG_ERROR};
        char *error;
        assert_false(read_settings(cases[i].text, &settings, &error));
        if (!strstr(error, cases[i].place) || !strstr(error, cases[i].what))
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

static void be_slow(struct work_queue_job *job, const struct work_queue_hand *hand)
{
    (void)hand;
    usleep(300 * 1000);
    ((struct slow_job *)job)->done = true;
}

static void a_lane_s_end_is_awaited_by_the_steady_clock(void **state)
{
    char folder[] = "/tmp/test_door.XXXXXX", path[64];
    struct slow_job slow = {.job = {.perform = be_slow, .person = "uid:0"}};
    (void)state;
    assert_non_null(mkdtemp(folder));
    struct work_queue *queue = work_queue_create(&(struct work_queue_plan){.folder = folder, .mode = STORE_WRITE, .hands = 1, .share = 1}, NULL);
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

/* ---- whose turn it is: jobs that go on until they are let ---- */

enum { TURNS = 16 };

static struct turns {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    const char *begun[TURNS]; /* names of jobs, as they were begun */
    size_t count;
    const char *let; /* the name of the job that may end */
    size_t stopped, dropped;
} turns = {.lock = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER};

struct turn_job {
    struct work_queue_job job;
    const char *name;
};

static void take_turn(struct work_queue_job *job, const struct work_queue_hand *hand)
{
    const char *name = ((struct turn_job *)job)->name;
    pthread_mutex_lock(&turns.lock);
    if (hand)
        turns.begun[turns.count++] = name;
    turns.dropped += !hand;
    pthread_cond_broadcast(&turns.changed);
    while (hand && !atomic_load(hand->stop) && !(turns.let && strcmp(turns.let, name) == 0)) {
        struct timespec until; /* the flag of a hand wakes nobody: a worker's supervisor looks at it every 20 ms */
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_nsec += 5 * 1000000;
        until.tv_sec += until.tv_nsec / 1000000000;
        until.tv_nsec %= 1000000000;
        pthread_cond_timedwait(&turns.changed, &turns.lock, &until);
    }
    turns.stopped += hand && atomic_load(hand->stop);
    if (hand && !atomic_load(hand->stop))
        turns.let = NULL;
    pthread_cond_broadcast(&turns.changed);
    pthread_mutex_unlock(&turns.lock);
}

/* Waits until so many were begun; the newest's name. */
static const char *await_turn(size_t count)
{
    pthread_mutex_lock(&turns.lock);
    while (turns.count < count)
        pthread_cond_wait(&turns.changed, &turns.lock);
    const char *name = turns.begun[turns.count - 1];
    assert_int_equal(turns.count, count);
    pthread_mutex_unlock(&turns.lock);
    return name;
}

static void let(const char *name)
{
    pthread_mutex_lock(&turns.lock);
    turns.let = name;
    pthread_cond_broadcast(&turns.changed);
    pthread_mutex_unlock(&turns.lock);
}

/* Until the one that was let has ended. */
static void await_let(void)
{
    pthread_mutex_lock(&turns.lock);
    while (turns.let)
        pthread_cond_wait(&turns.changed, &turns.lock);
    pthread_mutex_unlock(&turns.lock);
}

static void count_job(void *visitor, const struct work_queue_job *job, bool running)
{
    size_t *counts = visitor;
    assert_true(job->id > 0);
    counts[running]++;
}

static struct work_queue *queue_in(char *folder, int hands, int share)
{
    turns.count = turns.stopped = turns.dropped = 0;
    assert_non_null(mkdtemp(folder));
    struct work_queue *writer = work_queue_create(&(struct work_queue_plan){.folder = folder, .mode = STORE_WRITE, .hands = 1, .share = 1}, NULL); /* makes the database */
    assert_non_null(writer);
    assert_true(work_queue_finish(writer, 30));
    struct work_queue *queue = work_queue_create(&(struct work_queue_plan){.folder = folder, .mode = STORE_READ, .hands = hands, .share = share}, NULL);
    assert_non_null(queue);
    return queue;
}

static void remove_folder(const char *folder)
{
    static const char *const ends[] = {"", "-wal", "-shm"}; /* the last two may be there */
    char path[64];
    for (size_t i = 0; i < LEN(ends); i++) {
        snprintf(path, sizeof path, "%s/%s%s", folder, STORE_FILE, ends[i]);
        assert_true(unlink(path) == 0 || i > 0);
    }
    assert_int_equal(rmdir(folder), 0);
}

static void one_person_s_many_jobs_do_not_starve_another(void **state)
{
    char folder[] = "/tmp/test_door.XXXXXX";
    struct turn_job jobs[] = {{.name = "a1"}, {.name = "a2"}, {.name = "a3"}, {.name = "b1"}, {.name = "b2"}, {.name = "c1"}};
    size_t counts[2] = {0};
    (void)state;
    struct work_queue *queue = queue_in(folder, 2, 1);
    for (size_t i = 0; i < LEN(jobs); i++) {
        jobs[i].job = (struct work_queue_job){.perform = take_turn, .id = (int64_t)i + 1, .what = "x",
                                              .person = jobs[i].name[0] == 'a' ? "a" : jobs[i].name[0] == 'b' ? "b" : "c"};
        work_queue_post(queue, &jobs[i].job);
        if (i == 0)
            assert_string_equal(await_turn(1), "a1");
    }
    assert_string_equal(await_turn(2), "b1"); /* not a2: a has its share */
    work_queue_list(queue, count_job, counts);
    assert_true(counts[1] == 2 && counts[0] == 4);
    let("b1");
    assert_string_equal(await_turn(3), "c1"); /* served never, though it came last */
    let("c1");
    assert_string_equal(await_turn(4), "b2"); /* a still has its share */
    let("a1");
    assert_string_equal(await_turn(5), "a2");
    let("a2");
    assert_string_equal(await_turn(6), "a3");
    let("a3");
    await_let();
    let("b2");
    assert_true(work_queue_finish(queue, 30));
    remove_folder(folder);
}

static void a_job_is_cancelled_before_its_turn_and_in_it(void **state)
{
    char folder[] = "/tmp/test_door.XXXXXX";
    struct turn_job first = {.job = {.perform = take_turn, .id = 1, .person = "a", .what = "x"}, .name = "first"};
    struct turn_job second = {.job = {.perform = take_turn, .id = 2, .person = "a", .what = "x"}, .name = "second"};
    struct turn_job third = {.job = {.perform = take_turn, .person = "a", .what = "x"}, .name = "third"};
    (void)state;
    struct work_queue *queue = queue_in(folder, 1, 1);
    work_queue_post(queue, &first.job);
    await_turn(1);
    work_queue_post(queue, &second.job);
    work_queue_post(queue, &third.job);
    assert_true(work_queue_cancel(queue, 2));
    assert_int_equal(turns.dropped, 1);
    assert_false(work_queue_cancel(queue, 2));
    assert_false(work_queue_cancel(queue, 0)); /* what has no number is never cancelled */
    assert_false(work_queue_cancel(queue, 7));
    assert_true(work_queue_cancel(queue, 1));
    assert_string_equal(await_turn(2), "third");
    assert_int_equal(turns.stopped, 1);
    let("third");
    assert_true(work_queue_finish(queue, 30));
    assert_int_equal(turns.stopped, 1);
    remove_folder(folder);
}

static void names_of_downloads(void **state)
{
    (void)state;
    static const struct {
        const char *name, *header;
    } cases[] = {
        {"results-2024-11.xlsx", "filename=\"results-2024-11.xlsx\"\r\n"},
        {"kết quả.csv", "filename=\"k_t_qu_.csv\"; filename*=UTF-8''k%E1%BA%BFt%20qu%E1%BA%A3.csv\r\n"},
        {"a\"b\r\nX: y", "filename=\"a_b__X__y\"; filename*=UTF-8''a%22b%0D%0AX%3A%20y\r\n"},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        struct buffer head = {0};
        http_answer_name(&head, cases[i].name, false);
        assert_non_null(strstr(buffer_text(&head), "Content-Disposition: attachment; "));
        assert_string_equal(buffer_text(&head) + strlen("Content-Disposition: attachment; "), cases[i].header);
        buffer_finish(&head);
    }
}

static void test_what_a_browser_has_kept(void **state)
{
    static const struct {
        const char *none_match;
        bool holds;
    } cases[] = {{NULL, false}, {"", false}, {"*", false}, {"\"a\"", true}, {"\"b\"", false}, {"W/\"a\"", true}, {"\"b\", \"a\"", true},
                 {"\"b\",W/\"a\"", true}, {"a", false}, {"\"a", false}, {"\"ab\"", false}, {"\"b\" \"a\"", true}, {",,\"a\"", true},
                 {"\"b\"x\"a\"", false}, {"w/\"a\"", false}};
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++)
        assert_int_equal(http_field_has_tag(cases[i].none_match, "\"a\""), cases[i].holds);
}

int main(void)
{
    memory_settle(); /* as the daemon does, before its queues have threads */
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_a_browser_has_kept),
        cmocka_unit_test(names_of_downloads),
        cmocka_unit_test(every_cell), cmocka_unit_test(nobody_sees_little), cmocka_unit_test(the_socket_has_no_log_in),
        cmocka_unit_test(where_a_form_goes_next), cmocka_unit_test(who_goes),
        cmocka_unit_test(paths_are_looked_up_whole),
        cmocka_unit_test(tcp_answers_to_this_machine_only),
        cmocka_unit_test(settings_are_read),
        cmocka_unit_test(wrong_settings_say_where),
        cmocka_unit_test(a_lane_s_end_is_awaited_by_the_steady_clock),
        cmocka_unit_test(one_person_s_many_jobs_do_not_starve_another),
        cmocka_unit_test(a_job_is_cancelled_before_its_turn_and_in_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
