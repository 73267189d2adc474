#include "ctl/secret_input.h"

#include "base/arena.h"
#include "base/err.h"

#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { LINE_MAX_BYTES = 1024 };

static bool read_line(char *line, int size)
{
    if (!fgets(line, size, stdin))
        return false;
    line[strcspn(line, "\r\n")] = '\0';
    return true;
}

/* A new password is typed twice, for nobody sees what they type. */
static bool ask(char *line, const char *prompt, bool twice, struct err *err)
{
    char again[LINE_MAX_BYTES] = "";
    fprintf(stderr, "%s: ", prompt);
    bool good = read_line(line, LINE_MAX_BYTES);
    fputc('\n', stderr);
    if (twice) {
        fprintf(stderr, "%s (2): ", prompt);
        good = good && read_line(again, sizeof again);
        fputc('\n', stderr);
        good = good && (strcmp(line, again) == 0 || err_set(err, "hai lần nhập không giống nhau", "it was not typed the same twice"));
    }
    explicit_bzero(again, sizeof again);
    return good;
}

bool secret_input_read(struct arena *arena, const char *prompt, bool twice, const char **ret_secret, struct err *err)
{
    char line[LINE_MAX_BYTES] = "";
    struct termios shown, hidden;
    bool terminal = isatty(STDIN_FILENO) && tcgetattr(STDIN_FILENO, &shown) == 0;
    if (terminal) {
        hidden = shown;
        hidden.c_lflag &= ~(tcflag_t)ECHO;
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
    }
    bool good = terminal ? ask(line, prompt, twice, err) : read_line(line, sizeof line);
    if (terminal)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
    *ret_secret = arena_strdup(arena, line);
    explicit_bzero(line, sizeof line);
    if (good && **ret_secret)
        return true;
    return err->vi ? false : err_set(err, "đầu vào chuẩn thiếu một dòng: %s", "standard input lacks a line: %s", prompt);
}
