-- Which dossiers grant or propose awards and which have a day to answer by is asked at every preview and for every paper; without these all of them are
-- read each time. A necessary part of the text, for a rule's connection trusts no function of JSON in a schema: who asks looks at the content itself too.
CREATE INDEX dossier_deciding ON dossier (hash) WHERE instr(content, '"base_salary"') OR instr(content, '"appraised"');
CREATE INDEX dossier_answered ON dossier (hash) WHERE instr(content, '"reply_by"');
