package dev.berth.registry.launcher.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.berth.registry.http.webhook.Webhook;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The settings of notifications. */
public final class EndpointsFuzzTest {

    @FuzzTest
    void endpoints(byte[] input) {
        String text = new String(input, UTF_8);
        try {
            Configuration configuration = ConfigurationReader.read(Map.of("REGISTRY_NOTIFICATIONS_ENDPOINTS", text));
            List<WebhookEndpoint> endpoints = configuration.get(NotificationKeys.ENDPOINTS);
            assertThat(endpoints).extracting(WebhookEndpoint::name).doesNotHaveDuplicates();
            String shown = new EffectiveConfiguration(configuration).yaml();
            endpoints.forEach(endpoint -> assertSane(endpoint, shown));
        } catch (InvalidConfiguration refused) {
            assertThat(refused.findings()).isNotEmpty();
        }
    }

    private static void assertSane(WebhookEndpoint endpoint, String shown) {
        assertThat(endpoint.threshold()).isPositive();
        String elsewhere =
                endpoint.name() + endpoint.url() + endpoint.headers().keySet() + endpoint.ignoredMediaTypes();
        endpoint.headers().values().stream()
                .flatMap(List::stream)
                .filter(secret -> secret.length() > 8 && !elsewhere.contains(secret))
                .forEach(secret -> assertThat(shown).doesNotContain(secret));
        try {
            Webhook webhook = new Webhook(endpoint.url(), endpoint.headers(), endpoint.timeout());
            assertThat(webhook.url().getScheme().toLowerCase(Locale.ROOT)).isIn("http", "https");
            assertThat(webhook.url().getUserInfo()).isNull();
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).contains("webhook");
        }
    }
}
