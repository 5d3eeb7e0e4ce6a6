package dev.berth.registry.launcher.config;

import static dev.berth.registry.launcher.config.Formats.duration;
import static dev.berth.registry.launcher.config.Formats.flag;
import static dev.berth.registry.launcher.config.Formats.number;
import static dev.berth.registry.launcher.config.Formats.texts;

import dev.berth.registry.model.ArtifactKind;
import java.time.Duration;
import java.util.List;

/** The settings of {@code usage} and {@code artifacts}: pulls that are counted, and kinds of artifacts. */
public final class InsightKeys {
    private static final int MOST_DAYS = 10_000;

    /** A media type, or the beginning of some with {@code *} as its end, and the kind of artifacts that have it. */
    public record ArtifactRule(String mediaType, ArtifactKind kind) {
        static ArtifactRule parse(String text) {
            int end = text.lastIndexOf('=');
            if (end < 1 || text.startsWith("*")) {
                throw new IllegalArgumentException("not a media type and a kind, as application/vnd.acme.rules*=rules");
            }
            return new ArtifactRule(text.substring(0, end), new ArtifactKind(text.substring(end + 1)));
        }

        @Override
        public String toString() {
            return mediaType + "=" + kind;
        }
    }

    public static final Key<Boolean> USAGE_ENABLED = new Key<>(
            "usage.enabled", flag(), true, false, "count pulls and pushes of tags, manifests and repositories");
    public static final Key<Duration> USAGE_FLUSHINTERVAL = new Key<>(
            "usage.flushinterval",
            duration(),
            Duration.ofSeconds(10),
            false,
            "interval at which counts are recorded; a server that is killed loses those since the last record");
    public static final Key<Integer> USAGE_DAYS = new Key<>(
            "usage.days", number(1, MOST_DAYS), 400, false, "number of days for which counts by day are kept");
    public static final Key<List<ArtifactRule>> ARTIFACTS_KINDS = new Key<>(
            "artifacts.kinds",
            rules(),
            List.of(),
            false,
            "kinds of artifacts by media type, before those that are known: a list of MEDIATYPE=KIND");

    private InsightKeys() {}

    private static Format<List<ArtifactRule>> rules() {
        return new Format<>(
                node -> texts().read(node).stream().map(ArtifactRule::parse).toList(),
                rules -> rules.stream().map(ArtifactRule::toString).toList());
    }

    static List<Key<?>> all() {
        return List.of(USAGE_ENABLED, USAGE_FLUSHINTERVAL, USAGE_DAYS, ARTIFACTS_KINDS);
    }
}
