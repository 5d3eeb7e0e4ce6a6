/** Tests of the web page: its answers over HTTP, and its views in a real browser with real content. */
@NullMarked
package dev.berth.registry.launcher.page;

import org.jspecify.annotations.NullMarked;
