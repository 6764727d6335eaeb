-- What facts are about, as vectors of a model: one signed byte for each component, of which the largest is 127.
create table waggle_memory_vector (
  fact   bigint       not null references waggle_memory_fact (id) on delete cascade,
  memory bigint       not null,
  model  varchar(200) not null,
  vector bytea        not null,
  primary key (fact, model)
);
create unique index waggle_memory_vector_newest on waggle_memory_vector (memory, model, fact desc);
