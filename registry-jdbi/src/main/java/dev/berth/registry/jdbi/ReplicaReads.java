package dev.berth.registry.jdbi;

import dev.berth.registry.jdbi.JdbiMetadataStore.ReplicaStatus;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.metadata.ContentReads;
import dev.berth.registry.spi.metadata.StoredBlob;
import dev.berth.registry.spi.metadata.StoredManifest;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The choice between standbys and the primary (docs/decisions/0331). Content by digest comes from a standby that is
 * known to lag no more than allowed, in turns; the primary answers what a standby lacks, fails to answer, or does not
 * answer within a second. All other reads are the primary's, for they use other roles of the store.
 */
final class ReplicaReads implements ContentReads, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReplicaReads.class);
    private static final int CHECKS_WITHIN_LAG = 5;

    private final ContentReads primary;
    private final List<Replica> replicas;
    private final ReplicaPulses pulses;
    private final AtomicInteger turn = new AtomicInteger();
    private final ScheduledExecutorService checks = Executors.newSingleThreadScheduledExecutor(run -> {
        Thread thread = new Thread(run, "registry-standbys");
        thread.setDaemon(true);
        return thread;
    });

    private ReplicaReads(ContentReads primary, List<Replica> replicas, ReplicaPulses pulses) {
        this.primary = primary;
        this.replicas = replicas;
        this.pulses = pulses;
    }

    /** Begins to check the standbys; until then the primary answers. */
    static ReplicaReads start(ContentReads primary, List<Replica> replicas, ReplicaPulses pulses, Duration maxLag) {
        ReplicaReads reads = new ReplicaReads(primary, List.copyOf(replicas), pulses);
        long pause = Math.max(1, maxLag.dividedBy(CHECKS_WITHIN_LAG).toMillis());
        var unused = reads.checks.scheduleWithFixedDelay(reads::check, 0, pause, TimeUnit.MILLISECONDS);
        return reads;
    }

    @Override
    public Optional<StoredManifest> manifest(RepositoryName repository, Digest digest) throws StoreException {
        Optional<StoredManifest> found = replicated(content -> content.manifest(repository, digest));
        return found.isPresent() ? found : primary.manifest(repository, digest);
    }

    @Override
    public Optional<StoredBlob> blob(RepositoryName repository, Digest digest) throws StoreException {
        Optional<StoredBlob> found = replicated(content -> content.blob(repository, digest));
        return found.isPresent() ? found : primary.blob(repository, digest);
    }

    private <T> Optional<T> replicated(Replica.Lookup<T> lookup) {
        int first = turn.getAndIncrement();
        for (int i = 0; i < replicas.size(); i++) {
            Replica replica = replicas.get(Math.floorMod(first + i, replicas.size()));
            if (replica.isUsable()) {
                return replica.read(lookup);
            }
        }
        return Optional.empty();
    }

    /** The standbys as they are now. */
    ReplicaStatus status() {
        List<Replica> usable = replicas.stream().filter(Replica::isUsable).toList();
        Optional<Duration> lag = usable.stream().map(Replica::lag).max(Comparator.naturalOrder());
        return new ReplicaStatus(replicas.size(), usable.size(), lag);
    }

    private void check() {
        try {
            pulses.send();
        } catch (StoreException e) {
            LOG.debug("the primary took no pulse; standbys are left out when the allowed lag has passed", e);
        } catch (RuntimeException e) {
            LOG.error("the check of the standbys failed", e);
        }
        replicas.forEach(replica -> replica.check(pulses));
    }

    @Override
    public void close() {
        checks.shutdownNow();
        replicas.forEach(Replica::close);
    }
}
