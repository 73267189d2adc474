-- The log of what wrote records: imports, what takes one back, records brought back. Each says in its audit row how many it
-- wrote.

-- name: IMPORT_LIST
-- The newest ?1: who, when, why, how many rows; undone: the newest change that took it back; undoes: what it took back.
SELECT audit.sequence, audit.at, audit.actor, audit.via, audit.action, audit.reason, audit.detail ->> 'read' AS read,
       audit.detail ->> 'added' AS added, audit.detail ->> 'corrected' AS corrected,
       audit.detail ->> 'unchanged' AS unchanged, audit.detail ->> 'outdated' AS outdated,
       audit.detail ->> 'left_out' AS left_out, audit.detail ->> 'undoes' AS undoes, taken.sequence AS undone
  FROM audit
  LEFT JOIN (SELECT detail ->> 'undoes' AS undoes, max(sequence) AS sequence
               FROM audit
              WHERE detail -> 'undoes' IS NOT NULL
              GROUP BY 1) AS taken
    ON taken.undoes = audit.sequence
 WHERE audit.detail -> 'added' IS NOT NULL AND audit.detail -> 'corrected' IS NOT NULL
 ORDER BY audit.sequence DESC
 LIMIT ?1;

-- name: IMPORT_GET
-- One of them (its sequence); said: the problems that were said then, as JSON.
SELECT audit.sequence, audit.at, audit.actor, audit.via, audit.action, audit.reason, audit.detail ->> 'read' AS read,
       audit.detail ->> 'added' AS added, audit.detail ->> 'corrected' AS corrected,
       audit.detail ->> 'unchanged' AS unchanged, audit.detail ->> 'outdated' AS outdated,
       audit.detail ->> 'left_out' AS left_out, audit.detail ->> 'undoes' AS undoes,
       (SELECT max(sequence) FROM audit AS taken WHERE taken.detail ->> 'undoes' = audit.sequence) AS undone,
       audit.detail -> 'problems' AS said
  FROM audit
 WHERE audit.sequence = ?1 AND audit.detail -> 'added' IS NOT NULL AND audit.detail -> 'corrected' IS NOT NULL;

-- name: IMPORT_FILES
-- The files that the change ?1 brought: by their hash the bytes are in content.
SELECT type, file, rows, content AS sha256
  FROM imported
 WHERE sequence = ?1
 ORDER BY file;
