package dev.berth.registry.contract.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.Race;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.migration.Fingerprints;
import dev.berth.registry.spi.migration.ImportFinding;
import dev.berth.registry.spi.migration.TakeoverClaim;
import dev.berth.registry.spi.migration.TakeoverState;
import dev.berth.registry.spi.migration.TakeoverStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The takeover of a source. */
abstract class TakeoverClaims extends ImportRunClaims {
    private static final RepositoryName FIRST = new RepositoryName("first");
    private static final RepositoryName SECOND = new RepositoryName("second/below");
    private static final Fingerprints LAST = new Fingerprints(Optional.of("content"), Optional.of("tags"));
    private static final Duration LEASE = Duration.ofSeconds(30);
    private TakeoverStore takeover;

    @BeforeEach
    final void openTakeover() {
        takeover = imports.takeover();
    }

    @Test
    void aTakeoverBeginsOnce() throws Exception {
        assertThat(takeover.find()).isEmpty();

        TakeoverState begun = takeover.begin();

        assertThat(takeover.begin()).isEqualTo(begun);
        assertThat(takeover.find()).contains(begun);
        assertThat(begun).isEqualTo(new TakeoverState(begun.run(), false, false, 0, 0));
        assertThat(imports.runs().last().orElseThrow().run()).isEqualTo(begun.run());
    }

    @Test
    void severalProcessesBeginOneTakeover() throws Exception {
        List<Long> runs = Race.of(2, () -> takeover.begin().run());

        assertThat(Set.copyOf(runs)).hasSize(1);
    }

    @Test
    void itEndsWithItsLastRepository() throws Exception {
        begin(FIRST, SECOND);
        takeover.finish(FIRST, LAST, List.of());
        takeover.listed(List.of());
        assertThat(state().ended()).isFalse();
        assertThat(isEnded()).isFalse();

        takeover.finish(SECOND, LAST, List.of());

        assertThat(state()).isEqualTo(new TakeoverState(state().run(), true, true, 2, 0));
        assertThat(isEnded()).isTrue();
        assertThat(imports.progress().find(SECOND.value())).contains(LAST);
    }

    @Test
    void itDoesNotEndBeforeAllAreListed() throws Exception {
        begin(FIRST);
        takeover.finish(FIRST, LAST, List.of());
        assertThat(state().ended()).isFalse();

        takeover.listed(List.of());

        assertThat(state().ended()).isTrue();
    }

    @Test
    void theLastTwoRepositoriesFinishedAtOnceEndIt() throws Exception {
        begin(FIRST, SECOND);
        takeover.listed(List.of());

        Race.between(List.of(() -> finish(FIRST), () -> finish(SECOND)));

        assertThat(state().ended()).isTrue();
    }

    @Test
    void earlierImportsAreToBeFinishedToo() throws Exception {
        imports.progress().conclude("earlier", LAST);
        imports.progress().conclude("/docker/registry/v2/blobs/sha256/00/", LAST);

        takeover.begin();
        takeover.listed(List.of());

        assertThat(state()).isEqualTo(new TakeoverState(state().run(), true, false, 0, 1));
        assertThat(takeover.unfinished(ALL).items()).containsExactly(new RepositoryName("earlier"));
    }

    @Test
    void aClaimExcludesOthersUntilItExpires() throws Exception {
        begin(FIRST);

        assertThat(claim(FIRST, "a")).isEqualTo(TakeoverClaim.GRANTED);
        assertThat(claim(FIRST, "b")).isEqualTo(TakeoverClaim.HELD);
        clock.advance(LEASE.minusSeconds(1));
        assertThat(claim(FIRST, "a")).isEqualTo(TakeoverClaim.GRANTED);
        clock.advance(LEASE.minusSeconds(1));
        assertThat(claim(FIRST, "b")).isEqualTo(TakeoverClaim.HELD);
        clock.advance(LEASE);
        assertThat(claim(FIRST, "b")).isEqualTo(TakeoverClaim.GRANTED);
        assertThat(claim(FIRST, "a")).isEqualTo(TakeoverClaim.HELD);
    }

    @Test
    void oneOfTwoClaimsAtOnceIsGranted() throws Exception {
        begin(FIRST);

        List<TakeoverClaim> claims = Race.between(List.of(() -> claim(FIRST, "a"), () -> claim(FIRST, "b")));

        assertThat(claims).containsExactlyInAnyOrder(TakeoverClaim.GRANTED, TakeoverClaim.HELD);
    }

    @Test
    void aFinishedRepositoryIsNotClaimed() throws Exception {
        begin(FIRST, SECOND);
        assertThat(claim(FIRST, "a")).isEqualTo(TakeoverClaim.GRANTED);
        takeover.finish(FIRST, LAST, List.of());
        takeover.register(List.of(FIRST));

        assertThat(claim(FIRST, "a")).isEqualTo(TakeoverClaim.FINISHED);
        assertThat(claim(FIRST, "b")).isEqualTo(TakeoverClaim.FINISHED);
        assertThat(claim(new RepositoryName("other"), "b")).isEqualTo(TakeoverClaim.UNKNOWN);
        assertThat(takeover.unfinished(ALL).items()).containsExactly(SECOND);
    }

    @Test
    void aRepositoryIsFinishedOnce() throws Exception {
        begin(FIRST);
        ImportFinding finding = new ImportFinding("TAG_LINK_BROKEN", "first", "v1", "its link is empty");
        ImportFinding listing = new ImportFinding("NAME_INVALID", "First", "", "not the name of a repository");

        takeover.finish(FIRST, LAST, List.of(finding));
        takeover.finish(FIRST, Fingerprints.NONE, List.of(finding));
        takeover.listed(List.of(listing));
        takeover.listed(List.of(listing));

        assertThat(imports.progress().find("first")).contains(LAST);
        assertThat(imports.runs().findings(state().run(), 10)).containsExactly(finding, listing);
    }

    @Test
    void unfinishedRepositoriesAreReadInPages() throws Exception {
        begin(SECOND, FIRST, new RepositoryName("a"));

        assertThat(takeover.unfinished(PageRequest.first(2)).items()).containsExactly(new RepositoryName("a"), FIRST);
        assertThat(takeover.unfinished(PageRequest.first(2)).more()).isTrue();
        assertThat(takeover.unfinished(PageRequest.after("first", 2)).items()).containsExactly(SECOND);
    }

    private void begin(RepositoryName... repositories) throws Exception {
        takeover.begin();
        takeover.register(List.of(repositories));
    }

    private TakeoverState state() throws Exception {
        return takeover.find().orElseThrow();
    }

    private TakeoverState finish(RepositoryName repository) throws Exception {
        takeover.finish(repository, LAST, List.of());
        return state();
    }

    private boolean isEnded() throws Exception {
        return imports.runs().hasEnded(List.of("TAKEOVER"));
    }

    private TakeoverClaim claim(RepositoryName repository, String claimant) throws Exception {
        Instant until = clock.instant().plus(LEASE);
        return takeover.claim(repository, claimant, until);
    }
}
