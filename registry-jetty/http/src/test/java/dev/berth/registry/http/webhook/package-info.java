/** Webhooks, tried against receivers that do whatever receivers do. */
@NullMarked
package dev.berth.registry.http.webhook;

import org.jspecify.annotations.NullMarked;
