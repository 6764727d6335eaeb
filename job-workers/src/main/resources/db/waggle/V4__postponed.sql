-- Until when a job that failed is not tried again, and why; it counts for as long as the job has no outcome.
alter table waggle_journal add column postponed_until timestamp with time zone;
alter table waggle_journal add column postponed_why varchar(200);
