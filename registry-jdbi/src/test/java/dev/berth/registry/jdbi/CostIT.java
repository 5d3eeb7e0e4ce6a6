package dev.berth.registry.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.spi.metadata.MetadataStore;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The cost of a call: messages to the database and locks there, for any number of partitions. */
class CostIT {
    /** The calls with events, and the same ones without. */
    private static final Map<String, String> TOLD = Map.of(
            "finish and tell", "finish upload",
            "mount and tell", "mount",
            "put and tell", "put manifest",
            "put untagged and tell", "put untagged",
            "delete tag and tell", "delete tag",
            "delete manifest and tell", "delete manifest",
            "unlink and tell", "unlink");

    private record Cost(int roundTrips, int statements, int locks) {
        static Cost of(WatchedDataSource watched) {
            return new Cost(
                    watched.roundTrips(), watched.statements(), watched.locked().size());
        }

        String sent() {
            return statements + " statements in " + roundTrips + " round trips";
        }
    }

    private record Costs(Map<String, Cost> all) {
        Cost of(String intention) {
            return Objects.requireNonNull(all.get(intention), intention);
        }
    }

    @Test
    void roundTripsAreFewAndLocksDoNotGrowWithPartitions() throws Exception {
        Costs whole = costs(1);
        Costs some = costs(16);
        Costs many = costs(64);

        many.all()
                .forEach((name, cost) -> System.out.printf(
                        "%-28s round trips %d, statements %d, relation locks %d / %d / %d at 1 / 16 / 64 partitions%n",
                        name,
                        cost.roundTrips(),
                        cost.statements(),
                        whole.of(name).locks(),
                        some.of(name).locks(),
                        cost.locks()));
        assertThat(some).isEqualTo(many);
        assertRoundTrips(many, 1, "find manifest by tag", "find manifest by digest", "find blob", "list tags");
        assertRoundTrips(many, 1, "find repository", "list tags by name", "list tags by time");
        assertRoundTrips(many, 1, "start upload", "advance upload", "finish upload", "mount", "touch blob");
        assertRoundTrips(many, 1, "put manifest", "put untagged", "put index", "delete tag", "delete manifest");
        assertRoundTrips(many, 2, "mount into a new one");
        TOLD.forEach((recorded, silent) -> assertThat(many.of(recorded).sent())
                .as(recorded)
                .isEqualTo(many.of(silent).sent()));
        assertThat(many.of("delete tag").statements()).isLessThanOrEqualTo(2);
        assertThat(many.of("put manifest").statements()).isLessThanOrEqualTo(4);
        assertThat(many.of("find manifest by tag").locks()).isLessThanOrEqualTo(16);
        assertThat(many.all())
                .allSatisfy((name, cost) ->
                        assertThat(cost.locks()).as(name).isLessThanOrEqualTo(isDeletion(name) ? 32 : 24));
    }

    /** The deletion of a manifest keeps copies in two tables besides, and is rare. */
    private static boolean isDeletion(String name) {
        return name.startsWith("delete manifest");
    }

    private static void assertRoundTrips(Costs costs, int most, String... names) {
        for (String name : names) {
            assertThat(costs.of(name).roundTrips()).as(name).isLessThanOrEqualTo(most);
        }
    }

    private Costs costs(int partitions) throws Exception {
        try (TestDatabase database = TestDatabase.migrated(partitions)) {
            WatchedDataSource watched = new WatchedDataSource(database.pool());
            MetadataStore store = JdbiMetadataStore.over(watched, Clock.systemUTC());
            return new Costs(new Intentions(store).run(watched, Cost::of));
        }
    }
}
