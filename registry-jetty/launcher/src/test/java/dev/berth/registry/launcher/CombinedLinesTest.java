package dev.berth.registry.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

class CombinedLinesTest {
    private final LoggingEvent event = new LoggingEvent(
            "",
            (Logger) LoggerFactory.getLogger("dev.berth.registry.access-log"),
            Level.INFO,
            "another form of the line",
            null,
            new Object[0]);

    @Test
    void writesTheCombinedLogFormat() {
        line("ann", "docker/27.0");
        assertThat(written())
                .isEqualTo("192.0.2.1 - ann [14/Nov/2023:22:13:20 +0000] \"GET /v2/ HTTP/1.1\" 200 2 \"-\""
                        + " \"docker/27.0\"\n");
    }

    @Test
    void escapesClientText() {
        line("a b\n\"c\"", "x\" 200 \\\r\n\u00fc");
        assertThat(written())
                .contains(" - a\\x20b\\x0a\\\"c\\\" [")
                .endsWith(" \"x\\\" 200 \\\\\\x0d\\x0a\\xc3\\xbc\"\n")
                .hasLineCount(1);
    }

    private void line(String caller, String agent) {
        event.setTimeStamp(1_700_000_000_123L);
        event.addKeyValuePair(new KeyValuePair("remote_addr", "192.0.2.1"));
        event.addKeyValuePair(new KeyValuePair("method", "GET"));
        event.addKeyValuePair(new KeyValuePair("path", "/v2/"));
        event.addKeyValuePair(new KeyValuePair("protocol", "HTTP/1.1"));
        event.addKeyValuePair(new KeyValuePair("status", 200));
        event.addKeyValuePair(new KeyValuePair("caller", caller));
        event.addKeyValuePair(new KeyValuePair("written_bytes", 2L));
        event.addKeyValuePair(new KeyValuePair("referer", ""));
        event.addKeyValuePair(new KeyValuePair("user_agent", agent));
    }

    private String written() {
        return new String(new CombinedLines(ZoneOffset.UTC).encode(event), UTF_8);
    }
}
