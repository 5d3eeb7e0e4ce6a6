package dev.berth.registry.engine;

import static dev.berth.registry.engine.EngineTestBed.REPOSITORY;
import static dev.berth.registry.engine.EngineTestBed.child;
import static dev.berth.registry.engine.EngineTestBed.digest;
import static dev.berth.registry.engine.EngineTestBed.image;
import static dev.berth.registry.engine.EngineTestBed.index;
import static dev.berth.registry.engine.EngineTestBed.put;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.PushedManifest;
import dev.berth.registry.ReferrersRequest;
import dev.berth.registry.Registry;
import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.Tag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Lists of referrers. */
class ReferrersListTest {
    private final EngineTestBed bed = new EngineTestBed();
    private final Registry registry = bed.node();
    private final Digest subject = digest("subject".getBytes(UTF_8));
    private final String image = image(registry, REPOSITORY, bed.generated.bytes(10));

    @Test
    void describesAReferrer() {
        PushedManifest pushed = put(registry, REPOSITORY, new Tag("signature"), referrer("application/sig", 1));

        assertThat(pushed.subject()).contains(subject);
        Descriptor found = page(Optional.empty(), PageRequest.first(10)).items().get(0);
        assertThat(found.digest()).isEqualTo(pushed.digest());
        assertThat(found.mediaType()).isEqualTo(MediaType.OCI_MANIFEST);
        assertThat(found.artifactType()).contains(new MediaType("application/sig"));
        assertThat(found.annotations()).containsEntry("number", "1");
        assertThat(found.size()).isEqualTo(referrer("application/sig", 1).length());
    }

    @Test
    void endsAPageWhereAnnotationsAreLong() {
        List<Digest> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String long1 = referrer("application/sig", i).replace("\"number\":\"", "\"a\":\"" + "x".repeat(100_000));
            all.add(put(registry, REPOSITORY, new Tag("long" + i), long1).digest());
        }
        all.add(put(registry, REPOSITORY, new Tag("b"), image).digest());
        put(registry, REPOSITORY, new Tag("sha256-" + subject.hex()), index(child(registry, all.get(6))));
        all.sort(Comparator.comparing(Digest::toString));
        List<Digest> found = new ArrayList<>();
        Page<Descriptor> page = page(Optional.empty(), PageRequest.first(100));
        while (page.more()) {
            assertThat(page.items()).hasSizeBetween(1, 3);
            found.addAll(digests(page));
            page = page(
                    Optional.empty(),
                    PageRequest.after(found.get(found.size() - 1).toString(), 100));
        }
        found.addAll(digests(page));

        assertThat(found).isEqualTo(all);
    }

    @Test
    void includesTheFallbackTag() {
        Digest known = put(registry, REPOSITORY, new Tag("a"), referrer("application/sig", 1))
                .digest();
        Digest written = put(registry, REPOSITORY, new Tag("b"), image).digest();
        String fallback = index(
                child(registry, written).replace("\"size\"", "\"artifactType\":\"application/sbom\",\"size\""),
                child(registry, known));
        put(registry, REPOSITORY, new Tag("sha256-" + subject.hex()), fallback);

        assertThat(digests(page(Optional.empty(), PageRequest.first(10)))).containsOnly(known, written);
        assertThat(digests(page(Optional.of(new MediaType("application/sbom")), PageRequest.first(10))))
                .containsExactly(written);
        assertThat(digests(page(Optional.of(new MediaType("application/sig")), PageRequest.first(10))))
                .containsExactly(known);
    }

    @Test
    void pagesThroughBoth() {
        TreeSet<Digest> all = new TreeSet<>();
        List<String> written = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Digest digest = i % 2 == 0
                    ? put(registry, REPOSITORY, new Tag("t" + i), referrer("application/sig", i))
                            .digest()
                    : put(registry, REPOSITORY, new Tag("t" + i), image + " ".repeat(i))
                            .digest();
            all.add(digest);
            if (i % 3 != 0 || i % 2 == 1) {
                written.add(child(registry, digest));
            }
        }
        put(registry, REPOSITORY, new Tag("sha256-" + subject.hex()), index(written.toArray(String[]::new)));

        for (int limit = 1; limit <= 21; limit++) {
            assertThat(inPagesOf(limit)).containsExactlyElementsOf(all);
        }
        assertThat(page(Optional.empty(), PageRequest.first(0))).isEqualTo(new Page<>(List.of(), false));
    }

    private List<Digest> inPagesOf(int limit) {
        List<Digest> seen = new ArrayList<>();
        Page<Descriptor> page = page(Optional.empty(), PageRequest.first(limit));
        while (page.more()) {
            assertThat(page.items()).hasSize(limit);
            seen.addAll(digests(page));
            page = page(
                    Optional.empty(),
                    PageRequest.after(seen.get(seen.size() - 1).toString(), limit));
        }
        seen.addAll(digests(page));
        return seen;
    }

    private Page<Descriptor> page(Optional<MediaType> type, PageRequest page) {
        return registry.manifests().referrers(REPOSITORY, subject, new ReferrersRequest(type, page));
    }

    private static List<Digest> digests(Page<Descriptor> page) {
        return page.items().stream().map(Descriptor::digest).toList();
    }

    private String referrer(String type, int number) {
        return image.substring(0, image.length() - 1) + """
            ,"artifactType":"%s","annotations":{"number":"%d"},
            "subject":{"mediaType":"%s","digest":"%s","size":1}}\
            """.formatted(type, number, MediaType.OCI_MANIFEST, subject);
    }
}
