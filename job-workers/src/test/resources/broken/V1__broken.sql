create table of nothing;
