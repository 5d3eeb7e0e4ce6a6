package dev.berth.registry.model;

import java.time.Instant;
import java.util.Objects;

/**
 * The content of the registry as a whole at a time.
 *
 * @param blobs number of blobs in storage, each digest once
 * @param bytes bytes of these blobs
 */
public record ContentFigures(Instant measured, long repositories, long blobs, long bytes) {

    /** Refuses null. */
    public ContentFigures {
        Objects.requireNonNull(measured, "measured");
    }
}
