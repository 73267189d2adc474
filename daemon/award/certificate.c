#include "award/certificate.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/value.h"
#include "document/document.h"
#include "document/document_list.h"
#include "trial/document_trial.h"
#include "package/package.h"
#include "template/template.h"

#include <string.h>

static const struct value *form_of(const struct package *package, const char *kind)
{
    for (size_t i = 0; i < value_len(package->certificates); i++) {
        const struct value *form = value_at(package->certificates, i), *kinds = value_get(form, "kinds");
        for (size_t k = 0; k < value_len(kinds); k++)
            if (strcmp(value_as_text(value_at(kinds, k)), kind) == 0)
                return form;
    }
    return NULL;
}

bool certificate_is_for(const struct package *package, const struct document_kind *kind)
{
    return form_of(package, kind->kind) && value_get(kind->settings, "award");
}

/* What a template has of one award beside what the decision has: name, unit …, individual, number, on. */
static struct value *award_data(struct arena *arena, const struct value *data, const struct value *row, const struct value *nominee, const struct value *draft)
{
    struct value *award = value_copy(arena, data);
    const struct value *number = value_get(draft, "issue_number"), *on = value_get(draft, "issued_on");
    for (size_t i = 0; i < value_len(row); i++)
        value_set(award, value_key(row, i), value_item(row, i));
    value_set_text(award, "unit", value_get_text(nominee, "ward_name", NULL));
    value_set_text(award, "achievement", value_get_text(nominee, "achievement", NULL));
    value_set_bool(award, "individual", strcmp(value_get_text(nominee, "kind", ""), "collective") != 0);
    value_set(award, "number", number ? number : value_null(arena));
    value_set(award, "on", on ? on : value_null(arena));
    return award;
}

static struct value *page_of(struct arena *arena, const struct value *form, const struct value *data, struct err *err)
{
    struct value *page = value_list(arena);
    const struct value *fields = value_get(form, "fields");
    for (size_t i = 0; i < value_len(fields); i++) {
        const struct value *field = value_at(fields, i);
        const char *text = template_fill(arena, value_get_text(field, "text", ""), data, err);
        if (!text)
            return err_prefix(err, "certificates.ini, [%s.%s]", "certificates.ini, [%s.%s]", value_get_text(form, "id", ""), value_get_text(field, "name", "")), NULL;
        struct value *filled = value_copy(arena, field);
        value_set_text(filled, "text", text);
        if (*text)
            value_append(page, filled);
    }
    return page;
}

void certificate_check(const struct package *package, const struct document_kind *kind, struct arena *arena, struct problems *problems)
{
    static const char *const lists[] = {"collectives", "individuals"}, *const kinds[] = {"collective", "individual"};
    const struct value *form = form_of(package, kind->kind), *data = form ? document_trial_data(package, kind, arena) : NULL;
    for (size_t i = 0; data && i < LEN(lists); i++) {
        const struct value *rows = value_get(data, lists[i]);
        struct value *nominee = value_map(arena), *draft = value_map(arena);
        struct err err = {0};
        if (i) { /* as issued, else as a trial print */
            value_set_int(draft, "issue_number", 1);
            value_set(draft, "issued_on", value_get(data, "day"));
        }
        value_set_text(nominee, "kind", kinds[i]);
        value_set_text(nominee, "ward_name", "");
        value_set_text(nominee, "achievement", "");
        if (value_len(rows) && !page_of(arena, form, award_data(arena, data, value_at(rows, 0), nominee, draft), &err)) {
            problem_add_err(problems, "certificates.ini", 0, NULL, &err);
            return;
        }
    }
}

struct value *certificate_form(struct arena *arena, const struct package *package, const struct document_kind *kind, const struct value *draft,
                               const struct value *dossier, size_t most, struct err *err)
{
    const struct value *form = form_of(package, kind->kind), *nominees = value_get(dossier, "nominees");
    if (!form || !value_get(value_get(dossier, "rates"), "base_salary"))
        return err_set(err, "“%s” không có tờ giấy khen nào trong certificates.ini; giấy khen in từ quyết định khen thưởng, thêm loại ấy vào “kinds” của một tờ",
                       "certificates.ini has no form for “%s”; certificates are printed from a decision of commendation: add the kind to `kinds` of a form", kind->title),
               NULL;
    struct value *data = document_data(arena, package, NULL, dossier, err), *made = value_copy(arena, form), *pages = value_list(arena);
    if (!data)
        return NULL;
    size_t collectives = 0, individuals = 0;
    for (size_t i = 0; i < value_len(nominees) && (!most || i < most); i++) {
        const struct value *nominee = value_at(nominees, i);
        bool collective = strcmp(value_get_text(nominee, "kind", ""), "collective") == 0;
        const struct value *row = collective ? value_at(value_get(data, "collectives"), collectives++) : value_at(value_get(data, "individuals"), individuals++);
        const struct value *page = page_of(arena, form, award_data(arena, data, row, nominee, draft), err);
        if (!page)
            return NULL;
        value_append(pages, page);
    }
    value_set(made, "pages", pages);
    return made;
}
