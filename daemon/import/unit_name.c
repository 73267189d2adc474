#include "import/unit_name.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/text.h"
#include "base/text_fold.h"
#include "package/package.h"

#include <string.h>

/* A text as it is looked up: with its marks, without them, as a code. Each way has names of its own in the index. */
enum way { WITH_MARKS, WITHOUT_MARKS, AS_CODE, WAYS };

static const char *key_of(struct arena *arena, enum way way, const char *text)
{
    const char *written = way == AS_CODE ? text : text_fold_name(arena, way == WITH_MARKS ? text : text_plain(arena, text));
    return arena_printf(arena, "%d%s", (int)way, written);
}

/* The keys under which a text is looked up in one way: as it stands, and without the word of a level, only among the units of that level. */
struct wording {
    struct {
        enum level level; /* LEVEL_NONE: any */
        const char *key;
    } items[LEVEL_STEPS_MOST + 1];
    size_t count;
};

/* "phường" → "p": the first letters of its words, without marks. */
static const char *initials(struct arena *arena, const char *word)
{
    struct buffer letters = {0};
    const char *plain = text_plain(arena, word);
    for (const char *at = plain; *at; at++)
        if (at == plain || at[-1] == ' ')
            buffer_putc(&letters, *at);
    return buffer_take(&letters, arena);
}

/* What stands behind a level's word or its first letters, in plain writing; NULL when it stands not in front. `P.Cát Bi` needs no
 * blank, `P Cát Bi` does. */
static const char *behind_word(const char *plain, const char *word, bool shortened)
{
    size_t len = strlen(word);
    if (!len || strncmp(plain, word, len) != 0)
        return NULL;
    const char *rest = plain + len;
    bool point = shortened && *rest == '.';
    if (!point && *rest != ' ')
        return NULL;
    rest += strspn(rest, ". ");
    return *rest ? rest : NULL;
}

/* How many characters of the text, in plain writing, are the word of the i-th level; 0: it has none. */
static size_t word_len(const struct unit_names *names, size_t i, const char *plain)
{
    const char *rest = behind_word(plain, names->words[i].plain, false);
    if (!rest)
        rest = behind_word(plain, names->words[i].initials, true);
    return rest ? (size_t)(rest - plain) : 0;
}

/* The same of the levels of one role. */
static size_t word_len_of(const struct unit_names *names, enum level level, const char *plain)
{
    size_t len = 0;
    for (size_t i = 0; i < names->package->chain.len && !len; i++)
        if (names->package->chain.steps[i].level == level)
            len = word_len(names, i, plain);
    return len;
}

/* The text in folded writing without the first `len` characters that its plain writing has: both have the same words. */
static const char *without_first(struct arena *arena, const char *text, size_t len)
{
    const char *at = text_fold(arena, text), *plain = text_plain(arena, text);
    if (memchr(plain, '.', len)) {
        at = strchr(at, '.');
        return at + strspn(at, ". ");
    }
    for (size_t i = 0; i < len; i++)
        if (plain[i] == ' ')
            at = strchr(at, ' ') + 1;
    return at;
}

/* ---- teams by their number ---- */

/* What teams are called by beside number and place: "Tổ bảo vệ an ninh, trật tự tổ dân phố số 1" is spoken of as tổ 1. Plain. */
static const char *const words_of_teams[] = {"to", "tdp", "dan", "pho", "bao", "ve", "an", "ninh", "trat", "tu", "so", "bv", "antt", "bvantt"};
enum { WORDS_FIRST = 2, /* with which a name may begin */ WORDS_MOST = 24, NUMBER_DIGITS = 4 };

struct words {
    const char *at[WORDS_MOST];
    size_t count;
};

/* In plain writing, parted by blanks and punctuation; none when they are too many. */
static struct words split(struct arena *arena, const char *text)
{
    static const char between[] = " ,.;";
    struct words words = {0};
    for (const char *at = text_plain(arena, text) + strspn(text, between); *at; at += strspn(at, between)) {
        size_t len = strcspn(at, between);
        if (words.count == WORDS_MOST)
            return (struct words){0};
        words.at[words.count++] = arena_strndup(arena, at, len);
        at += len;
    }
    return words;
}

/* Without zeros in front; NULL: the word is no number. */
static const char *number_in(const char *word)
{
    size_t digits = strspn(word, "0123456789");
    if (!digits || digits > NUMBER_DIGITS || word[digits])
        return NULL;
    while (word[0] == '0' && word[1])
        word++;
    return word;
}

/* Without the name of its ward at the end: of "Tổ 3 Đông Hải 1" the number is 3. */
static void cut_place(struct words *words, const struct words *place)
{
    size_t i = 0;
    while (i < place->count && i < words->count && strcmp(words->at[words->count - 1 - i], place->at[place->count - 1 - i]) == 0)
        i++;
    if (place->count && i == place->count)
        words->count -= i;
}

/* The one number of a team's name, or the one behind its first word: "Tổ 5 phố 1". NULL: it has none, or nobody knows which. */
static const char *number_of_team(struct arena *arena, const char *name, const char *ward)
{
    struct words words = split(arena, name), place = split(arena, ward);
    const char *found = NULL;
    size_t count = 0;
    cut_place(&words, &place);
    for (size_t i = 0; i < words.count; i++) {
        const char *number = number_in(words.at[i]);
        if (number && i == 1 && text_place(words.at[0], words_of_teams, WORDS_FIRST) >= 0)
            return number;
        found = number ? number : found;
        count += number != NULL;
    }
    return count == 1 ? found : NULL;
}

/* Of "Tổ 1", "tổ 01", "Tổ BV ANTT số 1", "TDP 1"; NULL: it says more than a number. */
static const char *number_spoken(struct arena *arena, const char *text)
{
    struct words words = split(arena, text);
    if (words.count < 2 || text_place(words.at[0], words_of_teams, WORDS_FIRST) < 0)
        return NULL;
    for (size_t i = 1; i + 1 < words.count; i++)
        if (text_place(words.at[i], words_of_teams, LEN(words_of_teams)) < 0)
            return NULL;
    return number_in(words.at[words.count - 1]);
}

static const char *key_of_number(struct arena *arena, const char *number)
{
    return arena_printf(arena, "#%s", number);
}

/* ---- what is known ---- */

static void put_key(struct unit_names *names, const char *key, const struct unit_called *called)
{
    void **place = text_index_place(&names->called, names->arena, key);
    struct unit_called *one = arena_alloc(names->arena, sizeof *one);
    *one = *called;
    one->next = *place;
    *place = one;
}

static void put(struct unit_names *names, enum way way, const char *text, const struct unit_called *called)
{
    put_key(names, key_of(names->arena, way, text), called);
}

static void put_number(struct unit_names *names, const struct unit_called *called)
{
    const struct unit_fact *ward = called->parent ? unit_at(&names->package->units, called->parent, called->from) : NULL;
    const char *number = called->name ? number_of_team(names->arena, called->name, ward ? ward->name : "") : NULL;
    if (number)
        put_key(names, key_of_number(names->arena, number), called);
}

void unit_names_add(struct unit_names *names, const struct unit_called *called)
{
    const char *name = called->name ? called->name : "";
    size_t word = word_len_of(names, called->level, text_plain(names->arena, name));
    const char *bare = word ? without_first(names->arena, name, word) : name;
    put(names, WITH_MARKS, bare, called);
    put(names, WITHOUT_MARKS, bare, called);
    if (word) {
        put(names, WITH_MARKS, name, called);
        put(names, WITHOUT_MARKS, name, called);
    }
    put(names, WITHOUT_MARKS, called->id, called);
    if (called->level == LEVEL_TEAM)
        put_number(names, called);
}

void unit_names_init(struct unit_names *names, struct arena *arena, const struct package *package)
{
    *names = (struct unit_names){.arena = arena, .package = package};
    for (size_t i = 0; i < package->chain.len; i++) {
        names->words[i].plain = text_plain(arena, package->chain.steps[i].words.vi);
        names->words[i].initials = initials(arena, package->chain.steps[i].words.vi);
    }
    for (size_t i = 0; i < package->units.fact_count; i++) {
        const struct unit_fact *fact = &package->units.facts[i];
        const struct unit_called called = {.id = fact->id, .name = fact->name, .parent = fact->parent, .level = fact->level,
                                           .from = fact->from, .until = fact->until};
        unit_names_add(names, &called);
        if (fact->code)
            put(names, AS_CODE, fact->code, &called);
    }
}

/* A team may come over with its ward: it is its successor's too. */
static bool is_within(const struct units *units, const struct unit_called *called, const struct unit_wanted *wanted)
{
    if (!wanted->within || called->level != LEVEL_TEAM || !called->parent || strcmp(called->parent, wanted->within) == 0)
        return true;
    const char *home = unit_home(units, wanted->within, wanted->from), *own = unit_home_of_team(units, called->id, called->parent, wanted->from);
    return home && own && strcmp(home, own) == 0;
}

struct finding {
    const struct unit_names *names;
    const char *only; /* the id of the unit that alone is looked for; NULL: any */
    const struct unit_wanted *wanted;
    enum level level;
    bool any_day;
    size_t count;
    const struct unit_called *found[2];
};

static void take(struct finding *finding, const char *key)
{
    const struct unit_wanted *wanted = finding->wanted;
    for (const struct unit_called *one = text_index_find(&finding->names->called, key); one; one = one->next) {
        bool level = (!finding->level || one->level == finding->level) && (!wanted->level || one->level == wanted->level);
        bool stands = finding->any_day || (one->from < wanted->until && one->until > wanted->from);
        bool known = finding->count && strcmp(finding->found[0]->id, one->id) == 0;
        if ((finding->only && strcmp(finding->only, one->id) != 0) || !level || !stands || known || !is_within(&finding->names->package->units, one, wanted))
            continue;
        if (finding->count < 2)
            finding->found[finding->count] = one;
        finding->count++;
    }
}

static struct wording wording_of(const struct unit_names *names, struct arena *arena, enum way way, const char *text)
{
    struct wording wording = {.items = {{LEVEL_NONE, key_of(arena, way, text)}}, .count = 1};
    const char *plain = way == AS_CODE ? "" : text_plain(arena, text);
    for (size_t i = 0; i < names->package->chain.len; i++) {
        size_t word = word_len(names, i, plain);
        if (!word)
            continue;
        wording.items[wording.count].level = names->package->chain.steps[i].level;
        wording.items[wording.count++].key = key_of(arena, way, without_first(arena, text, word));
    }
    return wording;
}

static void take_wording(struct finding *finding, const struct wording *wording)
{
    for (size_t i = 0; i < wording->count && !finding->count; i++) {
        finding->level = wording->items[i].level;
        take(finding, wording->items[i].key);
    }
}

/* What stands behind the word of an office that the unit has: "UBND phường Cát Bi", "Công an phường Cát Bi". NULL: there is none. */
static const char *behind_office(struct arena *arena, const char *text)
{
    static const char *const offices[] = {"ubnd", "uy ban nhan dan", "cong an", NULL};
    const char *plain = text_plain(arena, text), *rest = NULL;
    for (int i = 0; offices[i] && !rest; i++)
        rest = behind_word(plain, offices[i], false);
    return rest ? without_first(arena, text, (size_t)(rest - plain)) : NULL;
}

static void find(struct finding *finding, struct arena *arena, const char *text)
{
    struct wording wordings[WAYS];
    for (enum way way = WITH_MARKS; way < WAYS; way++)
        wordings[way] = wording_of(finding->names, arena, way, text);
    for (int any_day = 0; any_day < 2 && !finding->count; any_day++)
        for (enum way way = WITH_MARKS; way < WAYS && !finding->count; way++) {
            finding->any_day = any_day;
            take_wording(finding, &wordings[way]);
        }
}

/* A team that no name gives, by its number: among those of one ward alone, for each ward has its tổ 1. */
static void find_number(struct finding *finding, struct arena *arena, const char *text)
{
    const char *number = finding->wanted->within || finding->only ? number_spoken(arena, text) : NULL;
    finding->level = LEVEL_TEAM;
    for (int any_day = 0; number && any_day < 2 && !finding->count; any_day++) {
        finding->any_day = any_day;
        take(finding, key_of_number(arena, number));
    }
}

size_t unit_name_find(const struct unit_names *names, const char *text, const struct unit_wanted *wanted,
                      const struct unit_called *ret_found[2])
{
    struct arena *scratch = arena_create();
    struct finding finding = {.names = names, .wanted = wanted};
    find(&finding, scratch, text);
    const char *behind = finding.count ? NULL : behind_office(scratch, text);
    if (behind)
        find(&finding, scratch, behind);
    if (!finding.count)
        find_number(&finding, scratch, text);
    arena_destroy(scratch);
    ret_found[0] = finding.found[0];
    ret_found[1] = finding.found[1];
    return finding.count;
}

bool unit_name_is(const struct unit_names *names, const char *id, const char *text)
{
    struct arena *scratch = arena_create();
    struct finding finding = {.names = names, .only = id, .wanted = &(struct unit_wanted){0}, .any_day = true};
    for (enum way way = WITH_MARKS; way < WAYS && !finding.count; way++) {
        const struct wording wording = wording_of(names, scratch, way, text);
        take_wording(&finding, &wording);
    }
    if (!finding.count)
        find_number(&finding, scratch, text);
    arena_destroy(scratch);
    return finding.count > 0;
}
