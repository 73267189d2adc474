/*
 * What a paper says otherwise than is known now. A paper is of its seal and of its day; what came later (late records, a cause that a ward
 * wrote, a law, a rate or a signatory that changed) stands beside it until it is made anew or issued. Reads only.
 */
#ifndef PAPER_PAPER_DIFFERENCE_H
#define PAPER_PAPER_DIFFERENCE_H

#include <stdbool.h>

struct command_call;
struct err;
struct turn;
struct value;

struct paper_differences; /* what is known now, read once for all papers; lives in its arena */

/* turn: the call's, with a package; borrowed. Late records behind what a paper prints or counted itself are asked of workers, where there are any. */
struct paper_differences *paper_differences_open(struct command_call *call, const struct turn *turn);

/* Sets of a draft (a row of draft_list or draft_show) differs and differs_en: one text each, “Đông Hải 2, 1.1: 46/52 = 88,4%, đạt (văn bản:
 * 40/52 = 76,9%, chưa đạt): thêm 06 tin gửi muộn ngày 05/02/2025”, several parted by “; ”; null when it says what is known, or was never made. Why a figure is
 * another one says explain/difference.h. What was issued stays as it is and is compared in its figures alone, and so is what became stale. */
bool paper_difference_set(struct paper_differences *differences, struct value *draft, struct err *err);

#endif
