package dev.berth.registry;

import java.time.Duration;
import java.util.Objects;

/**
 * The options of a presigned URL of a blob; the URL allows GET only.
 *
 * @param lifetime validity of the URL; storage may allow less
 * @param contentType the Content-Type of the answer
 * @param contentDisposition the Content-Disposition of the answer
 */
public record PresignedUrlOptions(Duration lifetime, String contentType, String contentDisposition) {

    /** Refuses a lifetime that is not positive. */
    public PresignedUrlOptions {
        Objects.requireNonNull(contentType, "contentType");
        Objects.requireNonNull(contentDisposition, "contentDisposition");
        if (lifetime.isNegative() || lifetime.isZero()) {
            throw new IllegalArgumentException("no lifetime: " + lifetime);
        }
    }
}
