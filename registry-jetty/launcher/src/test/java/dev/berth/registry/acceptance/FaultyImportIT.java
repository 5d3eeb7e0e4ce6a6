package dev.berth.registry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.Seed;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.engine.migration.MigrationEngine;
import dev.berth.registry.migration.MigrationListener;
import dev.berth.registry.migration.MigrationRequest;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.migration.ExportStore;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.storage.s3.FaultyHttp;
import dev.berth.registry.storage.s3.Trial;
import dev.berth.registry.testing.FullBuild;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Imports and verifications of which a call of S3 fails, without a retry of the client: the end is the same. */
@FullBuild
final class FaultyImportIT {
    private static final PageRequest ALL = PageRequest.first(1_000);
    private static final int TRIALS = Scale.of(400, 3);
    private static final int LARGEST = 300;

    private final Trial trial = new Trial();
    private final RandomGenerator random = Seed.of(getClass()).random();

    @BeforeEach
    void fill() throws Exception {
        try (BlobStore storage = trial.store()) {
            ClassicFiles old = new ClassicFiles(storage);
            for (int i = 0; i < 6; i++) {
                old.push(i % 2 == 0 ? "app" : "app/below", "v" + i, Image.of(i, LARGEST));
                old.push("app", "moved", Image.of(i, LARGEST));
            }
        }
    }

    @AfterEach
    void close() {
        trial.close();
    }

    @ParameterizedTest
    @EnumSource
    void theEndIsTheSame(FaultyHttp.Fault fault) throws Exception {
        FaultyHttp healthy = trial.http();
        Map<String, String> undisturbed = run(healthy);
        int calls = healthy.calls().size();
        assertThat(undisturbed).hasSize(7);

        for (int i = 0; i < TRIALS; i++) {
            int at = 1 + random.nextInt(calls);
            assertThat(run(trial.http(fault, at))).as("%s at %d", fault, at).isEqualTo(undisturbed);
        }
    }

    private Map<String, String> run(FaultyHttp http) throws Exception {
        InMemoryMetadataStore metadata = new InMemoryMetadataStore(Clock.systemUTC());
        try (BlobStore storage = trial.store(http, trial.config().maxRetries(0).build())) {
            MigrationEngine migration =
                    MigrationEngine.over(metadata.migration(), metadata, storage, Clock.systemUTC());
            assertThat(migration
                            .run(MigrationRequest.DEFAULT, MigrationListener.NONE)
                            .findings())
                    .isEmpty();
            assertThat(migration
                            .verify(MigrationRequest.DEFAULT, true, MigrationListener.NONE)
                            .findings())
                    .isEmpty();
        }
        return tags(metadata);
    }

    private static Map<String, String> tags(InMemoryMetadataStore metadata) throws Exception {
        ExportStore content = metadata.migration().exports();
        Map<String, String> tags = new TreeMap<>();
        for (RepositoryName name : metadata.repositories().list(ALL).items()) {
            content.tags(name, ALL)
                    .items()
                    .forEach(tag -> tags.put(name + ":" + tag.tag(), String.valueOf(tag.digest())));
        }
        return tags;
    }
}
