package dev.berth.registry.launcher.config;

import static dev.berth.registry.launcher.config.Formats.duration;
import static dev.berth.registry.launcher.config.Formats.flag;
import static dev.berth.registry.launcher.config.Formats.number;
import static dev.berth.registry.launcher.config.Formats.optional;
import static dev.berth.registry.launcher.config.Formats.text;
import static dev.berth.registry.launcher.config.Formats.texts;

import dev.berth.registry.model.ArtifactKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of what shows the content: {@code api}, {@code ui}, {@code usage} and {@code artifacts}. */
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

    public static final Key<Boolean> API_ENABLED = new Key<>(
            "api.enabled",
            flag(),
            true,
            false,
            "serve the management API below /api/v1/, with the rights of its callers");
    public static final Key<Boolean> UI_ENABLED =
            new Key<>("ui.enabled", flag(), true, false, "serve the web page at /ui/; it requires api.enabled");
    public static final Key<Duration> UI_SESSION =
            new Key<>("ui.session", duration(), Duration.ofHours(12), false, "duration of a login at the web page");
    public static final Key<Optional<String>> UI_SECRET = new Key<>(
            "ui.secret",
            optional(text()),
            Optional.empty(),
            true,
            "key of the sessions of the web page, at least 32 characters and the same on every server (default: random"
                    + " at each start)");
    public static final Key<Boolean> USAGE_ENABLED = new Key<>(
            "usage.enabled",
            flag(),
            true,
            false,
            "count pulls, and pushes of repositories; pushes of tags and manifests are always counted");
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

    static List<Key<?>> ofPage() {
        return List.of(API_ENABLED, UI_ENABLED, UI_SESSION, UI_SECRET);
    }

    static List<Key<?>> all() {
        return List.of(USAGE_ENABLED, USAGE_FLUSHINTERVAL, USAGE_DAYS, ARTIFACTS_KINDS);
    }
}
