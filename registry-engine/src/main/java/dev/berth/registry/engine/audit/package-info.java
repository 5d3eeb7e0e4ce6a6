/**
 * The referee: compares what the database says with what storage holds, and each with the rules, while the registry goes
 * on. It only reads; what can be repaired without risk is repaired when asked.
 */
@NullMarked
package dev.berth.registry.engine.audit;

import org.jspecify.annotations.NullMarked;
