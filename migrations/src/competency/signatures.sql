-- What people signed: the exact text, its meaning, and the hash that binds the signature to it.

create table signatures (
    org uuid not null,
    id uuid not null,
    signer uuid not null,
    signer_name text not null,
    meaning text not null,
    text text not null,
    text_hash text not null,
    salt bytea not null,
    signed_ms bigint not null,
    ledger_position bigint,
    primary key (org, id),
    foreign key (org, signer) references people (org, id)
) {large};
create index signatures_of_signer on signatures (org, signer, signed_ms);

-- An assessor's signature that a competency is met. A correction is a new row that supersedes; an empty level says
-- that it is not met.
create table sign_offs (
    org uuid not null,
    id uuid not null,
    person uuid not null,
    competency text not null,
    level text not null,
    framework text not null,
    framework_version bigint not null,
    rests_on text not null,
    signature uuid not null,
    supersedes uuid,
    reason text,
    salt bytea not null,
    at_ms bigint not null,
    primary key (org, id),
    foreign key (org, person) references people (org, id),
    foreign key (org, signature) references signatures (org, id),
    foreign key (org, supersedes) references sign_offs (org, id)
) {small};
create index sign_offs_of_person on sign_offs (org, person, competency, at_ms);
create unique index sign_offs_superseded_once on sign_offs (org, supersedes);

-- Documents and prior learning that were looked at and accepted or refused: by an assessor, who signs, or by the
-- command line, which does not.
create table acceptances (
    org uuid not null,
    id uuid not null,
    person uuid not null,
    competency text not null,
    kind text not null,
    title text not null,
    issuer text not null,
    shown_ms bigint not null,
    accepted boolean not null,
    signature uuid,
    salt bytea not null,
    at_ms bigint not null,
    primary key (org, id),
    foreign key (org, person) references people (org, id),
    foreign key (org, signature) references signatures (org, id)
) {small};
create index acceptances_of_person on acceptances (org, person);
