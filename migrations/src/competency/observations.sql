-- Observed practice: what an assessor saw, by a checklist. Several assessors each have their own row.

create table observations (
    org uuid not null,
    id uuid not null,
    person uuid not null,
    assessor uuid not null,
    checklist text not null,
    version bigint not null,
    hash text not null,
    marks text not null,
    note text not null,
    salt bytea not null,
    passed boolean not null,
    done bigint not null,
    applied bigint not null,
    observed_ms bigint not null,
    recorded_ms bigint not null,
    signature uuid,
    record_hash text not null,
    ledger_position bigint,
    primary key (org, id),
    foreign key (org, person) references people (org, id),
    foreign key (org, assessor) references people (org, id)
) {large};
create index observations_of_person on observations (org, person, checklist, observed_ms);
create index observations_of_assessor on observations (org, assessor, observed_ms);

-- A conflict between two people that rules out that one assesses the other.
create table conflicts (
    org uuid not null,
    id uuid not null,
    person uuid not null,
    other uuid not null,
    reason text not null,
    salt bytea not null,
    declared_ms bigint not null,
    declared_by uuid,
    ended_ms bigint,
    primary key (org, id),
    foreign key (org, person) references people (org, id),
    foreign key (org, other) references people (org, id)
) {small};
create index conflicts_of_person on conflicts (org, person);
create index conflicts_of_other on conflicts (org, other);
