package dev.berth.registry.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtectiveSectionsTest {
    private static final String ADVICE = ": set auth.htpasswd, auth.token or auth.certificate.enabled, or auth.none for"
            + " a registry without access control";

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        auth:                                         | auth is empty: set auth.htpasswd
        auth: {}                                      | auth is empty: set auth.htpasswd
        auth: ''                                      | auth is a section
        auth: htpasswd                                | auth.htpasswd is empty
        auth: {htpasswd: }                            | auth.htpasswd is empty
        auth: {htpasswd: {}}                          | auth.htpasswd is empty
        auth: {htpasswd: {path: }}                    | auth.htpasswd.path is empty
        auth: {htpasswd: {path: ''}}                  | auth.htpasswd.path is empty
        auth: {htpasswd: {realm: r, path: '  '}}      | auth.htpasswd.path is empty
        auth: token                                   | auth.token is empty
        auth: {token: {}}                             | auth.token is empty
        auth: {token: {issuer: []}}                   | auth.token.issuer is empty
        auth: {token: {signingalgorithms: []}}        | auth.token.signingalgorithms is empty
        validation: {enabled: }                       | validation.enabled is empty
        validation: {manifests: {urls: {allow: []}}}  | validation.manifests.urls.allow is empty
        validation: {manifests: {urls: {deny: }}}     | validation.manifests.urls.deny is empty
        validation: {manifests: {urls: }}             | validation.manifests.urls is empty
        auth: {none: false}                           | auth sets no login method
        auth: {failedlogins: 5}                       | auth sets no login method
        auth: {certificate: {enabled: false}}         | auth sets no login method
        auth: {certificate: {enabled: }}              | auth.certificate.enabled is empty
        auth: {anonymous: {pull: [a]}}                | auth sets no login method
        http: {tls: }                                 | http.tls is empty
        http: {tls: {certificate: , key: }}           | http.tls.certificate is empty
        http: {tls: {certificate: c}}                 | http.tls.certificate and http.tls.key are both required
        http: {tls: {clientcas: [a]}}                 | http.tls.certificate and http.tls.key are both required
        http: {tls: {certificate: c, key: k, clientcas: []}} | http.tls.clientcas is empty
        http: {tls: {certificate: c, key: k, clientauth: verify-client-cert-if-given}} | requires http.tls.clientcas
        storage: {redirect: {exceptions: }}           | storage.redirect.exceptions is empty
        storage: {redirect: {exceptions: []}}         | storage.redirect.exceptions is empty
        storage: {maintenance: {readonly: }}          | storage.maintenance.readonly is empty
        storage: {maintenance: {readonly: {enabled: }}} | storage.maintenance.readonly.enabled is empty
        storage: {delete: {enabled: ''}}              | storage.delete.enabled is empty
        storage: {s3: {bucket: b, encrypt: }}         | storage.s3.encrypt is empty
        database: {host: h, sslmode: }                | database.sslmode is empty
        rate_limiter:                                 | rate_limiter is empty
        rate_limiter: {enabled: }                     | rate_limiter.enabled is empty
        rate_limiter: {enabled: true}                 | rate_limiter.limiters has none
        rate_limiter: {limiters: [{match: {type: ip}, limit: {rate: 1, period: second}}]} | enabled is not set
        """)
    void refusesWhatIsThereAndProtectsNothing(String yaml, String problem) throws IOException {
        assertThat(errors(yaml, Map.of()))
                .anySatisfy(error -> assertThat(error).contains(":1: ").contains(problem));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auth: none",
                "auth: {none: }",
                "auth: {htpasswd: {path: users}}",
                "auth: {certificate: {enabled: true}}",
                "http: {tls: {certificate: c, key: k}}",
                "http: {host: , relativeurls: }",
                "rate_limiter: {enabled: false}",
                "storage: {maintenance: {readonly: {enabled: false}}, redirect: }",
                ""
            })
    void takesWhatIsMeant(String yaml) {
        assertThatCode(() -> read(yaml, Map.of())).doesNotThrowAnyException();
    }

    @Test
    void saysWhatToDo() throws IOException {
        assertThat(errors("http:\n  addr: :5000\nauth:\n", Map.of()))
                .containsExactly("error: " + file() + ":3: auth is empty" + ADVICE);
    }

    @Test
    void refusesAnEmptyVariable() throws IOException {
        assertThat(errors("auth: {htpasswd: {path: users}}", Map.of("REGISTRY_AUTH_HTPASSWD_PATH", "")))
                .containsExactly(
                        "error: REGISTRY_AUTH_HTPASSWD_PATH: auth.htpasswd.path is empty: set a value or remove it");
        assertThat(errors("", Map.of("REGISTRY_AUTH", "{token: }")))
                .containsExactly("error: REGISTRY_AUTH: auth.token is empty: set its values or remove it");
    }

    @Test
    void letsAVariableFillInWhatTheFileLeavesEmpty() throws Exception {
        Configuration configuration =
                read("auth: {htpasswd: {path: }}", Map.of("REGISTRY_AUTH_HTPASSWD_PATH", "/users"));
        assertThat(configuration.get(AccessKeys.HTPASSWD_PATH)).contains(Path.of("/users"));
    }

    private Configuration read(String yaml, Map<String, String> environment) throws Exception {
        return ConfigurationReader.read(Files.writeString(file(), yaml), environment);
    }

    private List<String> errors(String yaml, Map<String, String> environment) throws IOException {
        Files.writeString(file(), yaml);
        InvalidConfiguration refusal =
                catchThrowableOfType(InvalidConfiguration.class, () -> ConfigurationReader.read(file(), environment));
        return refusal.findings().stream().map(ConfigurationProblem::toString).toList();
    }

    private Path file() {
        return directory.resolve("config.yml");
    }
}
