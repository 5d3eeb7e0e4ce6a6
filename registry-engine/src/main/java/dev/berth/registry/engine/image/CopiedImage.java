package dev.berth.registry.engine.image;

import dev.berth.registry.model.Digest;

/**
 * An image that was copied.
 *
 * @param digest the digest of its manifest or index
 * @param manifests the number of manifests stored, referrers included
 * @param blobs the number of blobs whose bytes were stored; those that were there or mounted are not counted
 * @param bytes the number of bytes of these blobs
 */
public record CopiedImage(Digest digest, int manifests, int blobs, long bytes) {}
