#include "login/guessable.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/text_fold.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

enum { WORD = 3, ROW = 3 }; /* letters: of a shorter word, a shorter part of a row, there are too many */

/* What people take first, in Vietnam and elsewhere: from lists of leaked passwords as published, and from what an office calls things. */
static const char *const common[] = {
    "matkhau", "matma", "password", "passwort", "passw", "passcode", "secret", "bimat", "admin", "administrator", "quantri", "quantrivien",
    "root", "user", "nguoidung", "login", "dangnhap", "taikhoan", "account", "welcome", "xinchao", "chaomung", "hello", "chaoban",
    "letmein", "changeme", "doimatkhau", "default", "macdinh", "test", "thunghiem", "guest", "khach", "master", "access", "system", "server",
    "maychu", "internet", "computer", "maytinh", "windows", "google", "facebook", "zalo", "samsung", "iphone", "viettel", "vnpt", "mobifone",
    "iloveyou", "anhyeuem", "emyeuanh", "yeuem", "yeuanh", "anhnhoem", "emnhoanh", "tinhyeu", "mylove", "forever", "maimai", "hanhphuc",
    "giadinh", "family", "bome", "conyeu", "congai", "contrai", "vochong", "chongyeu", "voyeu", "baby", "princess", "sunshine", "angel",
    "dragon", "monkey", "tiger", "football", "bongda", "superman", "batman", "pokemon", "shadow", "michael", "ronaldo", "messi", "manutd",
    "chelsea", "arsenal", "starwars", "freedom", "hoabinh", "trustno", "khongbiet", "khongco", "quenmatkhau", "emailcuatoi", "cuatoi",
    "vietnam", "hanoi", "saigon", "haiphong", "danang", "hochiminh", "bacho", "donglao", "tudo", "doclap", "congan", "uyban", "nhandan",
    "danguy", "doanthanhnien", "thidua", "khenthuong", "phongtrao", "chinhquyen", "canbo", "lanhdao", "vanthu", "vanphong", "coquan", "congty",
    "office", "company", "phuong", "quan", "thanhpho", "motngay", "chucmung", "namoi", "nammoi", "happynewyear", "thang", "monday", "summer",
    "winter", "spring", "autumn", "muaxuan", "muahe", "muathu", "muadong", "qazwsx", "qwaszx", "zaqwsx", "abcd", "aaaa", "xyz", "winnie", "thepooh",
};
static const char *const rows[] = {"qwertyuiop", "asdfghjkl", "zxcvbnm", "poiuytrewq", "lkjhgfdsa", "mnbvcxz"};

/* The letter for which a sign or a single digit stands; 0: none. */
static char letter_of(const char *text, size_t at)
{
    static const char signs[] = "@4031$57!", letters[] = "aaoeissti";
    const char *sign = strchr(signs, text[at]);
    bool in_number = isdigit((unsigned char)text[at]) && ((at > 0 && isdigit((unsigned char)text[at - 1])) || isdigit((unsigned char)text[at + 1]));
    return sign && !in_number ? letters[sign - signs] : '\0';
}

/* Letters and digits alone, without marks. leet: what stands for a letter is read as it. */
static char *reduce(struct arena *arena, const char *text, bool leet)
{
    const char *plain = text_plain(arena, text);
    char *reduced = arena_strdup(arena, plain), *to = reduced;
    for (size_t i = 0; plain[i]; i++) {
        char letter = leet ? letter_of(plain, i) : '\0';
        if (letter || (unsigned char)plain[i] >= 0x80 || isalnum((unsigned char)plain[i]))
            *to++ = letter ? letter : plain[i];
    }
    *to = '\0';
    return reduced;
}

static void take_word(const char *text, char *taken, const char *word)
{
    size_t len = strlen(word);
    if (len < WORD)
        return;
    for (const char *at = text; (at = strstr(at, word)); at += len)
        memset(taken + (at - text), 1, len);
}

/* A name as a whole, and each of its words. */
static void take_name(struct arena *arena, const char *text, char *taken, const char *name, bool leet)
{
    take_word(text, taken, reduce(arena, name, leet));
    char *words = arena_strdup(arena, name), *kept;
    for (char *word = strtok_r(words, " .-_", &kept); word; word = strtok_r(NULL, " .-_", &kept))
        take_word(text, taken, reduce(arena, word, leet));
}

/* aaa, abc, 321: at least three that follow each other by one step. */
static void take_sequences(const char *text, char *taken)
{
    for (size_t i = 0, len = strlen(text); i + 2 < len; i++) {
        int step = text[i + 1] - text[i];
        if (step >= -1 && step <= 1 && text[i + 2] - text[i + 1] == step)
            memset(taken + i, 1, 3);
    }
}

static void take_rows(const char *text, char *taken)
{
    for (size_t i = 0; i < LEN(rows); i++)
        for (size_t at = 0; at + ROW <= strlen(rows[i]); at++) {
            char part[ROW + 1];
            memcpy(part, rows[i] + at, ROW);
            part[ROW] = '\0';
            take_word(text, taken, part);
        }
}

/* Of a number that may be a day or a telephone one digit is left. */
static void take_numbers(const char *text, char *taken)
{
    for (size_t i = 0; text[i];) {
        size_t len = strspn(text + i, "0123456789");
        if (len > 1 && len <= GUESSABLE_NUMBER)
            memset(taken + i + 1, 1, len - 1);
        i += len ? len : 1;
    }
}

/* The same again and again: of all of them the first. */
static void take_repetitions(const char *text, char *taken)
{
    size_t len = strlen(text);
    for (size_t period = 1; period <= len / 2; period++)
        if (memcmp(text, text + period, len - period) == 0) {
            memset(taken + period, 1, len - period);
            return;
        }
}

static size_t count_left(const char *text, const char *taken)
{
    size_t left = 0;
    for (size_t i = 0; text[i]; i++)
        left += taken[i] ? i == 0 || !taken[i - 1] : ((unsigned char)text[i] & 0xc0) != 0x80;
    return left;
}

static size_t left_as(struct arena *arena, const char *password, const char *const *words, size_t count, bool leet)
{
    const char *text = reduce(arena, password, leet);
    char *taken = arena_alloc(arena, strlen(text) + 1);
    memset(taken, 0, strlen(text) + 1);
    for (size_t i = 0; i < LEN(common); i++)
        take_word(text, taken, common[i]);
    for (size_t i = 0; i < count; i++)
        take_name(arena, text, taken, words[i], leet);
    take_rows(text, taken);
    take_sequences(text, taken);
    take_numbers(text, taken);
    take_repetitions(text, taken);
    return count_left(text, taken);
}

size_t guessable_left(struct arena *arena, const char *password, const char *const *words, size_t count)
{
    size_t plain = left_as(arena, password, words, count, false), leet = left_as(arena, password, words, count, true);
    return plain < leet ? plain : leet;
}
