package dev.berth.registry.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sections of files that operators have. */
class ObjectStoreKeysTest {
    @TempDir
    Path directory;

    @Test
    void takesTheS3OfDistributionAndGitLab() throws Exception {
        Configuration configuration = read("""
            storage:
              s3:
                accesskey: AKIA
                secretkey: hidden-key
                region: eu-central-1
                bucket: registry
                encrypt: true
                keyid: alias/registry
                secure: true
                v4auth: true
                chunksize: 5242880
                multipartcopymaxconcurrency: 100
                rootdirectory: /s3/object/name/prefix
                pathstyle: true
                maxrequestspersecond: 350
                maxretries: 10
                checksum_algorithm: sha256
              redirect:
                disable: false
                expirydelay: 5m
                exceptions: ['^internal/', mirror]
            """);

        assertThat(configuration.get(S3Keys.BUCKET)).contains("registry");
        assertThat(configuration.get(S3Keys.CHUNKSIZE)).isEqualTo(5L << 20);
        assertThat(configuration.get(S3Keys.CHECKSUM_ALGORITHM)).isEqualTo(S3Keys.Checksum.SHA256);
        assertThat(configuration.get(Keys.STORAGE_REDIRECT_EXPIRYDELAY)).isEqualTo(Duration.ofMinutes(5));
        assertThat(configuration.get(Keys.STORAGE_REDIRECT_EXCEPTIONS))
                .extracting(Pattern::pattern)
                .containsExactly("^internal/", "mirror");
        assertThat(configuration.warnings()).hasSize(3);
        assertThat(new EffectiveConfiguration(configuration).yaml())
                .contains("secretkey: '(set)'")
                .doesNotContain("hidden-key");
    }

    @Test
    void takesTheGcsOfDistribution() throws Exception {
        Configuration configuration = read("""
            storage:
              gcs:
                bucket: registry
                rootdirectory: /gcs/object/name/prefix
                chunksize: 5MiB
                maxconcurrency: 20
                credentials:
                  type: service_account
                  private_key: "-----BEGIN-----\\nhidden"
            """);

        assertThat(configuration.get(GcsKeys.CHUNKSIZE)).contains(5L << 20);
        assertThat(configuration.get(GcsKeys.CREDENTIALS))
                .contains("{\"type\":\"service_account\",\"private_key\":\"-----BEGIN-----\\nhidden\"}");
        assertThat(new EffectiveConfiguration(configuration).yaml())
                .contains("credentials: '(set)'")
                .doesNotContain("hidden");
    }

    @Test
    void settingsWithAnUnderscoreCanBeGivenInTheEnvironment() throws Exception {
        Configuration configuration = ConfigurationReader.read(Map.of("REGISTRY_STORAGE_S3_CHECKSUM_DISABLED", "true"));

        assertThat(configuration.get(S3Keys.CHECKSUM_DISABLED)).isTrue();
        assertThat(configuration.warnings()).isEmpty();
    }

    @Test
    void refusesWhatWouldWriteElsewhere() {
        assertThatExceptionOfType(InvalidConfiguration.class)
                .isThrownBy(() -> read("storage: {s3: {bucket: a}, s3_v2: {bucket: b}}"));
        assertThatExceptionOfType(InvalidConfiguration.class)
                .isThrownBy(() -> read("storage: {s3: {bucket: b, chunksize: 10 cats}}"));
        assertThatExceptionOfType(InvalidConfiguration.class)
                .isThrownBy(() -> read("storage: {redirect: {exceptions: ['(']}}"));
    }

    private Configuration read(String yaml) throws Exception {
        Path file = Files.writeString(directory.resolve("registry.yml"), yaml);
        return ConfigurationReader.read(file, Map.of());
    }
}
