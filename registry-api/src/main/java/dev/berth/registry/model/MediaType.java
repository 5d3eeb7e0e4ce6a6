package dev.berth.registry.model;

import java.util.Optional;

/**
 * A media type without parameters (RFC 6838, section 4.2).
 *
 * <p>Any syntactically valid type is accepted: there is no list of allowed ones.
 *
 * @param value {@code type/subtype}, each 1 to 127 characters, as it was written
 */
public record MediaType(String value) {
    public static final MediaType OCI_MANIFEST = new MediaType("application/vnd.oci.image.manifest.v1+json");
    public static final MediaType OCI_INDEX = new MediaType("application/vnd.oci.image.index.v1+json");
    public static final MediaType OCI_EMPTY = new MediaType("application/vnd.oci.empty.v1+json");
    public static final MediaType DOCKER_MANIFEST =
            new MediaType("application/vnd.docker.distribution.manifest.v2+json");
    public static final MediaType DOCKER_MANIFEST_LIST =
            new MediaType("application/vnd.docker.distribution.manifest.list.v2+json");
    public static final MediaType DOCKER_SCHEMA_1 =
            new MediaType("application/vnd.docker.distribution.manifest.v1+json");
    public static final MediaType DOCKER_SCHEMA_1_SIGNED =
            new MediaType("application/vnd.docker.distribution.manifest.v1+prettyjws");

    private static final int LONGEST_PART = 127;

    /** Refuses text that is not a media type, including one with parameters. */
    public MediaType {
        if (!isMediaType(value)) {
            throw new IllegalArgumentException("not a media type: " + Quoted.of(value));
        }
    }

    /** Reads a media type, dropping parameters such as {@code ; charset=utf-8}; empty when malformed. */
    public static Optional<MediaType> parse(String text) {
        int semicolon = text.indexOf(';');
        String bare = (semicolon < 0 ? text : text.substring(0, semicolon)).strip();
        return isMediaType(bare) ? Optional.of(new MediaType(bare)) : Optional.empty();
    }

    /** True for an OCI index and a Docker manifest list. */
    public boolean isIndex() {
        return equals(OCI_INDEX) || equals(DOCKER_MANIFEST_LIST);
    }

    /** True for the types of manifests and indexes of OCI and Docker, those of schema version 1 included. */
    public boolean isManifest() {
        return isIndex()
                || equals(OCI_MANIFEST)
                || equals(DOCKER_MANIFEST)
                || equals(DOCKER_SCHEMA_1)
                || equals(DOCKER_SCHEMA_1_SIGNED);
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isMediaType(String text) {
        int slash = text.indexOf('/');
        return slash > 0 && isPart(text.substring(0, slash)) && isPart(text.substring(slash + 1));
    }

    private static boolean isPart(String part) {
        return !part.isEmpty()
                && part.length() <= LONGEST_PART
                && isAlphanumeric(part.charAt(0))
                && hasSafeCharacters(part);
    }

    private static boolean hasSafeCharacters(String part) {
        for (int i = 1; i < part.length(); i++) {
            char c = part.charAt(i);
            if (!isAlphanumeric(c) && "!#$&-^_.+".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
