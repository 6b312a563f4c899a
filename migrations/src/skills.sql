-- How each skill was shown in each recorded run: alone, with help, or not; a projection of the runs.
create table skill_steps (
    org uuid not null,
    attempt uuid not null,
    skill text not null,
    person uuid not null,
    scenario text not null,
    kind text not null,
    outcome text not null,
    recorded_ms bigint not null,
    primary key (org, attempt, skill),
    foreign key (org, person) references people (org, id)
) {small};
create index skill_steps_of_person on skill_steps (org, person, recorded_ms);
