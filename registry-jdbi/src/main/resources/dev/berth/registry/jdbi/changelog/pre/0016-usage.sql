--liquibase formatted sql

--changeset berth:0016-usage splitStatements:false
--comment: Pulls and pushes, added in batches; a node's batch is added once (docs/decisions/0190). kind: 0 the repository, 1 a tag, 2 a manifest; those of the latter have their pushes themselves.
CREATE TABLE usage (
    repository bigint   NOT NULL,
    kind       smallint NOT NULL,
    name       bytea    NOT NULL,
    pulls      bigint   NOT NULL,
    pushes     bigint   NOT NULL,
    pulled     timestamptz,
    pushed     timestamptz,
    used       timestamptz,
    PRIMARY KEY (repository, kind, name)
) WITH (fillfactor = 70);
CREATE INDEX usage_by_time ON usage (used) WHERE kind <> 0;
CREATE INDEX usage_of_repositories ON usage (repository) WHERE kind = 0;
CREATE TABLE usage_days (
    repository bigint NOT NULL,
    day        date   NOT NULL,
    pulls      bigint NOT NULL,
    pushes     bigint NOT NULL,
    PRIMARY KEY (repository, day)
) WITH (fillfactor = 70);
CREATE INDEX usage_days_by_day ON usage_days (day);
CREATE TABLE usage_nodes (
    node  uuid        PRIMARY KEY,
    batch bigint      NOT NULL,
    added timestamptz NOT NULL
) WITH (fillfactor = 50);
--rollback DROP TABLE usage_nodes; DROP TABLE usage_days; DROP TABLE usage;
