package dev.berth.registry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.registry.jetty.RegistryServer;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.metadata.NewManifest;
import dev.berth.registry.spi.metadata.NewManifest.MissingReferences;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Lists of many tags and many repositories: right, and how fast, which is printed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ListingScaleIT {
    private static final int TAGS = Scale.of(100_000, 20_000);
    private static final int REPOSITORIES = Scale.of(10_000, 2_000);
    private static final int AT_ONCE = 1000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Content MANIFEST =
            Content.of("{\"schemaVersion\":2,\"manifests\":[]}".getBytes(StandardCharsets.UTF_8));

    private Adapters adapters = Adapters.inMemory();
    private RegistryServer server;
    private List<String> tags = List.of();
    private List<String> repositories = List.of();

    @BeforeAll
    void fill(@TempDir Path folder) throws Exception {
        adapters = Adapters.onDisk(folder, 1);
        tags = sorted(IntStream.range(0, TAGS).mapToObj(i -> "v" + i));
        for (int i = 0; i < TAGS; i += AT_ONCE) {
            put("many/tags", tags.subList(i, i + AT_ONCE));
        }
        repositories = sorted(IntStream.range(1, REPOSITORIES).mapToObj(i -> "team" + i % 100 + "/app" + i));
        for (String repository : repositories) {
            put(repository, List.of("latest"));
        }
        repositories.add(Collections.binarySearch(repositories, "many/tags") * -1 - 1, "many/tags");
        server = adapters.serve(MissingReferences.REFUSE);
    }

    @AfterAll
    void stop() {
        server.close();
        adapters.close();
    }

    @Test
    void pagesThroughTheTagsOfARepository() throws Exception {
        for (int size : new int[] {100, 1000, 10_000}) {
            assertThat(list("/v2/many/tags/tags/list?n=" + size, "tags", size)).isEqualTo(tags);
        }
    }

    @Test
    void pagesThroughTheCatalog() throws Exception {
        for (int size : new int[] {100, 1000}) {
            assertThat(list("/v2/_catalog?n=" + size, "repositories", size)).isEqualTo(repositories);
        }
    }

    private List<String> list(String first, String field, int size) throws Exception {
        Client client = new Client(server.uri());
        List<String> all = new ArrayList<>();
        List<Long> micros = new ArrayList<>();
        for (Optional<String> page = Optional.of(first); page.isPresent(); ) {
            long start = System.nanoTime();
            HttpResponse<byte[]> answer = client.get(page.get());
            micros.add((System.nanoTime() - start) / 1000);
            Client.expect(answer, 200);
            JsonNode names = JSON.readTree(answer.body()).path(field);
            assertThat(names.size()).isLessThanOrEqualTo(size);
            names.forEach(name -> all.add(name.asText()));
            page = answer.headers().firstValue("Link").map(link -> link.substring(1, link.indexOf('>')));
        }
        Collections.sort(micros);
        System.out.printf(
                "%d %s by %d: %d pages, median %d us, slowest %d us%n",
                all.size(), field, size, micros.size(), micros.get(micros.size() / 2), micros.get(micros.size() - 1));
        return all;
    }

    private void put(String repository, List<String> names) throws StoreException {
        Manifest manifest = new Manifest(
                Digest.of(MANIFEST.digest()),
                new MediaType("application/vnd.oci.image.index.v1+json"),
                ByteBuffer.wrap(MANIFEST.bytes()));
        adapters.metadata()
                .manifests()
                .put(
                        new RepositoryName(repository),
                        new NewManifest(
                                manifest,
                                names.stream().map(Tag::new).toList(),
                                Set.of(),
                                MissingReferences.REFUSE,
                                Optional.empty(),
                                Optional.empty()));
    }

    private static List<String> sorted(Stream<String> names) {
        return new ArrayList<>(names.sorted().toList());
    }
}
