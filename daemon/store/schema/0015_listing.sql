-- By which keys table listing_<type> finds and orders the records of a type (store/listing.h): the libraries that made them and the
-- fields that they are of. A type without a row, or with another one, is filled when the daemon starts.
CREATE TABLE listing (
    type TEXT PRIMARY KEY,
    made TEXT NOT NULL
) STRICT, WITHOUT ROWID;
