package dev.berth.registry.storage.fs;

import java.nio.file.Path;
import java.util.Objects;

/** How a {@link FileBlobStore} keeps its objects. */
public final class FileStoreConfig {
    private final Path root;
    private final boolean durable;

    private FileStoreConfig(Builder builder) {
        this.root = builder.root;
        this.durable = builder.durable;
    }

    /** Begins with the directory everything is kept in, which is made if need be, and durable writes. */
    public static Builder builder(Path root) {
        return new Builder(root);
    }

    /** The directory everything is kept in. */
    public Path root() {
        return root;
    }

    /** Whether content and directory are synced before a commit returns. */
    public boolean durable() {
        return durable;
    }

    @Override
    public String toString() {
        return "FileStoreConfig[root=" + root + ", durable=" + durable + "]";
    }

    /** Collects the settings. Not safe for use by several threads. */
    public static final class Builder {
        private final Path root;
        private boolean durable = true;

        private Builder(Path root) {
            this.root = Objects.requireNonNull(root, "root");
        }

        /**
         * Whether a commit survives a power failure; true unless set. Without it a commit survives the end of the
         * process, not that of the machine.
         */
        public Builder durable(boolean value) {
            this.durable = value;
            return this;
        }

        /** The configuration. */
        public FileStoreConfig build() {
            return new FileStoreConfig(this);
        }
    }
}
