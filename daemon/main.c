/* thiduad: reads its options, wires the rooms, decides nothing. */
#include "authoring/authoring.h"
#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/json.h"
#include "base/memory.h"
#include "base/terminal.h"
#include "base/value.h"
#include "command/command.h"
#include "door/door.h"
#include "door/openapi.h"
#include "door/settings.h"
#include "standing/standing.h"
#include "parse/parse_job.h"
#include "mirror/mirror_job.h"
#include "plugin/notifier.h"
#include "plugin/program.h"
#include "worker/fork_server.h"
#include "worker/lock_down.h"
#include "worker/worker.h"

#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct options {
    struct door_options door;
    struct authoring authoring;
    int (*at_desk)(const struct authoring *authoring); /* what is done without a daemon; NULL = nothing of it */
    struct value *(*print)(struct arena *arena); /* what is printed and nothing else done; NULL = nothing */
    bool help, version;
};

enum {
    OPT_STATE = 256,
    OPT_CONFIG,
    OPT_CLOCK,
    OPT_LISTEN,
    OPT_CHECK,
    OPT_TEST,
    OPT_COVERAGE,
    OPT_NEW,
    OPT_CHECK_PLUGIN,
    OPT_NEW_CONTEST,
    OPT_BACKUP,
    OPT_RESTORE,
    OPT_DRILL,
    OPT_DRY_RUN,
    OPT_ID,
    OPT_CRITERION,
    OPT_OF,
    OPT_SUBJECT,
    OPT_TITLE,
    OPT_FROM,
    OPT_UNTIL,
    OPT_YEAR,
    OPT_JSON,
    OPT_PRINT,
    OPT_OPENAPI,
    OPT_HELP,
    OPT_VERSION
};

static const struct option long_options[] = {
    {"state", required_argument, NULL, OPT_STATE},    {"config", required_argument, NULL, OPT_CONFIG},
    {"clock", required_argument, NULL, OPT_CLOCK},    {"listen", required_argument, NULL, OPT_LISTEN},
    {"check", no_argument, NULL, OPT_CHECK},          {"test", no_argument, NULL, OPT_TEST},
    {"coverage", no_argument, NULL, OPT_COVERAGE},    {"new", no_argument, NULL, OPT_NEW},
    {"check-plugin", no_argument, NULL, OPT_CHECK_PLUGIN}, {"new-contest", no_argument, NULL, OPT_NEW_CONTEST},
    {"title", required_argument, NULL, OPT_TITLE},    {"from", required_argument, NULL, OPT_FROM},
    {"until", required_argument, NULL, OPT_UNTIL},    {"year", required_argument, NULL, OPT_YEAR},
    {"backup", no_argument, NULL, OPT_BACKUP},        {"restore", no_argument, NULL, OPT_RESTORE},
    {"drill", no_argument, NULL, OPT_DRILL},
    {"dry-run", no_argument, NULL, OPT_DRY_RUN},
    {"id", required_argument, NULL, OPT_ID},              {"criterion", required_argument, NULL, OPT_CRITERION},
    {"of", required_argument, NULL, OPT_OF},          {"subject", required_argument, NULL, OPT_SUBJECT},
    {"json", no_argument, NULL, OPT_JSON},
    {"print-commands", no_argument, NULL, OPT_PRINT}, {"openapi", no_argument, NULL, OPT_OPENAPI},
    {"help", no_argument, NULL, OPT_HELP},
    {"version", no_argument, NULL, OPT_VERSION},      {NULL, 0, NULL, 0},
};

static const char help_vi[] =
    "thiduad --state THƯ-MỤC [tùy chọn]\n"
    "Máy chủ theo dõi phong trào thi đua; chạy ở tiền cảnh, hỏi bằng thiduactl.\n\n"
    "  --state THƯ-MỤC        nơi giữ dữ liệu (tạo mới với quyền 0700 nếu chưa có)\n"
    "  --config TỆP           thiết lập (mặc định /etc/thidua/thiduad.conf nếu có)\n"
    "  --clock LÚC            đồng hồ đặt tay để chạy thử: 2024-10-31T08:00 (giờ Việt Nam)\n"
    "  --listen ĐỊA-CHỈ:CỔNG  trang và API qua TCP: 127.0.0.1:8799\n"
    "  --check ĐƯỜNG-DẪN…     kiểm tra gói quy tắc, hoặc vài tệp của gói, rồi kết thúc [--json]\n"
    "  --test ĐƯỜNG-DẪN…      chạy các ca kiểm thử của gói [--criterion SỐ] [--json]\n"
    "  --coverage ĐƯỜNG-DẪN…  nêu những dòng quy tắc mà không ca nào chạy tới [--criterion SỐ] [--json]\n"
    "  --new --id SỐ ĐƯỜNG-DẪN  viết sẵn khung một tiêu chí mới [--of LOẠI] [--subject ward|team]\n"
    "  --new-contest THƯ-MỤC  viết sẵn một gói phong trào nhỏ, chạy được [--title TÊN] [--from NGÀY] [--until NGÀY]\n"
    "                         hoặc gói của năm sau từ gói này [--from GÓI --year NĂM]\n"
    "  --check-plugin TỆP…    nạp thử trình cắm và chạy các ví dụ của nó [--json]\n"
    "  --backup TỆP           sao lưu dữ liệu của --state vào một tệp mới, máy chủ đang chạy hay không đều được\n"
    "  --restore TỆP          khôi phục bản sao lưu vào --state khi máy chủ đã dừng; dữ liệu cũ được giữ lại [--dry-run]\n"
    "  --drill ĐƯỜNG-DẪN      diễn tập: khôi phục thử bản sao lưu mới nhất bên cạnh nó, kiểm tra, rồi xóa bản khôi phục thử [--json]\n"
    "  --print-commands       in bảng lệnh (JSON)\n"
    "  --openapi              in bản mô tả các địa chỉ HTTP (OpenAPI 3.1)\n"
    "  --version, --help\n"
    "THIDUA_LANG=en chọn tiếng Anh.\n";
static const char help_en[] =
    "thiduad --state FOLDER [options]\n"
    "The daemon that follows the contest; runs in the foreground, thiduactl asks it.\n\n"
    "  --state FOLDER         where the data is kept (made with mode 0700 when missing)\n"
    "  --config FILE          settings (default /etc/thidua/thiduad.conf when there is one)\n"
    "  --clock WHEN           a set clock for trials: 2024-10-31T08:00 (Vietnam time)\n"
    "  --listen ADDRESS:PORT  the pages and the API by TCP: 127.0.0.1:8799\n"
    "  --check PATH…          check a contest package, or some of its files, and end [--json]\n"
    "  --test PATH…           run the package's tests [--criterion ID] [--json]\n"
    "  --coverage PATH…       say what of the rules no test reaches [--criterion ID] [--json]\n"
    "  --new --id ID PATH     begin a new criterion [--of TYPE] [--subject ward|team]\n"
    "  --new-contest FOLDER   begin a contest: a small package that is whole [--title TITLE] [--from DAY] [--until DAY]\n"
    "                         or the next year's of a package [--from PACKAGE --year YEAR]\n"
    "  --check-plugin FILE…   load a plugin and run its examples [--json]\n"
    "  --backup FILE          copy the data of --state into a new file, whether the daemon runs or not\n"
    "  --restore FILE         put a backup in the place of --state while no daemon runs; the old data is kept [--dry-run]\n"
    "  --drill PATH           a drill: the newest backup is restored beside it on trial, checked, and removed again [--json]\n"
    "  --print-commands       print the table of commands (JSON)\n"
    "  --openapi              print what may be asked over HTTP (OpenAPI 3.1)\n"
    "  --version, --help\n"
    "THIDUA_LANG=vi chooses Vietnamese.\n";

static bool read_clock(const char *text, struct options *options)
{
    if (instant_parse(text, &options->door.clock))
        return true;
    terminal_print(stderr,
                   options->door.english ? "--clock %s: write Vietnam time as 2024-10-31T08:00\n"
                                         : "--clock %s: hãy ghi giờ Việt Nam như 2024-10-31T08:00\n",
                   text);
    return false;
}

/* The options that say what is to be done at the editor's authoring. */
static bool read_desk(int option, struct options *options)
{
    static int (*const tasks[])(const struct authoring *authoring) = {authoring_check, authoring_test, authoring_coverage, authoring_new,
                                                          authoring_plugin, authoring_contest, authoring_backup, authoring_restore,
                                                          authoring_drill};
    if (option < OPT_CHECK || option > OPT_DRILL)
        return false;
    options->at_desk = tasks[option - OPT_CHECK];
    return true;
}

static bool read_option(int option, struct options *options)
{
    if (read_desk(option, options))
        return true;
    switch (option) {
    case OPT_STATE:
        options->door.state = optarg;
        return true;
    case OPT_CONFIG:
        options->door.config = optarg;
        return true;
    case OPT_CLOCK:
        return read_clock(optarg, options);
    case OPT_LISTEN:
        options->door.listen = optarg;
        return true;
    case OPT_ID:
        options->authoring.id = optarg;
        return true;
    case OPT_CRITERION:
        options->authoring.criterion = optarg;
        return true;
    case OPT_OF:
        options->authoring.of = optarg;
        return true;
    case OPT_SUBJECT:
        options->authoring.subject = optarg;
        return true;
    case OPT_TITLE:
        options->authoring.title = optarg;
        return true;
    case OPT_FROM:
        options->authoring.from = optarg;
        return true;
    case OPT_UNTIL:
        options->authoring.until = optarg;
        return true;
    case OPT_YEAR:
        options->authoring.year = optarg;
        return true;
    case OPT_JSON:
        return options->authoring.json = true;
    case OPT_DRY_RUN:
        return options->authoring.dry_run = true;
    case OPT_PRINT:
        options->print = command_table_value;
        return true;
    case OPT_OPENAPI:
        options->print = openapi_document;
        return true;
    case OPT_HELP:
        return options->help = true;
    case OPT_VERSION:
        return options->version = true;
    default:
        return false; /* getopt has said what is wrong */
    }
}

static bool read_options(int argc, char **argv, struct options *options)
{
    for (int option; (option = getopt_long(argc, argv, "", long_options, NULL)) != -1;)
        if (!read_option(option, options))
            return false;
    options->authoring.paths = (const char *const *)argv + optind;
    options->authoring.path_count = (size_t)(argc - optind);
    if (options->at_desk && optind < argc)
        return true;
    if (options->at_desk) {
        fputs(options->door.english ? "the path is missing; see --help\n"
                                    : "còn thiếu đường dẫn; xem --help\n",
              stderr);
        return false;
    }
    if (optind == argc)
        return true;
    terminal_print(stderr, options->door.english ? "“%s” is not understood; see --help\n" : "không hiểu “%s”; xem --help\n", argv[optind]);
    return false;
}

static int print(struct value *(*made)(struct arena *arena))
{
    struct arena *arena = arena_create();
    puts(json_text(arena, made(arena)));
    arena_destroy(arena);
    return 0;
}

/* The workers there keep to the machine's settings too: its deadline, its plugins, its programs. */
static int go_to_desk(const struct options *options)
{
    struct authoring authoring = options->authoring;
    struct settings settings;
    struct err err = {0};
    if (!settings_read(options->door.config, options->door.program, &settings, &err)) {
        terminal_print(stderr, "%s\n", options->door.english ? err.en : err.vi);
        err_clear(&err);
        return 1;
    }
    authoring.worker = &settings.worker;
    authoring.state = options->door.state;
    settings.worker.fork_server = fork_server_create(options->door.program);
    int status = options->at_desk(&authoring);
    fork_server_destroy(settings.worker.fork_server);
    return status;
}

static int run(const struct options *options)
{
    if (options->help)
        return fputs(options->door.english ? help_en : help_vi, stdout) < 0;
    if (options->version)
        return puts("thiduad " PACKAGE_VERSION) < 0;
    if (options->print)
        return print(options->print);
    if (options->at_desk)
        return go_to_desk(options);
    if (options->door.state)
        return door_run(&options->door);
    fputs(options->door.english ? "--state FOLDER is missing; see --help\n"
                                : "còn thiếu --state THƯ-MỤC; xem --help\n",
          stderr);
    return 1;
}

static void confine_notifier(const char *object)
{
    worker_lock_down_as(WORKER_NOTIFY, object);
}

static struct value *notify(struct arena *arena, const struct value *job, struct err *err)
{
    static const struct program_walls gateway = {worker_fork_gateway, worker_confine_gateway};
    static const struct notifier_walls walls = {confine_notifier, worker_lock_down, &gateway};
    return notifier_perform(arena, job, &walls, err);
}

static void confine_mirror(const char *database, const char *object)
{
    worker_confine_as(WORKER_MIRROR, database, object);
}

static void lock_down_mirror(const char *object)
{
    worker_lock_down_as(WORKER_MIRROR, object);
}

/* What a worker does, by the kind of its job. */
static struct value *perform(struct arena *arena, const struct value *job, struct err *err)
{
    if (notifier_performs(value_get_text(job, "kind", "")))
        return notify(arena, job, err);
    static const struct mirror_walls walls = {confine_mirror, lock_down_mirror};
    if (mirror_job_is(value_get_text(job, "kind", "")))
        return mirror_job_perform(arena, job, &walls, err);
    bool parses = parse_performs(value_get_text(job, "kind", ""));
    return (parses ? parse_perform : standing_perform)(arena, job, err);
}

int main(int argc, char **argv)
{
    char program[PATH_MAX] = "";
    const char *language = getenv("THIDUA_LANG");
    memory_settle();
    if (argc >= 2 && strcmp(argv[1], "--worker") == 0)
        worker_main(WORKER_FD, perform);
    if (argc >= 2 && strcmp(argv[1], "--fork-server") == 0)
        fork_server_main(WORKER_FD, perform);
    if (readlink("/proc/self/exe", program, sizeof program - 1) < 0) {
        perror("/proc/self/exe");
        return 1;
    }
    bool english = language && strcmp(language, "en") == 0;
    struct options options = {.door = {.clock = INT64_MIN, .program = program, .english = english},
                              .authoring = {.program = program, .english = english}};
    return read_options(argc, argv, &options) ? run(&options) : 1;
}
