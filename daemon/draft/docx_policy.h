/*
 * What a template may carry. Refused is what can act: macros, controls, embedded programs, content from elsewhere. Taken out,
 * with a word to the administrator, is what cannot act but is bound to another file. Internal to draft/.
 */
#ifndef DRAFT_DOCX_POLICY_H
#define DRAFT_DOCX_POLICY_H

struct docx_report;
struct opc;

/* The parts and their relationships; complaints and notes go to the report. Parts that nothing leads to are marked so
 * (opc_part.reached). */
void docx_policy_apply(const struct docx_report *report, struct opc *opc);

#endif
