/** Commands for backups of a running registry. Does not belong here: copying a database or a storage. */
@NullMarked
package dev.berth.registry.launcher.backup;

import org.jspecify.annotations.NullMarked;
