package dev.berth.registry.engine;

import static dev.berth.registry.engine.EngineTestBed.OTHER;
import static dev.berth.registry.engine.EngineTestBed.REPOSITORY;
import static dev.berth.registry.engine.EngineTestBed.concatenation;
import static dev.berth.registry.engine.EngineTestBed.digest;
import static dev.berth.registry.engine.EngineTestBed.image;
import static dev.berth.registry.engine.EngineTestBed.put;
import static dev.berth.registry.engine.EngineTestBed.read;
import static dev.berth.registry.engine.EngineTestBed.start;
import static dev.berth.registry.engine.EngineTestBed.stream;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.MountSource;
import dev.berth.registry.Registry;
import dev.berth.registry.RegistryException;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.UploadId;
import dev.berth.registry.spi.StoreException.Kind;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One image is pushed repeatedly, and each time another call to the stores fails. */
class FaultsTest {
    private static final Tag LATEST = new Tag("latest");
    private static final Set<ErrorCode> INFRASTRUCTURE =
            Set.of(ErrorCode.UNAVAILABLE, ErrorCode.UNKNOWN, ErrorCode.RENAME_IN_PROGRESS);

    private final byte[] config = "{}".getBytes(UTF_8);
    private final byte[] layer = new EngineTestBed().generated.bytes(200_000);
    private final byte[] shared = "shared".getBytes(UTF_8);

    /** One step of a push: what it does, and what is there to read when it was acknowledged. */
    private record Step(RepositoryName repository, ByteBuffer content, Request request) {
        Step(RepositoryName repository, byte[] content, Request request) {
            this(repository, ByteBuffer.wrap(content), request);
        }

        Digest digest() {
            return Digest.compute(DigestAlgorithm.SHA256, content);
        }

        interface Request {
            boolean send(Registry registry);
        }
    }

    private List<Step> steps() {
        return List.of(
                new Step(REPOSITORY, config, done(this::finishWithTheWhole)),
                new Step(REPOSITORY, layer, done(this::appendTwiceAndFinish)),
                new Step(OTHER, shared, done(registry -> EngineTestBed.push(registry, OTHER, shared))),
                new Step(REPOSITORY, shared, this::mount));
    }

    private void finishWithTheWhole(Registry registry) {
        registry.uploads().finish(REPOSITORY, start(registry).id(), digest(config), stream(config));
    }

    private void appendTwiceAndFinish(Registry registry) {
        UploadId id = start(registry).id();
        registry.uploads().append(REPOSITORY, id, stream(Arrays.copyOf(layer, 150_000)));
        registry.uploads().append(REPOSITORY, id, stream(Arrays.copyOfRange(layer, 150_000, 190_000)));
        registry.uploads()
                .finish(REPOSITORY, id, digest(layer), stream(Arrays.copyOfRange(layer, 190_000, layer.length)));
    }

    private boolean mount(Registry registry) {
        return registry.uploads().mount(REPOSITORY, digest(shared), new MountSource.From(OTHER));
    }

    private static Step.Request done(Consumer<Registry> request) {
        return registry -> {
            request.accept(registry);
            return true;
        };
    }

    /** No call but one that opens a writer fails because of another. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BUSY")
    void whateverFailsWhatWasAcknowledgedIsThereAndNothingElse(Kind kind) throws Exception {
        int call = 0;
        while (pushOnce(new Faults(call, kind), kind)) {
            call++;
        }
        assertThat(call).isGreaterThan(25);
    }

    private boolean pushOnce(Faults faults, Kind kind) throws Exception {
        EngineTestBed bed = new EngineTestBed();
        Registry registry =
                RegistryEngine.builder().clock(bed.clock).build(faults.over(bed.metadata), faults.over(bed.storage));
        List<Step> acknowledged = new ArrayList<>();
        List<Step> refused = new ArrayList<>();
        for (Step step : steps()) {
            (isAcknowledged(registry, step.request()) ? acknowledged : refused).add(step);
        }
        Step.Request tag =
                done(node -> put(node, REPOSITORY, LATEST, image(digest(config), digest(layer), layer.length)));
        boolean tagged = refused.isEmpty() && isAcknowledged(registry, tag);

        Registry healthy = bed.node();
        for (Step step : acknowledged) {
            assertWhole(healthy, step);
        }
        for (Step step : refused) {
            assertWholeOrAbsent(healthy, step, kind);
        }
        if (tagged || kind != Kind.UNKNOWN_OUTCOME) {
            assertThat(healthy.manifests().find(REPOSITORY, LATEST).isPresent()).isEqualTo(tagged);
        }
        return faults.happened();
    }

    private static boolean isAcknowledged(Registry registry, Step.Request request) {
        try {
            return request.send(registry);
        } catch (RegistryException e) {
            assertThat(e.code()).isIn(INFRASTRUCTURE);
            return false;
        }
    }

    private static void assertWhole(Registry registry, Step step) throws Exception {
        assertThat(ByteBuffer.wrap(read(registry, step.repository(), step.digest())))
                .isEqualTo(step.content());
    }

    private static void assertWholeOrAbsent(Registry registry, Step step, Kind kind) throws Exception {
        boolean there = registry.blobs().find(step.repository(), step.digest()).isPresent();
        if (there && kind == Kind.UNKNOWN_OUTCOME) {
            assertWhole(registry, step);
        } else {
            assertThat(there).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TRANSIENT", "UNKNOWN_OUTCOME"})
    void aClientThatGoesOnWhereItStoodGetsItsBlobIn(Kind kind) throws Exception {
        for (boolean sameNode : new boolean[] {true, false}) {
            int call = 0;
            while (uploadOnce(new Faults(call, kind), sameNode)) {
                call++;
            }
            assertThat(call).isGreaterThan(8);
        }
    }

    private boolean uploadOnce(Faults faults, boolean sameNode) throws Exception {
        EngineTestBed bed = new EngineTestBed();
        Registry faulty =
                RegistryEngine.builder().clock(bed.clock).build(faults.over(bed.metadata), faults.over(bed.storage));
        Registry next = sameNode ? faulty : bed.node();
        UploadId id;
        try {
            id = start(faulty).id();
        } catch (RegistryException refused) {
            return true;
        }
        if (!isAcknowledged(faulty, done(node -> appendAll(node, id)))) {
            appendAll(next, id);
        }
        if (!isAcknowledged(faulty, done(node -> finish(node, id)))) {
            finish(next, id);
        }

        assertThat(read(bed.node(), REPOSITORY, digest(layer))).isEqualTo(layer);
        assertThat(bed.storage.list("", PageRequest.first(10)).items()).hasSize(1);
        return faults.happened();
    }

    private void appendAll(Registry node, UploadId id) {
        for (int end : new int[] {100_000, 150_000}) {
            int offset = (int) node.uploads().status(REPOSITORY, id).offset();
            if (offset < end) {
                node.uploads().append(REPOSITORY, id, EngineTestBed.at(offset, part(offset, end)));
            }
        }
    }

    private void finish(Registry node, UploadId id) {
        int offset = (int) node.uploads().status(REPOSITORY, id).offset();
        node.uploads().finish(REPOSITORY, id, digest(layer), EngineTestBed.at(offset, part(offset, layer.length)));
    }

    private byte[] part(int from, int to) {
        return Arrays.copyOfRange(layer, from, to);
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsLeftOfAWrongDigestWhateverFails(Kind kind) throws Exception {
        byte[] wrong = concatenation(layer, shared);
        boolean failed = true;
        for (int call = 0; failed; call++) {
            EngineTestBed bed = new EngineTestBed();
            Faults faults = new Faults(call, kind);
            Registry registry = RegistryEngine.builder()
                    .clock(bed.clock)
                    .build(faults.over(bed.metadata), faults.over(bed.storage));
            try {
                registry.uploads().push(REPOSITORY, digest(wrong), new ByteArrayInputStream(layer));
                throw new AssertionError("a wrong digest was accepted");
            } catch (RegistryException refused) {
                assertThat(bed.node().blobs().find(REPOSITORY, digest(wrong))).isEmpty();
            }
            failed = faults.happened();
        }
    }
}
