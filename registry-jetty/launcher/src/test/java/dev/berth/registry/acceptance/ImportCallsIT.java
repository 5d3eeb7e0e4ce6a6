package dev.berth.registry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.engine.migration.MigrationEngine;
import dev.berth.registry.jdbi.JdbiMetadataStore;
import dev.berth.registry.jdbi.sql.QueryListener;
import dev.berth.registry.migration.MigrationCounts;
import dev.berth.registry.migration.MigrationListener;
import dev.berth.registry.migration.MigrationRequest;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.storage.s3.FaultyHttp;
import dev.berth.registry.storage.s3.Trial;
import dev.berth.registry.testing.FullBuild;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The calls of S3 and the operations of PostgreSQL that an import makes, a repetition, and one after a push. A thousand
 * repositories with {@code -Dberth.acceptance=full}.
 */
@FullBuild
final class ImportCallsIT {
    private static final int REPOSITORIES = Scale.of(1_000, 60);
    private static final int TAGS = 3;
    private static final int IMAGES = REPOSITORIES * TAGS;
    private static final int LARGEST = 60;
    private static final int PAGE = 1_000;
    private static final String LIST = "GET list-type";
    /** Most files of an image: a config and four layers, with a link each, a manifest, its link and two of a tag. */
    private static final int MOST_KEYS = 14;
    /** Most parts of the content, each with a state of its own. */
    private static final int PARTS = 256;

    private static final Set<String> UNCHANGED = Set.of(
            "begin_import",
            "find_ended_import",
            "find_import",
            "list_import_sources",
            "record_import_progress",
            "review_imports");

    private final Trial trial = new Trial();
    private final FaultyHttp calls = trial.http();
    private final Map<String, Integer> operations = new TreeMap<>();

    @BeforeEach
    void fill() throws Exception {
        try (BlobStore storage = trial.store()) {
            ClassicFiles old = new ClassicFiles(storage);
            for (int i = 0; i < IMAGES; i++) {
                old.push("group/app" + i % REPOSITORIES, "v" + i, Image.of(i, LARGEST));
            }
        }
    }

    @AfterEach
    void close() {
        trial.close();
    }

    @Test
    void aRepetitionListsAndReadsNothing() throws Exception {
        try (BlobStore storage = trial.store(calls);
                JdbiMetadataStore metadata =
                        JdbiMetadataStore.over(TestDatabase.migrated(1).source(), Clock.systemUTC(), new Counting())) {
            MigrationEngine migration =
                    MigrationEngine.over(metadata.migration(), metadata, storage, Clock.systemUTC());
            assertThat(run(migration).manifests()).isEqualTo(IMAGES);
            assertThat(reads()).isEqualTo(IMAGES);
            assertThat(listings()).isLessThanOrEqualTo(mostListings());

            assertThat(run(migration).unchanged()).isEqualTo(REPOSITORIES);
            assertThat(reads()).isZero();
            assertThat(listings()).isLessThanOrEqualTo(mostListings());
            assertThat(operations.keySet()).containsExactlyInAnyOrderElementsOf(UNCHANGED);
            assertThat(operations.get("find_import")).isLessThanOrEqualTo(REPOSITORIES + PARTS);

            new ClassicFiles(storage).push("group/app7", "new", Image.of(-1, LARGEST));
            assertThat(run(migration).manifests()).isEqualTo(1);
            assertThat(reads()).isEqualTo(1);
            assertThat(operations).containsEntry("import_manifests", 1).containsEntry("import_tags", 1);
        }
    }

    /** Pages of all keys, a tenth more for idle threads, and the begins of listings and probes. */
    private int mostListings() {
        int keys = IMAGES * MOST_KEYS;
        return keys / PAGE * 11 / 10 + 30;
    }

    private long listings() {
        return calls.calls().stream().filter(call -> call.startsWith(LIST)).count();
    }

    /** Calls that do not list; all of them are reads. */
    private long reads() {
        List<String> others =
                calls.calls().stream().filter(call -> !call.startsWith(LIST)).toList();
        assertThat(others).allMatch("GET"::equals);
        return others.size();
    }

    private MigrationCounts run(MigrationEngine migration) {
        calls.forgetCalls();
        operations.clear();
        return migration.run(MigrationRequest.DEFAULT, MigrationListener.NONE).counts();
    }

    private final class Counting implements QueryListener {
        @Override
        public void ended(String name, Duration took, Optional<StoreException.Kind> failure) {
            synchronized (operations) {
                operations.merge(name, 1, Integer::sum);
            }
        }
    }
}
