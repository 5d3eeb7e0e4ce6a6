-- EventClaim.FREE
UPDATE event_lanes SET claim = 0, attempts = 0, due = :now WHERE recipient = :recipient AND claim = :claim;

-- EventClaim.TAKE
INSERT INTO event_lanes (recipient, lane)
SELECT :recipient, lane FROM generate_series(0, 15) AS lane
WHERE NOT EXISTS (SELECT FROM event_lanes WHERE recipient = :recipient)
ORDER BY lane ON CONFLICT DO NOTHING;
WITH due AS MATERIALIZED (
    SELECT l.lane FROM event_lanes l
    WHERE l.recipient = :recipient AND (l.due <= :now OR l.claim = 0 AND l.attempts = 0)
      AND EXISTS (SELECT FROM events e WHERE e.recipient = l.recipient AND e.lane = l.lane)
    ORDER BY l.due, l.lane LIMIT 1 FOR UPDATE SKIP LOCKED
)
UPDATE event_lanes l SET claim = :claim, due = :until, attempts = LEAST(l.attempts + 1, 32767)
FROM due WHERE l.recipient = :recipient AND l.lane = due.lane;
SELECT l.lane, l.attempts, e.id, e.since, e.payload
FROM event_lanes l LEFT JOIN LATERAL (
    SELECT id, since, payload FROM events
    WHERE recipient = l.recipient AND lane = l.lane ORDER BY id LIMIT :most) AS e ON true
WHERE l.recipient = :recipient AND l.claim = :claim
ORDER BY e.id;

-- EventRows.BACKLOG
WITH lanes AS (
    SELECT generate_series(0, 15) AS lane
)
SELECT (SELECT count(*) FROM lanes JOIN events e ON e.recipient = :recipient AND e.lane = lanes.lane),
       min(first.since),
       (SELECT count(*) FROM events e WHERE e.recipient = :recipient AND e.lane BETWEEN 16 AND 31)
FROM lanes CROSS JOIN LATERAL (
    SELECT e.since FROM events e
    WHERE e.recipient = :recipient AND e.lane = lanes.lane ORDER BY e.id LIMIT 1) AS first;

-- EventRows.DONE
WITH delivered AS MATERIALIZED (
    SELECT id FROM events
    WHERE recipient = :recipient AND lane = :lane AND id = ANY (:ids) ORDER BY id FOR UPDATE
)
DELETE FROM events e USING delivered d WHERE e.recipient = :recipient AND e.lane = :lane AND e.id = d.id;
WITH freed AS (
    UPDATE event_lanes SET claim = 0, attempts = 0, due = :now
    WHERE recipient = :recipient AND lane = :lane AND claim = :claim
    RETURNING lane
)
SELECT EXISTS (SELECT FROM freed);

-- EventRows.DROP
WITH lanes AS (
    SELECT generate_series(0, 31) AS lane
), waiting AS MATERIALIZED (
    SELECT count(*) AS number FROM lanes JOIN events e ON e.recipient = :recipient AND e.lane = lanes.lane
), oldest AS MATERIALIZED (
    SELECT e.lane, e.id, e.since, row_number() OVER (ORDER BY e.id) AS place
    FROM lanes CROSS JOIN LATERAL (
        SELECT o.lane, o.id, o.since FROM events o
        WHERE o.recipient = :recipient AND o.lane = lanes.lane ORDER BY o.id LIMIT :most) AS e
), unwanted AS MATERIALIZED (
    SELECT e.lane, e.id FROM events e JOIN oldest o ON e.lane = o.lane AND e.id = o.id, waiting
    WHERE e.recipient = :recipient AND (o.since < :before OR o.place <= waiting.number - :keep)
    ORDER BY e.id LIMIT :most FOR UPDATE OF e SKIP LOCKED
)
DELETE FROM events e USING unwanted u WHERE e.recipient = :recipient AND e.lane = u.lane AND e.id = u.id;

-- EventRows.RETRY
UPDATE event_lanes SET claim = 0, due = :next
WHERE recipient = :recipient AND lane = :lane AND claim = :claim;

-- EventRows.SET_ASIDE
WITH refused AS MATERIALIZED (
    SELECT e.id, w.refusal FROM unnest(:ids, :refusals) AS w (id, refusal)
    JOIN events e ON e.recipient = :recipient AND e.lane = :lane AND e.id = w.id
    ORDER BY e.id FOR UPDATE OF e
)
UPDATE events e SET lane = e.lane + 16, refusal = nullif(r.refusal, '') FROM refused r
WHERE e.recipient = :recipient AND e.lane = :lane AND e.id = r.id;

-- SetAsideEventRows.COUNTS
SELECT r.recipient, c.number
FROM (SELECT DISTINCT recipient FROM event_lanes) AS r
CROSS JOIN LATERAL (
    SELECT count(*) AS number FROM events e
    WHERE e.recipient = r.recipient AND e.lane BETWEEN 16 AND 31) AS c
WHERE c.number > 0;

-- SetAsideEventRows.DISCARD
WITH wanted AS MATERIALIZED (
    SELECT e.lane, e.id FROM generate_series(16, 31) AS aside (lane)
    JOIN events e ON e.recipient = :recipient AND e.lane = aside.lane AND e.id = ANY (:ids)
    ORDER BY e.id FOR UPDATE OF e
)
DELETE FROM events e USING wanted w WHERE e.recipient = :recipient AND e.lane = w.lane AND e.id = w.id;

-- SetAsideEventRows.LIST
SELECT e.id, e.since, e.payload, e.refusal
FROM generate_series(16, 31) AS aside (lane)
CROSS JOIN LATERAL (
    SELECT o.id, o.since, o.payload, o.refusal FROM events o
    WHERE o.recipient = :recipient AND o.lane = aside.lane AND o.id > :after
    ORDER BY o.id LIMIT :most) AS e
ORDER BY e.id LIMIT :most;

-- SetAsideEventRows.RESEND
WITH wanted AS MATERIALIZED (
    SELECT e.lane, e.id FROM generate_series(16, 31) AS aside (lane)
    JOIN events e ON e.recipient = :recipient AND e.lane = aside.lane AND e.id = ANY (:ids)
    ORDER BY e.id FOR UPDATE OF e
)
UPDATE events e SET lane = e.lane - 16, refusal = NULL FROM wanted w
WHERE e.recipient = :recipient AND e.lane = w.lane AND e.id = w.id;
