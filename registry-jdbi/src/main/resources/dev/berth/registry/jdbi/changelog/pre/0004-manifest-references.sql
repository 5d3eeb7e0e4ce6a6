--liquibase formatted sql

--changeset berth:0004-manifest-references splitStatements:false
--comment: What a manifest needs. target: 0 a layer, 1 a manifest or a blob of an index, 2 a config.
CREATE TABLE manifest_references (
    repository bigint   NOT NULL,
    digest     bytea    NOT NULL,
    manifest   bigint   NOT NULL,
    target     smallint NOT NULL,
    bucket     smallint NOT NULL,
    PRIMARY KEY (repository, digest, manifest, bucket)
) PARTITION BY LIST (bucket);
CREATE INDEX manifest_references_by_manifest ON manifest_references (manifest);
DO $$
BEGIN
    FOR bucket IN 0 .. (SELECT partitions - 1 FROM settings) LOOP
        EXECUTE format('CREATE TABLE manifest_references_%s PARTITION OF manifest_references FOR VALUES IN (%s)', bucket, bucket);
    END LOOP;
END
$$;
--rollback DROP TABLE manifest_references;
