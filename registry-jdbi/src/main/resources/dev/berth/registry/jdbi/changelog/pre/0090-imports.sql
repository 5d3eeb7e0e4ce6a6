--liquibase formatted sql

--changeset berth:0090-imports splitStatements:false
--comment: What imports brought, by source (docs/decisions/0090, finished and claims: 0250). kind: 0 a manifest, 1 a link, 2 a tag, whose digest is what it was set to.
CREATE TABLE import_sources (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    path    text   COLLATE "C" NOT NULL UNIQUE,
    content text,
    tags    text,
    finished      timestamptz,
    claimant      text,
    claimed_until timestamptz
);
CREATE INDEX import_sources_unfinished ON import_sources (path) WHERE finished IS NULL;
CREATE TABLE import_items (
    source bigint   NOT NULL,
    kind   smallint NOT NULL,
    name   bytea    NOT NULL,
    digest bytea,
    PRIMARY KEY (source, kind, name)
);
CREATE TABLE import_runs (
    id      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    steps   text        NOT NULL,
    started timestamptz NOT NULL,
    noted   timestamptz NOT NULL,
    ended   timestamptz,
    listed  timestamptz,
    counts  text        NOT NULL
);
CREATE UNIQUE INDEX import_runs_takeover ON import_runs (steps) WHERE steps = 'TAKEOVER';
CREATE TABLE import_findings (
    run        bigint NOT NULL,
    id         bigint GENERATED ALWAYS AS IDENTITY,
    reason     text   NOT NULL,
    repository text   NOT NULL,
    item       text   NOT NULL,
    detail     text   NOT NULL,
    PRIMARY KEY (run, id)
);
--rollback DROP TABLE import_findings; DROP TABLE import_runs; DROP TABLE import_items; DROP TABLE import_sources;
