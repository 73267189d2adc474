-- Everything that bears a hash of its own, for audit verify (store/integrity.h).

-- name: INTEGRITY_PAGES
-- "ok", or the first thing that is wrong with the structure of the file itself.
SELECT integrity_check AS said FROM pragma_integrity_check(1);

-- name: INTEGRITY_CONTENTS
-- The hashes of all kept bytes; those that were erased have none.
SELECT hash FROM content WHERE hash NOT IN (SELECT hash FROM erased_content) ORDER BY hash;

-- name: INTEGRITY_SEALS
-- All seals: what they are called, their hash and the text that it is of.
SELECT id AS name, hash, content FROM seal ORDER BY id;

-- name: INTEGRITY_DOSSIERS
-- All dossiers, named by their hash.
SELECT hash AS name, hash, content FROM dossier ORDER BY hash;

-- name: INTEGRITY_PACKAGES
-- All packages with the list that their hash is of: a line "sha256  path" a file, by path.
SELECT package.hash AS name, package.hash,
       (SELECT group_concat(line, '')
          FROM (SELECT content || '  ' || path || char(10) AS line
                  FROM package_file
                 WHERE package_file.package = package.hash
                 ORDER BY path)) AS content
  FROM package
 ORDER BY package.hash;
