/** Tests of the file-system store: the contract, and what is special about files. */
@NullMarked
package dev.berth.registry.storage.fs;

import org.jspecify.annotations.NullMarked;
