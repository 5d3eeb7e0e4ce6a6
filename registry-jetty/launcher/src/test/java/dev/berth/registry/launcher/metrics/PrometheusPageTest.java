package dev.berth.registry.launcher.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.http.limit.RefusalListener.Limit;
import dev.berth.registry.http.limit.RefusalListener.Login;
import dev.berth.registry.jetty.RequestListener.CompletedRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PrometheusPageTest {
    private static final String OPEN_METRICS = "application/openmetrics-text;version=1.0.0,text/plain;q=0.5";

    private final PrometheusPage page = new PrometheusPage(Clock.systemUTC());

    @AfterEach
    void close() {
        page.close();
    }

    @Test
    void namesARecentRequestOfEachBucketInOpenMetrics() {
        end("first", Duration.ofMillis(7));
        end("within-the-same-second", Duration.ofMillis(8));
        end("slow", Duration.ofMinutes(10));
        DebugServer.Page shown = page.page(OPEN_METRICS);
        assertThat(shown.type()).startsWith("application/openmetrics-text");
        assertThat(shown.text())
                .endsWith("# EOF\n")
                .containsPattern(
                        "duration_seconds_bucket\\{[^}]*le=\"0.01\"\\} 2 # \\{request_id=\"first\"\\} 0.007 [0-9.]+")
                .containsPattern("duration_seconds_bucket\\{[^}]*le=\"\\+Inf\"\\} 3 # \\{request_id=\"slow\"\\} 600")
                .doesNotContain("within-the-same-second");
    }

    @Test
    void isPlainTextForOtherScrapers() {
        end("first", Duration.ofMillis(7));
        for (String accept : new String[] {"", "*/*", "text/plain"}) {
            assertThat(page.page(accept).type()).startsWith("text/plain; version=0.0.4");
            assertThat(page.page(accept).text()).doesNotContain("request_id");
        }
    }

    @Test
    void countsRefusals() {
        page.metrics().refusals().limited(Limit.FAILED_LOGINS);
        page.metrics().refusals().loginRefused(Login.PASSWORD);
        assertThat(page.text())
                .contains(
                        "registry_http_limited_requests_total{limit=\"failed_logins\"} 1.0",
                        "registry_http_limited_requests_total{limit=\"concurrency\"} 0.0",
                        "registry_http_refused_logins_total{credentials=\"password\"} 1.0",
                        "registry_http_refused_logins_total{credentials=\"token\"} 0.0");
    }

    private void end(String id, Duration duration) {
        page.requests().ended(new CompletedRequest(Optional.of(id), "GET", Optional.of("/v2/"), 200, duration, 0, 2));
    }
}
