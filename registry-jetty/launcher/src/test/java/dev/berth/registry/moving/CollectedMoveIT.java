package dev.berth.registry.moving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.registry.acceptance.SharedStorage;
import dev.berth.registry.contract.Seed;
import dev.berth.registry.launcher.ClassicServer;
import dev.berth.registry.launcher.RandomPushes;
import dev.berth.registry.launcher.assembly.RunningServer;
import dev.berth.registry.testing.FullBuild;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A collector without delays between and after the steps of a move. */
class CollectedMoveIT {
    private static final List<String> NAMES = List.of("app", "team/app");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final long seed = Seed.of(getClass()).random().nextLong();

    @Test
    @FullBuild
    void contentOfADirectoryGoesAfterTheEndOnly() throws Exception {
        collect(SharedStorage.directory(folder.resolve("tree")));
    }

    @Test
    @FullBuild
    void contentOfABucketGoesAfterTheEndOnly() throws Exception {
        collect(SharedStorage.bucket());
    }

    private void collect(SharedStorage storage) throws Exception {
        ClassicServer.require();
        ClassicServer classic = ClassicServer.start(
                ClassicServer.DEBIAN, folder, "storage: {delete: {enabled: true}, " + storage.classic() + "}");
        RandomPushes pushes = new RandomPushes(classic.uri(), seed);
        MovedRegistry moved = new MovedRegistry(folder, storage.berth());
        try (RunningServer server = moved.serve()) {
            URI here = server.server().uri();
            for (String step : List.of("--step-one", "--step-one", "--step-two", "--step-three")) {
                if (!step.equals("--step-three")) {
                    pushes.run(NAMES, 15);
                }
                Set<String> served = served(storage);
                moved.run("database", "import", step);
                collect(moved);
                assertThat(ClassicContent.in(storage).stored()).as(step).containsAll(served);
            }
            Set<String> served = served(storage);
            new RandomPushes(here, seed + 1).run(NAMES, 40);
            collect(moved);
            Set<String> before = ClassicContent.in(storage).stored();
            assertThat(before).as("after deletions here").containsAll(served);

            moved.run("database", "import", "finish");
            collect(moved);
            moved.run("database", "import", "clean", "--force");
            Set<String> used = used(here);
            used.retainAll(before);
            assertThat(ClassicContent.in(storage).stored()).isEqualTo(used);
            moved.run("storage", "check");
        }
    }

    /** The digests that the old registry can serve. */
    private static Set<String> served(SharedStorage storage) throws Exception {
        ClassicContent content = ClassicContent.in(storage);
        Set<String> served = new TreeSet<>(content.stored());
        served.retainAll(content.linked());
        return served;
    }

    /** Twice, since the blobs of a manifest are reviewed after it. */
    private static void collect(MovedRegistry moved) throws IOException {
        moved.run("gc", "run", "--unsafe-delay", "0s");
        moved.run("gc", "run", "--unsafe-delay", "0s");
    }

    /** The configs and layers of everything that has a tag. */
    private static Set<String> used(URI registry) throws Exception {
        Set<String> used = new TreeSet<>();
        for (String name : NAMES) {
            JsonNode tags = JSON.readTree(
                    ClassicServer.get(registry, name + "/tags/list").body());
            for (JsonNode tag : tags.path("tags")) {
                addBlobs(registry, name, tag.asText(), used);
            }
        }
        return used;
    }

    private static void addBlobs(URI registry, String name, String reference, Set<String> used) throws Exception {
        HttpResponse<String> answer = ClassicServer.get(registry, name + "/manifests/" + reference);
        JsonNode manifest = JSON.readTree(answer.body());
        for (JsonNode child : manifest.path("manifests")) {
            addBlobs(registry, name, child.path("digest").asText(), used);
        }
        if (manifest.has("config")) {
            used.add(manifest.at("/config/digest").asText());
            manifest.path("layers")
                    .forEach(layer -> used.add(layer.path("digest").asText()));
        }
    }
}
