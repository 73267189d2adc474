-- The key by which this office's papers are signed (Ed25519; login/signing_key.h): the seed, made at the first start and never again. What is signed with it is checked
-- with its public half, which stands in the launch document and beside each signature.
CREATE TABLE signing_key (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    seed    TEXT NOT NULL CHECK (length(seed) = 64),
    public  TEXT NOT NULL CHECK (length(public) = 64),
    made_at INTEGER NOT NULL
) STRICT;
