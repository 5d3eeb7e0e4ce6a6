/**
 * Liquibase behind {@link dev.berth.registry.jdbi.schema.SchemaTool}. The classes of this package are loaded by a class
 * loader that has Liquibase, so no other package names them. Does not belong here: anything that is not Liquibase's.
 * Internal to this module.
 */
@Internal
@NullMarked
package dev.berth.registry.jdbi.liquibase;

import dev.berth.registry.annotation.Internal;
import org.jspecify.annotations.NullMarked;
