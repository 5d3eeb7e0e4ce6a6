package dev.berth.registry.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.maintenance.ReviewDelays;
import dev.berth.registry.maintenance.Reviewable.Kind;
import dev.berth.registry.spi.maintenance.ReviewBatch;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.testing.FullBuild;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The cost of reviews: statements sent and relations locked per item, for any number of partitions. */
@FullBuild
class CollectionCostIT {
    private static final int BATCH = 10;
    private static final ReviewDelays AT_ONCE = ReviewDelays.of(Duration.ZERO);

    /** Of a batch. */
    private record Cost(int statements, int locks) {}

    private record Costs(Map<String, Cost> all) {
        Cost of(String name) {
            return Objects.requireNonNull(all.get(name), name);
        }
    }

    @Test
    void statementsAndLocksOfAReviewDoNotGrowWithPartitions() throws Exception {
        Costs whole = costs(1);
        Costs some = costs(16);
        Costs many = costs(64);

        many.all()
                .forEach((name, cost) -> System.out.printf(
                        "review of %d %-14s statements %d / %d / %d, relation locks %d / %d / %d"
                                + " at 1 / 16 / 64 partitions%n",
                        BATCH,
                        name,
                        whole.of(name).statements(),
                        some.of(name).statements(),
                        cost.statements(),
                        whole.of(name).locks(),
                        some.of(name).locks(),
                        cost.locks()));
        assertThat(some).isEqualTo(many);
        assertThat(many.of("live manifests")).isEqualTo(whole.of("live manifests"));
        assertThat(many.of("dead manifests")).isEqualTo(whole.of("dead manifests"));
        assertThat(many.of("live links")).isEqualTo(whole.of("live links"));
        assertThat(many.of("live blobs")).isEqualTo(whole.of("live blobs"));
        assertThat(many.of("dead blobs")).isEqualTo(whole.of("dead blobs"));
        assertThat(many.all()).allSatisfy((name, cost) -> {
            boolean release = name.equals("dead links");
            assertThat(cost.statements()).as(name).isLessThanOrEqualTo(release ? 4 + BATCH : 5);
            assertThat(cost.locks()).as(name).isLessThanOrEqualTo(release ? 12 + 7 * BATCH : 25);
        });
    }

    private static Costs costs(int partitions) throws Exception {
        try (TestDatabase database = TestDatabase.migrated(partitions)) {
            WatchedDataSource watched = new WatchedDataSource(database.pool());
            MetadataStore store = JdbiMetadataStore.over(watched, Clock.systemUTC());
            Map<String, Cost> costs = new LinkedHashMap<>();
            for (boolean live : new boolean[] {true, false}) {
                database.clear();
                fill(database, partitions, live);
                for (Kind kind : Kind.values()) {
                    costs.put((live ? "live " : "dead ") + name(kind), cost(watched, store, kind, live));
                }
            }
            return new Costs(costs);
        }
    }

    private static String name(Kind kind) {
        return switch (kind) {
            case MANIFEST -> "manifests";
            case LINK -> "links";
            case BLOB -> "blobs";
        };
    }

    private static Cost cost(WatchedDataSource watched, MetadataStore store, Kind kind, boolean live) throws Exception {
        watched.forget();
        ReviewBatch batch = store.reviews().review(kind, AT_ONCE, BATCH);
        assertThat(live ? batch.kept() : batch.removed()).as(kind.name()).isEqualTo(BATCH);
        return new Cost(watched.statements(), watched.locked().size());
    }

    /**
     * A batch of each kind in each partition. The links of a partition lead to blobs of as many partitions as possible;
     * the blobs under review are others.
     */
    private static void fill(TestDatabase database, int partitions, boolean live) throws Exception {
        database.execute("INSERT INTO repositories (path, bucket, created) SELECT 'r' || b, b, now()"
                + " FROM generate_series(0, " + (partitions - 1) + ") b");
        String things = " FROM repositories r, generate_series(1, " + BATCH + ") n";
        String bucket = "(r.bucket + n) % " + partitions;
        String digest = "'\\x01'::bytea || set_byte(sha256((r.bucket || ':' || n)::bytea), 0, " + bucket + ")";
        String blob = "'\\x01'::bytea || set_byte(sha256((r.bucket || '.' || n)::bytea), 0, r.bucket)";
        database.execute("INSERT INTO manifests (id, repository, digest, bucket, media_type, payload, created, touched,"
                + " review_since, review_reason) SELECT nextval('manifest_ids'), r.id, " + digest
                + ", r.bucket, 'a/b', '', now(), now(), now() - interval '1 day', 3" + things);
        database.execute("INSERT INTO blob_links (repository, digest, bucket, size, key, created, touched,"
                + " review_since, review_reason) SELECT r.id, " + digest
                + ", r.bucket, 1, 'k', now(), now(), now() - interval '1 day', 1" + things);
        database.execute("INSERT INTO blob_holders (digest, repository, bucket) SELECT " + digest + ", r.id, " + bucket
                + things);
        database.execute("INSERT INTO blobs (digest, bucket, size, key, created, review_since, review_reason) SELECT "
                + blob + ", r.bucket, 1, r.bucket || '/' || n, now(), now() - interval '1 day', 7" + things);
        if (live) {
            database.execute("INSERT INTO tags (repository, name, digest, bucket, created, updated) SELECT repository,"
                    + " 't' || id, digest, bucket, now(), now() FROM manifests");
            database.execute("INSERT INTO manifest_references (repository, digest, manifest, target, bucket)"
                    + " SELECT repository, digest, 0, 0, bucket FROM blob_links");
            database.execute(
                    "INSERT INTO blob_holders (digest, repository, bucket) SELECT digest, 0, bucket FROM blobs");
        }
    }
}
