package dev.berth.registry.engine;

import dev.berth.registry.Administration;
import dev.berth.registry.Deletions;
import dev.berth.registry.ErrorCode;
import dev.berth.registry.RegistryException;
import dev.berth.registry.engine.request.EnginePolicy;
import dev.berth.registry.engine.request.RequestEvents;
import dev.berth.registry.engine.request.StoreCall;
import dev.berth.registry.model.Rename;
import dev.berth.registry.spi.events.NewEvent;
import dev.berth.registry.spi.metadata.RenameOutcome;
import dev.berth.registry.spi.metadata.RepositoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Renames repositories. */
final class EngineAdministration implements Administration {
    private static final Duration LEASE = Duration.ofSeconds(60);

    private final RepositoryStore repositories;
    private final RequestEvents requestEvents;
    private final EnginePolicy policy;
    private final Deletions deletions;

    EngineAdministration(
            RepositoryStore repositories, RequestEvents requestEvents, EnginePolicy policy, Deletions deletions) {
        this.deletions = deletions;
        this.repositories = repositories;
        this.requestEvents = requestEvents;
        this.policy = policy;
    }

    @Override
    public Deletions deletions() {
        return deletions;
    }

    @Override
    public Instant lease(Rename rename) {
        policy.requireWritable();
        Instant until = policy.now().plus(LEASE);
        requireDone(rename, StoreCall.answer(() -> repositories.lease(rename, until)));
        return until;
    }

    @Override
    public void rename(Rename rename) {
        policy.requireWritable();
        List<NewEvent> events = requestEvents.renamed(rename);
        Instant quiet = policy.now().plus(LEASE);
        requireDone(rename, StoreCall.answer(() -> repositories.rename(rename, quiet, events)));
        requestEvents.recorded(events);
    }

    private static void requireDone(Rename rename, RenameOutcome outcome) {
        switch (outcome) {
            case DONE -> {}
            case UNKNOWN ->
                throw refusal(
                        ErrorCode.NAME_UNKNOWN,
                        "there is no repository " + rename.from() + " and none below it",
                        rename.from().value());
            case TAKEN ->
                throw refusal(
                        ErrorCode.RENAME_CONFLICT,
                        rename.to() + " is in use, or reserved for another rename",
                        rename.to().value());
            case TOO_MANY ->
                throw refusal(
                        ErrorCode.EXCEEDS_LIMITS,
                        rename.from() + " has more than " + RepositoryStore.MOST_RENAMED
                                + " repositories below it, or a name would be too long",
                        rename.from().value());
        }
    }

    private static RegistryException refusal(ErrorCode code, String message, String name) {
        return new RegistryException(code, message, Map.of("name", name));
    }
}
