/*
 * Power loss at every moment of a state folder's life. The life is played once on a watched disk; then, for every
 * write and every sync, the power goes: what was not synced is lost, kept or torn (disk.h), the product opens what
 * is left, and
 *
 *   - the database is sound, the audit chain unbroken, every hash and count agrees (audit verify);
 *   - it holds exactly one of the states that the life went through: the last one that was acknowledged before the
 *     loss, or the one that was being committed; every table, every row;
 *   - it works on: another change is taken, and read again after a start.
 *
 * The same is then done with synchronous=NORMAL, where acknowledged changes must be found lost: a harness that sees
 * nothing there sees nothing here either.
 *
 *     power            a sample, for `make check`; a life takes the time, so that with synchronous=NORMAL is left to the long form
 *     power --all      every moment, each with SEEDS seeds of torn writes: `make check-power`
 */
#include "disk.h"
#include "life.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/err.h"
#include "store/change.h"
#include "store/store.h"
#include "store/store_open.h"
#include "store/commit_mark.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MARK_MAX = 128, STATES_MAX = 250, SEEDS = 3, SAMPLE = 8, NORMAL_SAMPLE = 50, SHOWN = 20 };

struct state {
    size_t moment; /* acknowledged from here on */
    char digest[65];
    char mark[MARK_MAX]; /* what the mark said until the commit of this state: of the one before it */
};

static struct {
    struct arena *arena;
    char life[64], left[64]; /* folders */
    bool normal;             /* synchronous=NORMAL in this life */
    struct state states[STATES_MAX];
    size_t len, born; /* how many states there are, and at the end of the first start */
    struct life *heir;       /* who opens what is left */
    char last_mark[MARK_MAX];
    size_t points, lost, accused, wrong, torn;
} all;

static void must(bool good, struct err *err)
{
    if (!good)
        die("%s", err->en ? err->en : "failed without a sentence");
}

/* ---- the life ---- */

static void read_mark(char *ret_line)
{
    char path[128];
    snprintf(path, sizeof path, "%s/" STORE_FILE COMMIT_MARK_SUFFIX, all.life);
    FILE *file = fopen(path, "r");
    if (!file || !fgets(ret_line, MARK_MAX, file))
        ret_line[0] = '\0';
    if (file)
        fclose(file);
}

static void note_state(void *context)
{
    (void)context;
    struct arena *arena = arena_create();
    const char *digest = life_digest(arena, all.life);
    if (all.len == STATES_MAX)
        die("more than %d states", STATES_MAX);
    if (all.len == 0 || strcmp(all.states[all.len - 1].digest, digest) != 0) { /* it changed something */
        struct state *state = &all.states[all.len++];
        state->moment = disk_moment();
        snprintf(state->digest, sizeof state->digest, "%s", digest);
        read_mark(state->mark);
    }
    arena_destroy(arena);
}

static void less_careful(struct life *life)
{
    struct err err = {0};
    if (all.normal)
        must(store_script(life_store(life), "PRAGMA synchronous = NORMAL", &err), &err);
}

static void play(void)
{
    struct err err = {0};
    struct life *life = life_create(all.life);
    all.len = 0;
    disk_watch(all.life);
    life_on_commit(note_state, NULL);
    must(life_open(life, &err), &err);
    all.born = all.len;
    less_careful(life);
    for (size_t i = 0; i < LIFE_STEPS; i++) {
        if (!life_step(life, i, &err))
            die("%s: %s", life_step_name(i), err.en);
        if (i == LIFE_STEP_SHUT)
            less_careful(life);
    }
    life_on_commit(NULL, NULL);
    read_mark(all.last_mark);
    life_destroy(life); /* the last checkpoint */
    disk_unwatch();
}

/* ---- what is left ---- */

/* The place of a digest among the states, counted from the latest; -1: none of them. */
static long place_of(const char *digest)
{
    for (size_t i = all.len; i > 0; i--)
        if (strcmp(all.states[i - 1].digest, digest) == 0)
            return (long)i - 1;
    return -1;
}

static void complain(size_t moment, enum disk_loss loss, unsigned seed, const char *what)
{
    static const char *const losses[] = {"all lost", "all kept", "writes lost", "sectors torn"};
    if (all.wrong++ < SHOWN)
        printf("after %zu operations, %s, seed %u: %s\n", moment, losses[loss], seed, what);
}

static bool works_on(struct life *life, struct err *err)
{
    struct change change;
    if (!change_begin(&change, life_store(life), 1738828800, "uid:0", "socket", "test", NULL, err) ||
        !change_commit(&change, NULL, err))
        return false;
    int64_t latest = change_latest(life_store(life));
    life_close(life);
    return life_open(life, err) && change_latest(life_store(life)) == latest && life_verify(life, err);
}

/* The last state acknowledged by then; -1: none. */
static long acknowledged(size_t moment)
{
    long last = -1;
    for (size_t i = 0; i < all.len && all.states[i].moment <= moment; i++)
        last = (long)i;
    return last;
}

static void judge(size_t moment, enum disk_loss loss, unsigned seed, const char *digest)
{
    long last = acknowledged(moment), found = place_of(digest);
    if (last < (long)all.born) /* the first start was not over: the next one ends it */
        last = (long)all.born - 1;
    if (found < 0)
        complain(moment, loss, seed, "a state that never was");
    else if (found < last)
        all.lost++;
    else if (found > last + 1)
        complain(moment, loss, seed, "a state of the future");
}

/* The newest word that can have reached the disk by then: that of the last state acknowledged. */
static void leave_mark(size_t moment)
{
    char path[128];
    long last = acknowledged(moment);
    snprintf(path, sizeof path, "%s/" STORE_FILE COMMIT_MARK_SUFFIX, all.left);
    FILE *file = fopen(path, "w");
    if (!file || fputs(last + 1 < (long)all.len ? all.states[last + 1].mark : all.last_mark, file) < 0 ||
        fclose(file) != 0)
        die("%s cannot be written", path);
}

static void lose_power(size_t moment, enum disk_loss loss, unsigned seed)
{
    struct arena *arena = arena_create();
    struct err err = {0};
    disk_lose_power(moment, loss, seed, all.left);
    if (loss != DISK_ALL_LOST)
        leave_mark(moment);
    struct life *life = all.heir;
    all.points++;
    all.torn += loss == DISK_SECTORS_TORN;
    if (!life_open(life, &err) && strstr(err.en, "lacks changes that were acknowledged")) {
        all.lost++;
        all.accused++;
    } else if (!life_store(life)) {
        complain(moment, loss, seed, err.en);
    } else {
        const char *sound = life_soundness(arena, all.left);
        if (strcmp(sound, "ok") != 0)
            complain(moment, loss, seed, sound);
        else if (!life_verify(life, &err))
            complain(moment, loss, seed, err.en);
        judge(moment, loss, seed, life_digest(arena, all.left));
        if (all.points % 16 == 0 && !works_on(life, &err))
            complain(moment, loss, seed, err.en ? err.en : "the change after it was lost");
    }
    err_clear(&err);
    life_close(life);
    arena_destroy(arena);
}

static void every_loss(size_t moment, unsigned seeds)
{
    lose_power(moment, DISK_ALL_LOST, 1);
    lose_power(moment, DISK_ALL_KEPT, 1);
    for (unsigned seed = 1; seed <= seeds; seed++) {
        lose_power(moment, DISK_WRITES_LOST, seed);
        lose_power(moment, DISK_SECTORS_TORN, seed);
    }
}

/* ---- the campaign ---- */

static char *make_folder(char *folder)
{
    strcpy(folder, access("/dev/shm", W_OK) == 0 ? "/dev/shm/thidua-power-XXXXXX" : "/tmp/thidua-power-XXXXXX");
    return mkdtemp(folder) ? folder : (die("no folder in /tmp"), folder);
}

static void remove_folder(const char *folder)
{
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    if (system(command) != 0)
        die("%s stays", folder);
}

/* Plays a life and loses power in it: at every moment, or at some, half of them at a sync. */
static void campaign(bool normal, bool whole, size_t sample)
{
    all.normal = normal;
    all.points = all.lost = all.accused = all.wrong = all.torn = 0;
    make_folder(all.life);
    make_folder(all.left);
    all.heir = life_create(all.left);
    play();
    size_t step = whole ? 1 : disk_moment() / sample + 1;
    for (size_t moment = 1; moment <= disk_moment(); moment++)
        if (moment % step == 0 || (!whole && moment % step == step / 2 && disk_is_sync(moment)))
            every_loss(moment, whole ? SEEDS : 1);
    printf("synchronous=%s: %zu operations (%zu syncs, %zu states); power lost %zu times, %zu of them with torn "
           "sectors: %zu wrong, %zu lost an acknowledged change, %zu of them refused at the start\n",
           normal ? "NORMAL" : "FULL", disk_moment(), disk_syncs(), all.len, all.points, all.torn, all.wrong, all.lost,
           all.accused);
    disk_forget();
    life_destroy(all.heir);
    remove_folder(all.life);
    remove_folder(all.left);
}

int main(int argc, char **argv)
{
    bool whole = argc > 1 && strcmp(argv[1], "--all") == 0;
    life_begin(argc, argv);
    setvbuf(stdout, NULL, _IOLBF, 0);
    disk_register();
    campaign(false, whole, SAMPLE / LIFE_SLOWER);
    bool clean = all.points > 0 && all.wrong == 0 && all.lost == 0;
    if (!whole)
        return clean ? 0 : 1;
    campaign(true, false, NORMAL_SAMPLE);
    bool sees = all.lost > all.accused && all.accused > 0 && all.wrong == 0; /* by the states, and by the mark */
    if (!sees)
        printf("with synchronous=NORMAL no acknowledged change was found lost, or something else was wrong: this test "
               "sees nothing\n");
    return clean && sees ? 0 : 1;
}
