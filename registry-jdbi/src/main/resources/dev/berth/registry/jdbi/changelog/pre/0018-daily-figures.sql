--liquibase formatted sql

--changeset berth:0018-daily-figures splitStatements:false
--comment: The content of the registry as a whole by day, measured in the background; one row for each day.
CREATE TABLE daily_figures (
    day          date        PRIMARY KEY,
    measured     timestamptz NOT NULL,
    repositories bigint      NOT NULL,
    blobs        bigint      NOT NULL,
    bytes        bigint      NOT NULL,
    shared       bigint      NOT NULL,
    linked       bigint      NOT NULL
) WITH (fillfactor = 50);
--rollback DROP TABLE daily_figures;
