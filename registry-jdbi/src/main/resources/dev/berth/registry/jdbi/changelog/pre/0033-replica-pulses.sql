--liquibase formatted sql

--changeset berth:0033-replica-pulses splitStatements:false
--comment: Numbers by which nodes see what a standby has (docs/decisions/0331). A row for each node that reads from standbys.
CREATE TABLE replica_pulses (
    node   uuid        NOT NULL PRIMARY KEY,
    number bigint      NOT NULL,
    sent   timestamptz NOT NULL
) WITH (fillfactor = 10, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
--rollback DROP TABLE replica_pulses;
