/**
 * The operator's view of a running registry: meters, by Micrometer, and the address to scrape.
 *
 * <p>Measurements arrive through the listener interfaces of the components; only this package knows the names of
 * meters. Names of repositories, tags or users are never part of a meter.
 */
@NullMarked
package dev.berth.registry.launcher.metrics;

import org.jspecify.annotations.NullMarked;
