package dev.berth.registry.launcher.config;

import static dev.berth.registry.launcher.config.Formats.duration;
import static dev.berth.registry.launcher.config.Formats.flag;
import static dev.berth.registry.launcher.config.Formats.number;
import static dev.berth.registry.launcher.config.Formats.oneOf;
import static dev.berth.registry.launcher.config.Formats.text;

import dev.berth.registry.launcher.config.Limiter.Match;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** How {@code rate_limiter.limiters} is written, as GitLab's registry has it. */
final class Limiters {
    private static final int MANY = 1_000_000_000;
    private static final Set<String> KNOWN =
            Set.of("name", "description", "log_only", "match", "precedence", "limit", "action");
    private static final Set<String> KNOWN_OF_ACTION = Set.of("warn_threshold", "warn_action", "hard_action");
    private static final Map<String, Duration> PERIODS = Map.of(
            "second", Duration.ofSeconds(1),
            "minute", Duration.ofMinutes(1),
            "hour", Duration.ofHours(1));

    private Limiters() {}

    static Format<List<Limiter>> list() {
        return new Format<>(
                Limiters::read,
                limiters -> limiters.stream().map(Limiters::shown).toList());
    }

    private static List<Limiter> read(Node node) {
        if (!(node instanceof SequenceNode sequence)) {
            throw new IllegalArgumentException("expected a list of limiters");
        }
        List<Limiter> limiters = new ArrayList<>();
        for (Node element : sequence.getValue()) {
            Limiter limiter = limiter(element);
            if (limiters.stream().anyMatch(other -> other.match() == limiter.match())) {
                throw new IllegalArgumentException("there is one limiter for each match.type");
            }
            limiters.add(limiter);
        }
        return List.copyOf(limiters);
    }

    private static Limiter limiter(Node node) {
        MappingNode limiter = section("a limiter", node, KNOWN);
        MappingNode match = section("match", needed("match", limiter), Set.of("type"));
        MappingNode limit = section("limit", needed("limit", limiter), Set.of("rate", "period", "burst"));
        int rate = number(1, MANY).read(needed("rate", limit));
        boolean isLogOnly = find("log_only", limiter).map(flag()::read).orElse(false);
        return new Limiter(
                find("name", limiter).map(text()::read).orElse(""),
                oneOf(Match.class).read(needed("type", match)),
                rate,
                period(text().read(needed("period", limit))),
                find("burst", limit).map(number(1, MANY)::read).orElse(rate),
                !isLogOnly && blocks(limiter));
    }

    private static boolean blocks(MappingNode limiter) {
        return find("action", limiter)
                .map(action -> section("action", action, KNOWN_OF_ACTION))
                .flatMap(action -> find("hard_action", action))
                .map(action -> text().read(action).equals("block"))
                .orElse(true);
    }

    /** {@code minute}, or any duration. */
    private static Duration period(String text) {
        Duration named = PERIODS.get(text.toLowerCase(Locale.ROOT));
        Duration period = named == null ? duration().read(scalar(text)) : named;
        if (period.isZero() || period.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("period is a day at most and not nothing");
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

    private static MappingNode section(String name, Node node, Set<String> known) {
        if (!(node instanceof MappingNode mapping)) {
            throw new IllegalArgumentException("expected " + name + " as a section");
        }
        for (NodeTuple entry : mapping.getValue()) {
            String key = text().read(entry.getKeyNode());
            if (!known.contains(key)) {
                throw new IllegalArgumentException("unknown setting " + key + " of " + name);
            }
        }
        return mapping;
    }

    private static Node needed(String key, MappingNode section) {
        return find(key, section).orElseThrow(() -> new IllegalArgumentException("a limiter has no " + key));
    }

    private static Optional<Node> find(String key, MappingNode section) {
        return section.getValue().stream()
                .filter(entry -> text().read(entry.getKeyNode()).equals(key))
                .map(NodeTuple::getValueNode)
                .filter(value -> !Formats.isNull(value))
                .findFirst();
    }

    private static Node scalar(String text) {
        return new ScalarNode(Tag.STR, text, null, null, ScalarStyle.PLAIN);
    }
}
