package dev.berth.registry;

/**
 * The error codes of a registry (OCI Distribution Specification, "Error Codes"; the last four are the Docker API's).
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
    /** Something the registry needs does not answer; the same request may succeed later. */
    UNAVAILABLE,
    /** An internal error that a retry does not resolve. */
    UNKNOWN
}
