package dev.berth.registry.launcher.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.registry.http.limit.RateLimit;
import dev.berth.registry.http.limit.RateLimits;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.ConfigurationReader;
import dev.berth.registry.launcher.config.EffectiveConfiguration;
import dev.berth.registry.launcher.config.InvalidConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitMappingTest {
    /** As GitLab's registry has it. */
    private static final String LIMITERS = """
        rate_limiter:
          enabled: true
          limiters:
            - name: global_rate_limit
              description: "Global IP rate limit"
              log_only: false
              match:
                type: IP
              precedence: 10
              limit:
                rate: 5000
                period: "minute"
                burst: 8000
              action:
                warn_threshold: 0.7
                warn_action: "log"
                hard_action: "block"
            - match: {type: user}
              limit: {rate: 10, period: 500ms}
        """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void takesTheLimitersOfOthers() throws Exception {
        RateLimits rates = rates(LIMITERS);
        assertThat(rates.perAddress()).contains(new RateLimit(5000, Duration.ofMinutes(1), 8000));
        assertThat(rates.perCaller()).contains(new RateLimit(10, Duration.ofMillis(500), 10));
        assertThat(rates.failedLogins()).isEqualTo(RateLimits.DEFAULT.failedLogins());
    }

    @Test
    void onlyLimitersThatAreEnabledLimit() throws Exception {
        assertThat(rates(LIMITERS.replace("enabled: true", "enabled: false"))).isEqualTo(RateLimits.DEFAULT);
        assertThat(rates("version: 0.1")).isEqualTo(RateLimits.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource({"log_only: false, log_only: true", "hard_action: \"block\", hard_action: \"log\""})
    void limitersThatOnlyLogDoNothing(String was, String is) throws Exception {
        RateLimits rates = rates(LIMITERS.replace(was, is));
        assertThat(rates.perAddress()).isEmpty();
        assertThat(rates.perCaller()).isPresent();
    }

    @Test
    void failedLoginsAreLimitedUnlessToldOtherwise() throws Exception {
        assertThat(rates("auth: {none: , failedlogins: 7}").failedLogins()).contains(RateLimit.perMinute(7));
        assertThat(rates("auth: {none: , failedlogins: 0}").failedLogins()).isEqualTo(Optional.empty());
    }

    @Test
    void whatIsShownCanBeReadAgain() throws Exception {
        String yaml = new EffectiveConfiguration(read(LIMITERS)).yaml();
        assertThat(rates(yaml)).isEqualTo(rates(LIMITERS));
    }

    @Test
    void environmentSetsThemToo() throws Exception {
        Map<String, String> environment = Map.of(
                "REGISTRY_RATE_LIMITER_ENABLED",
                "true",
                "REGISTRY_RATE_LIMITER_LIMITERS_0",
                "{match: {type: ip}, limit: {rate: 5, period: second}}");
        assertThat(rates(ConfigurationReader.read(environment)).perAddress())
                .contains(new RateLimit(5, Duration.ofSeconds(1), 5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type: IP | type: planet | expected one of ip",
                "rate: 5000 | rate: 0 | expected a number",
                "rate: 5000 | | rate is missing",
                "period: \"minute\" | period: fortnight | expected a duration",
                "period: \"minute\" | period: 2d | up to a day",
                "burst: 8000 | bursts: 8000 | did you mean burst?",
                "type: user | type: ip | one limiter for each",
                "warn_action | warning | unknown setting warning"
            })
    void saysWhatIsWrong(String was, String is, String message) {
        String wrong = LIMITERS.replace(was, is == null ? "" : is);
        assertThatThrownBy(() -> read(wrong))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining(message);
    }

    private RateLimits rates(String yaml) throws Exception {
        return rates(read(yaml));
    }

    private static RateLimits rates(Configuration configuration) {
        return new RateLimitMapping(configuration).rates();
    }

    private Configuration read(String yaml) throws Exception {
        return ConfigurationReader.read(Files.writeString(folder.resolve("registry.yml"), yaml), Map.of());
    }
}
