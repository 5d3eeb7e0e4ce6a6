package dev.berth.registry.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Times in JSON (RFC 3339), as GitLab reads them: UTC with milliseconds, always three digits. */
public final class Times {
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Times() {}

    /** The text of a time. */
    public static String text(Instant time) {
        return FORM.format(time);
    }

    /** Writes a member. */
    public static void write(String name, Instant time, JsonGenerator json) throws IOException {
        json.writeStringField(name, text(time));
    }

    /** Writes a member, if there is a time. */
    public static void write(String name, Optional<Instant> time, JsonGenerator json) throws IOException {
        if (time.isPresent()) {
            write(name, time.get(), json);
        }
    }
}
