package dev.berth.registry.http.gitlab;

import dev.berth.registry.http.field.Parameters;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.TagDetails;
import dev.berth.registry.model.TagQuery.Order;
import dev.berth.registry.model.TagQuery.Side;
import dev.berth.registry.model.TagQuery.Start;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** Positions in a list of tags: by name the name, by time Base64 of the time with microseconds, a bar and the name. */
final class TagMarker {
    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private TagMarker() {}

    static String of(TagDetails tag, Order order) {
        if (order == Order.NAME) {
            return tag.tag().value();
        }
        String text = MICROSECONDS.format(tag.published()) + "|" + tag.tag();
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads a marker of an order; refuses what is none. */
    static Start parse(String parameter, String text, Side side, Order order) {
        if (order == Order.NAME) {
            return new Start(side, tag(text, parameter, "a tag"), Optional.empty());
        }
        String allowed = "Base64 of time|tag";
        try {
            String plain = new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
            int bar = plain.indexOf('|');
            Instant published = Instant.parse(plain.substring(0, Math.max(0, bar)));
            return new Start(side, tag(plain.substring(bar + 1), parameter, allowed), Optional.of(published));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw Parameters.wrongValue(parameter, allowed);
        }
    }

    private static String tag(String text, String parameter, String allowed) {
        return Tag.parse(text)
                .orElseThrow(() -> Parameters.wrongValue(parameter, allowed))
                .value();
    }
}
