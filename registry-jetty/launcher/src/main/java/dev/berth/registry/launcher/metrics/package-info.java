/**
 * What operators see of a running registry: meters, by Micrometer, and the address they are read from.
 *
 * <p>What is measured is told by those who do it, through interfaces of their own; only this package knows what the meters
 * are called. No name of a repository, a tag or a person is ever part of one.
 */
@NullMarked
package dev.berth.registry.launcher.metrics;

import org.jspecify.annotations.NullMarked;
