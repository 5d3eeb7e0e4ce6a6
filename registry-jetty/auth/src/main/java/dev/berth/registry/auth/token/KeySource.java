package dev.berth.registry.auth.token;

import java.io.IOException;

/** The source of trusted keys. */
interface KeySource {

    /** The keys as known. */
    KeyRing keys();

    /** The keys after a token named an unknown one, which may be new. The number of actual fetches is bounded. */
    default KeyRing keysAfterUnknownName() {
        return keys();
    }

    /** Looks whether the keys can be had now, and changes nothing. */
    default void check() throws IOException {}
}
