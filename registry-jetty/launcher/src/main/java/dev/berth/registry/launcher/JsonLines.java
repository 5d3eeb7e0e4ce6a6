package dev.berth.registry.launcher;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * Log events as JSON, one object a line: {@code time} (ISO 8601, UTC), {@code level}, {@code logger}, {@code msg}, the
 * key-value pairs of the event, those of the diagnostic context of its thread ({@code request_id}), and {@code stack}
 * of an exception. Names are those of logrus, which other registries
 * use; Logstash calls the time {@code @timestamp} and the message {@code message}.
 */
final class JsonLines extends EncoderBase<ILoggingEvent> {
    private static final JsonFactory JSON = new JsonFactory();

    private final String time;
    private final String message;

    private JsonLines(String time, String message) {
        this.time = time;
        this.message = message;
    }

    static JsonLines plain() {
        return new JsonLines("time", "msg");
    }

    static JsonLines logstash() {
        return new JsonLines("@timestamp", "message");
    }

    @Override
    public byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] footerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField(
                    time, Instant.ofEpochMilli(event.getTimeStamp()).toString());
            json.writeStringField("level", event.getLevel().toString().toLowerCase(Locale.ROOT));
            json.writeStringField("logger", event.getLoggerName());
            json.writeStringField(message, event.getFormattedMessage());
            writePairs(json, event.getKeyValuePairs());
            writeContext(json, event);
            if (event.getThrowableProxy() != null) {
                json.writeStringField("stack", ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.toByteArray();
    }

    /** A key of the event hides the same key of the thread. */
    private static void writeContext(JsonGenerator json, ILoggingEvent event) throws IOException {
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        for (Map.Entry<String, String> entry : event.getMDCPropertyMap().entrySet()) {
            boolean isWritten = pairs != null && pairs.stream().anyMatch(pair -> pair.key.equals(entry.getKey()));
            if (!isWritten) {
                json.writeStringField(entry.getKey(), entry.getValue());
            }
        }
    }

    private static void writePairs(JsonGenerator json, @Nullable List<KeyValuePair> pairs) throws IOException {
        if (pairs == null) {
            return;
        }
        for (KeyValuePair pair : pairs) {
            json.writeFieldName(pair.key);
            if (pair.value instanceof Integer || pair.value instanceof Long) {
                json.writeNumber(((Number) pair.value).longValue());
            } else {
                json.writeString(String.valueOf(pair.value));
            }
        }
    }
}
