/**
 * Events on the wire: webhooks as registries have always sent them.
 *
 * <p>Here belongs how events travel to others over HTTP. When they are sent, in which order and how often is decided by
 * who calls the sink.
 */
@NullMarked
package dev.berth.registry.http.webhook;

import org.jspecify.annotations.NullMarked;
