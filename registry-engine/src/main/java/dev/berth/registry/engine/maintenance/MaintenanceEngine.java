package dev.berth.registry.engine.maintenance;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.RegistryException;
import dev.berth.registry.engine.audit.ConsistencyCheck;
import dev.berth.registry.engine.audit.ContentAudit;
import dev.berth.registry.engine.audit.Repairs;
import dev.berth.registry.engine.collection.CollectionQueues;
import dev.berth.registry.engine.collection.Collector;
import dev.berth.registry.engine.collection.CollectorConfig;
import dev.berth.registry.engine.collection.Explanations;
import dev.berth.registry.engine.collection.FailedDeletions;
import dev.berth.registry.engine.request.StoreCall;
import dev.berth.registry.maintenance.AuditProgress;
import dev.berth.registry.maintenance.AuditReport;
import dev.berth.registry.maintenance.AuditRequest;
import dev.berth.registry.maintenance.Breach;
import dev.berth.registry.maintenance.CollectionForecast;
import dev.berth.registry.maintenance.CollectionProgress;
import dev.berth.registry.maintenance.CollectionReport;
import dev.berth.registry.maintenance.CollectionRequest;
import dev.berth.registry.maintenance.CollectionStatus;
import dev.berth.registry.maintenance.DailyFigures;
import dev.berth.registry.maintenance.Maintenance;
import dev.berth.registry.maintenance.PendingReview;
import dev.berth.registry.maintenance.RecipientBacklog;
import dev.berth.registry.maintenance.RepairReport;
import dev.berth.registry.maintenance.RetentionStatus;
import dev.berth.registry.maintenance.ReviewDelays;
import dev.berth.registry.maintenance.UnreferencedManifest;
import dev.berth.registry.maintenance.UploadProgress;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.Reference;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.events.EventBacklog;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.storage.BlobStore;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** {@link Maintenance} over the stores of a registry, which the caller closes. */
public final class MaintenanceEngine implements Maintenance {
    private final MetadataStore metadata;
    private final Optional<BlobStore> storage;
    private final CollectorConfig config;
    private final List<String> recipients;
    private final boolean missingReferences;
    private final Clock clock;

    private MaintenanceEngine(MetadataStore metadata, Optional<BlobStore> storage, Builder builder) {
        this.metadata = Objects.requireNonNull(metadata, "metadata");
        this.storage = storage;
        config = builder.config;
        recipients = List.copyOf(builder.recipients);
        missingReferences = builder.missingReferences;
        clock = builder.clock;
    }

    /** A builder that holds the defaults: the system's clock, {@link CollectorConfig#defaults}. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public CollectionStatus backlog() {
        return StoreCall.answer(() -> CollectionQueues.status(metadata, config));
    }

    @Override
    public CollectionForecast forecast() {
        return StoreCall.answer(() -> CollectionQueues.forecast(metadata, config));
    }

    @Override
    public Page<UploadProgress> uploads(Optional<UploadProgress.Position> after, int most) {
        if (most < 1) {
            throw new IllegalArgumentException("expected at least 1 upload, not " + most);
        }
        return Page.ofFetched(StoreCall.answer(() -> metadata.uploads().list(after, Math.addExact(most, 1))), most);
    }

    @Override
    public List<RecipientBacklog> recipients() {
        return StoreCall.answer(() -> {
            Set<String> names = new TreeSet<>(recipients);
            names.addAll(metadata.events().setAsideEvents().counts().keySet());
            List<RecipientBacklog> found = new ArrayList<>();
            for (String name : names) {
                EventBacklog backlog = metadata.events().backlog(name);
                found.add(new RecipientBacklog(name, backlog.waiting(), backlog.oldest(), backlog.setAside()));
            }
            return found;
        });
    }

    @Override
    public List<DailyFigures> days(LocalDate first, LocalDate last) {
        return StoreCall.answer(() -> metadata.dailyFigures().days(first, last));
    }

    @Override
    public Page<StorageKey> failedDeletions(PageRequest page) {
        return StoreCall.answer(() -> metadata.deletions().setAside(page));
    }

    @Override
    public List<RetentionStatus> explain(RepositoryName repository, Reference reference) {
        return StoreCall.answer(() -> new Explanations(metadata).of(repository, reference));
    }

    @Override
    public List<RetentionStatus> explain(Digest digest) {
        return StoreCall.answer(() -> new Explanations(metadata).of(digest));
    }

    @Override
    public Page<UnreferencedManifest> unreferenced(RepositoryName repository, PageRequest page) {
        return StoreCall.answer(() -> metadata.reviews().unreferenced(repository, page));
    }

    @Override
    public Instant due(PendingReview review) {
        return config.delays().due(review);
    }

    @Override
    public CollectionReport collect(CollectionRequest request, CollectionProgress progress) {
        BlobStore blobs = storage();
        CollectorConfig used = request.delay()
                .map(delay -> config.with(ReviewDelays.of(delay)))
                .orElse(config);
        return StoreCall.answer(() -> {
            if (request.retryFailed()) {
                FailedDeletions.retry(metadata.deletions(), clock.instant());
            }
            try (Collector collector = Collector.builder()
                    .clock(clock)
                    .config(used)
                    .listener(new ReportedProgress(progress))
                    .build(metadata, blobs)) {
                return collector.run();
            }
        });
    }

    @Override
    public AuditReport check(AuditRequest request, AuditProgress progress) {
        BlobStore blobs = storage();
        ConsistencyCheck check = ConsistencyCheck.over(metadata, blobs).namingAbandonedBefore(abandonedBefore());
        ConsistencyCheck used = missingReferences ? check.allowingMissingReferences() : check;
        return StoreCall.answer(() -> {
            AuditReport found = used.check(progress);
            return request.content().isPresent()
                    ? found.with(read(blobs, request.content().get(), progress))
                    : found;
        });
    }

    private List<Breach> read(BlobStore blobs, AuditRequest.Content content, AuditProgress progress)
            throws StoreException {
        ContentAudit audit = new ContentAudit(metadata, blobs, content.bytesPerSecond(), progress);
        try {
            return content.after().isPresent()
                    ? audit.checkAfter(content.after().get())
                    : audit.check();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryException(ErrorCode.UNAVAILABLE, "the check was interrupted");
        }
    }

    @Override
    public RepairReport repair(AuditReport found) {
        BlobStore blobs = storage();
        return StoreCall.answer(() -> {
            Repairs repairs = new Repairs(metadata);
            int repaired = repairs.repair(found.breaches());
            int lost = repairs.markLost(found.breaches());
            int removed = blobs.capabilities().removeAbandoned(abandonedBefore(), metadata.audit()::ofUploads);
            return new RepairReport(repaired, lost, removed);
        });
    }

    private Instant abandonedBefore() {
        return clock.instant().minus(config.abandonedAfter());
    }

    private BlobStore storage() {
        return storage.orElseThrow(() -> new RegistryException(
                ErrorCode.UNSUPPORTED, "this maintenance has the database only, not the storage"));
    }

    /** Builds a maintenance engine. Not safe for use by several threads. */
    public static final class Builder {
        private CollectorConfig config = CollectorConfig.defaults();
        private Collection<String> recipients = List.of();
        private boolean missingReferences;
        private Clock clock = Clock.systemUTC();

        private Builder() {}

        /** Sets the configuration of the collector, whose delays and batches are used. */
        public Builder config(CollectorConfig settings) {
            config = Objects.requireNonNull(settings, "settings");
            return this;
        }

        /** Accepts manifests whose references are missing, as a registry does that takes manifests before content. */
        public Builder allowingMissingReferences(boolean allowed) {
            missingReferences = allowed;
            return this;
        }

        /** Sets the names of the recipients of events, which are shown also when nothing is pending for them. */
        public Builder recipients(Collection<String> names) {
            recipients = List.copyOf(names);
            return this;
        }

        /** Sets the clock, which is that of the metadata store. */
        public Builder clock(Clock time) {
            clock = Objects.requireNonNull(time, "time");
            return this;
        }

        /** Maintenance over both stores. */
        public Maintenance build(MetadataStore metadata, BlobStore storage) {
            return new MaintenanceEngine(metadata, Optional.of(storage), this);
        }

        /** Maintenance without storage: backlog, failed deletions and explanations. */
        public Maintenance build(MetadataStore metadata) {
            return new MaintenanceEngine(metadata, Optional.empty(), this);
        }
    }
}
