-- What was erased because its time was over ([privacy] keep_private in thiduad.conf, contest/erasure.h). Rows of records that lost what is
-- private have other hashes than the log has of the change that wrote them: the hash of what stays is here, in a row that bears a hash
-- itself.
CREATE TABLE erasure (
    type     TEXT NOT NULL,    -- of records
    written  INTEGER NOT NULL, -- the change that wrote the versions
    versions INTEGER NOT NULL, -- of them, how many are gone altogether
    hash     TEXT NOT NULL,    -- of what stays of them (store/record_digest.h); empty: nothing does
    sequence INTEGER NOT NULL, -- the change that erased
    PRIMARY KEY (type, written)
) STRICT;

-- Kept bytes that are gone: files that records carried, files of private data as they were imported. Their hash stays.
CREATE TABLE erased_content (
    hash     TEXT PRIMARY KEY REFERENCES content (hash),
    sequence INTEGER NOT NULL -- the change that erased
) STRICT;
