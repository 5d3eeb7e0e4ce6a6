/** Webhooks, tried against receivers that do whatever receivers do. */
@NullMarked
package dev.berth.registry.notification;

import org.jspecify.annotations.NullMarked;
