-- An assessor's one-time code opens a graded run at the learner's side.

create table supervisions (
    org uuid not null,
    id uuid not null,
    assessor uuid not null,
    scenario text not null,
    person uuid not null,
    code_hash bytea not null,
    made_ms bigint not null,
    expires_ms bigint not null,
    used_ms bigint,
    attempt uuid,
    primary key (org, id),
    foreign key (org, assessor) references people (org, id),
    foreign key (org, person) references people (org, id),
    foreign key (org, attempt) references attempts (org, id)
) {small};
create index supervisions_of_person on supervisions (org, person, scenario);
create unique index supervisions_of_attempt on supervisions (org, attempt);

-- A learner appeals a verdict; the answer stays beside it.
create table appeals (
    org uuid not null,
    id uuid not null,
    person uuid not null,
    source uuid not null,
    kind text not null,
    statement text not null,
    salt bytea not null,
    made_ms bigint not null,
    outcome text,
    answer text,
    answered_ms bigint,
    answered_by uuid,
    signature uuid,
    primary key (org, id),
    foreign key (org, person) references people (org, id)
) {small};
create index appeals_of_person on appeals (org, person);
create unique index appeals_once on appeals (org, source) where outcome is null;

-- What a person may not do unsupervised, until it is lifted.
create table restrictions (
    org uuid not null,
    id uuid not null,
    person uuid not null,
    competency text not null,
    cause text not null,
    source uuid,
    reason text not null,
    modules text not null,
    raised_ms bigint not null,
    raised_by uuid,
    acknowledged_ms bigint,
    acknowledged_by uuid,
    lifted_ms bigint,
    lifted_by uuid,
    lifted_source uuid,
    lift_reason text,
    signature uuid,
    salt bytea not null,
    primary key (org, id),
    foreign key (org, person) references people (org, id)
) {small};
create index restrictions_of_person on restrictions (org, person);
create unique index restrictions_one_open on restrictions (org, person, competency) where lifted_ms is null;
