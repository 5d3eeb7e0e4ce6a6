package dev.berth.registry.launcher.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.berth.registry.launcher.command.CheckResult;
import dev.berth.registry.launcher.command.ConfigurationCheck;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.ConfigurationReader;
import dev.berth.registry.launcher.config.InvalidConfiguration;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.storage.BlobWriter;
import dev.berth.registry.storage.s3.S3Server;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A configured bucket, tried and opened. */
class ObjectStorageTest {
    private final S3Server server = S3Server.inThisJvm();

    @Test
    void looksIntoTheBucket() throws Exception {
        String bucket = server.newBucket();

        assertThat(storage(s3(bucket)).look(() -> false)).startsWith("bucket " + bucket + " at " + server.endpoint());
    }

    @Test
    void refusesABucketOfAClassicRegistryUnlessToldToIgnoreIt() throws Exception {
        Map<String, String> bucket = s3(server.newBucket());
        try (Resources resources = new Resources()) {
            StorageKey link = new StorageKey("docker/registry/v2/repositories/app/_layers/sha256/00/link");
            try (BlobWriter writer =
                    storage(bucket).open(resources).orElseThrow().blobs().writer(link)) {
                writer.commit();
            }
        }

        assertThatIOException()
                .isThrownBy(() -> storage(bucket).look(() -> false))
                .withMessageContaining("storage.classic: ignore");
        Map<String, String> ignoring = new HashMap<>(bucket);
        ignoring.put("REGISTRY_STORAGE_CLASSIC", "ignore");
        assertThat(storage(ignoring).look(() -> false)).startsWith("bucket ");
    }

    @Test
    void saysThatABucketIsMissing() throws Exception {
        ObjectStorage storage = storage(s3("missing"));

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> storage.look(() -> false))
                .withMessageContaining("bucket missing")
                .withMessageContaining("no such bucket");
    }

    @Test
    void isTriedBeforeAServerStarts() throws Exception {
        Configuration configuration = ConfigurationReader.read(s3("missing"));
        try (Resources resources = new Resources()) {
            Storage storage = new ObjectStorage(configuration).open(resources).orElseThrow();

            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> new BucketProbe(configuration).atStart(storage))
                    .withMessageContaining("no such bucket");
        }
    }

    @Test
    void isPartOfTheCheck() throws Exception {
        ConfigurationCheck trials = new ConfigurationCheck(ConfigurationReader.read(s3("missing")), Path.of("data"));

        List<CheckResult> all = trials.all();

        assertThat(all)
                .filteredOn(trial -> trial.what().equals("storage"))
                .singleElement()
                .matches(trial -> !trial.works());
        assertThat(all.toString()).doesNotContain(S3Server.SECRET_KEY);
    }

    @Test
    void demandsABucketAndOneStorageOnly() throws Exception {
        ObjectStorage withoutBucket = storage(Map.of("REGISTRY_STORAGE_S3_REGION", "eu-central-1"));
        Map<String, String> both = new HashMap<>(s3("a"));
        both.put("REGISTRY_STORAGE_FILESYSTEM_ROOTDIRECTORY", "/srv");
        ObjectStorage two = storage(both);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> withoutBucket.look(() -> false))
                .withMessageContaining("storage.s3.bucket");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> two.look(() -> false))
                .withMessage("several storages are configured, expected one: storage.s3, storage.filesystem");
    }

    @Test
    void neverTakesHalfOfAKey() throws Exception {
        Map<String, String> half = new HashMap<>(s3("a"));
        half.remove("REGISTRY_STORAGE_S3_SECRETKEY");
        ObjectStorage storage = storage(half);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> storage.look(() -> false))
                .withMessageContaining("are required together");
    }

    private Map<String, String> s3(String bucket) {
        return Map.of(
                "REGISTRY_STORAGE_S3_BUCKET",
                bucket,
                "REGISTRY_STORAGE_S3_REGIONENDPOINT",
                server.endpoint().toString(),
                "REGISTRY_STORAGE_S3_ACCESSKEY",
                S3Server.ACCESS_KEY,
                "REGISTRY_STORAGE_S3_SECRETKEY",
                S3Server.SECRET_KEY);
    }

    private static ObjectStorage storage(Map<String, String> environment) throws InvalidConfiguration {
        return new ObjectStorage(ConfigurationReader.read(environment));
    }
}
