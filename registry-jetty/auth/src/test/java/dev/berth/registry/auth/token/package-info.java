/** Tests of tokens, and an issuer that signs any token a test can think of. */
@NullMarked
package dev.berth.registry.auth.token;

import org.jspecify.annotations.NullMarked;
