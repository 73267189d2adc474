-- Somebody who has a signed copy asks which paper it is (proof/verification.h).
CREATE INDEX signed_copy_file ON signed_copy (sha256);
