package dev.berth.registry.launcher.config;

import static dev.berth.registry.launcher.config.Formats.duration;
import static dev.berth.registry.launcher.config.Formats.flag;
import static dev.berth.registry.launcher.config.Formats.number;
import static dev.berth.registry.launcher.config.Formats.oneOf;
import static dev.berth.registry.launcher.config.Formats.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * An element of {@code rate_limiter.limiters}.
 *
 * @param name its configured name
 * @param rate the number of requests per period
 * @param burst the number of requests at once
 * @param blocks whether it does more than log, which is not done here
 */
public record Limiter(String name, Match match, int rate, Duration period, int burst, boolean blocks) {
    private static final int MANY = 1_000_000_000;
    /**
     * Keys without a meaning here: one limiter of a kind needs no order, and there are no warnings before the limit.
     */
    private static final List<String> IGNORED = List.of("description", "precedence");

    private static final List<String> IGNORED_OF_ACTION = List.of("warn_threshold", "warn_action");
    private static final Map<String, Duration> PERIODS = Map.of(
            "second", Duration.ofSeconds(1),
            "minute", Duration.ofMinutes(1),
            "hour", Duration.ofHours(1));

    /** The key by which clients are distinguished. */
    public enum Match {
        IP,
        USER
    }

    /** The form of {@code rate_limiter.limiters}, as in GitLab's registry. */
    static Format<List<Limiter>> list() {
        return new Format<>(
                Limiter::read, limiters -> limiters.stream().map(Limiter::shown).toList());
    }

    private static List<Limiter> read(Node node) {
        List<Limiter> limiters = new ArrayList<>();
        for (Section section : Section.list("limiters", node)) {
            Limiter limiter = limiter(section);
            if (limiters.stream().anyMatch(other -> other.match() == limiter.match())) {
                throw new IllegalArgumentException("expected one limiter for each match.type");
            }
            limiters.add(limiter);
        }
        return List.copyOf(limiters);
    }

    private static Limiter limiter(Section section) {
        Section match = section.below("match");
        Section limit = section.below("limit");
        IGNORED.forEach(name -> section.get(name, any(), ""));
        int rate = limit.require("rate", number(1, MANY));
        Limiter limiter = new Limiter(
                section.get("name", text(), ""),
                match.require("type", oneOf(Match.class)),
                rate,
                period(limit.require("period", text())),
                limit.get("burst", number(1, MANY), rate),
                blocks(section));
        List.of(section, match, limit).forEach(Section::requireNoOthers);
        return limiter;
    }

    private static boolean blocks(Section limiter) {
        boolean logsOnly = limiter.get("log_only", flag(), false);
        Section action = limiter.below("action");
        IGNORED_OF_ACTION.forEach(name -> action.get(name, any(), ""));
        boolean blocks = action.get("hard_action", text(), "block").equals("block");
        action.requireNoOthers();
        return blocks && !logsOnly;
    }

    private static Format<String> any() {
        return new Format<>(node -> "", nothing -> nothing);
    }

    /** {@code minute}, or any duration. */
    private static Duration period(String text) {
        Duration named = PERIODS.get(text.toLowerCase(Locale.ROOT));
        Duration period = named == null ? duration().read(scalar(text)) : named;
        if (period.isZero() || period.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("expected a period above 0 and up to a day");
        }
        return period;
    }

    private static Map<String, Object> shown(Limiter limiter) {
        return Map.of(
                "name",
                limiter.name(),
                "log_only",
                !limiter.blocks(),
                "match",
                Map.of("type", limiter.match().name().toLowerCase(Locale.ROOT)),
                "limit",
                Map.of(
                        "rate",
                        limiter.rate(),
                        "period",
                        Durations.written(limiter.period()),
                        "burst",
                        limiter.burst()));
    }

    private static Node scalar(String text) {
        return new ScalarNode(Tag.STR, text, null, null, ScalarStyle.PLAIN);
    }
}
