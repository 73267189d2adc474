-- What was read of the digital signatures in a signed copy when it was attached (register/copy_signature.h); none of pictures and of what was attached before.
CREATE TABLE signed_copy_reading (
    draft      TEXT NOT NULL,
    number     INTEGER NOT NULL,
    fault      TEXT,          -- why the file could not be read
    signatures TEXT NOT NULL, -- JSON: [{signer, signed_at, state}…]
    PRIMARY KEY (draft, number),
    FOREIGN KEY (draft, number) REFERENCES signed_copy (draft, number)
) STRICT, WITHOUT ROWID;
