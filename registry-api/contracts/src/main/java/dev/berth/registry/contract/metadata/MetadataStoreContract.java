package dev.berth.registry.contract.metadata;

import dev.berth.registry.contract.collection.AuditStoreClaims;
import dev.berth.registry.contract.collection.DeletionHoldClaims;
import dev.berth.registry.contract.collection.DeletionStoreClaims;
import dev.berth.registry.contract.collection.InheritedReviewClaims;
import dev.berth.registry.contract.collection.LostHolderClaims;
import dev.berth.registry.contract.collection.RetentionClaims;
import dev.berth.registry.contract.collection.ReviewDelayClaims;
import dev.berth.registry.contract.collection.ReviewQueueClaims;
import dev.berth.registry.contract.collection.ReviewRaceClaims;
import dev.berth.registry.contract.collection.ReviewReasonClaims;
import dev.berth.registry.contract.collection.ReviewStoreClaims;
import dev.berth.registry.contract.collection.ReviewStormClaims;
import dev.berth.registry.contract.events.EventDroppingClaims;
import dev.berth.registry.contract.events.EventRaceClaims;
import dev.berth.registry.contract.events.EventRecordingClaims;
import dev.berth.registry.contract.events.EventStoreClaims;
import dev.berth.registry.contract.events.EventWorkerClaims;
import dev.berth.registry.contract.events.SetAsideEventClaims;
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
        protected MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class Manifests extends ManifestStoreClaims {
        @Override
        protected MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class References extends ManifestReferenceClaims {
        @Override
        protected MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class Referrers extends ReferrerClaims {
        @Override
        protected MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class Tags extends TagStoreClaims {
        @Override
        protected MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class TagSelections extends TagSelectionClaims {
        @Override
        protected MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class DeletedTags extends DeletedTagClaims {
        @Override
        protected MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class DeletedManifests extends DeletedManifestClaims {
        @Override
        protected MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class BlobLinks extends BlobLinkStoreClaims {
        @Override
        protected MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class Uploads extends UploadStoreClaims {
        @Override
        protected MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class DailyFigures extends DailyFigureClaims {
        @Override
        protected MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class LostBlobs extends LostBlobStoreClaims {
        @Override
        protected MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class UploadExpiry extends UploadExpiryClaims {
        @Override
        protected MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class Reviews extends ReviewStoreClaims {
        @Override
        protected MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class ReviewReasons extends ReviewReasonClaims {
        @Override
        protected MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class ReviewDelays extends ReviewDelayClaims {
        @Override
        protected MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class InheritedReviews extends InheritedReviewClaims {
        @Override
        protected MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class ReviewQueues extends ReviewQueueClaims {
        @Override
        protected MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class Standings extends RetentionClaims {
        @Override
        protected MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class Deletions extends DeletionStoreClaims {
        @Override
        protected MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class DeletionHolds extends DeletionHoldClaims {
        @Override
        protected MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class Audits extends AuditStoreClaims {
        @Override
        protected MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class Races extends MetadataRaceClaims {
        @Override
        protected MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class UploadRaces extends UploadRaceClaims {
        @Override
        protected MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class ReviewRaces extends ReviewRaceClaims {
        @Override
        protected MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class LostHolders extends LostHolderClaims {
        @Override
        protected MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class ReviewStorms extends ReviewStormClaims {
        @Override
        protected MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class ImmutableTags extends ImmutableTagClaims {
        @Override
        protected MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class EventRecording extends EventRecordingClaims {
        @Override
        protected MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class Events extends EventStoreClaims {
        @Override
        protected MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class EventDropping extends EventDroppingClaims {
        @Override
        protected MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class SetAsideEvents extends SetAsideEventClaims {
        @Override
        protected MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class EventRaces extends EventRaceClaims {
        @Override
        protected MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class EventWorkers extends EventWorkerClaims {
        @Override
        protected MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class Insights extends InsightStoreClaims {
        @Override
        protected MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class TagQueries extends TagQueryClaims {
        @Override
        protected MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class ManifestLists extends ManifestListClaims {
        @Override
        protected MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class Renames extends RenameClaims {
        @Override
        protected MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class Namespaces extends NamespaceClaims {
        @Override
        protected MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class Figures extends FigureClaims {
        @Override
        protected MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class Usages extends UsageClaims {
        @Override
        protected MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }

    @Nested
    final class Searches extends SearchClaims {
        @Override
        protected MetadataStore emptyStore(Clock with) throws Exception {
            return MetadataStoreContract.this.emptyStore(with);
        }
    }
}
