/**
 * Tools that the contracts below share: a settable clock, races, generated input from a printed seed, drafts of
 * manifests. The contracts are tests of the Javadoc of the ports; tests of the details of one adapter belong to that
 * adapter.
 */
@NullMarked
package dev.berth.registry.contract;

import org.jspecify.annotations.NullMarked;
