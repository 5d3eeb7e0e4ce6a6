/**
 * The commands about the content of a registry: repositories, tags, usage and search. They ask the management API
 * ({@code /api/v1/}), of a server or inside this process over the database. Does not belong here: the answers
 * themselves, which are those of {@code dev.berth.registry.http.management}.
 */
@NullMarked
package dev.berth.registry.launcher.management;

import org.jspecify.annotations.NullMarked;
