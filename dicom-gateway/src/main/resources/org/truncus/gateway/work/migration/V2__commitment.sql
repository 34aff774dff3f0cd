-- Storage commitment in both roles. UIDs and codes only, as everywhere.

-- What peers asked us to keep, and whether they have been told.
create table commitment (
  transaction_uid varchar(64) not null,
  calling_aet     varchar(16) not null,
  called_aet      varchar(16) not null,
  state           varchar(16) not null, -- WAITING, TOLD, DEAD
  attempts        integer     not null,
  next_at         bigint      not null,
  requested_at    bigint      not null,
  told_at         bigint,
  last_error      varchar(500),
  primary key (transaction_uid, calling_aet)
);
create index commitment_waiting on commitment (state, next_at);

create table commitment_item (
  transaction_uid  varchar(64) not null,
  calling_aet      varchar(16) not null,
  position         integer     not null,
  sop_class_uid    varchar(64) not null,
  sop_instance_uid varchar(64) not null,
  reason           integer, -- why it isn't kept; null where it is
  primary key (transaction_uid, calling_aet, position),
  foreign key (transaction_uid, calling_aet) references commitment on delete cascade
);

-- What we asked destinations to keep.
create table commitment_asked (
  transaction_uid varchar(64) primary key,
  outbox_id       bigint      not null references outbox,
  state           varchar(16) not null, -- ASKED, COMMITTED, REFUSED, SILENT
  asked_at        bigint      not null,
  answered_at     bigint,
  last_error      varchar(500)
);
create index commitment_asked_by_outbox on commitment_asked (outbox_id, asked_at);
