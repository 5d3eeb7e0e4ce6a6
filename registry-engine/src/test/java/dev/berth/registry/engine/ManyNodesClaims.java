package dev.berth.registry.engine;

import static dev.berth.registry.engine.EngineTestBed.REPOSITORY;
import static dev.berth.registry.engine.EngineTestBed.assertRefused;
import static dev.berth.registry.engine.EngineTestBed.concatenation;
import static dev.berth.registry.engine.EngineTestBed.digest;
import static dev.berth.registry.engine.EngineTestBed.read;
import static dev.berth.registry.engine.EngineTestBed.start;
import static dev.berth.registry.engine.EngineTestBed.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.registry.Chunk;
import dev.berth.registry.ErrorCode;
import dev.berth.registry.Registry;
import dev.berth.registry.RegistryException;
import dev.berth.registry.UploadRangeException;
import dev.berth.registry.contract.Generated;
import dev.berth.registry.contract.Race;
import dev.berth.registry.contract.Seed;
import dev.berth.registry.model.UploadId;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Uploads that several nodes, or several requests, work on. */
abstract class ManyNodesClaims {
    final EngineTestBed bed;
    final Registry one;
    final Registry two;
    final byte[] first;
    final byte[] second;
    final byte[] whole;

    ManyNodesClaims(EngineTestBed bed) {
        this.bed = bed;
        one = bed.node();
        two = bed.node();
        first = bed.generated.bytes(200_000);
        second = bed.generated.bytes(50_000);
        whole = concatenation(first, second);
    }

    @Test
    void anotherNodeGoesOn() throws Exception {
        UploadId id = start(one).id();
        one.uploads().append(REPOSITORY, id, stream(first));
        two.uploads().append(REPOSITORY, id, stream(second));
        one.uploads().finish(REPOSITORY, id, digest(whole), Chunk.empty());

        assertThat(read(two, REPOSITORY, digest(whole))).isEqualTo(whole);
    }

    @Test
    void anotherNodeFinishesWhatItNeverSaw() throws Exception {
        UploadId id = start(one).id();
        one.uploads().append(REPOSITORY, id, stream(first));
        one.uploads().append(REPOSITORY, id, stream(second));
        two.uploads().finish(REPOSITORY, id, digest(whole), Chunk.empty());

        assertThat(read(one, REPOSITORY, digest(whole))).isEqualTo(whole);
    }

    @Test
    void aNodeThatRemembersAFreshUploadSeesThatAnotherHasBegun() throws Exception {
        UploadId id = start(one).id();
        two.uploads().append(REPOSITORY, id, stream(first));
        one.uploads().append(REPOSITORY, id, stream(second));
        one.uploads().finish(REPOSITORY, id, digest(whole), Chunk.empty());

        assertThat(read(one, REPOSITORY, digest(whole))).isEqualTo(whole);
    }

    @Test
    void anotherNodeMayAddNothing() throws Exception {
        UploadId id = start(one).id();
        one.uploads().append(REPOSITORY, id, stream(whole));
        two.uploads().append(REPOSITORY, id, Chunk.empty());
        one.uploads().finish(REPOSITORY, id, digest(whole), Chunk.empty());

        assertThat(read(two, REPOSITORY, digest(whole))).isEqualTo(whole);
    }

    @Test
    void nodesThatTakeTurnsAgree() throws Exception {
        Seed seed = Seed.of(getClass());
        Generated generated = new Generated(seed.random());
        List<Registry> nodes = List.of(
                one, two, bed.node(EngineConfig.builder().uploadsInMemory(0).build()));
        for (int round = 0; round < 100; round++) {
            UploadId id = start(generated.oneOf(nodes)).id();
            byte[] content = new byte[0];
            for (int chunks = generated.below(4); chunks > 0; chunks--) {
                byte[] more = generated.bytes(generated.oneIn(4) ? 0 : generated.below(2_000));
                generated.oneOf(nodes).uploads().append(REPOSITORY, id, stream(more));
                content = concatenation(content, more);
            }
            byte[] last = generated.bytes(generated.below(3));
            content = concatenation(content, last);
            generated.oneOf(nodes).uploads().finish(REPOSITORY, id, digest(content), stream(last));

            assertThat(read(one, REPOSITORY, digest(content))).as("%s", seed).isEqualTo(content);
        }
    }

    @Test
    void aSecondRequestIsRefusedWhileOneRuns() throws Exception {
        UploadId id = start(one).id();
        one.uploads().append(REPOSITORY, id, stream(first));
        PausedStream body = new PausedStream(second);
        CompletableFuture<?> running =
                CompletableFuture.runAsync(() -> one.uploads().append(REPOSITORY, id, Chunk.stream(body)));
        body.awaitReader();

        assertThatExceptionOfType(UploadRangeException.class)
                .isThrownBy(() -> one.uploads().append(REPOSITORY, id, stream(second)))
                .satisfies(refusal -> assertThat(refusal.offset()).isEqualTo(first.length));

        body.release();
        running.join();
        one.uploads().finish(REPOSITORY, id, digest(whole), Chunk.empty());
        assertThat(read(one, REPOSITORY, digest(whole))).isEqualTo(whole);
    }

    @Test
    void bytesOfRacingRequestsAreNeverMixed() throws Exception {
        for (int round = 0; round < 50; round++) {
            UploadId id = start(one).id();
            byte[] mine = bed.generated.bytes(10_000);
            byte[] theirs = bed.generated.bytes(10_000);
            List<Boolean> won = Race.between(List.of(
                    attempt(() -> one.uploads().append(REPOSITORY, id, EngineTestBed.at(0, mine))),
                    attempt(() -> one.uploads().append(REPOSITORY, id, EngineTestBed.at(0, theirs))),
                    attempt(() -> two.uploads().append(REPOSITORY, id, EngineTestBed.at(0, theirs)))));

            assertThat(won).containsOnlyOnce(true);
            byte[] kept = won.get(0) ? mine : theirs;
            two.uploads().finish(REPOSITORY, id, digest(kept), Chunk.empty());
            assertThat(read(one, REPOSITORY, digest(kept))).isEqualTo(kept);
        }
    }

    @Test
    void ofRacingFinishesTheBlobSurvives() throws Exception {
        for (int round = 0; round < 50; round++) {
            byte[] content = bed.generated.bytes(5_000);
            UploadId id = start(one).id();
            one.uploads().append(REPOSITORY, id, stream(content));
            List<Boolean> won = Race.between(List.of(
                    attempt(() -> one.uploads().finish(REPOSITORY, id, digest(content), Chunk.empty())),
                    attempt(() -> two.uploads().finish(REPOSITORY, id, digest(content), Chunk.empty())),
                    attempt(() -> two.uploads().finish(REPOSITORY, id, digest(content), Chunk.empty()))));

            assertThat(won).containsOnly(true);
            assertThat(read(bed.node(), REPOSITORY, digest(content))).isEqualTo(content);
        }
    }

    @Test
    void anUploadThatAnotherNodeEndedIsUnknown() throws Exception {
        UploadId canceled = start(one).id();
        one.uploads().append(REPOSITORY, canceled, stream(first));
        two.uploads().cancel(REPOSITORY, canceled);
        UploadId finished = start(one).id();
        one.uploads().append(REPOSITORY, finished, stream(first));
        two.uploads().finish(REPOSITORY, finished, digest(first), Chunk.empty());

        for (UploadId id : List.of(canceled, finished)) {
            assertRefused(ErrorCode.BLOB_UPLOAD_UNKNOWN, () -> one.uploads().append(REPOSITORY, id, stream(second)));
            assertRefused(
                    ErrorCode.BLOB_UPLOAD_UNKNOWN,
                    () -> one.uploads().finish(REPOSITORY, id, digest(whole), stream(second)));
        }
        assertThat(read(one, REPOSITORY, digest(first))).isEqualTo(first);
    }

    @Test
    void whatAnotherNodeAddedIsNotDropped() {
        UploadId id = start(one).id();
        one.uploads().append(REPOSITORY, id, stream(first));
        two.uploads().append(REPOSITORY, id, stream(second));

        assertRefused(
                ErrorCode.DIGEST_INVALID, () -> one.uploads().finish(REPOSITORY, id, digest(first), Chunk.empty()));

        assertThat(one.blobs().find(REPOSITORY, digest(first))).isEmpty();
    }

    /** Proxies and clients do so when they lost the answer. */
    @Test
    void theEndMayBeSentAgain() throws Exception {
        UploadId id = start(one).id();
        one.uploads().append(REPOSITORY, id, stream(first));
        for (Registry node : List.of(one, one, two)) {
            node.uploads().finish(REPOSITORY, id, digest(whole), stream(second));
        }
        assertThat(read(one, REPOSITORY, digest(whole))).isEqualTo(whole);
        assertRefused(
                ErrorCode.BLOB_UPLOAD_UNKNOWN,
                () -> one.uploads().finish(REPOSITORY, id, digest(first), Chunk.empty()));
        assertRefused(ErrorCode.BLOB_UPLOAD_UNKNOWN, () -> one.uploads().append(REPOSITORY, id, stream(second)));
    }

    @Test
    void theEndWaitsForARequestThatRuns() throws Exception {
        UploadId id = start(one).id();
        one.uploads().append(REPOSITORY, id, stream(first));
        PausedStream body = new PausedStream(second);
        CompletableFuture<?> running =
                CompletableFuture.runAsync(() -> one.uploads().append(REPOSITORY, id, Chunk.stream(body)));
        body.awaitReader();
        CompletableFuture<?> end =
                CompletableFuture.runAsync(() -> one.uploads().finish(REPOSITORY, id, digest(whole), Chunk.empty()));
        body.release();
        running.join();
        end.join();

        assertThat(read(one, REPOSITORY, digest(whole))).isEqualTo(whole);
    }

    @Test
    void aCancelDuringAnAppendLeavesNothing() throws Exception {
        UploadId id = start(one).id();
        PausedStream body = new PausedStream(second);
        CompletableFuture<Boolean> running = CompletableFuture.supplyAsync(() ->
                call(attempt(() -> one.uploads().append(REPOSITORY, id, Chunk.stream(body)))));
        body.awaitReader();
        one.uploads().cancel(REPOSITORY, id);
        body.release();

        assertThat(running.join()).isFalse();
        assertThat(bed.objects()).isZero();
    }

    static Callable<Boolean> attempt(Runnable request) {
        return () -> {
            try {
                request.run();
                return true;
            } catch (RegistryException refused) {
                return false;
            }
        };
    }

    private static boolean call(Callable<Boolean> attempt) {
        try {
            return attempt.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
