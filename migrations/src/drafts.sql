-- Content that is being written. The text of the newest revision is here too, so that a list needs no second table.
create table drafts (
    org uuid not null,
    id uuid not null,
    kind text not null,
    slug text not null,
    title text not null,
    source text not null,
    revision bigint not null,
    base text,
    base_version bigint,
    state text not null,
    began_ms bigint not null,
    began_by uuid,
    changed_ms bigint not null,
    changed_by uuid,
    asked_ms bigint,
    asked_by uuid,
    closed_ms bigint,
    closed_by uuid,
    published_version bigint,
    primary key (org, id),
    foreign key (org, began_by) references people (org, id),
    foreign key (org, changed_by) references people (org, id),
    foreign key (org, asked_by) references people (org, id),
    foreign key (org, closed_by) references people (org, id)
) {large};
create index drafts_in_state on drafts (org, state, changed_ms);
-- Every text that was saved.
create table draft_revisions (
    org uuid not null,
    draft uuid not null,
    revision bigint not null,
    source text not null,
    saved_ms bigint not null,
    saved_by uuid,
    primary key (org, draft, revision),
    foreign key (org, draft) references drafts (org, id),
    foreign key (org, saved_by) references people (org, id)
) {large};
-- What is said about an element of a draft; the place is its path in the document, empty for the whole.
create table draft_comments (
    org uuid not null,
    id uuid not null,
    draft uuid not null,
    revision bigint not null,
    place text not null,
    words text not null,
    made_ms bigint not null,
    made_by uuid,
    settled_ms bigint,
    settled_by uuid,
    primary key (org, id),
    foreign key (org, draft) references drafts (org, id),
    foreign key (org, made_by) references people (org, id),
    foreign key (org, settled_by) references people (org, id)
) {large};
create index draft_comments_of_draft on draft_comments (org, draft, made_ms);
