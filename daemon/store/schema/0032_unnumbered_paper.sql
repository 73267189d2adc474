-- A paper without a number (a report of achievement, Nghị định 98/2023/NĐ-CP, Phụ lục I) is issued by its day alone; one with a number has a day. A column's CHECK
-- cannot be changed in place, so both are other columns of those names.
ALTER TABLE draft ADD COLUMN day_of_issue INTEGER;
UPDATE draft SET day_of_issue = issued_on;
ALTER TABLE draft DROP COLUMN issued_on;
ALTER TABLE draft RENAME COLUMN day_of_issue TO issued_on;
ALTER TABLE draft ADD COLUMN number_of_issue INTEGER CHECK (number_of_issue IS NULL OR (number_of_issue > 0 AND issued_on IS NOT NULL));
UPDATE draft SET number_of_issue = issue_number;
ALTER TABLE draft DROP COLUMN issue_number;
ALTER TABLE draft RENAME COLUMN number_of_issue TO issue_number;
