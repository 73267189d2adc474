/*
 * contest.ini, [levels]. Either what people call the program's own levels ("ward = thôn | village"; a city's words where the
 * section is silent), or a chain of the package's own, highest first: "class = lớp | class | judged".
 */
#include "package/reading.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/problem.h"
#include "base/text.h"
#include "package/ini.h"
#include "package/package.h"
#include "package/setting.h"

#include <string.h>

enum { ID_LETTERS = 40 };

static const char *const usual_ids[] = {"city", "district", "ward", "team"};
static const struct level_words usual_words[] = {{"thành phố", "city"}, {"quận", "district"}, {"phường", "ward"}, {"tổ", "team"}}; /* of those */

/* Of the parts between bars the i-th, trimmed; NULL: there are fewer. */
static const char *part(struct arena *arena, const char *text, int i)
{
    for (; i; i--) {
        text = strchr(text, '|');
        if (!text)
            return NULL;
        text++;
    }
    return text_clean(arena, text, strcspn(text, "|"));
}

/* "thôn | village", and for a chain the level's role behind it. */
static void read_words(const struct setting *setting, const struct ini_key *key, struct level_words *words)
{
    const char *vi = part(setting->arena, key->value, 0), *en = part(setting->arena, key->value, 1);
    if (*vi && en && *en)
        *words = (struct level_words){vi, en};
    else
        setting_refuse(setting, key->name, "“%s” chưa đủ; viết tên tiếng Việt | tên tiếng Anh, như thôn | village",
                       "“%s” is not whole; write the Vietnamese | the English word, like thôn | village", key->value);
}

/* The section declares a chain when a level has a role, or an id that is none of the program's, nor nearly one. */
static bool is_chain(const struct setting *setting)
{
    for (size_t i = 0; i < setting->section->key_count; i++) {
        const struct ini_key *key = &setting->section->keys[i];
        if (part(setting->arena, key->value, 2) ||
            (text_place(key->name, usual_ids, LEN(usual_ids)) < 0 && !text_nearest(key->name, usual_ids, LEN(usual_ids))))
            return true;
    }
    return false;
}

static void read_usual(const struct setting *setting, struct level_chain *chain)
{
    setting_known(setting, usual_ids, LEN(usual_ids));
    for (size_t i = 0; i < chain->len; i++) {
        const struct ini_key *key = ini_key_find(setting->section, chain->steps[i].id);
        if (key && *key->value)
            read_words(setting, key, &chain->steps[i].words);
    }
}

/* An id that means something else wherever levels are written; of a role's id, any other role. */
static bool is_reserved(const struct level_step *step)
{
    static const char *const taken[] = {"member", "subject", "unit", "between", "below"};
    enum level role = level_parse(step->id);
    return text_place(step->id, taken, LEN(taken)) >= 0 || (role && role != step->level);
}

static void check_id(const struct setting *setting, const struct level_step *step)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789_";
    size_t len = strlen(step->id);
    if (len > ID_LETTERS || strspn(step->id, letters) != len || !strchr("abcdefghijklmnopqrstuvwxyz", step->id[0]))
        setting_refuse(setting, step->id, "“%s” không dùng làm mã cấp được; chữ thường không dấu, số và “_”, bắt đầu bằng chữ, tối đa 40",
                       "“%s” cannot be a level's id; letters a-z, digits and “_”, a letter first, at most 40", step->id);
    else if (is_reserved(step))
        setting_refuse(setting, step->id, "“%s” là từ của hệ thống và có nghĩa khác; đặt mã khác cho cấp này",
                       "“%s” is a word of the program and means something else; give this level another id", step->id);
}

enum { JUDGED, SUMS_UP, TEAMS, ROLES };
static const char *const roles[ROLES] = {"judged", "sums up", "teams"};
static const char *const role_meanings[ROLES][2] = {
    {"cấp được chấm", "the level that is judged"}, {"cấp tổng hợp", "the level that sums up"}, {"cấp tổ", "the level of teams"}};

/* Where each role stands; LEVEL_STEPS_MOST: nowhere. */
struct standing {
    size_t at[ROLES];
};

static void read_role(const struct setting *setting, const struct ini_key *key, const struct level_chain *chain, struct standing *standing)
{
    const char *text = part(setting->arena, key->value, 2);
    int role = text ? text_place(text, roles, ROLES) : -1;
    if (text && (role < 0 || part(setting->arena, key->value, 3)))
        setting_refuse(setting, key->name, "không hiểu “%s”; sau hai tên viết judged (được chấm), sums up (tổng hợp) hoặc teams (tổ), hoặc không viết gì",
                       "“%s” is not understood; behind the two names write judged, sums up or teams, or nothing", key->value);
    else if (text && standing->at[role] < LEVEL_STEPS_MOST)
        setting_refuse(setting, key->name, "đã có “%1$s” là %2$s; chỉ một cấp ghi “%4$s”, bỏ ở một trong hai%3$.0s",
                       "“%1$s” is %3$s already; only one is marked “%4$s”, take it from one of the two%2$.0s",
                       chain->steps[standing->at[role]].id, role_meanings[role][0], role_meanings[role][1], roles[role]);
    else if (text)
        standing->at[role] = chain->len;
}

/* Every chain has one level that is judged, one above it that sums up, and teams, if any, last. */
static void check_roles(const struct setting *setting, const struct level_chain *chain, const struct standing *standing)
{
    size_t judged = standing->at[JUDGED], sums_up = standing->at[SUMS_UP], teams = standing->at[TEAMS];
    if (chain->len < 2)
        setting_refuse(setting, NULL, "chỉ có một cấp; ghi ít nhất hai: cấp tổng hợp (sums up) và cấp được chấm (judged)",
                       "there is one level; write at least two: one that sums up and one that is judged");
    else if (judged == LEVEL_STEPS_MOST || sums_up == LEVEL_STEPS_MOST)
        setting_refuse(setting, NULL, "không cấp nào là %1$s; thêm “| %3$s” vào sau tên của cấp đó%2$.0s",
                       "no level is %2$s; add “| %3$s” behind the words of that level%1$.0s",
                       role_meanings[judged == LEVEL_STEPS_MOST ? JUDGED : SUMS_UP][0], role_meanings[judged == LEVEL_STEPS_MOST ? JUDGED : SUMS_UP][1],
                       roles[judged == LEVEL_STEPS_MOST ? JUDGED : SUMS_UP]);
    else if (sums_up > judged)
        setting_refuse(setting, chain->steps[sums_up].id, "cấp tổng hợp đứng dưới cấp được chấm “%s”; các cấp viết từ cao xuống thấp, đổi chỗ hai dòng",
                       "the level that sums up stands below “%s”, which is judged; levels are written highest first, change the two lines about",
                       chain->steps[judged].id);
    else if (teams < LEVEL_STEPS_MOST && teams != chain->len - 1)
        setting_refuse(setting, chain->steps[teams].id, "tổ là cấp cuối, mà sau đó còn “%s”; chuyển dòng này xuống cuối", "teams are the last level, and “%s” stands below; move this line to the end",
                       chain->steps[chain->len - 1].id);
}

static enum level role_at(const struct standing *standing, size_t i)
{
    if (i == standing->at[TEAMS])
        return LEVEL_TEAM;
    if (i == standing->at[JUDGED])
        return LEVEL_WARD;
    if (i == standing->at[SUMS_UP])
        return LEVEL_DISTRICT;
    return i < standing->at[SUMS_UP] ? LEVEL_CITY : i < standing->at[JUDGED] ? LEVEL_BETWEEN : LEVEL_BELOW;
}

/* After a problem, what a reader may go on with: the last is judged, the first sums up. */
static void guess(const struct level_chain *chain, struct standing *standing)
{
    bool teams = standing->at[TEAMS] == chain->len - 1;
    if (standing->at[JUDGED] >= chain->len)
        standing->at[JUDGED] = chain->len - (teams && chain->len > 1 ? 2 : 1);
    if (standing->at[SUMS_UP] >= standing->at[JUDGED])
        standing->at[SUMS_UP] = 0;
}

static void read_chain(const struct setting *setting, struct level_chain *chain)
{
    size_t errors = setting->problems->errors;
    struct standing standing = {{LEVEL_STEPS_MOST, LEVEL_STEPS_MOST, LEVEL_STEPS_MOST}};
    *chain = (struct level_chain){.own = true};
    for (size_t i = 0; i < setting->section->key_count && i < LEVEL_STEPS_MOST; i++) {
        const struct ini_key *key = &setting->section->keys[i];
        chain->steps[i].id = key->name;
        read_words(setting, key, &chain->steps[i].words);
        read_role(setting, key, chain, &standing);
        chain->len++;
    }
    if (setting->section->key_count > LEVEL_STEPS_MOST)
        setting_refuse(setting, setting->section->keys[LEVEL_STEPS_MOST].name, "có hơn %d cấp; bớt lại", "there are more than %d levels; take some away", LEVEL_STEPS_MOST);
    if (setting->problems->errors == errors && !setting->section->damaged)
        check_roles(setting, chain, &standing);
    guess(chain, &standing);
    for (size_t i = 0; i < chain->len; i++) {
        chain->steps[i].level = role_at(&standing, i);
        check_id(setting, &chain->steps[i]);
    }
    chain->bad = setting->problems->errors > errors || setting->section->damaged;
}

static void take_words(struct package *package)
{
    for (size_t i = 0; i < LEN(usual_words); i++) /* messages have words for every role, also for one that the chain has not */
        package->levels[level_parse(usual_ids[i])] = usual_words[i];
    for (size_t i = package->chain.len; i; i--)
        package->levels[package->chain.steps[i - 1].level] = package->chain.steps[i - 1].words;
}

void level_file_read(const struct package_reading *reading, const struct ini *ini)
{
    struct package *package = reading->package;
    const struct ini_section *section = ini_find(ini, "levels");
    struct setting setting = {reading->arena, reading->problems, ini->file, section};
    package->chain = level_chain_usual;
    for (size_t i = 0; i < LEN(usual_words); i++)
        package->chain.steps[i].words = usual_words[i];
    if (section && !is_chain(&setting))
        read_usual(&setting, &package->chain);
    else if (section)
        read_chain(&setting, &package->chain);
    take_words(package);
}
