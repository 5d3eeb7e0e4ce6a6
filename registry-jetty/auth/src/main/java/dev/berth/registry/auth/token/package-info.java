/**
 * The Docker token protocol: bearer tokens that an issuer has signed, each granting what its {@code access} claim
 * lists.
 *
 * <p>Here belong keys, signatures, claims and the challenge that sends a client to the issuer. Cryptography is jose4j's
 * and the JDK's, never our own. Issuing tokens does not belong here: an example shows how.
 */
@NullMarked
package dev.berth.registry.auth.token;

import org.jspecify.annotations.NullMarked;
