package dev.berth.registry.engine;

import static dev.berth.registry.engine.EngineTestBed.REPOSITORY;
import static dev.berth.registry.engine.EngineTestBed.assertRefused;
import static dev.berth.registry.engine.EngineTestBed.digest;
import static dev.berth.registry.engine.EngineTestBed.read;
import static dev.berth.registry.engine.EngineTestBed.start;
import static dev.berth.registry.engine.EngineTestBed.stream;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.Chunk;
import dev.berth.registry.ErrorCode;
import dev.berth.registry.model.UploadId;
import dev.berth.registry.spi.StoreException.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Over a store that finds out only at a commit that a key is in use, as object stores do. */
class UploadsWhereCommitsRefuseTest extends ManyNodesClaims {

    UploadsWhereCommitsRefuseTest() {
        super(new EngineTestBed(LooseBlobStore::new));
    }

    @Test
    void whatAnotherRequestCommittedButCouldNotNameIsNamed() throws Exception {
        UploadId id = start(one).id();
        one.uploads().append(REPOSITORY, id, stream(whole));
        loose().copyAtCommit(whole);

        one.uploads().finish(REPOSITORY, id, digest(whole), Chunk.empty());

        assertThat(read(two, REPOSITORY, digest(whole))).isEqualTo(whole);
    }

    @Test
    void whatAnotherRequestCommittedIsNotTakenForOurs() throws Exception {
        UploadId id = start(one).id();
        one.uploads().append(REPOSITORY, id, stream(first));
        loose().copyAtCommit(second);

        assertRefused(
                ErrorCode.DIGEST_INVALID, () -> one.uploads().finish(REPOSITORY, id, digest(first), Chunk.empty()));

        assertThat(one.blobs().find(REPOSITORY, digest(first))).isEmpty();
        assertThat(bed.objects()).isZero();
    }

    @Test
    void aLostAnswerIsNotTakenForSuccessWhenTheBytesAreOfAnother() throws Exception {
        byte[] other = bed.generated.bytes(first.length);
        UploadId id = start(one).id();
        one.uploads().append(REPOSITORY, id, stream(first));
        loose().copyAtCommit(other);
        loose().refuseCommitsAs(Kind.UNKNOWN_OUTCOME);

        assertRefused(
                ErrorCode.DIGEST_INVALID, () -> one.uploads().finish(REPOSITORY, id, digest(first), Chunk.empty()));

        assertThat(one.blobs().find(REPOSITORY, digest(first))).isEqualTo(Optional.empty());
    }

    @Test
    void aFailureWithoutAnObjectStaysOne() throws Exception {
        UploadId id = start(one).id();
        one.uploads().append(REPOSITORY, id, stream(first));
        loose().refuseCommitsAs(Kind.PERMANENT);

        assertRefused(ErrorCode.UNKNOWN, () -> one.uploads().finish(REPOSITORY, id, digest(first), Chunk.empty()));

        assertThat(two.uploads().status(REPOSITORY, id).offset()).isEqualTo(first.length);
    }

    private LooseBlobStore loose() {
        return (LooseBlobStore) bed.served;
    }
}
