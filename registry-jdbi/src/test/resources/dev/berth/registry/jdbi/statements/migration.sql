-- ExportRows.BLOBS
SELECT r.bucket, l.digest, l.size, l.key FROM repositories r LEFT JOIN LATERAL (
    SELECT digest, size, key FROM blob_links_0
    WHERE repository = r.id AND digest > :last ORDER BY digest LIMIT :more
) l ON true
WHERE r.path = :path ORDER BY l.digest;

-- ExportRows.ITEMS
SELECT i.kind, i.name, i.digest FROM import_items i
WHERE i.source = (SELECT s.id FROM import_sources s WHERE s.path = :path);

-- ExportRows.MANIFESTS
SELECT r.bucket, m.digest FROM repositories r LEFT JOIN LATERAL (
    SELECT digest FROM manifests_0 WHERE repository = r.id AND digest > :last ORDER BY digest LIMIT :more
) m ON true
WHERE r.path = :path ORDER BY m.digest;

-- ExportRows.REMEMBER
INSERT INTO import_items AS i (source, kind, name, digest)
SELECT :source, :kind, w.name, w.digest FROM unnest(:names, :digests) AS w (name, digest)
ON CONFLICT (source, kind, name) DO UPDATE SET digest = excluded.digest;

-- ExportRows.TAGS
SELECT r.bucket, t.digest, t.name, t.updated FROM repositories r LEFT JOIN LATERAL (
    SELECT digest, name, updated FROM tags_0
    WHERE repository = r.id AND name > :last ORDER BY name LIMIT :more
) t ON true
WHERE r.path = :path ORDER BY t.name;

-- ImportClaimRows.NOTE
UPDATE import_runs SET noted = :now, counts = :counts, ended = CASE WHEN :ended THEN :now END
WHERE id = :run;

-- ImportClaimRows.RECORD
INSERT INTO import_findings (run, reason, repository, item, detail)
SELECT :run, f.reason, f.repository, f.item, f.detail
FROM unnest(:reasons, :repositories, :items, :details) WITH ORDINALITY
    AS f (reason, repository, item, detail, place) ORDER BY f.place;

-- ImportItems.FORGET
DELETE FROM import_items i USING unnest(:names) AS k (name)
WHERE i.source = :source AND i.kind = :kind AND i.name = k.name;

-- ImportItems.NAMES
SELECT i.name FROM import_items i WHERE i.kind = :kind
  AND i.source = (SELECT s.id FROM import_sources s WHERE s.path = :path);

-- ImportItems.SOURCE
WITH known AS (
    SELECT id FROM import_sources WHERE path = :path
), new_source AS (
    INSERT INTO import_sources (path) SELECT :path WHERE NOT EXISTS (SELECT FROM known)
    ON CONFLICT (path) DO UPDATE SET path = excluded.path RETURNING id
)
SELECT id FROM known UNION ALL SELECT id FROM new_source;

-- ImportProgressRows.CONCLUDE
INSERT INTO import_sources (path, content, tags) VALUES (:path, :content, :tags)
ON CONFLICT (path) DO UPDATE SET content = excluded.content, tags = excluded.tags;

-- ImportProgressRows.COUNTS
SELECT (SELECT count(*) FROM repositories), (SELECT count(*) FROM manifests), (SELECT count(*) FROM tags),
    (SELECT count(*) FROM blob_links), (SELECT count(*) FROM blobs);

-- ImportProgressRows.FIND
SELECT content, tags FROM import_sources WHERE path = :path;

-- ImportProgressRows.SCANS
SET LOCAL enable_seqscan = on; SET LOCAL enable_bitmapscan = on;

-- ImportProgressRows.SOURCES
SELECT path FROM import_sources WHERE path > :last ORDER BY path LIMIT :more;

-- ImportRetention.DELETE_TAGS
WITH repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path FOR KEY SHARE
), home AS (
    SELECT id FROM repo WHERE bucket = 0
), gone AS (
    SELECT i.name, i.digest FROM unnest(:names) AS k (name) JOIN import_items i
    ON i.source = :source AND i.kind = :kind AND i.name = k.name
), done AS (
    DELETE FROM tags_0 t USING home, gone g
    WHERE t.repository = home.id AND t.name = convert_from(g.name, 'UTF8') AND t.digest = g.digest
    RETURNING t.repository, t.digest
), changes AS (
    INSERT INTO tag_changes (repository, digest, change)
    SELECT repository, digest, -count(*) FROM done GROUP BY repository, digest
)
SELECT (SELECT bucket FROM repo) AS home, (SELECT count(*) FROM done) AS done
WHERE :reason >= 0 AND :now IS NOT NULL;

-- ImportRetention.REVIEW_LINKS
WITH repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path FOR KEY SHARE
), home AS (
    SELECT id FROM repo WHERE bucket = 0
), gone AS (
    SELECT i.name, i.digest FROM unnest(:names) AS k (name) JOIN import_items i
    ON i.source = :source AND i.kind = :kind AND i.name = k.name
), done AS (
    UPDATE blob_links_0 l SET review_since = :now, review_reason = :reason FROM home, gone g
    WHERE l.repository = home.id AND l.digest = g.name AND l.review_since IS NULL
    RETURNING l.digest
)
SELECT (SELECT bucket FROM repo) AS home, (SELECT count(*) FROM done) AS done
WHERE :reason >= 0 AND :now IS NOT NULL;

-- ImportRetention.REVIEW_MANIFESTS
WITH repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path FOR KEY SHARE
), home AS (
    SELECT id FROM repo WHERE bucket = 0
), gone AS (
    SELECT i.name, i.digest FROM unnest(:names) AS k (name) JOIN import_items i
    ON i.source = :source AND i.kind = :kind AND i.name = k.name
), done AS (
    UPDATE manifests_0 m SET review_since = :now, review_reason = :reason FROM home, gone g
    WHERE m.repository = home.id AND m.digest = g.name AND m.review_since IS NULL
    RETURNING m.digest
)
SELECT (SELECT bucket FROM repo) AS home, (SELECT count(*) FROM done) AS done
WHERE :reason >= 0 AND :now IS NOT NULL;

-- ImportReviews.BLOBS
UPDATE blobs_0 b SET review_since = :now, review_reason = :reason
WHERE b.review_since IS NULL
  AND NOT EXISTS (SELECT FROM blob_holders_0 h WHERE h.digest = b.digest);

-- ImportReviews.FORGET
TRUNCATE import_items, import_sources;

-- ImportReviews.HOLDS
DELETE FROM blob_holders_0 WHERE repository = 0;

-- ImportReviews.LINKS
UPDATE blob_links_0 l SET review_since = :now, review_reason = :reason
WHERE l.review_since IS NULL AND NOT EXISTS (
    SELECT FROM manifest_references_0 f WHERE f.repository = l.repository AND f.digest = l.digest);

-- ImportReviews.MANIFESTS
UPDATE manifests_0 m SET review_since = :now, review_reason = :reason
WHERE m.review_since IS NULL
  AND NOT EXISTS (SELECT FROM tags_0 t WHERE t.repository = m.repository AND t.digest = m.digest)
  AND NOT EXISTS (
    SELECT FROM manifest_references_0 f
    WHERE f.repository = m.repository AND f.digest = m.digest AND f.target = 1)
  AND NOT EXISTS (
    SELECT FROM manifests_0 s WHERE s.repository = m.repository AND s.digest = m.subject);

-- ImportReviews.REVIEWS 1
UPDATE manifests_0 m SET review_since = :now, review_reason = :reason
WHERE m.review_since IS NULL
  AND NOT EXISTS (SELECT FROM tags_0 t WHERE t.repository = m.repository AND t.digest = m.digest)
  AND NOT EXISTS (
    SELECT FROM manifest_references_0 f
    WHERE f.repository = m.repository AND f.digest = m.digest AND f.target = 1)
  AND NOT EXISTS (
    SELECT FROM manifests_0 s WHERE s.repository = m.repository AND s.digest = m.subject);

-- ImportReviews.REVIEWS 2
UPDATE blob_links_0 l SET review_since = :now, review_reason = :reason
WHERE l.review_since IS NULL AND NOT EXISTS (
    SELECT FROM manifest_references_0 f WHERE f.repository = l.repository AND f.digest = l.digest);

-- ImportReviews.REVIEWS 3
UPDATE blobs_0 b SET review_since = :now, review_reason = :reason
WHERE b.review_since IS NULL
  AND NOT EXISTS (SELECT FROM blob_holders_0 h WHERE h.digest = b.digest);

-- ImportReviews.SCANS
SET LOCAL enable_seqscan = on; SET LOCAL enable_bitmapscan = on;

-- ImportReviews.UNREFERENCED
UPDATE blobs_0 b SET review_since = :now, review_reason = :reason
WHERE b.review_since IS NULL AND starts_with(b.key, :prefix) AND b.created < :before
  AND NOT EXISTS (SELECT FROM blob_holders_0 h WHERE h.digest = b.digest);

-- ImportRunRows.BEGIN
INSERT INTO import_runs (steps, started, noted, counts) VALUES (:steps, :now, :now, '') RETURNING id;

-- ImportRunRows.ENDED
SELECT EXISTS (SELECT FROM import_runs WHERE ended IS NOT NULL AND steps = ANY (:steps));

-- ImportRunRows.FINDINGS
SELECT reason, repository, item, detail FROM import_findings WHERE run = :run ORDER BY id LIMIT :most;

-- ImportRunRows.FORGET_RUNS
WITH current AS (SELECT max(id) AS id FROM import_runs), runs AS (
    DELETE FROM import_runs r USING current c WHERE r.id < c.id
)
DELETE FROM import_findings f USING current c WHERE f.run < c.id;

-- ImportRunRows.RECENT
SELECT r.id, r.steps, r.started, r.noted, r.ended, r.counts, EXISTS (
    SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database AND d.datname = current_database()
    WHERE r.id = (SELECT max(id) FROM import_runs) AND l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
      AND (CAST(l.classid AS bigint) << 32) + CAST(l.objid AS bigint) = :lock)
FROM import_runs r ORDER BY r.id DESC LIMIT :most;

-- ImportedContentRows.ADD_BLOBS
WITH added AS (
    INSERT INTO blobs (digest, bucket, size, key, created)
    SELECT w.digest, get_byte(w.digest, 1) % :partitions, w.size, w.key, w.created
    FROM unnest(:digests, :sizes, :keys, :times) AS w (digest, size, key, created) ORDER BY w.digest
    ON CONFLICT (digest, bucket) DO NOTHING RETURNING digest
)
SELECT count(*) FROM added;

-- ImportedContentRows.FIND
SELECT w.digest, b.size, b.key FROM unnest(:digests) AS w (digest), LATERAL (
    SELECT size, key FROM blobs
    WHERE digest = w.digest AND bucket = get_byte(w.digest, 1) % :partitions OFFSET 0) b;

-- ImportedLinkRows.KEEP
INSERT INTO blob_holders (digest, repository, bucket)
SELECT b.digest, 0, b.bucket FROM unnest(:digests) AS w (digest)
JOIN blobs b ON b.digest = w.digest AND b.bucket = get_byte(w.digest, 1) % :partitions
ORDER BY b.digest FOR KEY SHARE OF b
ON CONFLICT DO NOTHING;

-- ImportedLinkRows.LINK
WITH repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path FOR KEY SHARE
), home AS (
    SELECT id FROM repo WHERE bucket = 0
), known AS (
    SELECT id FROM import_sources WHERE path = :path
), new_source AS (
    INSERT INTO import_sources (path)
    SELECT :path FROM home WHERE NOT EXISTS (SELECT FROM known)
    ON CONFLICT (path) DO UPDATE SET path = excluded.path RETURNING id
), source AS MATERIALIZED (
    SELECT id FROM known UNION ALL SELECT id FROM new_source
), wanted AS MATERIALIZED (
    SELECT w.digest, (get_byte(w.digest, 1) % :partitions)::smallint AS bucket, w.created, w.is_link
    FROM home, (
        SELECT l.digest, l.created, true AS is_link FROM unnest(:links, :times) AS l (digest, created)
        UNION ALL SELECT p.digest, NULL, false FROM unnest(:payloads) AS p (digest)) AS w
), found AS MATERIALIZED (
    SELECT b.digest, b.bucket, b.size, b.key, b.lost, w.created, w.is_link
    FROM wanted w JOIN blobs b ON b.digest = w.digest AND b.bucket = w.bucket
    ORDER BY b.digest FOR KEY SHARE OF b
), fresh AS (
    INSERT INTO import_items (source, kind, name)
    SELECT source.id, :kind, f.digest FROM source, found f WHERE f.is_link
    ON CONFLICT DO NOTHING RETURNING name
), linked AS (
    INSERT INTO blob_links_0 (repository, digest, bucket, size, key, lost, created, touched)
    SELECT home.id, f.digest, 0, f.size, f.key, f.lost, f.created, f.created
    FROM home, found f JOIN fresh ON fresh.name = f.digest WHERE f.is_link
    ON CONFLICT (repository, digest, bucket) DO UPDATE SET review_since = NULL, review_reason = NULL
    WHERE blob_links_0.review_since IS NOT NULL
    RETURNING digest, xmax = 0 AS made
), holders AS (
    INSERT INTO blob_holders (digest, repository, bucket)
    SELECT h.digest, h.repository, h.bucket FROM (
        SELECT f.digest, home.id AS repository, f.bucket
        FROM home, found f JOIN linked l ON l.digest = f.digest WHERE f.is_link
        UNION ALL SELECT f.digest, 0, f.bucket FROM found f) h
    ORDER BY h.digest, h.repository
    ON CONFLICT DO NOTHING
)
SELECT (SELECT bucket FROM repo) AS home, (SELECT count(*) FROM linked WHERE made) AS linked,
    f.digest, f.size, CASE WHEN NOT f.is_link THEN f.key END AS key
FROM (SELECT) AS once LEFT JOIN found f ON true;

-- ImportedManifestRows.PUT
WITH repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path FOR KEY SHARE
), home AS (
    SELECT id FROM repo WHERE bucket = 0
), needed AS MATERIALIZED (
    SELECT n.owner, n.digest, n.target FROM unnest(:owners, :references, :targets) AS n (owner, digest, target)
), children AS MATERIALIZED (
    SELECT m.digest FROM manifests_0 m JOIN home ON m.repository = home.id
    WHERE m.digest = ANY (:children) ORDER BY m.digest FOR KEY SHARE OF m
), links AS MATERIALIZED (
    SELECT l.digest FROM blob_links_0 l JOIN home ON l.repository = home.id
    WHERE l.digest = ANY (:references) AND (SELECT count(*) FROM children) >= 0
    ORDER BY l.digest FOR KEY SHARE OF l
), missing AS MATERIALIZED (
    SELECT DISTINCT n.digest FROM needed n JOIN home ON true
    WHERE n.target <> 1 AND NOT EXISTS (SELECT FROM links WHERE links.digest = n.digest)
), fresh AS MATERIALIZED (
    SELECT nextval('manifest_ids') AS id, home.id AS repository, w.*
    FROM home, unnest(:digests, :mediaTypes, :payloads, :subjects, :artifactTypes, :annotations, :configs,
        :configTypes, :kinds, :labels, :times)
        WITH ORDINALITY AS w (digest, media_type, payload, subject, artifact_type, annotations, config,
        config_type, kind, labels, created, place)
    WHERE NOT EXISTS (SELECT FROM missing) AND NOT EXISTS (
        SELECT FROM import_items i WHERE i.source = :source AND i.kind = 0 AND i.name = w.digest)
), stored AS (
    INSERT INTO manifests_0 (id, repository, digest, bucket, media_type, payload, subject, artifact_type,
        annotations, config, config_type, kind, labels, created, touched)
    SELECT f.id, f.repository, f.digest, 0, f.media_type, f.payload, f.subject, f.artifact_type,
        CAST(f.annotations AS json), f.config, f.config_type, f.kind,
        CAST(f.labels AS uuid[]), f.created, f.created
    FROM fresh f ORDER BY f.digest
    ON CONFLICT (repository, digest, bucket) DO UPDATE SET review_since = NULL, review_reason = NULL
    WHERE manifests_0.review_since IS NOT NULL
    RETURNING id, repository
), referenced AS (
    INSERT INTO manifest_references_0 (repository, digest, manifest, target, bucket)
    SELECT s.repository, n.digest, s.id, n.target, 0
    FROM stored s JOIN fresh f ON f.id = s.id JOIN needed n ON n.owner = f.place
), remembered AS (
    INSERT INTO import_items (source, kind, name) SELECT :source, 0, f.digest FROM fresh f
    ON CONFLICT DO NOTHING
)
SELECT (SELECT bucket FROM repo) AS home, (SELECT array_agg(digest) FROM missing) AS missing;

-- ImportedTagRows.SET
WITH repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path FOR KEY SHARE
), home AS (
    SELECT id FROM repo WHERE bucket = 0
), targets AS MATERIALIZED (
    SELECT m.digest, m.kind FROM manifests_0 m JOIN home ON m.repository = home.id
    WHERE m.digest = ANY (:digests) ORDER BY m.digest FOR KEY SHARE OF m
), wanted AS MATERIALIZED (
    SELECT w.name, w.item, w.digest, w.updated, t.kind, i.digest AS brought
    FROM unnest(:names, :items, :digests, :times) AS w (name, item, digest, updated)
    JOIN targets t ON t.digest = w.digest
    LEFT JOIN import_items i ON i.source = :source AND i.kind = 2 AND i.name = w.item
), moved AS (
    UPDATE tags_0 t SET previous = t.digest, digest = w.digest, updated = w.updated, kind = w.kind
    FROM home, wanted w
    WHERE t.repository = home.id AND t.name = w.name AND t.digest = w.brought AND w.brought <> w.digest
    RETURNING t.repository, t.digest, t.previous
), made AS (
    INSERT INTO tags_0 (repository, name, digest, bucket, created, updated, kind)
    SELECT home.id, w.name, w.digest, 0, w.updated, w.updated, w.kind FROM home, wanted w
    WHERE w.brought IS NULL ORDER BY w.name
    ON CONFLICT (repository, name, bucket) DO NOTHING RETURNING repository, digest
), changes AS (
    INSERT INTO tag_changes (repository, digest, change)
    SELECT repository, digest, count(*) FROM (
        SELECT repository, digest FROM made UNION ALL SELECT repository, digest FROM moved) AS named
    GROUP BY repository, digest
    UNION ALL
    SELECT repository, previous, -count(*) FROM moved GROUP BY repository, previous
), remembered AS (
    INSERT INTO import_items AS i (source, kind, name, digest)
    SELECT :source, 2, w.item, w.digest FROM wanted w WHERE w.brought IS DISTINCT FROM w.digest
    ON CONFLICT (source, kind, name) DO UPDATE SET digest = excluded.digest
)
SELECT (SELECT bucket FROM repo) AS home, (SELECT count(*) FROM moved) + (SELECT count(*) FROM made) AS done;

-- TakeoverRows.BEGIN
INSERT INTO import_runs (steps, started, noted, counts) VALUES ('TAKEOVER', :now, :now, '')
ON CONFLICT (steps) WHERE steps = 'TAKEOVER' DO NOTHING;

-- TakeoverRows.CLAIM
WITH claimed AS (
    UPDATE import_sources SET claimant = :claimant, claimed_until = :until
    WHERE path = :path AND finished IS NULL
      AND (claimant IS NULL OR claimant = :claimant OR claimed_until <= :now)
    RETURNING path
)
SELECT s.finished IS NOT NULL, EXISTS (SELECT FROM claimed) FROM import_sources s WHERE s.path = :path;

-- TakeoverRows.END
UPDATE import_runs SET ended = :now WHERE steps = 'TAKEOVER' AND listed IS NOT NULL AND ended IS NULL
  AND NOT EXISTS (SELECT FROM import_sources WHERE finished IS NULL AND path >= '0');

-- TakeoverRows.FIND
SELECT r.id, r.listed IS NOT NULL, r.ended IS NOT NULL, s.finished, s.unfinished
FROM import_runs r, (
    SELECT count(*) FILTER (WHERE finished IS NOT NULL) AS finished,
        count(*) FILTER (WHERE finished IS NULL) AS unfinished
    FROM import_sources WHERE path >= '0') AS s
WHERE r.steps = 'TAKEOVER';

-- TakeoverRows.FINISH
UPDATE import_sources SET content = :content, tags = :tags, finished = :now, claimant = NULL
WHERE path = :path AND finished IS NULL;

-- TakeoverRows.LISTED
UPDATE import_runs SET listed = :now, noted = :now WHERE steps = 'TAKEOVER' AND listed IS NULL;

-- TakeoverRows.LOCK
UPDATE import_runs SET noted = :now WHERE steps = 'TAKEOVER' RETURNING id;

-- TakeoverRows.REGISTER
INSERT INTO import_sources (path) SELECT w.path FROM unnest(:paths) AS w (path) ORDER BY w.path
ON CONFLICT (path) DO NOTHING;

-- TakeoverRows.RUN
SELECT id FROM import_runs WHERE steps = 'TAKEOVER';

-- TakeoverRows.UNFINISHED
SELECT path FROM import_sources WHERE finished IS NULL AND path >= '0' AND path > :last
ORDER BY path LIMIT :more;
