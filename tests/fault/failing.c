/*
 * A failing disk at every operation of a state folder's life. Each step of it (life.h) is begun again and again on
 * a copy of what was before it, and each time another operation fails: once, for good, for want of room, in the
 * middle of a write. Then
 *
 *   - what was refused is said in one sentence, in Vietnamese and in English, and nothing of it is half there: the
 *     database holds one of the states that the undisturbed step went through;
 *   - when the disk works again the daemon goes on (every second time after a stop and a start), the step is done,
 *     and every table and row is as after the undisturbed step.
 *
 *     failing          a sample, for `make check`
 *     failing --all [STEP]    at most POINTS of each step (or of one) and harm: `make check-fault`
 */
#include "disk.h"
#include "life.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/file.h"
#include "store/store.h"
#include "store/store_open.h"
#include "store/commit_mark.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { STATES_MAX = 200, POINTS = 120, SAMPLE = 1, APART = 3, DATABASE_MAX = 64 << 20, SHOWN = 40 };

static struct {
    char work[64], kept[64], next[64]; /* folders: where it happens, what was before the step, what is after it */
    struct life *life;
    char states[STATES_MAX][65]; /* before the step, and after each commit in it */
    size_t len;
    size_t points, refused, wrong;
} all;

static void must(bool good, const char *what, struct err *err)
{
    if (!good)
        die("%s: %s", what, err->en ? err->en : "failed without a sentence");
}

/* ---- folders ---- */

static void clear(const char *folder)
{
    static const char *const made[] = {"", "-wal", "-shm", "-journal", COMMIT_MARK_SUFFIX};
    for (size_t i = 0; i < LEN(made); i++) {
        char path[128];
        snprintf(path, sizeof path, "%s/%s%s", folder, STORE_FILE, made[i]);
        unlink(path);
    }
}

static void copy(const char *from, const char *to)
{
    struct arena *arena = arena_create();
    struct err err = {0};
    struct file file;
    const char *path = arena_printf(arena, "%s/%s", from, STORE_FILE);
    clear(to);
    if (access(path, F_OK) == 0) {
        must(file_read(arena, path, DATABASE_MAX, &file, &err), "copy", &err);
        must(file_write(arena_printf(arena, "%s/%s", to, STORE_FILE), file.bytes, file.len, &err), "copy", &err);
    }
    arena_destroy(arena);
}

/* ---- one step, undisturbed ---- */

static void note_state(void *context)
{
    (void)context;
    struct arena *arena = arena_create();
    const char *digest = life_digest(arena, all.work);
    if (all.len == STATES_MAX)
        die("more than %d states", STATES_MAX);
    if (all.len == 0 || strcmp(all.states[all.len - 1], digest) != 0)
        snprintf(all.states[all.len++], sizeof *all.states, "%s", digest);
    arena_destroy(arena);
}

/* The step as it should go; its states are kept, and how many operations each harm can meet in it. */
static void play(size_t step, long *ret_operations)
{
    struct err err = {0};
    copy(all.kept, all.work);
    all.len = 0;
    note_state(NULL);
    life_on_commit(note_state, NULL);
    disk_break(DISK_FAILS_ONCE, LONG_MAX);
    must(life_open(all.life, &err) && life_step(all.life, step, &err) && life_settle(all.life, &err),
         life_step_name(step), &err);
    for (int harm = 0; harm < DISK_HARMS; harm++)
        ret_operations[harm] = disk_operations(harm);
    disk_mend();
    life_on_commit(NULL, NULL);
    life_close(all.life);
}

/* ---- one fault ---- */

static void complain(size_t step, enum disk_harm harm, const char *what)
{
    if (all.wrong++ < SHOWN)
        printf("%s, %s (%s): %s\n", life_step_name(step), disk_hit(), disk_harm_name(harm), what);
}

static bool is_known(const char *digest)
{
    for (size_t i = 0; i < all.len; i++)
        if (strcmp(all.states[i], digest) == 0)
            return true;
    return false;
}

static bool is_a_sentence(const char *text)
{
    return text && strlen(text) > 20 && !strchr(text, '\n') && !strstr(text, "Success") && !strstr(text, "SELECT");
}

static void judge_refusal(size_t step, enum disk_harm harm, const struct err *err)
{
    struct arena *arena = arena_create();
    all.refused++;
    if (!is_a_sentence(err->vi) || !is_a_sentence(err->en) || strcmp(err->vi, err->en) == 0)
        complain(step, harm, err->en ? err->en : "no sentence");
    if (!is_known(life_digest(arena, all.work)))
        complain(step, harm, "half done");
    arena_destroy(arena);
}

/* A commit that the disk failed may have reached it all the same: SQLite finds it at the next start, if no other
 * change came before that. Then it is done, though it was refused. */
static bool came_about(void)
{
    struct arena *arena = arena_create();
    bool came = strcmp(life_digest(arena, all.work), all.states[all.len - 1]) == 0;
    arena_destroy(arena);
    return came;
}

/* All works again: what was not done is done now, and all is as it should be. */
static void judge_end(size_t step, enum disk_harm harm, bool done)
{
    struct arena *arena = arena_create();
    struct err err = {0};
    bool good = (life_store(all.life) || life_open(all.life, &err)) && life_settle(all.life, &err) &&
                (done || came_about() || life_step(all.life, step, &err)) && life_settle(all.life, &err);
    if (!good)
        complain(step, harm, err.en ? err.en : "cannot go on");
    else if (strcmp(life_digest(arena, all.work), all.states[all.len - 1]) != 0)
        complain(step, harm, "not as undisturbed");
    err_clear(&err);
    life_close(all.life);
    const char *sound = life_soundness(arena, all.work);
    if (strcmp(sound, "ok") != 0)
        complain(step, harm, sound);
    arena_destroy(arena);
}

static void break_once(size_t step, enum disk_harm harm, long after)
{
    struct err err = {0};
    copy(all.kept, all.work);
    disk_break(harm, after);
    bool done = life_open(all.life, &err) && life_step(all.life, step, &err);
    if (done)
        life_settle(all.life, NULL);
    if (disk_was_hit()) {
        all.points++;
        if (!done)
            judge_refusal(step, harm, &err);
        if (after % 2)
            life_close(all.life); /* on the disk as it is */
        disk_mend();
        judge_end(step, harm, done);
    }
    disk_mend();
    err_clear(&err);
    life_close(all.life);
}

/* Spread over the step's operations, the first and the last among them. */
static void every_harm(size_t step, const long *operations, long most)
{
    int apart = most == SAMPLE ? APART * LIFE_SLOWER : 1, first = (int)step % apart;
    for (int harm = first; harm < DISK_HARMS; harm += apart) {
        long count = operations[harm] < most ? operations[harm] : most;
        for (long i = 0; i < count; i++)
            break_once(step, harm, count == 1 ? operations[harm] / 2 : i * (operations[harm] - 1) / (count - 1));
    }
}

/* only: the step in which the disk fails; -1: each of them. */
static void campaign(long most, long only)
{
    long operations[DISK_HARMS];
    for (size_t step = 0; step < LIFE_STEPS; step++) {
        play(step, operations);
        copy(all.work, all.next);
        if (only < 0 || (long)step == only)
            every_harm(step, operations, most);
        copy(all.next, all.kept);
    }
}

static void make_folder(char *folder)
{
    strcpy(folder, access("/dev/shm", W_OK) == 0 ? "/dev/shm/thidua-failing-XXXXXX" : "/tmp/thidua-failing-XXXXXX");
    if (!mkdtemp(folder))
        die("no folder in /tmp");
}

int main(int argc, char **argv)
{
    char *const folders[] = {all.work, all.kept, all.next};
    bool whole = argc > 1 && strcmp(argv[1], "--all") == 0;
    life_begin(argc, argv);
    disk_register();
    for (size_t i = 0; i < LEN(folders); i++)
        make_folder(folders[i]);
    all.life = life_create(all.work);
    campaign(whole ? POINTS : SAMPLE, argc > 2 ? atol(argv[2]) : -1);
    life_destroy(all.life);
    for (size_t i = 0; i < LEN(folders); i++) {
        clear(folders[i]);
        rmdir(folders[i]);
    }
    printf("the disk failed %zu times: %zu refusals, %zu wrong\n", all.points, all.refused, all.wrong);
    return all.points > 0 && all.refused > 0 && all.wrong == 0 ? 0 : 1;
}
