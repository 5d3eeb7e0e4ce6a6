package dev.berth.registry.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that mean something else elsewhere, and names that are nearly right. */
class ForeignValuesTest {
    @TempDir
    Path directory;

    @Test
    void readsNumbersAsSecondsAndSaysSo() throws Exception {
        Configuration configuration = read("http: {draintimeout: 45, idletimeout: 0}", Map.of());
        assertThat(configuration.get(Keys.HTTP_DRAINTIMEOUT)).isEqualTo(Duration.ofSeconds(45));
        assertThat(warnings(configuration))
                .containsExactly(
                        "warning: " + file() + ":1: http.draintimeout has no unit and is read as seconds: write 45s");
        assertThat(errors("http: {draintimeout: 5000000000}"))
                .containsExactly("error: " + file()
                        + ":1: http.draintimeout: expected a duration with a unit such as 30s or 1h30m, not"
                        + " '5000000000'");
    }

    @Test
    void takesAnotherNameOnce() throws Exception {
        assertThat(read("storage: {s3: {forcepathstyle: false, bucket: b}}", Map.of())
                        .get(S3Keys.PATHSTYLE))
                .contains(false);
        assertThat(read("", Map.of("REGISTRY_STORAGE_S3_FORCEPATHSTYLE", "true"))
                        .get(S3Keys.PATHSTYLE))
                .contains(true);
        assertThat(errors("storage: {s3: {bucket: a}, s3_v2: {bucket: b}}"))
                .containsExactly(
                        "error: " + file() + ":1: storage.s3.bucket is set twice, the second time under another name");
    }

    @Test
    void readsTheOldestTlsVersion() throws Exception {
        String tls = "http: {tls: {certificate: c, key: k, minimumtls: %s}}";
        assertThat(read(tls.formatted("tls1.3"), Map.of()).get(TlsKeys.MINIMUMTLS))
                .isEqualTo(TlsKeys.MinimumTls.TLS1_3);
        assertThat(read(tls.formatted("tls1.2"), Map.of()).get(TlsKeys.MINIMUMTLS))
                .isEqualTo(TlsKeys.MinimumTls.TLS1_2);
        assertThat(errors(tls.formatted("1.3"))).singleElement().asString().contains("expected tls1.2 or tls1.3");
    }

    @Test
    void readsCipherSuites() throws Exception {
        String tls = "http: {tls: {certificate: c, key: k, ciphersuites: [%s]}}";
        String documented = "TLS_ECDHE_RSA_WITH_RC4_128_SHA, TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256";
        assertThat(read(tls.formatted(documented), Map.of()).get(TlsKeys.CIPHERSUITES))
                .containsExactly(documented.split(", "));
        assertThat(errors(tls.formatted("ECDHE-RSA-AES128-GCM-SHA256")))
                .singleElement()
                .asString()
                .contains("http.tls.ciphersuites: unknown cipher suite", "not 'ECDHE-RSA-AES128-GCM-SHA256'");
    }

    @Test
    void ignoresServiceLinks() throws Exception {
        Configuration configuration = read(
                "",
                Map.of(
                        "REGISTRY_DATABASE_PORT", "tcp://10.0.0.7:5432",
                        "REGISTRY_DATABASE_SERVICE_HOST", "10.0.0.7",
                        "REGISTRY_DATABASE_SERVICE_PORT", "5432",
                        "REGISTRY_DATABASE_PORT_5432_TCP_ADDR", "10.0.0.7",
                        "REGISTRY_DATABASE_PORT_5432_TCP", "tcp://10.0.0.7:5432",
                        "REGISTRY_DATABASE_USER", "ann"));
        assertThat(configuration.get(Keys.DATABASE_PORT)).isEqualTo(5432);
        assertThat(configuration.get(Keys.DATABASE_USER)).isEqualTo("ann");
        assertThat(warnings(configuration))
                .singleElement()
                .asString()
                .startsWith("warning: REGISTRY_DATABASE_PORT: ignored: Kubernetes sets it");
    }

    @Test
    void saysThatDeletesAreEnabledWhereTheFileIsOfAnotherRegistry() throws Exception {
        String said = "storage.delete.enabled is not set";
        assertThat(warnings(read("redis: {addr: x}", Map.of()))).anyMatch(warning -> warning.contains(said));
        assertThat(warnings(read("redis: {addr: x}\nstorage: {delete: {enabled: true}}", Map.of())))
                .noneMatch(warning -> warning.contains(said));
        assertThat(warnings(read("version: 0.1", Map.of()))).isEmpty();
    }

    @Test
    void warnsOfDelaysShorterThanAPush() throws Exception {
        assertThat(warnings(read("gc: {reviewafter: 5s, delays: {uploaded: 59s, mounted: 60s}}", Map.of())))
                .hasSize(2)
                .anyMatch(warning -> warning.contains("gc.reviewafter is 5s: blobs of a push"))
                .anyMatch(warning -> warning.contains("gc.delays.uploaded is 59s"));
    }

    @ParameterizedTest
    @CsvSource({
        "htttp, http",
        "http.adress, http.addr",
        "http.tsl, http.tls",
        "http.tls.certficate, http.tls.certificate",
        "storge, storage",
        "storage.s3.regoin, storage.s3.region",
        "auth.htpaswd, auth.htpasswd",
        "databse, database"
    })
    void suggestsTheNearestName(String mistyped, String meant) {
        assertThat(SpellingSuggestion.path(mistyped)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"auth.file", "auth.nonee", "auth.anonymus", "storage.s3.skipverfy", "storage.inmemry", "qqq", "http.zzz"
    })
    void suggestsNothingFarAndNeverLessProtection(String mistyped) {
        assertThat(SpellingSuggestion.path(mistyped)).isEmpty();
    }

    private static List<String> warnings(Configuration configuration) {
        return configuration.warnings().stream()
                .map(ConfigurationProblem::toString)
                .toList();
    }

    private Configuration read(String yaml, Map<String, String> environment) throws Exception {
        return ConfigurationReader.read(Files.writeString(file(), yaml), environment);
    }

    private List<String> errors(String yaml) throws IOException {
        Files.writeString(file(), yaml);
        InvalidConfiguration refusal =
                catchThrowableOfType(InvalidConfiguration.class, () -> ConfigurationReader.read(file(), Map.of()));
        return refusal.findings().stream().map(ConfigurationProblem::toString).toList();
    }

    private Path file() {
        return directory.resolve("config.yml");
    }
}
