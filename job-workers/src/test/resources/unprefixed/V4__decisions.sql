-- What people decided and said is looked up by run and kind of job.
create index journal_run_verb on journal (run_key, verb);
drop index journal_run;
