/**
 * The state of the schema and its migration by Liquibase. The changelogs are resources of this module. Does not belong
 * here: queries of the registry. Internal to this module.
 */
@Internal
@NullMarked
package dev.berth.registry.jdbi.schema;

import dev.berth.registry.annotation.Internal;
import org.jspecify.annotations.NullMarked;
