package dev.berth.registry.spi.storage;

import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** Presigned URLs: each allows its bearer to read one object from the store for a limited time. */
public interface PresignedReads {

    /**
     * A presigned URL of an object. Signing costs no storage request and does not check that the object exists.
     *
     * @throws StoreException when there are no credentials to sign with
     */
    URI link(StorageKey key, Terms terms) throws StoreException;

    /** The HTTP method a presigned URL allows. */
    enum Method {
        /** Reads the object. */
        GET,
        /** Reads the headers only. */
        HEAD
    }

    /**
     * The terms of a presigned URL.
     *
     * @param method the only one it works with
     * @param lifetime validity of the URL; the store or its credentials may allow less
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
