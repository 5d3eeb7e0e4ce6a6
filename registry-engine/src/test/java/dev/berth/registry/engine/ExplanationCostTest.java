package dev.berth.registry.engine;

import static dev.berth.registry.engine.EngineTestBed.image;
import static dev.berth.registry.engine.EngineTestBed.put;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.engine.collection.Explanations;
import dev.berth.registry.maintenance.RetentionStatus;
import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An explanation asks for what has the digest, not for each repository there is. */
class ExplanationCostTest {
    @Test
    void explainsADigestWithoutAskingEveryRepository() throws Exception {
        EngineTestBed bed = new EngineTestBed();
        RegistryEngine registry = bed.node();
        Digest manifest = push(registry, "app", "a layer");
        int alone = calls(bed, manifest);

        for (int i = 0; i < 40; i++) {
            push(registry, "others/app-" + i, "another layer");
        }

        assertThat(calls(bed, manifest)).isEqualTo(alone);
        List<RetentionStatus> found = new Explanations(bed.metadata).of(manifest);
        assertThat(found)
                .extracting(RetentionStatus::thing)
                .containsExactly(new Reviewable.OfManifest(new RepositoryName("app"), manifest));
    }

    private static int calls(EngineTestBed bed, Digest digest) throws Exception {
        Faults counting = Faults.none();
        new Explanations(counting.over(bed.metadata)).of(digest);
        return counting.calls().size();
    }

    private static Digest push(RegistryEngine registry, String name, String layer) {
        RepositoryName repository = new RepositoryName(name);
        String manifest = image(registry, repository, layer.getBytes(UTF_8));
        return put(registry, repository, new Tag("v1"), manifest).digest();
    }
}
