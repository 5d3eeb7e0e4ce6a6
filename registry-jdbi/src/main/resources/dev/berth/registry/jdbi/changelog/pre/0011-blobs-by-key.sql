--liquibase formatted sql

--changeset berth:0011-blobs-by-key splitStatements:false
--comment: From an object to its blob, in byte order: for the consistency check, and before a key is queued for deletion.
CREATE INDEX IF NOT EXISTS blobs_by_key ON blobs (key COLLATE "C");
--rollback DROP INDEX blobs_by_key;
