-- JdbiMetadataStore.CHECK
SELECT 1;

-- Replica.SEEN
SELECT number FROM replica_pulses WHERE node = CAST(:node AS uuid);

-- ReplicaPulses.FIRST
WITH stopped AS (
    DELETE FROM replica_pulses WHERE sent < CAST(:now AS timestamptz) - INTERVAL '1 day'
)
INSERT INTO replica_pulses (node, number, sent) VALUES (gen_random_uuid(), 1, :now)
RETURNING CAST(node AS text), number;

-- ReplicaPulses.NEXT
UPDATE replica_pulses SET number = number + 1, sent = :now WHERE node = CAST(:node AS uuid)
RETURNING CAST(node AS text), number;
