/**
 * Statements, their parameters and partitions, transactions, and the one class that knows SQLStates. Does not belong
 * here: tables and their meaning. Internal to this module.
 *
 * <p>The rules of a statement:
 *
 * <ul>
 *   <li>It is a text block in a static field, beside the method that runs it: an {@code Sql}, a {@code PerPartition},
 *       or an {@code EventStatement} (package {@code events}) if it records events. Several statements with a semicolon
 *       between them are sent at once and are one transaction.
 *   <li>{@code :name} is a parameter. There are no others: no {@code ?}, no values put into the text.
 *   <li><code>{b}</code> is the number of a partition, in the name of a table (<code>tags_{b}</code>) or as a value;
 *       such a statement is a {@code PerPartition}.
 *   <li><code>{some name}</code> is a fragment that several statements share, or that only some variants have: {@code
 *       Template.of(text).with("some name", fragment)}. Fragments are constants, too. A mark without a fragment and a
 *       fragment without a mark are refused.
 *   <li>Jdbi runs it: {@code STATEMENT.query(handle)} or {@code .update(handle)}, {@code .bind(...)}, {@code
 *       .bindArray("digests", Digest.class, digests)}, {@code .map((row, context) -> ...)}. {@code RegistryTypes} knows
 *       the values of the model. {@code Sql.last} reads the answer of several statements. Only the statements that
 *       docs/decisions/0014 names go around it, by {@code STATEMENT.on(connection)}.
 * </ul>
 *
 * <p>Every statement is to be read as a whole, with its fragments, in {@code src/test/resources}, folder {@code
 * statements}. {@code SqlStatementsTest} compares; {@code -Dberth.statements=write} writes the files anew.
 */
@Internal
@NullMarked
package dev.berth.registry.jdbi.sql;

import dev.berth.registry.annotation.Internal;
import org.jspecify.annotations.NullMarked;
