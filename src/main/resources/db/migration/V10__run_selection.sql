-- What the link was made for: the hook may subscribe to something else before the range is read. Null before the first
-- page, and in runs that were begun before.
alter table reconciliation_run add column selection text;
