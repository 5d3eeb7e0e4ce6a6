package dev.berth.registry.storage.s3;

import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javax.xml.stream.XMLStreamException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The classification of failures of the store; the only one of this module. */
final class S3Failures {
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION_FAILED = 412;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int INTERNAL_ERROR = 500;
    private static final int NOT_IMPLEMENTED = 501;

    private static final String NO_CODE = "no code";

    /** Codes of transient failures whose status does not show it. */
    private static final Set<String> PASSING = Set.of(
            "SlowDown",
            "Throttling",
            "ThrottlingException",
            "RequestLimitExceeded",
            "RequestTimeout",
            "OperationAborted",
            "ConditionalRequestConflict",
            "BadDigest",
            "XAmzContentSHA256Mismatch");

    /** Codes of the store for calls that have not begun. */
    private static final Set<String> NOT_BEGUN = Set.of("SlowDown", "Throttling", "ServiceUnavailable");

    /** Codes of a missing permission; an answer without a body has none. */
    private static final Set<String> PERMISSION = Set.of("AccessDenied", NO_CODE);

    /** Codes of the store for refused credentials, whatever their permissions. */
    private static final Map<String, String> REFUSED = Map.of(
            "SignatureDoesNotMatch",
            "the secret key does not match the access key, or a proxy changes the requests",
            "InvalidAccessKeyId",
            "the access key is unknown to the store",
            "RequestTimeTooSkewed",
            "the clocks of this machine and of the store differ too much",
            "ExpiredToken",
            "the session token has expired",
            "InvalidToken",
            "the session token is not valid",
            "InvalidObjectState",
            "the object is in an archive; restore it to a storage class that can be read",
            "AuthorizationHeaderMalformed",
            "the request is signed for another region than the bucket's");

    private final String bucket;

    S3Failures(String bucket) {
        this.bucket = bucket;
    }

    /** The failure of a call. */
    StoreException of(S3Call call, String name, SdkException cause) {
        Kind kind = mayPass(cause) ? Kind.TRANSIENT : Kind.PERMANENT;
        return new StoreException(
                kind, "cannot " + call.words() + " " + where(name) + ": " + reason(call, cause), cause);
    }

    /** The failure of a file on the way. */
    StoreException of(String name, IOException cause) {
        return new StoreException(
                Kind.TRANSIENT, "cannot keep a part of " + where(name) + " in a file: " + cause.getMessage(), cause);
    }

    /** A failure to continue reading an open object. */
    StoreException cutOff(String name, IOException cause) {
        return new StoreException(
                Kind.TRANSIENT, "reading of " + where(name) + " broke off: " + cause.getMessage(), cause);
    }

    /** The failure of one of many. */
    StoreException of(S3Call call, S3Error error) {
        Kind kind = "AccessDenied".equals(error.code()) ? Kind.PERMANENT : Kind.TRANSIENT;
        return new StoreException(
                kind, "cannot " + call.words() + " " + where(error.key()) + ": " + error.code(), null);
    }

    /** The failure of a commit with unknown outcome. */
    StoreException unknown(String name, SdkException cause) {
        return new StoreException(
                Kind.UNKNOWN_OUTCOME,
                "outcome of the commit of " + where(name) + " is unknown: " + words(cause),
                cause);
    }

    /** Something is not there, or not as it should be. */
    StoreException permanent(String name, String what) {
        return new StoreException(Kind.PERMANENT, where(name) + " " + what, null);
    }

    /** The answer of the call; an answer that breaks off is a failure like others. */
    static <T> T answer(Supplier<T> call) {
        try {
            return call.get();
        } catch (UncheckedIOException e) {
            throw SdkClientException.create("the response ended early", e);
        }
    }

    /** True when a retry may succeed. */
    static boolean mayPass(SdkException failure) {
        if (failure instanceof S3Exception answer) {
            int status = answer.statusCode();
            return status == TOO_MANY_REQUESTS
                    || (status >= INTERNAL_ERROR && status != NOT_IMPLEMENTED)
                    || PASSING.contains(code(answer));
        }
        return failure instanceof ApiCallTimeoutException
                || failure instanceof ApiCallAttemptTimeoutException
                || failure instanceof AbortedException
                || causedBy(failure, IOException.class)
                || causedBy(failure, XMLStreamException.class);
    }

    /** True when the request may have been executed in spite of the failure. */
    static boolean leavesDoubt(SdkException failure) {
        if (failure instanceof S3Exception answer) {
            return answer.statusCode() >= INTERNAL_ERROR && !NOT_BEGUN.contains(code(answer));
        }
        return mayPass(failure) && !isRefused(failure);
    }

    /** True when there was no connection, so that nothing was sent. */
    static boolean isRefused(SdkException failure) {
        return causedBy(failure, ConnectException.class) || causedBy(failure, UnknownHostException.class);
    }

    static boolean isAbsence(SdkException failure) {
        return failure instanceof S3Exception answer
                && answer.statusCode() == NOT_FOUND
                && !code(answer).equals("NoSuchBucket");
    }

    static boolean isBeyondEnd(SdkException failure) {
        return failure instanceof S3Exception answer && answer.statusCode() == RANGE_NOT_SATISFIABLE;
    }

    /** True when a commit found its key in use, or its upload ended or changed by another writer. */
    static boolean isTaken(SdkException failure) {
        return failure instanceof S3Exception answer
                && (answer.statusCode() == PRECONDITION_FAILED
                        || isAbsence(failure)
                        || code(answer).equals("InvalidPart")
                        || code(answer).equals("InvalidPartOrder"));
    }

    private String where(String name) {
        return name.isEmpty() ? "bucket " + bucket : "object " + name + " in bucket " + bucket;
    }

    private static String reason(S3Call call, SdkException cause) {
        if (!(cause instanceof S3Exception answer)) {
            return words(cause);
        }
        if (REFUSED.containsKey(code(answer))) {
            return code(answer) + "; " + REFUSED.get(code(answer));
        }
        if (answer.statusCode() == FORBIDDEN) {
            return PERMISSION.contains(code(answer))
                    ? code(answer) + "; the credentials need the permission " + call.permission()
                    : FORBIDDEN + " " + code(answer);
        }
        if (code(answer).equals("NoSuchBucket")) {
            return "there is no such bucket";
        }
        if (answer.statusCode() == NOT_IMPLEMENTED) {
            return "the store does not support this request; for a store without conditional writes or checksums, set"
                    + " storage.s3.conditionalwrites: false or storage.s3.checksum_disabled: true";
        }
        return answer.statusCode() + " " + code(answer);
    }

    private static String words(SdkException cause) {
        String words = cause.getMessage();
        return words == null ? cause.getClass().getSimpleName() : words;
    }

    private static String code(S3Exception answer) {
        if (answer.awsErrorDetails() == null || answer.awsErrorDetails().errorCode() == null) {
            return NO_CODE;
        }
        return answer.awsErrorDetails().errorCode();
    }

    private static boolean causedBy(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
