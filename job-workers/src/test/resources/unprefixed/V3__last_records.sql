-- Whose a job was stays when it is recorded: what a worker recorded just before it died, the engine may not know.
drop index journal_owner;
create index journal_owner on journal (owner, recorded_at);
