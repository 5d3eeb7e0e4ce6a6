package dev.berth.registry;

/**
 * The error codes of a registry (OCI Distribution Specification, "Error Codes"; later ones are the Docker API's and
 * GitLab's).
 */
public enum ErrorCode {
    BLOB_UNKNOWN,
    BLOB_UPLOAD_INVALID,
    BLOB_UPLOAD_UNKNOWN,
    DIGEST_INVALID,
    MANIFEST_BLOB_UNKNOWN,
    MANIFEST_INVALID,
    MANIFEST_UNKNOWN,
    NAME_INVALID,
    NAME_UNKNOWN,
    /** More content than is allowed, or than was announced. */
    SIZE_INVALID,
    UNAUTHORIZED,
    DENIED,
    /** Not supported, or not at present: read-only mode, a manifest that an index lists. */
    UNSUPPORTED,
    TOOMANYREQUESTS,
    /** A chunk that does not begin at the offset of the upload, or a part of a blob that does not exist. */
    RANGE_INVALID,
    TAG_INVALID,
    /** A management call named a tag that is not there. */
    TAG_UNKNOWN,
    /** A deleted tag cannot come back: it names another manifest. */
    TAG_IN_USE,
    /** A parameter of a management call is not of the right type. */
    INVALID_QUERY_PARAMETER_TYPE,
    /** A parameter of a management call has a value that is not allowed. */
    INVALID_QUERY_PARAMETER_VALUE,
    /** The body of a management call is not the JSON object that is expected. */
    INVALID_JSON_BODY,
    /** A member of the body is not allowed, or has a value that is not. */
    INVALID_BODY_PARAMETER,
    /** A member of the body is not of the right type. */
    INVALID_BODY_PARAMETER_TYPE,
    /** The token does not say to which project it belongs. */
    UNKNOWN_PROJECT_PATH_CLAIM,
    /** The token belongs to another project. */
    MISMATCH_PROJECT_PATH_CLAIM,
    /** The new name is in use or reserved. */
    RENAME_CONFLICT,
    /** A repository was renamed; none is created at its old name yet. */
    RENAME_IN_PROGRESS,
    /** More is affected than one call may change. */
    EXCEEDS_LIMITS,
    /** Something the registry needs does not answer; the same request may succeed later. */
    UNAVAILABLE,
    /** An internal error that a retry does not resolve. */
    UNKNOWN
}
