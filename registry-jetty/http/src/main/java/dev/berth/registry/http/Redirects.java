package dev.berth.registry.http;

import dev.berth.registry.model.RepositoryName;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * That blobs are read from storage itself where it gives links, and when not (RFC 9110, section 15.4.8).
 *
 * @param lifetime validity of a presigned URL
 * @param exceptions repositories whose blobs are served by the registry: those in whose name one of these is found
 */
public record Redirects(Duration lifetime, List<Pattern> exceptions) {

    /** Refuses a lifetime that is not positive. */
    public Redirects {
        exceptions = List.copyOf(exceptions);
        if (lifetime.isNegative() || lifetime.isZero()) {
            throw new IllegalArgumentException("no lifetime of links: " + lifetime);
        }
    }

    /** True when blobs of a repository are read from storage. */
    public boolean cover(RepositoryName repository) {
        return exceptions.stream()
                .noneMatch(pattern -> pattern.matcher(repository.value()).find());
    }
}
