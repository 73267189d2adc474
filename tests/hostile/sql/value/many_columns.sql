-- expect: rule
-- More columns than one may have.
SELECT tip.*, tip.*, tip.*, tip.*, tip.*, tip.*, tip.*, tip.*, tip.*, tip.*, tip.*, tip.*, tip.*, tip.*, tip.*, tip.*, tip.*, tip.*, tip.*, tip.*, tip.*, tip.*, tip.*, tip.*, tip.*, tip.*, tip.*, tip.*, tip.*, tip.*, tip.*, tip.*, tip.*, tip.*, tip.*, tip.*, tip.*, tip.*, tip.*, tip.*, tip.*, tip.* FROM tip
