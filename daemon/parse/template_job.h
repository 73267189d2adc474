/*
 * The worker's side of files that are not tables: locked down before the first byte of the file (WORKER_FILE) is looked at.
 *
 * A template is compiled and filled. Job: {kind: "template", file: name for messages, keep: whether the papers are asked for,
 * papers: [{data, written_at}…]}. Parts, paper after paper: {bytes: a piece of it in base64} …, then {content: its hash}, or {vi, en,
 * lacks: problems_to_value} for one that its data do not fill. Answer: {compiled, problems: problems_to_value}; no papers come of what is not compiled.
 *
 * A template is given back with what is wrong with it as Word comments. Job: {kind: "comment", problems: problems_to_value}. Parts: {bytes: a
 * piece of the copy in base64}. Answer: {}.
 *
 * A paper is stamped. Job: {kind: "stamp", picture: PNG in base64, words, about}. Parts: {bytes: a piece of it in base64}. Answer: {content: its hash}.
 *
 * A paper is read. Job: {kind: "paper"}. Answer: docx_text (draft/docx_text.h).
 *
 * A bundle (proof/bundle.h) is read: JSON, of which nobody knows beforehand what it holds. Job: {kind: "bundle"}. Answer: the map that it is.
 */
#ifndef PARSE_TEMPLATE_JOB_H
#define PARSE_TEMPLATE_JOB_H

#define TEMPLATE_JOB "template"
#define COMMENT_JOB "comment"
#define PAPER_JOB "paper"
#define BUNDLE_JOB "bundle"
#define STAMP_JOB "stamp"

struct arena;
struct err;
struct value;

struct value *template_job_fill(struct arena *arena, const struct value *job, struct err *err);
struct value *template_job_comment(struct arena *arena, const struct value *job, struct err *err);
struct value *template_job_read(struct arena *arena, const struct value *job, struct err *err);
struct value *template_job_bundle(struct arena *arena, const struct value *job, struct err *err);
struct value *template_job_stamp(struct arena *arena, const struct value *job, struct err *err);

#endif
