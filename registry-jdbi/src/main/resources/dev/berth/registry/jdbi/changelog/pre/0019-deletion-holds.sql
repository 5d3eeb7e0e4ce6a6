--liquibase formatted sql

--changeset berth:0019-deletion-holds splitStatements:false
--comment: While a row is not past its end, no object is deleted from storage: a backup copies it (docs/backup.md).
CREATE TABLE deletion_holds (
    name  text        COLLATE "C" PRIMARY KEY,
    since timestamptz NOT NULL,
    until timestamptz NOT NULL
);
--rollback DROP TABLE deletion_holds;
