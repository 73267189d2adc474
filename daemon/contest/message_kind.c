#include "contest/message_kind.h"

#include "base/array.h"
#include "base/problem.h"
#include "base/text.h"
#include "package/package.h"
#include "package/message_route.h"
#include "store/change.h"
#include "store/store.h"

#include <string.h>

#define ENDS "{% if link %}\n\n{{ link }}{% endif %}"
#define BY "{% if actor %}\nBy: {{ actor }}.{% endif %}{% if note %}\nReason: {{ note }}{% endif %}"

const struct message_kind message_kinds[] = {
    {MESSAGE_ALERT_OPENED, "alert", {"raise", "reopen", "succeed"}, "cảnh báo mở", "an alert opened", MESSAGE_TO_UNTOLD, false, false, false, "Alert: {{ what }}, {{ unit }}, {{ period }}", "{{ text }}{% if help %}\n\nOutlook: {{ help }}.{% endif %}" ENDS},
    {"alert.resolved", "alert", {"resolve", "close"}, "cảnh báo khép lại", "an alert resolved", MESSAGE_TO_TOLD, false, false, false,
     "Resolved: {{ what }}, {{ unit }}, {{ period }}", "What was told before is over{% if note %} ({{ note }}){% endif %}: {{ text }}" ENDS},
    {"alert.final", NULL, {NULL}, "cảnh báo khép lại khi chốt đợt", "alerts final at the seal", MESSAGE_TO_TOLD, false, false, false, "{{ period }} is sealed: alerts are final, {{ unit }}",
     "{{ period }} is sealed, so these alerts of {{ unit }} are final; only a run adjusted after the seal can change what they say.\n{{ text }}" ENDS},
    {"alert.expired", "alert", {"expire"}, "cảnh báo hết hạn ghi nhận, vẫn còn", "an acknowledgement ended, the alert stands", MESSAGE_TO_ALL, false, false, false,
     "No longer acknowledged and still there: {{ what }}, {{ unit }}, {{ period }}", "The acknowledgement is over, and it is still there: {{ text }}" ENDS},
    {"alert.worse", "alert", {"worsen"}, "cảnh báo đã ghi nhận xấu đi", "an acknowledged alert got worse", MESSAGE_TO_ALL, false, false, false,
     "Got worse: {{ what }}, {{ unit }}, {{ period }}", "It was acknowledged and has got worse since; it is no longer acknowledged: {{ text }}" ENDS},
    {"alert.escalated", "alert", {"escalate"}, "cảnh báo chưa ai nhận, báo cấp trên", "an alert that nobody took", MESSAGE_TO_ALL, false, false, true,
     "Nobody took it: {{ what }}, {{ unit }}, {{ period }}",
     "Nobody has acknowledged it in time: {{ text }}{% if lines %}\n{% for line in lines %}- {{ line }}\n{% endfor %}{% endif %}" ENDS},
    {"paper.submitted", "draft", {"submit"}, "văn bản trình duyệt", "a paper submitted", MESSAGE_TO_ALL, true, true, false, "For your decision: {{ title }}, {{ unit }}",
     "{{ title }}, {{ unit }}, {{ period }}\n{% for line in lines %}- {{ line }}\n{% endfor %}\nYou are asked to read the attached draft and to approve or return it.{% if actor %}\nSubmitted by: "
     "{{ actor }}.{% endif %}" ENDS},
    {"paper.returned", "draft", {"return"}, "văn bản bị trả lại", "a paper returned", MESSAGE_TO_ALL, true, false, false, "Returned: {{ title }}, {{ unit }}",
     "{{ title }}, {{ unit }}, {{ period }} was returned." BY ENDS},
    {"paper.approved", "draft", {"approve"}, "văn bản đã duyệt", "a paper approved", MESSAGE_TO_ALL, false, false, false, "Approved: {{ title }}, {{ unit }}",
     "{{ title }}, {{ unit }}, {{ period }} was approved; it waits for its number." BY ENDS},
    {"paper.issued", "draft", {"issue"}, "văn bản đã ban hành", "a paper issued", MESSAGE_TO_ALL, false, true, false, "Issued: {{ title }}, {{ unit }}", "{{ title }}, {{ unit }}, {{ period }} was issued." ENDS},
    {"report.due", NULL, {NULL}, "sắp đến hạn gửi báo cáo", "monthly returns due soon", MESSAGE_TO_ALL, false, false, false, "Monthly returns are due soon: {{ unit }}, {{ period }}",
     "{{ unit }}, {{ period }}: monthly returns are due soon and some are missing ({{ text }})." ENDS},
    {"duty.opened", "duty", {"open", "resume"}, "nhiệm vụ đến lúc làm", "a duty to do", MESSAGE_TO_ALL, false, false, false, "To do: {{ title }} ({{ period }})",
     "{{ unit }}: {{ title }} ({{ period }}), {{ text }}." ENDS},
    {"duty.moved", "duty", {"move"}, "nhiệm vụ dời hạn", "a duty whose due day moved", MESSAGE_TO_ALL, false, false, false, "New due day: {{ title }} ({{ period }})",
     "{{ unit }}: the due day has moved: {{ title }} ({{ period }}), {{ text }}." ENDS},
    {"duty.due", NULL, {NULL}, "nhiệm vụ sắp đến hạn", "a duty due soon", MESSAGE_TO_ALL, false, false, false, "Due soon: {{ title }} ({{ period }})", "{{ unit }}: {{ title }} ({{ period }}), {{ text }}." ENDS},
    {"nomination.due", NULL, {NULL}, "nhắc đề nghị khen thưởng", "a nomination is missing", MESSAGE_TO_ALL, false, false, false, "No nomination yet: {{ unit }}, {{ period }}",
     "{{ unit }}, {{ period }}: nobody is nominated, and no reason is given ({{ text }})." ENDS},
    {"rule.proposed", "proposal", {"propose"}, "đề xuất đổi quy tắc", "a change of rules proposed", MESSAGE_TO_ALL, false, false, false, "A change of the rules waits (proposal {{ object }})",
     "Proposal {{ object }} to change the rules waits for a second person." BY ENDS},
    {"rule.activated", "proposal", {"activate"}, "quy tắc mới áp dụng", "new rules in force", MESSAGE_TO_ALL, false, false, false, "Rules changed (proposal {{ object }})",
     "Proposal {{ object }} is in force." BY ENDS},
    {"seal.reopening", "reopening", {"propose"}, "đề nghị mở lại bản chốt", "a seal to be re-opened", MESSAGE_TO_ALL, false, false, false, "A seal is to be re-opened ({{ object }})",
     "The re-opening {{ object }} of a sealed phase waits for a second person." BY ENDS},
    {"lock.asked", "exception", {"ask"}, "xin sửa số liệu tháng đã khóa", "leave asked for a locked month", MESSAGE_TO_ALL, false, false, false, "Leave is asked for a locked month ({{ object }})",
     "Request {{ object }} to change the records of a locked month waits." BY ENDS},
    {"lock.decided", "exception", {"grant", "refuse"}, "đã trả lời việc xin sửa tháng đã khóa", "an answer about a locked month", MESSAGE_TO_ALL, false, false, false,
     "Answer to request {{ object }} about a locked month", "Request {{ object }} about a locked month was decided." BY ENDS},
    {"digest.weekly", NULL, {NULL}, "tình hình tuần", "how the week stands", MESSAGE_TO_ALL, true, false, false, "How things stand, as of {{ as_of }}",
     "As of {{ as_of }}.\n{% for day in days %}{{ day.title }}: {{ day.left }} days left.\n{% endfor %}"
     "{% if title %}\nTHE BOARD: {{ title }} ({% if standing == \"live\" %}so far{% else %}{{ standing }}{% endif %})\n"
     "{% for row in rows %}- {{ row.name }}{% if row.place %} (place {{ row.place }}{% if row.tied %}, tied{% endif %}){% endif %}: {{ row.met }}/{{ row.arose }} met"
     "{% if row.missed %}; missed {% for cell in row.missed %}{% if not loop.first %}, {% endif %}{{ cell.id }}{% if cell.value_en %} ({{ cell.value_en }}){% endif %}{% endfor %}{% endif %}"
     "{% if row.unreported %}; not reported {% for cell in row.unreported %}{% if not loop.first %}, {% endif %}{{ cell.id }}{% endfor %}{% endif %}"
     "{% if row.open %}; {{ open.title }} so far {{ row.open.met }}/{{ row.open.arose }}{% endif %}\n{% endfor %}{% else %}\nThere are no figures yet.\n{% endif %}"
     "{% for period in ahead %}\nTHE OUTLOOK: {{ period.title }} (an estimate)\n"
     "{% for row in period.rows %}- {{ row.name }}: {% if row.cannot %}can no longer meet {% for cell in row.cannot %}{% if not loop.first %}, {% endif %}{{ cell.id }}{% endfor %}"
     "{% if row.needs or row.risk %}; {% endif %}{% endif %}"
     "{% if row.needs %}still can with {% for cell in row.needs %}{% if not loop.first %}, {% endif %}{{ cell.needed_en }} more of {{ cell.id }}"
     "{% if cell.pace_en %} (at this pace {{ cell.pace_en }}){% endif %}{% endfor %}{% if row.risk %}; {% endif %}{% endif %}"
     "{% if row.risk %}met so far, missed at this pace {% for cell in row.risk %}{% if not loop.first %}, {% endif %}{{ cell.id }} ({{ cell.pace_en }}){% endfor %}{% endif %}\n{% endfor %}"
     "{% if period.more %}- and {{ period.more }} more units\n{% endif %}{% endfor %}"
     "{% if waits %}\nWAITS FOR YOU\n{% for line in waits %}- {{ line }}\n{% endfor %}{% endif %}"
     "{% if soon %}\nABOUT TO BE MISSED\n{% for line in soon %}- {{ line.en }}\n{% endfor %}{% if soon_more %}- and {{ soon_more }} more\n{% endif %}{% endif %}"
     "{% if link %}\n{{ link }}{% endif %}"},
};
const size_t message_kind_count = LEN(message_kinds);

const struct message_kind *message_kind_find(const char *name)
{
    for (size_t i = 0; i < message_kind_count; i++)
        if (strcmp(message_kinds[i].name, name) == 0)
            return &message_kinds[i];
    return NULL;
}

bool message_kind_is_of(const struct message_route *route, const char *name)
{
    for (size_t i = 0; i < route->kind_count; i++)
        if (strcmp(route->kinds[i], name) == 0)
            return true;
    return false;
}

bool message_kind_is_routed(const struct package *package, const char *name)
{
    for (size_t i = 0; i < package->route_count; i++)
        if (message_kind_is_of(&package->routes[i], name))
            return true;
    return false;
}

static const struct message_kind *kind_of_act(const char *life, const char *act)
{
    for (size_t i = 0; i < message_kind_count; i++)
        for (size_t j = 0; message_kinds[i].life && message_kinds[i].acts[j]; j++)
            if (strcmp(message_kinds[i].life, life) == 0 && strcmp(message_kinds[i].acts[j], act) == 0)
                return &message_kinds[i];
    return NULL;
}

bool message_cause_note(struct change *change, const char *kind, const char *object, const char *note, struct err *err)
{
    return store_do(change->store, err, QUERY_MESSAGE_CAUSE_ADD, "ttiitt", kind, object, change->sequence, change->at, change->actor, note);
}

bool message_cause_of_act(struct change *change, const char *life, const char *object, const char *act, const char *note, struct err *err)
{
    const struct message_kind *kind = kind_of_act(life, act);
    return !kind || message_cause_note(change, kind->name, object, note, err);
}

void message_kind_check(const struct package *package, struct problems *problems)
{
    const char *names[LEN(message_kinds)];
    for (size_t i = 0; i < LEN(names); i++)
        names[i] = message_kinds[i].name;
    for (size_t i = 0; i < package->route_count; i++)
        for (size_t j = 0; j < package->routes[i].kind_count; j++) {
            const struct message_route *route = &package->routes[i];
            const char *kind = route->kinds[j], *near = text_nearest(kind, names, LEN(names));
            if (message_kind_find(kind))
                continue;
            problem_add(problems, "routes.ini", route->line, route->name, "không có loại tin “%s”%s%s%s; xem docs/messages.vi.md",
                        "there is no kind of message “%s”%s%s%s; see docs/messages.en.md", kind, near ? " (“" : "", near ? near : "", near ? "”?)" : "");
        }
}
