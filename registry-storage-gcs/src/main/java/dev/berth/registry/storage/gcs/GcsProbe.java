package dev.berth.registry.storage.gcs;

import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.storage.StorageProbe.Problem;
import dev.berth.registry.spi.storage.StorageProbe.Scope;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Tries every kind of call of a registry, under names that no key has. The remains of a killed probe are found with
 * other abandoned uploads. For one thread, once.
 */
final class GcsProbe {
    private static final StorageKey KEY = new StorageKey("probe");
    private static final byte[] CONTENT = "berth".getBytes(StandardCharsets.US_ASCII);

    private final GcsStoreContext bucket;
    private final GcsCalls calls;
    private final List<Problem> problems = new ArrayList<>();

    GcsProbe(GcsStoreContext bucket) {
        this.bucket = bucket;
        this.calls = bucket.calls();
    }

    List<Problem> run(Scope scope) throws StoreException {
        attempt(true, () -> calls.list(bucket.names().root(), "", 1));
        if (scope == Scope.WRITE && problems.isEmpty()) {
            String component = bucket.names().component(KEY, bucket.newId());
            String composed = bucket.names().component(KEY, bucket.newId());
            attempt(true, () -> write(component));
            attempt(true, () -> calls.compose(composed, List.of(component), bucket.newId()));
            attempt(false, () -> delete(List.of(component, composed)));
        }
        return List.copyOf(problems);
    }

    private interface Step {
        void run() throws StoreException;
    }

    private void attempt(boolean required, Step step) throws StoreException {
        try {
            step.run();
        } catch (StoreException e) {
            if (e.kind() != Kind.PERMANENT) {
                throw e;
            }
            problems.add(new Problem(required, String.valueOf(e.getMessage())));
        }
    }

    /** Two writers publish one object: the second has to be refused. */
    private void write(String name) throws StoreException {
        calls.create(name, CONTENT, bucket.newId());
        try {
            calls.create(name, CONTENT, bucket.newId());
        } catch (StoreException refused) {
            if (refused.kind() == Kind.PERMANENT) {
                return;
            }
            throw refused;
        }
        problems.add(new Problem(true, "the store replaces an object in spite of ifGenerationMatch=0"));
    }

    private void delete(List<String> names) throws StoreException {
        for (StoreException failure : calls.delete(names).values()) {
            throw failure;
        }
    }
}
