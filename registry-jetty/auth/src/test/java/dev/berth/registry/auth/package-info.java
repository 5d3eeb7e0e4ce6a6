/** Tests of the access controllers, and what other tests of access need: keys, certificates and time. */
@NullMarked
package dev.berth.registry.auth;

import org.jspecify.annotations.NullMarked;
