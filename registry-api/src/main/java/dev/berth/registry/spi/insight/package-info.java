/**
 * The port for questions about the content of repositories: their tags with details, times and sizes. The port for
 * pulls and pushes is {@code spi.metadata}.
 */
@NullMarked
package dev.berth.registry.spi.insight;

import org.jspecify.annotations.NullMarked;
