-- A paper that was issued has its number and day. An issuer's number stands once a year (document/draft_life.h looks).
ALTER TABLE draft ADD COLUMN issue_number INTEGER CHECK (issue_number > 0);
ALTER TABLE draft ADD COLUMN issued_on INTEGER CHECK ((issued_on IS NULL) = (issue_number IS NULL));
