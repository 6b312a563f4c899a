-- Content that is no longer in use from a moment on; what was made with it stays.

create table retirements (
    org uuid not null,
    kind text not null,
    slug text not null,
    retired_ms bigint not null,
    retired_by uuid,
    restored_ms bigint,
    reason text not null,
    primary key (org, kind, slug, retired_ms)
) {small};
