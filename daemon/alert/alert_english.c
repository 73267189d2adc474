/* An alert's English sentence, composed from what it is about: its kind, unit, period, criterion and figure. */
#include "alert/alert.h"

#include "alert/alert_kind.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/decimal.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "package/package.h"
#include "template/template.h"

#include <inttypes.h>
#include <string.h>

/* A rule's own words stay. */
static const char *number_text(struct arena *arena, const char *value)
{
    const char *english = decimal_english(arena, value);
    return english ? english : value;
}

/* "76.9% (20/26), missed"; of a share of nothing the verdict alone; NULL without a figure. */
static const char *figure_text(struct arena *arena, const struct value *figure)
{
    struct buffer text = {0};
    const char *verdict = value_get_text(figure, "verdict", NULL);
    bool share = value_type(value_get(figure, "den")) == VALUE_INT;
    int64_t num = value_get_int(figure, "num", 0), den = value_get_int(figure, "den", 0);
    if (!verdict)
        return NULL;
    if (share && den)
        buffer_printf(&text, "%s (%" PRId64 "/%" PRId64 "), ", number_text(arena, value_get_text(figure, "value", "–")), num, den);
    else if (!share && value_get_text(figure, "value", NULL))
        buffer_printf(&text, "%s, ", number_text(arena, value_get_text(figure, "value", "")));
    for (; *verdict; verdict++)
        buffer_putc(&text, *verdict == '_' ? ' ' : *verdict);
    return buffer_take(&text, arena);
}

static const char *unit_name(const struct package *package, const struct period_list *periods, const char *subject,
                             const char *period_id)
{
    const struct period *period = periods ? period_find(periods, period_id) : NULL;
    const struct unit_fact *unit = package && period ? unit_at(&package->units, subject, period->until - 1) : NULL;
    return unit ? unit->name : subject;
}

void alert_set_english(struct arena *arena, const struct package *package, const struct period_list *periods,
                       struct value *alert)
{
    const struct alert_kind *kind = alert_kind_find(value_get_text(alert, "kind", ""));
    const char *subject = value_get_text(alert, "subject", ""), *period = value_get_text(alert, "period", "");
    const char *unit = unit_name(package, periods, subject, period), *text = NULL;
    struct value *data = value_map(arena);
    value_set_text(data, "unit", unit);
    value_set_text(data, "period", period);
    value_set_text(data, "criterion", value_get_text(alert, "criterion", NULL));
    value_set_text(data, "figure", figure_text(arena, value_get(alert, "figure")));
    value_set_bool(data, "district", package && strcmp(subject, package->district) == 0);
    if (kind && !(text = template_fill(arena, kind->sentence_en, data, NULL)))
        die("alert: the English sentence of %s cannot be filled", kind->name);
    value_set_text(alert, "subject_name", unit);
    value_set_text(alert, "text_en", text);
}
