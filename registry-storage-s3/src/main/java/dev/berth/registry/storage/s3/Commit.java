package dev.berth.registry.storage.s3;

import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * One publication of an object. After a lost answer it checks whether the stored object is the one to publish,
 * recognized by the mark in its metadata and, since several writers may share an upload, by its ETag.
 */
final class Commit {
    static final String MARK = "berth-mark";

    private final S3Calls calls;
    private final String name;
    private final String mark;
    private final List<WriterToken.Part> parts;
    private boolean inDoubt;

    /** Of one object at once if there are no parts: then the mark is of this writer alone. */
    Commit(S3Calls calls, String name, String mark, List<WriterToken.Part> parts) {
        this.calls = calls;
        this.name = name;
        this.mark = mark;
        this.parts = List.copyOf(parts);
    }

    void of(S3Call kind, Duration allowance, Supplier<?> call) throws StoreException {
        try {
            calls.attempt(allowance, () -> noteDoubt(call));
        } catch (SdkException e) {
            if (inDoubt) {
                resolve(kind, e);
            } else if (S3Failures.isTaken(e)) {
                throw new StoreException(
                        Kind.PERMANENT, "object " + name + " was published, dropped or changed by another writer", e);
            } else {
                throw calls.failures().of(kind, name, e);
            }
        }
    }

    private Object noteDoubt(Supplier<?> call) {
        try {
            return S3Failures.answer(call);
        } catch (SdkException e) {
            inDoubt |= S3Failures.leavesDoubt(e);
            throw e;
        }
    }

    private void resolve(S3Call kind, SdkException failure) throws StoreException {
        Optional<HeadObjectResponse> found;
        try {
            found = calls.head(name);
        } catch (StoreException e) {
            failure.addSuppressed(e);
            throw calls.failures().unknown(name, failure);
        }
        if (found.isEmpty()) {
            throw calls.failures().of(kind, name, failure);
        }
        if (!isMine(found.get(), failure)) {
            throw calls.failures().permanent(name, "was published by another writer");
        }
    }

    private boolean isMine(HeadObjectResponse object, SdkException failure) throws StoreException {
        if (!mark.equals(object.metadata().get(MARK))) {
            return false;
        }
        Optional<String> found = Optional.ofNullable(object.eTag()).map(etag -> etag.replace("\"", ""));
        if (!parts.isEmpty() && !(found.isPresent() && found.equals(etagOf(parts)))) {
            throw calls.failures().unknown(name, failure);
        }
        return true;
    }

    /** The ETag that S3 computes from the ETags of parts if they are MD5 sums; empty if they are not. */
    static Optional<String> etagOf(List<WriterToken.Part> parts) {
        MessageDigest digest = md5();
        for (WriterToken.Part part : parts) {
            if (!part.etag().matches("[0-9a-f]{32}")) {
                return Optional.empty();
            }
            digest.update(HexFormat.of().parseHex(part.etag()));
        }
        return Optional.of(HexFormat.of().formatHex(digest.digest()) + "-" + parts.size());
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
