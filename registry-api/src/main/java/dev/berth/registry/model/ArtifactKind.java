package dev.berth.registry.model;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The kind of artifact that a manifest describes, as far as its media types tell.
 *
 * @param value 1 to 40 lower-case letters, digits and hyphens
 */
public record ArtifactKind(String value) implements Comparable<ArtifactKind> {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    /** An image of one platform. */
    public static final ArtifactKind IMAGE = new ArtifactKind("image");
    /** An index: images of several platforms. */
    public static final ArtifactKind MULTI_PLATFORM_IMAGE = new ArtifactKind("multi-platform-image");
    /** A chart of Helm. */
    public static final ArtifactKind HELM_CHART = new ArtifactKind("helm-chart");
    /** A signature of another artifact. */
    public static final ArtifactKind SIGNATURE = new ArtifactKind("signature");
    /** A statement about the origin of another artifact. */
    public static final ArtifactKind ATTESTATION = new ArtifactKind("attestation");
    /** A software bill of materials. */
    public static final ArtifactKind SBOM = new ArtifactKind("sbom");
    /** A WebAssembly module or component. */
    public static final ArtifactKind WASM = new ArtifactKind("wasm");
    /** A model of machine learning. */
    public static final ArtifactKind MODEL = new ArtifactKind("model");
    /** An artifact of no other kind. */
    public static final ArtifactKind OTHER = new ArtifactKind("other");

    /** Refuses other forms. */
    public ArtifactKind {
        Objects.requireNonNull(value, "value");
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a kind of artifact: " + Quoted.of(value));
        }
    }

    /** A kind from untrusted text. */
    public static Optional<ArtifactKind> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new ArtifactKind(text)) : Optional.empty();
    }

    @Override
    public int compareTo(ArtifactKind other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    /**
     * A line of the table of kinds: artifacts of a media type are of this kind.
     *
     * @param mediaType a media type, or the beginning of some, with {@code *} as its end
     */
    public record Rule(String mediaType, ArtifactKind kind) {
        private static final String ANY = "*";

        /** Refuses an empty media type. */
        public Rule {
            Objects.requireNonNull(kind, "kind");
            if (mediaType.isEmpty() || mediaType.equals(ANY)) {
                throw new IllegalArgumentException("a rule without a media type is for every artifact");
            }
        }

        /** True for the media types of this rule. */
        public boolean matches(MediaType type) {
            return mediaType.endsWith(ANY)
                    ? type.value().startsWith(mediaType.substring(0, mediaType.length() - 1))
                    : type.value().equals(mediaType);
        }
    }
}
