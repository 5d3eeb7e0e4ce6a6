package dev.berth.registry.storage.fs;

import java.nio.file.Path;
import java.util.Objects;

/** The configuration of a {@link FileBlobStore}. */
public final class FileStoreConfig {
    private final Path root;
    private final boolean durable;
    private final long leastFree;

    private FileStoreConfig(Builder builder) {
        this.leastFree = builder.leastFree;
        this.root = builder.root;
        this.durable = builder.durable;
    }

    /** A builder for a root directory, which is created if it does not exist, with durable writes. */
    public static Builder builder(Path root) {
        return new Builder(root);
    }

    /** The root directory. */
    public Path root() {
        return root;
    }

    /** True when content and directory are synced before a commit returns. */
    public boolean durable() {
        return durable;
    }

    /** The free space of the file system required to begin a new object, in bytes; 0 for no limit. */
    public long leastFree() {
        return leastFree;
    }

    @Override
    public String toString() {
        return "FileStoreConfig[root=" + root + ", durable=" + durable + ", leastFree=" + leastFree + "]";
    }

    /** Builds the configuration. Not safe for use by several threads. */
    public static final class Builder {
        private final Path root;
        private boolean durable = true;
        private long leastFree;

        private Builder(Path root) {
            this.root = Objects.requireNonNull(root, "root");
        }

        /**
         * Sets whether a commit survives a power failure; true by default. Otherwise a commit survives the end of the
         * process, but not a failure of the machine.
         */
        public Builder durable(boolean value) {
            this.durable = value;
            return this;
        }

        /**
         * See {@link FileStoreConfig#leastFree}; 0 unless set.
         *
         * @throws IllegalArgumentException when it is negative
         */
        public Builder leastFree(long bytes) {
            if (bytes < 0) {
                throw new IllegalArgumentException("leastFree is negative: " + bytes);
            }
            this.leastFree = bytes;
            return this;
        }

        /** The configuration. */
        public FileStoreConfig build() {
            return new FileStoreConfig(this);
        }
    }
}
