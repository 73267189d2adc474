/* The settings of a kind of document (its section of documents.ini): one, the words of a list, texts to be filled. */
#ifndef DOCUMENT_DOCUMENT_SETTING_H
#define DOCUMENT_DOCUMENT_SETTING_H

#include <stdbool.h>

struct arena;
struct document_kind;
struct err;
struct package;
struct value;

/* The package's kind of that name; NULL with err when documents.ini has none. */
const struct document_kind *document_kind_of(const struct package *package, const char *kind, struct err *err);
/* A key of the kind's section; NULL with err when it is not there. */
const char *document_setting(const struct document_kind *kind, const char *key, struct err *err);
/* The words of a comma-separated setting; an absent one has none. */
struct value *document_words(struct arena *arena, const struct document_kind *kind, const char *key);
/* The same of any section. */
struct value *document_words_of(struct arena *arena, const struct value *section, const char *key);
/* Fills the kind's settings with that prefix, in their order, as values of their own: of the document with
 * "text_" (text_counts becomes counts), of a table's row with "row_". */
bool document_texts(struct arena *arena, const struct document_kind *kind, const char *prefix,
                    struct value *data, struct err *err);

/* Whether the result of a target stands in such a document: the setting `cells` names the targets; absent = all, `none` = none. */
bool document_shows(struct arena *arena, const struct document_kind *kind, const char *criterion);

#endif
