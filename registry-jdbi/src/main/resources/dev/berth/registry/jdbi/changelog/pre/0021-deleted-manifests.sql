--liquibase formatted sql

--changeset berth:0021-deleted-manifests splitStatements:false
--comment: Copies of manifests that were deleted by their digest; their content is still there for the delay of its reviews (docs/decisions/0200).
CREATE TABLE deleted_manifests (
    repository bigint      NOT NULL,
    digest     bytea       NOT NULL,
    bucket     smallint    NOT NULL,
    media_type text        NOT NULL,
    payload    bytea       NOT NULL,
    deleted    timestamptz NOT NULL,
    PRIMARY KEY (repository, digest, bucket)
) PARTITION BY LIST (bucket);
ALTER TABLE deleted_manifests ALTER COLUMN payload SET STORAGE EXTERNAL;
CREATE INDEX deleted_manifests_by_time ON deleted_manifests (deleted);
DO $$
BEGIN
    FOR bucket IN 0 .. (SELECT partitions - 1 FROM settings) LOOP
        EXECUTE format(
            'CREATE TABLE deleted_manifests_%s PARTITION OF deleted_manifests FOR VALUES IN (%s)', bucket, bucket);
    END LOOP;
END
$$;
--rollback DROP TABLE deleted_manifests;
