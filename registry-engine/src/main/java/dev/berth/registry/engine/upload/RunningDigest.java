package dev.berth.registry.engine.upload;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** The hash of an upload's bytes as they come in. For one thread at a time. */
final class RunningDigest {
    private final DigestAlgorithm algorithm;
    private final MessageDigest computation;
    private @Nullable Digest value;

    RunningDigest(DigestAlgorithm algorithm) {
        this.algorithm = algorithm;
        computation = algorithm.newMessageDigest();
    }

    DigestAlgorithm algorithm() {
        return algorithm;
    }

    void update(byte[] bytes, int length) {
        if (value != null) {
            throw new IllegalStateException("the digest has been taken");
        }
        computation.update(bytes, 0, length);
    }

    /** The digest of everything; nothing can be added afterwards. */
    Digest value() {
        if (value == null) {
            value = Digest.of(algorithm, computation.digest());
        }
        return value;
    }
}
