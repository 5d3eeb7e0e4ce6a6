package dev.berth.registry.contract;

import dev.berth.registry.spi.metadata.MetadataStore;
import java.time.Clock;
import org.junit.jupiter.api.Nested;

/**
 * The contract of {@link MetadataStore}. The test of an adapter extends this class and creates the store; it closes all
 * it opened.
 */
public abstract class MetadataStoreContract {

    /** A store with nothing in it that takes its times from {@code clock}. */
    protected abstract MetadataStore emptyStore(Clock clock) throws Exception;

    @Nested
    final class Repositories extends RepositoryStoreClaims {
        @Override
        MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class Manifests extends ManifestStoreClaims {
        @Override
        MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class References extends ManifestReferenceClaims {
        @Override
        MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class Referrers extends ReferrerClaims {
        @Override
        MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class Tags extends TagStoreClaims {
        @Override
        MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class BlobLinks extends BlobLinkStoreClaims {
        @Override
        MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class Uploads extends UploadStoreClaims {
        @Override
        MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class UploadExpiry extends UploadExpiryClaims {
        @Override
        MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class Reviews extends ReviewStoreClaims {
        @Override
        MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class ReviewReasons extends ReviewReasonClaims {
        @Override
        MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class ReviewDelays extends ReviewDelayClaims {
        @Override
        MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class InheritedReviews extends InheritedReviewClaims {
        @Override
        MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class ReviewQueues extends ReviewQueueClaims {
        @Override
        MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class Standings extends RetentionClaims {
        @Override
        MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class Deletions extends DeletionStoreClaims {
        @Override
        MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class Audits extends AuditStoreClaims {
        @Override
        MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class Races extends MetadataRaceClaims {
        @Override
        MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class UploadRaces extends UploadRaceClaims {
        @Override
        MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class ReviewRaces extends ReviewRaceClaims {
        @Override
        MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class LostHolders extends LostHolderClaims {
        @Override
        MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class ReviewStorms extends ReviewStormClaims {
        @Override
        MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class ImmutableTags extends ImmutableTagClaims {
        @Override
        MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class EventRecording extends EventRecordingClaims {
        @Override
        MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class Events extends EventStoreClaims {
        @Override
        MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class EventDropping extends EventDroppingClaims {
        @Override
        MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class EventRaces extends EventRaceClaims {
        @Override
        MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class EventWorkers extends EventWorkerClaims {
        @Override
        MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class Insights extends InsightStoreClaims {
        @Override
        MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class TagQueries extends TagQueryClaims {
        @Override
        MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class Renames extends RenameClaims {
        @Override
        MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }
}
