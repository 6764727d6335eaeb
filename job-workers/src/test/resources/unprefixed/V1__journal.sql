-- One row per job: what it came to, together with the messages that it adds to a conversation.
-- A row is written once, in one transaction, and never changed. The same text runs on H2 and on PostgreSQL.
create table journal (
  job_key              bigint primary key,
  process_instance_key bigint                   not null,
  agent                varchar(63)              not null,
  verb                 varchar(16)              not null,
  parent_ref           bigint,
  outcome              text                     not null,
  messages             text                     not null,
  content              text                     not null,
  recorded_at          timestamp with time zone not null
);

create index journal_process_instance on journal (process_instance_key);
