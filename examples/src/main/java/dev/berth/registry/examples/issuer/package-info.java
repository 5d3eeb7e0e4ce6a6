/**
 * A small issuer of tokens: the other half of the Docker token protocol, as a demonstration of a complete login and for
 * hosts that need an issuer. The permissions are in {@link dev.berth.registry.examples.issuer.Rules}: replace that
 * class.
 */
@NullMarked
package dev.berth.registry.examples.issuer;

import org.jspecify.annotations.NullMarked;
