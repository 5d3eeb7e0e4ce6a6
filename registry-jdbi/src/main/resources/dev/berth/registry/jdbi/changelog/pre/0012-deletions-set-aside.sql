--liquibase formatted sql

--changeset berth:0012-deletions-set-aside splitStatements:false
--comment: The few keys that were given up, in byte order.
CREATE INDEX IF NOT EXISTS storage_deletions_set_aside ON storage_deletions (key COLLATE "C") WHERE set_aside IS NOT NULL;
--rollback DROP INDEX storage_deletions_set_aside;
