#include "records.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"

static const char *const wards[] = {"dong-hai-1", "dong-hai-2", "dang-lam", "thanh-to",
                                    "dang-hai",   "nam-hai",    "cat-bi",   "trang-cat"};
static const char *const reported[] = {"tip",        "incident", "callout",  "model", "business_violation", "population",
                                       "weapon_case", "reoffence", "patrol", "accident", "good_deed"};
enum { MEMBERS = 3, FILES_MAX = 8 };

struct folder {
    struct arena *arena;
    struct file_list list;
};

static struct folder folder_of(struct arena *arena)
{
    return (struct folder){arena, {arena_alloc(arena, FILES_MAX * sizeof(struct file)), 0}};
}

static void folder_add(struct folder *folder, const char *path, struct buffer *text)
{
    size_t len = text->len;
    folder->list.items[folder->list.len++] = (struct file){path, buffer_take(text, folder->arena), len};
}

struct file_list records_roster(struct arena *arena)
{
    struct folder folder = folder_of(arena);
    struct buffer unit = {0}, member = {0};
    buffer_puts(&unit, "unit_id,level,parent,name,valid_from\n");
    buffer_puts(&member, "member_id,team,full_name,birth_date,sex,role,valid_from\n");
    for (size_t i = 0; i < LEN(wards); i++) {
        buffer_printf(&unit, "%s-1,team,%s,Tổ bảo vệ số 1,2024-07-01\n", wards[i], wards[i]);
        for (int j = 1; j <= MEMBERS; j++)
            buffer_printf(&member, "%s-1-%d,%s-1,Trần Văn Bình,1970-05-0%d,male,%s,2024-07-01\n", wards[i], j, wards[i],
                          j, j == 1 ? "leader" : "member");
    }
    folder_add(&folder, "unit.csv", &unit);
    folder_add(&folder, "member.csv", &member);
    return folder.list;
}

static void put_tip(struct buffer *tip, const char *month, const char *ward, int number, const char *channel)
{
    buffer_printf(tip, "tin-%s-%s-%d,%s,%s-%02d,%s,trộm cắp tài sản,yes\n", month, ward, number, ward, month,
                  number % 28 + 1, channel);
}

struct file_list records_month(struct arena *arena, const char *month, int times)
{
    struct folder folder = folder_of(arena);
    struct buffer tip = {0}, patrol = {0}, deed = {0}, submission = {0};
    buffer_puts(&tip, "tip_id,ward,received_on,channel,category,verified\n");
    buffer_puts(&patrol, "patrol_id,member_id,on_date\n");
    buffer_puts(&deed, "deed_id,team,on_date,kind,description\n");
    buffer_puts(&submission, "ward,period,record_type,nil_return,submitted_on\n");
    for (size_t i = 0; i + 1 < LEN(wards); i++) { /* trang-cat reports nothing */
        for (int j = 0; j < 10 * times; j++)
            put_tip(&tip, month, wards[i], j, j % 10 < 8 ? "force" : "zalo");
        for (int j = 0; j < MEMBERS * times; j++)
            buffer_printf(&patrol, "tt-%s-%s-%d,%s-1-%d,%s-%02d\n", month, wards[i], j, wards[i], j % MEMBERS + 1,
                          month, j % 28 + 1);
        buffer_printf(&deed, "vt-%s-%s,%s-1,%s-10,deed,Giúp người dân tìm lại tài sản\n", month, wards[i], wards[i],
                      month);
        for (size_t j = 0; j < LEN(reported); j++)
            buffer_printf(&submission, "%s,%s,%s,no,%s-28\n", wards[i], month, reported[j], month);
    }
    folder_add(&folder, "tip.csv", &tip);
    folder_add(&folder, "patrol.csv", &patrol);
    folder_add(&folder, "good_deed.csv", &deed);
    folder_add(&folder, "submission.csv", &submission);
    return folder.list;
}

struct file_list records_late(struct arena *arena)
{
    struct folder folder = folder_of(arena);
    struct buffer tip = {0};
    buffer_puts(&tip, "tip_id,ward,received_on,channel,category,verified\n");
    for (int i = 110; i < 140; i++) /* known up to 119, and then with another channel */
        put_tip(&tip, "2024-11", "cat-bi", i, "phone");
    folder_add(&folder, "tip.csv", &tip);
    return folder.list;
}

struct file_list records_nominations(struct arena *arena)
{
    struct folder folder = folder_of(arena);
    struct buffer rows = {0};
    buffer_puts(&rows, "nomination_id,ward,phase,kind,subject,addressee,achievement,minutes_on,votes_for,votes_present\n");
    for (size_t i = 0; i < LEN(wards); i++)
        buffer_printf(&rows, "dn-%s,%s,phase-1,collective,%s-1,district_chair,Thành tích xuất sắc,2025-02-06,7,7\n",
                      wards[i], wards[i], wards[i]);
    folder_add(&folder, "nomination.csv", &rows);
    return folder.list;
}
