#include "door/door.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/byte_cache.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/log.h"
#include "base/memory.h"
#include "command/dispatch.h"
#include "contest/record_refit.h"
#include "contest/snapshot.h"
#include "door/configure.h"
#include "door/door_internal.h"
#include "door/due_timer.h"
#include "door/health.h"
#include "door/http.h"
#include "door/live_timer.h"
#include "door/mailbox.h"
#include "door/message_timer.h"
#include "door/tls.h"
#include "door/work_queue.h"
#include "login/login.h"
#include "parse/preview_cache.h"
#include "page/page.h"
#include "person/directory.h"
#include "person/person.h"
#include "store/change.h"
#include "store/commit_mark.h"
#include "store/listing.h"
#include "store/store.h"
#include "store/store_open.h"
#include "upgrade/upgrade.h"
#include "worker/fork_server.h"
#include "worker/walls.h"

#include <event2/event.h>
#include <event2/thread.h>
#include <inttypes.h>
#include <signal.h>
#include <string.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

/* One person has one of them at a time: a large list does not hold up another person's page, `audit verify` not another's explanation. */
enum { READERS = 2, MEASURERS = 2 };
enum { KEPT_PAGES = 256, KEPT_PAGES_BYTES = 4 << 20, KEPT_ANSWERS = 1024, KEPT_ANSWERS_BYTES = 16 << 20 };
enum { UPGRADE_SECONDS = 600 }; /* what one step of an upgrade may take, a seal or a copy */
enum { END_SECONDS = 30 }; /* a turn that is under way may finish; what is longer is taken up at the next start */

enum { SIGNAL_TERM, SIGNAL_INT, SIGNAL_HUP, SIGNALS };

/* The loop's own events. */
struct loop {
    struct door *door;
    struct event *signals[SIGNALS];
    struct event *daily;
    bool stands; /* the start is done */
};

static void on_end(evutil_socket_t number, short what, void *argument)
{
    (void)what;
    struct door *door = ((struct loop *)argument)->door;
    if (atomic_exchange(&door->ending, true)) {
        event_base_loopbreak(door->base); /* asked twice: now */
        return;
    }
    log_line(LOG_NOTICE, "%s (%s)", door->options->english ? "ending" : "đang dừng", strsignal((int)number));
    sd_notify(0, "STOPPING=1");
    for (size_t i = 0; i < DOOR_ENTRANCES; i++)
        entrance_close(door->entrances[i]);
    for (size_t i = 0; i < DOOR_QUEUES; i++)
        if (door->queues[i])
            work_queue_release(door->queues[i]); /* what waits there is answered that nothing was done */
    if (!door->open)
        door_leave_soon(door);
    else if (event_base_loopexit(door->base, &(struct timeval){.tv_sec = END_SECONDS}) != 0)
        event_base_loopbreak(door->base); /* no memory for a timer */
}

static void reload(void *context)
{
    struct door *door = context;
    struct err err = {0};
    if (configure_read(door, &err)) {
        log_line(LOG_NOTICE, "%s", door->options->english ? "settings read again" : "đã đọc lại thiết lập");
        configure_warn(door);
    } else {
        log_line(LOG_ERROR, "%s: %s", door->options->english ? "the old settings stay" : "giữ thiết lập cũ",
                 door_say(door, &err));
    }
    err_clear(&err);
}

static void log_starved(const struct door *door, const char *vi, const char *en)
{
    log_line(LOG_ERROR, "%s", door->options->english ? en : vi);
}

static void on_reload(evutil_socket_t number, short what, void *argument)
{
    (void)number, (void)what;
    struct door *door = ((struct loop *)argument)->door;
    sd_notifyf(0, "RELOADING=1\nMONOTONIC_USEC=%" PRId64, clock_steady() * 1000);
    if (!memory_try(reload, door))
        log_starved(door, "máy hết bộ nhớ: giữ thiết lập cũ", "the machine has no memory left: the old settings stay");
    sd_notify(0, "READY=1");
}

/* A certificate ends while the daemon runs on. */
static void warn(void *door)
{
    configure_warn(door);
}

static void on_day(evutil_socket_t fd, short what, void *argument)
{
    (void)fd, (void)what;
    (void)memory_try(warn, ((struct loop *)argument)->door); /* it is said again tomorrow */
}

static const struct {
    int number;
    event_callback_fn callback;
} signals[SIGNALS] = {[SIGNAL_TERM] = {SIGTERM, on_end}, [SIGNAL_INT] = {SIGINT, on_end}, [SIGNAL_HUP] = {SIGHUP, on_reload}};

/* What comes while the daemon starts (the database may be brought up to date for minutes) waits for the loop: the start is
 * not cut short, and the daemon ends as it always does. Threads that are made meanwhile leave signals to the loop's. */
static void hold_signals(int how)
{
    sigset_t set;
    sigemptyset(&set);
    for (size_t i = 0; i < SIGNALS; i++)
        sigaddset(&set, signals[i].number);
    pthread_sigmask(how, &set, NULL);
}

static void loop_watch(struct loop *loop)
{
    for (size_t i = 0; i < SIGNALS; i++) {
        loop->signals[i] = evsignal_new(loop->door->base, signals[i].number, signals[i].callback, loop);
        if (!loop->signals[i] || event_add(loop->signals[i], NULL) != 0)
            memory_out();
    }
    hold_signals(SIG_UNBLOCK);
    loop->daily = event_new(loop->door->base, -1, EV_PERSIST, on_day, loop);
    if (!loop->daily || event_add(loop->daily, &(struct timeval){.tv_sec = DAY_SECONDS}) != 0)
        memory_out();
    loop->door->health = health_create(loop->door);
}

static void loop_finish(struct loop *loop)
{
    for (size_t i = 0; i < SIGNALS; i++)
        if (loop->signals[i])
            event_free(loop->signals[i]);
    if (loop->daily)
        event_free(loop->daily);
}

static bool start_clock(struct door *door, struct err *err)
{
    struct arena *arena = arena_create();
    bool good = command_clock_start(work_queue_store(door->queues[COMMAND_ON_WRITER]), arena, door->options->clock,
                                    "thiduad", &door->clock, err);
    arena_destroy(arena);
    return good;
}

static void say_listed(void *listener, const char *type, int64_t done)
{
    const struct door *door = listener;
    log_line(LOG_INFO, door->options->english ? "keys of lists: %s, %" PRId64 " records" : "khóa của danh sách: %s, %" PRId64 " bản ghi", type,
             done);
}

/* Before anybody reads: every reader sees the tables that the rules in force ask for. */
static bool refit_records(struct door *door, struct err *err)
{
    struct arena *arena = arena_create();
    struct record_refit refit;
    const struct listing_progress progress = {.say = say_listed, .listener = door};
    bool good = record_refit(work_queue_store(door->queues[COMMAND_ON_WRITER]), &progress, arena, &refit, err);
    if (good && refit.listed)
        log_line(LOG_NOTICE,
                 door->options->english ? "the keys by which lists find and order records were made: %" PRId64 " records"
                                        : "đã lập khóa để tìm và xếp danh sách số liệu: %" PRId64 " bản ghi",
                 refit.listed);
    if (good && refit.changed)
        log_line(LOG_NOTICE, "%s",
                 door->options->english ? "the tables of records were made anew: an id belongs to the unit that reports it"
                                        : "các bảng số liệu đã được lập lại: mã là của riêng từng đơn vị báo cáo");
    if (good && refit.taken)
        log_line(LOG_WARNING,
                 door->options->english ? "%zu records were taken over by another unit's file before; look at them: thiduactl records moved"
                                        : "trước đây có %zu bản ghi bị tệp của đơn vị khác lấy mất; hãy xem: thiduactl records moved",
                 refit.taken);
    arena_destroy(arena);
    return good;
}

static bool is_known(const void *directory, const char *person)
{
    return directory_knows(directory, person);
}

static bool log_tells(void *store, int64_t sequence, const char *action, const char *person, bool *ret_tells, struct err *err)
{
    return person_log_tells(store, sequence, action, person, ret_tells, err);
}

/* Passwords wait there for a hash and a disk, not for anybody's figures. */
static bool open_login(struct door *door, struct err *err)
{
    struct arena *arena = arena_create();
    door->previews = byte_cache_create(PREVIEW_CACHE_BYTES, PREVIEW_CACHE_PAPERS);
    door->kept_pages = byte_cache_create(KEPT_PAGES_BYTES, KEPT_PAGES);
    door->kept_answers = byte_cache_create(KEPT_ANSWERS_BYTES, KEPT_ANSWERS);
    door->login = login_open(door->state.folder, &door->clock, err);
    bool good = door->login && login_settle(door->login, arena, log_tells, work_queue_store(door->queues[COMMAND_ON_WRITER]), err) &&
                login_forget_strangers(door->login, arena, is_known, door->directory, err);
    arena_destroy(arena);
    if (!good)
        return false;
    door->login_queue = work_queue_create(&(struct work_queue_plan){.hands = LOGIN_HASHES, .share = LOGIN_HASHES}, err);
    return door->login_queue;
}

/* The writer first: it makes the database that the others read. */
static bool open_queues(struct door *door, struct err *err)
{
    int trials = door->settings.trials;
    const struct {
        struct work_queue **queue;
        bool held;
        int hands, share;
    } readers[] = {{&door->queues[COMMAND_ON_READER], true, READERS, 1},
                   {&door->queues[COMMAND_ON_MEASURER], true, MEASURERS, 1},
                   {&door->queues[COMMAND_ON_TRIAL], true, trials, trials > 1 ? trials / 2 : 1},
                   {&door->message_queue, false, 1, 1}};
    struct work_queue_plan plan = {
        .folder = door->state.folder, .mode = STORE_WRITE, .shelf = door->shelf = package_shelf_create(), .hands = 1, .share = 1};
    door->queues[COMMAND_ON_WRITER] = work_queue_create(&plan, err);
    if (!door->queues[COMMAND_ON_WRITER] || !commit_mark_open(work_queue_store(door->queues[COMMAND_ON_WRITER]), err) ||
        !start_clock(door, err) || !refit_records(door, err))
        return false;
    plan.mode = STORE_READ;
    for (size_t i = 0; i < LEN(readers); i++) {
        plan.held = readers[i].held;
        plan.later = readers[i].queue != &door->queues[COMMAND_ON_READER]; /* who looks is answered even when the file is taken away */
        plan.gentle = readers[i].queue == &door->queues[COMMAND_ON_TRIAL];
        plan.hands = readers[i].hands;
        plan.share = readers[i].share;
        if (!(*readers[i].queue = work_queue_create(&plan, err)))
            return false;
    }
    door->directory = directory_read(work_queue_store(door->queues[COMMAND_ON_WRITER]), err);
    if (!door->directory)
        return false;
    directory_let_go(door->directory);
    return open_login(door, err);
}

static void say_upgrade(void *whom, const char *vi, const char *en)
{
    const struct door *door = whom;
    log_line(LOG_NOTICE, "%s", door->options->english ? en : vi);
    sd_notifyf(0, "STATUS=%s\nEXTEND_TIMEOUT_USEC=%d", en, UPGRADE_SECONDS * 1000000);
}

static bool check_upgrade(struct door *door, struct err *err)
{
    const struct upgrade upgrade = {.folder = door->state.folder, .worker = &door->settings.worker, .said = say_upgrade, .whom = door,
                                    .doors = {entrance_socket(door->entrances[0]), entrance_socket(door->entrances[1])}, .silent = {false, door->tls}};
    return upgrade_check(&upgrade, err);
}

/* The address asked for is tried before the database is touched; people come in when all is ready. */
static bool open_parts(struct door *door, struct err *err)
{
    int fd;
    const char *listen = door->options->listen ? door->options->listen : door->settings.http.listen;
    if (*listen && !(door->entrances[1] = entrance_create_tcp(door, listen, err)))
        return false;
    if (!state_bind(&door->state, &fd, err))
        return false;
    door->entrances[0] = entrance_create_socket(door, fd);
    if (!check_upgrade(door, err) || !open_queues(door, err))
        return false;
    for (size_t i = 0; i < DOOR_ENTRANCES; i++)
        if (door->entrances[i] && !entrance_open(door->entrances[i], err))
            return false;
    return true;
}

static bool door_open(struct door *door, struct err *err)
{
    door->fork_server = fork_server_create(door->options->program); /* by the thread that is the last to end */
    if (!configure_read(door, err) ||
        !state_open(door->options->state, &door->state, err))
        return false;
    evthread_use_pthreads();
    door->base = event_base_new();
    if (!door->base)
        memory_out();
    door->mailbox = mailbox_create(door->base);
    door->pages = pages_create();
    door->due_timer = due_timer_create(door);
    door->live_timer = live_timer_create(door);
    door->message_timer = message_timer_create(door);
    return open_parts(door, err);
}

/* The work queues end before what they hand things to. Work that does not end is left to the next start: every
 * change is one transaction, so it is whole or not there. */
static void door_close(struct door *door)
{
    atomic_store(&door->ending, true);
    for (size_t i = 0; i < DOOR_ENTRANCES; i++)
        entrance_close(door->entrances[i]);
    bool ended = work_queue_finish(door->login_queue, END_SECONDS);
    ended = work_queue_finish(door->message_queue, ended ? END_SECONDS : 0) && ended; /* what it has sent, the writer still notes */
    /* The writer is the last of them: only its connection can take the log into the database file as it closes. */
    for (size_t i = 0; i < DOOR_QUEUES; i++)
        ended = work_queue_finish(door->queues[i], ended ? END_SECONDS : 0) && ended;
    if (!ended) {
        log_line(LOG_WARNING, "%s",
                 door->options->english ? "work was cut short, the next start takes it up"
                                        : "việc đang dở, lần khởi động sau sẽ làm tiếp");
        state_close(&door->state);
        _exit(0);
    }
    if (door->base)
        event_base_loop(door->base, EVLOOP_NONBLOCK); /* the last letters are delivered, so nothing is lost */
    for (size_t i = 0; i < DOOR_ENTRANCES; i++)
        entrance_destroy(door->entrances[i]);
    due_timer_destroy(door->due_timer);
    live_timer_destroy(door->live_timer);
    message_timer_destroy(door->message_timer);
    health_destroy(door->health);
    mailbox_destroy(door->mailbox);
    pages_destroy(door->pages);
    directory_destroy(door->directory);
    login_close(door->login);
    byte_cache_destroy(door->previews);
    byte_cache_destroy(door->kept_pages);
    byte_cache_destroy(door->kept_answers);
    package_shelf_destroy(door->shelf);
    if (door->base)
        event_base_free(door->base);
    fork_server_destroy(door->fork_server);
    state_close(&door->state);
    tls_destroy(door->tls);
    libevent_global_shutdown();
}

/* Once, for the administrator to know: rules and programs are as harmless there, but a layer is missing (docs/sandbox.md). */
static void log_walls(const struct door *door)
{
    struct arena *arena = arena_create();
    const struct walls walls = walls_look(arena);
    if (!walls.whole)
        log_line(walls.severe ? LOG_WARNING : LOG_INFO, door->options->english ? "the walls around rules and programs: %s" : "các lớp ngăn quanh quy tắc và chương trình: %s",
                 door->options->english ? walls.en : walls.vi);
    arena_destroy(arena);
}

/* The machine woke with a clock of the past: nothing is due then until it is right again. */
static void log_past_clock(const struct door *door)
{
    int64_t latest = change_latest_at(work_queue_store(door->queues[COMMAND_ON_WRITER]));
    if (clock_now(&door->clock) >= latest)
        return;
    struct arena *arena = arena_create();
    log_line(LOG_WARNING,
             door->options->english ? "the machine's clock is before the last change (%s); check it, what falls due waits for it"
                                    : "đồng hồ máy chậm hơn lần thay đổi cuối (%s); hãy kiểm tra, việc đến hạn sẽ chờ",
             instant_text(arena, latest));
    arena_destroy(arena);
}

static void log_start(const struct door *door)
{
    struct arena *arena = arena_create();
    const char *now = instant_text(arena, clock_now(&door->clock));
    log_line(LOG_NOTICE, door->options->english ? "ready: %s, %s %s" : "sẵn sàng: %s, %s %s",
             door->state.folder,
             door->clock.is_set ? (door->options->english ? "the clock is set to" : "đồng hồ đặt tay")
                                : (door->options->english ? "it is" : "bây giờ là"),
             now);
    arena_destroy(arena);
}

/* Everything stands behind it, or what of it does is undone. */
static void start(void *context)
{
    struct loop *loop = context;
    struct door *door = loop->door;
    struct err err = {0};
    if (door_open(door, &err)) {
        loop_watch(loop);
        log_start(door);
        log_past_clock(door);
        log_walls(door);
        configure_warn(door);
        loop->stands = true;
    } else {
        log_line(LOG_ERROR, "%s", door_say(door, &err));
    }
    err_clear(&err);
}

int door_run(const struct door_options *options)
{
    struct door door = {.options = options};
    struct loop loop = {.door = &door};
    hold_signals(SIG_BLOCK);
    signal(SIGPIPE, SIG_IGN);
    store_settle();
    tzset(); /* once, while there is one thread: libraries ask for it from several */
    if (!memory_try(start, &loop))
        log_starved(&door, "máy hết bộ nhớ khi khởi động", "the machine has no memory left to start");
    bool good = loop.stands;
    if (good) {
        due_timer_kick(door.due_timer);
        sd_notify(0, "READY=1");
        event_base_dispatch(door.base);
    }
    loop_finish(&loop);
    door_close(&door);
    return good ? 0 : 1;
}
