package dev.berth.registry.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotificationKeysTest {
    private static final String OF_DISTRIBUTION = """
        notifications:
          events:
            includereferences: true
          endpoints:
            - name: alistener
              disabled: false
              url: https://my.listener.com/event?token=kleinod
              headers:
                Authorization: [Bearer kleinod]
                X-Other: one
              timeout: 1s
              threshold: 10
              backoff: 500ms
              maxretries: 3
              ignoredmediatypes:
                - application/octet-stream
              ignore:
                mediatypes:
                  - application/vnd.oci.image.index.v1+json
                actions:
                  - pull
            - name: plain
              url: http://localhost/
        """;

    @TempDir
    Path directory;

    @Test
    void takesTheSectionOfDistribution() throws Exception {
        Configuration configuration = read(OF_DISTRIBUTION);

        List<WebhookEndpoint> endpoints = configuration.get(NotificationKeys.ENDPOINTS);
        assertThat(endpoints)
                .containsExactly(
                        new WebhookEndpoint(
                                "alistener",
                                false,
                                URI.create("https://my.listener.com/event?token=kleinod"),
                                Map.of("Authorization", List.of("Bearer kleinod"), "X-Other", List.of("one")),
                                Duration.ofSeconds(1),
                                10,
                                Duration.ofMillis(500),
                                Optional.of(3),
                                List.of("application/octet-stream", "application/vnd.oci.image.index.v1+json"),
                                List.of("pull")),
                        new WebhookEndpoint(
                                "plain",
                                false,
                                URI.create("http://localhost/"),
                                Map.of(),
                                Duration.ofSeconds(5),
                                5,
                                Duration.ofSeconds(10),
                                Optional.empty(),
                                List.of(),
                                List.of()));
        assertThat(configuration.warnings())
                .extracting(ConfigurationProblem::message)
                .anyMatch(warning -> warning.contains("events"));
    }

    @Test
    void showsEndpointsWithoutTheirSecrets() throws Exception {
        EffectiveConfiguration effective = new EffectiveConfiguration(read(OF_DISTRIBUTION));

        assertThat(effective.yaml())
                .contains("name: alistener", "https://my.listener.com/***", "headers: [Authorization, X-Other]")
                .doesNotContain("kleinod");
        assertThat(effective.values().toString()).contains("alistener").doesNotContain("kleinod");
    }

    /** Such an endpoint is refused later, but its settings are shown. */
    @Test
    void showsNoPasswordOfAnAddress() throws Exception {
        EffectiveConfiguration effective = new EffectiveConfiguration(read(
                "notifications: {endpoints: [{name: a, url: 'https://user:kleinod@host:8443/services/kleinod'}]}"));

        assertThat(effective.yaml()).contains("https://host:8443/***").doesNotContain("kleinod");
    }

    @Test
    void takesAnEndpointFromTheEnvironment() throws Exception {
        Configuration configuration = ConfigurationReader.read(
                Map.of("REGISTRY_NOTIFICATIONS_ENDPOINTS_0", "{name: one, url: 'http://localhost/'}"));

        assertThat(configuration.get(NotificationKeys.ENDPOINTS))
                .extracting(WebhookEndpoint::name)
                .containsExactly("one");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{name: a}                                             | url is missing",
                "{url: 'http://h/'}                                    | name is missing",
                "{name: a, url: 'http://h/', tresholt: 3}              | did you mean threshold?",
                "{name: a, url: 'http://h/', timeout: 5x}              | timeout:",
                "{name: a, url: 'http://h/', threshold: 0}             | threshold:",
                "{name: a, url: ':'}                                   | url is not a URL",
                "{name: a, url: 'http://h/', ignore: {actions: [pul]}} | 'pul'",
                "{name: a, url: 'http://h/', ignore: {action: [pull]}} | did you mean actions?",
                "{name: a, name: b, url: 'http://h/'}                  | set twice",
                "text                                                  | expected a section"
            })
    void tellsWhatIsWrong(String endpoint, String message) {
        InvalidConfiguration refusal = catchThrowableOfType(
                InvalidConfiguration.class, () -> read("notifications: {endpoints: [" + endpoint + "]}"));

        assertThat(refusal).hasMessageContaining("notifications.endpoints").hasMessageContaining(message);
    }

    @Test
    void refusesTwoOfOneName() {
        String endpoint = "{name: same, url: 'http://h/'}";
        InvalidConfiguration refusal = catchThrowableOfType(
                InvalidConfiguration.class,
                () -> read("notifications: {endpoints: [" + endpoint + ", " + endpoint + "]}"));

        assertThat(refusal).hasMessageContaining("duplicate endpoint name: same");
    }

    private Configuration read(String text) throws Exception {
        Path file = directory.resolve("registry.yml");
        Files.writeString(file, text);
        return ConfigurationReader.read(file, Map.of());
    }
}
