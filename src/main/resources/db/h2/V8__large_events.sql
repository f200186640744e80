-- Only for H2; the numbers are counted together with those for both.
-- In H2's PostgreSQL mode "text" is a varchar: written with its row, through a buffer of three bytes for each character,
-- and one that no longer fits into the heap closes the whole database. A large object is written in blocks. Those up to
-- 64 KiB stay in the row, where they are as fast.
set max_length_inplace_lob 65536;
alter table event alter column json set data type character large object;
