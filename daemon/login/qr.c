#include "login/qr.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/value.h"

#include <qrencode.h>

struct value *qr_rows(struct arena *arena, const char *text, struct err *err)
{
    QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
    struct value *rows = value_list(arena);
    if (!code) {
        err_set(err, "không vẽ được mã QR", "the QR code could not be drawn");
        return NULL;
    }
    for (int y = 0; y < code->width; y++) {
        char *row = arena_alloc(arena, (size_t)code->width + 1);
        for (int x = 0; x < code->width; x++)
            row[x] = code->data[y * code->width + x] & 1 ? '1' : '0';
        row[code->width] = '\0';
        value_append(rows, value_text(arena, row));
    }
    QRcode_free(code);
    return rows;
}
