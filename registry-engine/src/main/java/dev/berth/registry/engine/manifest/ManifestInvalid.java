package dev.berth.registry.engine.manifest;

import java.io.IOException;

/**
 * What is read is not a manifest; the message says why, to a person, and quotes nothing of it. It is an IOException
 * because that is how the JSON parser under it fails too, so that both are answered in one place.
 */
final class ManifestInvalid extends IOException {
    private static final long serialVersionUID = 1L;

    ManifestInvalid(String message) {
        super(message);
    }
}
