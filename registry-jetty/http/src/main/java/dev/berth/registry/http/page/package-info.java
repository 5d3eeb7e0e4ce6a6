/**
 * The API root {@code /ui/}: the web page of a registry, which is a client of {@code /v2/} and {@code /api/v1/} like
 * every other. Its files are resources beside this package, one for each view; {@link
 * dev.berth.registry.http.page.PageRoot} is the table.
 */
@Experimental
@NullMarked
package dev.berth.registry.http.page;

import dev.berth.registry.annotation.Experimental;
import org.jspecify.annotations.NullMarked;
