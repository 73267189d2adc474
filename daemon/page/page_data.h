/* What the commands answered, made ready for the templates: words, links, texts of instants, groups, pictures of
 * months. Nothing is judged or counted here that the answer does not say. Internal to the room. */
#ifndef PAGE_PAGE_DATA_H
#define PAGE_PAGE_DATA_H

#include <stdbool.h>

struct arena;
struct value;

/* {id: word} of one language. */
struct value *page_words(struct arena *arena, bool english);

/* The JSON twin of a command's answer: {name: rules/show, href: /api/rules/show?what=…}. */
struct value *page_json_link(struct arena *arena, const char *words, const struct value *arguments);

/* 2024-12-06T17:00:00+07:00 → 17:00 06/12/2024, with seconds when there are any; NULL for no instant. */
const char *page_instant(struct arena *arena, const char *instant);

/* A day or an instant of an answer as people write it; another text as it is; NULL for NULL. */
const char *page_written(struct arena *arena, const char *text);

const char *page_encoded(struct arena *arena, const char *text); /* percent-encoded, for an address */

/* A copy of an answer in which each map was changed, those inside first. */
const struct value *page_each_map(struct arena *arena, const struct value *answer, void (*change)(struct arena *arena, struct value *map));

/* The answer whose shares of nothing have no value: their verdict says in the reader's language that nothing arose. */
const struct value *page_figures(struct arena *arena, const struct value *answer);

/* An answer with what a template cannot work out itself. */
struct value *page_ready_status(struct arena *arena, const struct value *status);
/* phases: [{title (null for the whole contest), any_run, periods: [{…, short}…]}…] in the order of the periods. */
struct value *page_ready_contest(struct arena *arena, const struct value *contest);
/* The list in two: {coming: [what is due first …], done: [what was done last …]}. */
struct value *page_ready_schedule(struct arena *arena, const struct value *schedule);
struct value *page_ready_seals(struct arena *arena, const struct value *seals);
struct value *page_ready_taken(struct arena *arena, const struct value *taken);
/* page_alert.c. Cards: [{of its newest alert, open, severity, due_on, for_unit, alerts}…]; says_now: the figure is another one than the text says. */
struct value *page_ready_alerts(struct arena *arena, const struct value *alerts);
struct value *page_ready_alert(struct arena *arena, const struct value *alert);
struct value *page_ready_silences(struct arena *arena, const struct value *silences);

/* page_board.c. attention: the wards' targets that ask for a look, [{subject, name, criterion, title, verdict, value,
 * says}…], attention_more the rest of many; unreported: [{subject, name, criteria}…]; counts: [{verdict, count}…] of the wards;
 * differences: the cells that differ from the seal's; criteria, by_unit, by_conclusion, by_place: heads, each with order and address (page_query.h);
 * sections: [{class: of many units the conclusion by which they are parted, else null, rows: each with `line` (page_compare.h)}…], the district last; width: columns. */
struct value *page_ready_board(struct arena *arena, const struct value *board);
/* boards: the phase and its months as boards, with links to the results of the sealed runs. */
struct value *page_ready_seal(struct arena *arena, const struct value *seal);
/* months: [{criterion, period, short}…], the columns; a team has its cells in that order, null for none. */
bool page_is_judged(const struct value *board, const struct value *subject); /* has a row of its own */
struct value *page_ready_unit(struct arena *arena, const struct value *unit);

/* page_live.c. boards: [{period, title, last_day, as_of_text, criteria, rows (as a board's), wards, all_met, below, incomplete, idle: how many, so_far: {subject: conclusion with cannot,
 * pace: of how many targets}, lacking: what wards miss now}…], the month before its phase; first: of them, or null; ahead: {period: {subject: {criterion: cell}}} of cells with told: [what stands below]. */
struct value *page_ready_live(struct arena *arena, const struct value *live);

/* periods: [{period, title, counts: [{word, count}…], rows: those that are not met yet, what can be met no more first; each with word}…], as_of_text. */
struct value *page_ready_forecast(struct arena *arena, const struct value *forecast);
/* page_evidence.c. Rows as people read them, in groups by what they add to the figure:
 * groups: [{kind: counted | not_counted | left_out | all, against, folded, rows: [[{text, unit, number}…]…]}…]. */
struct value *page_ready_explain(struct arena *arena, const struct value *explain);

/* page_entry.c. owed, others: the types that a return asks for and the rest; unsaid: those of owed that are not returned; each with states: [{state, life, count}…]. Records with
 * their state's word; groups of what waits. */
struct value *page_ready_month(struct arena *arena, const struct value *month);
struct value *page_ready_waiting(struct arena *arena, const struct value *waiting);
struct value *page_ready_history(struct arena *arena, const struct value *history);
struct value *page_ready_form(struct arena *arena, const struct value *form);

/* page_returns.c. months: [{id, short}…]; wards: [{ward, name, cells: [{standing, word, icon, sent, expected, … or null}…] in the order of the months}…]. */
struct value *page_ready_returns(struct arena *arena, const struct value *returns);

/* page_grid.c. columns, fixed: the fields of a table, with the way in which each is filled in; rows: with cells [{column, name, value, errors,
 * wrong, stored, fixed …}…]; blank: a row to copy. */
struct value *page_ready_grid(struct arena *arena, const struct value *answer);

bool page_is_there(const char *state); /* of a record: stored, and not withdrawn yet */
/* page_list.c. columns: [{name, title, order: ascending | descending | null, address}…], those that tell something; records: [{key, state,
 * life, stands, there, cells: [{title, text, number}…]…}…]; first, next: addresses without the language's root, or null. */
struct value *page_ready_found(struct arena *arena, const struct value *found);

/* page_list.c. Each file with attached_text, detached_text, size_words, left_out: [word of the .po…], href. */
struct value *page_ready_files(struct arena *arena, const struct value *files);

/* page_entry.c. Those that wait, with asked_text. */
struct value *page_ready_exceptions(struct arena *arena, const struct value *exceptions);
struct value *page_ready_people(struct arena *arena, const struct value *people);
struct value *page_ready_outbox(struct arena *arena, const struct value *messages);
struct value *page_ready_readings(struct arena *arena, const struct value *readings);
struct value *page_ready_account(struct arena *arena, const struct value *account); /* page_account.c */

/* page_import.c. What came in, each with the word of what was done (said_…) and whether it may still be undone; one of them with its records. */
struct value *page_ready_imports(struct arena *arena, const struct value *imports);
struct value *page_ready_imported(struct arena *arena, const struct value *imported);

struct value *page_ready_trend(struct arena *arena, const struct value *trend); /* chart.c */

#endif
