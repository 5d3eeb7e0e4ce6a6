--liquibase formatted sql

--changeset berth:0006-blobs splitStatements:false
--comment: A digest and where its bytes are; lost when they were found missing or changed. bucket is the first byte of the hash modulo the number of partitions.
CREATE TABLE blobs (
    digest        bytea       NOT NULL,
    bucket        smallint    NOT NULL,
    size          bigint      NOT NULL,
    key           text        NOT NULL,
    created       timestamptz NOT NULL,
    lost          boolean     NOT NULL DEFAULT false,
    review_since  timestamptz,
    review_reason smallint,
    PRIMARY KEY (digest, bucket)
) PARTITION BY LIST (bucket);
CREATE INDEX blobs_reviews ON blobs (review_reason, review_since) WHERE review_since IS NOT NULL;
DO $$
BEGIN
    FOR bucket IN 0 .. (SELECT partitions - 1 FROM settings) LOOP
        EXECUTE format('CREATE TABLE blobs_%s PARTITION OF blobs FOR VALUES IN (%s)', bucket, bucket);
    END LOOP;
END
$$;
--rollback DROP TABLE blobs;
