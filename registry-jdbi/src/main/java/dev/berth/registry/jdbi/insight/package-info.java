/** Answers to questions about the content of repositories, and the counting of their sizes (docs/decisions/0110). */
@Internal
@NullMarked
package dev.berth.registry.jdbi.insight;

import dev.berth.registry.annotation.Internal;
import org.jspecify.annotations.NullMarked;
