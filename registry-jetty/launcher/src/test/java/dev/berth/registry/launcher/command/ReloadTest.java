package dev.berth.registry.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.AppenderBase;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.ConfigurationReader;
import dev.berth.registry.launcher.config.InvalidConfiguration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ReloadTest {
    private static final LoggerContext LOGS = (LoggerContext) LoggerFactory.getILoggerFactory();

    private final List<String> lines = new CopyOnWriteArrayList<>();

    /** Other tests log as before. */
    @AfterEach
    void restore() throws Exception {
        LOGS.reset();
        new ContextInitializer(LOGS).autoConfig();
    }

    @Test
    void appliesTheLogAndNamesWhatNeedsARestart() throws Exception {
        Configuration before = read(Map.of());
        Configuration after = read(Map.of("REGISTRY_LOG_LEVEL", "debug", "REGISTRY_HTTP_MAXCONNECTIONS", "7"));
        Reload reload = new Reload(() -> after, before);
        listen();
        reload.run();
        assertThat(LOGS.getLogger("dev.berth.registry").getLevel()).isEqualTo(Level.DEBUG);
        listen();
        reload.run();
        assertThat(lines)
                .filteredOn(line -> line.contains("need a restart"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).endsWith("need a restart: http.maxconnections"));
    }

    @Test
    void changesNothingWithAnInvalidConfiguration() throws Exception {
        Level level = LOGS.getLogger("dev.berth.registry").getLevel();
        listen();
        new Reload(() -> read(Map.of("REGISTRY_LOG_LEVEL", "loud")), read(Map.of())).run();
        assertThat(LOGS.getLogger("dev.berth.registry").getLevel()).isEqualTo(level);
        assertThat(lines).singleElement().satisfies(line -> assertThat(line).contains("nothing was reloaded", "loud"));
    }

    private static Configuration read(Map<String, String> environment) throws InvalidConfiguration {
        return ConfigurationReader.read(environment);
    }

    private void listen() {
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                lines.add(event.getFormattedMessage());
            }
        };
        appender.setContext(LOGS);
        appender.start();
        Logger log = LOGS.getLogger(Reload.class);
        log.setLevel(Level.INFO);
        log.addAppender(appender);
    }
}
