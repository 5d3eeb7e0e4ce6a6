/** Answers to questions about the content of repositories, and the counting of their sizes (docs/decisions/0110). */
@NullMarked
package dev.berth.registry.jdbi.insight;

import org.jspecify.annotations.NullMarked;
