-- Who: organisations, units, people, roles.

create table organisations (
    id uuid not null primary key,
    slug text not null unique,
    name text not null,
    time_zone text not null,
    purpose text not null,
    root_unit uuid not null,
    founded_ms bigint not null
) {small};

create table units (
    org uuid not null references organisations (id),
    id uuid not null,
    parent uuid,
    name text not null,
    time_zone text,
    created_ms bigint not null,
    primary key (org, id),
    foreign key (org, parent) references units (org, id)
) {small};

-- Every unit with all the units above it and itself.
create table unit_paths (
    org uuid not null,
    ancestor uuid not null,
    descendant uuid not null,
    distance bigint not null,
    primary key (org, ancestor, descendant),
    foreign key (org, ancestor) references units (org, id),
    foreign key (org, descendant) references units (org, id)
) {small};
create index unit_paths_up on unit_paths (org, descendant);

-- sign_in_name, name and salt are destroyed when a person is erased.
create table people (
    org uuid not null references organisations (id),
    id uuid not null,
    sign_in_name text,
    name text not null,
    job text not null,
    timing_percent bigint not null,
    password_hash text,
    salt bytea not null,
    created_ms bigint not null,
    disabled_ms bigint,
    erased_ms bigint,
    primary key (org, id)
) {small};
create unique index people_sign_in_name on people (org, sign_in_name);

create table grants (
    org uuid not null,
    id uuid not null,
    person uuid not null,
    unit uuid not null,
    role text not null,
    granted_ms bigint not null,
    granted_by uuid,
    revoked_ms bigint,
    primary key (org, id),
    foreign key (org, person) references people (org, id),
    foreign key (org, unit) references units (org, id)
) {small};
create index grants_of_person on grants (org, person);
create index grants_of_unit on grants (org, unit, role);

-- Signing in.

create table sessions (
    org uuid not null,
    id uuid not null,
    person uuid not null,
    secret_hash bytea not null,
    started_ms bigint not null,
    seen_ms bigint not null,
    expires_ms bigint not null,
    ended_ms bigint,
    device text not null,
    address text,
    primary key (org, id),
    foreign key (org, person) references people (org, id)
) {small};
create index sessions_of_person on sessions (org, person);

create table throttles (
    org uuid not null,
    kind text not null,
    subject text not null,
    failures bigint not null,
    last_ms bigint not null,
    blocked_until_ms bigint not null,
    primary key (org, kind, subject)
) {small};

create table invites (
    org uuid not null,
    token_hash bytea not null,
    person uuid not null,
    purpose text not null,
    created_ms bigint not null,
    expires_ms bigint not null,
    closed_ms bigint,
    primary key (org, token_hash),
    foreign key (org, person) references people (org, id)
) {small};
create index invites_of_person on invites (org, person);

-- What is trained. Published content does not change; a change is a new version.

create table contents (
    org uuid not null references organisations (id),
    kind text not null,
    slug text not null,
    version bigint not null,
    hash text not null,
    title text not null,
    source text not null,
    body text not null,
    needs text not null,
    published_ms bigint not null,
    published_by uuid,
    primary key (org, kind, slug, version)
) {large};

create table reviews (
    org uuid not null,
    scenario text not null,
    id uuid not null,
    reviewed_ms bigint not null,
    reviewed_by uuid,
    due_ms bigint not null,
    primary key (org, scenario, id)
) {small};

create table assignments (
    org uuid not null,
    id uuid not null,
    scenario text not null,
    person uuid,
    unit uuid,
    due_ms bigint not null,
    created_ms bigint not null,
    created_by uuid,
    withdrawn_ms bigint,
    primary key (org, id),
    foreign key (org, person) references people (org, id),
    foreign key (org, unit) references units (org, id)
) {small};
create index assignments_of_person on assignments (org, person);
create index assignments_of_unit on assignments (org, unit);

-- What was done.

create table attempts (
    org uuid not null,
    id uuid not null,
    person uuid not null,
    scenario text not null,
    version bigint not null,
    scenario_hash text not null,
    kind text not null,
    status text not null,
    seed bigint not null,
    model_version bigint not null,
    timing_percent bigint not null,
    reissued bigint not null,
    token_salt bytea not null,
    token_hash bytea not null,
    token_expires_ms bigint not null,
    started_ms bigint not null,
    ended_ms bigint,
    primary key (org, id),
    foreign key (org, person) references people (org, id)
) {small};
create index attempts_of_person on attempts (org, person, scenario, started_ms);
create index attempts_open on attempts (org, started_ms) where status = 'open';
create unique index attempts_one_open on attempts (org, person, scenario) where status = 'open' and kind = 'graded';

create table runs (
    org uuid not null,
    attempt uuid not null,
    log bytea not null,
    log_hash text not null,
    trace bytea not null,
    trace_hash text not null,
    verdict text,
    passed boolean,
    points bigint not null,
    possible bigint not null,
    run_ms bigint not null,
    wall_ms bigint not null,
    interrupted boolean not null,
    slow boolean not null,
    recorded_ms bigint not null,
    delivered_by uuid,
    record_hash text not null,
    ledger_position bigint,
    primary key (org, attempt),
    foreign key (org, attempt) references attempts (org, id)
) {large};

create table allowances (
    org uuid not null,
    id uuid not null,
    person uuid not null,
    scenario text not null,
    runs bigint not null,
    reason text not null,
    granted_ms bigint not null,
    granted_by uuid,
    primary key (org, id),
    foreign key (org, person) references people (org, id)
) {small};
create index allowances_of_person on allowances (org, person, scenario);

-- source names the attempt, sitting, observation, signature or acceptance that the evidence comes from.
create table evidence (
    org uuid not null,
    id uuid not null,
    person uuid not null,
    competency text not null,
    kind text not null,
    passed boolean not null,
    score_permille bigint,
    level text,
    device text,
    title text not null,
    at_ms bigint not null,
    recorded_ms bigint not null,
    recorded_by uuid,
    source uuid not null,
    primary key (org, id),
    foreign key (org, person) references people (org, id)
) {small};
create index evidence_of_person on evidence (org, person, competency, at_ms);
create index evidence_of_source on evidence (org, source);

-- A source whose evidence no longer counts: voided by an assessor, or superseded by a correction.
create table voids (
    org uuid not null,
    source uuid not null,
    person uuid not null,
    why text not null,
    reason text not null,
    salt bytea not null,
    signature uuid,
    voided_ms bigint not null,
    voided_by uuid,
    primary key (org, source),
    foreign key (org, person) references people (org, id)
) {small};
create index voids_of_person on voids (org, person);

-- The projection of evidence: one row for each person and competency, kept in the same transaction.
create table standings (
    org uuid not null,
    person uuid not null,
    competency text not null,
    passed_ms bigint,
    failed_ms bigint,
    due_ms bigint,
    until_ms bigint,
    grace_ms bigint,
    ends_by text,
    missing bigint,
    evidence uuid,
    device text,
    primary key (org, person, competency),
    foreign key (org, person) references people (org, id)
) {small};
create index standings_by_end on standings (org, competency, until_ms);

-- What can be proved: the ledger (RFC 6962), and who looked.

create table ledger_entries (
    org uuid not null,
    position bigint not null,
    leaf_hash bytea not null,
    op text not null,
    at_ms bigint not null,
    actor uuid,
    subject uuid,
    data text not null,
    primary key (org, position)
) {small};
create index ledger_entries_about on ledger_entries (org, subject);

-- Hashes of full subtrees above the leaves.
create table ledger_nodes (
    org uuid not null,
    level bigint not null,
    ordinal bigint not null,
    hash bytea not null,
    primary key (org, level, ordinal)
) {small};

create table ledger_heads (
    org uuid not null primary key references organisations (id),
    size bigint not null,
    root bytea not null,
    frontier bytea not null,
    at_ms bigint not null
) {small};

create table access_log (
    org uuid not null,
    id uuid not null,
    at_ms bigint not null,
    what text not null,
    actor uuid,
    subject uuid,
    detail text not null,
    address text,
    primary key (org, id)
) {small};
