package dev.berth.registry.model;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The id of an upload session. It is unguessable: any client that knows it and may push can continue the upload.
 *
 * @param value a UUID in its canonical lower-case form
 */
public record UploadId(String value) {
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** Refuses text that is not a UUID. */
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
