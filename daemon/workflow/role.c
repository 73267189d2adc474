#include "workflow/role.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/value.h"

#include <string.h>

const struct role_row role_table[] = {
    {ROLE_OFFICER, "officer", "cán bộ nhập số liệu", "officer", "an officer"},
    {ROLE_REVIEWER, "reviewer", "người xác nhận", "reviewer", "a reviewer"},
    {ROLE_LEADER, "leader", "lãnh đạo", "leader", "a leader"},
    {ROLE_CLERK, "clerk", "văn thư", "clerk", "a clerk"},
    {ROLE_AUDITOR, "auditor", "kiểm tra viên", "auditor", "an auditor"},
    {ROLE_ADMINISTRATOR, "administrator", "quản trị viên", "administrator", "an administrator"},
    {ROLE_MACHINE, "machine", "máy chủ", "daemon", "the daemon"},
    {ROLE_PUBLIC, "public", "người chưa đăng nhập", "visitor", "anybody"},
};
const size_t role_count = LEN(role_table);

const struct role_row *role_find(const char *name)
{
    for (size_t i = 0; i < role_count; i++)
        if (strcmp(role_table[i].name, name) == 0)
            return &role_table[i];
    return NULL;
}

static const struct role_row *row_of(enum role role)
{
    for (size_t i = 0; i < role_count; i++)
        if (role_table[i].role == role)
            return &role_table[i];
    die("role: none has the number %d", (int)role);
}

const char *role_name(enum role role)
{
    return row_of(role)->name;
}

const char *role_title(enum role role, bool english)
{
    return english ? row_of(role)->one_en : row_of(role)->vi;
}

void role_put(struct buffer *out, unsigned roles, const char *between, bool english)
{
    size_t before = out->len;
    for (size_t i = 0; i < role_count; i++)
        if (roles & role_table[i].role)
            buffer_printf(out, "%s%s", out->len == before ? "" : between, role_title(role_table[i].role, english));
}

struct value *role_names(struct arena *arena, unsigned roles)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < role_count; i++)
        if (roles & role_table[i].role)
            value_append(list, value_text(arena, role_table[i].name));
    return list;
}
