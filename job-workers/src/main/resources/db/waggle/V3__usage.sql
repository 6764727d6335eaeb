-- What a job used up: where it is recorded, it is counted, whatever becomes of the variables of the process.
alter table waggle_journal add column llm_calls integer default 0 not null;
alter table waggle_journal add column tool_calls integer default 0 not null;
alter table waggle_journal add column input_tokens bigint default 0 not null;
alter table waggle_journal add column output_tokens bigint default 0 not null;
