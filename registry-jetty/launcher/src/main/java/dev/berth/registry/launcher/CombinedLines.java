package dev.berth.registry.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.slf4j.event.KeyValuePair;

/**
 * Lines of the access log in the Combined Log Format of the Apache HTTP Server, which other servers and their analysers
 * share: address, caller, time, request line, status, bytes sent, Referer and User-Agent.
 */
final class CombinedLines extends EncoderBase<ILoggingEvent> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);

    private final ZoneId zone;

    CombinedLines(ZoneId zone) {
        this.zone = zone;
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
        String time = TIME.format(Instant.ofEpochMilli(event.getTimeStamp()).atZone(zone));
        String request = value(event, "method") + ' ' + value(event, "path") + ' ' + value(event, "protocol");
        String line = plain(event, "remote_addr") + " - " + plain(event, "caller") + " [" + time + "] "
                + quoted(request) + ' ' + value(event, "status") + ' ' + value(event, "written_bytes") + ' '
                + quoted(orDash(value(event, "referer"))) + ' ' + quoted(orDash(value(event, "user_agent"))) + '\n';
        return line.getBytes(UTF_8);
    }

    private static String value(ILoggingEvent event, String key) {
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        return pairs == null
                ? ""
                : pairs.stream()
                        .filter(pair -> pair.key.equals(key))
                        .map(pair -> String.valueOf(pair.value))
                        .findFirst()
                        .orElse("");
    }

    /** Outside of quotes spaces separate fields. */
    private static String plain(ILoggingEvent event, String key) {
        return orDash(escaped(value(event, key)).replace(" ", "\\x20"));
    }

    private static String orDash(String value) {
        return value.isEmpty() ? "-" : value;
    }

    private static String quoted(String value) {
        return '"' + escaped(value) + '"';
    }

    /** Clients choose names and fields; none of them ends a line or a quotation. */
    private static String escaped(String value) {
        StringBuilder text = new StringBuilder(value.length());
        for (byte octet : value.getBytes(UTF_8)) {
            char letter = (char) (octet & 0xff);
            if (letter == '"' || letter == '\\') {
                text.append('\\').append(letter);
            } else if (letter < ' ' || letter >= 0x7f) {
                text.append("\\x%02x".formatted((int) letter));
            } else {
                text.append(letter);
            }
        }
        return text.toString();
    }
}
