/** The rules of the changes of the schema. */
@NullMarked
package dev.berth.registry.jdbi.schema;

import org.jspecify.annotations.NullMarked;
