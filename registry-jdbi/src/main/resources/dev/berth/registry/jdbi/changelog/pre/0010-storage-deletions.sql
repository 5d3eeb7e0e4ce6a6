--liquibase formatted sql

--changeset berth:0010-storage-deletions splitStatements:false
--comment: Objects no row has any more. A row goes when its object is gone; set_aside tells when it was given up.
CREATE TABLE storage_deletions (
    key       text        PRIMARY KEY,
    since     timestamptz NOT NULL,
    attempts  smallint    NOT NULL DEFAULT 0,
    next_try  timestamptz NOT NULL,
    set_aside timestamptz
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
CREATE INDEX storage_deletions_due ON storage_deletions (next_try) WHERE set_aside IS NULL;
--rollback DROP TABLE storage_deletions;
