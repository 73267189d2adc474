/*
 * All life cycles. To add an act: its line under `acts`, a row that says from where to where, who, what it needs; when something
 * follows, the effect's name, and the effect in the room that owns the kind (its `effects` table). docs/workflow/ shows each.
 */
#include "workflow/workflow.h"

#include "base/array.h"
#include "workflow/role.h"

#define NEW WORKFLOW_NEW
#define ADMINISTRATOR ROLE_ADMINISTRATOR
#define MACHINE ROLE_MACHINE
#define OFFICER ROLE_OFFICER
#define REVIEWER ROLE_REVIEWER
#define LEADER ROLE_LEADER
#define CLERK ROLE_CLERK

/* clang-format off */

/* A record as a ward sends it (contest.md §3). A file brings a record in any state, so each can be the first and each can follow
 * each; rules see what is confirmed. Owner: import/. */
static const struct workflow_state record_states[] = {
    {"draft",     WORKFLOW_STANDS | WORKFLOW_UNFINISHED,               "nháp", "draft", NULL, NULL},
    {"waiting",   WORKFLOW_STANDS | WORKFLOW_CLAIMS | WORKFLOW_PENDING, "chờ xác nhận", "waiting", NULL, NULL},
    {"confirmed", WORKFLOW_STANDS | WORKFLOW_CLAIMS | WORKFLOW_COUNTS,  "đã xác nhận", "confirmed", NULL, NULL},
    {"returned",  0,                                                    "bị trả", "returned", NULL, NULL},
    {"withdrawn", 0,                                                    "đã rút", "withdrawn", NULL, NULL},
};
static const struct workflow_act record_acts[] = {
    {"save",     "saved",     "records enter", "ghi nháp", "save as a draft", "đã ghi nháp", "saved"},
    {"submit",   "submitted", "records enter", "gửi để xác nhận", "submit", "đã gửi", "submitted"},
    {"confirm",  "confirmed", "records confirm", "xác nhận", "confirm", "đã xác nhận", "confirmed"},
    {"return",   "returned",  "records return", "trả lại", "return", "đã trả lại", "returned"},
    {"withdraw", "withdrawn", "records withdraw", "rút", "withdraw", "đã rút", "withdrawn"},
};
#define ENTERS ROLE_OFFICER
#define CONFIRMS (ROLE_REVIEWER | ROLE_ADMINISTRATOR)
#define ANY_RECORD {NEW, "draft", "waiting", "confirmed", "returned", "withdrawn"}
static const struct workflow_row record_rows[] = {
    {.act = "save",     .from = {NEW, "draft", "waiting", "returned"}, .to = "draft", .roles = ENTERS | CONFIRMS},
    {.act = "save",     .from = {"confirmed", "withdrawn"}, .to = "draft",     .roles = CONFIRMS},
    {.act = "submit",   .from = ANY_RECORD,                 .to = "waiting",   .roles = ENTERS | CONFIRMS},
    {.act = "confirm",  .from = ANY_RECORD,                 .to = "confirmed", .roles = CONFIRMS},
    {.act = "return",   .from = ANY_RECORD,                 .to = "returned",  .roles = CONFIRMS, .needs = WORKFLOW_REASON},
    {.act = "withdraw", .from = ANY_RECORD,                 .to = "withdrawn", .roles = ENTERS | CONFIRMS, .needs = WORKFLOW_REASON},
};

/* A change of the rules in force: one person proposes, another puts it in force. When other rules come in force meanwhile, one that they
 * leave alone is carried over. Owner: amendment/. */
static const struct workflow_state proposal_states[] = {
    {"proposed",   WORKFLOW_STANDS | WORKFLOW_PENDING, "đang chờ", "waiting", NULL, NULL},
    {"activated",  WORKFLOW_FINAL, "đã áp dụng", "in force",
     "muốn dùng lại bản trước thì rules restore", "to go back to an earlier version use rules restore"},
    {"withdrawn",  WORKFLOW_FINAL, "đã rút", "withdrawn", "hãy đề xuất lại (rules propose)", "propose it again (rules propose)"},
    {"superseded", WORKFLOW_FINAL, "đã lỗi thời", "superseded",
     "quy tắc áp dụng đã đổi sau đó; hãy xem lại rồi đề xuất lần nữa (rules propose)",
     "the rules in force have changed since; look again and propose once more (rules propose)"},
};
static const struct workflow_act proposal_acts[] = {
    {"propose",   "proposed",   "rules propose",  "đề xuất", "propose", "đã đề xuất", "proposed"},
    {"activate",  "activated",  "rules activate", "đưa vào áp dụng", "put in force", "đã đưa vào áp dụng", "put in force"},
    {"withdraw",  "withdrawn",  "rules withdraw", "rút lại", "withdraw", "đã rút", "withdrawn"},
    {"comment",   "commented",  "rules comment",  "ghi ý kiến", "comment", "đã ghi ý kiến", "commented"},
    {"carry",     "carried",    NULL,             "chuyển sang quy tắc mới", "carry over", "đã chuyển sang quy tắc mới", "carried over"},
    {"supersede", "superseded", NULL,             "cho lỗi thời", "supersede", "đã lỗi thời", "superseded"},
};
static const struct workflow_row proposal_rows[] = {
    {.act = "propose",   .from = {NEW},        .to = "proposed",   .roles = ADMINISTRATOR, .needs = WORKFLOW_REASON},
    {.act = "activate",  .from = {"proposed"}, .to = "activated",  .roles = ADMINISTRATOR,
     .relation = WORKFLOW_ANOTHER, .relation_act = "propose", .follows = "put_in_force"},
    {.act = "withdraw",  .from = {"proposed"}, .to = "withdrawn",  .roles = ADMINISTRATOR, .needs = WORKFLOW_REASON},
    {.act = "comment",   .from = {"proposed"}, .to = "proposed",   .roles = ADMINISTRATOR | LEADER, .needs = WORKFLOW_REASON},
    {.act = "carry",     .from = {"proposed"}, .to = "proposed",   .roles = MACHINE, .needs = WORKFLOW_REASON},
    {.act = "supersede", .from = {"proposed"}, .to = "superseded", .roles = MACHINE, .needs = WORKFLOW_REASON},
};

/* An alert of one (kind, criterion, subject, period) (contest.md §6). Acknowledged lasts until a day; then it is open again and
 * nothing needs to happen. Concluded: its phase was sealed while it was open, so what it says stays so, and only a run adjusted after
 * the seal can resolve it or open it again. Its unit ends: the successor has it from then on, or it lapses. Owner: alert/. */
static const struct workflow_state alert_states[] = {
    {"open",         WORKFLOW_STANDS | WORKFLOW_PENDING, "đang mở", "open", NULL, NULL},
    {"acknowledged", WORKFLOW_STANDS,                    "đã nhận", "acknowledged", NULL, NULL},
    {"resolved",     0,                                  "đã giải quyết", "resolved", NULL, NULL},
    {"concluded",    WORKFLOW_STANDS,                    "đã khép khi chốt đợt", "final", NULL, NULL},
    {"lapsed",       WORKFLOW_FINAL,                     "đã khép cùng đơn vị", "closed with its unit", "đơn vị đã kết thúc và không có đơn vị kế nhiệm nên không ai còn phải xử lý",
     "its unit has ended and nobody followed it, so there is nobody to act on it"},
};
static const struct workflow_act alert_acts[] = {
    {"raise",       "opened",       NULL,         "mở", "open", "mở", "opened"},
    {"reword",      "changed",      NULL,         "đổi câu", "reword", "đổi câu", "reworded"},
    {"acknowledge", "acknowledged", "alerts ack", "ghi nhận", "acknowledge", "đã nhận", "acknowledged"},
    {"expire",      "expired",      NULL,         "hết hạn nhận", "expire", "hết hạn nhận", "expired"},
    {"resolve",     "resolved",     NULL,         "khép lại", "resolve", "đã giải quyết", "resolved"},
    {"close",       "closed",       "alerts close", "đóng", "close", "đã đóng", "closed"},
    {"conclude",    "concluded",    NULL,         "khép lại khi chốt đợt", "make final", "khép lại khi chốt đợt", "made final at the seal"},
    {"succeed",     "succeeded",    NULL,         "chuyển cho đơn vị kế nhiệm", "pass on to the successor", "đã chuyển cho đơn vị kế nhiệm", "passed on to the successor"},
    {"lapse",       "lapsed",       NULL,         "khép lại cùng đơn vị", "close with its unit", "khép lại cùng đơn vị", "closed with its unit"},
    {"vanish",      "period_gone",  NULL,         "khép lại vì kỳ không còn", "close with its period", "khép lại vì kỳ không còn", "closed with its period"},
    {"take_over",   "taken_over",   NULL,         "thay bằng kết quả của kỳ", "leave to the period's result", "đã có kết quả của kỳ", "left to the period's result"},
    {"reopen",      "reopened",     NULL,         "mở lại", "reopen", "mở lại", "reopened"},
    {"worsen",      "worsened",     NULL,         "ghi là xấu đi", "note as worse", "xấu đi, hết ghi nhận", "got worse, no longer acknowledged"},
    {"withhold",    "withheld",     NULL,         "chưa báo", "withhold", "chưa báo tin", "not told yet"},
    {"release",     "told_now",     NULL,         "báo", "release", "được báo tin", "told now"},
    {"escalate",    "escalated",    NULL,         "báo cấp trên", "escalate", "đã báo cấp trên", "told to the next office"},
};
/* Whom it is for, and who follows it. */
#define ANSWERS (ROLE_OFFICER | ROLE_REVIEWER | ROLE_LEADER | ROLE_ADMINISTRATOR)
static const struct workflow_row alert_rows[] = {
    {.act = "raise",       .from = {NEW},                     .to = "open",         .roles = MACHINE},
    {.act = "reword",      .from = {"open"},                  .to = "open",         .roles = MACHINE},
    {.act = "reword",      .from = {"acknowledged"},          .to = "acknowledged", .roles = MACHINE},
    {.act = "acknowledge", .from = {"open", "acknowledged"},  .to = "acknowledged", .roles = ANSWERS,
     .needs = WORKFLOW_UNTIL | WORKFLOW_REASON},
    {.act = "expire",      .from = {"acknowledged"},          .to = "open",         .roles = MACHINE},
    {.act = "resolve",     .from = {"open", "acknowledged", "concluded"}, .to = "resolved", .roles = MACHINE},
    {.act = "conclude",    .from = {"open", "acknowledged", "resolved"}, .to = "concluded", .roles = MACHINE},
    {.act = "succeed",     .from = {"open", "acknowledged"},  .to = "open",         .roles = MACHINE},
    {.act = "lapse",       .from = {"open", "acknowledged"},  .to = "lapsed",       .roles = MACHINE, .needs = WORKFLOW_REASON},
    {.act = "vanish",      .from = {"open", "acknowledged"},  .to = "resolved",     .roles = MACHINE, .needs = WORKFLOW_REASON},
    {.act = "close",       .from = {"open", "acknowledged"},  .to = "resolved",     .roles = ADMINISTRATOR, .needs = WORKFLOW_REASON},
    {.act = "take_over",   .from = {"open", "acknowledged"},  .to = "resolved",     .roles = MACHINE},
    {.act = "reopen",      .from = {"resolved", "concluded"}, .to = "open", .roles = MACHINE},
    {.act = "worsen",      .from = {"acknowledged"},          .to = "open",         .roles = MACHINE},
    {.act = "withhold",    .from = {"open"},                  .to = "open",         .roles = MACHINE},
    {.act = "withhold",    .from = {"acknowledged"},          .to = "acknowledged", .roles = MACHINE},
    {.act = "release",     .from = {"open"},                  .to = "open",         .roles = MACHINE},
    {.act = "release",     .from = {"acknowledged"},          .to = "acknowledged", .roles = MACHINE},
    {.act = "escalate",    .from = {"open"},                  .to = "open",         .roles = MACHINE},
};

/* What keeps alerts from being told, until its last day. Owner: alert/. */
static const struct workflow_state silence_states[] = {
    {"imposed", WORKFLOW_STANDS, "đang tạm im", "in force", NULL, NULL},
    {"lifted",  WORKFLOW_FINAL, "đã bỏ tạm im", "ended", "cần nữa thì đặt tạm im mới (alerts silence)", "make another one if it is still needed (alerts silence)"},
    {"timed_out", WORKFLOW_FINAL, "hết hạn tạm im", "over", "cần nữa thì đặt tạm im mới (alerts silence)", "make another one if it is still needed (alerts silence)"},
};
static const struct workflow_act silence_acts[] = {
    {"impose", "imposed", "alerts silence",   "tạm im", "silence", "đã tạm im", "silenced"},
    {"lift",   "lifted",  "alerts unsilence", "bỏ tạm im", "end the silence", "đã bỏ tạm im", "ended"},
    {"run_out", "ran_out", NULL,              "cho hết hạn", "let it run out", "hết hạn tạm im", "over"},
};
#define QUIETS (ROLE_REVIEWER | ROLE_LEADER | ROLE_ADMINISTRATOR)
static const struct workflow_row silence_rows[] = {
    {.act = "impose", .from = {NEW},       .to = "imposed", .roles = QUIETS, .needs = WORKFLOW_UNTIL | WORKFLOW_REASON},
    {.act = "lift",   .from = {"imposed"}, .to = "lifted",  .roles = QUIETS, .needs = WORKFLOW_REASON},
    {.act = "run_out", .from = {"imposed"}, .to = "timed_out",  .roles = MACHINE},
};

/* A drafted paper: of one seal and one dossier, made by the daemon, never changed; what people edit of it is another version (contest.md §7). One whose seal and dossier
 * hold again holds again, from the beginning: whoever approved it approved what was then. Issued: it has a number and a day, and
 * nothing makes it stale; a later paper may take its place, a decision may revoke it. Not applicable: it is not to be there (its issuer has ended). Owner: document/; close/ performs what
 * follows. */
static const struct workflow_state draft_states[] = {
    {"drafted",        WORKFLOW_STANDS | WORKFLOW_COUNTS,  "đã dự thảo", "drafted", NULL, NULL},
    {"refused",        WORKFLOW_STANDS | WORKFLOW_PENDING, "không dự thảo được", "refused", NULL, NULL},
    {"not_applicable", WORKFLOW_STANDS,                    "không áp dụng", "not applicable", NULL, NULL},
    {"submitted",      WORKFLOW_STANDS | WORKFLOW_COUNTS | WORKFLOW_PENDING, "đã trình", "submitted", NULL, NULL},
    {"returned",       WORKFLOW_STANDS | WORKFLOW_COUNTS | WORKFLOW_PENDING, "bị trả", "returned", NULL, NULL},
    {"approved",       WORKFLOW_STANDS | WORKFLOW_COUNTS,  "đã duyệt", "approved", NULL, NULL},
    {"issued",         WORKFLOW_STANDS | WORKFLOW_COUNTS | WORKFLOW_ISSUED, "đã ban hành", "issued",
     "văn bản đã ban hành không sửa được; muốn đính chính thì ban hành văn bản khác, muốn bỏ thì thu hồi (drafts revoke)",
     "an issued paper never changes; a correction is another paper, and it can be revoked (drafts revoke)"},
    {"replaced",       WORKFLOW_COUNTS | WORKFLOW_ISSUED | WORKFLOW_FINAL, "đã bị thay thế", "superseded by a later one",
     "văn bản ban hành sau đã thay nó; xem văn bản ấy", "a paper that was issued later stands in its place; see that one"},
    {"revoked",        WORKFLOW_COUNTS | WORKFLOW_ISSUED | WORKFLOW_FINAL, "đã thu hồi", "revoked",
     "văn bản không còn hiệu lực; văn bản mới được dự thảo khi hồ sơ đòi hỏi", "it is not in effect any more; another one is drafted when the dossier asks for it"},
    {"stale",          0,                                  "đã cũ", "stale", NULL, NULL},
};
static const struct workflow_act draft_acts[] = {
    {"make",   "drafted",        NULL, "dự thảo", "draft", "đã dự thảo", "drafted"},
    {"refuse", "refused",        NULL, "không dự thảo", "refuse", "không dự thảo được", "refused"},
    {"omit",   "not_applicable", NULL, "miễn lập", "omit", "không áp dụng", "omitted"},
    {"retire", "stale",          NULL, "cho là đã cũ", "make stale", "đã cũ", "made stale"},
    {"submit",  "presented",     "drafts submit",  "trình", "submit", "đã trình", "submitted"},
    {"return",  "returned",      "drafts return",  "trả lại", "return", "đã trả lại", "returned"},
    {"approve", "approved",      "drafts approve", "duyệt", "approve", "đã duyệt", "approved"},
    {"issue",   "issued",        "drafts issue",   "ban hành", "issue", "đã ban hành", "issued"},
    {"replace", "replaced_by_later", NULL,         "thay thế", "supersede", "đã bị thay thế", "superseded by a later one"},
    {"revoke",  "revoked",       "drafts revoke",  "thu hồi", "revoke", "đã thu hồi", "revoked"},
    {"attach",  "copy_attached", "drafts attach",  "kèm bản đã ký", "attach the signed copy", "đã kèm bản đã ký", "given its signed copy"},
    {"correct", "correction_drafted", "drafts correct", "lập văn bản thay thế", "draft a correction", "đã lập văn bản thay thế", "corrected by another draft"},
    {"edit",    "edited",        "drafts upload",  "gửi bản đã sửa", "send an edited version", "đã gửi bản sửa", "edited"},
    {"confirm", "figure_confirmed", "drafts confirm", "xác nhận số đã sửa", "confirm a changed figure", "đã xác nhận số đã sửa", "confirmed in a figure"},
};
#define EDITS (ROLE_OFFICER | ROLE_REVIEWER | ROLE_LEADER)
static const struct workflow_row draft_rows[] = {
    {.act = "make",   .from = {NEW, "stale"}, .to = "drafted",        .roles = MACHINE, .follows = "resolve_alert"},
    {.act = "refuse", .from = {NEW, "stale"}, .to = "refused",        .roles = MACHINE, .follows = "raise_alert"},
    {.act = "omit",   .from = {NEW, "stale"}, .to = "not_applicable", .roles = MACHINE, .follows = "resolve_alert"},
    {.act = "retire", .from = {"drafted", "refused", "not_applicable", "submitted", "returned", "approved"}, .to = "stale", .roles = MACHINE, .follows = "resolve_alert"},
    {.act = "submit",  .from = {"drafted", "returned"},   .to = "submitted", .roles = OFFICER | REVIEWER},
    {.act = "return",  .from = {"submitted", "approved"}, .to = "returned",  .roles = LEADER, .needs = WORKFLOW_REASON},
    {.act = "approve", .from = {"submitted"},             .to = "approved",  .roles = LEADER},
    {.act = "issue",   .from = {"approved"},              .to = "issued",    .roles = CLERK, .needs = WORKFLOW_NUMBER | WORKFLOW_DAY},
    {.act = "replace", .from = {"issued"},                .to = "replaced",  .roles = MACHINE},
    {.act = "revoke",  .from = {"issued"},                .to = "revoked",   .roles = LEADER | CLERK, .needs = WORKFLOW_REASON | WORKFLOW_DAY},
    {.act = "attach",  .from = {"issued"},                .to = "issued",    .roles = CLERK, .needs = WORKFLOW_FILE},
    {.act = "correct", .from = {"issued"},                .to = "issued",    .roles = EDITS, .needs = WORKFLOW_REASON},
    {.act = "edit",    .from = {"drafted"},               .to = "drafted",   .roles = EDITS, .needs = WORKFLOW_FILE},
    {.act = "edit",    .from = {"returned"},              .to = "returned",  .roles = EDITS, .needs = WORKFLOW_FILE},
    {.act = "confirm", .from = {"drafted"},               .to = "drafted",   .roles = EDITS, .needs = WORKFLOW_REASON},
    {.act = "confirm", .from = {"returned"},              .to = "returned",  .roles = EDITS, .needs = WORKFLOW_REASON},
};

/* The re-opening of a sealed phase: one person proposes, another decides. Owner: close/. */
static const struct workflow_state reopening_states[] = {
    {"proposed",  WORKFLOW_STANDS | WORKFLOW_PENDING, "đang chờ", "waiting", NULL, NULL},
    {"approved",  WORKFLOW_FINAL, "đã duyệt", "approved", "đợt được chốt lại sau lần tính tới", "the next run makes a new seal"},
    {"withdrawn", WORKFLOW_FINAL, "đã rút", "withdrawn", "hãy đề nghị lại (seal reopen)", "propose it again (seal reopen)"},
};
static const struct workflow_act reopening_acts[] = {
    {"propose",  "proposed",  "seal reopen",   "đề xuất", "propose", "đã đề xuất", "proposed"},
    {"approve",  "approved",  "seal approve",  "duyệt", "approve", "đã duyệt", "approved"},
    {"withdraw", "withdrawn", "seal withdraw", "rút lại", "withdraw", "đã rút", "withdrawn"},
};
static const struct workflow_row reopening_rows[] = {
    {.act = "propose",  .from = {NEW},        .to = "proposed",  .roles = ADMINISTRATOR, .needs = WORKFLOW_REASON},
    {.act = "approve",  .from = {"proposed"}, .to = "approved",  .roles = ADMINISTRATOR,
     .relation = WORKFLOW_ANOTHER, .relation_act = "propose", .follows = "unseal"},
    {.act = "withdraw", .from = {"proposed"}, .to = "withdrawn", .roles = ADMINISTRATOR, .needs = WORKFLOW_REASON},
};

/* Leave to change the records of a locked month: one person asks, another decides. Owner: lock/. */
static const struct workflow_state exception_states[] = {
    {"requested", WORKFLOW_STANDS | WORKFLOW_PENDING, "đang chờ", "waiting", NULL, NULL},
    {"granted",   0, "đã cho phép", "granted", NULL, NULL},
    {"denied",    WORKFLOW_FINAL, "không cho phép", "denied", "hãy xin lại kèm lý do khác (exceptions ask)", "ask again with another reason (exceptions ask)"},
    {"recalled",  WORKFLOW_FINAL, "đã thu hồi", "taken back", "hãy xin lại kèm lý do khác (exceptions ask)", "ask again with another reason (exceptions ask)"},
};
static const struct workflow_act exception_acts[] = {
    {"ask",    "requested", "exceptions ask",    "xin ngoại lệ", "ask", "đã xin", "requested"},
    {"grant",  "granted",   "exceptions grant",  "cho phép", "grant", "đã cho phép", "granted"},
    {"refuse", "denied",    "exceptions refuse", "không cho phép", "refuse", "không cho phép", "denied"},
    {"revoke", "recalled",  "exceptions revoke", "thu hồi", "take back", "đã thu hồi", "taken back"},
};
static const struct workflow_row exception_rows[] = {
    {.act = "ask",    .from = {NEW},         .to = "requested", .roles = ENTERS | CONFIRMS, .needs = WORKFLOW_REASON | WORKFLOW_UNTIL},
    {.act = "grant",  .from = {"requested"}, .to = "granted",   .roles = CONFIRMS, .relation = WORKFLOW_ANOTHER, .relation_act = "ask"},
    {.act = "refuse", .from = {"requested"}, .to = "denied",    .roles = CONFIRMS, .needs = WORKFLOW_REASON,
     .relation = WORKFLOW_ANOTHER, .relation_act = "ask"},
    {.act = "revoke", .from = {"granted"},   .to = "recalled",  .roles = CONFIRMS, .needs = WORKFLOW_REASON},
};

/* A version of a rule that failed three runs in a row. One person asks for it to be started again, another one releases it; another
 * version of it in force, or another file of its plugin or program, ends it by itself. Owner: amendment/. */
static const struct workflow_state quarantine_states[] = {
    {"isolated",    WORKFLOW_STANDS | WORKFLOW_PENDING, "đang cách ly", "quarantined", NULL, NULL},
    {"released",    WORKFLOW_FINAL, "đã gỡ cách ly", "released", "lỗi nữa thì lại bị cách ly", "when it fails again it is quarantined again"},
};
static const struct workflow_act quarantine_acts[] = {
    {"quarantine",  "quarantined",       NULL,            "cách ly", "quarantine", "đã cách ly", "quarantined"},
    {"ask_release", "release_asked",     "rules release", "đề nghị gỡ cách ly", "ask for the release", "đã đề nghị gỡ cách ly", "release asked for"},
    {"release",     "released",          "rules release", "gỡ cách ly", "release", "đã gỡ cách ly", "released"},
    {"replace",     "replaced",          NULL,            "thay", "replace", "đã thay", "replaced"},
};
static const struct workflow_row quarantine_rows[] = {
    {.act = "quarantine",  .from = {NEW},        .to = "isolated", .roles = MACHINE},
    {.act = "ask_release", .from = {"isolated"}, .to = "isolated", .roles = ADMINISTRATOR, .needs = WORKFLOW_REASON},
    {.act = "release",     .from = {"isolated"}, .to = "released", .roles = ADMINISTRATOR, .needs = WORKFLOW_REASON,
     .relation = WORKFLOW_ANOTHER, .relation_act = "ask_release"},
    {.act = "replace",     .from = {"isolated"}, .to = "released", .roles = MACHINE},
};

/* A duty of the plan as one body has it for one occasion. Its body ends: the one that follows gets the same duty as a thing of its own. Owner: duty/. */
static const struct workflow_state duty_states[] = {
    {"blocked",         WORKFLOW_STANDS | WORKFLOW_PENDING, "chờ việc trước", "waits for another duty", NULL, NULL},
    {"open",           WORKFLOW_STANDS | WORKFLOW_PENDING, "đang mở", "open", NULL, NULL},
    {"fulfilled",      WORKFLOW_STANDS | WORKFLOW_COUNTS, "đã hoàn thành", "done", NULL, NULL},
    {"handed_over",    0, "đã chuyển giao", "handed over", "đơn vị tiếp nhận có nhiệm vụ này với số khác; xem duties show",
     "whoever took it over has it under another number; see duties show"},
    {"not_applicable", WORKFLOW_STANDS, "không áp dụng", "not applicable", NULL, NULL},
};
static const struct workflow_act duty_acts[] = {
    {"queue",     "blocked",      NULL, "đưa vào danh sách chờ", "let wait", "chờ việc trước", "set to wait"},
    {"open",      "opened",      NULL, "mở", "open", "mở", "opened"},
    {"finish",    "fulfilled",   "duties done", "ghi hoàn thành", "mark as done", "đã hoàn thành", "done"},
    {"fulfil",    "fulfilled_by_paper", NULL, "hoàn thành bằng văn bản", "fulfil by a paper", "đã hoàn thành bằng văn bản ban hành", "done by an issued paper"},
    {"hand_over", "handed_over", "duties hand-over", "chuyển giao", "hand over", "đã chuyển giao", "handed over"},
    {"succeed",   "succeeded",   NULL, "chuyển cho đơn vị kế nhiệm", "pass on to the successor", "đã chuyển cho đơn vị kế nhiệm", "passed on to the successor"},
    {"give_back", "given_back",  NULL, "trả về đơn vị cũ", "give back", "đã trả về đơn vị cũ", "given back"},
    {"move",      "moved",       NULL, "dời hạn", "move the due day", "đã dời hạn", "due day moved"},
    {"drop",      "left_plan",   NULL, "bỏ khỏi kế hoạch", "drop from the plan", "không còn trong kế hoạch", "no longer in the plan"},
    {"skip",      "skipped",     "duties skip", "ghi không áp dụng", "mark as not applicable", "không áp dụng", "marked as not applicable"},
    {"resume",    "resumed",     "duties reopen", "mở lại", "reopen", "đã mở lại", "reopened by a person"},
};
#define DECIDES (REVIEWER | LEADER | ADMINISTRATOR)
static const struct workflow_row duty_rows[] = {
    {.act = "queue",     .from = {NEW},                      .to = "blocked",         .roles = MACHINE},
    {.act = "open",      .from = {NEW, "blocked"},            .to = "open",           .roles = MACHINE},
    {.act = "finish",    .from = {"open"},                   .to = "fulfilled",      .roles = OFFICER | CLERK | DECIDES},
    {.act = "fulfil",    .from = {"open"},                   .to = "fulfilled",      .roles = MACHINE},
    {.act = "hand_over", .from = {"blocked", "open"},         .to = "handed_over",    .roles = DECIDES, .needs = WORKFLOW_REASON},
    {.act = "succeed",   .from = {"blocked", "open"},         .to = "handed_over",    .roles = MACHINE},
    {.act = "give_back", .from = {"handed_over"},             .to = "blocked",         .roles = MACHINE, .needs = WORKFLOW_REASON},
    {.act = "move",      .from = {"blocked"},                .to = "blocked",         .roles = MACHINE, .needs = WORKFLOW_REASON},
    {.act = "move",      .from = {"open"},                   .to = "open",           .roles = MACHINE, .needs = WORKFLOW_REASON},
    {.act = "drop",      .from = {"blocked", "open"},         .to = "not_applicable", .roles = MACHINE, .needs = WORKFLOW_REASON},
    {.act = "skip",      .from = {"blocked", "open"},         .to = "not_applicable", .roles = DECIDES, .needs = WORKFLOW_REASON},
    {.act = "resume",    .from = {"fulfilled", "not_applicable"}, .to = "open",           .roles = DECIDES, .needs = WORKFLOW_REASON},
};

/* An account. Its grants and tokens come and go without states of their own. Owner: person/. */
static const struct workflow_state person_states[] = {
    {"enabled",  WORKFLOW_STANDS, "đang dùng", "in use", NULL, NULL},
    {"disabled", 0,               "đã khóa", "disabled", NULL, NULL},
};
static const struct workflow_act person_acts[] = {
    {"add",     "added",    "people add",     "lập tài khoản", "add", "đã lập", "added"},
    {"disable", "disabled", "people disable", "khóa", "disable", "đã khóa", "disabled"},
    {"enable",  "enabled",  "people enable",  "mở khóa", "enable", "đã mở khóa", "enabled"},
    {"ask_reset",   "reset_asked",  "factor reset", "đề nghị đặt lại xác thực hai lớp", "ask for a reset of the second factor",
     "đã đề nghị đặt lại xác thực hai lớp", "asked for a reset of the second factor"},
    {"reset",       "factor_reset", "factor reset", "đặt lại xác thực hai lớp", "reset the second factor", "đã đặt lại xác thực hai lớp", "second factor reset"},
    {"reset_alone", "factor_reset", "factor reset", "đặt lại xác thực hai lớp khi không có quản trị viên thứ hai",
     "reset the second factor where there is no second administrator", "đã đặt lại xác thực hai lớp", "second factor reset"},
};
static const struct workflow_row person_rows[] = {
    {.act = "add",     .from = {NEW},        .to = "enabled",  .roles = ADMINISTRATOR},
    {.act = "disable", .from = {"enabled"},  .to = "disabled", .roles = ADMINISTRATOR, .needs = WORKFLOW_REASON},
    {.act = "enable",  .from = {"disabled"}, .to = "enabled",  .roles = ADMINISTRATOR, .needs = WORKFLOW_REASON},
    {.act = "ask_reset",   .from = {"enabled"}, .to = "enabled", .roles = ADMINISTRATOR, .needs = WORKFLOW_REASON},
    {.act = "reset",       .from = {"enabled"}, .to = "enabled", .roles = ADMINISTRATOR, .relation = WORKFLOW_ANOTHER,
     .relation_act = "ask_reset", .needs = WORKFLOW_REASON},
    {.act = "reset_alone", .from = {"enabled"}, .to = "enabled", .roles = ADMINISTRATOR, .needs = WORKFLOW_REASON},
};

/* A message to somebody (message/): in the outbox until it is sent, a line of a digest, given up after its time, or dropped. */
static const struct workflow_state message_states[] = {
    {"to_send",   WORKFLOW_STANDS, "chờ gửi", "queued", NULL, NULL},
    {"delivered", WORKFLOW_FINAL, "đã gửi", "sent", "tin đã gửi không lấy lại được", "what was sent cannot be taken back"},
    {"gathered",  WORKFLOW_FINAL, "đã gộp vào tin khác", "in a digest", "nó là một dòng của tin gộp; xem tin ấy", "it is a line of a digest; see that one"},
    {"dead",      WORKFLOW_PENDING, "không gửi được", "undeliverable", NULL, NULL},
    {"dropped",   0, "đã bỏ", "dropped", NULL, NULL},
};
static const struct workflow_act message_acts[] = {
    {"queue",   "queued",     NULL, "xếp hàng gửi", "queue", "đã xếp hàng gửi", "queued"},
    {"gather",  "gathered",   NULL, "gộp", "gather", "đã gộp vào tin khác", "gathered into a digest"},
    {"deliver", "delivered",  NULL, "gửi", "send", "đã gửi", "sent"},
    {"delay",   "delayed",    NULL, "hoãn", "delay", "chưa gửi được, sẽ thử lại", "not sent, to be tried again"},
    {"give_up", "given_up",   NULL, "thôi gửi", "give up", "không gửi được", "given up"},
    {"retry",   "retried",    "outbox retry", "gửi lại", "send again", "cho gửi lại", "to be sent again"},
    {"drop",    "dropped",    "outbox drop", "bỏ", "drop", "đã bỏ", "dropped"},
    {"hush",    "hushed",     NULL, "rút lại khi chưa gửi", "hold back before it is sent", "đã rút lại khi chưa gửi", "held back before it was sent"},
};
static const struct workflow_row message_rows[] = {
    {.act = "queue",   .from = {NEW},                          .to = "to_send",   .roles = MACHINE},
    {.act = "gather",  .from = {"to_send"},                   .to = "gathered", .roles = MACHINE},
    {.act = "deliver", .from = {"to_send", "dead", "dropped"}, .to = "delivered", .roles = MACHINE},
    {.act = "delay",   .from = {"to_send"},                   .to = "to_send",   .roles = MACHINE},
    {.act = "give_up", .from = {"to_send"},                   .to = "dead",     .roles = MACHINE},
    {.act = "retry",   .from = {"to_send", "dead", "dropped"}, .to = "to_send",   .roles = ADMINISTRATOR},
    {.act = "drop",    .from = {"to_send", "dead"},            .to = "dropped",  .roles = ADMINISTRATOR, .needs = WORKFLOW_REASON},
    {.act = "hush",    .from = {"to_send"},                   .to = "dropped",  .roles = MACHINE, .needs = WORKFLOW_REASON},
};

#define KIND(kind, vi, en) \
    {#kind, vi, en, kind##_states, LEN(kind##_states), kind##_acts, LEN(kind##_acts), kind##_rows, LEN(kind##_rows)}
const struct workflow workflow_table[] = {
    KIND(record, "bản ghi", "record"),
    KIND(proposal, "đề xuất", "proposal"),
    KIND(alert, "cảnh báo", "alert"),
    KIND(silence, "tạm im cảnh báo", "silence"),
    KIND(draft, "dự thảo", "draft"),
    KIND(reopening, "đề nghị mở lại bản chốt", "re-opening of seal"),
    KIND(exception, "ngoại lệ của tháng đã khóa", "exception to a month's lock"),
    KIND(quarantine, "quy tắc bị cách ly", "quarantined rule"),
    KIND(duty, "nhiệm vụ", "duty"),
    KIND(person, "tài khoản", "account"),
    KIND(message, "tin gửi đi", "message"),
};
const size_t workflow_count = LEN(workflow_table);
/* clang-format on */
