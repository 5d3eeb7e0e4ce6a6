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

class ConfigurationReaderTest {
    private static final String OF_DISTRIBUTION = """
        version: 0.1
        log:
          level: debug
          formatter: json
          fields:
            service: registry
        storage:
          cache:
            blobdescriptor: inmemory
          filesystem:
            rootdirectory: /var/lib/registry
            maxthreads: 100
          delete:
            enabled: true
          maintenance:
            uploadpurging:
              enabled: true
              age: 36h
              interval: 24h
            readonly:
              enabled: false
        http:
          addr: :5443
          host: https://registry.example.com
          headers:
            X-Content-Type-Options: [nosniff]
          tls:
            certificate: /certs/server.crt
            key: /certs/server.key
        auth:
          htpasswd:
            realm: basic-realm
            path: /auth/htpasswd
        health:
          storagedriver:
            enabled: true
            interval: 10s
        """;

    @TempDir
    Path directory;

    @Test
    void takesAFileOfDistribution() throws Exception {
        Configuration configuration = read(OF_DISTRIBUTION);
        assertThat(configuration.get(Keys.HTTP_ADDR)).isEqualTo(new HostPort("0.0.0.0", 5443));
        assertThat(configuration.get(Keys.HTTP_HOST)).contains("https://registry.example.com");
        assertThat(configuration.get(Keys.STORAGE_ROOTDIRECTORY)).contains(Path.of("/var/lib/registry"));
        assertThat(configuration.get(Keys.STORAGE_UPLOAD_AGE)).isEqualTo(Duration.ofHours(36));
        assertThat(configuration.get(AccessKeys.HTPASSWD_PATH)).contains(Path.of("/auth/htpasswd"));
        assertThat(configuration.get(Keys.LOG_LEVEL)).isEqualTo(Keys.LogLevel.DEBUG);
        assertThat(configuration.warnings())
                .extracting(ConfigurationProblem::toString)
                .allMatch(warning -> warning.startsWith("warning: " + file() + ":"))
                .anyMatch(warning -> warning.contains(":5: log.fields has no effect: "))
                .anyMatch(warning -> warning.contains(":12: storage.filesystem.maxthreads has no effect: "));
    }

    /** An underscore stands for a hyphen, which shells do not let through in names of variables. */
    @Test
    void takesHeaderFieldsFromFileAndEnvironment() throws Exception {
        String file = "http:\n  headers:\n    Access-Control-Allow-Origin: ['*']\n    X-B: [c, d]\n";
        Files.writeString(directory.resolve("headers.yml"), file);
        Configuration configuration = ConfigurationReader.read(
                directory.resolve("headers.yml"),
                Map.of(
                        "REGISTRY_HTTP_HEADERS_ACCESS_CONTROL_ALLOW_ORIGIN", "['https://a', 'https://b']",
                        "REGISTRY_HTTP_HEADERS_Access-Control-Max-Age", "600"));
        assertThat(configuration.get(Keys.HTTP_HEADERS))
                .containsEntry("access-control-allow-origin", List.of("https://a", "https://b"))
                .containsEntry("access-control-max-age", List.of("600"))
                .containsEntry("X-B", List.of("c", "d"))
                .hasSize(3);
    }

    @Test
    void hasSafeDefaults() throws Exception {
        Configuration configuration = ConfigurationReader.read(Map.of());
        assertThat(configuration.get(Keys.HTTP_ADDR).toString()).isEqualTo("127.0.0.1:5000");
        assertThat(configuration.get(Keys.STORAGE_DURABLE)).isTrue();
        assertThat(configuration.get(Keys.VALIDATION_SPARSE)).isFalse();
        assertThat(configuration.warnings()).isEmpty();
    }

    @Test
    void takesNoCommentForAValue() {
        InvalidConfiguration refusal = catchThrowableOfType(
                InvalidConfiguration.class,
                () -> ConfigurationReader.read(Map.of("REGISTRY_DATABASE_PASSWORD", "#secret")));
        assertThat(refusal.findings())
                .singleElement()
                .asString()
                .isEqualTo(
                        "error: REGISTRY_DATABASE_PASSWORD: a comment without a value: quote values that begin with #");
    }

    /** These are not the errors of syntax that the parser marks with a place. */
    @Test
    void namesWhatNoYamlMayHave() throws IOException {
        assertThat(errors("log: \1"))
                .singleElement()
                .asString()
                .endsWith(file() + ":1: not YAML: U+0001 at position 5 is not allowed");
        assertThat(errors("[".repeat(100)))
                .singleElement()
                .asString()
                .startsWith("error: " + file() + ":1: not YAML: Nesting Depth");
    }

    @Test
    void namesEverythingThatIsWrongWithItsLine() throws IOException {
        List<String> errors = errors("""
            http:
              adr: :5000
              draintimeout: 30s
              draintimeout: 31s
            storage:
              filesystem: [a]
              swift: {container: c}
            database:
              port: many
            """);
        assertThat(errors)
                .containsExactlyInAnyOrder(
                        "error: " + file() + ":2: unknown setting http.adr; did you mean http.addr?",
                        "error: " + file() + ":4: http.draintimeout is set twice",
                        "error: " + file() + ":6: storage.filesystem is a section, not a list",
                        "error: " + file()
                                + ":7: storage.swift has no effect: not supported; use storage.s3, storage.gcs or"
                                + " storage.filesystem",
                        "error: " + file() + ":9: database.port: expected a number from 1 to 65535, not 'many'");
    }

    @Test
    void doesNotStartWithoutTheAccessControlThatWasAskedFor() throws IOException {
        assertThat(errors("auth: {silly: {realm: x, service: y}}")).hasSize(1);
        assertThat(errors("auth: {htpasswd: {relm: x}}")).hasSize(1);
    }

    @Test
    void tellsWhereTheYamlIsBroken() throws IOException {
        assertThat(errors("http:\n  addr: [")).singleElement().asString().startsWith("error: " + file() + ":");
        assertThat(errors("- http")).singleElement().asString().contains("the configuration is a section, not a list");
        assertThat(errors("http")).singleElement().asString().contains("the configuration is a section, not one value");
    }

    @Test
    void putsTheEnvironmentOverTheFile() throws Exception {
        Files.writeString(file(), "http: {addr: ':5000', trustedproxies: [10.0.0.1, 10.0.0.2]}");
        Configuration configuration = ConfigurationReader.read(
                file(),
                Map.of(
                        "REGISTRY_HTTP_ADDR", "127.0.0.1:6000",
                        "REGISTRY_HTTP_TRUSTEDPROXIES_1", "10.0.0.3",
                        "REGISTRY_HTTP_TRUSTEDPROXIES_2", "10.0.0.4",
                        "REGISTRY_STORAGE", "{inmemory: }",
                        "REGISTRY_STORAGE_MAINTENANCE_READONLY", "{enabled: true}",
                        "REGISTRY_DATA", "/not/a/setting"));
        assertThat(configuration.get(Keys.HTTP_ADDR).port()).isEqualTo(6000);
        assertThat(configuration.get(Keys.HTTP_TRUSTEDPROXIES)).containsExactly("10.0.0.1", "10.0.0.3", "10.0.0.4");
        assertThat(configuration.get(Keys.STORAGE_INMEMORY)).isTrue();
        assertThat(configuration.get(Keys.STORAGE_READONLY)).isTrue();
        assertThat(configuration.warnings()).isEmpty();
    }

    @Test
    void warnsOfVariablesThatSetNothing() throws Exception {
        Configuration configuration = ConfigurationReader.read(
                Map.of("REGISTRY_PORT_5000_TCP", "tcp://10.0.0.1:5000", "REGISTRY_HTTP_ADR", ":1"));
        assertThat(configuration.warnings())
                .extracting(ConfigurationProblem::toString)
                .containsExactlyInAnyOrder(
                        "warning: REGISTRY_HTTP_ADR: no such setting; ignored; did you mean http.addr?",
                        "warning: REGISTRY_PORT_5000_TCP: no such setting; ignored");
    }

    @Test
    void takesTheShortFormsOfDistribution() throws Exception {
        assertThat(read("storage: inmemory").get(Keys.STORAGE_INMEMORY)).isTrue();
        assertThat(read("storage: filesystem").get(Keys.STORAGE_INMEMORY)).isFalse();
        assertThat(read("auth: none").get(AccessKeys.NONE)).isTrue();
        assertThat(read("").warnings()).isEmpty();
    }

    @Test
    void neverShowsASecret() throws Exception {
        Configuration configuration = read("database: {password: hunter2, host: db}");
        assertThat(configuration.get(Keys.DATABASE_PASSWORD)).contains("hunter2");
        EffectiveConfiguration effective = new EffectiveConfiguration(configuration);
        assertThat(effective.yaml()).contains("password: '(set)'").doesNotContain("hunter2");
        assertThat(effective.values().toString()).doesNotContain("hunter2");
        assertThat(errors("database: {password: [hunter2]}").toString()).doesNotContain("hunter2");
    }

    /** An address of a database in place of its settings, say. */
    @Test
    void repeatsNoValueInPlaceOfASection() {
        InvalidConfiguration refusal = catchThrowableOfType(
                InvalidConfiguration.class,
                () -> ConfigurationReader.read(Map.of("REGISTRY_DATABASE", "postgres://u:hunter2@db/registry")));
        assertThat(refusal.getMessage()).isEqualTo("error: REGISTRY_DATABASE: database is a section, not one value");
    }

    @Test
    void showsNoSecretOfAUrl() throws Exception {
        Configuration configuration = read("""
            auth: {token: {jwks: 'https://ann:hunter2@keys.example.com:8443/set?key=hunter3#x'}}
            storage:
              s3: {regionendpoint: 'minio:hunter4@s3.example.com:9000'}
              gcs: {endpoint: 'https://u:hunter5@gcs.example.com/?t=hunter6'}
            """);
        EffectiveConfiguration effective = new EffectiveConfiguration(configuration);
        assertThat(effective.yaml() + effective.values())
                .contains("https://keys.example.com:8443/set", "s3.example.com:9000", "https://gcs.example.com/")
                .doesNotContain("hunter", "ann", "minio");
        assertThat(errors("storage: {gcs: {endpoint: 'https://u:hunter7@a b'}}"))
                .containsExactly("error: " + file() + ":1: storage.gcs.endpoint: expected a URL");
    }

    @Test
    void showsAConfigurationThatReadsTheSame() throws Exception {
        String shown = new EffectiveConfiguration(read(OF_DISTRIBUTION)).yaml();
        Configuration again = read(shown);
        assertThat(again.warnings()).isEmpty();
        for (Key<?> key : Keys.all()) {
            assertThat(again.shown(key))
                    .as(key.path())
                    .isEqualTo(read(OF_DISTRIBUTION).shown(key));
        }
    }

    private Configuration read(String yaml) throws IOException, InvalidConfiguration {
        return ConfigurationReader.read(Files.writeString(file(), yaml), Map.of());
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
