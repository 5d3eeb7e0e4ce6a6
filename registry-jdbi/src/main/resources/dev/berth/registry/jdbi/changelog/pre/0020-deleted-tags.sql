--liquibase formatted sql

--changeset berth:0020-deleted-tags splitStatements:false
--comment: Deleted tags and the manifests they named, which are still there for the delay of their reviews (docs/decisions/0200).
CREATE TABLE deleted_tags (
    repository bigint      NOT NULL,
    name       text        COLLATE "C" NOT NULL,
    digest     bytea       NOT NULL,
    bucket     smallint    NOT NULL,
    deleted    timestamptz NOT NULL,
    PRIMARY KEY (repository, name, bucket)
) PARTITION BY LIST (bucket);
CREATE INDEX deleted_tags_by_time ON deleted_tags (deleted);
DO $$
BEGIN
    FOR bucket IN 0 .. (SELECT partitions - 1 FROM settings) LOOP
        EXECUTE format('CREATE TABLE deleted_tags_%s PARTITION OF deleted_tags FOR VALUES IN (%s)', bucket, bucket);
    END LOOP;
END
$$;
--rollback DROP TABLE deleted_tags;
