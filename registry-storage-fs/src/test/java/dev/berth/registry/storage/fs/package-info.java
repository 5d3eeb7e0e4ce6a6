/** Tests of the file-system store: the contract, and details of files. */
@NullMarked
package dev.berth.registry.storage.fs;

import org.jspecify.annotations.NullMarked;
