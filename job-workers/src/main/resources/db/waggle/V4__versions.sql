-- Which agents a worker process holds, in which version; gone with the process.
create table waggle_worker_agent (
  worker     varchar(36) not null references waggle_worker (id) on delete cascade,
  agent      varchar(63) not null,
  definition varchar(16) not null,
  -- Names of what its model can call, one a line.
  tools      text        not null,
  primary key (worker, agent)
);

-- Finds the runs of agents that no process holds any more.
create index waggle_journal_verb_agent on waggle_journal (verb, agent);
