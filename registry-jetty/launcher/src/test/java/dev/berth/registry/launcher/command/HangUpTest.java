package dev.berth.registry.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class HangUpTest {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage());
        }
    };

    /** Without the handler this JVM would end here. */
    @Test
    void signalIsSurvived() throws Exception {
        Logger log = (Logger) LoggerFactory.getLogger(HangUp.class);
        appender.start();
        log.addAppender(appender);
        try {
            HangUp.ignore();
            String self = Long.toString(ProcessHandle.current().pid());
            assertThat(new ProcessBuilder("kill", "-HUP", self).start().waitFor())
                    .isZero();
            await().until(() -> lines.stream().anyMatch(line -> line.startsWith("SIGHUP ignored")));
        } finally {
            log.detachAppender(appender);
        }
    }
}
