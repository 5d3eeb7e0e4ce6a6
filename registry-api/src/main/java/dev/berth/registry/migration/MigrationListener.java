package dev.berth.registry.migration;

/** Observes an import. Methods are called by several threads at once and return soon. */
public interface MigrationListener {
    /** Ignores everything. */
    MigrationListener NONE = new MigrationListener() {
        @Override
        public void progress(MigrationCounts counts) {
            // not wanted
        }

        @Override
        public void found(MigrationFinding finding) {
            // not wanted
        }
    };

    /** The import has got so far; called often. */
    void progress(MigrationCounts counts);

    /** The import has a finding. */
    void found(MigrationFinding finding);
}
