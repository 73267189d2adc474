/*
 * Text with holes, compiled once to a flat list of operations and rendered many times:
 *   {{ path.to.value | filter | filter(argument) }}   {% for x in list %} … {% endfor %}
 *   {% if a %} … {% elif b == "x" %} … {% else %} … {% endif %}   (and, or, not, ==, !=, <, <=, >, >=, in)
 *   loop.index, index0, length, first, last inside a for; {# a comment #}; a.b, a["b"], a[0]
 *   {%- and -%} take the blanks before and behind with them
 * The filters have Vietnamese names; default, upper, join, length and count are Jinja's for mac_dinh, hoa, noi and dai.
 * False are: null, false, 0, an empty text, list or map. A null is no value: printing it is an error too.
 * One engine fills explanations, alerts, e-mails, pages and Word parts; only the escape differs. A name
 * that is missing is an error with its place, never an empty hole (use `| mac_dinh("…")` where it may be).
 * No code, no includes, no access to anything but the data given.
 */
#ifndef TEMPLATE_TEMPLATE_H
#define TEMPLATE_TEMPLATE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buffer;
struct err;
struct problems;
struct value;

/* What becomes of a value's characters. XML and HTML drop what XML 1.0 cannot hold (control characters, U+FFFE, U+FFFF). XML
 * writes line end and tab as references (&#10; &#9;), so that they outlast an attribute. URI percent-encodes all but letters,
 * digits and - . _ ~ */
enum template_escape { TEMPLATE_PLAIN, TEMPLATE_XML, TEMPLATE_HTML, TEMPLATE_URI };

struct template;

/* Compiles `len` bytes; every error is added to problems with `file` and its line (all at once).
 * Returns NULL when there was any. The template lives in the arena. */
struct template *template_compile(struct arena *arena, const char *file, const char *text, size_t len,
                                  struct problems *problems);

/* Appends the rendered text to `out`; on failure `out` keeps what stood in it before the call.
 * The error names the hole and its line: "dòng 3: thiếu “ward.name”". */
bool template_render(const struct template *compiled, const struct value *data, enum template_escape escape,
                     struct buffer *out, struct err *err);

/* The same for a caller that knows better than a line number where a hole stands, and wants to hear of all of them: each
 * failure is given to `failed` and the rest is tried on; false in return ends the rendering. False when any failed. */
typedef bool template_failed(void *caller, int line, const struct err *err);
bool template_render_all(const struct template *compiled, const struct value *data, enum template_escape escape,
                         struct buffer *out, template_failed *failed, void *caller);

/* Compile and render in one go, for short texts; the text lives in the arena, NULL on failure. */
char *template_fill(struct arena *arena, const char *text, const struct value *data, struct err *err);

/* The end of the tag that starts at `at` ("{{", "{%" or "{#"), behind its closing sign; NULL when it is not
 * closed before `end`. A closing sign in a quoted text does not count. */
const char *template_tag_end(const char *at, const char *end);

/* Names of the filters, for documentation and for advice on a mistyped one; ends with NULL. */
const char *const *template_filter_names(void);

#endif
