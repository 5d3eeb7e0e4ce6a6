--liquibase formatted sql

--changeset berth:0008-blob-holders splitStatements:false
--comment: The links again, by digest: which repositories have this blob, and does any.
CREATE TABLE blob_holders (
    digest     bytea    NOT NULL,
    repository bigint   NOT NULL,
    bucket     smallint NOT NULL,
    PRIMARY KEY (digest, repository, bucket)
) PARTITION BY LIST (bucket);
DO $$
BEGIN
    FOR bucket IN 0 .. (SELECT partitions - 1 FROM settings) LOOP
        EXECUTE format('CREATE TABLE blob_holders_%s PARTITION OF blob_holders FOR VALUES IN (%s)', bucket, bucket);
    END LOOP;
END
$$;
--rollback DROP TABLE blob_holders;
