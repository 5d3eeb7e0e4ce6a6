package dev.berth.registry.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        log.setLevel(Level.INFO);
        appender.start();
        log.addAppender(appender);
        try {
            HangUp.ignore();
            String self = Long.toString(ProcessHandle.current().pid());
            assertThat(new ProcessBuilder("kill", "-HUP", self).start().waitFor())
                    .isZero();
            if (!isIgnoredFromTheStart()) {
                await().until(() -> lines.stream().anyMatch(line -> line.startsWith("SIGHUP ignored")));
            }
        } finally {
            log.detachAppender(appender);
            log.setLevel(null);
        }
    }

    /** Below nohup the runtime leaves the signal ignored, whatever the handler. */
    private static boolean isIgnoredFromTheStart() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Integer.parseInt(line.substring(line.length() - 1), 16) & 1) == 1);
    }
}
