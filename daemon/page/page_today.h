/* A person's first page, made ready for its template. Internal to the room. */
#ifndef PAGE_PAGE_TODAY_H
#define PAGE_PAGE_TODAY_H

struct arena;
struct value;

/* shown, more: the items, the nearest due in sight; strip: the days to come [{number, class}…]; changes, since_text, day_text. */
struct value *page_ready_today(struct arena *arena, const struct value *today);
/* Sets wards, all_met, below, incomplete, idle: how many of the rows with a conclusion stand how. */
void page_set_tally(struct value *board, const struct value *rows);
/* {period, title, stage, standing, wards, all_met, below, incomplete, idle: how many} of a board; null for none. */
struct value *page_ready_standing(struct arena *arena, const struct value *board);
/* mine, groups: [{duty, title, late, current: how many, rows, y}…]; a picture: bars, spans (phases), days (what the timetable does), months, now, width, height. A row has its standing: late,
 * current, met, coming or over. */
struct value *page_ready_duties(struct arena *arena, const struct value *plan);
/* choices: what whoever looks may do, each with the path of its form. */
struct value *page_ready_duty(struct arena *arena, const struct value *duty);

#endif
