/* thiduad: reads its options, wires the rooms, decides nothing. */
#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/json.h"
#include "base/problem.h"
#include "base/value.h"
#include "command/command.h"
#include "door/door.h"
#include "engine/snapshot.h"
#include "evaluate/evaluate.h"
#include "package/package.h"
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
    const char *check;
    bool json, print_commands, help, version;
};

enum {
    OPT_STATE = 256,
    OPT_CONFIG,
    OPT_CLOCK,
    OPT_LISTEN,
    OPT_CHECK,
    OPT_JSON,
    OPT_PRINT,
    OPT_HELP,
    OPT_VERSION
};

static const struct option long_options[] = {
    {"state", required_argument, NULL, OPT_STATE},    {"config", required_argument, NULL, OPT_CONFIG},
    {"clock", required_argument, NULL, OPT_CLOCK},    {"listen", required_argument, NULL, OPT_LISTEN},
    {"check", required_argument, NULL, OPT_CHECK},    {"json", no_argument, NULL, OPT_JSON},
    {"print-commands", no_argument, NULL, OPT_PRINT}, {"help", no_argument, NULL, OPT_HELP},
    {"version", no_argument, NULL, OPT_VERSION},      {NULL, 0, NULL, 0},
};

static const char help_vi[] =
    "thiduad --state THƯ-MỤC [tùy chọn]\n"
    "Máy chủ theo dõi phong trào thi đua; chạy ở tiền cảnh, hỏi bằng thiduactl.\n\n"
    "  --state THƯ-MỤC        nơi giữ dữ liệu (tạo mới với quyền 0700 nếu chưa có)\n"
    "  --config TỆP           thiết lập (mặc định /etc/thidua/thiduad.conf nếu có)\n"
    "  --clock LÚC            đồng hồ đặt tay để chạy thử: 2024-10-31T08:00 (giờ Việt Nam)\n"
    "  --listen ĐỊA-CHỈ:CỔNG  cho đọc qua TCP trên chính máy này: 127.0.0.1:8799\n"
    "  --check THƯ-MỤC        kiểm tra một gói quy tắc rồi kết thúc [--json]\n"
    "  --print-commands       in bảng lệnh (JSON)\n"
    "  --version, --help\n"
    "THIDUA_LANG=en chọn tiếng Anh.\n";
static const char help_en[] =
    "thiduad --state FOLDER [options]\n"
    "The daemon that follows the contest; runs in the foreground, thiduactl asks it.\n\n"
    "  --state FOLDER         where the data is kept (made with mode 0700 when missing)\n"
    "  --config FILE          settings (default /etc/thidua/thiduad.conf when there is one)\n"
    "  --clock WHEN           a set clock for trials: 2024-10-31T08:00 (Vietnam time)\n"
    "  --listen ADDRESS:PORT  reading by TCP on this machine: 127.0.0.1:8799\n"
    "  --check FOLDER         check a contest package and end [--json]\n"
    "  --print-commands       print the table of commands (JSON)\n"
    "  --version, --help\n"
    "THIDUA_LANG=vi chooses Vietnamese.\n";

static bool read_clock(const char *text, struct options *options)
{
    if (instant_parse(text, &options->door.clock))
        return true;
    fprintf(stderr,
            options->door.english ? "--clock %s: write Vietnam time as 2024-10-31T08:00\n"
                                  : "--clock %s: hãy ghi giờ Việt Nam như 2024-10-31T08:00\n",
            text);
    return false;
}

static bool read_option(int option, struct options *options)
{
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
    case OPT_CHECK:
        options->check = optarg;
        return true;
    case OPT_JSON:
        return options->json = true;
    case OPT_PRINT:
        return options->print_commands = true;
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
    if (optind == argc)
        return true;
    fprintf(stderr,
            options->door.english ? "“%s” is not understood; see --help\n" : "không hiểu “%s”; xem --help\n",
            argv[optind]);
    return false;
}

static void print_problems(const struct problems *problems, bool english)
{
    for (size_t i = 0; i < problems->len; i++) {
        const struct problem *problem = &problems->items[i];
        const char *mild = !problem->warning ? "" : english ? "warning: " : "lưu ý: ";
        printf("%s", problem->file ? problem->file : ".");
        if (problem->line)
            printf(":%d", problem->line);
        printf(": %s%s%s%s\n", mild, problem->column ? problem->column : "", problem->column ? ": " : "",
               english ? problem->en : problem->vi);
    }
}

static void print_check(struct arena *arena, const struct package *package, const struct problems *problems,
                        const struct options *options)
{
    if (options->json) {
        struct value *answer = value_map(arena);
        value_set_text(answer, "title", package ? package->title : NULL);
        value_set_text(answer, "package", package ? package->hash : NULL);
        value_set(answer, "problems", problems_to_value(problems, arena));
        puts(json_text(arena, answer));
        return;
    }
    print_problems(problems, options->door.english);
    if (problems->errors)
        printf(options->door.english ? "%zu errors\n" : "%zu lỗi\n", problems->errors);
    else
        printf(options->door.english ? "good: %s (%s)\n" : "tốt: %s (%s)\n", package->title, package->hash);
}

/* What `contest load` would say, without a daemon and without a state folder. */
static int check_package(const struct options *options)
{
    struct arena *arena = arena_create();
    struct problems problems;
    struct worker_settings worker;
    struct package *package = NULL;
    struct value *facts = NULL;
    struct err err = {0};
    problems_init(&problems, arena);
    worker_settings_default(&worker, options->door.program);
    bool read = package_read_folder(arena, options->check, &problems, &package, &err);
    if (read)
        snapshot_check(package, &worker, arena, &problems, &facts);
    problems_sort(&problems);
    if (read)
        print_check(arena, package, &problems, options);
    else
        fprintf(stderr, "%s\n", options->door.english ? err.en : err.vi);
    int status = read && !problems.errors ? 0 : 1;
    err_clear(&err);
    arena_destroy(arena);
    return status;
}

static int print_commands(void)
{
    struct arena *arena = arena_create();
    puts(json_text(arena, command_table_value(arena)));
    arena_destroy(arena);
    return 0;
}

static int run(const struct options *options)
{
    if (options->help)
        return fputs(options->door.english ? help_en : help_vi, stdout) < 0;
    if (options->version)
        return puts("thiduad " PACKAGE_VERSION) < 0;
    if (options->print_commands)
        return print_commands();
    if (options->check)
        return check_package(options);
    if (options->door.state)
        return door_run(&options->door);
    fputs(options->door.english ? "--state FOLDER is missing; see --help\n"
                                : "còn thiếu --state THƯ-MỤC; xem --help\n",
          stderr);
    return 1;
}

int main(int argc, char **argv)
{
    char program[PATH_MAX] = "";
    const char *language = getenv("THIDUA_LANG");
    if (argc >= 2 && strcmp(argv[1], "--worker") == 0)
        worker_main(WORKER_FD, evaluate_perform);
    if (readlink("/proc/self/exe", program, sizeof program - 1) < 0) {
        perror("/proc/self/exe");
        return 1;
    }
    struct options options = {
        .door = {.clock = INT64_MIN, .program = program, .english = language && strcmp(language, "en") == 0}};
    return read_options(argc, argv, &options) ? run(&options) : 1;
}
