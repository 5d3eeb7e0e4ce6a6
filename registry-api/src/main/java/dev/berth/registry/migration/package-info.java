/**
 * The driving interface of imports and exports: {@link dev.berth.registry.migration.Migration} moves a registry with
 * the storage layout of CNCF distribution in and out, and reports its findings. Hosts call it; the engine implements
 * it. Does not belong here: the ports that it needs ({@code spi.migration}).
 */
@NullMarked
package dev.berth.registry.migration;

import org.jspecify.annotations.NullMarked;
