package dev.berth.registry.model;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of an upload session: unguessable, since who knows it and may push may go on with the upload.
 *
 * @param value a UUID in its canonical lower-case form
 */
public record UploadId(String value) {
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** Refuses what is not a UUID. */
    public UploadId {
        if (!isUuid(value)) {
            throw new IllegalArgumentException("not an upload id: " + Quoted.of(value));
        }
    }

    /** Reads untrusted text; empty when it is not a UUID. */
    public static Optional<UploadId> parse(String text) {
        return isUuid(text) ? Optional.of(new UploadId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isUuid(String text) {
        return text.length() == 36 && UUID.matcher(text).matches();
    }
}
