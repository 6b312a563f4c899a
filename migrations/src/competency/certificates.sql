-- Certificates and transcripts that were issued, and what their holder shares of them.

create table certificates (
    org uuid not null,
    id uuid not null,
    person uuid not null,
    kind text not null,
    competency text,
    code_hash bytea not null,
    body text not null,
    body_hash text not null,
    salt bytea not null,
    shares text not null,
    issued_ms bigint not null,
    expires_ms bigint,
    revoked_ms bigint,
    revoked_by uuid,
    ledger_position bigint,
    primary key (org, id),
    foreign key (org, person) references people (org, id)
) {large};
create index certificates_of_person on certificates (org, person, issued_ms);
create unique index certificates_by_code on certificates (code_hash);
