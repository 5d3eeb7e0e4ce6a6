package dev.berth.registry.spi.storage;

import dev.berth.registry.spi.StorageKey;
import dev.berth.registry.spi.StoreException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** Links by which anybody who has one reads one object from the store itself, for a while. */
public interface PresignedReads {

    /**
     * A link to an object; whether it is there is not asked. Costs no call of the store.
     *
     * @throws StoreException when there are no credentials to sign with
     */
    URI link(StorageKey key, Terms terms) throws StoreException;

    /** What a link may be used for. */
    enum Method {
        /** To read. */
        GET,
        /** To look. */
        HEAD
    }

    /**
     * What a link is good for.
     *
     * @param method the only one it works with
     * @param lifetime how long it works; a store may allow less, as the credentials may
     * @param contentType the Content-Type of the answer
     * @param contentDisposition the Content-Disposition of the answer
     */
    record Terms(Method method, Duration lifetime, Optional<String> contentType, Optional<String> contentDisposition) {

        /** Refuses a lifetime that is not positive. */
        public Terms {
            Objects.requireNonNull(method, "method");
            Objects.requireNonNull(contentType, "contentType");
            Objects.requireNonNull(contentDisposition, "contentDisposition");
            if (lifetime.isNegative() || lifetime.isZero()) {
                throw new IllegalArgumentException("no lifetime: " + lifetime);
            }
        }
    }
}
