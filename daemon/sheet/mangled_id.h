/* What Excel makes of an id when the column is not formatted as text: a number in powers of ten, a date, a number whose last
 * digits are gone. Pure. */
#ifndef SHEET_MANGLED_ID_H
#define SHEET_MANGLED_ID_H

enum mangled_id {
    MANGLED_NOT,
    MANGLED_POWER,  /* 1.23457E+15, 1,23E+15 */
    MANGLED_POINT,  /* 12.0 */
    MANGLED_DIGITS, /* 1234567890123450: Excel keeps fifteen */
    MANGLED_DATE,   /* 1-Nov, Nov-24, 01/11/2024 */
    MANGLED_FORMULA, /* =A1&"-"&B1 */
    MANGLED_DAY,     /* 2024-11-01, 1-11-2024: may be meant so */
};

enum mangled_id mangled_id(const char *id);

#endif
