package dev.berth.registry.storage.s3;

/** The checksum by which the store verifies the bytes of a request. */
public enum S3Checksum {
    /** None; for stores that support none of these. */
    NONE,
    /** The default: cheap, and supported by every current store. */
    CRC32C,
    /** For stores that support only this one. */
    CRC32,
    /** As expensive as hashing the upload. */
    SHA256
}
