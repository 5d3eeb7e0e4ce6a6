/** Marks of how stable an exported type is. A type without a mark keeps its signatures until the next major version. */
@NullMarked
package dev.berth.registry.annotation;

import org.jspecify.annotations.NullMarked;
