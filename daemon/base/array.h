/* How many items an array has. Only for an array that is in sight, never for a pointer. */
#ifndef BASE_ARRAY_H
#define BASE_ARRAY_H

#define LEN(array) (sizeof(array) / sizeof *(array))

#endif
