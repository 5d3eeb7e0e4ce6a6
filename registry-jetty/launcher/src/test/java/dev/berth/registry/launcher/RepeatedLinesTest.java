package dev.berth.registry.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RepeatedLinesTest {
    private final AtomicLong now = new AtomicLong();
    private final ListAppender<ILoggingEvent> shown = new ListAppender<>();
    private final Logger log = logger();

    private Logger logger() {
        LoggerContext context = new LoggerContext();
        context.addTurboFilter(new RepeatedLines(now::get));
        Logger logger = context.getLogger("test");
        shown.setContext(context);
        shown.start();
        logger.addAppender(shown);
        return logger;
    }

    @Test
    void sumsUpWhatIsOfOneKind() {
        for (int i = 0; i < 500; i++) {
            log.warn("request {} not served: {}", i, "no database");
            log.info("request {}", i);
        }
        assertThat(lines("not served")).isEqualTo(RepeatedLines.MAX_A_MINUTE);
        assertThat(lines("request")).isEqualTo(500 + RepeatedLines.MAX_A_MINUTE);
        log.error("something else");
        assertThat(lines("something else")).isEqualTo(1);

        now.addAndGet(Duration.ofSeconds(61).toNanos());
        log.warn("request {} not served: {}", 500, "no database");

        assertThat(lines("490 more lines like this omitted within a minute: request {} not served: {}"))
                .isEqualTo(1);
        assertThat(lines("request 500 not served")).isEqualTo(1);
    }

    private long lines(String part) {
        return shown.list.stream()
                .filter(line -> line.getFormattedMessage().contains(part))
                .count();
    }
}
