--liquibase formatted sql

--changeset berth:0003-manifests splitStatements:false
--comment: review_since is null while nothing suggests that the manifest may be garbage (docs/decisions/0013). labels: hashes of annotations (docs/decisions/0191). manifests_by_digest: for searches only (docs/decisions/0410).
CREATE SEQUENCE manifest_ids CACHE 16;
CREATE TABLE manifests (
    id            bigint      NOT NULL,
    repository    bigint      NOT NULL,
    digest        bytea       NOT NULL,
    bucket        smallint    NOT NULL,
    media_type    text        NOT NULL,
    payload       bytea       NOT NULL,
    subject       bytea,
    artifact_type text,
    annotations   json,
    config        bytea,
    config_type   text,
    kind          text        COLLATE "C" NOT NULL DEFAULT 'other',
    labels        uuid[],
    created       timestamptz NOT NULL,
    touched       timestamptz NOT NULL,
    review_since  timestamptz,
    review_reason smallint,
    pushes        integer     NOT NULL DEFAULT 0,
    pushed        timestamptz,
    PRIMARY KEY (repository, digest, bucket)
) PARTITION BY LIST (bucket);
ALTER TABLE manifests ALTER COLUMN payload SET STORAGE EXTERNAL;
CREATE INDEX manifests_referrers ON manifests (repository, subject, digest) WHERE subject IS NOT NULL;
CREATE INDEX manifests_by_digest ON manifests (substr(digest, 2, 8));
CREATE INDEX manifests_by_label ON manifests USING gin (labels) WHERE labels IS NOT NULL;
CREATE INDEX manifests_reviews ON manifests (review_reason, review_since) WHERE review_since IS NOT NULL;
DO $$
BEGIN
    FOR bucket IN 0 .. (SELECT partitions - 1 FROM settings) LOOP
        EXECUTE format('CREATE TABLE manifests_%s PARTITION OF manifests FOR VALUES IN (%s)', bucket, bucket);
    END LOOP;
END
$$;
--rollback DROP TABLE manifests; DROP SEQUENCE manifest_ids;
