package dev.berth.registry.launcher;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Limits repeated warnings and errors, those of one logger with one text but for its values: a few are shown per
 * minute, and then the number of further ones. Otherwise an outage of the database makes a line for each request.
 */
final class RepeatedLines extends TurboFilter {
    static final int MAX_A_MINUTE = 10;
    private static final String SUMMARY = "{} more lines like this omitted within a minute: {}";
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final int MAX_KINDS = 1_000;

    private final LongSupplier nanoTime;
    private final Map<Kind, Count> counts = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Kind, Count> eldest) {
            return size() > MAX_KINDS;
        }
    };

    private record Kind(String logger, String text) {}

    /** The messages of one kind within a minute. */
    private static final class Count {
        private final long begun;
        private long lines;

        Count(long begun) {
            this.begun = begun;
        }

        long left() {
            return Math.max(0, lines - MAX_A_MINUTE);
        }
    }

    /** @param nanoTime nanoseconds since any moment */
    RepeatedLines(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String text,
            Object @Nullable [] values,
            @Nullable Throwable failure) {
        // Without a text it is a question whether the level is on.
        if (text == null || !level.isGreaterOrEqual(Level.WARN) || text.equals(SUMMARY)) {
            return FilterReply.NEUTRAL;
        }
        return isShown(logger, text) ? FilterReply.NEUTRAL : FilterReply.DENY;
    }

    private boolean isShown(Logger logger, String text) {
        Kind kind = new Kind(logger.getName(), text);
        long now = nanoTime.getAsLong();
        long left = 0;
        boolean isShown;
        synchronized (counts) {
            Count count = counts.get(kind);
            if (count == null || now - count.begun > MINUTE) {
                left = count == null ? 0 : count.left();
                count = new Count(now);
                counts.put(kind, count);
            }
            isShown = ++count.lines <= MAX_A_MINUTE;
        }
        if (left > 0) {
            logger.warn(SUMMARY, left, text);
        }
        return isShown;
    }
}
