/**
 * Sessions of browsers. A session is a cookie with the encrypted credentials of a login; a request with the cookie is
 * authenticated by these credentials, as if it had sent them, so that the access controller decides about it as about
 * every other. The server stores nothing.
 */
@Experimental
@NullMarked
package dev.berth.registry.http.session;

import dev.berth.registry.annotation.Experimental;
import org.jspecify.annotations.NullMarked;
