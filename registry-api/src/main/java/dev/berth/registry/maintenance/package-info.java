/**
 * The driving side of maintenance: the work of collection, why content is kept, consistency and its repair. A host, a
 * command or an HTTP API calls {@link dev.berth.registry.maintenance.Maintenance}; the engine implements it. Does not
 * belong here: requests of registry clients, and anything of HTTP or of a command line.
 *
 * <p>Its nouns (content that may be collected, the reason to keep it, breaches of consistency) are also those of the
 * ports in {@code spi.maintenance}, which import them from here.
 */
@NullMarked
package dev.berth.registry.maintenance;

import org.jspecify.annotations.NullMarked;
