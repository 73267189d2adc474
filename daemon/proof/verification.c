#include "proof/verification.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/day.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/file.h"
#include "base/value.h"
#include "command/perform.h"
#include "contest/seal.h"
#include "document/draft.h"
#include "document/document_target.h"
#include "login/signing_key.h"
#include "package/package.h"
#include "parse/parse_template.h"
#include "person/caller.h"
#include "proof/paper_figures.h"
#include "proof/stamp.h"
#include "store/store.h"

#include <stdlib.h>
#include <string.h>

static struct value *unknown(struct arena *arena)
{
    struct value *answer = value_map(arena);
    value_set_text(answer, "found", "none");
    value_set_bool(answer, "is_issued", false);
    value_set(answer, "rows", value_list(arena));
    return answer;
}

/* ---- a paper that was found ---- */

/* The sealed cells of whom the paper is about. */
static struct value *rows_of(struct arena *arena, const struct value *seal, const char *subject)
{
    const struct value *content = value_get(seal, "content"), *criteria = value_get(content, "criteria"), *cells = document_cells(content, "ward", subject);
    struct value *rows = value_list(arena);
    cells = cells ? cells : document_cells(content, "district", subject);
    const struct value *team = cells ? NULL : document_cells(content, "team", subject); /* it was judged by some criteria alone */
    cells = cells ? cells : team;
    for (size_t i = 0; cells && i < value_len(criteria); i++) {
        const char *id = value_get_text(value_at(criteria, i), "id", "");
        if (team && !value_get(team, id))
            continue;
        struct value *row = document_target(arena, value_at(criteria, i), value_get(cells, id));
        value_set_text(row, "criterion", id);
        value_append(rows, row);
    }
    return rows;
}

static bool add_newer(struct command_call *call, const struct value *draft, struct value *answer, struct err *err)
{
    const struct value *newer = store_row(call->store, call->arena, err, QUERY_STAMP_NEWER, "t", value_get_text(draft, "id", ""));
    value_set_text(answer, "newer", newer ? value_get_text(newer, "id", NULL) : NULL);
    return newer != NULL;
}

static struct value *known(struct command_call *call, const char *id, const char *found, struct value *answer, struct err *err)
{
    static const char *const copied[] = {"title", "subject", "phase", "state", "issue_number", "issued_on"};
    const struct package *package;
    const struct period_list *periods;
    const struct value *draft = call_package(call, &package, &periods, err) ? draft_show(call->store, call->arena, package, id, err) : NULL;
    if (!draft)
        return NULL;
    bool issued = !value_is_null(value_get(draft, "issued_on"));
    value_set_text(answer, "found", found);
    value_set_bool(answer, "is_issued", issued);
    if (!issued && caller_roles(call->caller) == ROLE_PUBLIC) {
        struct value *told = value_map(call->arena);
        value_set_text(told, "found", NULL);
        value_set_bool(told, "is_issued", false);
        value_set(told, "rows", value_list(call->arena));
        return told;
    }
    const struct value *issuer = value_get(value_get(draft, "content"), "issuer"), *seal = seal_get(call->store, call->arena, value_get_text(draft, "seal", ""), err);
    value_set_text(answer, "paper", id);
    for (size_t i = 0; i < LEN(copied); i++)
        value_set(answer, copied[i], value_get(draft, copied[i]));
    value_set_text(answer, "issuer", value_get_text(issuer, "name", value_get_text(issuer, "id", NULL)));
    value_set_text(answer, "symbol", value_get_text(issuer, "symbol", NULL));
    value_set(answer, "rows", rows_of(call->arena, seal, value_get_text(draft, "subject", "")));
    return seal && add_newer(call, draft, answer, err) ? answer : NULL;
}

/* ---- by a stamp ---- */

static struct value *by_stamp(struct command_call *call, const struct value *stamp, const char *found, struct err *err)
{
    const char *payload = value_get_text(stamp, "payload", ""), *id = value_get_text(stamp, "draft", "");
    struct value *answer = value_map(call->arena);
    if (!signing_holds_text(value_get_text(stamp, "key", ""), payload, strlen(payload), value_get_text(stamp, "signature", "")) ||
        strcmp(stamp_code(call->arena, payload), value_get_text(stamp, "code", "")) != 0) {
        err_set(err, "mã kiểm tra của “%s” bị sửa trong dữ liệu; xem audit verify", "the stamp of “%s” was changed in the store; see audit verify", id);
        return NULL;
    }
    value_set(answer, "code", value_get(stamp, "code"));
    value_set(answer, "version", value_get(stamp, "version"));
    value_set_bool(answer, "newest", value_get_int(stamp, "newest", 0) != 0);
    return known(call, id, found, answer, err);
}

struct value *verification_by_code(struct command_call *call, const char *typed, struct err *err)
{
    const char *code = stamp_code_of(call->arena, typed);
    if (!code) {
        err_set(err, "“%s” không phải là mã kiểm tra; mã có 16 chữ và số ở chân trang cuối, như 7KQ2-9ZXA-04MN-PR5T",
                "“%s” is no code of a paper; it has 16 letters and digits at the foot of the last page, as 7KQ2-9ZXA-04MN-PR5T", typed);
        return NULL;
    }
    const struct value *stamp = store_row(call->store, call->arena, err, QUERY_STAMP_BY_CODE, "t", code);
    if (!stamp || value_is_null(stamp))
        return stamp ? unknown(call->arena) : NULL;
    return by_stamp(call, stamp, "code", err);
}

/* ---- by a file ---- */

/* A Word file that is no version that we keep: by its figures, else by the code that it bears. */
static struct value *by_text(struct command_call *call, const struct file *file, struct err *err)
{
    struct arena *arena = call->arena;
    const struct value *text = parse_paper(call->worker, file->bytes, file->len, arena, err);
    if (!text)
        return NULL;
    const char *figures = paper_figures(arena, text), *code = paper_code(arena, text);
    const struct value *stamp = store_row(call->store, arena, err, QUERY_STAMP_BY_FIGURES, "tt", digest_bytes(arena, figures, strlen(figures)), code);
    if (!stamp || !value_is_null(stamp))
        return stamp ? by_stamp(call, stamp, "figures", err) : NULL;
    stamp = code ? store_row(call->store, arena, err, QUERY_STAMP_BY_CODE, "t", code) : NULL;
    return stamp && !value_is_null(stamp) ? by_stamp(call, stamp, "changed", err) : unknown(arena);
}

struct value *verification_by_file(struct command_call *call, const struct file *file, struct err *err)
{
    struct arena *arena = call->arena;
    const char *hash = digest_bytes(arena, file->bytes, file->len);
    const struct value *version = store_row(call->store, arena, err, QUERY_STAMP_BY_FILE, "t", hash);
    if (version && value_is_null(version))
        version = store_row(call->store, arena, err, QUERY_STAMP_BY_COPY, "t", hash);
    if (!version)
        return NULL;
    if (!value_is_null(version) && value_get_text(version, "code", NULL))
        return by_stamp(call, version, "file", err);
    if (!value_is_null(version)) {
        struct value *answer = value_map(arena);
        value_set(answer, "version", value_get(version, "version"));
        return known(call, value_get_text(version, "draft", ""), "file", answer, err);
    }
    if (file->len > 4 && memcmp(file->bytes, "%PDF", 4) == 0) {
        err_set(err, "không giữ tệp PDF nào đúng từng byte như tệp này; hãy kiểm tra bằng mã ở chân trang cuối",
                "no PDF that is kept is the same byte for byte; check it by the code at the foot of its last page");
        return NULL;
    }
    return by_text(call, file, err);
}

/* ---- by the register ---- */

static const char *numbered(struct arena *arena, const struct value *row)
{
    const char *symbol = value_get_text(row, "symbol", "");
    return arena_printf(arena, "%lld%s%s", (long long)value_get_int(row, "number", 0), *symbol ? "/" : "", symbol);
}

static struct value *refuse_many(struct command_call *call, const struct value *rows, struct err *err)
{
    struct buffer list = {0};
    for (size_t i = 0; i < value_len(rows); i++)
        buffer_printf(&list, "%s%s (%s, %lld)", i ? "; " : "", numbered(call->arena, value_at(rows, i)), value_get_text(value_at(rows, i), "issuer_name", ""),
                      (long long)value_get_int(value_at(rows, i), "year", 0));
    err_set(err, "có %zu văn bản mang số ấy: %s; ghi cả ký hiệu hoặc năm (--number 12/QĐ-UBND --year 2025)",
            "%zu papers have that number: %s; give its symbol or year too (--number 12/QĐ-UBND --year 2025)", value_len(rows), buffer_text(&list));
    buffer_finish(&list);
    return NULL;
}

/* What the clerk or the office's own system entered: nothing of it is kept here but its line. */
static struct value *entered(struct arena *arena, const struct value *row)
{
    struct value *answer = value_map(arena);
    value_set_text(answer, "found", "number");
    value_set_bool(answer, "is_issued", true);
    value_set(answer, "title", value_get(row, "title"));
    value_set(answer, "subject", value_get(row, "subject"));
    value_set(answer, "issuer", value_get(row, "issuer_name"));
    value_set(answer, "symbol", value_get(row, "symbol"));
    value_set(answer, "issue_number", value_get(row, "number"));
    value_set_text(answer, "issued_on", day_text(arena, (int32_t)value_get_int(row, "day", 0)));
    value_set(answer, "rows", value_list(arena));
    return answer;
}

struct value *verification_by_number(struct command_call *call, const char *text, int64_t year, struct err *err)
{
    char *end;
    long long number = strtoll(text, &end, 10);
    if (caller_roles(call->caller) == ROLE_PUBLIC) {
        err_set(err, "tra theo số thì cần đăng nhập; chưa đăng nhập thì dùng mã ở chân trang cuối hoặc chính tệp ấy",
                "log in to look up a number; without an account use the code at the foot of the last page, or the file itself");
        return NULL;
    }
    if (number <= 0 || (*end && (*end != '/' || !end[1]))) {
        err_set(err, "“%s” không phải số văn bản; số có dạng 12 hoặc 12/QĐ-UBND", "“%s” is no number of a paper; it is written 12 or 12/QĐ-UBND", text);
        return NULL;
    }
    const struct value *rows = store_rows(call->store, call->arena, err, QUERY_REGISTER_BY_NUMBER, "iti", (int64_t)number, *end ? end + 1 : NULL, year);
    if (!rows || !value_len(rows))
        return rows ? unknown(call->arena) : NULL;
    if (value_len(rows) > 1)
        return refuse_many(call, rows, err);
    const char *draft = value_get_text(value_at(rows, 0), "draft", NULL);
    return draft ? known(call, draft, "number", value_map(call->arena), err) : entered(call->arena, value_at(rows, 0));
}
