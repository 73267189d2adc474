-- The ward to which a member's row belongs: where he stood by the period's last day, or went last before (docs/decisions/0105). By it is decided who may
-- read the row. NULL: the row is of a unit.
ALTER TABLE result ADD COLUMN home TEXT CHECK ((home IS NULL) = (level <> 'member'));
