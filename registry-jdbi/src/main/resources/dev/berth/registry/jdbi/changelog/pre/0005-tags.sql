--liquibase formatted sql

--changeset berth:0005-tags splitStatements:false
--comment: previous is the digest the tag named before it was last set; who set it reviews that manifest. kind: that of the artifact. The lists by time and kind have indexes that no look-up of a name can use (docs/decisions/0410).
CREATE TABLE tags (
    repository bigint      NOT NULL,
    name       text        COLLATE "C" NOT NULL,
    digest     bytea       NOT NULL,
    previous   bytea,
    bucket     smallint    NOT NULL,
    created    timestamptz NOT NULL,
    updated    timestamptz NOT NULL,
    kind       text        COLLATE "C" NOT NULL DEFAULT 'other',
    pushes     integer     NOT NULL DEFAULT 0,
    PRIMARY KEY (repository, name, bucket)
) PARTITION BY LIST (bucket);
CREATE INDEX tags_by_digest ON tags (repository, digest);
CREATE INDEX tags_by_time ON tags (repository, GREATEST(created, updated), name COLLATE "POSIX");
CREATE INDEX tags_by_kind ON tags (repository, kind, name COLLATE "POSIX");
DO $$
BEGIN
    FOR bucket IN 0 .. (SELECT partitions - 1 FROM settings) LOOP
        EXECUTE format('CREATE TABLE tags_%s PARTITION OF tags FOR VALUES IN (%s)', bucket, bucket);
    END LOOP;
END
$$;
--rollback DROP TABLE tags;
