/**
 * The port for questions about the content of repositories: their tags with details, times and sizes. What a pull or push
 * needs is in {@code spi.metadata}.
 */
@NullMarked
package dev.berth.registry.spi.insight;

import org.jspecify.annotations.NullMarked;
