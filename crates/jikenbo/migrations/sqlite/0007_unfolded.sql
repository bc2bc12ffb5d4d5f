-- The search index knows every text: the list keeps neither a copy of it nor what only such a copy was looked through by.
ALTER TABLE list_rows DROP COLUMN folded;
ALTER TABLE list_rows DROP COLUMN organization_folded;
ALTER TABLE list_rows DROP COLUMN first_day;
ALTER TABLE list_rows DROP COLUMN last_day;
