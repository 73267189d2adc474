/* Random records of every type that words of measures count: teams and members that move, absences that overlap, events of wards that merge. */
#ifndef TEST_EVALUATE_RANDOM_H
#define TEST_EVALUATE_RANDOM_H

int chance(int most); /* from 0 to below `most`; the same row of them after the same seed */
void put_random(unsigned seed);
void put_other(unsigned seed); /* instead of all that is there */

#endif
