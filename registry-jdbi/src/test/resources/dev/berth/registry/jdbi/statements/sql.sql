-- DirectDatabase.CREATE
SELECT 1 FROM pg_advisory_xact_lock_shared(108187851450482);
WITH quiet AS (
    SELECT FROM rename_leases l
WHERE l.done AND l.until > :now AND starts_with(:path || '/', l.source || '/') LIMIT 1
), made AS (
    INSERT INTO repositories (path, bucket, created)
    SELECT :path, :bucket, :now WHERE NOT EXISTS (SELECT FROM quiet) ON CONFLICT (path) DO NOTHING
)
SELECT EXISTS (SELECT FROM quiet);
