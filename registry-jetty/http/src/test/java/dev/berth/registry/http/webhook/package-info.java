/** Webhooks, tested against failing and slow receivers. */
@NullMarked
package dev.berth.registry.http.webhook;

import org.jspecify.annotations.NullMarked;
