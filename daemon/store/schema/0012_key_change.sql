-- By which fields records of a type were told apart before the change `sequence`, which made their tables anew with another
-- key (store/record_table.h). A version superseded by then is followed by the next one of the same old key, whoever's it is.
CREATE TABLE key_change (
    type     TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    fields   TEXT NOT NULL, -- JSON list
    PRIMARY KEY (type, sequence)
) STRICT;
