package dev.berth.registry.auth.token;

import java.io.IOException;

/** The source of trusted keys. */
interface KeySource {

    /** The keys as known. */
    KeyRing keys();

    /**
     * The keys after a token named one that is unknown: perhaps they have changed. Bounded in how often it really
     * looks.
     */
    default KeyRing keysAfterUnknownName() {
        return keys();
    }

    /** Looks whether the keys can be had now, and changes nothing. */
    default void check() throws IOException {}
}
