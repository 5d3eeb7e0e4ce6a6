package dev.berth.registry.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

class JsonLinesTest {
    private final LoggingEvent event = new LoggingEvent(
            "",
            (Logger) LoggerFactory.getLogger("dev.berth.registry.access-log"),
            Level.INFO,
            "a \"b\"\n{}",
            new IllegalStateException("why"),
            new Object[] {"c"});

    @Test
    void writesAnObjectALine() throws IOException {
        event.setTimeStamp(1_700_000_000_123L);
        event.addKeyValuePair(new KeyValuePair("status", 200));
        event.addKeyValuePair(new KeyValuePair("caller", "ann\nid=forged"));
        String line = new String(JsonLines.plain().encode(event), UTF_8);
        assertThat(line).endsWith("}\n");
        assertThat(line.strip().lines()).hasSize(1);
        JsonNode json = new ObjectMapper().readTree(line);
        assertThat(json.get("time").asText()).isEqualTo("2023-11-14T22:13:20.123Z");
        assertThat(json.get("level").asText()).isEqualTo("info");
        assertThat(json.get("msg").asText()).isEqualTo("a \"b\"\nc");
        assertThat(json.get("status").isNumber()).isTrue();
        assertThat(json.get("caller").asText()).isEqualTo("ann\nid=forged");
        assertThat(json.get("stack").asText()).startsWith("java.lang.IllegalStateException: why");
    }

    @Test
    void namesTheRequestOnce() throws IOException {
        event.setMDCPropertyMap(Map.of("request_id", "of the thread"));
        assertThat(new ObjectMapper()
                        .readTree(JsonLines.plain().encode(event))
                        .get("request_id")
                        .asText())
                .isEqualTo("of the thread");
        event.addKeyValuePair(new KeyValuePair("request_id", "of the line"));
        assertThat(new String(JsonLines.plain().encode(event), UTF_8))
                .contains("of the line")
                .doesNotContain("of the thread");
    }

    @Test
    void namesFieldsAsLogstashDoes() throws IOException {
        JsonNode json = new ObjectMapper().readTree(JsonLines.logstash().encode(event));
        assertThat(json.has("@timestamp")).isTrue();
        assertThat(json.get("message").asText()).endsWith("c");
    }
}
