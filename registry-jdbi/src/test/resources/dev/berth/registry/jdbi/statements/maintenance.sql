-- AuditRows.BLOBS
SELECT digest, size, key FROM blobs
WHERE key COLLATE "C" > :last ORDER BY key COLLATE "C" LIMIT :more;

-- AuditRows.KNOWN
SELECT k.key FROM unnest(:keys) AS k (key)
WHERE EXISTS (SELECT FROM blobs b WHERE b.key COLLATE "C" = k.key)
   OR EXISTS (SELECT FROM storage_deletions d WHERE d.key = k.key)
   OR k.key IN (SELECT u.key FROM uploads u);

-- AuditRows.OF_UPLOADS
SELECT DISTINCT u.key FROM uploads u JOIN unnest(:keys) AS k (key) ON k.key = u.key;

-- AuditRows.WITH_MANIFEST
SELECT r.path FROM repositories r
WHERE r.bucket = 0 AND EXISTS (
    SELECT FROM manifests_0 m WHERE m.repository = r.id AND m.digest = :digest OFFSET 0)
ORDER BY r.path LIMIT :most;

-- BlobReview.KEEP
WITH held AS MATERIALIZED (
    SELECT b.digest FROM unnest(:digests) AS k (digest) JOIN blobs_0 b ON b.digest = k.digest
    WHERE (SELECT 1 FROM blob_holders_0 h WHERE h.digest = b.digest
           LIMIT 1 FOR KEY SHARE SKIP LOCKED) IS NOT NULL
)
UPDATE blobs_0 b SET review_since = NULL, review_reason = NULL FROM held h WHERE b.digest = h.digest;

-- BlobReview.REMOVE
WITH gone AS (
    DELETE FROM blobs_0 b USING unnest(:digests) AS k (digest)
    WHERE b.digest = k.digest
      AND NOT EXISTS (SELECT FROM blob_holders_0 h WHERE h.digest = b.digest OFFSET 0)
    RETURNING b.key, b.size
), doomed AS (
    INSERT INTO storage_deletions (key, since, next_try)
    SELECT key, :now, :now FROM gone ON CONFLICT (key) DO NOTHING
)
SELECT count(*), COALESCE(sum(size), 0) FROM gone;

-- BlobReview.TAKE
WITH due AS MATERIALIZED (
    SELECT d.reason, d.time FROM unnest(:reasons, :times) AS d (reason, time)
), oldest AS (
    SELECT o.reason FROM due d, LATERAL (
        SELECT b.review_reason AS reason, b.review_since AS since FROM blobs_0 b
        WHERE b.review_reason = d.reason AND b.review_since <= d.time
        ORDER BY b.review_since LIMIT :most) o
    ORDER BY o.since LIMIT :most
), shares AS (
    SELECT d.reason, d.time, count(*) AS most FROM due d JOIN oldest o ON o.reason = d.reason
    GROUP BY d.reason, d.time
)
SELECT o.due, taken.digest
FROM (SELECT count(*) AS due FROM oldest) o LEFT JOIN (shares s CROSS JOIN LATERAL (
    SELECT b.digest FROM blobs_0 b
    WHERE b.review_reason = s.reason AND b.review_since <= s.time
    ORDER BY b.review_since LIMIT s.most
    FOR UPDATE SKIP LOCKED) taken) ON true;

-- BreachSearch.SCANS
SET LOCAL enable_seqscan = on; SET LOCAL enable_bitmapscan = on;

-- BreachSearch.SEARCHES LINK_KNOWN_TO_BOTH 1
SELECT r.path, x.digest, x.key, x.detail
FROM (SELECT l.repository, l.digest, NULL AS key, 'the blob does not record the link' AS detail
FROM blob_links_0 l WHERE NOT EXISTS (
    SELECT FROM blob_holders h WHERE h.digest = l.digest AND h.repository = l.repository
      AND h.bucket = get_byte(l.digest, 1) % :partitions)
) x LEFT JOIN repositories r ON r.id = x.repository
WHERE :partitions > 0 LIMIT :most;

-- BreachSearch.SEARCHES LINK_KNOWN_TO_BOTH 2
SELECT r.path, x.digest, x.key, x.detail
FROM (SELECT h.repository, h.digest, NULL AS key, 'the repository has no such link' AS detail
FROM blob_holders_0 h LEFT JOIN repositories r ON r.id = h.repository
WHERE h.repository <> 0 AND NOT EXISTS (
    SELECT FROM blob_links l
    WHERE l.repository = h.repository AND l.digest = h.digest AND l.bucket = r.bucket)
) x LEFT JOIN repositories r ON r.id = x.repository
WHERE :partitions > 0 LIMIT :most;

-- BreachSearch.SEARCHES LINK_LEADS_TO_BLOB 1
SELECT r.path, x.digest, x.key, x.detail
FROM (SELECT l.repository, l.digest, l.key, 'the blob is missing or has another size or key' AS detail
FROM blob_links_0 l
LEFT JOIN blobs b ON b.digest = l.digest AND b.bucket = get_byte(l.digest, 1) % :partitions
WHERE b.digest IS NULL OR b.size <> l.size OR b.key <> l.key
) x LEFT JOIN repositories r ON r.id = x.repository
WHERE :partitions > 0 LIMIT :most;

-- BreachSearch.SEARCHES OBJECT_NOT_DOOMED 1
SELECT r.path, x.digest, x.key, x.detail
FROM (SELECT NULL::bigint AS repository, b.digest, b.key, 'the object awaits deletion' AS detail
FROM blobs_0 b JOIN storage_deletions d ON d.key = b.key
) x LEFT JOIN repositories r ON r.id = x.repository
WHERE :partitions > 0 LIMIT :most;

-- BreachSearch.SEARCHES REFERENCE_PRESENT 1
SELECT r.path, x.digest, x.key, x.detail
FROM (SELECT f.repository, f.digest, NULL AS key,
       'needed by manifest ' || COALESCE((
           SELECT CASE get_byte(m.digest, 0) WHEN 1 THEN 'sha256:' ELSE 'sha512:' END
               || encode(substr(m.digest, 2), 'hex')
           FROM manifests_0 m WHERE m.repository = f.repository AND m.id = f.manifest),
           'that is not there') AS detail
FROM manifest_references_0 f
WHERE NOT EXISTS (
    SELECT FROM blob_links_0 l WHERE l.repository = f.repository AND l.digest = f.digest)
  AND (f.target <> 1 OR (NOT EXISTS (
    SELECT FROM manifests_0 m WHERE m.repository = f.repository AND m.digest = f.digest)
    AND NOT EXISTS (
      SELECT FROM manifests_0 i WHERE i.repository = f.repository AND i.id = f.manifest
        AND EXISTS (SELECT FROM repositories o JOIN import_sources s ON s.path = o.path
        JOIN import_items b ON b.source = s.id AND b.kind = 0 AND b.name = i.digest
        WHERE o.id = i.repository))))
) x LEFT JOIN repositories r ON r.id = x.repository
WHERE :partitions > 0 LIMIT :most;

-- BreachSearch.SEARCHES SIZE_COUNTED 1
SELECT r.path, x.digest, x.key, x.detail
FROM (WITH RECURSIVE reached (repository, digest) AS (
    SELECT t.repository, t.digest FROM tags_0 t
    UNION
    SELECT w.repository, f.digest
    FROM reached w JOIN manifests_0 m ON m.repository = w.repository AND m.digest = w.digest
    JOIN manifest_references_0 f ON f.manifest = m.id WHERE f.target = 1
), layers AS (
    SELECT w.repository, f.digest
    FROM reached w JOIN manifests_0 m ON m.repository = w.repository AND m.digest = w.digest
    JOIN manifest_references_0 f ON f.manifest = m.id WHERE f.target = 0
    UNION
    SELECT w.repository, w.digest FROM reached w WHERE NOT EXISTS (
        SELECT FROM manifests_0 m WHERE m.repository = w.repository AND m.digest = w.digest)
), sums AS (
    SELECT l.repository, sum(l.size) AS size
    FROM layers n JOIN blob_links_0 l ON l.repository = n.repository AND l.digest = n.digest
    GROUP BY l.repository
), named AS (
    SELECT repository, count(*) AS tags FROM tags_0 GROUP BY repository
)
SELECT r.id AS repository, NULL::bytea AS digest, NULL AS key,
       'counted ' || coalesce(c.size, 0) || ' bytes and ' || coalesce(c.tags, 0) || ' tags, there are '
           || coalesce(s.size, 0) || ' and ' || coalesce(n.tags, 0) AS detail
FROM repositories r LEFT JOIN sums s ON s.repository = r.id
LEFT JOIN named n ON n.repository = r.id
LEFT JOIN repository_sizes c ON c.repository = r.id
WHERE r.bucket = 0 AND coalesce(c.complete, true) AND (coalesce(c.size, 0) <> coalesce(s.size, 0) OR coalesce(c.tags, 0) <> coalesce(n.tags, 0))
  AND NOT EXISTS (SELECT FROM tag_changes t WHERE t.repository = r.id)
) x LEFT JOIN repositories r ON r.id = x.repository
WHERE :partitions > 0 LIMIT :most;

-- BreachSearch.SEARCHES TAG_NAMES_MANIFEST 1
SELECT r.path, x.digest, x.key, x.detail
FROM (SELECT t.repository, t.digest, NULL AS key, 'named by tag ' || t.name AS detail FROM tags_0 t
WHERE NOT EXISTS (
    SELECT FROM manifests_0 m WHERE m.repository = t.repository AND m.digest = t.digest)
) x LEFT JOIN repositories r ON r.id = x.repository
WHERE :partitions > 0 LIMIT :most;

-- BreachSearch.SEARCHES UNHELD_UNDER_REVIEW 1
SELECT r.path, x.digest, x.key, x.detail
FROM (SELECT m.repository, m.digest, NULL AS key,
       'the MANIFEST is unreferenced and not under review' AS detail
FROM manifests_0 m WHERE m.review_since IS NULL AND NOT EXISTS (SELECT FROM repositories o JOIN import_sources s ON s.path = o.path
        JOIN import_items b ON b.source = s.id AND b.kind = 0 AND b.name = m.digest
        WHERE o.id = m.repository)
  AND NOT EXISTS (
    SELECT FROM tags_0 t WHERE t.repository = m.repository AND t.digest = m.digest)
  AND NOT EXISTS (
    SELECT FROM manifest_references_0 f
    WHERE f.repository = m.repository AND f.digest = m.digest AND f.target = 1)
  AND NOT EXISTS (
    SELECT FROM manifests_0 s WHERE s.repository = m.repository AND s.digest = m.subject)
) x LEFT JOIN repositories r ON r.id = x.repository
WHERE :partitions > 0 LIMIT :most;

-- BreachSearch.SEARCHES UNHELD_UNDER_REVIEW 2
SELECT r.path, x.digest, x.key, x.detail
FROM (SELECT l.repository, l.digest, NULL AS key,
       'the LINK is unreferenced and not under review' AS detail
FROM blob_links_0 l WHERE l.review_since IS NULL AND NOT EXISTS (SELECT FROM repositories o JOIN import_sources s ON s.path = o.path
        JOIN import_items b ON b.source = s.id AND b.kind = 1 AND b.name = l.digest
        WHERE o.id = l.repository) AND NOT EXISTS (
    SELECT FROM manifest_references_0 f WHERE f.repository = l.repository AND f.digest = l.digest)
) x LEFT JOIN repositories r ON r.id = x.repository
WHERE :partitions > 0 LIMIT :most;

-- BreachSearch.SEARCHES UNHELD_UNDER_REVIEW 3
SELECT r.path, x.digest, x.key, x.detail
FROM (SELECT NULL::bigint AS repository, b.digest, b.key,
       'the BLOB is unreferenced and not under review' AS detail
FROM blobs_0 b WHERE b.review_since IS NULL
  AND NOT (b.key LIKE 'docker/registry/v2/%' AND EXISTS (SELECT FROM import_sources))
  AND NOT EXISTS (SELECT FROM blob_holders_0 h WHERE h.digest = b.digest)
) x LEFT JOIN repositories r ON r.id = x.repository
WHERE :partitions > 0 LIMIT :most;

-- DeletionHoldRows.HOLD
WITH forgotten AS (
    DELETE FROM deletion_holds WHERE until < :forgotten AND name <> :name
)
INSERT INTO deletion_holds AS h (name, since, until) VALUES (:name, :now, :until)
ON CONFLICT (name) DO UPDATE SET
    since = CASE WHEN h.until > excluded.since THEN h.since ELSE excluded.since END,
    until = GREATEST(h.until, excluded.until)
RETURNING name, since, until;

-- DeletionHoldRows.LIST
SELECT name, since, until FROM deletion_holds ORDER BY name;

-- DeletionHoldRows.RELEASE
DELETE FROM deletion_holds WHERE name = :name RETURNING name, since, until;

-- DeletionRows.BACKLOG
SELECT count(*) FILTER (WHERE set_aside IS NULL), min(since) FILTER (WHERE set_aside IS NULL),
       count(set_aside)
FROM storage_deletions;

-- DeletionRows.CLAIM
WITH due AS MATERIALIZED (
    SELECT key, next_try FROM storage_deletions
    WHERE set_aside IS NULL AND next_try <= :due
      AND NOT EXISTS (SELECT FROM deletion_holds WHERE until > :now)
    ORDER BY next_try LIMIT :most FOR UPDATE SKIP LOCKED
), claimed AS (
    UPDATE storage_deletions SET next_try = :until, attempts = LEAST(attempts + 1, 32767)
    WHERE key = ANY (ARRAY(SELECT key FROM due))
    RETURNING key, since, attempts - 1 AS attempts
)
SELECT c.key, c.since, c.attempts FROM claimed c JOIN due d ON d.key = c.key
ORDER BY d.next_try, c.key COLLATE "C";

-- DeletionRows.DONE
DELETE FROM storage_deletions WHERE key = ANY (:keys);

-- DeletionRows.LIST_SET_ASIDE
SELECT key FROM storage_deletions
WHERE set_aside IS NOT NULL AND key COLLATE "C" > :last ORDER BY key COLLATE "C" LIMIT :more;

-- DeletionRows.QUEUE
INSERT INTO storage_deletions AS d (key, since, next_try)
SELECT DISTINCT k.key, :now, CAST(:now AS timestamptz) FROM unnest(:keys) AS k (key)
WHERE NOT EXISTS (SELECT FROM blobs b WHERE b.key COLLATE "C" = k.key)
  AND NOT EXISTS (SELECT FROM uploads u WHERE u.key = k.key)
ORDER BY k.key
ON CONFLICT (key) DO UPDATE SET
    since = excluded.since, next_try = excluded.next_try, attempts = 0, set_aside = NULL
    WHERE d.set_aside IS NOT NULL;

-- DeletionRows.RETRY
UPDATE storage_deletions SET next_try = :next, set_aside = NULL WHERE key = ANY (:keys);

-- DeletionRows.SET_ASIDE
UPDATE storage_deletions SET set_aside = :now WHERE key = ANY (:keys);

-- ForecastRows.FORECAST
WITH delays AS MATERIALIZED (
    SELECT d.reason, d.seconds * interval '1 second' AS delay
    FROM unnest(:reasons, :seconds) AS d (reason, seconds)
), manifest_reviews AS MATERIALIZED (
    SELECT m.id, m.repository, m.bucket, m.digest, m.subject, m.review_since + d.delay AS due
    FROM manifests m JOIN delays d ON d.reason = m.review_reason
    WHERE m.review_since IS NOT NULL AND :manifests ORDER BY due LIMIT :most
), untagged AS MATERIALIZED (
    SELECT p.* FROM manifest_reviews p
    WHERE NOT EXISTS (
        SELECT FROM tags t
        WHERE t.repository = p.repository AND t.digest = p.digest AND t.bucket = p.bucket OFFSET 0)
), holders AS MATERIALIZED (
    SELECT c.id, max(u.due) AS due
    FROM untagged u CROSS JOIN LATERAL (
        SELECT f.digest FROM manifest_references f
        WHERE f.manifest = u.id AND f.bucket = u.bucket AND f.target = 1
        UNION ALL
        SELECT m.digest FROM manifests m
        WHERE m.repository = u.repository AND m.subject = u.digest AND m.bucket = u.bucket OFFSET 0) f
    JOIN untagged c ON c.repository = u.repository AND c.digest = f.digest
    GROUP BY c.id
), roots AS MATERIALIZED (
    SELECT p.id, p.repository, p.bucket, p.digest, GREATEST(p.due, h.due) AS due
    FROM untagged p LEFT JOIN holders h ON h.id = p.id
    WHERE NOT EXISTS (
        SELECT FROM manifest_references f
        WHERE f.repository = p.repository AND f.digest = p.digest AND f.bucket = p.bucket AND f.target = 1
          AND f.manifest NOT IN (SELECT id FROM untagged) OFFSET 0)
      AND NOT EXISTS (
        SELECT FROM manifests s
        WHERE s.repository = p.repository AND s.digest = p.subject AND s.bucket = p.bucket
          AND s.id NOT IN (SELECT id FROM untagged) OFFSET 0)
), relatives AS MATERIALIZED (
    SELECT c.id, c.repository, c.bucket, c.digest, max(r.due) AS due
    FROM roots r, LATERAL (
        SELECT f.digest FROM manifest_references f
        WHERE f.manifest = r.id AND f.bucket = r.bucket AND f.target = 1
        UNION ALL
        SELECT m.digest FROM manifests m
        WHERE m.repository = r.repository AND m.subject = r.digest AND m.bucket = r.bucket OFFSET 0) f,
    LATERAL (
        SELECT m.id, m.repository, m.bucket, m.digest FROM manifests m
        WHERE m.repository = r.repository AND m.digest = f.digest AND m.bucket = r.bucket OFFSET 0) c
    WHERE c.id NOT IN (SELECT id FROM roots)
      AND NOT EXISTS (
        SELECT FROM tags t
        WHERE t.repository = c.repository AND t.digest = c.digest AND t.bucket = c.bucket OFFSET 0)
      AND NOT EXISTS (
        SELECT FROM manifest_references o
        WHERE o.repository = c.repository AND o.digest = c.digest AND o.bucket = c.bucket AND o.target = 1
          AND o.manifest NOT IN (SELECT id FROM roots) OFFSET 0)
    GROUP BY c.id, c.repository, c.bucket, c.digest
), gone AS MATERIALIZED (
    SELECT id, repository, bucket, due FROM roots
    UNION ALL
    SELECT id, repository, bucket, due FROM relatives
), link_reviews AS MATERIALIZED (
    SELECT l.repository, l.bucket, l.digest, l.review_since + d.delay AS due
    FROM blob_links l JOIN delays d ON d.reason = l.review_reason
    WHERE l.review_since IS NOT NULL ORDER BY due LIMIT :most
), links AS (
    SELECT l.repository, l.bucket, l.digest, max(l.due) AS due FROM (
        SELECT g.repository, g.bucket, f.digest, g.due FROM gone g, LATERAL (
            SELECT f.digest FROM manifest_references f
            WHERE f.manifest = g.id AND f.bucket = g.bucket OFFSET 0) f
        UNION ALL
        SELECT repository, bucket, digest, due FROM link_reviews) l
    GROUP BY l.repository, l.bucket, l.digest
), unlinked AS MATERIALIZED (
    SELECT l.repository, l.digest, l.due FROM links l
    WHERE NOT EXISTS (
        SELECT FROM manifest_references f
        WHERE f.repository = l.repository AND f.digest = l.digest AND f.bucket = l.bucket
          AND f.manifest NOT IN (SELECT id FROM gone) OFFSET 0)
), blob_reviews AS MATERIALIZED (
    SELECT b.digest, b.review_since + d.delay AS due
    FROM blobs b JOIN delays d ON d.reason = b.review_reason
    WHERE b.review_since IS NOT NULL ORDER BY due LIMIT :most
), freed AS (
    SELECT date_trunc('hour', GREATEST(c.due, :now), 'UTC') AS hour, b.size
    FROM (
        SELECT digest, max(due) AS due FROM (
            SELECT digest, due FROM unlinked UNION ALL SELECT digest, due FROM blob_reviews) x
        GROUP BY digest) c, LATERAL (
        SELECT b.size FROM blobs b
        WHERE b.digest = c.digest AND b.bucket = get_byte(c.digest, 1) % :partitions OFFSET 0) b
    WHERE NOT EXISTS (
        SELECT FROM blob_holders h
        WHERE h.digest = c.digest AND h.bucket = get_byte(c.digest, 1) % :partitions
          AND (h.repository, h.digest) NOT IN (SELECT repository, digest FROM unlinked) OFFSET 0)
)
SELECT w.examined, h.hour, h.blobs, h.bytes
FROM (
    SELECT GREATEST((SELECT count(*) FROM manifest_reviews), (SELECT count(*) FROM link_reviews),
        (SELECT count(*) FROM blob_reviews)) AS examined) w
LEFT JOIN (
    SELECT hour, count(*) AS blobs, sum(size) AS bytes FROM freed GROUP BY hour) h ON true
ORDER BY h.hour;

-- LinkReview.KEEP
WITH held AS MATERIALIZED (
    SELECT l.repository, l.digest
    FROM unnest(:repositories, :digests) AS k (repository, digest)
    JOIN blob_links_0 l ON l.repository = k.repository AND l.digest = k.digest
    WHERE (SELECT 1 FROM manifest_references_0 f
           WHERE f.repository = l.repository AND f.digest = l.digest
           LIMIT 1 FOR KEY SHARE SKIP LOCKED) IS NOT NULL
)
UPDATE blob_links_0 l SET review_since = NULL, review_reason = NULL
FROM held h WHERE l.repository = h.repository AND l.digest = h.digest;

-- LinkReview.REMOVE
DELETE FROM blob_links_0 l USING unnest(:repositories, :digests) AS k (repository, digest)
WHERE l.repository = k.repository AND l.digest = k.digest AND NOT EXISTS (
    SELECT FROM manifest_references_0 f
    WHERE f.repository = l.repository AND f.digest = l.digest OFFSET 0)
RETURNING l.repository, l.digest, l.review_since, l.review_reason;

-- ManifestReview.KEEP
WITH held AS MATERIALIZED (
    SELECT m.repository, m.digest
    FROM unnest(:repositories, :digests) AS k (repository, digest)
    JOIN manifests_0 m ON m.repository = k.repository AND m.digest = k.digest
    WHERE COALESCE(
        (SELECT 1 FROM tags_0 t WHERE t.repository = m.repository AND t.digest = m.digest
         LIMIT 1 FOR KEY SHARE SKIP LOCKED),
        (SELECT 1 FROM manifest_references_0 f
         WHERE f.repository = m.repository AND f.digest = m.digest AND f.target = 1
         LIMIT 1 FOR KEY SHARE SKIP LOCKED),
        (SELECT 1 FROM manifests_0 s WHERE s.repository = m.repository AND s.digest = m.subject
         LIMIT 1 FOR KEY SHARE SKIP LOCKED)) IS NOT NULL
)
UPDATE manifests_0 m SET review_since = NULL, review_reason = NULL
FROM held h WHERE m.repository = h.repository AND m.digest = h.digest;

-- ManifestReview.REMOVE
WITH dead AS MATERIALIZED (
    SELECT m.id, m.repository, m.digest, m.review_since AS since, m.review_reason AS reason
    FROM unnest(:repositories, :digests) AS k (repository, digest)
    JOIN manifests_0 m ON m.repository = k.repository AND m.digest = k.digest
    WHERE NOT EXISTS (
        SELECT FROM tags_0 t WHERE t.repository = m.repository AND t.digest = m.digest OFFSET 0)
      AND NOT EXISTS (
        SELECT FROM manifest_references_0 f
        WHERE f.repository = m.repository AND f.digest = m.digest AND f.target = 1 OFFSET 0)
      AND NOT EXISTS (
        SELECT FROM manifests_0 s
        WHERE s.repository = m.repository AND s.digest = m.subject OFFSET 0)
), gone AS (
    DELETE FROM manifests_0 m USING dead d WHERE m.repository = d.repository AND m.digest = d.digest
    RETURNING m.id
), freed AS MATERIALIZED (
    DELETE FROM manifest_references_0 f USING dead d WHERE f.manifest = d.id
    RETURNING f.repository, f.digest, f.target, d.since, d.reason
), needed AS (
    SELECT DISTINCT ON (repository, digest) repository, digest, since, reason
    FROM freed ORDER BY repository, digest, since DESC
), links AS (
    SELECT l.repository, l.digest, n.since, n.reason
    FROM needed n JOIN blob_links_0 l ON l.repository = n.repository AND l.digest = n.digest
    ORDER BY l.repository, l.digest FOR NO KEY UPDATE OF l
), suspected_links AS (
    UPDATE blob_links_0 l
    SET review_since = GREATEST(l.review_since, l.touched, s.since),
        review_reason = CASE WHEN l.review_since > GREATEST(l.touched, s.since)
            THEN l.review_reason ELSE s.reason END
    FROM links s WHERE l.repository = s.repository AND l.digest = s.digest
), relatives AS (
    SELECT DISTINCT ON (repository, digest) repository, digest, since, reason FROM (
        SELECT repository, digest, since, reason FROM freed WHERE target = 1
        UNION ALL
        SELECT m.repository, m.digest, d.since, d.reason
        FROM dead d JOIN manifests_0 m ON m.repository = d.repository AND m.subject = d.digest) both_ways
    ORDER BY repository, digest, since DESC
), manifests AS (
    SELECT m.repository, m.digest, s.since, s.reason
    FROM relatives s JOIN manifests_0 m ON m.repository = s.repository AND m.digest = s.digest
    ORDER BY m.repository, m.digest FOR NO KEY UPDATE OF m
), suspected_manifests AS (
    UPDATE manifests_0 m
    SET review_since = GREATEST(m.review_since, m.touched, s.since),
        review_reason = CASE WHEN m.review_since > GREATEST(m.touched, s.since)
            THEN m.review_reason ELSE s.reason END
    FROM manifests s WHERE m.repository = s.repository AND m.digest = s.digest
)
SELECT count(*) FROM gone;

-- OwnerRows.CONFIRM
UPDATE settings SET owner_marked = true WHERE owner = :id;

-- OwnerRows.FIND
SELECT owner, owner_marked FROM settings WHERE owner IS NOT NULL;

-- OwnerRows.PROPOSE
UPDATE settings SET owner = coalesce(owner, :id) RETURNING owner, owner_marked;

-- OwnerRows.REPLACE
UPDATE settings SET owner = :id, owner_marked = false;

-- ReleasedBlobs.RELEASE
WITH released AS MATERIALIZED (
    SELECT * FROM unnest(:repositories, :digests, :times, :reasons) AS k (repository, digest, since, reason)
), gone AS (
    DELETE FROM blob_holders_0 h USING released k
    WHERE h.digest = k.digest AND h.repository = k.repository
), last AS (
    SELECT DISTINCT ON (digest) digest, since, reason FROM released ORDER BY digest, since DESC
), suspects AS (
    SELECT b.digest, l.since, l.reason FROM last l JOIN blobs_0 b ON b.digest = l.digest
    ORDER BY b.digest FOR NO KEY UPDATE OF b
)
UPDATE blobs_0 b
SET review_since = GREATEST(b.review_since, s.since),
    review_reason = CASE WHEN b.review_since > s.since THEN b.review_reason ELSE s.reason END
FROM suspects s WHERE b.digest = s.digest;

-- RetentionRows.BLOB
SELECT NULL, b.digest, b.review_since, b.review_reason,
       ARRAY(SELECT COALESCE(r.path, 'classic layout') FROM blob_holders_0 h
             LEFT JOIN repositories r ON r.id = h.repository
             WHERE h.digest = b.digest AND (r.id IS NOT NULL OR h.repository = 0)
             ORDER BY 1 LIMIT :more)
FROM blobs_0 b WHERE b.digest = :digest;

-- RetentionRows.LINK
SELECT r.bucket, l.digest, l.review_since, l.review_reason, ARRAY(SELECT h.digest FROM manifests_0 h
      WHERE h.repository = r.id AND EXISTS (
          SELECT FROM manifest_references_0 f
          WHERE f.repository = h.repository AND f.digest = :digest AND f.manifest = h.id
            AND f.target = 1 OFFSET 0)
      ORDER BY h.digest LIMIT :more)
, ARRAY(SELECT h.digest FROM manifests_0 h
      WHERE h.repository = r.id AND EXISTS (
          SELECT FROM manifest_references_0 f
          WHERE f.repository = h.repository AND f.digest = :digest AND f.manifest = h.id
            AND f.target <> 1 OFFSET 0)
      ORDER BY h.digest LIMIT :more)

FROM repositories r LEFT JOIN blob_links_0 l ON l.repository = r.id AND l.digest = :digest
WHERE r.path = :path;

-- RetentionRows.MANIFEST
SELECT r.bucket, m.digest, m.review_since, m.review_reason,
       ARRAY(SELECT t.name FROM tags_0 t
             WHERE t.repository = r.id AND t.digest = :digest ORDER BY t.name LIMIT :more),
       ARRAY(SELECT h.digest FROM manifests_0 h
      WHERE h.repository = r.id AND EXISTS (
          SELECT FROM manifest_references_0 f
          WHERE f.repository = h.repository AND f.digest = :digest AND f.manifest = h.id
            AND f.target = 1 OFFSET 0)
      ORDER BY h.digest LIMIT :more)
,
       ARRAY(SELECT s.digest FROM manifests_0 s
             WHERE s.repository = r.id AND s.digest = m.subject)
FROM repositories r LEFT JOIN manifests_0 m ON m.repository = r.id AND m.digest = :digest
WHERE r.path = :path;

-- ReviewCandidates.DUE_LINKS
WITH due AS MATERIALIZED (
    SELECT d.reason, d.time FROM unnest(:reasons, :times) AS d (reason, time)
), oldest AS (
    SELECT o.reason FROM due d, LATERAL (
        SELECT t.review_reason AS reason, t.review_since AS since FROM blob_links_0 t
        WHERE t.review_reason = d.reason AND t.review_since <= d.time
        ORDER BY t.review_since LIMIT :most) o
    ORDER BY o.since LIMIT :most
), shares AS (
    SELECT d.reason, d.time, count(*) AS most FROM due d JOIN oldest o ON o.reason = d.reason
    WHERE (SELECT true) GROUP BY d.reason, d.time
)
SELECT o.due, taken.repository, taken.digest
FROM (SELECT count(*) AS due FROM oldest) o LEFT JOIN (shares s CROSS JOIN LATERAL (
    SELECT t.repository, t.digest FROM blob_links_0 t JOIN repositories r ON r.id = t.repository
    WHERE t.review_reason = s.reason AND t.review_since <= s.time
    ORDER BY t.review_since LIMIT s.most
    FOR KEY SHARE OF r SKIP LOCKED FOR UPDATE OF t SKIP LOCKED) taken) ON true;

-- ReviewCandidates.DUE_MANIFESTS
WITH due AS MATERIALIZED (
    SELECT d.reason, d.time FROM unnest(:reasons, :times) AS d (reason, time)
), oldest AS (
    SELECT o.reason FROM due d, LATERAL (
        SELECT t.review_reason AS reason, t.review_since AS since FROM manifests_0 t
        WHERE t.review_reason = d.reason AND t.review_since <= d.time
        ORDER BY t.review_since LIMIT :most) o
    ORDER BY o.since LIMIT :most
), shares AS (
    SELECT d.reason, d.time, count(*) AS most FROM due d JOIN oldest o ON o.reason = d.reason
    WHERE (SELECT pg_try_advisory_xact_lock(1111839316, 0)) GROUP BY d.reason, d.time
)
SELECT o.due, taken.repository, taken.digest
FROM (SELECT count(*) AS due FROM oldest) o LEFT JOIN (shares s CROSS JOIN LATERAL (
    SELECT t.repository, t.digest FROM manifests_0 t JOIN repositories r ON r.id = t.repository
    WHERE t.review_reason = s.reason AND t.review_since <= s.time
    ORDER BY t.review_since LIMIT s.most
    FOR KEY SHARE OF r SKIP LOCKED FOR UPDATE OF t SKIP LOCKED) taken) ON true;

-- ReviewRequests.BLOB
UPDATE blobs_0 SET review_since = :now, review_reason = :reason
WHERE digest = :digest AND review_since IS NULL;

-- ReviewRequests.LINK
WITH repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), suspected AS (
    UPDATE blob_links_0 t SET review_since = :now, review_reason = :reason
    FROM repo WHERE t.repository = repo.id AND t.digest = :digest AND t.review_since IS NULL
    RETURNING t.digest
)
SELECT (SELECT bucket FROM repo) AS home, EXISTS (SELECT FROM suspected) AS suspected;

-- ReviewRequests.MANIFEST
WITH repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), suspected AS (
    UPDATE manifests_0 t SET review_since = :now, review_reason = :reason
    FROM repo WHERE t.repository = repo.id AND t.digest = :digest AND t.review_since IS NULL
    RETURNING t.digest
)
SELECT (SELECT bucket FROM repo) AS home, EXISTS (SELECT FROM suspected) AS suspected;

-- ReviewSchedule.BACKLOG
SELECT 'MANIFEST', review_reason, count(*), min(review_since) FROM manifests
WHERE review_since IS NOT NULL GROUP BY review_reason
UNION ALL
SELECT 'LINK', review_reason, count(*), min(review_since) FROM blob_links
WHERE review_since IS NOT NULL GROUP BY review_reason
UNION ALL
SELECT 'BLOB', review_reason, count(*), min(review_since) FROM blobs
WHERE review_since IS NOT NULL GROUP BY review_reason;

-- ReviewSchedule.OLDEST_BLOBS
SELECT w.reason, (
    SELECT t.review_since FROM blobs t
    WHERE t.review_reason = w.reason AND t.review_since IS NOT NULL
    ORDER BY t.review_since LIMIT 1) AS since
FROM unnest(:reasons) AS w (reason);

-- ReviewSchedule.OLDEST_LINKS
SELECT w.reason, (
    SELECT t.review_since FROM blob_links t
    WHERE t.review_reason = w.reason AND t.review_since IS NOT NULL
    ORDER BY t.review_since LIMIT 1) AS since
FROM unnest(:reasons) AS w (reason);

-- ReviewSchedule.OLDEST_MANIFESTS
SELECT w.reason, (
    SELECT t.review_since FROM manifests t
    WHERE t.review_reason = w.reason AND t.review_since IS NOT NULL
    ORDER BY t.review_since LIMIT 1) AS since
FROM unnest(:reasons) AS w (reason);

-- UnreferencedRows.LIST
SELECT r.bucket, m.digest, m.media_type, m.size, m.review_since, m.review_reason
FROM repositories r LEFT JOIN LATERAL (
    SELECT m.digest, m.media_type, m.review_since, m.review_reason, octet_length(m.payload) + coalesce((
        SELECT sum(l.size) FROM manifest_references_0 f
        JOIN blob_links_0 l ON l.repository = r.id AND l.digest = f.digest
        WHERE f.manifest = m.id), 0) AS size
    FROM manifests_0 m
    WHERE m.repository = r.id AND m.review_since IS NOT NULL AND m.digest > :after
  AND (CASE get_byte(m.digest, 0) WHEN 1 THEN 'sha256:' WHEN 2 THEN 'sha512:' END
      || encode(substr(m.digest, 2), 'hex')) COLLATE "C" > :last
      AND NOT EXISTS (
    SELECT FROM tags_0 t WHERE t.repository = m.repository AND t.digest = m.digest)
  AND NOT EXISTS (
    SELECT FROM manifest_references_0 f
    WHERE f.repository = m.repository AND f.digest = m.digest AND f.target = 1)
  AND NOT EXISTS (
    SELECT FROM manifests_0 s WHERE s.repository = m.repository AND s.digest = m.subject)
    ORDER BY m.digest LIMIT :more) m ON true
WHERE r.path = :path
ORDER BY m.digest;
