package dev.berth.registry.launcher.assembly;

import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.Keys;
import dev.berth.registry.model.Deadline;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.storage.StorageProbe;
import dev.berth.registry.spi.storage.StorageProbe.Problem;
import dev.berth.registry.spi.storage.StorageProbe.Scope;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries a bucket before clients do. */
final class BucketProbe {
    private static final Logger LOG = LoggerFactory.getLogger(BucketProbe.class);

    /** The longest time that a check of the storage takes at a start, for all its calls and their retries. */
    static final Duration LONGEST = Duration.ofSeconds(10);

    private final Scope scope;

    BucketProbe(Configuration configuration) {
        scope = configuration.get(Keys.STORAGE_READONLY) ? Scope.READ : Scope.WRITE;
    }

    /**
     * The optional capabilities that the bucket lacks; empty for other storage.
     *
     * @throws StoreException PERMANENT with everything that it cannot do without, TRANSIENT when it does not answer
     */
    List<String> warnings(Storage storage) throws StoreException {
        if (!(storage.blobs() instanceof StorageProbe store)) {
            return List.of();
        }
        List<Problem> problems = Deadline.currentOr(LONGEST).call(() -> store.probe(scope));
        if (problems.stream().anyMatch(Problem::required)) {
            throw new StoreException(
                    Kind.PERMANENT,
                    "cannot use " + storage.description() + ": "
                            + problems.stream().map(Problem::message).collect(Collectors.joining("; ")),
                    null);
        }
        return problems.stream().map(Problem::message).toList();
    }

    /** The same for a server that starts: it starts although a bucket does not answer, which may pass. */
    void atStart(Storage storage) throws StoreException {
        try {
            warnings(storage).forEach(warning -> LOG.warn("storage: {}", warning));
        } catch (StoreException e) {
            if (e.kind() == Kind.PERMANENT) {
                throw e;
            }
            LOG.warn("storage: cannot check {}: {}", storage.description(), e.getMessage());
        }
    }
}
