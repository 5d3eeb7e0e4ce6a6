/**
 * The port for questions about the content of repositories: their tags with details, times and sizes. The port for
 * pulls and pushes is {@code spi.metadata}.
 */
@Experimental
@NullMarked
package dev.berth.registry.spi.insight;

import dev.berth.registry.annotation.Experimental;
import org.jspecify.annotations.NullMarked;
