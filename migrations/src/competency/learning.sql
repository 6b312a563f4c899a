-- What a person believes of themselves before a module.

create table self_assessments (
    org uuid not null,
    id uuid not null,
    person uuid not null,
    competency text not null,
    confidence bigint not null,
    at_ms bigint not null,
    primary key (org, id),
    foreign key (org, person) references people (org, id)
) {small};
create index self_assessments_of_person on self_assessments (org, person, competency, at_ms);

-- How well each step of a skill is remembered, by the forgetting model; a projection of the runs.
create table memories (
    org uuid not null,
    person uuid not null,
    skill text not null,
    stability_days double precision not null,
    difficulty double precision not null,
    n_reviews bigint not null,
    n_lapses bigint not null,
    n_sure bigint not null,
    reviewed_ms bigint not null,
    due_ms bigint not null,
    scenario text not null,
    primary key (org, person, skill),
    foreign key (org, person) references people (org, id)
) {small};
create index memories_due on memories (org, person, due_ms);

-- What a person was told in time. One row for each thing and step, so that nobody is told twice.
create table reminders (
    org uuid not null,
    person uuid not null,
    kind text not null,
    subject text not null,
    step bigint not null,
    due_ms bigint not null,
    made_ms bigint not null,
    seen_ms bigint,
    primary key (org, person, kind, subject, step),
    foreign key (org, person) references people (org, id)
) {small};
create index reminders_unseen on reminders (org, person, made_ms) where seen_ms is null;
