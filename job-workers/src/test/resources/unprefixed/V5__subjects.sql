-- What a job is about, where that has to be done once: a broker that dies may forget which jobs it handed out, make
-- them anew under other keys, and give their keys to other jobs.
alter table journal add column subject varchar(64);
create unique index journal_subject on journal (process_instance_key, verb, subject);
