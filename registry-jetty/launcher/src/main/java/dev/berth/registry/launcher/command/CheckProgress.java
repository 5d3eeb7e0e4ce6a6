package dev.berth.registry.launcher.command;

import dev.berth.registry.maintenance.AuditProgress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Shows the progress of a check on a terminal, and remembers the last blob that was read. */
final class CheckProgress implements AuditProgress {
    private final Terminal terminal;
    private final AtomicReference<Optional<String>> last = new AtomicReference<>(Optional.empty());

    CheckProgress(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void compared(long blobs, long objects) {
        terminal.show(blobs + " blobs and " + objects + " objects checked");
    }

    @Override
    public void read(long blobs, long bytes, String key) {
        last.set(Optional.of(key));
        terminal.show(blobs + " blobs, " + bytes + " bytes read");
    }

    /** The key after which a check can go on, which is the one it began after until a blob was read. */
    Optional<String> last(Optional<String> after) {
        return last.get().or(() -> after);
    }
}
