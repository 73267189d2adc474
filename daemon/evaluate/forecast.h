/*
 * Where the figures of wards lead by the end of an open period, at the pace so far and as in their own earlier months (criterion/pace.h), judged as
 * an evaluation would. evaluate.h, kind "forecast".
 */
#ifndef EVALUATE_FORECAST_H
#define EVALUATE_FORECAST_H

struct err;
struct value;
struct work;

struct value *forecast(const struct work *work, struct err *err);

#endif
