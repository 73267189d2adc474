/* routes.ini, which a package may have. */
#include "package/message_route.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/text.h"
#include "base/value.h"
#include "package/ini.h"
#include "package/package.h"
#include "package/range.h"
#include "package/reading.h"
#include "package/setting.h"
#include "package/soundness.h"
#include "workflow/role.h"

#include <string.h>

enum { ROLES_MAX = 16 };

static bool is_person(const char *word)
{
    return strncmp(word, ROUTE_TO_PERSON, strlen(ROUTE_TO_PERSON)) == 0 && word[strlen(ROUTE_TO_PERSON)];
}

/* While bodies.ini cannot be read, any that may stand there. */
static bool is_body(const struct package *package, const char *word)
{
    return strncmp(word, ROUTE_TO_BODY, strlen(ROUTE_TO_BODY)) == 0 &&
           (!soundness_has(package, "bodies.ini") || value_get(package->bodies, word + strlen(ROUTE_TO_BODY)));
}

void message_route_check_to(const struct setting *setting, const char *key, const struct package *package, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *word = words[i];
        const struct role_row *role = role_find(word);
        bool next = strcmp(word, ROUTE_TO_NEXT) == 0 && strcmp(key, "to") == 0; /* who that is says alerts.ini, not with itself */
        if (next || strcmp(word, ROUTE_TO_UNIT) == 0 || strcmp(word, ROUTE_TO_NAMED) == 0 || strcmp(word, ROUTE_TO_HOLDER) == 0 || is_person(word) || is_body(package, word) || (role && role->role & ROLE_PEOPLE))
            continue;
        setting_refuse(setting, key, "“%s” không phải là người nhận; ghi một vai trò (officer, reviewer, leader, clerk, auditor, administrator), unit, named, holder, next, person:TÊN hoặc body:TÊN-MỤC của bodies.ini",
                       "“%s” is nobody; write a role (officer, reviewer, leader, clerk, auditor, administrator), unit, named, holder, next, person:NAME or body:SECTION of bodies.ini", word);
    }
    if (!count)
        setting_refuse(setting, key, "thiếu người nhận; thêm dòng “%1$s = officer, unit”", "nobody is told; add a line “%1$s = officer, unit”", key);
}

static void check_units(const struct setting *setting, const struct package *package, const struct message_route *route)
{
    for (size_t i = 0; i < route->unit_count && soundness_has(package, "units.csv"); i++)
        if (unit_place(&package->units, route->units[i]) == package->units.fact_count)
            setting_refuse(setting, "units", "“%s” không phải là đơn vị trong units.csv", "“%s” is no unit of units.csv", route->units[i]);
}

/* week, month, quarter, phase, contest. */
static period_kinds read_periods(const struct setting *setting)
{
    size_t count;
    period_kinds kinds = 0;
    const char *const *words = setting_words(setting, "periods", &count);
    for (size_t i = 0; i < count; i++) {
        int kind = text_place(words[i], period_kind_names, PERIOD_KINDS);
        if (kind < 0)
            setting_refuse(setting, "periods", "“%s” không phải là loại kỳ; ghi week, month, quarter, phase hoặc contest", "“%s” is no kind of period; write week, month, quarter, phase or contest", words[i]);
        else
            kinds |= period_kind_bit((enum period_kind)kind);
    }
    return kinds;
}

/* "21:00-07:00". */
static void read_quiet(const struct setting *setting, struct message_route *route)
{
    const char *text = setting_optional(setting, "quiet");
    if (text && !setting_parse_hours(text, &route->quiet_from, &route->quiet_until))
        setting_refuse(setting, "quiet", "“%s” không được; ghi giờ nghỉ như 21:00-07:00", "“%s” is refused; write the quiet hours as 21:00-07:00", text);
}

static bool read_choice(const struct setting *setting, const char *key, const char *no, const char *yes)
{
    const char *text = setting_optional(setting, key);
    if (text && strcmp(text, no) != 0 && strcmp(text, yes) != 0)
        setting_refuse(setting, key, "“%s” không được; ghi %s hoặc %s", "“%s” is refused; write %s or %s", text, no, yes);
    return text && strcmp(text, yes) == 0;
}

/* A day's messages wait for its end, which is a time of day. */
static void read_group(const struct setting *setting, struct message_route *route)
{
    static const char key[] = "group_at";
    route->grouped = read_choice(setting, "group", "none", "unit day");
    if (route->grouped && !setting_optional(setting, key))
        setting_refuse(setting, key, "tin gộp theo ngày cần giờ gửi; thêm dòng “group_at = 17:00”", "what is gathered by day needs a time; add a line “group_at = 17:00”");
    else if (setting_optional(setting, key))
        route->group_minute = setting_minute(setting, key, 0);
    if (!route->grouped && setting_optional(setting, key))
        setting_refuse(setting, key, "group_at chỉ dùng với “group = unit day”", "group_at goes with “group = unit day” only");
}

static void read_letters(const struct setting *setting, struct message_route *route)
{
    const struct range range = range_of("routes.ini", "letters");
    if (setting_optional(setting, "letters"))
        route->letters = setting_number(setting, "letters", &range, 0);
}

static void read_route(const struct package_reading *reading, const struct ini *ini, const struct ini_section *section)
{
    static const char *const known[] = {
#define DUTY_KEY(name, choices, vi, en)
#define ROUTE_KEY(name, choices, vi, en) name,
#define BODY_KEY(name, choices, vi, en)
#include "package/section_key.def"
#undef DUTY_KEY
#undef ROUTE_KEY
#undef BODY_KEY
    };
    struct package *package = reading->package;
    const struct setting setting = {reading->arena, reading->problems, ini->file, section};
    struct message_route *route = &package->routes[package->route_count++];
    setting_known(&setting, known, LEN(known));
    *route = (struct message_route){.name = section->name, .line = section->line};
    route->kinds = setting_words(&setting, "kinds", &route->kind_count);
    route->about = setting_words(&setting, "about", &route->about_count);
    route->units = setting_words(&setting, "units", &route->unit_count);
    route->periods = read_periods(&setting);
    route->to = setting_words(&setting, "to", &route->to_count);
    route->channel = setting_id(&setting, "channel");
    route->english = read_choice(&setting, "language", "vi", "en");
    route->working_days = read_choice(&setting, "days", "all", "working");
    read_quiet(&setting, route);
    read_group(&setting, route);
    read_letters(&setting, route);
    message_route_check_to(&setting, "to", package, route->to, route->to_count);
    check_units(&setting, package, route);
    if (!route->kind_count)
        setting_refuse(&setting, "kinds", "thiếu loại tin; thêm dòng “kinds = alert.opened”", "no kind of message; add a line “kinds = alert.opened”");
}

void message_route_file_read(const struct package_reading *reading)
{
    struct package *package = reading->package;
    struct ini ini;
    if (!file_find(&package->files, "routes.ini") || !reading_ini(reading, "routes.ini", &ini))
        return;
    package->routes = arena_alloc(reading->arena, (ini.len + 1) * sizeof *package->routes);
    for (size_t i = 0; i < ini.len; i++)
        if (*ini.sections[i].name || ini.sections[i].key_count)
            read_route(reading, &ini, &ini.sections[i]);
}
