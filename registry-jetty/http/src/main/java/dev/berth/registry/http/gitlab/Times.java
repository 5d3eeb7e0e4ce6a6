package dev.berth.registry.http.gitlab;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Times as GitLab reads them: UTC with milliseconds, always three digits. */
final class Times {
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Times() {}

    static String text(Instant time) {
        return FORM.format(time);
    }

    static void write(String name, Instant time, JsonGenerator json) throws IOException {
        json.writeStringField(name, text(time));
    }

    static void write(String name, Optional<Instant> time, JsonGenerator json) throws IOException {
        if (time.isPresent()) {
            write(name, time.get(), json);
        }
    }
}
