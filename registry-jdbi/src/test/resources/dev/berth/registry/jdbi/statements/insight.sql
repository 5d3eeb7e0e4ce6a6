-- DailyFigureRows.DAYS
SELECT day, f.measured, f.repositories, f.blobs, f.bytes, f.shared, f.linked, coalesce(u.pulls, 0), coalesce(u.pushes, 0)
FROM (SELECT * FROM daily_figures WHERE day BETWEEN CAST(:first AS date) AND CAST(:last AS date)) f
FULL JOIN (
    SELECT day, sum(pulls) AS pulls, sum(pushes) AS pushes FROM usage_days
    WHERE day BETWEEN CAST(:first AS date) AND CAST(:last AS date) GROUP BY day) u USING (day)
ORDER BY day;

-- DailyFigureRows.EXPIRE
DELETE FROM daily_figures WHERE day < CAST(:before AS date);

-- DailyFigureRows.MEASURE
INSERT INTO daily_figures AS f (day, measured, repositories, blobs, bytes, shared, linked)
SELECT CAST(:day AS date), CAST(:now AS timestamptz), (SELECT count(*) FROM repositories), b.blobs, b.bytes,
    b.shared, b.linked
FROM (
    SELECT count(*) AS blobs, coalesce(sum(b.size), 0) AS bytes,
        coalesce(sum(b.size) FILTER (WHERE h.holders > 1), 0) AS shared,
        coalesce(sum(b.size * h.holders), 0) AS linked
    FROM blobs b LEFT JOIN (
        SELECT digest, count(*) AS holders FROM blob_holders GROUP BY digest) h ON h.digest = b.digest
    WHERE NOT b.lost) b
WHERE NOT EXISTS (SELECT FROM daily_figures WHERE day = CAST(:day AS date) AND measured >= :before)
ON CONFLICT (day) DO UPDATE SET measured = excluded.measured, repositories = excluded.repositories,
    blobs = excluded.blobs, bytes = excluded.bytes, shared = excluded.shared, linked = excluded.linked
WHERE f.measured <= excluded.measured;

-- FigureRows.LARGEST
SELECT r.path, s.size, s.tags FROM repository_sizes s JOIN repositories r ON r.id = s.repository
WHERE s.size > 0 AND s.size <= :size AND (s.size < :size OR r.path > :path)
ORDER BY s.size DESC, r.path LIMIT :more;

-- FigureRows.OF
SELECT r.bucket, coalesce(s.tags, 0), m.count, l.count, coalesce(s.size, 0), m.bytes + l.bytes, m.bytes + l.alone, u.bytes
FROM repositories r LEFT JOIN repository_sizes s ON s.repository = r.id,
LATERAL (
    SELECT count(*) AS count, coalesce(sum(octet_length(payload)), 0) AS bytes
    FROM manifests_0 WHERE repository = r.id) m,
LATERAL (
    SELECT count(*) AS count, coalesce(sum(l.size), 0) AS bytes,
        coalesce(sum(l.size) FILTER (WHERE NOT EXISTS (
            SELECT FROM blob_holders h
            WHERE h.digest = l.digest AND h.bucket = get_byte(l.digest, 1) % :partitions
              AND h.repository <> r.id)), 0) AS alone
    FROM blob_links_0 l WHERE l.repository = r.id) l,
LATERAL (
    WITH dead AS (
        SELECT m.id, octet_length(m.payload) AS bytes FROM manifests_0 m
        WHERE m.repository = r.id AND m.review_since IS NOT NULL
          AND NOT EXISTS (
            SELECT FROM tags_0 t WHERE t.repository = m.repository AND t.digest = m.digest)
          AND NOT EXISTS (
            SELECT FROM manifest_references_0 f
            WHERE f.repository = m.repository AND f.digest = m.digest AND f.target = 1)
          AND NOT EXISTS (
            SELECT FROM manifests_0 s WHERE s.repository = m.repository AND s.digest = m.subject))
    SELECT coalesce((SELECT sum(bytes) FROM dead), 0) + coalesce((
        SELECT sum(l.size) FROM blob_links_0 l
        WHERE l.repository = r.id AND NOT EXISTS (
            SELECT FROM manifest_references_0 f
            WHERE f.repository = l.repository AND f.digest = l.digest
              AND NOT EXISTS (SELECT FROM dead d WHERE d.id = f.manifest))), 0) AS bytes) u
WHERE r.path = :path;

-- FreedBytes.BYTES
SELECT coalesce(sum(c.size), 0) FROM (
    SELECT l.digest, count(*) AS holders FROM counted_manifests_0 m, unnest(m.layers) AS l (digest)
    WHERE m.repository = :id AND m.digest = ANY (:gone) GROUP BY l.digest) x
JOIN counted_layers_0 c ON c.repository = :id AND c.digest = x.digest AND c.holders <= x.holders
WHERE NOT EXISTS (
    SELECT FROM blob_holders h
    WHERE h.digest = c.digest AND h.bucket = get_byte(c.digest, 1) % :partitions AND h.repository <> :id);

-- FreedBytes.OF_REPOSITORIES
WITH gone AS MATERIALIZED (
    SELECT id, bucket FROM repositories WHERE path = ANY (:paths)
), held AS MATERIALIZED (
    SELECT DISTINCT l.digest, l.size FROM gone g, LATERAL (
        SELECT l.digest, l.size FROM blob_links l
        WHERE l.repository = g.id AND l.bucket = g.bucket OFFSET 0) l
)
SELECT (
    SELECT coalesce(sum(m.bytes), 0) FROM gone g, LATERAL (
        SELECT sum(octet_length(m.payload)) AS bytes FROM manifests m
        WHERE m.repository = g.id AND m.bucket = g.bucket OFFSET 0) m
) + (
    SELECT coalesce(sum(h.size), 0) FROM held h
    WHERE NOT EXISTS (
        SELECT FROM blob_holders o
        WHERE o.digest = h.digest AND o.bucket = get_byte(h.digest, 1) % :partitions
          AND o.repository NOT IN (SELECT id FROM gone) OFFSET 0)
);

-- FreedBytes.WITHOUT_HOLDERS
SELECT m.digest, m.children FROM counted_manifests_0 m
JOIN unnest(:digests, :holders) AS c (digest, holders) ON c.digest = m.digest
WHERE m.repository = :id AND m.holders <= c.holders;

-- InsightRows.REPOSITORY
SELECT r.bucket, r.path, r.created, r.renamed, (SELECT GREATEST(t.created, t.updated) FROM tags_0 t WHERE t.repository = r.id
 ORDER BY GREATEST(t.created, t.updated) DESC LIMIT 1)
 FROM repositories r WHERE r.path = :path;

-- InsightRows.TAGGED
SELECT r.bucket, r.path, r.created, r.renamed, p.published
FROM repositories r, LATERAL (SELECT GREATEST(t.created, t.updated) FROM tags_0 t WHERE t.repository = r.id
 ORDER BY GREATEST(t.created, t.updated) DESC LIMIT 1)
 AS p (published)
WHERE (r.path = :path OR (r.path >= :from AND r.path < :to)) AND r.path > :last AND r.bucket = 0
ORDER BY r.path LIMIT :more;

-- ManifestListRows.ALL
SELECT r.bucket, m.digest, m.media_type, m.kind, m.size, m.subject, m.created, t.names
FROM repositories r LEFT JOIN LATERAL (
    SELECT m.digest, m.media_type, m.kind, octet_length(m.payload) AS size, m.subject, m.created
    FROM manifests_0 m
    WHERE m.repository = r.id AND m.digest > :after
  AND (CASE get_byte(m.digest, 0) WHEN 1 THEN 'sha256:' WHEN 2 THEN 'sha512:' END
      || encode(substr(m.digest, 2), 'hex')) COLLATE "C" > :last
    ORDER BY m.digest LIMIT :more) m ON true
LEFT JOIN LATERAL (
    SELECT array_agg(n.name ORDER BY n.name) AS names FROM (
        SELECT t.name FROM tags_0 t WHERE t.repository = r.id AND t.digest = m.digest
        ORDER BY t.name COLLATE "POSIX" LIMIT :tags) n) t ON true
WHERE r.path = :path
ORDER BY m.digest;

-- ManifestListRows.UNTAGGED
SELECT r.bucket, m.digest, m.media_type, m.kind, m.size, m.subject, m.created, t.names
FROM repositories r LEFT JOIN LATERAL (
    SELECT m.digest, m.media_type, m.kind, octet_length(m.payload) AS size, m.subject, m.created
    FROM manifests_0 m
    WHERE m.repository = r.id AND m.digest > :after
  AND (CASE get_byte(m.digest, 0) WHEN 1 THEN 'sha256:' WHEN 2 THEN 'sha512:' END
      || encode(substr(m.digest, 2), 'hex')) COLLATE "C" > :last
      AND NOT EXISTS (
        SELECT FROM tags_0 t WHERE t.repository = m.repository AND t.digest = m.digest OFFSET 0)
    ORDER BY m.digest LIMIT :more) m ON true
LEFT JOIN LATERAL (
    SELECT array_agg(n.name ORDER BY n.name) AS names FROM (
        SELECT t.name FROM tags_0 t WHERE t.repository = r.id AND t.digest = m.digest
        ORDER BY t.name COLLATE "POSIX" LIMIT :tags) n) t ON true
WHERE r.path = :path
ORDER BY m.digest;

-- NamespaceRows.EXCLUSIVE
SELECT p.path, x.size FROM unnest(:paths) AS p (path), LATERAL (
    SELECT coalesce(sum(d.size), 0) AS size FROM (
SELECT DISTINCT l.digest, l.size
FROM repositories r JOIN counted_layers l ON l.repository = r.id AND l.bucket = r.bucket
WHERE (r.path = p.path OR (r.path >= p.path || '/' AND r.path < p.path || '0'))) d
    WHERE NOT EXISTS (
        SELECT FROM blob_holders h JOIN repositories o ON o.id = h.repository
        WHERE h.digest = d.digest AND h.bucket = get_byte(d.digest, 1) % :partitions
          AND o.path <> p.path AND NOT starts_with(o.path, p.path || '/') OFFSET 0)) x;

-- NamespaceRows.FIGURES
SELECT count(*), coalesce(sum(s.tags), 0), coalesce(sum(s.size), 0)
FROM repositories r LEFT JOIN repository_sizes s ON s.repository = r.id
WHERE (r.path = :path OR (r.path >= :from AND r.path < :to));

-- NamespaceRows.KEEP
INSERT INTO namespace_sizes (path, mark, size) VALUES (:path, :mark, :size)
ON CONFLICT (path) DO UPDATE SET mark = excluded.mark, size = excluded.size;

-- NamespaceRows.LARGEST
WITH child AS MATERIALIZED (
    SELECT :prefix || split_part(substr(r.path, length(:prefix) + 1), '/', 1) AS path,
        bool_or(strpos(substr(r.path, length(:prefix) + 1), '/') = 0) AS own, count(*) AS repositories,
        coalesce(sum(s.tags), 0) AS tags, coalesce(sum(s.size), 0) AS sum,
        coalesce(sum(u.pulls), 0) AS pulls, max(u.pushed) AS pushed,
        CASE WHEN count(*) > 1 THEN count(*) || ' ' || bit_xor(hashint8extended(r.id, coalesce(s.version, 0))) END AS mark
    FROM repositories r LEFT JOIN repository_sizes s ON s.repository = r.id
    LEFT JOIN usage u ON u.repository = r.id AND u.kind = 0
    WHERE r.path >= :prefix AND r.path < :end GROUP BY 1
), known AS MATERIALIZED (
    SELECT c.*, n.size FROM child c LEFT JOIN namespace_sizes n ON n.path = c.path AND n.mark = c.mark
), kept AS (
    INSERT INTO namespace_sizes (path, mark, size)
    SELECT k.path, k.mark, d.size FROM known k, LATERAL (
        SELECT coalesce(sum(d.size), 0) AS size FROM (
SELECT DISTINCT l.digest, l.size
FROM repositories r JOIN counted_layers l ON l.repository = r.id AND l.bucket = r.bucket
WHERE (r.path = k.path OR (r.path >= k.path || '/' AND r.path < k.path || '0'))) d) d
    WHERE k.size IS NULL AND k.mark IS NOT NULL ORDER BY k.path
    ON CONFLICT (path) DO UPDATE SET mark = excluded.mark, size = excluded.size
    RETURNING path, size
)
SELECT c.path, c.own, c.repositories, c.tags, c.size, c.sum, c.pulls, c.pushed FROM (
    SELECT c.path COLLATE "C" AS path, c.own, c.repositories, c.tags, c.sum, c.pulls, c.pushed,
        CASE WHEN c.mark IS NULL THEN c.sum ELSE coalesce(c.size, k.size) END AS size
    FROM known c LEFT JOIN kept k ON k.path = c.path) c
WHERE c.size <= :size AND (c.size < :size OR c.path > :last)
ORDER BY c.size DESC, c.path LIMIT :more;

-- NamespaceRows.MARK
SELECT x.mark, n.size FROM (
    SELECT count(*) || ' ' || bit_xor(hashint8extended(r.id, coalesce(s.version, 0))) AS mark
    FROM repositories r LEFT JOIN repository_sizes s ON s.repository = r.id
    WHERE (r.path = :path OR (r.path >= :from AND r.path < :to))) x
LEFT JOIN namespace_sizes n ON n.path = :path AND n.mark = x.mark;

-- NamespaceRows.SUM
SELECT coalesce(sum(d.size), 0) FROM (
SELECT DISTINCT l.digest, l.size
FROM repositories r JOIN counted_layers l ON l.repository = r.id AND l.bucket = r.bucket
WHERE (r.path = :path OR (r.path >= :from AND r.path < :to))) d;

-- PendingChanges.BEHIND
SELECT r.id, r.bucket FROM repositories r
WHERE (r.path = :path OR (r.path >= :from AND r.path < :to)) AND EXISTS (SELECT FROM tag_changes c WHERE c.repository = r.id)
UNION
SELECT r.id, r.bucket FROM repository_sizes s JOIN repositories r ON r.id = s.repository
WHERE NOT s.complete AND (r.path = :path OR (r.path >= :from AND r.path < :to))
ORDER BY 1;

-- PendingChanges.CHANGED
SELECT r.id, r.bucket FROM (SELECT DISTINCT repository FROM tag_changes ORDER BY repository LIMIT :most) c
JOIN repositories r ON r.id = c.repository;

-- PendingChanges.INCOMPLETE
SELECT r.id, r.bucket FROM repository_sizes s JOIN repositories r ON r.id = s.repository
WHERE NOT s.complete ORDER BY r.id;

-- SearchRows.HOLDERS
SELECT r.path FROM (
    SELECT repository FROM manifests
    WHERE substr(digest, 2, 8) = substr(CAST(:digest AS bytea), 2, 8) AND digest = :digest
    UNION
    SELECT repository FROM blob_holders WHERE digest = :digest AND bucket = :bucket) h
JOIN repositories r ON r.id = h.repository
WHERE r.path > :last ORDER BY r.path LIMIT :more;

-- SearchRows.REPOSITORIES
SELECT path FROM repositories WHERE path > :last AND position(:part IN path) > 0 ORDER BY path LIMIT :more;

-- SizeCount.CHANGES
WITH taken AS (
    DELETE FROM tag_changes WHERE repository = :id RETURNING digest, change, previous
)
SELECT digest, sum(change) FROM (
    SELECT digest, change FROM taken
    UNION ALL
    SELECT previous, -change FROM taken WHERE previous IS NOT NULL) AS changes
GROUP BY digest HAVING sum(change) <> 0;

-- SizeCount.FORGET_LAYERS
DELETE FROM counted_layers_0 WHERE repository = :id;

-- SizeCount.FORGET_MANIFESTS
DELETE FROM counted_manifests_0 WHERE repository = :id;

-- SizeCount.LOCK
SELECT id FROM repositories WHERE id = :id FOR KEY SHARE;

-- SizeCount.LOCK_SIZE
INSERT INTO repository_sizes (repository) VALUES (:id)
ON CONFLICT (repository) DO UPDATE SET repository = excluded.repository;

-- SizeCount.NAMED
SELECT digest, count(*) FROM tags_0 WHERE repository = :id GROUP BY digest;

-- SizeCount.RESET
UPDATE repository_sizes SET size = 0, tags = 0, complete = true, version = nextval('size_versions')
WHERE repository = :id;

-- SizeCount.SUM
UPDATE repository_sizes SET size = size + :change, tags = tags + :tags, complete = complete AND :complete,
    version = CASE WHEN :moved THEN nextval('size_versions') ELSE version END
WHERE repository = :id RETURNING size, complete;

-- SizeRows.FIND
SELECT r.id, r.bucket, s.size,
       coalesce(s.complete, true) AND NOT EXISTS (SELECT FROM tag_changes c WHERE c.repository = r.id)
FROM repositories r LEFT JOIN repository_sizes s ON s.repository = r.id
WHERE r.path = :path;

-- SizeStep.ADD
WITH change AS (
    SELECT c.digest, c.holders FROM unnest(:digests, :holders) AS c (digest, holders)
), placed AS MATERIALIZED (
    SELECT c.digest, c.holders, (
        SELECT m.ctid FROM counted_manifests_0 m WHERE m.repository = :id AND m.digest = c.digest) AS place
    FROM change c
), held AS (
    UPDATE counted_manifests_0 m SET holders = m.holders + p.holders FROM placed p WHERE m.ctid = p.place
), fresh AS MATERIALIZED (
    SELECT p.digest, p.holders, (
        SELECT m.id FROM manifests_0 m WHERE m.repository = :id AND m.digest = p.digest) AS id
    FROM placed p WHERE p.place IS NULL
), needed AS MATERIALIZED (
    SELECT n.digest AS manifest, n.holders, f.digest, l.size,
        f.target = 1 AND EXISTS (
            SELECT FROM manifests_0 k WHERE k.repository = :id AND k.digest = f.digest OFFSET 0) AS listed
    FROM fresh n LEFT JOIN manifest_references_0 f ON f.manifest = n.id AND f.target <> 2
    LEFT JOIN blob_links_0 l ON l.repository = :id AND l.digest = f.digest
), stored AS (
    INSERT INTO counted_manifests_0 (repository, digest, bucket, holders, children, layers)
    SELECT :id, n.manifest, 0, n.holders,
        coalesce(array_agg(n.digest) FILTER (WHERE n.listed), '{}'),
        coalesce(array_agg(n.digest) FILTER (WHERE NOT n.listed AND n.size IS NOT NULL), '{}')
    FROM needed n GROUP BY n.manifest, n.holders
), layers AS (
    SELECT digest, size, count(*) AS holders FROM needed
    WHERE NOT listed AND size IS NOT NULL GROUP BY digest, size
), counted AS (
    INSERT INTO counted_layers_0 AS c (repository, digest, bucket, holders, size)
    SELECT :id, digest, 0, holders, size FROM layers
    ON CONFLICT (repository, digest, bucket) DO UPDATE SET holders = c.holders + excluded.holders
    RETURNING c.digest, c.holders, c.size
), began AS (
    SELECT c.size FROM counted c JOIN layers l ON l.digest = c.digest WHERE c.holders = l.holders
)
SELECT (SELECT coalesce(sum(size), 0) FROM began), (SELECT count(*) FROM began),
    EXISTS (SELECT FROM needed WHERE digest IS NOT NULL AND NOT listed AND size IS NULL)
        OR EXISTS (SELECT FROM fresh WHERE id IS NULL),
    (SELECT array_agg(digest) FROM needed WHERE listed);

-- SizeStep.REMOVE
WITH change AS (
    SELECT c.digest, c.holders FROM unnest(:digests, :holders) AS c (digest, holders)
), placed AS MATERIALIZED (
    SELECT c.holders, (
        SELECT m.ctid FROM counted_manifests_0 m WHERE m.repository = :id AND m.digest = c.digest) AS place
    FROM change c
), held AS (
    UPDATE counted_manifests_0 m SET holders = m.holders - p.holders
    FROM placed p WHERE m.ctid = p.place AND m.holders > p.holders
), gone AS (
    DELETE FROM counted_manifests_0 m USING placed p WHERE m.ctid = p.place AND m.holders <= p.holders
    RETURNING m.children, m.layers
), layers AS (
    SELECT l.digest, count(*) AS holders FROM gone g, unnest(g.layers) AS l (digest) GROUP BY l.digest
), placed_layers AS MATERIALIZED (
    SELECT l.holders, (
        SELECT c.ctid FROM counted_layers_0 c WHERE c.repository = :id AND c.digest = l.digest) AS place
    FROM layers l
), needed AS (
    UPDATE counted_layers_0 c SET holders = c.holders - p.holders
    FROM placed_layers p WHERE c.ctid = p.place AND c.holders > p.holders
), ended AS (
    DELETE FROM counted_layers_0 c USING placed_layers p WHERE c.ctid = p.place AND c.holders <= p.holders
    RETURNING c.size
)
SELECT (SELECT coalesce(sum(size), 0) FROM ended), (SELECT count(*) FROM ended), false,
    (SELECT array_agg(k.digest) FROM gone g, unnest(g.children) AS k (digest));

-- SizedList.SIZED
SELECT r.bucket, r.path, r.created, r.renamed, (SELECT GREATEST(t.created, t.updated) FROM tags_0 t WHERE t.repository = r.id
 ORDER BY GREATEST(t.created, t.updated) DESC LIMIT 1)
, r.id, coalesce(s.size, 0),
       coalesce(s.complete, true) AND NOT EXISTS (SELECT FROM tag_changes c WHERE c.repository = r.id)
FROM repositories r LEFT JOIN repository_sizes s ON s.repository = r.id
WHERE r.path = ANY (:paths) AND r.bucket = 0;

-- TagList.STATEMENTS Form[order=KIND, ascending=false, hasStart=false, isFiltered=false, isExact=false, isOfKind=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo)
    ORDER BY t.kind DESC, t.name COLLATE "POSIX" DESC LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.kind DESC, c.name COLLATE "POSIX" DESC;

-- TagList.STATEMENTS Form[order=KIND, ascending=false, hasStart=false, isFiltered=false, isExact=false, isOfKind=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND t.kind = :only
    ORDER BY t.kind DESC, t.name COLLATE "POSIX" DESC LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.kind DESC, c.name COLLATE "POSIX" DESC;

-- TagList.STATEMENTS Form[order=KIND, ascending=false, hasStart=false, isFiltered=false, isExact=true, isOfKind=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND t.name = :exact
    ORDER BY t.kind DESC, t.name COLLATE "POSIX" DESC LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.kind DESC, c.name COLLATE "POSIX" DESC;

-- TagList.STATEMENTS Form[order=KIND, ascending=false, hasStart=false, isFiltered=false, isExact=true, isOfKind=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND t.name = :exact AND t.kind = :only
    ORDER BY t.kind DESC, t.name COLLATE "POSIX" DESC LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.kind DESC, c.name COLLATE "POSIX" DESC;

-- TagList.STATEMENTS Form[order=KIND, ascending=false, hasStart=false, isFiltered=true, isExact=false, isOfKind=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND position(:part IN t.name) > 0
    ORDER BY t.kind DESC, t.name COLLATE "POSIX" DESC LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.kind DESC, c.name COLLATE "POSIX" DESC;

-- TagList.STATEMENTS Form[order=KIND, ascending=false, hasStart=false, isFiltered=true, isExact=false, isOfKind=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND position(:part IN t.name) > 0 AND t.kind = :only
    ORDER BY t.kind DESC, t.name COLLATE "POSIX" DESC LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.kind DESC, c.name COLLATE "POSIX" DESC;

-- TagList.STATEMENTS Form[order=KIND, ascending=false, hasStart=false, isFiltered=true, isExact=true, isOfKind=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND position(:part IN t.name) > 0 AND t.name = :exact
    ORDER BY t.kind DESC, t.name COLLATE "POSIX" DESC LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.kind DESC, c.name COLLATE "POSIX" DESC;

-- TagList.STATEMENTS Form[order=KIND, ascending=false, hasStart=false, isFiltered=true, isExact=true, isOfKind=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND position(:part IN t.name) > 0 AND t.name = :exact AND t.kind = :only
    ORDER BY t.kind DESC, t.name COLLATE "POSIX" DESC LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.kind DESC, c.name COLLATE "POSIX" DESC;

-- TagList.STATEMENTS Form[order=KIND, ascending=false, hasStart=true, isFiltered=false, isExact=false, isOfKind=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND (t.kind, t.name COLLATE "POSIX") < (:kind, :name)
    ORDER BY t.kind DESC, t.name COLLATE "POSIX" DESC LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT ((t.kind, t.name COLLATE "POSIX") < (:kind, :name))) AS behind, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.kind DESC, c.name COLLATE "POSIX" DESC;

-- TagList.STATEMENTS Form[order=KIND, ascending=false, hasStart=true, isFiltered=false, isExact=false, isOfKind=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND (t.kind, t.name COLLATE "POSIX") < (:kind, :name) AND t.kind = :only
    ORDER BY t.kind DESC, t.name COLLATE "POSIX" DESC LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT ((t.kind, t.name COLLATE "POSIX") < (:kind, :name)) AND t.kind = :only) AS behind, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.kind DESC, c.name COLLATE "POSIX" DESC;

-- TagList.STATEMENTS Form[order=KIND, ascending=false, hasStart=true, isFiltered=false, isExact=true, isOfKind=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND (t.kind, t.name COLLATE "POSIX") < (:kind, :name) AND t.name = :exact
    ORDER BY t.kind DESC, t.name COLLATE "POSIX" DESC LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT ((t.kind, t.name COLLATE "POSIX") < (:kind, :name)) AND t.name = :exact) AS behind, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.kind DESC, c.name COLLATE "POSIX" DESC;

-- TagList.STATEMENTS Form[order=KIND, ascending=false, hasStart=true, isFiltered=false, isExact=true, isOfKind=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND (t.kind, t.name COLLATE "POSIX") < (:kind, :name) AND t.name = :exact AND t.kind = :only
    ORDER BY t.kind DESC, t.name COLLATE "POSIX" DESC LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT ((t.kind, t.name COLLATE "POSIX") < (:kind, :name)) AND t.name = :exact AND t.kind = :only) AS behind, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.kind DESC, c.name COLLATE "POSIX" DESC;

-- TagList.STATEMENTS Form[order=KIND, ascending=false, hasStart=true, isFiltered=true, isExact=false, isOfKind=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND (t.kind, t.name COLLATE "POSIX") < (:kind, :name) AND position(:part IN t.name) > 0
    ORDER BY t.kind DESC, t.name COLLATE "POSIX" DESC LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT ((t.kind, t.name COLLATE "POSIX") < (:kind, :name)) AND position(:part IN t.name) > 0) AS behind, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.kind DESC, c.name COLLATE "POSIX" DESC;

-- TagList.STATEMENTS Form[order=KIND, ascending=false, hasStart=true, isFiltered=true, isExact=false, isOfKind=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND (t.kind, t.name COLLATE "POSIX") < (:kind, :name) AND position(:part IN t.name) > 0 AND t.kind = :only
    ORDER BY t.kind DESC, t.name COLLATE "POSIX" DESC LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT ((t.kind, t.name COLLATE "POSIX") < (:kind, :name)) AND position(:part IN t.name) > 0 AND t.kind = :only) AS behind, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.kind DESC, c.name COLLATE "POSIX" DESC;

-- TagList.STATEMENTS Form[order=KIND, ascending=false, hasStart=true, isFiltered=true, isExact=true, isOfKind=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND (t.kind, t.name COLLATE "POSIX") < (:kind, :name) AND position(:part IN t.name) > 0 AND t.name = :exact
    ORDER BY t.kind DESC, t.name COLLATE "POSIX" DESC LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT ((t.kind, t.name COLLATE "POSIX") < (:kind, :name)) AND position(:part IN t.name) > 0 AND t.name = :exact) AS behind, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.kind DESC, c.name COLLATE "POSIX" DESC;

-- TagList.STATEMENTS Form[order=KIND, ascending=false, hasStart=true, isFiltered=true, isExact=true, isOfKind=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND (t.kind, t.name COLLATE "POSIX") < (:kind, :name) AND position(:part IN t.name) > 0 AND t.name = :exact AND t.kind = :only
    ORDER BY t.kind DESC, t.name COLLATE "POSIX" DESC LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT ((t.kind, t.name COLLATE "POSIX") < (:kind, :name)) AND position(:part IN t.name) > 0 AND t.name = :exact AND t.kind = :only) AS behind, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.kind DESC, c.name COLLATE "POSIX" DESC;

-- TagList.STATEMENTS Form[order=KIND, ascending=true, hasStart=false, isFiltered=false, isExact=false, isOfKind=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo)
    ORDER BY t.kind, t.name COLLATE "POSIX" LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.kind, c.name COLLATE "POSIX";

-- TagList.STATEMENTS Form[order=KIND, ascending=true, hasStart=false, isFiltered=false, isExact=false, isOfKind=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND t.kind = :only
    ORDER BY t.kind, t.name COLLATE "POSIX" LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.kind, c.name COLLATE "POSIX";

-- TagList.STATEMENTS Form[order=KIND, ascending=true, hasStart=false, isFiltered=false, isExact=true, isOfKind=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND t.name = :exact
    ORDER BY t.kind, t.name COLLATE "POSIX" LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.kind, c.name COLLATE "POSIX";

-- TagList.STATEMENTS Form[order=KIND, ascending=true, hasStart=false, isFiltered=false, isExact=true, isOfKind=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND t.name = :exact AND t.kind = :only
    ORDER BY t.kind, t.name COLLATE "POSIX" LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.kind, c.name COLLATE "POSIX";

-- TagList.STATEMENTS Form[order=KIND, ascending=true, hasStart=false, isFiltered=true, isExact=false, isOfKind=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND position(:part IN t.name) > 0
    ORDER BY t.kind, t.name COLLATE "POSIX" LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.kind, c.name COLLATE "POSIX";

-- TagList.STATEMENTS Form[order=KIND, ascending=true, hasStart=false, isFiltered=true, isExact=false, isOfKind=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND position(:part IN t.name) > 0 AND t.kind = :only
    ORDER BY t.kind, t.name COLLATE "POSIX" LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.kind, c.name COLLATE "POSIX";

-- TagList.STATEMENTS Form[order=KIND, ascending=true, hasStart=false, isFiltered=true, isExact=true, isOfKind=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND position(:part IN t.name) > 0 AND t.name = :exact
    ORDER BY t.kind, t.name COLLATE "POSIX" LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.kind, c.name COLLATE "POSIX";

-- TagList.STATEMENTS Form[order=KIND, ascending=true, hasStart=false, isFiltered=true, isExact=true, isOfKind=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND position(:part IN t.name) > 0 AND t.name = :exact AND t.kind = :only
    ORDER BY t.kind, t.name COLLATE "POSIX" LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.kind, c.name COLLATE "POSIX";

-- TagList.STATEMENTS Form[order=KIND, ascending=true, hasStart=true, isFiltered=false, isExact=false, isOfKind=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND (t.kind, t.name COLLATE "POSIX") > (:kind, :name)
    ORDER BY t.kind, t.name COLLATE "POSIX" LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT ((t.kind, t.name COLLATE "POSIX") > (:kind, :name))) AS behind, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.kind, c.name COLLATE "POSIX";

-- TagList.STATEMENTS Form[order=KIND, ascending=true, hasStart=true, isFiltered=false, isExact=false, isOfKind=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND (t.kind, t.name COLLATE "POSIX") > (:kind, :name) AND t.kind = :only
    ORDER BY t.kind, t.name COLLATE "POSIX" LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT ((t.kind, t.name COLLATE "POSIX") > (:kind, :name)) AND t.kind = :only) AS behind, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.kind, c.name COLLATE "POSIX";

-- TagList.STATEMENTS Form[order=KIND, ascending=true, hasStart=true, isFiltered=false, isExact=true, isOfKind=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND (t.kind, t.name COLLATE "POSIX") > (:kind, :name) AND t.name = :exact
    ORDER BY t.kind, t.name COLLATE "POSIX" LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT ((t.kind, t.name COLLATE "POSIX") > (:kind, :name)) AND t.name = :exact) AS behind, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.kind, c.name COLLATE "POSIX";

-- TagList.STATEMENTS Form[order=KIND, ascending=true, hasStart=true, isFiltered=false, isExact=true, isOfKind=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND (t.kind, t.name COLLATE "POSIX") > (:kind, :name) AND t.name = :exact AND t.kind = :only
    ORDER BY t.kind, t.name COLLATE "POSIX" LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT ((t.kind, t.name COLLATE "POSIX") > (:kind, :name)) AND t.name = :exact AND t.kind = :only) AS behind, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.kind, c.name COLLATE "POSIX";

-- TagList.STATEMENTS Form[order=KIND, ascending=true, hasStart=true, isFiltered=true, isExact=false, isOfKind=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND (t.kind, t.name COLLATE "POSIX") > (:kind, :name) AND position(:part IN t.name) > 0
    ORDER BY t.kind, t.name COLLATE "POSIX" LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT ((t.kind, t.name COLLATE "POSIX") > (:kind, :name)) AND position(:part IN t.name) > 0) AS behind, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.kind, c.name COLLATE "POSIX";

-- TagList.STATEMENTS Form[order=KIND, ascending=true, hasStart=true, isFiltered=true, isExact=false, isOfKind=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND (t.kind, t.name COLLATE "POSIX") > (:kind, :name) AND position(:part IN t.name) > 0 AND t.kind = :only
    ORDER BY t.kind, t.name COLLATE "POSIX" LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT ((t.kind, t.name COLLATE "POSIX") > (:kind, :name)) AND position(:part IN t.name) > 0 AND t.kind = :only) AS behind, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.kind, c.name COLLATE "POSIX";

-- TagList.STATEMENTS Form[order=KIND, ascending=true, hasStart=true, isFiltered=true, isExact=true, isOfKind=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND (t.kind, t.name COLLATE "POSIX") > (:kind, :name) AND position(:part IN t.name) > 0 AND t.name = :exact
    ORDER BY t.kind, t.name COLLATE "POSIX" LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT ((t.kind, t.name COLLATE "POSIX") > (:kind, :name)) AND position(:part IN t.name) > 0 AND t.name = :exact) AS behind, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.kind, c.name COLLATE "POSIX";

-- TagList.STATEMENTS Form[order=KIND, ascending=true, hasStart=true, isFiltered=true, isExact=true, isOfKind=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND (t.kind, t.name COLLATE "POSIX") > (:kind, :name) AND position(:part IN t.name) > 0 AND t.name = :exact AND t.kind = :only
    ORDER BY t.kind, t.name COLLATE "POSIX" LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT ((t.kind, t.name COLLATE "POSIX") > (:kind, :name)) AND position(:part IN t.name) > 0 AND t.name = :exact AND t.kind = :only) AS behind, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.kind, c.name COLLATE "POSIX";

-- TagList.STATEMENTS Form[order=NAME, ascending=false, hasStart=false, isFiltered=false, isExact=false, isOfKind=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo)
    ORDER BY t.name DESC LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.name DESC;

-- TagList.STATEMENTS Form[order=NAME, ascending=false, hasStart=false, isFiltered=false, isExact=false, isOfKind=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND t.kind = :only
    ORDER BY t.name COLLATE "POSIX" DESC LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.name COLLATE "POSIX" DESC;

-- TagList.STATEMENTS Form[order=NAME, ascending=false, hasStart=false, isFiltered=false, isExact=true, isOfKind=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND t.name = :exact
    ORDER BY t.name DESC LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.name DESC;

-- TagList.STATEMENTS Form[order=NAME, ascending=false, hasStart=false, isFiltered=false, isExact=true, isOfKind=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND t.name = :exact AND t.kind = :only
    ORDER BY t.name COLLATE "POSIX" DESC LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.name COLLATE "POSIX" DESC;

-- TagList.STATEMENTS Form[order=NAME, ascending=false, hasStart=false, isFiltered=true, isExact=false, isOfKind=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND position(:part IN t.name) > 0
    ORDER BY t.name DESC LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.name DESC;

-- TagList.STATEMENTS Form[order=NAME, ascending=false, hasStart=false, isFiltered=true, isExact=false, isOfKind=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND position(:part IN t.name) > 0 AND t.kind = :only
    ORDER BY t.name COLLATE "POSIX" DESC LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.name COLLATE "POSIX" DESC;

-- TagList.STATEMENTS Form[order=NAME, ascending=false, hasStart=false, isFiltered=true, isExact=true, isOfKind=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND position(:part IN t.name) > 0 AND t.name = :exact
    ORDER BY t.name DESC LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.name DESC;

-- TagList.STATEMENTS Form[order=NAME, ascending=false, hasStart=false, isFiltered=true, isExact=true, isOfKind=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND position(:part IN t.name) > 0 AND t.name = :exact AND t.kind = :only
    ORDER BY t.name COLLATE "POSIX" DESC LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.name COLLATE "POSIX" DESC;

-- TagList.STATEMENTS Form[order=NAME, ascending=false, hasStart=true, isFiltered=false, isExact=false, isOfKind=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND t.name < :name
    ORDER BY t.name DESC LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT (t.name < :name)) AS behind, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.name DESC;

-- TagList.STATEMENTS Form[order=NAME, ascending=false, hasStart=true, isFiltered=false, isExact=false, isOfKind=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND t.name COLLATE "POSIX" < :name AND t.kind = :only
    ORDER BY t.name COLLATE "POSIX" DESC LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT (t.name COLLATE "POSIX" < :name) AND t.kind = :only) AS behind, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.name COLLATE "POSIX" DESC;

-- TagList.STATEMENTS Form[order=NAME, ascending=false, hasStart=true, isFiltered=false, isExact=true, isOfKind=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND t.name < :name AND t.name = :exact
    ORDER BY t.name DESC LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT (t.name < :name) AND t.name = :exact) AS behind, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.name DESC;

-- TagList.STATEMENTS Form[order=NAME, ascending=false, hasStart=true, isFiltered=false, isExact=true, isOfKind=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND t.name COLLATE "POSIX" < :name AND t.name = :exact AND t.kind = :only
    ORDER BY t.name COLLATE "POSIX" DESC LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT (t.name COLLATE "POSIX" < :name) AND t.name = :exact AND t.kind = :only) AS behind, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.name COLLATE "POSIX" DESC;

-- TagList.STATEMENTS Form[order=NAME, ascending=false, hasStart=true, isFiltered=true, isExact=false, isOfKind=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND t.name < :name AND position(:part IN t.name) > 0
    ORDER BY t.name DESC LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT (t.name < :name) AND position(:part IN t.name) > 0) AS behind, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.name DESC;

-- TagList.STATEMENTS Form[order=NAME, ascending=false, hasStart=true, isFiltered=true, isExact=false, isOfKind=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND t.name COLLATE "POSIX" < :name AND position(:part IN t.name) > 0 AND t.kind = :only
    ORDER BY t.name COLLATE "POSIX" DESC LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT (t.name COLLATE "POSIX" < :name) AND position(:part IN t.name) > 0 AND t.kind = :only) AS behind, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.name COLLATE "POSIX" DESC;

-- TagList.STATEMENTS Form[order=NAME, ascending=false, hasStart=true, isFiltered=true, isExact=true, isOfKind=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND t.name < :name AND position(:part IN t.name) > 0 AND t.name = :exact
    ORDER BY t.name DESC LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT (t.name < :name) AND position(:part IN t.name) > 0 AND t.name = :exact) AS behind, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.name DESC;

-- TagList.STATEMENTS Form[order=NAME, ascending=false, hasStart=true, isFiltered=true, isExact=true, isOfKind=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND t.name COLLATE "POSIX" < :name AND position(:part IN t.name) > 0 AND t.name = :exact AND t.kind = :only
    ORDER BY t.name COLLATE "POSIX" DESC LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT (t.name COLLATE "POSIX" < :name) AND position(:part IN t.name) > 0 AND t.name = :exact AND t.kind = :only) AS behind, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.name COLLATE "POSIX" DESC;

-- TagList.STATEMENTS Form[order=NAME, ascending=true, hasStart=false, isFiltered=false, isExact=false, isOfKind=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo)
    ORDER BY t.name LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.name;

-- TagList.STATEMENTS Form[order=NAME, ascending=true, hasStart=false, isFiltered=false, isExact=false, isOfKind=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND t.kind = :only
    ORDER BY t.name COLLATE "POSIX" LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.name COLLATE "POSIX";

-- TagList.STATEMENTS Form[order=NAME, ascending=true, hasStart=false, isFiltered=false, isExact=true, isOfKind=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND t.name = :exact
    ORDER BY t.name LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.name;

-- TagList.STATEMENTS Form[order=NAME, ascending=true, hasStart=false, isFiltered=false, isExact=true, isOfKind=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND t.name = :exact AND t.kind = :only
    ORDER BY t.name COLLATE "POSIX" LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.name COLLATE "POSIX";

-- TagList.STATEMENTS Form[order=NAME, ascending=true, hasStart=false, isFiltered=true, isExact=false, isOfKind=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND position(:part IN t.name) > 0
    ORDER BY t.name LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.name;

-- TagList.STATEMENTS Form[order=NAME, ascending=true, hasStart=false, isFiltered=true, isExact=false, isOfKind=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND position(:part IN t.name) > 0 AND t.kind = :only
    ORDER BY t.name COLLATE "POSIX" LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.name COLLATE "POSIX";

-- TagList.STATEMENTS Form[order=NAME, ascending=true, hasStart=false, isFiltered=true, isExact=true, isOfKind=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND position(:part IN t.name) > 0 AND t.name = :exact
    ORDER BY t.name LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.name;

-- TagList.STATEMENTS Form[order=NAME, ascending=true, hasStart=false, isFiltered=true, isExact=true, isOfKind=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND position(:part IN t.name) > 0 AND t.name = :exact AND t.kind = :only
    ORDER BY t.name COLLATE "POSIX" LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.name COLLATE "POSIX";

-- TagList.STATEMENTS Form[order=NAME, ascending=true, hasStart=true, isFiltered=false, isExact=false, isOfKind=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND t.name > :name
    ORDER BY t.name LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT (t.name > :name)) AS behind, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.name;

-- TagList.STATEMENTS Form[order=NAME, ascending=true, hasStart=true, isFiltered=false, isExact=false, isOfKind=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND t.name COLLATE "POSIX" > :name AND t.kind = :only
    ORDER BY t.name COLLATE "POSIX" LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT (t.name COLLATE "POSIX" > :name) AND t.kind = :only) AS behind, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.name COLLATE "POSIX";

-- TagList.STATEMENTS Form[order=NAME, ascending=true, hasStart=true, isFiltered=false, isExact=true, isOfKind=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND t.name > :name AND t.name = :exact
    ORDER BY t.name LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT (t.name > :name) AND t.name = :exact) AS behind, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.name;

-- TagList.STATEMENTS Form[order=NAME, ascending=true, hasStart=true, isFiltered=false, isExact=true, isOfKind=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND t.name COLLATE "POSIX" > :name AND t.name = :exact AND t.kind = :only
    ORDER BY t.name COLLATE "POSIX" LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT (t.name COLLATE "POSIX" > :name) AND t.name = :exact AND t.kind = :only) AS behind, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.name COLLATE "POSIX";

-- TagList.STATEMENTS Form[order=NAME, ascending=true, hasStart=true, isFiltered=true, isExact=false, isOfKind=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND t.name > :name AND position(:part IN t.name) > 0
    ORDER BY t.name LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT (t.name > :name) AND position(:part IN t.name) > 0) AS behind, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.name;

-- TagList.STATEMENTS Form[order=NAME, ascending=true, hasStart=true, isFiltered=true, isExact=false, isOfKind=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND t.name COLLATE "POSIX" > :name AND position(:part IN t.name) > 0 AND t.kind = :only
    ORDER BY t.name COLLATE "POSIX" LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT (t.name COLLATE "POSIX" > :name) AND position(:part IN t.name) > 0 AND t.kind = :only) AS behind, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.name COLLATE "POSIX";

-- TagList.STATEMENTS Form[order=NAME, ascending=true, hasStart=true, isFiltered=true, isExact=true, isOfKind=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND t.name > :name AND position(:part IN t.name) > 0 AND t.name = :exact
    ORDER BY t.name LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT (t.name > :name) AND position(:part IN t.name) > 0 AND t.name = :exact) AS behind, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.name;

-- TagList.STATEMENTS Form[order=NAME, ascending=true, hasStart=true, isFiltered=true, isExact=true, isOfKind=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND t.name COLLATE "POSIX" > :name AND position(:part IN t.name) > 0 AND t.name = :exact AND t.kind = :only
    ORDER BY t.name COLLATE "POSIX" LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT (t.name COLLATE "POSIX" > :name) AND position(:part IN t.name) > 0 AND t.name = :exact AND t.kind = :only) AS behind, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.name COLLATE "POSIX";

-- TagList.STATEMENTS Form[order=PUBLISHED, ascending=false, hasStart=false, isFiltered=false, isExact=false, isOfKind=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo)
    ORDER BY GREATEST(t.created, t.updated) DESC, t.name COLLATE "POSIX" DESC LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.published DESC, c.name COLLATE "POSIX" DESC;

-- TagList.STATEMENTS Form[order=PUBLISHED, ascending=false, hasStart=false, isFiltered=false, isExact=false, isOfKind=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND t.kind = :only
    ORDER BY GREATEST(t.created, t.updated) DESC, t.name COLLATE "POSIX" DESC LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.published DESC, c.name COLLATE "POSIX" DESC;

-- TagList.STATEMENTS Form[order=PUBLISHED, ascending=false, hasStart=false, isFiltered=false, isExact=true, isOfKind=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND t.name = :exact
    ORDER BY GREATEST(t.created, t.updated) DESC, t.name COLLATE "POSIX" DESC LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.published DESC, c.name COLLATE "POSIX" DESC;

-- TagList.STATEMENTS Form[order=PUBLISHED, ascending=false, hasStart=false, isFiltered=false, isExact=true, isOfKind=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND t.name = :exact AND t.kind = :only
    ORDER BY GREATEST(t.created, t.updated) DESC, t.name COLLATE "POSIX" DESC LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.published DESC, c.name COLLATE "POSIX" DESC;

-- TagList.STATEMENTS Form[order=PUBLISHED, ascending=false, hasStart=false, isFiltered=true, isExact=false, isOfKind=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND position(:part IN t.name) > 0
    ORDER BY GREATEST(t.created, t.updated) DESC, t.name COLLATE "POSIX" DESC LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.published DESC, c.name COLLATE "POSIX" DESC;

-- TagList.STATEMENTS Form[order=PUBLISHED, ascending=false, hasStart=false, isFiltered=true, isExact=false, isOfKind=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND position(:part IN t.name) > 0 AND t.kind = :only
    ORDER BY GREATEST(t.created, t.updated) DESC, t.name COLLATE "POSIX" DESC LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.published DESC, c.name COLLATE "POSIX" DESC;

-- TagList.STATEMENTS Form[order=PUBLISHED, ascending=false, hasStart=false, isFiltered=true, isExact=true, isOfKind=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND position(:part IN t.name) > 0 AND t.name = :exact
    ORDER BY GREATEST(t.created, t.updated) DESC, t.name COLLATE "POSIX" DESC LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.published DESC, c.name COLLATE "POSIX" DESC;

-- TagList.STATEMENTS Form[order=PUBLISHED, ascending=false, hasStart=false, isFiltered=true, isExact=true, isOfKind=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND position(:part IN t.name) > 0 AND t.name = :exact AND t.kind = :only
    ORDER BY GREATEST(t.created, t.updated) DESC, t.name COLLATE "POSIX" DESC LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.published DESC, c.name COLLATE "POSIX" DESC;

-- TagList.STATEMENTS Form[order=PUBLISHED, ascending=false, hasStart=true, isFiltered=false, isExact=false, isOfKind=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND (GREATEST(t.created, t.updated), t.name COLLATE "POSIX") < (:published, :name)
    ORDER BY GREATEST(t.created, t.updated) DESC, t.name COLLATE "POSIX" DESC LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT ((GREATEST(t.created, t.updated), t.name COLLATE "POSIX") < (:published, :name))) AS behind, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.published DESC, c.name COLLATE "POSIX" DESC;

-- TagList.STATEMENTS Form[order=PUBLISHED, ascending=false, hasStart=true, isFiltered=false, isExact=false, isOfKind=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND (GREATEST(t.created, t.updated), t.name COLLATE "POSIX") < (:published, :name) AND t.kind = :only
    ORDER BY GREATEST(t.created, t.updated) DESC, t.name COLLATE "POSIX" DESC LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT ((GREATEST(t.created, t.updated), t.name COLLATE "POSIX") < (:published, :name)) AND t.kind = :only) AS behind, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.published DESC, c.name COLLATE "POSIX" DESC;

-- TagList.STATEMENTS Form[order=PUBLISHED, ascending=false, hasStart=true, isFiltered=false, isExact=true, isOfKind=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND (GREATEST(t.created, t.updated), t.name COLLATE "POSIX") < (:published, :name) AND t.name = :exact
    ORDER BY GREATEST(t.created, t.updated) DESC, t.name COLLATE "POSIX" DESC LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT ((GREATEST(t.created, t.updated), t.name COLLATE "POSIX") < (:published, :name)) AND t.name = :exact) AS behind, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.published DESC, c.name COLLATE "POSIX" DESC;

-- TagList.STATEMENTS Form[order=PUBLISHED, ascending=false, hasStart=true, isFiltered=false, isExact=true, isOfKind=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND (GREATEST(t.created, t.updated), t.name COLLATE "POSIX") < (:published, :name) AND t.name = :exact AND t.kind = :only
    ORDER BY GREATEST(t.created, t.updated) DESC, t.name COLLATE "POSIX" DESC LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT ((GREATEST(t.created, t.updated), t.name COLLATE "POSIX") < (:published, :name)) AND t.name = :exact AND t.kind = :only) AS behind, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.published DESC, c.name COLLATE "POSIX" DESC;

-- TagList.STATEMENTS Form[order=PUBLISHED, ascending=false, hasStart=true, isFiltered=true, isExact=false, isOfKind=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND (GREATEST(t.created, t.updated), t.name COLLATE "POSIX") < (:published, :name) AND position(:part IN t.name) > 0
    ORDER BY GREATEST(t.created, t.updated) DESC, t.name COLLATE "POSIX" DESC LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT ((GREATEST(t.created, t.updated), t.name COLLATE "POSIX") < (:published, :name)) AND position(:part IN t.name) > 0) AS behind, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.published DESC, c.name COLLATE "POSIX" DESC;

-- TagList.STATEMENTS Form[order=PUBLISHED, ascending=false, hasStart=true, isFiltered=true, isExact=false, isOfKind=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND (GREATEST(t.created, t.updated), t.name COLLATE "POSIX") < (:published, :name) AND position(:part IN t.name) > 0 AND t.kind = :only
    ORDER BY GREATEST(t.created, t.updated) DESC, t.name COLLATE "POSIX" DESC LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT ((GREATEST(t.created, t.updated), t.name COLLATE "POSIX") < (:published, :name)) AND position(:part IN t.name) > 0 AND t.kind = :only) AS behind, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.published DESC, c.name COLLATE "POSIX" DESC;

-- TagList.STATEMENTS Form[order=PUBLISHED, ascending=false, hasStart=true, isFiltered=true, isExact=true, isOfKind=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND (GREATEST(t.created, t.updated), t.name COLLATE "POSIX") < (:published, :name) AND position(:part IN t.name) > 0 AND t.name = :exact
    ORDER BY GREATEST(t.created, t.updated) DESC, t.name COLLATE "POSIX" DESC LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT ((GREATEST(t.created, t.updated), t.name COLLATE "POSIX") < (:published, :name)) AND position(:part IN t.name) > 0 AND t.name = :exact) AS behind, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.published DESC, c.name COLLATE "POSIX" DESC;

-- TagList.STATEMENTS Form[order=PUBLISHED, ascending=false, hasStart=true, isFiltered=true, isExact=true, isOfKind=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND (GREATEST(t.created, t.updated), t.name COLLATE "POSIX") < (:published, :name) AND position(:part IN t.name) > 0 AND t.name = :exact AND t.kind = :only
    ORDER BY GREATEST(t.created, t.updated) DESC, t.name COLLATE "POSIX" DESC LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT ((GREATEST(t.created, t.updated), t.name COLLATE "POSIX") < (:published, :name)) AND position(:part IN t.name) > 0 AND t.name = :exact AND t.kind = :only) AS behind, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.published DESC, c.name COLLATE "POSIX" DESC;

-- TagList.STATEMENTS Form[order=PUBLISHED, ascending=true, hasStart=false, isFiltered=false, isExact=false, isOfKind=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo)
    ORDER BY GREATEST(t.created, t.updated), t.name COLLATE "POSIX" LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.published, c.name COLLATE "POSIX";

-- TagList.STATEMENTS Form[order=PUBLISHED, ascending=true, hasStart=false, isFiltered=false, isExact=false, isOfKind=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND t.kind = :only
    ORDER BY GREATEST(t.created, t.updated), t.name COLLATE "POSIX" LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.published, c.name COLLATE "POSIX";

-- TagList.STATEMENTS Form[order=PUBLISHED, ascending=true, hasStart=false, isFiltered=false, isExact=true, isOfKind=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND t.name = :exact
    ORDER BY GREATEST(t.created, t.updated), t.name COLLATE "POSIX" LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.published, c.name COLLATE "POSIX";

-- TagList.STATEMENTS Form[order=PUBLISHED, ascending=true, hasStart=false, isFiltered=false, isExact=true, isOfKind=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND t.name = :exact AND t.kind = :only
    ORDER BY GREATEST(t.created, t.updated), t.name COLLATE "POSIX" LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.published, c.name COLLATE "POSIX";

-- TagList.STATEMENTS Form[order=PUBLISHED, ascending=true, hasStart=false, isFiltered=true, isExact=false, isOfKind=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND position(:part IN t.name) > 0
    ORDER BY GREATEST(t.created, t.updated), t.name COLLATE "POSIX" LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.published, c.name COLLATE "POSIX";

-- TagList.STATEMENTS Form[order=PUBLISHED, ascending=true, hasStart=false, isFiltered=true, isExact=false, isOfKind=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND position(:part IN t.name) > 0 AND t.kind = :only
    ORDER BY GREATEST(t.created, t.updated), t.name COLLATE "POSIX" LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.published, c.name COLLATE "POSIX";

-- TagList.STATEMENTS Form[order=PUBLISHED, ascending=true, hasStart=false, isFiltered=true, isExact=true, isOfKind=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND position(:part IN t.name) > 0 AND t.name = :exact
    ORDER BY GREATEST(t.created, t.updated), t.name COLLATE "POSIX" LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.published, c.name COLLATE "POSIX";

-- TagList.STATEMENTS Form[order=PUBLISHED, ascending=true, hasStart=false, isFiltered=true, isExact=true, isOfKind=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND position(:part IN t.name) > 0 AND t.name = :exact AND t.kind = :only
    ORDER BY GREATEST(t.created, t.updated), t.name COLLATE "POSIX" LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.published, c.name COLLATE "POSIX";

-- TagList.STATEMENTS Form[order=PUBLISHED, ascending=true, hasStart=true, isFiltered=false, isExact=false, isOfKind=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND (GREATEST(t.created, t.updated), t.name COLLATE "POSIX") > (:published, :name)
    ORDER BY GREATEST(t.created, t.updated), t.name COLLATE "POSIX" LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT ((GREATEST(t.created, t.updated), t.name COLLATE "POSIX") > (:published, :name))) AS behind, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.published, c.name COLLATE "POSIX";

-- TagList.STATEMENTS Form[order=PUBLISHED, ascending=true, hasStart=true, isFiltered=false, isExact=false, isOfKind=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND (GREATEST(t.created, t.updated), t.name COLLATE "POSIX") > (:published, :name) AND t.kind = :only
    ORDER BY GREATEST(t.created, t.updated), t.name COLLATE "POSIX" LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT ((GREATEST(t.created, t.updated), t.name COLLATE "POSIX") > (:published, :name)) AND t.kind = :only) AS behind, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.published, c.name COLLATE "POSIX";

-- TagList.STATEMENTS Form[order=PUBLISHED, ascending=true, hasStart=true, isFiltered=false, isExact=true, isOfKind=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND (GREATEST(t.created, t.updated), t.name COLLATE "POSIX") > (:published, :name) AND t.name = :exact
    ORDER BY GREATEST(t.created, t.updated), t.name COLLATE "POSIX" LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT ((GREATEST(t.created, t.updated), t.name COLLATE "POSIX") > (:published, :name)) AND t.name = :exact) AS behind, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.published, c.name COLLATE "POSIX";

-- TagList.STATEMENTS Form[order=PUBLISHED, ascending=true, hasStart=true, isFiltered=false, isExact=true, isOfKind=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND (GREATEST(t.created, t.updated), t.name COLLATE "POSIX") > (:published, :name) AND t.name = :exact AND t.kind = :only
    ORDER BY GREATEST(t.created, t.updated), t.name COLLATE "POSIX" LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT ((GREATEST(t.created, t.updated), t.name COLLATE "POSIX") > (:published, :name)) AND t.name = :exact AND t.kind = :only) AS behind, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.published, c.name COLLATE "POSIX";

-- TagList.STATEMENTS Form[order=PUBLISHED, ascending=true, hasStart=true, isFiltered=true, isExact=false, isOfKind=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND (GREATEST(t.created, t.updated), t.name COLLATE "POSIX") > (:published, :name) AND position(:part IN t.name) > 0
    ORDER BY GREATEST(t.created, t.updated), t.name COLLATE "POSIX" LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT ((GREATEST(t.created, t.updated), t.name COLLATE "POSIX") > (:published, :name)) AND position(:part IN t.name) > 0) AS behind, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.published, c.name COLLATE "POSIX";

-- TagList.STATEMENTS Form[order=PUBLISHED, ascending=true, hasStart=true, isFiltered=true, isExact=false, isOfKind=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND (GREATEST(t.created, t.updated), t.name COLLATE "POSIX") > (:published, :name) AND position(:part IN t.name) > 0 AND t.kind = :only
    ORDER BY GREATEST(t.created, t.updated), t.name COLLATE "POSIX" LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT ((GREATEST(t.created, t.updated), t.name COLLATE "POSIX") > (:published, :name)) AND position(:part IN t.name) > 0 AND t.kind = :only) AS behind, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.published, c.name COLLATE "POSIX";

-- TagList.STATEMENTS Form[order=PUBLISHED, ascending=true, hasStart=true, isFiltered=true, isExact=true, isOfKind=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND (GREATEST(t.created, t.updated), t.name COLLATE "POSIX") > (:published, :name) AND position(:part IN t.name) > 0 AND t.name = :exact
    ORDER BY GREATEST(t.created, t.updated), t.name COLLATE "POSIX" LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT ((GREATEST(t.created, t.updated), t.name COLLATE "POSIX") > (:published, :name)) AND position(:part IN t.name) > 0 AND t.name = :exact) AS behind, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.published, c.name COLLATE "POSIX";

-- TagList.STATEMENTS Form[order=PUBLISHED, ascending=true, hasStart=true, isFiltered=true, isExact=true, isOfKind=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND (GREATEST(t.created, t.updated), t.name COLLATE "POSIX") > (:published, :name) AND position(:part IN t.name) > 0 AND t.name = :exact AND t.kind = :only
    ORDER BY GREATEST(t.created, t.updated), t.name COLLATE "POSIX" LIMIT :more
), reached (root, digest, target) AS (
    SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
    UNION
    SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
        SELECT m.id FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
        SELECT r.digest, r.target FROM manifest_references_0 r WHERE r.manifest = m.id OFFSET 0) f
    WHERE w.target = 1
), needed AS (
    SELECT DISTINCT root, digest FROM reached
), sizes AS (
    SELECT n.root, sum(coalesce(
        (SELECT octet_length(m.payload) FROM manifests_0 m
         WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
        (SELECT l.size FROM blob_links_0 l
         WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
    FROM needed n GROUP BY n.root
)
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT ((GREATEST(t.created, t.updated), t.name COLLATE "POSIX") > (:published, :name)) AND position(:part IN t.name) > 0 AND t.name = :exact AND t.kind = :only) AS behind, c.kind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.published, c.name COLLATE "POSIX";

-- TagListRows.DOCUMENTS
SELECT r.bucket, m.digest, m.media_type, m.payload, m.key, m.size FROM repositories r LEFT JOIN LATERAL (
    SELECT m.digest, m.media_type, m.payload, l.key, l.size
    FROM unnest(:digests) AS d (digest), LATERAL (
        SELECT m.digest, m.media_type, m.config, m.config_type, CASE WHEN m.config IS NULL
            AND octet_length(m.payload) <= :longestIndex THEN m.payload END AS payload
        FROM manifests_0 m WHERE m.repository = r.id AND m.digest = d.digest OFFSET 0) m
    LEFT JOIN LATERAL (
        SELECT l.key, l.size FROM blob_links_0 l
        WHERE l.repository = r.id AND l.digest = m.config AND m.config_type = ANY (:configs)
          AND l.size <= :longestConfig OFFSET 0) l ON true
    WHERE m.payload IS NOT NULL OR l.key IS NOT NULL
) m ON true
WHERE r.path = :path;

-- TagListRows.REFERRERS
SELECT r.bucket, m.subject, m.digest, m.media_type, m.size, m.artifact_type
FROM repositories r LEFT JOIN LATERAL (
    SELECT n.* FROM unnest(:digests) AS d (digest), LATERAL (
        SELECT m.subject, m.digest, m.media_type, octet_length(m.payload) AS size, m.artifact_type
        FROM manifests_0 m
        WHERE m.repository = r.id AND m.subject = d.digest
          AND (:every OR m.artifact_type = ANY (:types))
        ORDER BY m.digest LIMIT :most) n
) m ON true
WHERE r.path = :path
ORDER BY m.subject, m.digest;

-- TagListRows.SIGNED
SELECT r.bucket, d.digest FROM repositories r LEFT JOIN LATERAL (
    SELECT d.digest FROM unnest(:digests) AS d (digest)
    WHERE EXISTS (
        SELECT FROM manifests_0 m
        WHERE m.repository = r.id AND m.subject = d.digest AND m.kind = :signature OFFSET 0)
      OR EXISTS (
        SELECT FROM tags_0 t
        WHERE t.repository = r.id AND t.name = (CASE get_byte(d.digest, 0) WHEN 1 THEN 'sha256-'
            WHEN 2 THEN 'sha512-' END || encode(substr(d.digest, 2), 'hex') || '.sig') COLLATE "C" OFFSET 0)
) d ON true
WHERE r.path = :path;

-- TagSearchRows.BY_INDEXES Form[hasPart=false, hasKind=false, hasAnnotation=true, isUnused=false]
WITH annotated AS MATERIALIZED (
    SELECT m.repository, m.digest, m.bucket FROM manifests m
    WHERE m.labels IS NOT NULL AND m.labels @> ARRAY[CAST(:label AS uuid)] LIMIT :found
), found AS MATERIALIZED (
    SELECT t.repository, t.name, t.digest, t.kind, GREATEST(t.created, t.updated) AS published
    FROM annotated a JOIN tags t
        ON t.repository = a.repository AND t.digest = a.digest AND t.bucket = a.bucket
    LIMIT :found
)
(SELECT r.path, t.name, t.digest, t.kind, t.published, CAST(NULL AS bigint)
 FROM found t, LATERAL (SELECT path FROM repositories WHERE id = t.repository AND path < :end AND (:below = '' OR path = :below OR starts_with(path, :below || '/'))
  AND position(:repository IN path) > 0 OFFSET 0) r
 WHERE (r.path, t.name) > (:path, :tag)
 ORDER BY r.path, t.name LIMIT :more)
UNION ALL
SELECT NULL, NULL, NULL, NULL, NULL, GREATEST((SELECT count(*) FROM found), (SELECT count(*) FROM annotated));

-- TagSearchRows.BY_INDEXES Form[hasPart=false, hasKind=false, hasAnnotation=true, isUnused=true]
WITH annotated AS MATERIALIZED (
    SELECT m.repository, m.digest, m.bucket FROM manifests m
    WHERE m.labels IS NOT NULL AND m.labels @> ARRAY[CAST(:label AS uuid)] LIMIT :found
), found AS MATERIALIZED (
    SELECT t.repository, t.name, t.digest, t.kind, GREATEST(t.created, t.updated) AS published
    FROM annotated a JOIN tags t
        ON t.repository = a.repository AND t.digest = a.digest AND t.bucket = a.bucket
    LIMIT :found
)
(SELECT r.path, t.name, t.digest, t.kind, t.published, CAST(NULL AS bigint)
 FROM found t, LATERAL (SELECT path FROM repositories WHERE id = t.repository AND path < :end AND (:below = '' OR path = :below OR starts_with(path, :below || '/'))
  AND position(:repository IN path) > 0 OFFSET 0) r
 WHERE (r.path, t.name) > (:path, :tag) AND t.published < :unused AND NOT EXISTS (
    SELECT FROM usage u WHERE u.repository = t.repository AND u.kind = 1
      AND u.name = convert_to(t.name, 'UTF8') AND u.used >= :unused)
 ORDER BY r.path, t.name LIMIT :more)
UNION ALL
SELECT NULL, NULL, NULL, NULL, NULL, GREATEST((SELECT count(*) FROM found), (SELECT count(*) FROM annotated));

-- TagSearchRows.BY_INDEXES Form[hasPart=false, hasKind=true, hasAnnotation=true, isUnused=false]
WITH annotated AS MATERIALIZED (
    SELECT m.repository, m.digest, m.bucket FROM manifests m
    WHERE m.labels IS NOT NULL AND m.labels @> ARRAY[CAST(:label AS uuid)] LIMIT :found
), found AS MATERIALIZED (
    SELECT t.repository, t.name, t.digest, t.kind, GREATEST(t.created, t.updated) AS published
    FROM annotated a JOIN tags t
        ON t.repository = a.repository AND t.digest = a.digest AND t.bucket = a.bucket AND t.kind = :kind
    LIMIT :found
)
(SELECT r.path, t.name, t.digest, t.kind, t.published, CAST(NULL AS bigint)
 FROM found t, LATERAL (SELECT path FROM repositories WHERE id = t.repository AND path < :end AND (:below = '' OR path = :below OR starts_with(path, :below || '/'))
  AND position(:repository IN path) > 0 OFFSET 0) r
 WHERE (r.path, t.name) > (:path, :tag)
 ORDER BY r.path, t.name LIMIT :more)
UNION ALL
SELECT NULL, NULL, NULL, NULL, NULL, GREATEST((SELECT count(*) FROM found), (SELECT count(*) FROM annotated));

-- TagSearchRows.BY_INDEXES Form[hasPart=false, hasKind=true, hasAnnotation=true, isUnused=true]
WITH annotated AS MATERIALIZED (
    SELECT m.repository, m.digest, m.bucket FROM manifests m
    WHERE m.labels IS NOT NULL AND m.labels @> ARRAY[CAST(:label AS uuid)] LIMIT :found
), found AS MATERIALIZED (
    SELECT t.repository, t.name, t.digest, t.kind, GREATEST(t.created, t.updated) AS published
    FROM annotated a JOIN tags t
        ON t.repository = a.repository AND t.digest = a.digest AND t.bucket = a.bucket AND t.kind = :kind
    LIMIT :found
)
(SELECT r.path, t.name, t.digest, t.kind, t.published, CAST(NULL AS bigint)
 FROM found t, LATERAL (SELECT path FROM repositories WHERE id = t.repository AND path < :end AND (:below = '' OR path = :below OR starts_with(path, :below || '/'))
  AND position(:repository IN path) > 0 OFFSET 0) r
 WHERE (r.path, t.name) > (:path, :tag) AND t.published < :unused AND NOT EXISTS (
    SELECT FROM usage u WHERE u.repository = t.repository AND u.kind = 1
      AND u.name = convert_to(t.name, 'UTF8') AND u.used >= :unused)
 ORDER BY r.path, t.name LIMIT :more)
UNION ALL
SELECT NULL, NULL, NULL, NULL, NULL, GREATEST((SELECT count(*) FROM found), (SELECT count(*) FROM annotated));

-- TagSearchRows.BY_INDEXES Form[hasPart=true, hasKind=false, hasAnnotation=false, isUnused=false]
WITH found AS MATERIALIZED (
    SELECT t.repository, t.name, t.digest, t.kind, GREATEST(t.created, t.updated) AS published
    FROM tags t WHERE t.name LIKE :like LIMIT :found
)
(SELECT r.path, t.name, t.digest, t.kind, t.published, CAST(NULL AS bigint)
 FROM found t, LATERAL (SELECT path FROM repositories WHERE id = t.repository AND path < :end AND (:below = '' OR path = :below OR starts_with(path, :below || '/'))
  AND position(:repository IN path) > 0 OFFSET 0) r
 WHERE (r.path, t.name) > (:path, :tag)
 ORDER BY r.path, t.name LIMIT :more)
UNION ALL
SELECT NULL, NULL, NULL, NULL, NULL, (SELECT count(*) FROM found);

-- TagSearchRows.BY_INDEXES Form[hasPart=true, hasKind=false, hasAnnotation=false, isUnused=true]
WITH found AS MATERIALIZED (
    SELECT t.repository, t.name, t.digest, t.kind, GREATEST(t.created, t.updated) AS published
    FROM tags t WHERE t.name LIKE :like LIMIT :found
)
(SELECT r.path, t.name, t.digest, t.kind, t.published, CAST(NULL AS bigint)
 FROM found t, LATERAL (SELECT path FROM repositories WHERE id = t.repository AND path < :end AND (:below = '' OR path = :below OR starts_with(path, :below || '/'))
  AND position(:repository IN path) > 0 OFFSET 0) r
 WHERE (r.path, t.name) > (:path, :tag) AND t.published < :unused AND NOT EXISTS (
    SELECT FROM usage u WHERE u.repository = t.repository AND u.kind = 1
      AND u.name = convert_to(t.name, 'UTF8') AND u.used >= :unused)
 ORDER BY r.path, t.name LIMIT :more)
UNION ALL
SELECT NULL, NULL, NULL, NULL, NULL, (SELECT count(*) FROM found);

-- TagSearchRows.BY_INDEXES Form[hasPart=true, hasKind=false, hasAnnotation=true, isUnused=false]
WITH annotated AS MATERIALIZED (
    SELECT m.repository, m.digest, m.bucket FROM manifests m
    WHERE m.labels IS NOT NULL AND m.labels @> ARRAY[CAST(:label AS uuid)] LIMIT :found
), found AS MATERIALIZED (
    SELECT t.repository, t.name, t.digest, t.kind, GREATEST(t.created, t.updated) AS published
    FROM annotated a JOIN tags t
        ON t.repository = a.repository AND t.digest = a.digest AND t.bucket = a.bucket AND position(:part IN t.name) > 0
    LIMIT :found
)
(SELECT r.path, t.name, t.digest, t.kind, t.published, CAST(NULL AS bigint)
 FROM found t, LATERAL (SELECT path FROM repositories WHERE id = t.repository AND path < :end AND (:below = '' OR path = :below OR starts_with(path, :below || '/'))
  AND position(:repository IN path) > 0 OFFSET 0) r
 WHERE (r.path, t.name) > (:path, :tag)
 ORDER BY r.path, t.name LIMIT :more)
UNION ALL
SELECT NULL, NULL, NULL, NULL, NULL, GREATEST((SELECT count(*) FROM found), (SELECT count(*) FROM annotated));

-- TagSearchRows.BY_INDEXES Form[hasPart=true, hasKind=false, hasAnnotation=true, isUnused=true]
WITH annotated AS MATERIALIZED (
    SELECT m.repository, m.digest, m.bucket FROM manifests m
    WHERE m.labels IS NOT NULL AND m.labels @> ARRAY[CAST(:label AS uuid)] LIMIT :found
), found AS MATERIALIZED (
    SELECT t.repository, t.name, t.digest, t.kind, GREATEST(t.created, t.updated) AS published
    FROM annotated a JOIN tags t
        ON t.repository = a.repository AND t.digest = a.digest AND t.bucket = a.bucket AND position(:part IN t.name) > 0
    LIMIT :found
)
(SELECT r.path, t.name, t.digest, t.kind, t.published, CAST(NULL AS bigint)
 FROM found t, LATERAL (SELECT path FROM repositories WHERE id = t.repository AND path < :end AND (:below = '' OR path = :below OR starts_with(path, :below || '/'))
  AND position(:repository IN path) > 0 OFFSET 0) r
 WHERE (r.path, t.name) > (:path, :tag) AND t.published < :unused AND NOT EXISTS (
    SELECT FROM usage u WHERE u.repository = t.repository AND u.kind = 1
      AND u.name = convert_to(t.name, 'UTF8') AND u.used >= :unused)
 ORDER BY r.path, t.name LIMIT :more)
UNION ALL
SELECT NULL, NULL, NULL, NULL, NULL, GREATEST((SELECT count(*) FROM found), (SELECT count(*) FROM annotated));

-- TagSearchRows.BY_INDEXES Form[hasPart=true, hasKind=true, hasAnnotation=false, isUnused=false]
WITH found AS MATERIALIZED (
    SELECT t.repository, t.name, t.digest, t.kind, GREATEST(t.created, t.updated) AS published
    FROM tags t WHERE t.name LIKE :like AND t.kind = :kind LIMIT :found
)
(SELECT r.path, t.name, t.digest, t.kind, t.published, CAST(NULL AS bigint)
 FROM found t, LATERAL (SELECT path FROM repositories WHERE id = t.repository AND path < :end AND (:below = '' OR path = :below OR starts_with(path, :below || '/'))
  AND position(:repository IN path) > 0 OFFSET 0) r
 WHERE (r.path, t.name) > (:path, :tag)
 ORDER BY r.path, t.name LIMIT :more)
UNION ALL
SELECT NULL, NULL, NULL, NULL, NULL, (SELECT count(*) FROM found);

-- TagSearchRows.BY_INDEXES Form[hasPart=true, hasKind=true, hasAnnotation=false, isUnused=true]
WITH found AS MATERIALIZED (
    SELECT t.repository, t.name, t.digest, t.kind, GREATEST(t.created, t.updated) AS published
    FROM tags t WHERE t.name LIKE :like AND t.kind = :kind LIMIT :found
)
(SELECT r.path, t.name, t.digest, t.kind, t.published, CAST(NULL AS bigint)
 FROM found t, LATERAL (SELECT path FROM repositories WHERE id = t.repository AND path < :end AND (:below = '' OR path = :below OR starts_with(path, :below || '/'))
  AND position(:repository IN path) > 0 OFFSET 0) r
 WHERE (r.path, t.name) > (:path, :tag) AND t.published < :unused AND NOT EXISTS (
    SELECT FROM usage u WHERE u.repository = t.repository AND u.kind = 1
      AND u.name = convert_to(t.name, 'UTF8') AND u.used >= :unused)
 ORDER BY r.path, t.name LIMIT :more)
UNION ALL
SELECT NULL, NULL, NULL, NULL, NULL, (SELECT count(*) FROM found);

-- TagSearchRows.BY_INDEXES Form[hasPart=true, hasKind=true, hasAnnotation=true, isUnused=false]
WITH annotated AS MATERIALIZED (
    SELECT m.repository, m.digest, m.bucket FROM manifests m
    WHERE m.labels IS NOT NULL AND m.labels @> ARRAY[CAST(:label AS uuid)] LIMIT :found
), found AS MATERIALIZED (
    SELECT t.repository, t.name, t.digest, t.kind, GREATEST(t.created, t.updated) AS published
    FROM annotated a JOIN tags t
        ON t.repository = a.repository AND t.digest = a.digest AND t.bucket = a.bucket AND t.kind = :kind AND position(:part IN t.name) > 0
    LIMIT :found
)
(SELECT r.path, t.name, t.digest, t.kind, t.published, CAST(NULL AS bigint)
 FROM found t, LATERAL (SELECT path FROM repositories WHERE id = t.repository AND path < :end AND (:below = '' OR path = :below OR starts_with(path, :below || '/'))
  AND position(:repository IN path) > 0 OFFSET 0) r
 WHERE (r.path, t.name) > (:path, :tag)
 ORDER BY r.path, t.name LIMIT :more)
UNION ALL
SELECT NULL, NULL, NULL, NULL, NULL, GREATEST((SELECT count(*) FROM found), (SELECT count(*) FROM annotated));

-- TagSearchRows.BY_INDEXES Form[hasPart=true, hasKind=true, hasAnnotation=true, isUnused=true]
WITH annotated AS MATERIALIZED (
    SELECT m.repository, m.digest, m.bucket FROM manifests m
    WHERE m.labels IS NOT NULL AND m.labels @> ARRAY[CAST(:label AS uuid)] LIMIT :found
), found AS MATERIALIZED (
    SELECT t.repository, t.name, t.digest, t.kind, GREATEST(t.created, t.updated) AS published
    FROM annotated a JOIN tags t
        ON t.repository = a.repository AND t.digest = a.digest AND t.bucket = a.bucket AND t.kind = :kind AND position(:part IN t.name) > 0
    LIMIT :found
)
(SELECT r.path, t.name, t.digest, t.kind, t.published, CAST(NULL AS bigint)
 FROM found t, LATERAL (SELECT path FROM repositories WHERE id = t.repository AND path < :end AND (:below = '' OR path = :below OR starts_with(path, :below || '/'))
  AND position(:repository IN path) > 0 OFFSET 0) r
 WHERE (r.path, t.name) > (:path, :tag) AND t.published < :unused AND NOT EXISTS (
    SELECT FROM usage u WHERE u.repository = t.repository AND u.kind = 1
      AND u.name = convert_to(t.name, 'UTF8') AND u.used >= :unused)
 ORDER BY r.path, t.name LIMIT :more)
UNION ALL
SELECT NULL, NULL, NULL, NULL, NULL, GREATEST((SELECT count(*) FROM found), (SELECT count(*) FROM annotated));

-- TagSearchRows.IN_ORDERS Form[hasPart=false, hasKind=false, hasAnnotation=false, isUnused=false]
WITH place AS MATERIALIZED (
    SELECT id, bucket, path FROM repositories
    WHERE path >= :path AND path < :end AND (:below = '' OR path = :below OR starts_with(path, :below || '/'))
  AND position(:repository IN path) > 0 ORDER BY path LIMIT :repositories
), read AS MATERIALIZED (
    SELECT r.path, t.* FROM (
        SELECT id, bucket, path FROM repositories
        WHERE path >= :path AND path < :end AND (:below = '' OR path = :below OR starts_with(path, :below || '/'))
  AND position(:repository IN path) > 0 ORDER BY path LIMIT :repositories) r,
    LATERAL (
        SELECT t.repository, t.bucket, t.name, t.digest, t.kind, GREATEST(t.created, t.updated) AS published
        FROM tags t WHERE t.repository = r.id AND t.bucket = r.bucket
          AND t.name > CASE WHEN r.path = :path THEN :tag ELSE '' END
        ORDER BY t.name LIMIT :read) t
    ORDER BY r.path, t.name LIMIT :read
), matching AS (
    SELECT t.path, t.name, t.digest, t.kind, t.published FROM read t WHERE true
    ORDER BY t.path, t.name LIMIT :more
), reached AS (
    (SELECT path, name FROM read WHERE (SELECT count(*) FROM read) = :read ORDER BY path DESC, name DESC LIMIT 1)
    UNION ALL
    (SELECT path, NULL FROM place WHERE (SELECT count(*) FROM read) < :read
        AND (SELECT count(*) FROM place) = :repositories ORDER BY path DESC LIMIT 1)
)
SELECT path, name, digest, kind, published FROM matching
UNION ALL
SELECT path, name, NULL, NULL, NULL FROM reached;

-- TagSearchRows.IN_ORDERS Form[hasPart=false, hasKind=false, hasAnnotation=false, isUnused=true]
WITH place AS MATERIALIZED (
    SELECT id, bucket, path FROM repositories
    WHERE path >= :path AND path < :end AND (:below = '' OR path = :below OR starts_with(path, :below || '/'))
  AND position(:repository IN path) > 0 ORDER BY path LIMIT :repositories
), read AS MATERIALIZED (
    SELECT r.path, t.* FROM (
        SELECT id, bucket, path FROM repositories
        WHERE path >= :path AND path < :end AND (:below = '' OR path = :below OR starts_with(path, :below || '/'))
  AND position(:repository IN path) > 0 ORDER BY path LIMIT :repositories) r,
    LATERAL (
        SELECT t.repository, t.bucket, t.name, t.digest, t.kind, GREATEST(t.created, t.updated) AS published
        FROM tags t WHERE t.repository = r.id AND t.bucket = r.bucket
          AND t.name > CASE WHEN r.path = :path THEN :tag ELSE '' END
        ORDER BY t.name LIMIT :read) t
    ORDER BY r.path, t.name LIMIT :read
), matching AS (
    SELECT t.path, t.name, t.digest, t.kind, t.published FROM read t WHERE true AND t.published < :unused AND NOT EXISTS (
    SELECT FROM usage u WHERE u.repository = t.repository AND u.kind = 1
      AND u.name = convert_to(t.name, 'UTF8') AND u.used >= :unused)
    ORDER BY t.path, t.name LIMIT :more
), reached AS (
    (SELECT path, name FROM read WHERE (SELECT count(*) FROM read) = :read ORDER BY path DESC, name DESC LIMIT 1)
    UNION ALL
    (SELECT path, NULL FROM place WHERE (SELECT count(*) FROM read) < :read
        AND (SELECT count(*) FROM place) = :repositories ORDER BY path DESC LIMIT 1)
)
SELECT path, name, digest, kind, published FROM matching
UNION ALL
SELECT path, name, NULL, NULL, NULL FROM reached;

-- TagSearchRows.IN_ORDERS Form[hasPart=false, hasKind=false, hasAnnotation=true, isUnused=false]
WITH place AS MATERIALIZED (
    SELECT id, bucket, path FROM repositories
    WHERE path >= :path AND path < :end AND (:below = '' OR path = :below OR starts_with(path, :below || '/'))
  AND position(:repository IN path) > 0 ORDER BY path LIMIT :repositories
), read AS MATERIALIZED (
    SELECT r.path, t.* FROM (
        SELECT id, bucket, path FROM repositories
        WHERE path >= :path AND path < :end AND (:below = '' OR path = :below OR starts_with(path, :below || '/'))
  AND position(:repository IN path) > 0 ORDER BY path LIMIT :repositories) r,
    LATERAL (
        SELECT t.repository, t.bucket, t.name, t.digest, t.kind, GREATEST(t.created, t.updated) AS published
        FROM tags t WHERE t.repository = r.id AND t.bucket = r.bucket
          AND t.name > CASE WHEN r.path = :path THEN :tag ELSE '' END
        ORDER BY t.name LIMIT :read) t
    ORDER BY r.path, t.name LIMIT :read
), matching AS (
    SELECT t.path, t.name, t.digest, t.kind, t.published FROM read t WHERE true AND EXISTS (
    SELECT FROM manifests m WHERE m.repository = t.repository AND m.digest = t.digest AND m.bucket = t.bucket
      AND m.labels @> ARRAY[CAST(:label AS uuid)])
    ORDER BY t.path, t.name LIMIT :more
), reached AS (
    (SELECT path, name FROM read WHERE (SELECT count(*) FROM read) = :read ORDER BY path DESC, name DESC LIMIT 1)
    UNION ALL
    (SELECT path, NULL FROM place WHERE (SELECT count(*) FROM read) < :read
        AND (SELECT count(*) FROM place) = :repositories ORDER BY path DESC LIMIT 1)
)
SELECT path, name, digest, kind, published FROM matching
UNION ALL
SELECT path, name, NULL, NULL, NULL FROM reached;

-- TagSearchRows.IN_ORDERS Form[hasPart=false, hasKind=false, hasAnnotation=true, isUnused=true]
WITH place AS MATERIALIZED (
    SELECT id, bucket, path FROM repositories
    WHERE path >= :path AND path < :end AND (:below = '' OR path = :below OR starts_with(path, :below || '/'))
  AND position(:repository IN path) > 0 ORDER BY path LIMIT :repositories
), read AS MATERIALIZED (
    SELECT r.path, t.* FROM (
        SELECT id, bucket, path FROM repositories
        WHERE path >= :path AND path < :end AND (:below = '' OR path = :below OR starts_with(path, :below || '/'))
  AND position(:repository IN path) > 0 ORDER BY path LIMIT :repositories) r,
    LATERAL (
        SELECT t.repository, t.bucket, t.name, t.digest, t.kind, GREATEST(t.created, t.updated) AS published
        FROM tags t WHERE t.repository = r.id AND t.bucket = r.bucket
          AND t.name > CASE WHEN r.path = :path THEN :tag ELSE '' END
        ORDER BY t.name LIMIT :read) t
    ORDER BY r.path, t.name LIMIT :read
), matching AS (
    SELECT t.path, t.name, t.digest, t.kind, t.published FROM read t WHERE true AND EXISTS (
    SELECT FROM manifests m WHERE m.repository = t.repository AND m.digest = t.digest AND m.bucket = t.bucket
      AND m.labels @> ARRAY[CAST(:label AS uuid)]) AND t.published < :unused AND NOT EXISTS (
    SELECT FROM usage u WHERE u.repository = t.repository AND u.kind = 1
      AND u.name = convert_to(t.name, 'UTF8') AND u.used >= :unused)
    ORDER BY t.path, t.name LIMIT :more
), reached AS (
    (SELECT path, name FROM read WHERE (SELECT count(*) FROM read) = :read ORDER BY path DESC, name DESC LIMIT 1)
    UNION ALL
    (SELECT path, NULL FROM place WHERE (SELECT count(*) FROM read) < :read
        AND (SELECT count(*) FROM place) = :repositories ORDER BY path DESC LIMIT 1)
)
SELECT path, name, digest, kind, published FROM matching
UNION ALL
SELECT path, name, NULL, NULL, NULL FROM reached;

-- TagSearchRows.IN_ORDERS Form[hasPart=false, hasKind=true, hasAnnotation=false, isUnused=false]
WITH place AS MATERIALIZED (
    SELECT id, bucket, path FROM repositories
    WHERE path >= :path AND path < :end AND (:below = '' OR path = :below OR starts_with(path, :below || '/'))
  AND position(:repository IN path) > 0 ORDER BY path LIMIT :repositories
), read AS MATERIALIZED (
    SELECT r.path, t.* FROM (
        SELECT id, bucket, path FROM repositories
        WHERE path >= :path AND path < :end AND (:below = '' OR path = :below OR starts_with(path, :below || '/'))
  AND position(:repository IN path) > 0 ORDER BY path LIMIT :repositories) r,
    LATERAL (
        SELECT t.repository, t.bucket, t.name, t.digest, t.kind, GREATEST(t.created, t.updated) AS published
        FROM tags t WHERE t.repository = r.id AND t.bucket = r.bucket
          AND t.name COLLATE "POSIX" > CASE WHEN r.path = :path THEN :tag ELSE '' END AND t.kind = :kind
        ORDER BY t.name COLLATE "POSIX" LIMIT :read) t
    ORDER BY r.path, t.name LIMIT :read
), matching AS (
    SELECT t.path, t.name, t.digest, t.kind, t.published FROM read t WHERE true
    ORDER BY t.path, t.name LIMIT :more
), reached AS (
    (SELECT path, name FROM read WHERE (SELECT count(*) FROM read) = :read ORDER BY path DESC, name DESC LIMIT 1)
    UNION ALL
    (SELECT path, NULL FROM place WHERE (SELECT count(*) FROM read) < :read
        AND (SELECT count(*) FROM place) = :repositories ORDER BY path DESC LIMIT 1)
)
SELECT path, name, digest, kind, published FROM matching
UNION ALL
SELECT path, name, NULL, NULL, NULL FROM reached;

-- TagSearchRows.IN_ORDERS Form[hasPart=false, hasKind=true, hasAnnotation=false, isUnused=true]
WITH place AS MATERIALIZED (
    SELECT id, bucket, path FROM repositories
    WHERE path >= :path AND path < :end AND (:below = '' OR path = :below OR starts_with(path, :below || '/'))
  AND position(:repository IN path) > 0 ORDER BY path LIMIT :repositories
), read AS MATERIALIZED (
    SELECT r.path, t.* FROM (
        SELECT id, bucket, path FROM repositories
        WHERE path >= :path AND path < :end AND (:below = '' OR path = :below OR starts_with(path, :below || '/'))
  AND position(:repository IN path) > 0 ORDER BY path LIMIT :repositories) r,
    LATERAL (
        SELECT t.repository, t.bucket, t.name, t.digest, t.kind, GREATEST(t.created, t.updated) AS published
        FROM tags t WHERE t.repository = r.id AND t.bucket = r.bucket
          AND t.name COLLATE "POSIX" > CASE WHEN r.path = :path THEN :tag ELSE '' END AND t.kind = :kind
        ORDER BY t.name COLLATE "POSIX" LIMIT :read) t
    ORDER BY r.path, t.name LIMIT :read
), matching AS (
    SELECT t.path, t.name, t.digest, t.kind, t.published FROM read t WHERE true AND t.published < :unused AND NOT EXISTS (
    SELECT FROM usage u WHERE u.repository = t.repository AND u.kind = 1
      AND u.name = convert_to(t.name, 'UTF8') AND u.used >= :unused)
    ORDER BY t.path, t.name LIMIT :more
), reached AS (
    (SELECT path, name FROM read WHERE (SELECT count(*) FROM read) = :read ORDER BY path DESC, name DESC LIMIT 1)
    UNION ALL
    (SELECT path, NULL FROM place WHERE (SELECT count(*) FROM read) < :read
        AND (SELECT count(*) FROM place) = :repositories ORDER BY path DESC LIMIT 1)
)
SELECT path, name, digest, kind, published FROM matching
UNION ALL
SELECT path, name, NULL, NULL, NULL FROM reached;

-- TagSearchRows.IN_ORDERS Form[hasPart=false, hasKind=true, hasAnnotation=true, isUnused=false]
WITH place AS MATERIALIZED (
    SELECT id, bucket, path FROM repositories
    WHERE path >= :path AND path < :end AND (:below = '' OR path = :below OR starts_with(path, :below || '/'))
  AND position(:repository IN path) > 0 ORDER BY path LIMIT :repositories
), read AS MATERIALIZED (
    SELECT r.path, t.* FROM (
        SELECT id, bucket, path FROM repositories
        WHERE path >= :path AND path < :end AND (:below = '' OR path = :below OR starts_with(path, :below || '/'))
  AND position(:repository IN path) > 0 ORDER BY path LIMIT :repositories) r,
    LATERAL (
        SELECT t.repository, t.bucket, t.name, t.digest, t.kind, GREATEST(t.created, t.updated) AS published
        FROM tags t WHERE t.repository = r.id AND t.bucket = r.bucket
          AND t.name COLLATE "POSIX" > CASE WHEN r.path = :path THEN :tag ELSE '' END AND t.kind = :kind
        ORDER BY t.name COLLATE "POSIX" LIMIT :read) t
    ORDER BY r.path, t.name LIMIT :read
), matching AS (
    SELECT t.path, t.name, t.digest, t.kind, t.published FROM read t WHERE true AND EXISTS (
    SELECT FROM manifests m WHERE m.repository = t.repository AND m.digest = t.digest AND m.bucket = t.bucket
      AND m.labels @> ARRAY[CAST(:label AS uuid)])
    ORDER BY t.path, t.name LIMIT :more
), reached AS (
    (SELECT path, name FROM read WHERE (SELECT count(*) FROM read) = :read ORDER BY path DESC, name DESC LIMIT 1)
    UNION ALL
    (SELECT path, NULL FROM place WHERE (SELECT count(*) FROM read) < :read
        AND (SELECT count(*) FROM place) = :repositories ORDER BY path DESC LIMIT 1)
)
SELECT path, name, digest, kind, published FROM matching
UNION ALL
SELECT path, name, NULL, NULL, NULL FROM reached;

-- TagSearchRows.IN_ORDERS Form[hasPart=false, hasKind=true, hasAnnotation=true, isUnused=true]
WITH place AS MATERIALIZED (
    SELECT id, bucket, path FROM repositories
    WHERE path >= :path AND path < :end AND (:below = '' OR path = :below OR starts_with(path, :below || '/'))
  AND position(:repository IN path) > 0 ORDER BY path LIMIT :repositories
), read AS MATERIALIZED (
    SELECT r.path, t.* FROM (
        SELECT id, bucket, path FROM repositories
        WHERE path >= :path AND path < :end AND (:below = '' OR path = :below OR starts_with(path, :below || '/'))
  AND position(:repository IN path) > 0 ORDER BY path LIMIT :repositories) r,
    LATERAL (
        SELECT t.repository, t.bucket, t.name, t.digest, t.kind, GREATEST(t.created, t.updated) AS published
        FROM tags t WHERE t.repository = r.id AND t.bucket = r.bucket
          AND t.name COLLATE "POSIX" > CASE WHEN r.path = :path THEN :tag ELSE '' END AND t.kind = :kind
        ORDER BY t.name COLLATE "POSIX" LIMIT :read) t
    ORDER BY r.path, t.name LIMIT :read
), matching AS (
    SELECT t.path, t.name, t.digest, t.kind, t.published FROM read t WHERE true AND EXISTS (
    SELECT FROM manifests m WHERE m.repository = t.repository AND m.digest = t.digest AND m.bucket = t.bucket
      AND m.labels @> ARRAY[CAST(:label AS uuid)]) AND t.published < :unused AND NOT EXISTS (
    SELECT FROM usage u WHERE u.repository = t.repository AND u.kind = 1
      AND u.name = convert_to(t.name, 'UTF8') AND u.used >= :unused)
    ORDER BY t.path, t.name LIMIT :more
), reached AS (
    (SELECT path, name FROM read WHERE (SELECT count(*) FROM read) = :read ORDER BY path DESC, name DESC LIMIT 1)
    UNION ALL
    (SELECT path, NULL FROM place WHERE (SELECT count(*) FROM read) < :read
        AND (SELECT count(*) FROM place) = :repositories ORDER BY path DESC LIMIT 1)
)
SELECT path, name, digest, kind, published FROM matching
UNION ALL
SELECT path, name, NULL, NULL, NULL FROM reached;

-- TagSearchRows.IN_ORDERS Form[hasPart=true, hasKind=false, hasAnnotation=false, isUnused=false]
WITH place AS MATERIALIZED (
    SELECT id, bucket, path FROM repositories
    WHERE path >= :path AND path < :end AND (:below = '' OR path = :below OR starts_with(path, :below || '/'))
  AND position(:repository IN path) > 0 ORDER BY path LIMIT :repositories
), read AS MATERIALIZED (
    SELECT r.path, t.* FROM (
        SELECT id, bucket, path FROM repositories
        WHERE path >= :path AND path < :end AND (:below = '' OR path = :below OR starts_with(path, :below || '/'))
  AND position(:repository IN path) > 0 ORDER BY path LIMIT :repositories) r,
    LATERAL (
        SELECT t.repository, t.bucket, t.name, t.digest, t.kind, GREATEST(t.created, t.updated) AS published
        FROM tags t WHERE t.repository = r.id AND t.bucket = r.bucket
          AND t.name > CASE WHEN r.path = :path THEN :tag ELSE '' END
        ORDER BY t.name LIMIT :read) t
    ORDER BY r.path, t.name LIMIT :read
), matching AS (
    SELECT t.path, t.name, t.digest, t.kind, t.published FROM read t WHERE position(:part IN t.name) > 0
    ORDER BY t.path, t.name LIMIT :more
), reached AS (
    (SELECT path, name FROM read WHERE (SELECT count(*) FROM read) = :read ORDER BY path DESC, name DESC LIMIT 1)
    UNION ALL
    (SELECT path, NULL FROM place WHERE (SELECT count(*) FROM read) < :read
        AND (SELECT count(*) FROM place) = :repositories ORDER BY path DESC LIMIT 1)
)
SELECT path, name, digest, kind, published FROM matching
UNION ALL
SELECT path, name, NULL, NULL, NULL FROM reached;

-- TagSearchRows.IN_ORDERS Form[hasPart=true, hasKind=false, hasAnnotation=false, isUnused=true]
WITH place AS MATERIALIZED (
    SELECT id, bucket, path FROM repositories
    WHERE path >= :path AND path < :end AND (:below = '' OR path = :below OR starts_with(path, :below || '/'))
  AND position(:repository IN path) > 0 ORDER BY path LIMIT :repositories
), read AS MATERIALIZED (
    SELECT r.path, t.* FROM (
        SELECT id, bucket, path FROM repositories
        WHERE path >= :path AND path < :end AND (:below = '' OR path = :below OR starts_with(path, :below || '/'))
  AND position(:repository IN path) > 0 ORDER BY path LIMIT :repositories) r,
    LATERAL (
        SELECT t.repository, t.bucket, t.name, t.digest, t.kind, GREATEST(t.created, t.updated) AS published
        FROM tags t WHERE t.repository = r.id AND t.bucket = r.bucket
          AND t.name > CASE WHEN r.path = :path THEN :tag ELSE '' END
        ORDER BY t.name LIMIT :read) t
    ORDER BY r.path, t.name LIMIT :read
), matching AS (
    SELECT t.path, t.name, t.digest, t.kind, t.published FROM read t WHERE position(:part IN t.name) > 0 AND t.published < :unused AND NOT EXISTS (
    SELECT FROM usage u WHERE u.repository = t.repository AND u.kind = 1
      AND u.name = convert_to(t.name, 'UTF8') AND u.used >= :unused)
    ORDER BY t.path, t.name LIMIT :more
), reached AS (
    (SELECT path, name FROM read WHERE (SELECT count(*) FROM read) = :read ORDER BY path DESC, name DESC LIMIT 1)
    UNION ALL
    (SELECT path, NULL FROM place WHERE (SELECT count(*) FROM read) < :read
        AND (SELECT count(*) FROM place) = :repositories ORDER BY path DESC LIMIT 1)
)
SELECT path, name, digest, kind, published FROM matching
UNION ALL
SELECT path, name, NULL, NULL, NULL FROM reached;

-- TagSearchRows.IN_ORDERS Form[hasPart=true, hasKind=false, hasAnnotation=true, isUnused=false]
WITH place AS MATERIALIZED (
    SELECT id, bucket, path FROM repositories
    WHERE path >= :path AND path < :end AND (:below = '' OR path = :below OR starts_with(path, :below || '/'))
  AND position(:repository IN path) > 0 ORDER BY path LIMIT :repositories
), read AS MATERIALIZED (
    SELECT r.path, t.* FROM (
        SELECT id, bucket, path FROM repositories
        WHERE path >= :path AND path < :end AND (:below = '' OR path = :below OR starts_with(path, :below || '/'))
  AND position(:repository IN path) > 0 ORDER BY path LIMIT :repositories) r,
    LATERAL (
        SELECT t.repository, t.bucket, t.name, t.digest, t.kind, GREATEST(t.created, t.updated) AS published
        FROM tags t WHERE t.repository = r.id AND t.bucket = r.bucket
          AND t.name > CASE WHEN r.path = :path THEN :tag ELSE '' END
        ORDER BY t.name LIMIT :read) t
    ORDER BY r.path, t.name LIMIT :read
), matching AS (
    SELECT t.path, t.name, t.digest, t.kind, t.published FROM read t WHERE position(:part IN t.name) > 0 AND EXISTS (
    SELECT FROM manifests m WHERE m.repository = t.repository AND m.digest = t.digest AND m.bucket = t.bucket
      AND m.labels @> ARRAY[CAST(:label AS uuid)])
    ORDER BY t.path, t.name LIMIT :more
), reached AS (
    (SELECT path, name FROM read WHERE (SELECT count(*) FROM read) = :read ORDER BY path DESC, name DESC LIMIT 1)
    UNION ALL
    (SELECT path, NULL FROM place WHERE (SELECT count(*) FROM read) < :read
        AND (SELECT count(*) FROM place) = :repositories ORDER BY path DESC LIMIT 1)
)
SELECT path, name, digest, kind, published FROM matching
UNION ALL
SELECT path, name, NULL, NULL, NULL FROM reached;

-- TagSearchRows.IN_ORDERS Form[hasPart=true, hasKind=false, hasAnnotation=true, isUnused=true]
WITH place AS MATERIALIZED (
    SELECT id, bucket, path FROM repositories
    WHERE path >= :path AND path < :end AND (:below = '' OR path = :below OR starts_with(path, :below || '/'))
  AND position(:repository IN path) > 0 ORDER BY path LIMIT :repositories
), read AS MATERIALIZED (
    SELECT r.path, t.* FROM (
        SELECT id, bucket, path FROM repositories
        WHERE path >= :path AND path < :end AND (:below = '' OR path = :below OR starts_with(path, :below || '/'))
  AND position(:repository IN path) > 0 ORDER BY path LIMIT :repositories) r,
    LATERAL (
        SELECT t.repository, t.bucket, t.name, t.digest, t.kind, GREATEST(t.created, t.updated) AS published
        FROM tags t WHERE t.repository = r.id AND t.bucket = r.bucket
          AND t.name > CASE WHEN r.path = :path THEN :tag ELSE '' END
        ORDER BY t.name LIMIT :read) t
    ORDER BY r.path, t.name LIMIT :read
), matching AS (
    SELECT t.path, t.name, t.digest, t.kind, t.published FROM read t WHERE position(:part IN t.name) > 0 AND EXISTS (
    SELECT FROM manifests m WHERE m.repository = t.repository AND m.digest = t.digest AND m.bucket = t.bucket
      AND m.labels @> ARRAY[CAST(:label AS uuid)]) AND t.published < :unused AND NOT EXISTS (
    SELECT FROM usage u WHERE u.repository = t.repository AND u.kind = 1
      AND u.name = convert_to(t.name, 'UTF8') AND u.used >= :unused)
    ORDER BY t.path, t.name LIMIT :more
), reached AS (
    (SELECT path, name FROM read WHERE (SELECT count(*) FROM read) = :read ORDER BY path DESC, name DESC LIMIT 1)
    UNION ALL
    (SELECT path, NULL FROM place WHERE (SELECT count(*) FROM read) < :read
        AND (SELECT count(*) FROM place) = :repositories ORDER BY path DESC LIMIT 1)
)
SELECT path, name, digest, kind, published FROM matching
UNION ALL
SELECT path, name, NULL, NULL, NULL FROM reached;

-- TagSearchRows.IN_ORDERS Form[hasPart=true, hasKind=true, hasAnnotation=false, isUnused=false]
WITH place AS MATERIALIZED (
    SELECT id, bucket, path FROM repositories
    WHERE path >= :path AND path < :end AND (:below = '' OR path = :below OR starts_with(path, :below || '/'))
  AND position(:repository IN path) > 0 ORDER BY path LIMIT :repositories
), read AS MATERIALIZED (
    SELECT r.path, t.* FROM (
        SELECT id, bucket, path FROM repositories
        WHERE path >= :path AND path < :end AND (:below = '' OR path = :below OR starts_with(path, :below || '/'))
  AND position(:repository IN path) > 0 ORDER BY path LIMIT :repositories) r,
    LATERAL (
        SELECT t.repository, t.bucket, t.name, t.digest, t.kind, GREATEST(t.created, t.updated) AS published
        FROM tags t WHERE t.repository = r.id AND t.bucket = r.bucket
          AND t.name COLLATE "POSIX" > CASE WHEN r.path = :path THEN :tag ELSE '' END AND t.kind = :kind
        ORDER BY t.name COLLATE "POSIX" LIMIT :read) t
    ORDER BY r.path, t.name LIMIT :read
), matching AS (
    SELECT t.path, t.name, t.digest, t.kind, t.published FROM read t WHERE position(:part IN t.name) > 0
    ORDER BY t.path, t.name LIMIT :more
), reached AS (
    (SELECT path, name FROM read WHERE (SELECT count(*) FROM read) = :read ORDER BY path DESC, name DESC LIMIT 1)
    UNION ALL
    (SELECT path, NULL FROM place WHERE (SELECT count(*) FROM read) < :read
        AND (SELECT count(*) FROM place) = :repositories ORDER BY path DESC LIMIT 1)
)
SELECT path, name, digest, kind, published FROM matching
UNION ALL
SELECT path, name, NULL, NULL, NULL FROM reached;

-- TagSearchRows.IN_ORDERS Form[hasPart=true, hasKind=true, hasAnnotation=false, isUnused=true]
WITH place AS MATERIALIZED (
    SELECT id, bucket, path FROM repositories
    WHERE path >= :path AND path < :end AND (:below = '' OR path = :below OR starts_with(path, :below || '/'))
  AND position(:repository IN path) > 0 ORDER BY path LIMIT :repositories
), read AS MATERIALIZED (
    SELECT r.path, t.* FROM (
        SELECT id, bucket, path FROM repositories
        WHERE path >= :path AND path < :end AND (:below = '' OR path = :below OR starts_with(path, :below || '/'))
  AND position(:repository IN path) > 0 ORDER BY path LIMIT :repositories) r,
    LATERAL (
        SELECT t.repository, t.bucket, t.name, t.digest, t.kind, GREATEST(t.created, t.updated) AS published
        FROM tags t WHERE t.repository = r.id AND t.bucket = r.bucket
          AND t.name COLLATE "POSIX" > CASE WHEN r.path = :path THEN :tag ELSE '' END AND t.kind = :kind
        ORDER BY t.name COLLATE "POSIX" LIMIT :read) t
    ORDER BY r.path, t.name LIMIT :read
), matching AS (
    SELECT t.path, t.name, t.digest, t.kind, t.published FROM read t WHERE position(:part IN t.name) > 0 AND t.published < :unused AND NOT EXISTS (
    SELECT FROM usage u WHERE u.repository = t.repository AND u.kind = 1
      AND u.name = convert_to(t.name, 'UTF8') AND u.used >= :unused)
    ORDER BY t.path, t.name LIMIT :more
), reached AS (
    (SELECT path, name FROM read WHERE (SELECT count(*) FROM read) = :read ORDER BY path DESC, name DESC LIMIT 1)
    UNION ALL
    (SELECT path, NULL FROM place WHERE (SELECT count(*) FROM read) < :read
        AND (SELECT count(*) FROM place) = :repositories ORDER BY path DESC LIMIT 1)
)
SELECT path, name, digest, kind, published FROM matching
UNION ALL
SELECT path, name, NULL, NULL, NULL FROM reached;

-- TagSearchRows.IN_ORDERS Form[hasPart=true, hasKind=true, hasAnnotation=true, isUnused=false]
WITH place AS MATERIALIZED (
    SELECT id, bucket, path FROM repositories
    WHERE path >= :path AND path < :end AND (:below = '' OR path = :below OR starts_with(path, :below || '/'))
  AND position(:repository IN path) > 0 ORDER BY path LIMIT :repositories
), read AS MATERIALIZED (
    SELECT r.path, t.* FROM (
        SELECT id, bucket, path FROM repositories
        WHERE path >= :path AND path < :end AND (:below = '' OR path = :below OR starts_with(path, :below || '/'))
  AND position(:repository IN path) > 0 ORDER BY path LIMIT :repositories) r,
    LATERAL (
        SELECT t.repository, t.bucket, t.name, t.digest, t.kind, GREATEST(t.created, t.updated) AS published
        FROM tags t WHERE t.repository = r.id AND t.bucket = r.bucket
          AND t.name COLLATE "POSIX" > CASE WHEN r.path = :path THEN :tag ELSE '' END AND t.kind = :kind
        ORDER BY t.name COLLATE "POSIX" LIMIT :read) t
    ORDER BY r.path, t.name LIMIT :read
), matching AS (
    SELECT t.path, t.name, t.digest, t.kind, t.published FROM read t WHERE position(:part IN t.name) > 0 AND EXISTS (
    SELECT FROM manifests m WHERE m.repository = t.repository AND m.digest = t.digest AND m.bucket = t.bucket
      AND m.labels @> ARRAY[CAST(:label AS uuid)])
    ORDER BY t.path, t.name LIMIT :more
), reached AS (
    (SELECT path, name FROM read WHERE (SELECT count(*) FROM read) = :read ORDER BY path DESC, name DESC LIMIT 1)
    UNION ALL
    (SELECT path, NULL FROM place WHERE (SELECT count(*) FROM read) < :read
        AND (SELECT count(*) FROM place) = :repositories ORDER BY path DESC LIMIT 1)
)
SELECT path, name, digest, kind, published FROM matching
UNION ALL
SELECT path, name, NULL, NULL, NULL FROM reached;

-- TagSearchRows.IN_ORDERS Form[hasPart=true, hasKind=true, hasAnnotation=true, isUnused=true]
WITH place AS MATERIALIZED (
    SELECT id, bucket, path FROM repositories
    WHERE path >= :path AND path < :end AND (:below = '' OR path = :below OR starts_with(path, :below || '/'))
  AND position(:repository IN path) > 0 ORDER BY path LIMIT :repositories
), read AS MATERIALIZED (
    SELECT r.path, t.* FROM (
        SELECT id, bucket, path FROM repositories
        WHERE path >= :path AND path < :end AND (:below = '' OR path = :below OR starts_with(path, :below || '/'))
  AND position(:repository IN path) > 0 ORDER BY path LIMIT :repositories) r,
    LATERAL (
        SELECT t.repository, t.bucket, t.name, t.digest, t.kind, GREATEST(t.created, t.updated) AS published
        FROM tags t WHERE t.repository = r.id AND t.bucket = r.bucket
          AND t.name COLLATE "POSIX" > CASE WHEN r.path = :path THEN :tag ELSE '' END AND t.kind = :kind
        ORDER BY t.name COLLATE "POSIX" LIMIT :read) t
    ORDER BY r.path, t.name LIMIT :read
), matching AS (
    SELECT t.path, t.name, t.digest, t.kind, t.published FROM read t WHERE position(:part IN t.name) > 0 AND EXISTS (
    SELECT FROM manifests m WHERE m.repository = t.repository AND m.digest = t.digest AND m.bucket = t.bucket
      AND m.labels @> ARRAY[CAST(:label AS uuid)]) AND t.published < :unused AND NOT EXISTS (
    SELECT FROM usage u WHERE u.repository = t.repository AND u.kind = 1
      AND u.name = convert_to(t.name, 'UTF8') AND u.used >= :unused)
    ORDER BY t.path, t.name LIMIT :more
), reached AS (
    (SELECT path, name FROM read WHERE (SELECT count(*) FROM read) = :read ORDER BY path DESC, name DESC LIMIT 1)
    UNION ALL
    (SELECT path, NULL FROM place WHERE (SELECT count(*) FROM read) < :read
        AND (SELECT count(*) FROM place) = :repositories ORDER BY path DESC LIMIT 1)
)
SELECT path, name, digest, kind, published FROM matching
UNION ALL
SELECT path, name, NULL, NULL, NULL FROM reached;

-- UsageRows.DAYS
SELECT d.day, d.pulls, d.pushes FROM repositories r LEFT JOIN usage_days d ON d.repository = r.id
    AND d.day BETWEEN CAST(:first AS date) AND CAST(:last AS date)
WHERE r.path = :path ORDER BY d.day;

-- UsageRows.FIND
SELECT r.bucket, w.place, coalesce(u.pulls, 0), coalesce(t.pushes, m.pushes, u.pushes, 0), u.pulled,
    coalesce(t.updated, m.pushed, u.pushed), u.used
FROM repositories r CROSS JOIN unnest(:kinds, :names) WITH ORDINALITY AS w (kind, name, place)
LEFT JOIN LATERAL (
    SELECT x.pulls, x.pushes, x.pulled, x.pushed, x.used FROM usage x
    WHERE x.repository = r.id AND x.kind = w.kind AND x.name = w.name OFFSET 0) u ON true
LEFT JOIN LATERAL (
    SELECT x.pushes, x.updated FROM tags_0 x
    WHERE x.repository = r.id AND x.bucket = 0 AND x.pushes > 0
      AND x.name = CASE WHEN w.kind = 1 THEN convert_from(w.name, 'UTF8') END OFFSET 0) t ON true
LEFT JOIN LATERAL (
    SELECT x.pushes, x.pushed FROM manifests_0 x
    WHERE x.repository = r.id AND x.bucket = 0 AND x.pushes > 0
      AND x.digest = CASE WHEN w.kind = 2 THEN w.name END OFFSET 0) m ON true
WHERE r.path = :path AND (u.pulls IS NOT NULL OR t.pushes IS NOT NULL OR m.pushes IS NOT NULL)
UNION ALL
SELECT bucket, 0, 0, 0, NULL, NULL, NULL FROM repositories WHERE path = :path;

-- UsageRows.FIRST_DAY
SELECT min(day) FROM usage_days;

-- UsageRows.MOST_PULLED
SELECT r.path, d.pulls, d.pushes FROM (
    SELECT repository, sum(pulls) AS pulls, sum(pushes) AS pushes FROM usage_days
    WHERE day >= CAST(:first AS date) GROUP BY repository HAVING sum(pulls) > 0) d
JOIN repositories r ON r.id = d.repository
ORDER BY d.pulls DESC, r.path LIMIT :most;

-- UsageRows.UNUSED
SELECT r.bucket, t.name FROM repositories r LEFT JOIN LATERAL (
    SELECT t.name FROM tags_0 t LEFT JOIN usage u
        ON u.repository = t.repository AND u.kind = 1 AND u.name = convert_to(t.name, 'UTF8')
    WHERE t.repository = r.id AND t.name > :last AND GREATEST(t.created, t.updated) < :since
      AND (u.used IS NULL OR u.used < :since)
    ORDER BY t.name LIMIT :more) t ON true
WHERE r.path = :path ORDER BY t.name;

-- UsageWrites.ADD
WITH turn AS (
    INSERT INTO usage_nodes AS n (node, batch, added) VALUES (CAST(:node AS uuid), :batch, :now)
    ON CONFLICT (node) DO UPDATE SET batch = excluded.batch, added = excluded.added WHERE n.batch < excluded.batch
    RETURNING batch
), counts AS MATERIALIZED (
    SELECT COALESCE(r.id, moved.id) AS id, c.kind, c.name, CAST(c.day AS date) AS day, c.pulls, c.pushes,
        CAST(c.pulled AS timestamptz) AS pulled, CAST(c.pushed AS timestamptz) AS pushed,
        CAST(c.used AS timestamptz) AS used
    FROM turn, unnest(:paths, :kinds, :names, :days, :pulls, :pushes, :pulled, :pushed, :used)
        AS c (path, kind, name, day, pulls, pushes, pulled, pushed, used)
    LEFT JOIN repositories r ON r.path = c.path
    LEFT JOIN LATERAL (
        SELECT n.id FROM rename_leases l
        JOIN repositories n ON n.path = l.target || substr(c.path, length(l.source) + 1)
        WHERE r.id IS NULL AND l.done AND starts_with(c.path || '/', l.source || '/')
        ORDER BY l.until DESC LIMIT 1) moved ON true
    WHERE r.id IS NOT NULL OR moved.id IS NOT NULL
), items AS (
    INSERT INTO usage AS u (repository, kind, name, pulls, pushes, pulled, pushed, used)
    SELECT id, kind, name, sum(pulls), sum(pushes), max(pulled), max(pushed), max(used)
    FROM counts GROUP BY id, kind, name ORDER BY id, kind, name
    ON CONFLICT (repository, kind, name) DO UPDATE SET
        pulls = u.pulls + excluded.pulls, pushes = u.pushes + excluded.pushes,
        pulled = GREATEST(u.pulled, excluded.pulled), pushed = GREATEST(u.pushed, excluded.pushed),
        used = GREATEST(u.used, excluded.used)
), days AS (
    INSERT INTO usage_days AS d (repository, day, pulls, pushes)
    SELECT id, day, sum(pulls), sum(pushes)
    FROM counts WHERE kind = 0 AND (pulls > 0 OR pushes > 0) GROUP BY id, day ORDER BY id, day
    ON CONFLICT (repository, day) DO UPDATE SET
        pulls = d.pulls + excluded.pulls, pushes = d.pushes + excluded.pushes
)
SELECT EXISTS (SELECT FROM turn);

-- UsageWrites.EXPIRE_DAYS
DELETE FROM usage_days d USING (
    SELECT repository, day FROM usage_days WHERE day < CAST(:before AS date)
    ORDER BY repository, day LIMIT :most FOR UPDATE) x
WHERE d.repository = x.repository AND d.day = x.day;

-- UsageWrites.EXPIRE_ITEMS
DELETE FROM usage u USING (
    SELECT u.repository, u.kind, u.name FROM usage u JOIN repositories r ON r.id = u.repository
    WHERE u.kind <> 0 AND u.used < CAST(CAST(:before AS text) AS timestamptz)
      AND CASE u.kind
          WHEN 1 THEN NOT EXISTS (
              SELECT FROM tags t WHERE t.repository = r.id AND t.bucket = r.bucket
                AND t.name = convert_from(u.name, 'UTF8'))
          ELSE NOT EXISTS (
              SELECT FROM manifests m WHERE m.repository = r.id AND m.bucket = r.bucket AND m.digest = u.name)
          END
    ORDER BY u.repository, u.kind, u.name LIMIT :most FOR UPDATE OF u) x
WHERE u.repository = x.repository AND u.kind = x.kind AND u.name = x.name;

-- UsageWrites.EXPIRE_NODES
DELETE FROM usage_nodes WHERE added < CAST(CAST(:before AS text) AS timestamptz);
