-- BlobLinkRows.FIND
SELECT r.bucket, l.size, l.key, l.touched, l.lost
FROM repositories r
LEFT JOIN blob_links_0 l ON l.repository = r.id AND l.digest = :digest
WHERE r.path = :path;

-- BlobLinkRows.HOLDERS
SELECT path FROM (
    SELECT (SELECT r.path FROM repositories r WHERE r.id = h.repository) AS path
    FROM blob_holders_0 h WHERE h.digest = :digest) holders
WHERE path > :last ORDER BY path LIMIT :more;

-- BlobLinkRows.MOUNT  withEvents
WITH link AS (
    INSERT INTO blob_links AS l
        (repository, digest, bucket, size, key, created, touched, review_since, review_reason)
    SELECT target.id, found.digest, target.bucket, found.size, found.key, :now, :now, :now, :reason
    FROM repositories target, repositories source, blob_links_0 found
    WHERE target.path = :target AND source.path = :source
      AND found.repository = source.id AND found.digest = :digest AND NOT found.lost
    FOR KEY SHARE OF target, found
    ON CONFLICT (repository, digest, bucket) DO UPDATE SET
        touched = GREATEST(l.touched, excluded.touched),
        review_since = CASE WHEN l.review_since IS NOT NULL
            THEN GREATEST(l.review_since, excluded.review_since) END
    RETURNING l.repository
), holder AS (
    INSERT INTO blob_holders (digest, repository, bucket)
    SELECT :digest, link.repository, :digestBucket FROM link ON CONFLICT DO NOTHING
), recorded AS (
    INSERT INTO events (recipient, lane, since, payload)
    SELECT n.recipient, :lane, :since, n.payload
    FROM link, unnest(:recipients, :payloads) WITH ORDINALITY AS n (recipient, payload, place)
    ORDER BY n.place
)
SELECT EXISTS (SELECT FROM link) AS mounted;

-- BlobLinkRows.MOUNT  withoutEvents
WITH link AS (
    INSERT INTO blob_links AS l
        (repository, digest, bucket, size, key, created, touched, review_since, review_reason)
    SELECT target.id, found.digest, target.bucket, found.size, found.key, :now, :now, :now, :reason
    FROM repositories target, repositories source, blob_links_0 found
    WHERE target.path = :target AND source.path = :source
      AND found.repository = source.id AND found.digest = :digest AND NOT found.lost
    FOR KEY SHARE OF target, found
    ON CONFLICT (repository, digest, bucket) DO UPDATE SET
        touched = GREATEST(l.touched, excluded.touched),
        review_since = CASE WHEN l.review_since IS NOT NULL
            THEN GREATEST(l.review_since, excluded.review_since) END
    RETURNING l.repository
), holder AS (
    INSERT INTO blob_holders (digest, repository, bucket)
    SELECT :digest, link.repository, :digestBucket FROM link ON CONFLICT DO NOTHING
)
SELECT EXISTS (SELECT FROM link) AS mounted;

-- BlobLinkRows.MOUNT _0 withEvents
WITH link AS (
    INSERT INTO blob_links_0 AS l
        (repository, digest, bucket, size, key, created, touched, review_since, review_reason)
    SELECT target.id, found.digest, target.bucket, found.size, found.key, :now, :now, :now, :reason
    FROM repositories target, repositories source, blob_links_0 found
    WHERE target.path = :target AND source.path = :source
      AND found.repository = source.id AND found.digest = :digest AND NOT found.lost
    FOR KEY SHARE OF target, found
    ON CONFLICT (repository, digest, bucket) DO UPDATE SET
        touched = GREATEST(l.touched, excluded.touched),
        review_since = CASE WHEN l.review_since IS NOT NULL
            THEN GREATEST(l.review_since, excluded.review_since) END
    RETURNING l.repository
), holder AS (
    INSERT INTO blob_holders_0 (digest, repository, bucket)
    SELECT :digest, link.repository, :digestBucket FROM link ON CONFLICT DO NOTHING
), recorded AS (
    INSERT INTO events (recipient, lane, since, payload)
    SELECT n.recipient, :lane, :since, n.payload
    FROM link, unnest(:recipients, :payloads) WITH ORDINALITY AS n (recipient, payload, place)
    ORDER BY n.place
)
SELECT EXISTS (SELECT FROM link) AS mounted;

-- BlobLinkRows.MOUNT _0 withoutEvents
WITH link AS (
    INSERT INTO blob_links_0 AS l
        (repository, digest, bucket, size, key, created, touched, review_since, review_reason)
    SELECT target.id, found.digest, target.bucket, found.size, found.key, :now, :now, :now, :reason
    FROM repositories target, repositories source, blob_links_0 found
    WHERE target.path = :target AND source.path = :source
      AND found.repository = source.id AND found.digest = :digest AND NOT found.lost
    FOR KEY SHARE OF target, found
    ON CONFLICT (repository, digest, bucket) DO UPDATE SET
        touched = GREATEST(l.touched, excluded.touched),
        review_since = CASE WHEN l.review_since IS NOT NULL
            THEN GREATEST(l.review_since, excluded.review_since) END
    RETURNING l.repository
), holder AS (
    INSERT INTO blob_holders_0 (digest, repository, bucket)
    SELECT :digest, link.repository, :digestBucket FROM link ON CONFLICT DO NOTHING
)
SELECT EXISTS (SELECT FROM link) AS mounted;

-- BlobLinkRows.MOUNT_IN_NEW  withEvents
SELECT 1 FROM pg_advisory_xact_lock_shared(108187851450482);
INSERT INTO repositories (path, bucket, created)
SELECT :target, :targetBucket, :now FROM repositories source, blob_links_0 found
WHERE source.path = :source AND found.repository = source.id AND found.digest = :digest
  AND NOT found.lost AND NOT EXISTS (SELECT FROM rename_leases l
WHERE l.done AND l.until > :now AND starts_with(:target || '/', l.source || '/'))
FOR KEY SHARE OF found
ON CONFLICT (path) DO NOTHING;
WITH link AS (
    INSERT INTO blob_links AS l
        (repository, digest, bucket, size, key, created, touched, review_since, review_reason)
    SELECT target.id, found.digest, target.bucket, found.size, found.key, :now, :now, :now, :reason
    FROM repositories target, repositories source, blob_links_0 found
    WHERE target.path = :target AND source.path = :source
      AND found.repository = source.id AND found.digest = :digest AND NOT found.lost
    FOR KEY SHARE OF target, found
    ON CONFLICT (repository, digest, bucket) DO UPDATE SET
        touched = GREATEST(l.touched, excluded.touched),
        review_since = CASE WHEN l.review_since IS NOT NULL
            THEN GREATEST(l.review_since, excluded.review_since) END
    RETURNING l.repository
), holder AS (
    INSERT INTO blob_holders (digest, repository, bucket)
    SELECT :digest, link.repository, :digestBucket FROM link ON CONFLICT DO NOTHING
), recorded AS (
    INSERT INTO events (recipient, lane, since, payload)
    SELECT n.recipient, :lane, :since, n.payload
    FROM link, unnest(:recipients, :payloads) WITH ORDINALITY AS n (recipient, payload, place)
    ORDER BY n.place
)
SELECT (SELECT bucket FROM repositories WHERE path = :source) AS home, EXISTS (SELECT FROM rename_leases l
WHERE l.done AND l.until > :now AND starts_with(:target || '/', l.source || '/'))
       AND NOT EXISTS (SELECT FROM repositories WHERE path = :target) AS quiet,
       EXISTS (SELECT FROM link) AS mounted;

-- BlobLinkRows.MOUNT_IN_NEW  withoutEvents
SELECT 1 FROM pg_advisory_xact_lock_shared(108187851450482);
INSERT INTO repositories (path, bucket, created)
SELECT :target, :targetBucket, :now FROM repositories source, blob_links_0 found
WHERE source.path = :source AND found.repository = source.id AND found.digest = :digest
  AND NOT found.lost AND NOT EXISTS (SELECT FROM rename_leases l
WHERE l.done AND l.until > :now AND starts_with(:target || '/', l.source || '/'))
FOR KEY SHARE OF found
ON CONFLICT (path) DO NOTHING;
WITH link AS (
    INSERT INTO blob_links AS l
        (repository, digest, bucket, size, key, created, touched, review_since, review_reason)
    SELECT target.id, found.digest, target.bucket, found.size, found.key, :now, :now, :now, :reason
    FROM repositories target, repositories source, blob_links_0 found
    WHERE target.path = :target AND source.path = :source
      AND found.repository = source.id AND found.digest = :digest AND NOT found.lost
    FOR KEY SHARE OF target, found
    ON CONFLICT (repository, digest, bucket) DO UPDATE SET
        touched = GREATEST(l.touched, excluded.touched),
        review_since = CASE WHEN l.review_since IS NOT NULL
            THEN GREATEST(l.review_since, excluded.review_since) END
    RETURNING l.repository
), holder AS (
    INSERT INTO blob_holders (digest, repository, bucket)
    SELECT :digest, link.repository, :digestBucket FROM link ON CONFLICT DO NOTHING
)
SELECT (SELECT bucket FROM repositories WHERE path = :source) AS home, EXISTS (SELECT FROM rename_leases l
WHERE l.done AND l.until > :now AND starts_with(:target || '/', l.source || '/'))
       AND NOT EXISTS (SELECT FROM repositories WHERE path = :target) AS quiet,
       EXISTS (SELECT FROM link) AS mounted;

-- BlobLinkRows.MOUNT_IN_NEW _0 withEvents
SELECT 1 FROM pg_advisory_xact_lock_shared(108187851450482);
INSERT INTO repositories (path, bucket, created)
SELECT :target, :targetBucket, :now FROM repositories source, blob_links_0 found
WHERE source.path = :source AND found.repository = source.id AND found.digest = :digest
  AND NOT found.lost AND NOT EXISTS (SELECT FROM rename_leases l
WHERE l.done AND l.until > :now AND starts_with(:target || '/', l.source || '/'))
FOR KEY SHARE OF found
ON CONFLICT (path) DO NOTHING;
WITH link AS (
    INSERT INTO blob_links_0 AS l
        (repository, digest, bucket, size, key, created, touched, review_since, review_reason)
    SELECT target.id, found.digest, target.bucket, found.size, found.key, :now, :now, :now, :reason
    FROM repositories target, repositories source, blob_links_0 found
    WHERE target.path = :target AND source.path = :source
      AND found.repository = source.id AND found.digest = :digest AND NOT found.lost
    FOR KEY SHARE OF target, found
    ON CONFLICT (repository, digest, bucket) DO UPDATE SET
        touched = GREATEST(l.touched, excluded.touched),
        review_since = CASE WHEN l.review_since IS NOT NULL
            THEN GREATEST(l.review_since, excluded.review_since) END
    RETURNING l.repository
), holder AS (
    INSERT INTO blob_holders_0 (digest, repository, bucket)
    SELECT :digest, link.repository, :digestBucket FROM link ON CONFLICT DO NOTHING
), recorded AS (
    INSERT INTO events (recipient, lane, since, payload)
    SELECT n.recipient, :lane, :since, n.payload
    FROM link, unnest(:recipients, :payloads) WITH ORDINALITY AS n (recipient, payload, place)
    ORDER BY n.place
)
SELECT (SELECT bucket FROM repositories WHERE path = :source) AS home, EXISTS (SELECT FROM rename_leases l
WHERE l.done AND l.until > :now AND starts_with(:target || '/', l.source || '/'))
       AND NOT EXISTS (SELECT FROM repositories WHERE path = :target) AS quiet,
       EXISTS (SELECT FROM link) AS mounted;

-- BlobLinkRows.MOUNT_IN_NEW _0 withoutEvents
SELECT 1 FROM pg_advisory_xact_lock_shared(108187851450482);
INSERT INTO repositories (path, bucket, created)
SELECT :target, :targetBucket, :now FROM repositories source, blob_links_0 found
WHERE source.path = :source AND found.repository = source.id AND found.digest = :digest
  AND NOT found.lost AND NOT EXISTS (SELECT FROM rename_leases l
WHERE l.done AND l.until > :now AND starts_with(:target || '/', l.source || '/'))
FOR KEY SHARE OF found
ON CONFLICT (path) DO NOTHING;
WITH link AS (
    INSERT INTO blob_links_0 AS l
        (repository, digest, bucket, size, key, created, touched, review_since, review_reason)
    SELECT target.id, found.digest, target.bucket, found.size, found.key, :now, :now, :now, :reason
    FROM repositories target, repositories source, blob_links_0 found
    WHERE target.path = :target AND source.path = :source
      AND found.repository = source.id AND found.digest = :digest AND NOT found.lost
    FOR KEY SHARE OF target, found
    ON CONFLICT (repository, digest, bucket) DO UPDATE SET
        touched = GREATEST(l.touched, excluded.touched),
        review_since = CASE WHEN l.review_since IS NOT NULL
            THEN GREATEST(l.review_since, excluded.review_since) END
    RETURNING l.repository
), holder AS (
    INSERT INTO blob_holders_0 (digest, repository, bucket)
    SELECT :digest, link.repository, :digestBucket FROM link ON CONFLICT DO NOTHING
)
SELECT (SELECT bucket FROM repositories WHERE path = :source) AS home, EXISTS (SELECT FROM rename_leases l
WHERE l.done AND l.until > :now AND starts_with(:target || '/', l.source || '/'))
       AND NOT EXISTS (SELECT FROM repositories WHERE path = :target) AS quiet,
       EXISTS (SELECT FROM link) AS mounted;

-- BlobLinkRows.RELEASE
WITH gone AS (
    DELETE FROM blob_holders_0 WHERE digest = :digest AND repository = :repository
)
UPDATE blobs_0 SET review_since = :now, review_reason = :reason WHERE digest = :digest;

-- BlobLinkRows.TOUCH
WITH repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), touched AS (
    UPDATE blob_links_0 l
    SET touched = GREATEST(l.touched, :now),
        review_since = CASE WHEN l.review_since IS NOT NULL THEN GREATEST(l.review_since, :now) END
    FROM repo WHERE l.repository = repo.id AND l.digest = :digest RETURNING l.digest
)
SELECT (SELECT bucket FROM repo) AS home, EXISTS (SELECT FROM touched) AS known;

-- BlobLinkRows.UNLINK withEvents
SELECT 1 FROM blob_links_0 l JOIN repositories r ON l.repository = r.id
WHERE r.path = :path AND l.digest = :digest FOR UPDATE OF l;
WITH repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), known AS (
    SELECT l.repository FROM blob_links_0 l JOIN repo ON l.repository = repo.id WHERE l.digest = :digest
), gone AS (
    DELETE FROM blob_links_0 l USING known
    WHERE l.repository = known.repository AND l.digest = :digest AND NOT EXISTS (
        SELECT FROM manifest_references_0 f WHERE f.repository = l.repository AND f.digest = :digest)
    RETURNING l.repository
), recorded AS (
    INSERT INTO events (recipient, lane, since, payload)
    SELECT n.recipient, :lane, :since, n.payload
    FROM gone, unnest(:recipients, :payloads) WITH ORDINALITY AS n (recipient, payload, place)
    ORDER BY n.place
)
SELECT (SELECT bucket FROM repo) AS home, EXISTS (SELECT FROM known) AS known,
       (SELECT repository FROM gone) AS gone;

-- BlobLinkRows.UNLINK withoutEvents
SELECT 1 FROM blob_links_0 l JOIN repositories r ON l.repository = r.id
WHERE r.path = :path AND l.digest = :digest FOR UPDATE OF l;
WITH repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), known AS (
    SELECT l.repository FROM blob_links_0 l JOIN repo ON l.repository = repo.id WHERE l.digest = :digest
), gone AS (
    DELETE FROM blob_links_0 l USING known
    WHERE l.repository = known.repository AND l.digest = :digest AND NOT EXISTS (
        SELECT FROM manifest_references_0 f WHERE f.repository = l.repository AND f.digest = :digest)
    RETURNING l.repository
)
SELECT (SELECT bucket FROM repo) AS home, EXISTS (SELECT FROM known) AS known,
       (SELECT repository FROM gone) AS gone;

-- DeletedManifestRows.FIND
SELECT r.bucket, d.digest, d.media_type, d.payload
FROM repositories r LEFT JOIN deleted_manifests_0 d ON d.repository = r.id AND d.digest = :digest
WHERE r.path = :path;

-- DeletedManifestRows.FORGET
DELETE FROM deleted_manifests_0 WHERE (repository, digest) IN (
    SELECT repository, digest FROM deleted_manifests_0 WHERE deleted < :before
    ORDER BY deleted LIMIT :most FOR UPDATE SKIP LOCKED);

-- DeletedManifestRows.LIST
SELECT r.bucket, d.digest, d.media_type, d.size, d.deleted
FROM repositories r LEFT JOIN LATERAL (
    SELECT digest, media_type, octet_length(payload) AS size, deleted FROM deleted_manifests_0 x
    WHERE x.repository = r.id AND x.digest > :after
  AND (CASE get_byte(x.digest, 0) WHEN 1 THEN 'sha256:' WHEN 2 THEN 'sha512:' END
      || encode(substr(x.digest, 2), 'hex')) COLLATE "C" > :last
      AND NOT EXISTS (SELECT FROM manifests_0 m WHERE m.repository = r.id AND m.digest = x.digest)
    ORDER BY x.digest LIMIT :more) d ON true
WHERE r.path = :path
ORDER BY d.digest;

-- DeletedManifestRows.TAGS
SELECT r.bucket, d.name
FROM repositories r LEFT JOIN LATERAL (
    SELECT t.name FROM deleted_tags_0 t
    JOIN deleted_manifests_0 m
        ON m.repository = t.repository AND m.digest = t.digest AND m.deleted = t.deleted
    WHERE t.repository = r.id AND t.digest = :digest AND t.name > :last
      AND NOT EXISTS (SELECT FROM tags_0 n WHERE n.repository = r.id AND n.name = t.name)
    ORDER BY t.name LIMIT :more) d ON true
WHERE r.path = :path
ORDER BY d.name;

-- DeletedTagRows.FIND
SELECT r.bucket, d.name, d.digest, d.deleted
FROM repositories r LEFT JOIN deleted_tags_0 d ON d.repository = r.id AND d.name = :name
WHERE r.path = :path;

-- DeletedTagRows.FORGET
DELETE FROM deleted_tags_0 WHERE (repository, name) IN (
    SELECT repository, name FROM deleted_tags_0 WHERE deleted < :before
    ORDER BY deleted LIMIT :most FOR UPDATE SKIP LOCKED);

-- DeletedTagRows.LIST
SELECT r.bucket, d.name, d.digest, d.deleted
FROM repositories r LEFT JOIN LATERAL (
    SELECT name, digest, deleted FROM deleted_tags_0 x
    WHERE x.repository = r.id AND x.name > :last
      AND (EXISTS (SELECT FROM manifests_0 m WHERE m.repository = r.id AND m.digest = x.digest)
          OR EXISTS (SELECT FROM deleted_manifests_0 d WHERE d.repository = r.id AND d.digest = x.digest))
      AND NOT EXISTS (SELECT FROM tags_0 t WHERE t.repository = r.id AND t.name = x.name)
    ORDER BY x.name LIMIT :more) d ON true
WHERE r.path = :path
ORDER BY d.name;

-- LostBlobRows.BLOB
SELECT 1 FROM blobs_0 WHERE digest = :digest AND key = :key FOR UPDATE;

-- LostBlobRows.CHANGE
WITH link AS (
    UPDATE blob_links l SET key = :key, lost = :lost
    FROM blob_holders_0 h JOIN repositories r ON r.id = h.repository
    WHERE h.digest = :digest AND l.bucket = r.bucket AND l.repository = r.id AND l.digest = :digest
)
UPDATE blobs_0 SET key = :key, lost = :lost WHERE digest = :digest;

-- LostBlobRows.LINKS
WITH held AS MATERIALIZED (
    SELECT l.repository
    FROM blob_holders_0 h JOIN repositories r ON r.id = h.repository
    JOIN blob_links l ON l.bucket = r.bucket AND l.repository = r.id AND l.digest = h.digest
    WHERE h.digest = :digest ORDER BY l.bucket, l.repository FOR UPDATE OF l
)
SELECT count(*) FROM held;

-- LostBlobRows.QUEUE
INSERT INTO storage_deletions (key, since, next_try) VALUES (:key, :now, :now) ON CONFLICT (key) DO NOTHING;

-- LostBlobRows.TAKE_BACK
DELETE FROM storage_deletions WHERE key = :key AND attempts = 0 AND set_aside IS NULL;

-- ManifestDeletion.DELETE withEvents
SELECT count(*) FROM (
    SELECT FROM tags_0 t JOIN repositories r ON t.repository = r.id
    WHERE r.path = :path AND t.digest = :digest ORDER BY t.name FOR UPDATE OF t) AS locked;
SELECT 1 FROM manifests_0 m JOIN repositories r ON m.repository = r.id
WHERE r.path = :path AND m.digest = :digest FOR UPDATE OF m;
WITH repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), known AS (
    SELECT m.repository, EXISTS (
        SELECT FROM manifest_references_0 f
        WHERE f.repository = m.repository AND f.digest = :digest AND f.target = 1) AS listed
    FROM manifests_0 m JOIN repo ON m.repository = repo.id WHERE m.digest = :digest
), gone AS (
    DELETE FROM manifests_0 m USING known
    WHERE m.repository = known.repository AND m.digest = :digest AND NOT known.listed
    RETURNING m.id, m.repository, m.media_type, m.payload
), copied AS (
    INSERT INTO deleted_manifests_0 (repository, digest, bucket, media_type, payload, deleted)
    SELECT repository, :digest, 0, media_type, payload, :now FROM gone
    ON CONFLICT (repository, digest, bucket)
    DO UPDATE
    SET media_type = excluded.media_type, payload = excluded.payload, deleted = excluded.deleted
), untagged AS (
    DELETE FROM tags_0 t USING gone WHERE t.repository = gone.repository AND t.digest = :digest
    RETURNING t.repository, t.name, t.digest
), kept AS (
    INSERT INTO deleted_tags_0 (repository, name, digest, bucket, deleted)
    SELECT repository, name, digest, 0, :now FROM untagged
    ON CONFLICT (repository, name, bucket)
    DO UPDATE SET digest = excluded.digest, deleted = excluded.deleted
), changes AS (
    INSERT INTO tag_changes (repository, digest, change)
    SELECT repository, :digest, -count(*) FROM untagged GROUP BY repository
), freed AS (
    DELETE FROM manifest_references_0 f USING gone WHERE f.manifest = gone.id
    RETURNING f.repository, f.digest, f.target
), links AS (
    SELECT l.repository, l.digest
    FROM blob_links_0 l JOIN freed f ON l.repository = f.repository AND l.digest = f.digest
    ORDER BY l.digest FOR NO KEY UPDATE OF l
), suspected_links AS (
    UPDATE blob_links_0 l SET review_since = :now, review_reason = :reason
    FROM links WHERE l.repository = links.repository AND l.digest = links.digest
), relatives AS (
    SELECT repository, digest FROM freed WHERE target = 1
    UNION
    SELECT m.repository, m.digest FROM manifests_0 m JOIN gone ON m.repository = gone.repository
    WHERE m.subject = :digest
), manifests AS (
    SELECT m.repository, m.digest
    FROM manifests_0 m JOIN relatives s ON m.repository = s.repository AND m.digest = s.digest
    ORDER BY m.digest FOR NO KEY UPDATE OF m
), suspected_manifests AS (
    UPDATE manifests_0 m SET review_since = :now, review_reason = :reason
    FROM manifests s WHERE m.repository = s.repository AND m.digest = s.digest
), recorded AS (
    INSERT INTO events (recipient, lane, since, payload)
    SELECT n.recipient, :lane, :since, n.payload
    FROM gone, unnest(:recipients, :payloads) WITH ORDINALITY AS n (recipient, payload, place)
    ORDER BY n.place
)
SELECT (SELECT bucket FROM repo) AS home, EXISTS (SELECT FROM known) AS known,
       EXISTS (SELECT FROM gone) AS gone;

-- ManifestDeletion.DELETE withoutEvents
SELECT count(*) FROM (
    SELECT FROM tags_0 t JOIN repositories r ON t.repository = r.id
    WHERE r.path = :path AND t.digest = :digest ORDER BY t.name FOR UPDATE OF t) AS locked;
SELECT 1 FROM manifests_0 m JOIN repositories r ON m.repository = r.id
WHERE r.path = :path AND m.digest = :digest FOR UPDATE OF m;
WITH repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), known AS (
    SELECT m.repository, EXISTS (
        SELECT FROM manifest_references_0 f
        WHERE f.repository = m.repository AND f.digest = :digest AND f.target = 1) AS listed
    FROM manifests_0 m JOIN repo ON m.repository = repo.id WHERE m.digest = :digest
), gone AS (
    DELETE FROM manifests_0 m USING known
    WHERE m.repository = known.repository AND m.digest = :digest AND NOT known.listed
    RETURNING m.id, m.repository, m.media_type, m.payload
), copied AS (
    INSERT INTO deleted_manifests_0 (repository, digest, bucket, media_type, payload, deleted)
    SELECT repository, :digest, 0, media_type, payload, :now FROM gone
    ON CONFLICT (repository, digest, bucket)
    DO UPDATE
    SET media_type = excluded.media_type, payload = excluded.payload, deleted = excluded.deleted
), untagged AS (
    DELETE FROM tags_0 t USING gone WHERE t.repository = gone.repository AND t.digest = :digest
    RETURNING t.repository, t.name, t.digest
), kept AS (
    INSERT INTO deleted_tags_0 (repository, name, digest, bucket, deleted)
    SELECT repository, name, digest, 0, :now FROM untagged
    ON CONFLICT (repository, name, bucket)
    DO UPDATE SET digest = excluded.digest, deleted = excluded.deleted
), changes AS (
    INSERT INTO tag_changes (repository, digest, change)
    SELECT repository, :digest, -count(*) FROM untagged GROUP BY repository
), freed AS (
    DELETE FROM manifest_references_0 f USING gone WHERE f.manifest = gone.id
    RETURNING f.repository, f.digest, f.target
), links AS (
    SELECT l.repository, l.digest
    FROM blob_links_0 l JOIN freed f ON l.repository = f.repository AND l.digest = f.digest
    ORDER BY l.digest FOR NO KEY UPDATE OF l
), suspected_links AS (
    UPDATE blob_links_0 l SET review_since = :now, review_reason = :reason
    FROM links WHERE l.repository = links.repository AND l.digest = links.digest
), relatives AS (
    SELECT repository, digest FROM freed WHERE target = 1
    UNION
    SELECT m.repository, m.digest FROM manifests_0 m JOIN gone ON m.repository = gone.repository
    WHERE m.subject = :digest
), manifests AS (
    SELECT m.repository, m.digest
    FROM manifests_0 m JOIN relatives s ON m.repository = s.repository AND m.digest = s.digest
    ORDER BY m.digest FOR NO KEY UPDATE OF m
), suspected_manifests AS (
    UPDATE manifests_0 m SET review_since = :now, review_reason = :reason
    FROM manifests s WHERE m.repository = s.repository AND m.digest = s.digest
)
SELECT (SELECT bucket FROM repo) AS home, EXISTS (SELECT FROM known) AS known,
       EXISTS (SELECT FROM gone) AS gone;

-- ManifestRows.FIND_BY_DIGEST
SELECT r.bucket, m.digest, m.media_type, m.payload, m.touched
FROM repositories r
LEFT JOIN manifests_0 m ON m.repository = r.id AND m.digest = :digest
WHERE r.path = :path;

-- ManifestRows.FIND_BY_TAG
SELECT r.bucket, m.digest, m.media_type, m.payload, m.touched
FROM repositories r
LEFT JOIN (tags_0 t JOIN manifests_0 m ON m.repository = t.repository AND m.digest = t.digest)
    ON t.repository = r.id AND t.name = :name
WHERE r.path = :path;

-- ManifestRows.TOUCH
WITH repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), touched AS (
    UPDATE manifests_0 m
    SET touched = GREATEST(m.touched, :now),
        review_since = CASE WHEN m.review_since IS NOT NULL THEN GREATEST(m.review_since, :now) END
    FROM repo WHERE m.repository = repo.id AND m.digest = :digest RETURNING m.id
)
SELECT (SELECT bucket FROM repo) AS home, EXISTS (SELECT FROM touched) AS known;

-- PutStatements.STATEMENTS Kind[isIndex=false, isTagged=false, hasImmutableTags=false] withEvents
WITH home AS (
    SELECT id, bucket FROM repositories WHERE path = :path FOR KEY SHARE
), links AS (
    SELECT l.digest, l.size FROM blob_links_0 l JOIN home h ON l.repository = h.id AND h.bucket = 0
    WHERE l.digest = ANY (:digests) ORDER BY l.digest FOR KEY SHARE OF l
), refused AS MATERIALIZED (
SELECT w.digest, l.digest IS NULL AS missing, w.size <> l.size AS wrong, l.size, CAST(NULL AS text) AS media_type
FROM unnest(:digests, :sizes) AS w (digest, size) LEFT JOIN links l ON l.digest = w.digest
WHERE l.digest IS NULL OR w.size <> l.size
), accepted AS MATERIALIZED (
    SELECT id, nextval('manifest_ids') AS fresh, CAST(:digest AS bytea) AS digest, CAST(:now AS timestamptz) AS now,
        CAST(:kind AS text) AS kind
    FROM home WHERE bucket = 0 AND NOT EXISTS (SELECT FROM refused WHERE wrong OR NOT :remember)
), stored AS (
    INSERT INTO manifests_0 AS m
        (id, repository, digest, bucket, media_type, payload, subject, artifact_type, annotations,
         config, config_type, kind, labels, created, touched, pushes, pushed,
         review_since, review_reason)
    SELECT a.fresh, a.id, a.digest, 0, :mediaType, :payload, :subject, :artifactType,
           CAST(:annotations AS json), :config, :configType, a.kind, CAST(:labels AS uuid[]), a.now, a.now, 1, a.now,
           a.now, :putUntagged
    FROM accepted a
    ON CONFLICT (repository, digest, bucket) DO UPDATE SET
        touched = GREATEST(m.touched, excluded.touched), pushes = m.pushes + 1,
        pushed = GREATEST(m.pushed, excluded.pushed),
        review_since = CASE WHEN m.review_since IS NOT NULL AND excluded.review_since IS NOT NULL
            THEN GREATEST(m.review_since, excluded.review_since) END
    RETURNING m.id, m.repository
), referenced AS (
    INSERT INTO manifest_references_0 (repository, digest, manifest, target, bucket)
    SELECT s.repository, w.digest, s.id, w.target, 0
    FROM stored s JOIN accepted a ON a.fresh = s.id, unnest(:digests, :targets) AS w (digest, target)
), recorded AS (
    INSERT INTO events (recipient, lane, since, payload)
    SELECT n.recipient, :lane, :since, n.payload
    FROM stored, unnest(:recipients, :payloads) WITH ORDINALITY AS n (recipient, payload, place)
    ORDER BY n.place
)
SELECT h.bucket AS home, r.digest, r.missing, r.wrong, r.size, r.media_type
FROM home h LEFT JOIN refused r ON true;

-- PutStatements.STATEMENTS Kind[isIndex=false, isTagged=false, hasImmutableTags=false] withoutEvents
WITH home AS (
    SELECT id, bucket FROM repositories WHERE path = :path FOR KEY SHARE
), links AS (
    SELECT l.digest, l.size FROM blob_links_0 l JOIN home h ON l.repository = h.id AND h.bucket = 0
    WHERE l.digest = ANY (:digests) ORDER BY l.digest FOR KEY SHARE OF l
), refused AS MATERIALIZED (
SELECT w.digest, l.digest IS NULL AS missing, w.size <> l.size AS wrong, l.size, CAST(NULL AS text) AS media_type
FROM unnest(:digests, :sizes) AS w (digest, size) LEFT JOIN links l ON l.digest = w.digest
WHERE l.digest IS NULL OR w.size <> l.size
), accepted AS MATERIALIZED (
    SELECT id, nextval('manifest_ids') AS fresh, CAST(:digest AS bytea) AS digest, CAST(:now AS timestamptz) AS now,
        CAST(:kind AS text) AS kind
    FROM home WHERE bucket = 0 AND NOT EXISTS (SELECT FROM refused WHERE wrong OR NOT :remember)
), stored AS (
    INSERT INTO manifests_0 AS m
        (id, repository, digest, bucket, media_type, payload, subject, artifact_type, annotations,
         config, config_type, kind, labels, created, touched, pushes, pushed,
         review_since, review_reason)
    SELECT a.fresh, a.id, a.digest, 0, :mediaType, :payload, :subject, :artifactType,
           CAST(:annotations AS json), :config, :configType, a.kind, CAST(:labels AS uuid[]), a.now, a.now, 1, a.now,
           a.now, :putUntagged
    FROM accepted a
    ON CONFLICT (repository, digest, bucket) DO UPDATE SET
        touched = GREATEST(m.touched, excluded.touched), pushes = m.pushes + 1,
        pushed = GREATEST(m.pushed, excluded.pushed),
        review_since = CASE WHEN m.review_since IS NOT NULL AND excluded.review_since IS NOT NULL
            THEN GREATEST(m.review_since, excluded.review_since) END
    RETURNING m.id, m.repository
), referenced AS (
    INSERT INTO manifest_references_0 (repository, digest, manifest, target, bucket)
    SELECT s.repository, w.digest, s.id, w.target, 0
    FROM stored s JOIN accepted a ON a.fresh = s.id, unnest(:digests, :targets) AS w (digest, target)
)
SELECT h.bucket AS home, r.digest, r.missing, r.wrong, r.size, r.media_type
FROM home h LEFT JOIN refused r ON true;

-- PutStatements.STATEMENTS Kind[isIndex=false, isTagged=true, hasImmutableTags=false] withEvents
WITH home AS (
    SELECT id, bucket FROM repositories WHERE path = :path FOR KEY SHARE
), links AS (
    SELECT l.digest, l.size FROM blob_links_0 l JOIN home h ON l.repository = h.id AND h.bucket = 0
    WHERE l.digest = ANY (:digests) ORDER BY l.digest FOR KEY SHARE OF l
), refused AS MATERIALIZED (
SELECT w.digest, l.digest IS NULL AS missing, w.size <> l.size AS wrong, l.size, CAST(NULL AS text) AS media_type
FROM unnest(:digests, :sizes) AS w (digest, size) LEFT JOIN links l ON l.digest = w.digest
WHERE l.digest IS NULL OR w.size <> l.size
), accepted AS MATERIALIZED (
    SELECT id, nextval('manifest_ids') AS fresh, CAST(:digest AS bytea) AS digest, CAST(:now AS timestamptz) AS now,
        CAST(:kind AS text) AS kind
    FROM home WHERE bucket = 0 AND NOT EXISTS (SELECT FROM refused WHERE wrong OR NOT :remember)
), tagged AS (
    INSERT INTO tags_0 AS t (repository, name, digest, bucket, created, updated, kind, pushes)
    SELECT a.id, n.name, a.digest, 0, a.now, a.now, a.kind, 1
    FROM accepted a, unnest(:tags) AS n (name) ORDER BY n.name
    ON CONFLICT (repository, name, bucket) DO UPDATE SET
        previous = t.digest, digest = excluded.digest, updated = excluded.updated,
        kind = excluded.kind, pushes = t.pushes + 1
    RETURNING t.repository, t.name, t.digest, t.previous
), changes AS (
    INSERT INTO tag_changes (repository, digest, change, previous)
    SELECT repository, digest, 1, previous FROM tagged WHERE previous IS DISTINCT FROM digest
), stored AS (
    INSERT INTO manifests_0 AS m
        (id, repository, digest, bucket, media_type, payload, subject, artifact_type, annotations,
         config, config_type, kind, labels, created, touched, pushes, pushed,
         review_since, review_reason)
    SELECT a.fresh, a.id, a.digest, 0, :mediaType, :payload, :subject, :artifactType,
           CAST(:annotations AS json), :config, :configType, a.kind, CAST(:labels AS uuid[]), a.now, a.now, 1, a.now,
           NULL, :putUntagged
    FROM accepted a, (SELECT count(*) FROM tagged) AS tagged_before
    ON CONFLICT (repository, digest, bucket) DO UPDATE SET
        touched = GREATEST(m.touched, excluded.touched), pushes = m.pushes + 1,
        pushed = GREATEST(m.pushed, excluded.pushed),
        review_since = CASE WHEN m.review_since IS NOT NULL AND excluded.review_since IS NOT NULL
            THEN GREATEST(m.review_since, excluded.review_since) END
    RETURNING m.id, m.repository
), referenced AS (
    INSERT INTO manifest_references_0 (repository, digest, manifest, target, bucket)
    SELECT s.repository, w.digest, s.id, w.target, 0
    FROM stored s JOIN accepted a ON a.fresh = s.id, unnest(:digests, :targets) AS w (digest, target)
), recorded AS (
    INSERT INTO events (recipient, lane, since, payload)
    SELECT n.recipient, :lane, :since, n.payload
    FROM stored, unnest(:recipients, :payloads) WITH ORDINALITY AS n (recipient, payload, place)
    ORDER BY n.place
)
SELECT h.bucket AS home, r.digest, r.missing, r.wrong, r.size, r.media_type
FROM home h LEFT JOIN refused r ON true
;
WITH moved AS MATERIALIZED (
    SELECT t.repository, t.previous FROM repositories r, unnest(:tags) AS n (name), LATERAL (
        SELECT x.repository, x.digest, x.previous, x.updated FROM tags_0 x
        WHERE x.repository = r.id AND x.name = n.name AND x.bucket = 0 OFFSET 0) t
    WHERE r.path = :path AND t.updated = :now AND t.digest = :digest AND t.previous <> :digest
)
UPDATE manifests_0 m SET review_since = :now, review_reason = :tagMoved
FROM moved WHERE m.repository = moved.repository AND m.digest = moved.previous;

-- PutStatements.STATEMENTS Kind[isIndex=false, isTagged=true, hasImmutableTags=false] withoutEvents
WITH home AS (
    SELECT id, bucket FROM repositories WHERE path = :path FOR KEY SHARE
), links AS (
    SELECT l.digest, l.size FROM blob_links_0 l JOIN home h ON l.repository = h.id AND h.bucket = 0
    WHERE l.digest = ANY (:digests) ORDER BY l.digest FOR KEY SHARE OF l
), refused AS MATERIALIZED (
SELECT w.digest, l.digest IS NULL AS missing, w.size <> l.size AS wrong, l.size, CAST(NULL AS text) AS media_type
FROM unnest(:digests, :sizes) AS w (digest, size) LEFT JOIN links l ON l.digest = w.digest
WHERE l.digest IS NULL OR w.size <> l.size
), accepted AS MATERIALIZED (
    SELECT id, nextval('manifest_ids') AS fresh, CAST(:digest AS bytea) AS digest, CAST(:now AS timestamptz) AS now,
        CAST(:kind AS text) AS kind
    FROM home WHERE bucket = 0 AND NOT EXISTS (SELECT FROM refused WHERE wrong OR NOT :remember)
), tagged AS (
    INSERT INTO tags_0 AS t (repository, name, digest, bucket, created, updated, kind, pushes)
    SELECT a.id, n.name, a.digest, 0, a.now, a.now, a.kind, 1
    FROM accepted a, unnest(:tags) AS n (name) ORDER BY n.name
    ON CONFLICT (repository, name, bucket) DO UPDATE SET
        previous = t.digest, digest = excluded.digest, updated = excluded.updated,
        kind = excluded.kind, pushes = t.pushes + 1
    RETURNING t.repository, t.name, t.digest, t.previous
), changes AS (
    INSERT INTO tag_changes (repository, digest, change, previous)
    SELECT repository, digest, 1, previous FROM tagged WHERE previous IS DISTINCT FROM digest
), stored AS (
    INSERT INTO manifests_0 AS m
        (id, repository, digest, bucket, media_type, payload, subject, artifact_type, annotations,
         config, config_type, kind, labels, created, touched, pushes, pushed,
         review_since, review_reason)
    SELECT a.fresh, a.id, a.digest, 0, :mediaType, :payload, :subject, :artifactType,
           CAST(:annotations AS json), :config, :configType, a.kind, CAST(:labels AS uuid[]), a.now, a.now, 1, a.now,
           NULL, :putUntagged
    FROM accepted a, (SELECT count(*) FROM tagged) AS tagged_before
    ON CONFLICT (repository, digest, bucket) DO UPDATE SET
        touched = GREATEST(m.touched, excluded.touched), pushes = m.pushes + 1,
        pushed = GREATEST(m.pushed, excluded.pushed),
        review_since = CASE WHEN m.review_since IS NOT NULL AND excluded.review_since IS NOT NULL
            THEN GREATEST(m.review_since, excluded.review_since) END
    RETURNING m.id, m.repository
), referenced AS (
    INSERT INTO manifest_references_0 (repository, digest, manifest, target, bucket)
    SELECT s.repository, w.digest, s.id, w.target, 0
    FROM stored s JOIN accepted a ON a.fresh = s.id, unnest(:digests, :targets) AS w (digest, target)
)
SELECT h.bucket AS home, r.digest, r.missing, r.wrong, r.size, r.media_type
FROM home h LEFT JOIN refused r ON true
;
WITH moved AS MATERIALIZED (
    SELECT t.repository, t.previous FROM repositories r, unnest(:tags) AS n (name), LATERAL (
        SELECT x.repository, x.digest, x.previous, x.updated FROM tags_0 x
        WHERE x.repository = r.id AND x.name = n.name AND x.bucket = 0 OFFSET 0) t
    WHERE r.path = :path AND t.updated = :now AND t.digest = :digest AND t.previous <> :digest
)
UPDATE manifests_0 m SET review_since = :now, review_reason = :tagMoved
FROM moved WHERE m.repository = moved.repository AND m.digest = moved.previous;

-- PutStatements.STATEMENTS Kind[isIndex=false, isTagged=true, hasImmutableTags=true] withEvents
WITH home AS (
    SELECT id, bucket FROM repositories WHERE path = :path FOR KEY SHARE
), links AS (
    SELECT l.digest, l.size FROM blob_links_0 l JOIN home h ON l.repository = h.id AND h.bucket = 0
    WHERE l.digest = ANY (:digests) ORDER BY l.digest FOR KEY SHARE OF l
), refused AS MATERIALIZED (
SELECT w.digest, l.digest IS NULL AS missing, w.size <> l.size AS wrong, l.size, CAST(NULL AS text) AS media_type
FROM unnest(:digests, :sizes) AS w (digest, size) LEFT JOIN links l ON l.digest = w.digest
WHERE l.digest IS NULL OR w.size <> l.size
), accepted AS MATERIALIZED (
    SELECT id, nextval('manifest_ids') AS fresh, CAST(:digest AS bytea) AS digest, CAST(:now AS timestamptz) AS now,
        CAST(:kind AS text) AS kind
    FROM home WHERE bucket = 0 AND NOT EXISTS (SELECT FROM refused WHERE wrong OR NOT :remember)
), tagged AS (
    INSERT INTO tags_0 AS t (repository, name, digest, bucket, created, updated, kind, pushes)
    SELECT a.id, n.name, a.digest, 0, a.now, a.now, a.kind, 1
    FROM accepted a, unnest(:tags) AS n (name) ORDER BY n.name
    ON CONFLICT (repository, name, bucket) DO UPDATE SET
        previous = t.digest, digest = excluded.digest, updated = excluded.updated,
        kind = excluded.kind, pushes = t.pushes + 1
                WHERE t.name <> ALL (:immutable) OR t.digest = excluded.digest
    RETURNING t.repository, t.name, t.digest, t.previous
), changes AS (
    INSERT INTO tag_changes (repository, digest, change, previous)
    SELECT repository, digest, 1, previous FROM tagged WHERE previous IS DISTINCT FROM digest
), stored AS (
    INSERT INTO manifests_0 AS m
        (id, repository, digest, bucket, media_type, payload, subject, artifact_type, annotations,
         config, config_type, kind, labels, created, touched, pushes, pushed,
         review_since, review_reason)
    SELECT a.fresh, a.id, a.digest, 0, :mediaType, :payload, :subject, :artifactType,
           CAST(:annotations AS json), :config, :configType, a.kind, CAST(:labels AS uuid[]), a.now, a.now, 1, a.now,
           NULL, :putUntagged
    FROM accepted a, (SELECT count(*) FROM tagged) AS tagged_before
    ON CONFLICT (repository, digest, bucket) DO UPDATE SET
        touched = GREATEST(m.touched, excluded.touched), pushes = m.pushes + 1,
        pushed = GREATEST(m.pushed, excluded.pushed),
        review_since = CASE WHEN m.review_since IS NOT NULL AND excluded.review_since IS NOT NULL
            THEN GREATEST(m.review_since, excluded.review_since) END
    RETURNING m.id, m.repository
), referenced AS (
    INSERT INTO manifest_references_0 (repository, digest, manifest, target, bucket)
    SELECT s.repository, w.digest, s.id, w.target, 0
    FROM stored s JOIN accepted a ON a.fresh = s.id, unnest(:digests, :targets) AS w (digest, target)
), recorded AS (
    INSERT INTO events (recipient, lane, since, payload)
    SELECT n.recipient, :lane, :since, n.payload
    FROM stored, unnest(:recipients, :payloads) WITH ORDINALITY AS n (recipient, payload, place)
    ORDER BY n.place
)
SELECT h.bucket AS home, r.digest, r.missing, r.wrong, r.size, r.media_type, (SELECT array_agg(name) FROM tagged) AS tags_set
FROM home h LEFT JOIN refused r ON true
;
WITH moved AS MATERIALIZED (
    SELECT t.repository, t.previous FROM repositories r, unnest(:tags) AS n (name), LATERAL (
        SELECT x.repository, x.digest, x.previous, x.updated FROM tags_0 x
        WHERE x.repository = r.id AND x.name = n.name AND x.bucket = 0 OFFSET 0) t
    WHERE r.path = :path AND t.updated = :now AND t.digest = :digest AND t.previous <> :digest
)
UPDATE manifests_0 m SET review_since = :now, review_reason = :tagMoved
FROM moved WHERE m.repository = moved.repository AND m.digest = moved.previous;

-- PutStatements.STATEMENTS Kind[isIndex=false, isTagged=true, hasImmutableTags=true] withoutEvents
WITH home AS (
    SELECT id, bucket FROM repositories WHERE path = :path FOR KEY SHARE
), links AS (
    SELECT l.digest, l.size FROM blob_links_0 l JOIN home h ON l.repository = h.id AND h.bucket = 0
    WHERE l.digest = ANY (:digests) ORDER BY l.digest FOR KEY SHARE OF l
), refused AS MATERIALIZED (
SELECT w.digest, l.digest IS NULL AS missing, w.size <> l.size AS wrong, l.size, CAST(NULL AS text) AS media_type
FROM unnest(:digests, :sizes) AS w (digest, size) LEFT JOIN links l ON l.digest = w.digest
WHERE l.digest IS NULL OR w.size <> l.size
), accepted AS MATERIALIZED (
    SELECT id, nextval('manifest_ids') AS fresh, CAST(:digest AS bytea) AS digest, CAST(:now AS timestamptz) AS now,
        CAST(:kind AS text) AS kind
    FROM home WHERE bucket = 0 AND NOT EXISTS (SELECT FROM refused WHERE wrong OR NOT :remember)
), tagged AS (
    INSERT INTO tags_0 AS t (repository, name, digest, bucket, created, updated, kind, pushes)
    SELECT a.id, n.name, a.digest, 0, a.now, a.now, a.kind, 1
    FROM accepted a, unnest(:tags) AS n (name) ORDER BY n.name
    ON CONFLICT (repository, name, bucket) DO UPDATE SET
        previous = t.digest, digest = excluded.digest, updated = excluded.updated,
        kind = excluded.kind, pushes = t.pushes + 1
                WHERE t.name <> ALL (:immutable) OR t.digest = excluded.digest
    RETURNING t.repository, t.name, t.digest, t.previous
), changes AS (
    INSERT INTO tag_changes (repository, digest, change, previous)
    SELECT repository, digest, 1, previous FROM tagged WHERE previous IS DISTINCT FROM digest
), stored AS (
    INSERT INTO manifests_0 AS m
        (id, repository, digest, bucket, media_type, payload, subject, artifact_type, annotations,
         config, config_type, kind, labels, created, touched, pushes, pushed,
         review_since, review_reason)
    SELECT a.fresh, a.id, a.digest, 0, :mediaType, :payload, :subject, :artifactType,
           CAST(:annotations AS json), :config, :configType, a.kind, CAST(:labels AS uuid[]), a.now, a.now, 1, a.now,
           NULL, :putUntagged
    FROM accepted a, (SELECT count(*) FROM tagged) AS tagged_before
    ON CONFLICT (repository, digest, bucket) DO UPDATE SET
        touched = GREATEST(m.touched, excluded.touched), pushes = m.pushes + 1,
        pushed = GREATEST(m.pushed, excluded.pushed),
        review_since = CASE WHEN m.review_since IS NOT NULL AND excluded.review_since IS NOT NULL
            THEN GREATEST(m.review_since, excluded.review_since) END
    RETURNING m.id, m.repository
), referenced AS (
    INSERT INTO manifest_references_0 (repository, digest, manifest, target, bucket)
    SELECT s.repository, w.digest, s.id, w.target, 0
    FROM stored s JOIN accepted a ON a.fresh = s.id, unnest(:digests, :targets) AS w (digest, target)
)
SELECT h.bucket AS home, r.digest, r.missing, r.wrong, r.size, r.media_type, (SELECT array_agg(name) FROM tagged) AS tags_set
FROM home h LEFT JOIN refused r ON true
;
WITH moved AS MATERIALIZED (
    SELECT t.repository, t.previous FROM repositories r, unnest(:tags) AS n (name), LATERAL (
        SELECT x.repository, x.digest, x.previous, x.updated FROM tags_0 x
        WHERE x.repository = r.id AND x.name = n.name AND x.bucket = 0 OFFSET 0) t
    WHERE r.path = :path AND t.updated = :now AND t.digest = :digest AND t.previous <> :digest
)
UPDATE manifests_0 m SET review_since = :now, review_reason = :tagMoved
FROM moved WHERE m.repository = moved.repository AND m.digest = moved.previous;

-- PutStatements.STATEMENTS Kind[isIndex=true, isTagged=false, hasImmutableTags=false] withEvents
WITH home AS (
    SELECT id, bucket FROM repositories WHERE path = :path FOR KEY SHARE
), links AS (
    SELECT l.digest, l.size FROM blob_links_0 l JOIN home h ON l.repository = h.id AND h.bucket = 0
    WHERE l.digest = ANY (:digests) ORDER BY l.digest FOR KEY SHARE OF l
), children AS (
    SELECT m.digest, octet_length(m.payload) AS size, m.media_type
    FROM manifests_0 m JOIN home h ON m.repository = h.id AND h.bucket = 0
    WHERE m.digest = ANY (:children) ORDER BY m.digest FOR KEY SHARE OF m
), refused AS MATERIALIZED (
SELECT * FROM (
    SELECT w.digest, c.digest IS NULL AND (l.digest IS NULL OR w.target = 3) AS missing,
        w.size <> coalesce(c.size, l.size) OR w.media_type <> c.media_type AS wrong,
        coalesce(c.size, l.size) AS size, c.media_type
    FROM unnest(:digests, :targets, :sizes, :types) AS w (digest, target, size, media_type)
    LEFT JOIN links l ON l.digest = w.digest LEFT JOIN children c ON c.digest = w.digest) AS needed
WHERE missing OR wrong
), accepted AS MATERIALIZED (
    SELECT id, nextval('manifest_ids') AS fresh, CAST(:digest AS bytea) AS digest, CAST(:now AS timestamptz) AS now,
        CAST(:kind AS text) AS kind
    FROM home WHERE bucket = 0 AND NOT EXISTS (SELECT FROM refused WHERE wrong OR NOT :remember)
), stored AS (
    INSERT INTO manifests_0 AS m
        (id, repository, digest, bucket, media_type, payload, subject, artifact_type, annotations,
         config, config_type, kind, labels, created, touched, pushes, pushed,
         review_since, review_reason)
    SELECT a.fresh, a.id, a.digest, 0, :mediaType, :payload, :subject, :artifactType,
           CAST(:annotations AS json), :config, :configType, a.kind, CAST(:labels AS uuid[]), a.now, a.now, 1, a.now,
           a.now, :putUntagged
    FROM accepted a
    ON CONFLICT (repository, digest, bucket) DO UPDATE SET
        touched = GREATEST(m.touched, excluded.touched), pushes = m.pushes + 1,
        pushed = GREATEST(m.pushed, excluded.pushed),
        review_since = CASE WHEN m.review_since IS NOT NULL AND excluded.review_since IS NOT NULL
            THEN GREATEST(m.review_since, excluded.review_since) END
    RETURNING m.id, m.repository
), referenced AS (
    INSERT INTO manifest_references_0 (repository, digest, manifest, target, bucket)
    SELECT s.repository, w.digest, s.id, CASE w.target WHEN 3 THEN 1 ELSE w.target END, 0
    FROM stored s JOIN accepted a ON a.fresh = s.id, unnest(:digests, :targets) AS w (digest, target)
), recorded AS (
    INSERT INTO events (recipient, lane, since, payload)
    SELECT n.recipient, :lane, :since, n.payload
    FROM stored, unnest(:recipients, :payloads) WITH ORDINALITY AS n (recipient, payload, place)
    ORDER BY n.place
)
SELECT h.bucket AS home, r.digest, r.missing, r.wrong, r.size, r.media_type
FROM home h LEFT JOIN refused r ON true;

-- PutStatements.STATEMENTS Kind[isIndex=true, isTagged=false, hasImmutableTags=false] withoutEvents
WITH home AS (
    SELECT id, bucket FROM repositories WHERE path = :path FOR KEY SHARE
), links AS (
    SELECT l.digest, l.size FROM blob_links_0 l JOIN home h ON l.repository = h.id AND h.bucket = 0
    WHERE l.digest = ANY (:digests) ORDER BY l.digest FOR KEY SHARE OF l
), children AS (
    SELECT m.digest, octet_length(m.payload) AS size, m.media_type
    FROM manifests_0 m JOIN home h ON m.repository = h.id AND h.bucket = 0
    WHERE m.digest = ANY (:children) ORDER BY m.digest FOR KEY SHARE OF m
), refused AS MATERIALIZED (
SELECT * FROM (
    SELECT w.digest, c.digest IS NULL AND (l.digest IS NULL OR w.target = 3) AS missing,
        w.size <> coalesce(c.size, l.size) OR w.media_type <> c.media_type AS wrong,
        coalesce(c.size, l.size) AS size, c.media_type
    FROM unnest(:digests, :targets, :sizes, :types) AS w (digest, target, size, media_type)
    LEFT JOIN links l ON l.digest = w.digest LEFT JOIN children c ON c.digest = w.digest) AS needed
WHERE missing OR wrong
), accepted AS MATERIALIZED (
    SELECT id, nextval('manifest_ids') AS fresh, CAST(:digest AS bytea) AS digest, CAST(:now AS timestamptz) AS now,
        CAST(:kind AS text) AS kind
    FROM home WHERE bucket = 0 AND NOT EXISTS (SELECT FROM refused WHERE wrong OR NOT :remember)
), stored AS (
    INSERT INTO manifests_0 AS m
        (id, repository, digest, bucket, media_type, payload, subject, artifact_type, annotations,
         config, config_type, kind, labels, created, touched, pushes, pushed,
         review_since, review_reason)
    SELECT a.fresh, a.id, a.digest, 0, :mediaType, :payload, :subject, :artifactType,
           CAST(:annotations AS json), :config, :configType, a.kind, CAST(:labels AS uuid[]), a.now, a.now, 1, a.now,
           a.now, :putUntagged
    FROM accepted a
    ON CONFLICT (repository, digest, bucket) DO UPDATE SET
        touched = GREATEST(m.touched, excluded.touched), pushes = m.pushes + 1,
        pushed = GREATEST(m.pushed, excluded.pushed),
        review_since = CASE WHEN m.review_since IS NOT NULL AND excluded.review_since IS NOT NULL
            THEN GREATEST(m.review_since, excluded.review_since) END
    RETURNING m.id, m.repository
), referenced AS (
    INSERT INTO manifest_references_0 (repository, digest, manifest, target, bucket)
    SELECT s.repository, w.digest, s.id, CASE w.target WHEN 3 THEN 1 ELSE w.target END, 0
    FROM stored s JOIN accepted a ON a.fresh = s.id, unnest(:digests, :targets) AS w (digest, target)
)
SELECT h.bucket AS home, r.digest, r.missing, r.wrong, r.size, r.media_type
FROM home h LEFT JOIN refused r ON true;

-- PutStatements.STATEMENTS Kind[isIndex=true, isTagged=true, hasImmutableTags=false] withEvents
WITH home AS (
    SELECT id, bucket FROM repositories WHERE path = :path FOR KEY SHARE
), links AS (
    SELECT l.digest, l.size FROM blob_links_0 l JOIN home h ON l.repository = h.id AND h.bucket = 0
    WHERE l.digest = ANY (:digests) ORDER BY l.digest FOR KEY SHARE OF l
), children AS (
    SELECT m.digest, octet_length(m.payload) AS size, m.media_type
    FROM manifests_0 m JOIN home h ON m.repository = h.id AND h.bucket = 0
    WHERE m.digest = ANY (:children) ORDER BY m.digest FOR KEY SHARE OF m
), refused AS MATERIALIZED (
SELECT * FROM (
    SELECT w.digest, c.digest IS NULL AND (l.digest IS NULL OR w.target = 3) AS missing,
        w.size <> coalesce(c.size, l.size) OR w.media_type <> c.media_type AS wrong,
        coalesce(c.size, l.size) AS size, c.media_type
    FROM unnest(:digests, :targets, :sizes, :types) AS w (digest, target, size, media_type)
    LEFT JOIN links l ON l.digest = w.digest LEFT JOIN children c ON c.digest = w.digest) AS needed
WHERE missing OR wrong
), accepted AS MATERIALIZED (
    SELECT id, nextval('manifest_ids') AS fresh, CAST(:digest AS bytea) AS digest, CAST(:now AS timestamptz) AS now,
        CAST(:kind AS text) AS kind
    FROM home WHERE bucket = 0 AND NOT EXISTS (SELECT FROM refused WHERE wrong OR NOT :remember)
), tagged AS (
    INSERT INTO tags_0 AS t (repository, name, digest, bucket, created, updated, kind, pushes)
    SELECT a.id, n.name, a.digest, 0, a.now, a.now, a.kind, 1
    FROM accepted a, unnest(:tags) AS n (name) ORDER BY n.name
    ON CONFLICT (repository, name, bucket) DO UPDATE SET
        previous = t.digest, digest = excluded.digest, updated = excluded.updated,
        kind = excluded.kind, pushes = t.pushes + 1
    RETURNING t.repository, t.name, t.digest, t.previous
), changes AS (
    INSERT INTO tag_changes (repository, digest, change, previous)
    SELECT repository, digest, 1, previous FROM tagged WHERE previous IS DISTINCT FROM digest
), stored AS (
    INSERT INTO manifests_0 AS m
        (id, repository, digest, bucket, media_type, payload, subject, artifact_type, annotations,
         config, config_type, kind, labels, created, touched, pushes, pushed,
         review_since, review_reason)
    SELECT a.fresh, a.id, a.digest, 0, :mediaType, :payload, :subject, :artifactType,
           CAST(:annotations AS json), :config, :configType, a.kind, CAST(:labels AS uuid[]), a.now, a.now, 1, a.now,
           NULL, :putUntagged
    FROM accepted a, (SELECT count(*) FROM tagged) AS tagged_before
    ON CONFLICT (repository, digest, bucket) DO UPDATE SET
        touched = GREATEST(m.touched, excluded.touched), pushes = m.pushes + 1,
        pushed = GREATEST(m.pushed, excluded.pushed),
        review_since = CASE WHEN m.review_since IS NOT NULL AND excluded.review_since IS NOT NULL
            THEN GREATEST(m.review_since, excluded.review_since) END
    RETURNING m.id, m.repository
), referenced AS (
    INSERT INTO manifest_references_0 (repository, digest, manifest, target, bucket)
    SELECT s.repository, w.digest, s.id, CASE w.target WHEN 3 THEN 1 ELSE w.target END, 0
    FROM stored s JOIN accepted a ON a.fresh = s.id, unnest(:digests, :targets) AS w (digest, target)
), recorded AS (
    INSERT INTO events (recipient, lane, since, payload)
    SELECT n.recipient, :lane, :since, n.payload
    FROM stored, unnest(:recipients, :payloads) WITH ORDINALITY AS n (recipient, payload, place)
    ORDER BY n.place
)
SELECT h.bucket AS home, r.digest, r.missing, r.wrong, r.size, r.media_type
FROM home h LEFT JOIN refused r ON true
;
WITH moved AS MATERIALIZED (
    SELECT t.repository, t.previous FROM repositories r, unnest(:tags) AS n (name), LATERAL (
        SELECT x.repository, x.digest, x.previous, x.updated FROM tags_0 x
        WHERE x.repository = r.id AND x.name = n.name AND x.bucket = 0 OFFSET 0) t
    WHERE r.path = :path AND t.updated = :now AND t.digest = :digest AND t.previous <> :digest
)
UPDATE manifests_0 m SET review_since = :now, review_reason = :tagMoved
FROM moved WHERE m.repository = moved.repository AND m.digest = moved.previous;

-- PutStatements.STATEMENTS Kind[isIndex=true, isTagged=true, hasImmutableTags=false] withoutEvents
WITH home AS (
    SELECT id, bucket FROM repositories WHERE path = :path FOR KEY SHARE
), links AS (
    SELECT l.digest, l.size FROM blob_links_0 l JOIN home h ON l.repository = h.id AND h.bucket = 0
    WHERE l.digest = ANY (:digests) ORDER BY l.digest FOR KEY SHARE OF l
), children AS (
    SELECT m.digest, octet_length(m.payload) AS size, m.media_type
    FROM manifests_0 m JOIN home h ON m.repository = h.id AND h.bucket = 0
    WHERE m.digest = ANY (:children) ORDER BY m.digest FOR KEY SHARE OF m
), refused AS MATERIALIZED (
SELECT * FROM (
    SELECT w.digest, c.digest IS NULL AND (l.digest IS NULL OR w.target = 3) AS missing,
        w.size <> coalesce(c.size, l.size) OR w.media_type <> c.media_type AS wrong,
        coalesce(c.size, l.size) AS size, c.media_type
    FROM unnest(:digests, :targets, :sizes, :types) AS w (digest, target, size, media_type)
    LEFT JOIN links l ON l.digest = w.digest LEFT JOIN children c ON c.digest = w.digest) AS needed
WHERE missing OR wrong
), accepted AS MATERIALIZED (
    SELECT id, nextval('manifest_ids') AS fresh, CAST(:digest AS bytea) AS digest, CAST(:now AS timestamptz) AS now,
        CAST(:kind AS text) AS kind
    FROM home WHERE bucket = 0 AND NOT EXISTS (SELECT FROM refused WHERE wrong OR NOT :remember)
), tagged AS (
    INSERT INTO tags_0 AS t (repository, name, digest, bucket, created, updated, kind, pushes)
    SELECT a.id, n.name, a.digest, 0, a.now, a.now, a.kind, 1
    FROM accepted a, unnest(:tags) AS n (name) ORDER BY n.name
    ON CONFLICT (repository, name, bucket) DO UPDATE SET
        previous = t.digest, digest = excluded.digest, updated = excluded.updated,
        kind = excluded.kind, pushes = t.pushes + 1
    RETURNING t.repository, t.name, t.digest, t.previous
), changes AS (
    INSERT INTO tag_changes (repository, digest, change, previous)
    SELECT repository, digest, 1, previous FROM tagged WHERE previous IS DISTINCT FROM digest
), stored AS (
    INSERT INTO manifests_0 AS m
        (id, repository, digest, bucket, media_type, payload, subject, artifact_type, annotations,
         config, config_type, kind, labels, created, touched, pushes, pushed,
         review_since, review_reason)
    SELECT a.fresh, a.id, a.digest, 0, :mediaType, :payload, :subject, :artifactType,
           CAST(:annotations AS json), :config, :configType, a.kind, CAST(:labels AS uuid[]), a.now, a.now, 1, a.now,
           NULL, :putUntagged
    FROM accepted a, (SELECT count(*) FROM tagged) AS tagged_before
    ON CONFLICT (repository, digest, bucket) DO UPDATE SET
        touched = GREATEST(m.touched, excluded.touched), pushes = m.pushes + 1,
        pushed = GREATEST(m.pushed, excluded.pushed),
        review_since = CASE WHEN m.review_since IS NOT NULL AND excluded.review_since IS NOT NULL
            THEN GREATEST(m.review_since, excluded.review_since) END
    RETURNING m.id, m.repository
), referenced AS (
    INSERT INTO manifest_references_0 (repository, digest, manifest, target, bucket)
    SELECT s.repository, w.digest, s.id, CASE w.target WHEN 3 THEN 1 ELSE w.target END, 0
    FROM stored s JOIN accepted a ON a.fresh = s.id, unnest(:digests, :targets) AS w (digest, target)
)
SELECT h.bucket AS home, r.digest, r.missing, r.wrong, r.size, r.media_type
FROM home h LEFT JOIN refused r ON true
;
WITH moved AS MATERIALIZED (
    SELECT t.repository, t.previous FROM repositories r, unnest(:tags) AS n (name), LATERAL (
        SELECT x.repository, x.digest, x.previous, x.updated FROM tags_0 x
        WHERE x.repository = r.id AND x.name = n.name AND x.bucket = 0 OFFSET 0) t
    WHERE r.path = :path AND t.updated = :now AND t.digest = :digest AND t.previous <> :digest
)
UPDATE manifests_0 m SET review_since = :now, review_reason = :tagMoved
FROM moved WHERE m.repository = moved.repository AND m.digest = moved.previous;

-- PutStatements.STATEMENTS Kind[isIndex=true, isTagged=true, hasImmutableTags=true] withEvents
WITH home AS (
    SELECT id, bucket FROM repositories WHERE path = :path FOR KEY SHARE
), links AS (
    SELECT l.digest, l.size FROM blob_links_0 l JOIN home h ON l.repository = h.id AND h.bucket = 0
    WHERE l.digest = ANY (:digests) ORDER BY l.digest FOR KEY SHARE OF l
), children AS (
    SELECT m.digest, octet_length(m.payload) AS size, m.media_type
    FROM manifests_0 m JOIN home h ON m.repository = h.id AND h.bucket = 0
    WHERE m.digest = ANY (:children) ORDER BY m.digest FOR KEY SHARE OF m
), refused AS MATERIALIZED (
SELECT * FROM (
    SELECT w.digest, c.digest IS NULL AND (l.digest IS NULL OR w.target = 3) AS missing,
        w.size <> coalesce(c.size, l.size) OR w.media_type <> c.media_type AS wrong,
        coalesce(c.size, l.size) AS size, c.media_type
    FROM unnest(:digests, :targets, :sizes, :types) AS w (digest, target, size, media_type)
    LEFT JOIN links l ON l.digest = w.digest LEFT JOIN children c ON c.digest = w.digest) AS needed
WHERE missing OR wrong
), accepted AS MATERIALIZED (
    SELECT id, nextval('manifest_ids') AS fresh, CAST(:digest AS bytea) AS digest, CAST(:now AS timestamptz) AS now,
        CAST(:kind AS text) AS kind
    FROM home WHERE bucket = 0 AND NOT EXISTS (SELECT FROM refused WHERE wrong OR NOT :remember)
), tagged AS (
    INSERT INTO tags_0 AS t (repository, name, digest, bucket, created, updated, kind, pushes)
    SELECT a.id, n.name, a.digest, 0, a.now, a.now, a.kind, 1
    FROM accepted a, unnest(:tags) AS n (name) ORDER BY n.name
    ON CONFLICT (repository, name, bucket) DO UPDATE SET
        previous = t.digest, digest = excluded.digest, updated = excluded.updated,
        kind = excluded.kind, pushes = t.pushes + 1
                WHERE t.name <> ALL (:immutable) OR t.digest = excluded.digest
    RETURNING t.repository, t.name, t.digest, t.previous
), changes AS (
    INSERT INTO tag_changes (repository, digest, change, previous)
    SELECT repository, digest, 1, previous FROM tagged WHERE previous IS DISTINCT FROM digest
), stored AS (
    INSERT INTO manifests_0 AS m
        (id, repository, digest, bucket, media_type, payload, subject, artifact_type, annotations,
         config, config_type, kind, labels, created, touched, pushes, pushed,
         review_since, review_reason)
    SELECT a.fresh, a.id, a.digest, 0, :mediaType, :payload, :subject, :artifactType,
           CAST(:annotations AS json), :config, :configType, a.kind, CAST(:labels AS uuid[]), a.now, a.now, 1, a.now,
           NULL, :putUntagged
    FROM accepted a, (SELECT count(*) FROM tagged) AS tagged_before
    ON CONFLICT (repository, digest, bucket) DO UPDATE SET
        touched = GREATEST(m.touched, excluded.touched), pushes = m.pushes + 1,
        pushed = GREATEST(m.pushed, excluded.pushed),
        review_since = CASE WHEN m.review_since IS NOT NULL AND excluded.review_since IS NOT NULL
            THEN GREATEST(m.review_since, excluded.review_since) END
    RETURNING m.id, m.repository
), referenced AS (
    INSERT INTO manifest_references_0 (repository, digest, manifest, target, bucket)
    SELECT s.repository, w.digest, s.id, CASE w.target WHEN 3 THEN 1 ELSE w.target END, 0
    FROM stored s JOIN accepted a ON a.fresh = s.id, unnest(:digests, :targets) AS w (digest, target)
), recorded AS (
    INSERT INTO events (recipient, lane, since, payload)
    SELECT n.recipient, :lane, :since, n.payload
    FROM stored, unnest(:recipients, :payloads) WITH ORDINALITY AS n (recipient, payload, place)
    ORDER BY n.place
)
SELECT h.bucket AS home, r.digest, r.missing, r.wrong, r.size, r.media_type, (SELECT array_agg(name) FROM tagged) AS tags_set
FROM home h LEFT JOIN refused r ON true
;
WITH moved AS MATERIALIZED (
    SELECT t.repository, t.previous FROM repositories r, unnest(:tags) AS n (name), LATERAL (
        SELECT x.repository, x.digest, x.previous, x.updated FROM tags_0 x
        WHERE x.repository = r.id AND x.name = n.name AND x.bucket = 0 OFFSET 0) t
    WHERE r.path = :path AND t.updated = :now AND t.digest = :digest AND t.previous <> :digest
)
UPDATE manifests_0 m SET review_since = :now, review_reason = :tagMoved
FROM moved WHERE m.repository = moved.repository AND m.digest = moved.previous;

-- PutStatements.STATEMENTS Kind[isIndex=true, isTagged=true, hasImmutableTags=true] withoutEvents
WITH home AS (
    SELECT id, bucket FROM repositories WHERE path = :path FOR KEY SHARE
), links AS (
    SELECT l.digest, l.size FROM blob_links_0 l JOIN home h ON l.repository = h.id AND h.bucket = 0
    WHERE l.digest = ANY (:digests) ORDER BY l.digest FOR KEY SHARE OF l
), children AS (
    SELECT m.digest, octet_length(m.payload) AS size, m.media_type
    FROM manifests_0 m JOIN home h ON m.repository = h.id AND h.bucket = 0
    WHERE m.digest = ANY (:children) ORDER BY m.digest FOR KEY SHARE OF m
), refused AS MATERIALIZED (
SELECT * FROM (
    SELECT w.digest, c.digest IS NULL AND (l.digest IS NULL OR w.target = 3) AS missing,
        w.size <> coalesce(c.size, l.size) OR w.media_type <> c.media_type AS wrong,
        coalesce(c.size, l.size) AS size, c.media_type
    FROM unnest(:digests, :targets, :sizes, :types) AS w (digest, target, size, media_type)
    LEFT JOIN links l ON l.digest = w.digest LEFT JOIN children c ON c.digest = w.digest) AS needed
WHERE missing OR wrong
), accepted AS MATERIALIZED (
    SELECT id, nextval('manifest_ids') AS fresh, CAST(:digest AS bytea) AS digest, CAST(:now AS timestamptz) AS now,
        CAST(:kind AS text) AS kind
    FROM home WHERE bucket = 0 AND NOT EXISTS (SELECT FROM refused WHERE wrong OR NOT :remember)
), tagged AS (
    INSERT INTO tags_0 AS t (repository, name, digest, bucket, created, updated, kind, pushes)
    SELECT a.id, n.name, a.digest, 0, a.now, a.now, a.kind, 1
    FROM accepted a, unnest(:tags) AS n (name) ORDER BY n.name
    ON CONFLICT (repository, name, bucket) DO UPDATE SET
        previous = t.digest, digest = excluded.digest, updated = excluded.updated,
        kind = excluded.kind, pushes = t.pushes + 1
                WHERE t.name <> ALL (:immutable) OR t.digest = excluded.digest
    RETURNING t.repository, t.name, t.digest, t.previous
), changes AS (
    INSERT INTO tag_changes (repository, digest, change, previous)
    SELECT repository, digest, 1, previous FROM tagged WHERE previous IS DISTINCT FROM digest
), stored AS (
    INSERT INTO manifests_0 AS m
        (id, repository, digest, bucket, media_type, payload, subject, artifact_type, annotations,
         config, config_type, kind, labels, created, touched, pushes, pushed,
         review_since, review_reason)
    SELECT a.fresh, a.id, a.digest, 0, :mediaType, :payload, :subject, :artifactType,
           CAST(:annotations AS json), :config, :configType, a.kind, CAST(:labels AS uuid[]), a.now, a.now, 1, a.now,
           NULL, :putUntagged
    FROM accepted a, (SELECT count(*) FROM tagged) AS tagged_before
    ON CONFLICT (repository, digest, bucket) DO UPDATE SET
        touched = GREATEST(m.touched, excluded.touched), pushes = m.pushes + 1,
        pushed = GREATEST(m.pushed, excluded.pushed),
        review_since = CASE WHEN m.review_since IS NOT NULL AND excluded.review_since IS NOT NULL
            THEN GREATEST(m.review_since, excluded.review_since) END
    RETURNING m.id, m.repository
), referenced AS (
    INSERT INTO manifest_references_0 (repository, digest, manifest, target, bucket)
    SELECT s.repository, w.digest, s.id, CASE w.target WHEN 3 THEN 1 ELSE w.target END, 0
    FROM stored s JOIN accepted a ON a.fresh = s.id, unnest(:digests, :targets) AS w (digest, target)
)
SELECT h.bucket AS home, r.digest, r.missing, r.wrong, r.size, r.media_type, (SELECT array_agg(name) FROM tagged) AS tags_set
FROM home h LEFT JOIN refused r ON true
;
WITH moved AS MATERIALIZED (
    SELECT t.repository, t.previous FROM repositories r, unnest(:tags) AS n (name), LATERAL (
        SELECT x.repository, x.digest, x.previous, x.updated FROM tags_0 x
        WHERE x.repository = r.id AND x.name = n.name AND x.bucket = 0 OFFSET 0) t
    WHERE r.path = :path AND t.updated = :now AND t.digest = :digest AND t.previous <> :digest
)
UPDATE manifests_0 m SET review_since = :now, review_reason = :tagMoved
FROM moved WHERE m.repository = moved.repository AND m.digest = moved.previous;

-- ReferrerList.REFERRERS
SELECT r.bucket, m.digest, m.media_type, m.size, m.artifact_type, m.annotations, m.found
FROM repositories r
LEFT JOIN LATERAL (
    SELECT n.*,
        count(*) OVER () AS found,
        row_number() OVER (ORDER BY digest) AS place,
        sum(coalesce(octet_length(CAST(annotations AS text)), 0)) OVER (ORDER BY digest) AS upto
    FROM (
        SELECT digest, media_type, octet_length(payload) AS size, artifact_type, annotations
        FROM manifests_0
        WHERE repository = r.id AND subject = :subject AND digest > :after
  AND (CASE get_byte(digest, 0) WHEN 1 THEN 'sha256:' WHEN 2 THEN 'sha512:' END
      || encode(substr(digest, 2), 'hex')) COLLATE "C" > :last
            AND (CAST(:artifactType AS text) IS NULL OR artifact_type = :artifactType)
        ORDER BY digest LIMIT :more
    ) n
) m ON m.place = 1 OR m.upto <= :most
WHERE r.path = :path
ORDER BY m.digest;

-- RepositoryRename.EXCLUDE
SELECT 1 FROM pg_advisory_xact_lock(108187851450482);

-- RepositoryRename.EXPIRE
DELETE FROM rename_leases WHERE until <= :now;

-- RepositoryRename.LEASE
INSERT INTO rename_leases (source, target, holder, until, done)
VALUES (:source, :target, :holder, :until, false)
ON CONFLICT (source, target, holder) DO UPDATE SET until = excluded.until, done = false;

-- RepositoryRename.LOCK
SELECT path FROM repositories WHERE path = :path OR (path >= :from AND path < :to)
ORDER BY path LIMIT :more FOR UPDATE;

-- RepositoryRename.QUIET
INSERT INTO rename_leases (source, target, holder, until, done)
VALUES (:source, :target, :holder, :until, true)
ON CONFLICT (source, target, holder) DO UPDATE SET until = excluded.until, done = true;

-- RepositoryRename.RECORD withEvents
WITH done AS (SELECT 1), recorded AS (
    INSERT INTO events (recipient, lane, since, payload)
    SELECT n.recipient, :lane, :since, n.payload
    FROM done, unnest(:recipients, :payloads) WITH ORDINALITY AS n (recipient, payload, place)
    ORDER BY n.place
) SELECT count(*) FROM done;

-- RepositoryRename.RECORD withoutEvents
WITH done AS (SELECT 1) SELECT count(*) FROM done;

-- RepositoryRename.RENAME
UPDATE repositories SET path = :target || substr(path, length(:path) + 1), renamed = :now
WHERE path = :path OR (path >= :from AND path < :to);

-- RepositoryRename.RENAME_UPLOADS
UPDATE uploads SET repository = :target || substr(repository, length(:path) + 1)
WHERE repository = :path OR (repository >= :from AND repository < :to);

-- RepositoryRename.REOPEN
DELETE FROM rename_leases WHERE done AND starts_with(:target || '/', source || '/');

-- RepositoryRename.TAKEN
SELECT EXISTS (SELECT FROM repositories WHERE path = :path OR (path >= :from AND path < :to))
    OR EXISTS (
        SELECT FROM rename_leases l
        WHERE NOT l.done AND NOT (l.source = :source AND l.target = :path AND l.holder = :holder)
          AND (starts_with(l.source || '/', :source || '/') OR starts_with(:source || '/', l.source || '/')
            OR starts_with(l.target || '/', :path || '/') OR starts_with(:path || '/', l.target || '/')));

-- RepositoryRows.DELETIONS 1
DELETE FROM tags_0 WHERE repository = :id;

-- RepositoryRows.DELETIONS 10
DELETE FROM usage_days WHERE repository = :id;

-- RepositoryRows.DELETIONS 11
DELETE FROM repository_sizes WHERE repository = :id;

-- RepositoryRows.DELETIONS 12
DELETE FROM repositories WHERE id = :id;

-- RepositoryRows.DELETIONS 2
DELETE FROM deleted_tags_0 WHERE repository = :id;

-- RepositoryRows.DELETIONS 3
DELETE FROM deleted_manifests_0 WHERE repository = :id;

-- RepositoryRows.DELETIONS 4
DELETE FROM manifest_references_0 WHERE repository = :id;

-- RepositoryRows.DELETIONS 5
DELETE FROM manifests_0 WHERE repository = :id;

-- RepositoryRows.DELETIONS 6
DELETE FROM counted_manifests_0 WHERE repository = :id;

-- RepositoryRows.DELETIONS 7
DELETE FROM counted_layers_0 WHERE repository = :id;

-- RepositoryRows.DELETIONS 8
DELETE FROM tag_changes WHERE repository = :id;

-- RepositoryRows.DELETIONS 9
DELETE FROM usage WHERE repository = :id;

-- RepositoryRows.LIST
SELECT string_agg(r.path, ' ') FROM (
    SELECT path FROM repositories WHERE path > :last ORDER BY path LIMIT :more) r;

-- RepositoryRows.LOCK
SELECT id, bucket FROM repositories WHERE path = :path FOR UPDATE;

-- RepositoryRows.UNLINK_ALL
WITH links AS (
    DELETE FROM blob_links_0 WHERE repository = :id
    RETURNING digest, (get_byte(digest, 1) % :partitions)::smallint AS bucket
), holders AS (
    DELETE FROM blob_holders h USING links l
    WHERE h.digest = l.digest AND h.bucket = l.bucket AND h.repository = :id
), suspects AS (
    SELECT b.digest, b.bucket FROM blobs b JOIN links l ON b.digest = l.digest AND b.bucket = l.bucket
    ORDER BY b.bucket, b.digest FOR NO KEY UPDATE OF b
)
UPDATE blobs b SET review_since = :now, review_reason = :reason
FROM suspects s WHERE b.digest = s.digest AND b.bucket = s.bucket;

-- TagDeletionRows.COUNT_ANY
SELECT r.bucket, (SELECT count(*) FROM tags_0 WHERE repository = r.id AND name LIKE :matching AND name NOT LIKE :except AND GREATEST(created, updated) < :before
AND (:spared = 0 OR (GREATEST(created, updated), name) < (k.set, k.name))
AND (NOT :byUse OR NOT EXISTS (
    SELECT FROM usage u WHERE u.repository = tags_0.repository AND u.kind = 1
      AND u.name = convert_to(tags_0.name, 'UTF8') AND u.used >= :unused)))
FROM repositories r LEFT JOIN LATERAL (
    SELECT GREATEST(created, updated) AS set, name FROM tags_0
    WHERE repository = r.id AND :spared > 0 AND name LIKE :matching AND name NOT LIKE :except
    ORDER BY GREATEST(created, updated) DESC, name COLLATE "POSIX" DESC OFFSET GREATEST(:spared - 1, 0) LIMIT 1) k ON true WHERE r.path = :path;

-- TagDeletionRows.COUNT_LISTED
SELECT r.bucket, (SELECT count(*) FROM tags_0 WHERE repository = r.id AND name = ANY (:among) AND name LIKE :matching AND name NOT LIKE :except AND GREATEST(created, updated) < :before
AND (:spared = 0 OR (GREATEST(created, updated), name) < (k.set, k.name))
AND (NOT :byUse OR NOT EXISTS (
    SELECT FROM usage u WHERE u.repository = tags_0.repository AND u.kind = 1
      AND u.name = convert_to(tags_0.name, 'UTF8') AND u.used >= :unused)))
FROM repositories r LEFT JOIN LATERAL (
    SELECT GREATEST(created, updated) AS set, name FROM tags_0
    WHERE repository = r.id AND :spared > 0 AND name = ANY (:among) AND name LIKE :matching AND name NOT LIKE :except
    ORDER BY GREATEST(created, updated) DESC, name COLLATE "POSIX" DESC OFFSET GREATEST(:spared - 1, 0) LIMIT 1) k ON true WHERE r.path = :path;

-- TagDeletionRows.DELETE
SELECT 1 FROM tags_0 t JOIN repositories r ON t.repository = r.id
WHERE r.path = :path AND t.name = ANY (:names) ORDER BY t.name FOR UPDATE OF t;
WITH repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), gone AS (
    DELETE FROM tags_0 t USING repo, unnest(:names, :digests, :times) AS w (name, digest, set)
    WHERE t.repository = repo.id AND t.name = w.name AND t.digest = w.digest
      AND GREATEST(t.created, t.updated) = w.set
    RETURNING t.repository, t.name, t.digest
), locked AS (
    SELECT m.repository, m.digest FROM manifests_0 m
    WHERE (m.repository, m.digest) IN (SELECT repository, digest FROM gone)
    ORDER BY m.digest FOR NO KEY UPDATE
), suspects AS (
    UPDATE manifests_0 m SET review_since = :now, review_reason = :reason
    FROM locked l WHERE m.repository = l.repository AND m.digest = l.digest
), changes AS (
    INSERT INTO tag_changes (repository, digest, change)
    SELECT repository, digest, -count(*)::integer FROM gone GROUP BY repository, digest
), kept AS (
    INSERT INTO deleted_tags_0 (repository, name, digest, bucket, deleted)
    SELECT repository, name, digest, 0, :now FROM gone
    ON CONFLICT (repository, name, bucket)
    DO UPDATE SET digest = excluded.digest, deleted = excluded.deleted
), recorded AS (
    INSERT INTO events (recipient, lane, since, payload)
    SELECT n.recipient, :lane, :now, n.payload
    FROM gone JOIN unnest(:tags, :recipients, :payloads) WITH ORDINALITY
        AS n (tag, recipient, payload, place) ON n.tag = gone.name
    ORDER BY n.place
)
SELECT (SELECT bucket FROM repo), (SELECT string_agg(name, ' ') FROM gone);

-- TagDeletionRows.SELECT_ANY
SELECT r.bucket, t.name, t.digest, t.set
FROM repositories r LEFT JOIN LATERAL (
    SELECT GREATEST(created, updated) AS set, name FROM tags_0
    WHERE repository = r.id AND :spared > 0 AND name LIKE :matching AND name NOT LIKE :except
    ORDER BY GREATEST(created, updated) DESC, name COLLATE "POSIX" DESC OFFSET GREATEST(:spared - 1, 0) LIMIT 1) k ON true LEFT JOIN LATERAL (
    SELECT tags_0.name, digest, GREATEST(created, updated) AS set FROM tags_0
    WHERE repository = r.id AND tags_0.name > :last AND name LIKE :matching AND name NOT LIKE :except AND GREATEST(created, updated) < :before
AND (:spared = 0 OR (GREATEST(created, updated), name) < (k.set, k.name))
AND (NOT :byUse OR NOT EXISTS (
    SELECT FROM usage u WHERE u.repository = tags_0.repository AND u.kind = 1
      AND u.name = convert_to(tags_0.name, 'UTF8') AND u.used >= :unused))
    ORDER BY tags_0.name LIMIT :more) t ON true
WHERE r.path = :path
ORDER BY t.name;

-- TagDeletionRows.SELECT_LISTED
SELECT r.bucket, t.name, t.digest, t.set
FROM repositories r LEFT JOIN LATERAL (
    SELECT GREATEST(created, updated) AS set, name FROM tags_0
    WHERE repository = r.id AND :spared > 0 AND name = ANY (:among) AND name LIKE :matching AND name NOT LIKE :except
    ORDER BY GREATEST(created, updated) DESC, name COLLATE "POSIX" DESC OFFSET GREATEST(:spared - 1, 0) LIMIT 1) k ON true LEFT JOIN LATERAL (
    SELECT tags_0.name, digest, GREATEST(created, updated) AS set FROM tags_0
    WHERE repository = r.id AND tags_0.name > :last AND name = ANY (:among) AND name LIKE :matching AND name NOT LIKE :except AND GREATEST(created, updated) < :before
AND (:spared = 0 OR (GREATEST(created, updated), name) < (k.set, k.name))
AND (NOT :byUse OR NOT EXISTS (
    SELECT FROM usage u WHERE u.repository = tags_0.repository AND u.kind = 1
      AND u.name = convert_to(tags_0.name, 'UTF8') AND u.used >= :unused))
    ORDER BY tags_0.name LIMIT :more) t ON true
WHERE r.path = :path
ORDER BY t.name;

-- TagRows.DELETE withEvents
SELECT 1 FROM tags_0 t JOIN repositories r ON t.repository = r.id
WHERE r.path = :path AND t.name = :name FOR UPDATE OF t;
WITH repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), gone AS (
    DELETE FROM tags_0 t USING repo WHERE t.repository = repo.id AND t.name = :name
    RETURNING t.repository, t.name, t.digest
), suspects AS (
    UPDATE manifests_0 m SET review_since = :now, review_reason = :reason
    FROM gone WHERE m.repository = gone.repository AND m.digest = gone.digest
), changes AS (
    INSERT INTO tag_changes (repository, digest, change) SELECT repository, digest, -1 FROM gone
), kept AS (
    INSERT INTO deleted_tags_0 (repository, name, digest, bucket, deleted)
    SELECT repository, name, digest, 0, :now FROM gone
    ON CONFLICT (repository, name, bucket)
    DO UPDATE SET digest = excluded.digest, deleted = excluded.deleted
), recorded AS (
    INSERT INTO events (recipient, lane, since, payload)
    SELECT n.recipient, :lane, :since, n.payload
    FROM gone, unnest(:recipients, :payloads) WITH ORDINALITY AS n (recipient, payload, place)
    ORDER BY n.place
)
SELECT (SELECT bucket FROM repo) AS home, EXISTS (SELECT FROM gone) AS deleted;

-- TagRows.DELETE withoutEvents
SELECT 1 FROM tags_0 t JOIN repositories r ON t.repository = r.id
WHERE r.path = :path AND t.name = :name FOR UPDATE OF t;
WITH repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), gone AS (
    DELETE FROM tags_0 t USING repo WHERE t.repository = repo.id AND t.name = :name
    RETURNING t.repository, t.name, t.digest
), suspects AS (
    UPDATE manifests_0 m SET review_since = :now, review_reason = :reason
    FROM gone WHERE m.repository = gone.repository AND m.digest = gone.digest
), changes AS (
    INSERT INTO tag_changes (repository, digest, change) SELECT repository, digest, -1 FROM gone
), kept AS (
    INSERT INTO deleted_tags_0 (repository, name, digest, bucket, deleted)
    SELECT repository, name, digest, 0, :now FROM gone
    ON CONFLICT (repository, name, bucket)
    DO UPDATE SET digest = excluded.digest, deleted = excluded.deleted
)
SELECT (SELECT bucket FROM repo) AS home, EXISTS (SELECT FROM gone) AS deleted;

-- TagRows.LIST
SELECT r.bucket, (
    SELECT string_agg(t.name, ' ') FROM (
        SELECT name FROM tags_0 WHERE repository = r.id AND name > :last ORDER BY name LIMIT :more) t)
FROM repositories r
WHERE r.path = :path;

-- UploadRows.ADVANCE
UPDATE uploads SET version = version + 1, size = :size, token = :token
WHERE id = :id AND version = :version AND repository = :path AND expires > :now
  AND (SELECT set_config('synchronous_commit', 'off', true)) = 'off';

-- UploadRows.CANCEL
WITH u AS (
    DELETE FROM uploads WHERE id = :id AND repository = :path AND expires > :now RETURNING *
), deletion AS (
    INSERT INTO storage_deletions (key, since, next_try)
    SELECT key, :now, :now FROM u ON CONFLICT (key) DO NOTHING
)
SELECT u.repository, u.id, u.key, u.algorithm, u.expires, u.version, u.size, u.token FROM u;

-- UploadRows.EXPIRE
WITH old AS MATERIALIZED (
    SELECT id FROM uploads WHERE expires <= :now ORDER BY expires LIMIT :most FOR UPDATE SKIP LOCKED
), ended AS (
    DELETE FROM uploads u USING old WHERE u.id = old.id RETURNING u.key
), deletion AS (
    INSERT INTO storage_deletions (key, since, next_try)
    SELECT key, :now, :now FROM ended ON CONFLICT (key) DO NOTHING
)
SELECT count(*) FROM ended;

-- UploadRows.FIND
SELECT u.repository, u.id, u.key, u.algorithm, u.expires, u.version, u.size, u.token FROM uploads u WHERE u.id = :id AND u.repository = :path AND u.expires > :now;

-- UploadRows.FINISH  withEvents
WITH repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path FOR KEY SHARE
), home AS (
    SELECT id FROM repo WHERE bucket = 0
), ended AS (
    DELETE FROM uploads u USING home
    WHERE u.id = :session AND u.version = :version AND u.repository = :path AND u.expires > :now
      AND NOT :sessionless
    RETURNING u.id
), accepted AS (
    SELECT id FROM home WHERE :sessionless OR EXISTS (SELECT FROM ended)
), held AS (
    SELECT l.digest FROM blob_links_0 l JOIN accepted a ON l.repository = a.id
    WHERE l.digest = :digest FOR NO KEY UPDATE OF l
), blob AS (
    INSERT INTO blobs (digest, bucket, size, key, created)
    SELECT :digest, :digestBucket, :size, :key, :now
    FROM accepted, (SELECT count(*) FROM held) AS locked_before
    ON CONFLICT (digest, bucket) DO UPDATE SET review_since = NULL, review_reason = NULL
    RETURNING size, key, lost
), link AS (
    INSERT INTO blob_links_0 AS l
        (repository, digest, bucket, size, key, lost, created, touched, review_since, review_reason)
    SELECT a.id, :digest, 0, blob.size, blob.key, blob.lost, :now, :now, :now, :reason FROM accepted a, blob
    ON CONFLICT (repository, digest, bucket) DO UPDATE SET
        touched = GREATEST(l.touched, excluded.touched),
        review_since = CASE WHEN l.review_since IS NOT NULL
            THEN GREATEST(l.review_since, excluded.review_since) END
    RETURNING l.repository
), holder AS (
    INSERT INTO blob_holders (digest, repository, bucket)
    SELECT :digest, link.repository, :digestBucket FROM link ON CONFLICT DO NOTHING
), loser AS (
    INSERT INTO storage_deletions (key, since, next_try)
    SELECT :key, :now, :now FROM blob WHERE blob.key <> :key ON CONFLICT (key) DO NOTHING
), recorded AS (
    INSERT INTO events (recipient, lane, since, payload)
    SELECT n.recipient, :lane, :since, n.payload
    FROM link, unnest(:recipients, :payloads) WITH ORDINALITY AS n (recipient, payload, place)
    ORDER BY n.place
)
SELECT (SELECT bucket FROM repo) AS home, (SELECT key FROM blob) AS winner;

-- UploadRows.FINISH  withoutEvents
WITH repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path FOR KEY SHARE
), home AS (
    SELECT id FROM repo WHERE bucket = 0
), ended AS (
    DELETE FROM uploads u USING home
    WHERE u.id = :session AND u.version = :version AND u.repository = :path AND u.expires > :now
      AND NOT :sessionless
    RETURNING u.id
), accepted AS (
    SELECT id FROM home WHERE :sessionless OR EXISTS (SELECT FROM ended)
), held AS (
    SELECT l.digest FROM blob_links_0 l JOIN accepted a ON l.repository = a.id
    WHERE l.digest = :digest FOR NO KEY UPDATE OF l
), blob AS (
    INSERT INTO blobs (digest, bucket, size, key, created)
    SELECT :digest, :digestBucket, :size, :key, :now
    FROM accepted, (SELECT count(*) FROM held) AS locked_before
    ON CONFLICT (digest, bucket) DO UPDATE SET review_since = NULL, review_reason = NULL
    RETURNING size, key, lost
), link AS (
    INSERT INTO blob_links_0 AS l
        (repository, digest, bucket, size, key, lost, created, touched, review_since, review_reason)
    SELECT a.id, :digest, 0, blob.size, blob.key, blob.lost, :now, :now, :now, :reason FROM accepted a, blob
    ON CONFLICT (repository, digest, bucket) DO UPDATE SET
        touched = GREATEST(l.touched, excluded.touched),
        review_since = CASE WHEN l.review_since IS NOT NULL
            THEN GREATEST(l.review_since, excluded.review_since) END
    RETURNING l.repository
), holder AS (
    INSERT INTO blob_holders (digest, repository, bucket)
    SELECT :digest, link.repository, :digestBucket FROM link ON CONFLICT DO NOTHING
), loser AS (
    INSERT INTO storage_deletions (key, since, next_try)
    SELECT :key, :now, :now FROM blob WHERE blob.key <> :key ON CONFLICT (key) DO NOTHING
)
SELECT (SELECT bucket FROM repo) AS home, (SELECT key FROM blob) AS winner;

-- UploadRows.FINISH _0 withEvents
WITH repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path FOR KEY SHARE
), home AS (
    SELECT id FROM repo WHERE bucket = 0
), ended AS (
    DELETE FROM uploads u USING home
    WHERE u.id = :session AND u.version = :version AND u.repository = :path AND u.expires > :now
      AND NOT :sessionless
    RETURNING u.id
), accepted AS (
    SELECT id FROM home WHERE :sessionless OR EXISTS (SELECT FROM ended)
), held AS (
    SELECT l.digest FROM blob_links_0 l JOIN accepted a ON l.repository = a.id
    WHERE l.digest = :digest FOR NO KEY UPDATE OF l
), blob AS (
    INSERT INTO blobs_0 (digest, bucket, size, key, created)
    SELECT :digest, :digestBucket, :size, :key, :now
    FROM accepted, (SELECT count(*) FROM held) AS locked_before
    ON CONFLICT (digest, bucket) DO UPDATE SET review_since = NULL, review_reason = NULL
    RETURNING size, key, lost
), link AS (
    INSERT INTO blob_links_0 AS l
        (repository, digest, bucket, size, key, lost, created, touched, review_since, review_reason)
    SELECT a.id, :digest, 0, blob.size, blob.key, blob.lost, :now, :now, :now, :reason FROM accepted a, blob
    ON CONFLICT (repository, digest, bucket) DO UPDATE SET
        touched = GREATEST(l.touched, excluded.touched),
        review_since = CASE WHEN l.review_since IS NOT NULL
            THEN GREATEST(l.review_since, excluded.review_since) END
    RETURNING l.repository
), holder AS (
    INSERT INTO blob_holders_0 (digest, repository, bucket)
    SELECT :digest, link.repository, :digestBucket FROM link ON CONFLICT DO NOTHING
), loser AS (
    INSERT INTO storage_deletions (key, since, next_try)
    SELECT :key, :now, :now FROM blob WHERE blob.key <> :key ON CONFLICT (key) DO NOTHING
), recorded AS (
    INSERT INTO events (recipient, lane, since, payload)
    SELECT n.recipient, :lane, :since, n.payload
    FROM link, unnest(:recipients, :payloads) WITH ORDINALITY AS n (recipient, payload, place)
    ORDER BY n.place
)
SELECT (SELECT bucket FROM repo) AS home, (SELECT key FROM blob) AS winner;

-- UploadRows.FINISH _0 withoutEvents
WITH repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path FOR KEY SHARE
), home AS (
    SELECT id FROM repo WHERE bucket = 0
), ended AS (
    DELETE FROM uploads u USING home
    WHERE u.id = :session AND u.version = :version AND u.repository = :path AND u.expires > :now
      AND NOT :sessionless
    RETURNING u.id
), accepted AS (
    SELECT id FROM home WHERE :sessionless OR EXISTS (SELECT FROM ended)
), held AS (
    SELECT l.digest FROM blob_links_0 l JOIN accepted a ON l.repository = a.id
    WHERE l.digest = :digest FOR NO KEY UPDATE OF l
), blob AS (
    INSERT INTO blobs_0 (digest, bucket, size, key, created)
    SELECT :digest, :digestBucket, :size, :key, :now
    FROM accepted, (SELECT count(*) FROM held) AS locked_before
    ON CONFLICT (digest, bucket) DO UPDATE SET review_since = NULL, review_reason = NULL
    RETURNING size, key, lost
), link AS (
    INSERT INTO blob_links_0 AS l
        (repository, digest, bucket, size, key, lost, created, touched, review_since, review_reason)
    SELECT a.id, :digest, 0, blob.size, blob.key, blob.lost, :now, :now, :now, :reason FROM accepted a, blob
    ON CONFLICT (repository, digest, bucket) DO UPDATE SET
        touched = GREATEST(l.touched, excluded.touched),
        review_since = CASE WHEN l.review_since IS NOT NULL
            THEN GREATEST(l.review_since, excluded.review_since) END
    RETURNING l.repository
), holder AS (
    INSERT INTO blob_holders_0 (digest, repository, bucket)
    SELECT :digest, link.repository, :digestBucket FROM link ON CONFLICT DO NOTHING
), loser AS (
    INSERT INTO storage_deletions (key, since, next_try)
    SELECT :key, :now, :now FROM blob WHERE blob.key <> :key ON CONFLICT (key) DO NOTHING
)
SELECT (SELECT bucket FROM repo) AS home, (SELECT key FROM blob) AS winner;

-- UploadRows.LIST_AFTER
SELECT u.repository, u.id, u.size, u.started, u.expires FROM uploads u
WHERE u.expires > :now AND (u.expires, u.id) > (:expires, :id) ORDER BY u.expires, u.id LIMIT :most;

-- UploadRows.LIST_FIRST
SELECT u.repository, u.id, u.size, u.started, u.expires FROM uploads u
WHERE u.expires > :now ORDER BY u.expires, u.id LIMIT :most;

-- UploadRows.START
INSERT INTO uploads (id, repository, key, algorithm, version, size, token, started, expires)
VALUES (:id, :path, :key, :algorithm, 0, 0, '', :now, :expires);
