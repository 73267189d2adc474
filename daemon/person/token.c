#include "person/token.h"

#include "base/arena.h"
#include "base/digest.h"
#include "base/random.h"

#include <string.h>

enum { TOKEN_BYTES = 32 };

char *token_make(struct arena *arena)
{
    return arena_printf(arena, "thidua_%s", random_text(arena, TOKEN_BYTES));
}

char *token_hash(struct arena *arena, const char *token)
{
    return digest_bytes(arena, token, strlen(token));
}
