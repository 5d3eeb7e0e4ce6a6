--liquibase formatted sql

--changeset berth:0001-settings splitStatements:false
--validCheckSum: ANY
--comment: What was chosen when the schema was made. The number of partitions cannot be changed afterwards. owner: also in the marker of the storage (docs/decisions/0120).
CREATE TABLE settings (
    one        boolean  PRIMARY KEY DEFAULT true CHECK (one),
    partitions smallint NOT NULL CHECK (partitions BETWEEN 1 AND 64),
    owner      text,
    owner_marked boolean NOT NULL DEFAULT false
);
INSERT INTO settings (partitions) VALUES (${partitions});
--rollback DROP TABLE settings;
