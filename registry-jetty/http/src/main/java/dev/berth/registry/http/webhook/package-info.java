/**
 * Events on the wire: webhooks as registries have always sent them.
 *
 * <p>This package contains the transport of events over HTTP. The time, order and number of attempts are decided by the
 * caller of the sink.
 */
@NullMarked
package dev.berth.registry.http.webhook;

import org.jspecify.annotations.NullMarked;
