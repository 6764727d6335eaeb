-- The answer of a model while it is written, for people who read along; gone with the outcome. It is that of the
-- attempt with this fencing number, and counts how often it was written.
alter table waggle_journal add column draft text;
alter table waggle_journal add column draft_fence integer;
alter table waggle_journal add column draft_writes integer default 0 not null;
