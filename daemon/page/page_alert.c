/* Alerts as cards: one a unit, cause and phase, with its months and the phase itself. */
#include "page/page_data.h"

#include "alert/alert_kind.h"
#include "base/arena.h"
#include "base/text_index.h"
#include "base/value.h"
#include "page/page_history.h"

#include <string.h>

/* The figure as it stands now is news where it is no longer missed, or not what was sealed; else the alert's text says it. */
static bool is_news(const struct value *figure)
{
    return figure && !value_is_null(figure) &&
           (value_get_bool(figure, "differs", false) || strcmp(value_get_text(figure, "verdict", ""), "missed") != 0);
}

/* The English sentence without the unit's name at its beginning, which is Vietnamese and marked so. */
static const char *without_name(const struct value *alert, bool *ret_named)
{
    const char *text = value_get_text(alert, "text_en", ""), *name = value_get_text(alert, "subject_name", "");
    *ret_named = *name && strncmp(text, name, strlen(name)) == 0;
    return *ret_named ? text + strlen(name) : text;
}

struct value *page_ready_alert(struct arena *arena, const struct value *alert)
{
    bool named;
    struct value *ready = value_copy(arena, alert);
    value_set_text(ready, "opened_at_text", page_instant(arena, value_get_text(alert, "opened_at", NULL)));
    value_set_text(ready, "resolved_at_text", page_instant(arena, value_get_text(alert, "resolved_at", NULL)));
    value_set(ready, "events", page_history(arena, value_get(alert, "events")));
    const struct alert_kind *kind = alert_kind_find(value_get_text(alert, "kind", ""));
    value_set(ready, "said_en", value_text(arena, without_name(alert, &named)));
    value_set_bool(ready, "named", named);
    value_set_bool(ready, "says_now", is_news(value_get(alert, "figure")));
    value_set(ready, "what", value_printf(arena, "alert_%s", value_get_text(alert, "kind", "")));
    value_set_bool(ready, "of_result", kind && kind->audience == ALERT_FOR_UNIT && kind->end == ALERT_ENDS_BY_RESULT && value_get_text(alert, "criterion", NULL));
    page_add_state(arena, ready);
    return ready;
}

/* ---- cards ---- */

static bool is_open(const struct value *alert)
{
    return value_is_null(value_get(alert, "resolved_at"));
}

/* What a unit has not done, whatever it is, is one card. */
static bool is_gathered(const struct value *alert)
{
    const struct alert_kind *kind = alert_kind_find(value_get_text(alert, "kind", ""));
    return kind && kind->audience == ALERT_FOR_UNIT && kind->end == ALERT_ENDS_BY_PERSON;
}

/* By which its card is found: else one card has the same failure of months and of their phase. */
static const char *card_of(struct arena *arena, const struct value *alert)
{
    const char *of_whom = arena_printf(arena, "%s\n%s", value_get_text(alert, "holder", ""), value_get_text(alert, "kind", ""));
    return is_gathered(alert) ? of_whom
                              : arena_printf(arena, "%s\n%s\n%s", of_whom, value_get_text(alert, "criterion", ""), value_get_text(alert, "phase", ""));
}

/* What stops the work of all, or has been missed in a whole phase, is grave. */
static bool is_grave(const struct value *alert)
{
    return !alert_kind_is_for_unit(value_get_text(alert, "kind", "")) ||
           (!is_gathered(alert) && value_equal(value_get(alert, "period"), value_get(alert, "phase")));
}

/* The earliest day by which one of the open ones is to be mended; days as texts are in the order of days. */
static const char *sooner(const char *a, const char *b)
{
    return !a || (b && strcmp(b, a) < 0) ? b : a;
}

/* alerts: those of the card, the newest first. */
static struct value *make_card(struct arena *arena, const struct value *alerts)
{
    const struct value *first = value_at(alerts, 0);
    struct value *card = page_ready_alert(arena, first), *list = value_list(arena);
    const char *due = NULL;
    int64_t open = 0;
    bool grave = false;
    for (size_t i = 0; i < value_len(alerts); i++) {
        const struct value *alert = value_at(alerts, i), *parts = value_get(alert, "parts");
        value_append(list, page_ready_alert(arena, alert));
        for (size_t j = value_len(parts); j-- > 0;)
            value_append(list, page_ready_alert(arena, value_at(parts, j)));
        open += is_open(alert);
        grave = grave || (is_open(alert) && is_grave(alert));
        due = is_open(alert) ? sooner(due, value_get_text(alert, "due_on", NULL)) : due;
    }
    value_set(card, "unit", value_get(first, "subject"));
    value_set_int(card, "open", open);
    value_set_bool(card, "for_unit", alert_kind_is_for_unit(value_get_text(first, "kind", "")));
    value_set_text(card, "severity", !open ? "severity_over" : grave ? "severity_grave" : "severity_watch");
    value_set_text(card, "due_on", due);
    value_set(card, "alerts", list);
    return card;
}

/* The newest first, and so what is in them. */
struct value *page_ready_alerts(struct arena *arena, const struct value *alerts)
{
    struct value *of_cards = value_list(arena), *cards = value_list(arena);
    struct text_index index = {0};
    for (size_t i = value_len(alerts); i-- > 0;) {
        void **place = text_index_place(&index, arena, card_of(arena, value_at(alerts, i)));
        if (!*place)
            value_append(of_cards, *place = value_list(arena));
        value_append(*place, value_at(alerts, i));
    }
    for (size_t i = 0; i < value_len(of_cards); i++)
        value_append(cards, make_card(arena, value_at(of_cards, i)));
    return cards;
}

/* ---- silences ---- */

/* Those in force, with the title of the kind that they name. */
struct value *page_ready_silences(struct arena *arena, const struct value *silences)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(silences); i++) {
        struct value *silence = value_copy(arena, value_at(silences, i));
        const char *kind = value_get_text(silence, "kind", NULL);
        value_set(silence, "what", kind ? value_printf(arena, "alert_%s", kind) : value_null(arena));
        value_set_text(silence, "made_text", page_instant(arena, value_get_text(silence, "made_at", NULL)));
        if (value_get_bool(silence, "holds", false))
            value_append(list, silence);
    }
    return list;
}
