--liquibase formatted sql

--changeset berth:0007-blob-links splitStatements:false
--comment: Which repository may read which blob. size, key and lost are the blob's, which outlives every link (docs/decisions/0010).
CREATE TABLE blob_links (
    repository    bigint      NOT NULL,
    digest        bytea       NOT NULL,
    bucket        smallint    NOT NULL,
    size          bigint      NOT NULL,
    key           text        NOT NULL,
    created       timestamptz NOT NULL,
    touched       timestamptz NOT NULL,
    lost          boolean     NOT NULL DEFAULT false,
    review_since  timestamptz,
    review_reason smallint,
    PRIMARY KEY (repository, digest, bucket)
) PARTITION BY LIST (bucket);
CREATE INDEX blob_links_reviews ON blob_links (review_reason, review_since) WHERE review_since IS NOT NULL;
DO $$
BEGIN
    FOR bucket IN 0 .. (SELECT partitions - 1 FROM settings) LOOP
        EXECUTE format('CREATE TABLE blob_links_%s PARTITION OF blob_links FOR VALUES IN (%s)', bucket, bucket);
    END LOOP;
END
$$;
--rollback DROP TABLE blob_links;
