--liquibase formatted sql

--changeset berth:0014-sizes splitStatements:false
--comment: The layers of repositories, counted from changes of tags that are recorded with them: digest has so many tags more, previous as many less (docs/decisions/0110).
CREATE TABLE tag_changes (
    repository bigint  NOT NULL,
    digest     bytea   NOT NULL,
    change     integer NOT NULL,
    previous   bytea
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
        autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 5000);
CREATE INDEX tag_changes_by_repository ON tag_changes (repository);
CREATE SEQUENCE size_versions;
CREATE TABLE repository_sizes (
    repository bigint  PRIMARY KEY,
    size       bigint  NOT NULL DEFAULT 0,
    tags       bigint  NOT NULL DEFAULT 0,
    version    bigint  NOT NULL DEFAULT nextval('size_versions'),
    complete   boolean NOT NULL DEFAULT true
) WITH (fillfactor = 70);
CREATE INDEX repository_sizes_by_size ON repository_sizes (size DESC) WHERE size > 0;
CREATE INDEX repository_sizes_incomplete ON repository_sizes (repository) WHERE NOT complete;
ALTER SEQUENCE size_versions OWNED BY repository_sizes.version;
CREATE TABLE namespace_sizes (
    path text   COLLATE "C" PRIMARY KEY,
    mark text   NOT NULL,
    size bigint NOT NULL
);
CREATE TABLE counted_manifests (
    repository bigint   NOT NULL,
    digest     bytea    NOT NULL,
    bucket     smallint NOT NULL,
    holders    integer  NOT NULL,
    children   bytea[]  NOT NULL,
    layers     bytea[]  NOT NULL,
    PRIMARY KEY (repository, digest, bucket)
) PARTITION BY LIST (bucket);
CREATE TABLE counted_layers (
    repository bigint   NOT NULL,
    digest     bytea    NOT NULL,
    bucket     smallint NOT NULL,
    holders    integer  NOT NULL,
    size       bigint   NOT NULL,
    PRIMARY KEY (repository, digest, bucket)
) PARTITION BY LIST (bucket);
DO $$
BEGIN
    FOR bucket IN 0 .. (SELECT partitions - 1 FROM settings) LOOP
        EXECUTE format('CREATE TABLE counted_manifests_%s PARTITION OF counted_manifests FOR VALUES IN (%s)', bucket, bucket);
        EXECUTE format('CREATE TABLE counted_layers_%s PARTITION OF counted_layers FOR VALUES IN (%s)', bucket, bucket);
    END LOOP;
END
$$;
--rollback DROP TABLE counted_layers; DROP TABLE counted_manifests; DROP TABLE namespace_sizes; DROP TABLE repository_sizes; DROP TABLE tag_changes;
