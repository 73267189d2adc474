/*
 * What the answers say in Vietnamese in figures, targets and periods, as English pages say it: 76,9% → 76.9%, từ 80% → at least 80%,
 * tháng 11/2024 → November 2024. Names, and what people and rules wrote, stay as they are. Internal to the room.
 */
#ifndef PAGE_PAGE_ENGLISH_H
#define PAGE_PAGE_ENGLISH_H

struct arena;
struct value;

/* The answer with the value and target of every figure (a map with a verdict) in English. */
const struct value *page_english(struct arena *arena, const struct value *answer);
/* A period's title; NULL for NULL. */
const char *page_period_en(struct arena *arena, const char *title);

#endif
