--liquibase formatted sql

--changeset berth:0013-events splitStatements:false
--comment: What is to be told, by recipient and lane, and who has which lane (docs/decisions/0045). Short-lived rows, vacuumed by number.
CREATE SEQUENCE event_ids CACHE 1;
CREATE TABLE events (
    recipient text        COLLATE "C" NOT NULL,
    lane      smallint    NOT NULL,
    id        bigint      NOT NULL DEFAULT nextval('event_ids'),
    since     timestamptz NOT NULL,
    payload   text        NOT NULL,
    refusal   text,
    PRIMARY KEY (recipient, lane, id)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
        autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 5000);
ALTER SEQUENCE event_ids OWNED BY events.id;
CREATE TABLE event_lanes (
    recipient text        COLLATE "C" NOT NULL,
    lane      smallint    NOT NULL,
    claim     bigint      NOT NULL DEFAULT 0,
    attempts  smallint    NOT NULL DEFAULT 0,
    due       timestamptz NOT NULL DEFAULT '-infinity',
    PRIMARY KEY (recipient, lane)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
--rollback DROP TABLE event_lanes; DROP TABLE events;
