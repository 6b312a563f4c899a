-- Tests: sittings and what was answered. The paper follows from test, version and seed.

create table sittings (
    org uuid not null,
    id uuid not null,
    person uuid not null,
    test text not null,
    version bigint not null,
    hash text not null,
    seed bigint not null,
    status text not null,
    timing_percent bigint not null,
    cut bigint not null,
    started_ms bigint not null,
    closes_ms bigint not null,
    ended_ms bigint,
    points bigint,
    possible bigint,
    passed boolean,
    responses text,
    marks text,
    record_hash text,
    ledger_position bigint,
    primary key (org, id),
    foreign key (org, person) references people (org, id)
) {large};
create index sittings_of_person on sittings (org, person, test, started_ms);
create index sittings_of_test on sittings (org, test, version, ended_ms);
create unique index sittings_one_open on sittings (org, person, test) where status = 'open';

-- Every answer as it came, by a number that the browser counts up; the highest number of an item counts.
create table answers (
    org uuid not null,
    sitting uuid not null,
    item text not null,
    number bigint not null,
    response text not null,
    answered_ms bigint not null,
    primary key (org, sitting, item, number),
    foreign key (org, sitting) references sittings (org, id)
) {large};

-- A panel of judges that sets the cut score of a test version (Angoff, two rounds).
create table panels (
    org uuid not null,
    id uuid not null,
    test text not null,
    version bigint not null,
    title text not null,
    round bigint not null,
    status text not null,
    opened_ms bigint not null,
    opened_by uuid,
    closed_ms bigint,
    cut_percent double precision,
    standard_error double precision,
    n_judges bigint,
    ratings_hash text,
    primary key (org, id)
) {small};

create table panel_judges (
    org uuid not null,
    panel uuid not null,
    person uuid not null,
    primary key (org, panel, person),
    foreign key (org, panel) references panels (org, id),
    foreign key (org, person) references people (org, id)
) {small};

create table panel_ratings (
    org uuid not null,
    panel uuid not null,
    person uuid not null,
    round bigint not null,
    item text not null,
    percent bigint not null,
    rated_ms bigint not null,
    primary key (org, panel, person, round, item),
    foreign key (org, panel, person) references panel_judges (org, panel, person)
) {small};
