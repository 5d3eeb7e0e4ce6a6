/**
 * A small issuer of tokens: the other half of the Docker token protocol, for a look at the whole of a login and for hosts
 * that want one of their own. Who may do what is {@link dev.berth.registry.examples.issuer.Rules}: replace that.
 */
@NullMarked
package dev.berth.registry.examples.issuer;

import org.jspecify.annotations.NullMarked;
