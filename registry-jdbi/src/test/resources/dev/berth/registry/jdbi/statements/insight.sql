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

-- SizeCount.CHANGES
WITH taken AS (
    DELETE FROM tag_changes WHERE repository = :id RETURNING digest, change
)
SELECT digest, sum(change) FROM taken GROUP BY digest HAVING sum(change) <> 0;

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
UPDATE repository_sizes SET size = 0, complete = true, version = nextval('size_versions')
WHERE repository = :id;

-- SizeCount.SUM
UPDATE repository_sizes SET size = size + :change, complete = complete AND :complete,
    version = CASE WHEN :moved THEN nextval('size_versions') ELSE version END
WHERE repository = :id RETURNING size, complete;

-- SizeRows.BEHIND
SELECT r.id, r.bucket FROM repositories r LEFT JOIN repository_sizes s ON s.repository = r.id
WHERE (r.path = :path OR (r.path >= :from AND r.path < :to))
  AND (NOT coalesce(s.complete, true) OR EXISTS (SELECT FROM tag_changes c WHERE c.repository = r.id))
ORDER BY r.id;

-- SizeRows.CHANGED
SELECT r.id, r.bucket FROM (SELECT DISTINCT repository FROM tag_changes ORDER BY repository LIMIT :most) c
JOIN repositories r ON r.id = c.repository;

-- SizeRows.FIND
SELECT r.id, r.bucket, s.size,
       coalesce(s.complete, true) AND NOT EXISTS (SELECT FROM tag_changes c WHERE c.repository = r.id)
FROM repositories r LEFT JOIN repository_sizes s ON s.repository = r.id
WHERE r.path = :path;

-- SizeRows.KEEP
INSERT INTO namespace_sizes (path, mark, size) VALUES (:path, :mark, :size)
ON CONFLICT (path) DO UPDATE SET mark = excluded.mark, size = excluded.size;

-- SizeRows.MARK
SELECT x.mark, n.size FROM (
    SELECT md5(string_agg(r.id || ' ' || coalesce(s.version, 0), ',' ORDER BY r.id)) AS mark
    FROM repositories r LEFT JOIN repository_sizes s ON s.repository = r.id
    WHERE r.path = :path OR (r.path >= :from AND r.path < :to)) x
LEFT JOIN namespace_sizes n ON n.path = :path AND n.mark = x.mark;

-- SizeRows.SUM
SELECT coalesce(sum(d.size), 0) FROM (
    SELECT DISTINCT l.digest, l.size
    FROM repositories r JOIN counted_layers l ON l.repository = r.id AND l.bucket = r.bucket
    WHERE r.path = :path OR (r.path >= :from AND r.path < :to)) d;

-- SizeStep.ADD
WITH change AS (
    SELECT c.digest, c.holders FROM unnest(:digests, :holders) AS c (digest, holders)
), held AS (
    UPDATE counted_manifests_0 m SET holders = m.holders + c.holders
    FROM change c WHERE m.repository = :id AND m.digest = c.digest RETURNING m.digest
), fresh AS MATERIALIZED (
    SELECT c.digest, c.holders, m.id FROM change c
    LEFT JOIN manifests_0 m ON m.repository = :id AND m.digest = c.digest
    WHERE NOT EXISTS (SELECT FROM held h WHERE h.digest = c.digest)
), needed AS MATERIALIZED (
    SELECT n.digest AS manifest, f.digest, l.size,
        f.target = 1 AND EXISTS (
            SELECT FROM manifests_0 k WHERE k.repository = :id AND k.digest = f.digest) AS listed
    FROM fresh n JOIN manifest_references_0 f ON f.manifest = n.id AND f.target <> 2
    LEFT JOIN blob_links_0 l ON l.repository = :id AND l.digest = f.digest
), stored AS (
    INSERT INTO counted_manifests_0 (repository, digest, bucket, holders, children, layers)
    SELECT :id, n.digest, 0, n.holders,
        ARRAY(SELECT r.digest FROM needed r WHERE r.manifest = n.digest AND r.listed),
        ARRAY(SELECT r.digest FROM needed r
              WHERE r.manifest = n.digest AND NOT r.listed AND r.size IS NOT NULL)
    FROM fresh n
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
    EXISTS (SELECT FROM needed WHERE NOT listed AND size IS NULL) OR EXISTS (SELECT FROM fresh WHERE id IS NULL),
    (SELECT array_agg(digest) FROM needed WHERE listed);

-- SizeStep.REMOVE
WITH change AS (
    SELECT c.digest, c.holders FROM unnest(:digests, :holders) AS c (digest, holders)
), held AS (
    UPDATE counted_manifests_0 m SET holders = m.holders - c.holders
    FROM change c WHERE m.repository = :id AND m.digest = c.digest AND m.holders > c.holders
), gone AS (
    DELETE FROM counted_manifests_0 m USING change c
    WHERE m.repository = :id AND m.digest = c.digest AND m.holders <= c.holders
    RETURNING m.children, m.layers
), layers AS (
    SELECT l.digest, count(*) AS holders FROM gone g, unnest(g.layers) AS l (digest) GROUP BY l.digest
), needed AS (
    UPDATE counted_layers_0 c SET holders = c.holders - l.holders
    FROM layers l WHERE c.repository = :id AND c.digest = l.digest AND c.holders > l.holders
), ended AS (
    DELETE FROM counted_layers_0 c USING layers l
    WHERE c.repository = :id AND c.digest = l.digest AND c.holders <= l.holders
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

-- TagList.STATEMENTS Form[order=NAME, ascending=false, hasStart=false, isFiltered=false, isExact=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.created, t.updated, GREATEST(t.created, t.updated) AS published
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
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.name DESC;

-- TagList.STATEMENTS Form[order=NAME, ascending=false, hasStart=false, isFiltered=false, isExact=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.created, t.updated, GREATEST(t.created, t.updated) AS published
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
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.name DESC;

-- TagList.STATEMENTS Form[order=NAME, ascending=false, hasStart=false, isFiltered=true, isExact=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.created, t.updated, GREATEST(t.created, t.updated) AS published
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
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.name DESC;

-- TagList.STATEMENTS Form[order=NAME, ascending=false, hasStart=false, isFiltered=true, isExact=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.created, t.updated, GREATEST(t.created, t.updated) AS published
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
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.name DESC;

-- TagList.STATEMENTS Form[order=NAME, ascending=false, hasStart=true, isFiltered=false, isExact=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.created, t.updated, GREATEST(t.created, t.updated) AS published
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
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT (t.name < :name)) AS behind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.name DESC;

-- TagList.STATEMENTS Form[order=NAME, ascending=false, hasStart=true, isFiltered=false, isExact=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.created, t.updated, GREATEST(t.created, t.updated) AS published
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
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT (t.name < :name) AND t.name = :exact) AS behind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.name DESC;

-- TagList.STATEMENTS Form[order=NAME, ascending=false, hasStart=true, isFiltered=true, isExact=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.created, t.updated, GREATEST(t.created, t.updated) AS published
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
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT (t.name < :name) AND position(:part IN t.name) > 0) AS behind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.name DESC;

-- TagList.STATEMENTS Form[order=NAME, ascending=false, hasStart=true, isFiltered=true, isExact=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.created, t.updated, GREATEST(t.created, t.updated) AS published
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
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT (t.name < :name) AND position(:part IN t.name) > 0 AND t.name = :exact) AS behind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.name DESC;

-- TagList.STATEMENTS Form[order=NAME, ascending=true, hasStart=false, isFiltered=false, isExact=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.created, t.updated, GREATEST(t.created, t.updated) AS published
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
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.name;

-- TagList.STATEMENTS Form[order=NAME, ascending=true, hasStart=false, isFiltered=false, isExact=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.created, t.updated, GREATEST(t.created, t.updated) AS published
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
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.name;

-- TagList.STATEMENTS Form[order=NAME, ascending=true, hasStart=false, isFiltered=true, isExact=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.created, t.updated, GREATEST(t.created, t.updated) AS published
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
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.name;

-- TagList.STATEMENTS Form[order=NAME, ascending=true, hasStart=false, isFiltered=true, isExact=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.created, t.updated, GREATEST(t.created, t.updated) AS published
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
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.name;

-- TagList.STATEMENTS Form[order=NAME, ascending=true, hasStart=true, isFiltered=false, isExact=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.created, t.updated, GREATEST(t.created, t.updated) AS published
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
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT (t.name > :name)) AS behind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.name;

-- TagList.STATEMENTS Form[order=NAME, ascending=true, hasStart=true, isFiltered=false, isExact=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.created, t.updated, GREATEST(t.created, t.updated) AS published
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
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT (t.name > :name) AND t.name = :exact) AS behind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.name;

-- TagList.STATEMENTS Form[order=NAME, ascending=true, hasStart=true, isFiltered=true, isExact=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.created, t.updated, GREATEST(t.created, t.updated) AS published
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
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT (t.name > :name) AND position(:part IN t.name) > 0) AS behind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.name;

-- TagList.STATEMENTS Form[order=NAME, ascending=true, hasStart=true, isFiltered=true, isExact=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.created, t.updated, GREATEST(t.created, t.updated) AS published
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
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT (t.name > :name) AND position(:part IN t.name) > 0 AND t.name = :exact) AS behind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.name;

-- TagList.STATEMENTS Form[order=PUBLISHED, ascending=false, hasStart=false, isFiltered=false, isExact=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo)
    ORDER BY GREATEST(t.created, t.updated) DESC, t.name DESC LIMIT :more
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
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.published DESC, c.name DESC;

-- TagList.STATEMENTS Form[order=PUBLISHED, ascending=false, hasStart=false, isFiltered=false, isExact=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND t.name = :exact
    ORDER BY GREATEST(t.created, t.updated) DESC, t.name DESC LIMIT :more
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
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.published DESC, c.name DESC;

-- TagList.STATEMENTS Form[order=PUBLISHED, ascending=false, hasStart=false, isFiltered=true, isExact=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND position(:part IN t.name) > 0
    ORDER BY GREATEST(t.created, t.updated) DESC, t.name DESC LIMIT :more
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
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.published DESC, c.name DESC;

-- TagList.STATEMENTS Form[order=PUBLISHED, ascending=false, hasStart=false, isFiltered=true, isExact=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND position(:part IN t.name) > 0 AND t.name = :exact
    ORDER BY GREATEST(t.created, t.updated) DESC, t.name DESC LIMIT :more
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
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.published DESC, c.name DESC;

-- TagList.STATEMENTS Form[order=PUBLISHED, ascending=false, hasStart=true, isFiltered=false, isExact=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND (GREATEST(t.created, t.updated), t.name) < (:published, :name)
    ORDER BY GREATEST(t.created, t.updated) DESC, t.name DESC LIMIT :more
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
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT ((GREATEST(t.created, t.updated), t.name) < (:published, :name))) AS behind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.published DESC, c.name DESC;

-- TagList.STATEMENTS Form[order=PUBLISHED, ascending=false, hasStart=true, isFiltered=false, isExact=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND (GREATEST(t.created, t.updated), t.name) < (:published, :name) AND t.name = :exact
    ORDER BY GREATEST(t.created, t.updated) DESC, t.name DESC LIMIT :more
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
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT ((GREATEST(t.created, t.updated), t.name) < (:published, :name)) AND t.name = :exact) AS behind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.published DESC, c.name DESC;

-- TagList.STATEMENTS Form[order=PUBLISHED, ascending=false, hasStart=true, isFiltered=true, isExact=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND (GREATEST(t.created, t.updated), t.name) < (:published, :name) AND position(:part IN t.name) > 0
    ORDER BY GREATEST(t.created, t.updated) DESC, t.name DESC LIMIT :more
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
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT ((GREATEST(t.created, t.updated), t.name) < (:published, :name)) AND position(:part IN t.name) > 0) AS behind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.published DESC, c.name DESC;

-- TagList.STATEMENTS Form[order=PUBLISHED, ascending=false, hasStart=true, isFiltered=true, isExact=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND (GREATEST(t.created, t.updated), t.name) < (:published, :name) AND position(:part IN t.name) > 0 AND t.name = :exact
    ORDER BY GREATEST(t.created, t.updated) DESC, t.name DESC LIMIT :more
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
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT ((GREATEST(t.created, t.updated), t.name) < (:published, :name)) AND position(:part IN t.name) > 0 AND t.name = :exact) AS behind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.published DESC, c.name DESC;

-- TagList.STATEMENTS Form[order=PUBLISHED, ascending=true, hasStart=false, isFiltered=false, isExact=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo)
    ORDER BY GREATEST(t.created, t.updated), t.name LIMIT :more
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
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.published, c.name;

-- TagList.STATEMENTS Form[order=PUBLISHED, ascending=true, hasStart=false, isFiltered=false, isExact=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND t.name = :exact
    ORDER BY GREATEST(t.created, t.updated), t.name LIMIT :more
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
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.published, c.name;

-- TagList.STATEMENTS Form[order=PUBLISHED, ascending=true, hasStart=false, isFiltered=true, isExact=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND position(:part IN t.name) > 0
    ORDER BY GREATEST(t.created, t.updated), t.name LIMIT :more
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
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.published, c.name;

-- TagList.STATEMENTS Form[order=PUBLISHED, ascending=true, hasStart=false, isFiltered=true, isExact=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND position(:part IN t.name) > 0 AND t.name = :exact
    ORDER BY GREATEST(t.created, t.updated), t.name LIMIT :more
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
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, false
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.published, c.name;

-- TagList.STATEMENTS Form[order=PUBLISHED, ascending=true, hasStart=true, isFiltered=false, isExact=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND (GREATEST(t.created, t.updated), t.name) > (:published, :name)
    ORDER BY GREATEST(t.created, t.updated), t.name LIMIT :more
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
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT ((GREATEST(t.created, t.updated), t.name) > (:published, :name))) AS behind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.published, c.name;

-- TagList.STATEMENTS Form[order=PUBLISHED, ascending=true, hasStart=true, isFiltered=false, isExact=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND (GREATEST(t.created, t.updated), t.name) > (:published, :name) AND t.name = :exact
    ORDER BY GREATEST(t.created, t.updated), t.name LIMIT :more
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
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT ((GREATEST(t.created, t.updated), t.name) > (:published, :name)) AND t.name = :exact) AS behind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.published, c.name;

-- TagList.STATEMENTS Form[order=PUBLISHED, ascending=true, hasStart=true, isFiltered=true, isExact=false]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND (GREATEST(t.created, t.updated), t.name) > (:published, :name) AND position(:part IN t.name) > 0
    ORDER BY GREATEST(t.created, t.updated), t.name LIMIT :more
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
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT ((GREATEST(t.created, t.updated), t.name) > (:published, :name)) AND position(:part IN t.name) > 0) AS behind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.published, c.name;

-- TagList.STATEMENTS Form[order=PUBLISHED, ascending=true, hasStart=true, isFiltered=true, isExact=true]
WITH RECURSIVE repo AS (
    SELECT id, bucket FROM repositories WHERE path = :path
), chosen AS MATERIALIZED (
    SELECT t.name, t.digest, t.created, t.updated, GREATEST(t.created, t.updated) AS published
    FROM tags_0 t WHERE t.repository = (SELECT id FROM repo) AND (GREATEST(t.created, t.updated), t.name) > (:published, :name) AND position(:part IN t.name) > 0 AND t.name = :exact
    ORDER BY GREATEST(t.created, t.updated), t.name LIMIT :more
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
SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, EXISTS (SELECT FROM tags_0 t WHERE t.repository = repo.id AND NOT ((GREATEST(t.created, t.updated), t.name) > (:published, :name)) AND position(:part IN t.name) > 0 AND t.name = :exact) AS behind
FROM repo LEFT JOIN (
    SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published
    FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
        SELECT m.media_type, m.config FROM manifests_0 m
        WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
ORDER BY c.published, c.name;
