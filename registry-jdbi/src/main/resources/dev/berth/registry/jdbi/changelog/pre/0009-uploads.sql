--liquibase formatted sql

--changeset berth:0009-uploads splitStatements:false
--comment: Short-lived rows, updated often: room for updates within the page, and vacuumed by number rather than by share.
CREATE TABLE uploads (
    id         uuid        PRIMARY KEY,
    repository text        COLLATE "C" NOT NULL,
    key        text        NOT NULL,
    algorithm  smallint    NOT NULL,
    version    bigint      NOT NULL,
    size       bigint      NOT NULL,
    token      text        NOT NULL,
    started    timestamptz NOT NULL,
    expires    timestamptz NOT NULL
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
CREATE INDEX uploads_by_expiry ON uploads (expires);
--rollback DROP TABLE uploads;
