package dev.berth.registry.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.launcher.config.ConfigurationReader;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LoggingTest {
    private static final String POOL = "com.zaxxer.hikari.pool.PoolBase";

    /** The pool warns of each failed connection with a stack trace; the registry reports the failure itself. */
    @Test
    void thePoolWarnsAtLevelDebugOnly() throws Exception {
        Logging.start(ConfigurationReader.read(Map.of()));
        assertThat(LoggerFactory.getLogger(POOL).isWarnEnabled()).isFalse();
        assertThat(LoggerFactory.getLogger("dev.berth.registry.jdbi").isWarnEnabled())
                .isTrue();

        Logging.start(ConfigurationReader.read(Map.of("REGISTRY_LOG_LEVEL", "debug")));
        assertThat(LoggerFactory.getLogger(POOL).isWarnEnabled()).isTrue();
    }
}
