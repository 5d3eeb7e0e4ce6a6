package dev.berth.registry.engine.manifest;

import java.io.IOException;

/**
 * Signals content that is not a valid manifest. The message gives the reason and quotes none of the content. It is an
 * IOException because that is how the JSON parser under it fails too, so that both are answered in one place.
 */
final class ManifestInvalid extends IOException {
    private static final long serialVersionUID = 1L;

    ManifestInvalid(String message) {
        super(message);
    }
}
