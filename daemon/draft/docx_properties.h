/*
 * What Word notes of a document beside its text: properties (title, author, times), settings of the editor. A draft keeps what
 * fields print (TITLE, AUTHOR …); who edited it last and when goes, for the same data must give the same bytes. Internal to
 * draft/.
 */
#ifndef DRAFT_DOCX_PROPERTIES_H
#define DRAFT_DOCX_PROPERTIES_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct buffer;
struct xml_node;

void docx_properties_strip(struct arena *arena, struct xml_node *root);
/* Puts the times into filled properties: the moment is the caller's (a seal's). */
void docx_properties_stamp(const struct buffer *rendered, int64_t written_at, struct buffer *out);

/* Whether spelling was checked, who edited in which session, which other files it was bound to. True when anything went. */
bool docx_settings_strip(struct xml_node *root);

#endif
