package dev.berth.registry.storage.s3;

/** What the store checks the bytes of a request by, before it takes them. */
public enum S3Checksum {
    /** Nothing; for stores that know none of these. */
    NONE,
    /** The default: next to no work, and known to every current store. */
    CRC32C,
    /** For stores that know this one only. */
    CRC32,
    /** Costs as much as hashing the upload does. */
    SHA256
}
