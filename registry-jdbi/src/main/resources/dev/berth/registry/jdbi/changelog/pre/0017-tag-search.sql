--liquibase formatted sql

--changeset berth:0017-tag-search splitStatements:false
--comment: Search for parts of names of tags. Without the extension, and without the permission to create it, searches read tags in order (docs/decisions/0191).
DO $$
DECLARE
    place text;
BEGIN
    BEGIN
        CREATE EXTENSION IF NOT EXISTS pg_trgm;
    EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
        RAISE NOTICE 'pg_trgm is not available: %', SQLERRM;
    END;
    SELECT n.nspname INTO place FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_trgm';
    IF place IS NOT NULL THEN
        EXECUTE format('CREATE INDEX tags_by_part ON tags USING gin (name %I.gin_trgm_ops)', place);
    END IF;
END
$$;
--rollback DROP INDEX IF EXISTS tags_by_part;
