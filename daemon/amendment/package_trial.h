/*
 * Checks what of a package takes a worker or a template to check, before it is loaded, proposed or put back.
 * package_read checks the rest.
 */
#ifndef AMENDMENT_PACKAGE_TRIAL_H
#define AMENDMENT_PACKAGE_TRIAL_H

struct arena;
struct package;
struct problems;
struct value;
struct worker_settings;

/* A package that was tried whole before, and its criteria as snapshot_criteria gives them; nothing is known of it where criteria are NULL. */
struct package_trial_known {
    const struct package *package;
    const struct value *criteria;
};

/* Criteria with their examples, Word templates with sample data, conditions, texts. ret_facts: what the criteria say of
 * themselves ({id: facts}) when all is well. Templates of which nothing differs that fills them in the known package are not filled again. */
void package_trial(const struct package *package, const struct package_trial_known *known, const struct worker_settings *worker, struct arena *arena,
                   struct problems *problems, struct value **ret_facts);
/* Only what is changed ([{path, what}…]), as it is being written: its criterion, its rule or its SELECT by a worker, and what takes none; all criteria
 * where the file is one that each is tried against (targets.ini …). The papers are left out. */
void package_trial_files(const struct package *package, const struct value *changed, const struct worker_settings *worker, struct arena *arena,
                         struct problems *problems);

#endif
