--liquibase formatted sql

--changeset berth:0002-repositories splitStatements:false
--comment: bucket is the partition in which everything of the repository lies; a new name does not change it.
CREATE TABLE repositories (
    id      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    path    text        COLLATE "C" NOT NULL UNIQUE,
    bucket  smallint    NOT NULL,
    created timestamptz NOT NULL,
    renamed timestamptz
);
--rollback DROP TABLE repositories;
