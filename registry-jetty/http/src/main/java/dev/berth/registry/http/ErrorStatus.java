package dev.berth.registry.http;

import dev.berth.registry.ErrorCode;

/** The one place where error codes become HTTP statuses. */
final class ErrorStatus {

    private ErrorStatus() {}

    static int of(ErrorCode code) {
        return switch (code) {
            case BLOB_UPLOAD_INVALID,
                    DIGEST_INVALID,
                    MANIFEST_BLOB_UNKNOWN,
                    MANIFEST_INVALID,
                    NAME_INVALID,
                    TAG_INVALID,
                    INVALID_QUERY_PARAMETER_TYPE,
                    INVALID_QUERY_PARAMETER_VALUE,
                    INVALID_JSON_BODY,
                    INVALID_BODY_PARAMETER,
                    INVALID_BODY_PARAMETER_TYPE,
                    UNKNOWN_PROJECT_PATH_CLAIM,
                    MISMATCH_PROJECT_PATH_CLAIM -> 400;
            case UNAUTHORIZED -> 401;
            case DENIED -> 403;
            case BLOB_UNKNOWN, BLOB_UPLOAD_UNKNOWN, MANIFEST_UNKNOWN, NAME_UNKNOWN, TAG_UNKNOWN -> 404;
            case UNSUPPORTED -> 405;
            case RENAME_CONFLICT, RENAME_IN_PROGRESS, TAG_IN_USE -> 409;
            case SIZE_INVALID -> 413;
            case RANGE_INVALID -> 416;
            case EXCEEDS_LIMITS -> 422;
            case TOOMANYREQUESTS -> 429;
            case UNKNOWN -> 500;
            case UNAVAILABLE -> 503;
        };
    }
}
