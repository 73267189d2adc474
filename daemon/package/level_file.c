/* contest.ini, [levels]: what people call each level; the words of a city where the section is silent. */
#include "package/reading.h"

#include "base/arena.h"
#include "package/ini.h"
#include "package/package.h"
#include "package/setting.h"

#include <string.h>

static const struct level_words usual[LEVEL_COUNT + 1] = {[LEVEL_CITY] = {"thành phố", "city"},
                                                           [LEVEL_DISTRICT] = {"quận", "district"},
                                                           [LEVEL_WARD] = {"phường", "ward"},
                                                           [LEVEL_TEAM] = {"tổ", "team"}};

static const char *cut(struct arena *arena, const char *text, size_t len)
{
    while (len && *text == ' ')
        text++, len--;
    while (len && text[len - 1] == ' ')
        len--;
    return arena_strndup(arena, text, len);
}

/* "thôn | village" */
static void read_words(const struct setting *setting, const char *id, struct level_words *words)
{
    const char *text = setting_optional(setting, id), *bar = text ? strchr(text, '|') : NULL;
    if (!text)
        return;
    struct level_words read = {cut(setting->arena, text, bar ? (size_t)(bar - text) : strlen(text)),
                               bar ? cut(setting->arena, bar + 1, strlen(bar + 1)) : ""};
    if (*read.vi && *read.en)
        *words = read;
    else
        setting_refuse(setting, id, "“%s” chưa đủ; viết tên tiếng Việt | tên tiếng Anh, như thôn | village",
                       "“%s” is not whole; write the Vietnamese | the English word, like thôn | village",
                       text);
}

void level_file_read(const struct package_reading *reading, const struct ini *ini)
{
    struct level_words *words = reading->package->levels;
    const struct ini_section *section = ini_find(ini, "levels");
    struct setting setting = {reading->arena, reading->problems, ini->file, section};
    memcpy(words, usual, sizeof usual);
    if (!section)
        return;
    setting_known(&setting, level_ids, LEVEL_COUNT);
    for (enum level level = LEVEL_CITY; level <= LEVEL_TEAM; level++)
        read_words(&setting, level_id(level), &words[level]);
}
