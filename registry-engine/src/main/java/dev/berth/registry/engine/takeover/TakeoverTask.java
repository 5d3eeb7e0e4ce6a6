package dev.berth.registry.engine.takeover;

import dev.berth.registry.engine.background.BackgroundTask;
import dev.berth.registry.engine.migration.ClassicSource;
import dev.berth.registry.model.Deadline;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.migration.ImportFinding;
import dev.berth.registry.spi.migration.TakeoverClaim;
import dev.berth.registry.spi.migration.TakeoverState;
import dev.berth.registry.spi.migration.TakeoverStore;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists the names of the source, and imports its repositories, some at a time, that no request has needed so far and no
 * other node imports. For one thread.
 */
final class TakeoverTask implements BackgroundTask {
    private static final Logger LOG = LoggerFactory.getLogger(TakeoverTask.class);
    private static final Duration FOR_EVER = Duration.ofDays(1);
    private static final Duration PROGRESS_EVERY = Duration.ofSeconds(30);

    private final TakeoverStore store;
    private final ClassicSource source;
    private final RepositoryImports imports;
    private final TakeoverGate gate;
    private final TakeoverConfig config;
    private final Runnable whenEnded;
    private Optional<String> last = Optional.empty();
    private Deadline progressDue = Deadline.in(Duration.ZERO);
    private boolean listed;

    TakeoverTask(
            TakeoverStore store,
            ClassicSource source,
            RepositoryImports imports,
            TakeoverGate gate,
            TakeoverConfig config,
            Runnable whenEnded) {
        this.store = store;
        this.source = source;
        this.imports = imports;
        this.gate = gate;
        this.config = config;
        this.whenEnded = whenEnded;
    }

    @Override
    public String name() {
        return "takeover";
    }

    @Override
    public Duration step() throws StoreException {
        if (gate.isEnded()) {
            return FOR_EVER;
        }
        list();
        Page<RepositoryName> page = store.unfinished(new PageRequest(config.threads(), last));
        last = page.next(RepositoryName::value);
        boolean advanced = importAll(page.items());
        if (last.isEmpty()) {
            endOrReport();
        }
        return advanced && !gate.isEnded() ? Duration.ZERO : config.rest();
    }

    private void list() throws StoreException {
        if (!listed) {
            if (!store.begin().listed()) {
                List<ImportFinding> findings = source.names(store::register);
                store.listed(findings);
            }
            listed = true;
            gate.listed();
        }
    }

    /** True unless all are imported by other nodes, or fail. */
    private boolean importAll(List<RepositoryName> names) throws StoreException {
        Map<RepositoryName, Future<?>> begun = new LinkedHashMap<>();
        for (RepositoryName name : names) {
            if (imports.claim(name) == TakeoverClaim.GRANTED) {
                begun.put(name, imports.begin(name));
            }
        }
        boolean advanced = false;
        for (Map.Entry<RepositoryName, Future<?>> one : begun.entrySet()) {
            try {
                advanced |= RepositoryImports.await(one.getValue(), Deadline.NONE);
            } catch (StoreException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                LOG.warn("repository {} is not taken over yet, next attempt follows: {}", one.getKey(), e.getMessage());
            }
        }
        return advanced;
    }

    private void endOrReport() throws StoreException {
        TakeoverState state = store.begin();
        if (state.ended()) {
            LOG.info(
                    "takeover ended: {} repositories finished; the old registry is not read any more",
                    state.finished());
            gate.end();
            whenEnded.run();
        } else if (progressDue.isPassed()) {
            LOG.info("takeover: {} repositories finished, {} to go", state.finished(), state.unfinished());
            progressDue = Deadline.in(PROGRESS_EVERY);
        }
    }
}
