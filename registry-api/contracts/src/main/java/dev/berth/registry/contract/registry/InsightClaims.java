package dev.berth.registry.contract.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.TaggedImage;
import dev.berth.registry.TaggedImage.Image;
import dev.berth.registry.TaggedImage.ImagePlatform;
import dev.berth.registry.contract.ManifestText;
import dev.berth.registry.model.ArtifactKind;
import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.RepositoryQuery;
import dev.berth.registry.model.SizedRepository;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.TagDetails;
import dev.berth.registry.model.TagQuery;
import dev.berth.registry.model.TagQuery.Order;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers to questions about the content. */
abstract class InsightClaims extends RegistryClaims {
    private static final TagQuery FIRST = TagQuery.first(100, Order.NAME, false);
    private static final String ARM = """
        {"architecture":"arm64","os":"linux","variant":"v8","os.version":"6.1","rootfs":{"type":"layers"}}\
        """;

    @Test
    void unknownRepositoriesAndTagsAreRefused() {
        assertRefused(ErrorCode.NAME_UNKNOWN, () -> registry.insights().repository(APP));
        assertRefused(ErrorCode.NAME_UNKNOWN, () -> registry.insights().sizes().of(APP));
        assertRefused(ErrorCode.NAME_UNKNOWN, () -> registry.insights().sizes().below(APP));
        assertRefused(ErrorCode.NAME_UNKNOWN, () -> registry.insights().tags(APP, FIRST));
        assertRefused(ErrorCode.NAME_UNKNOWN, () -> registry.insights().image(APP, new Tag("v1")));
        assertRefused(ErrorCode.NAME_UNKNOWN, () -> registry.insights().manifests(APP, Manifest.Query.all(ALL)));
        assertThat(registry.insights().tagged(APP, ALL).items()).isEmpty();
        put(APP, image(APP));

        assertRefused(ErrorCode.TAG_UNKNOWN, () -> registry.insights().image(APP, new Tag("v1")));
        assertThat(registry.insights().tags(APP, FIRST).items()).isEmpty();
        assertThat(registry.insights().sizes().of(APP)).isZero();
    }

    @Test
    void manifestsAreListedWithAndWithoutTags() {
        Digest untagged = put(APP, image(APP)).digest();
        Digest tagged = put(APP, "v1", image(APP)).digest();

        Page<Manifest.Details> all = registry.insights().manifests(APP, Manifest.Query.all(ALL));
        assertThat(all.items()).extracting(Manifest.Details::digest).containsExactlyInAnyOrder(untagged, tagged);
        assertThat(all.items())
                .filteredOn(manifest -> manifest.digest().equals(tagged))
                .extracting(Manifest.Details::tags)
                .containsExactly(List.of(new Tag("v1")));
        assertThat(registry.insights()
                        .manifests(APP, Manifest.Query.untagged(ALL))
                        .items())
                .extracting(Manifest.Details::digest)
                .containsExactly(untagged);
    }

    @Test
    void aRepositoryIsFoundByItsPathAndByThoseAboveIt() {
        put(APP, "v1", image(APP));
        put(OTHER, "v1", image(OTHER));

        assertThat(registry.insights().repository(APP).published()).contains(clock.instant());
        assertThat(registry.insights()
                        .tagged(new RepositoryName("team"), PageRequest.first(1))
                        .items())
                .extracting(each -> each.name())
                .containsExactly(APP);
        assertThat(registry.insights().sizes().below(new RepositoryName("team")))
                .isEqualTo(2_000);
    }

    /** There are 2^30 paths from the top to the bottom: a walk along each of them does not end. */
    @Test
    @Timeout(60)
    void aDiamondOfIndexesHasTheSizeOfItsImagesNotOfItsPaths() {
        Descriptor left = described(image(APP));
        Descriptor right = described(image(APP));
        for (int i = 0; i < 30; i++) {
            Descriptor above = described(ManifestText.index(left, right));
            right = described(ManifestText.index(left, right).annotated("side", "right"));
            left = above;
        }
        ManifestText top = ManifestText.index(left, right);
        put(APP, "diamond", top);

        assertThat(registry.insights().sizes().of(APP)).isEqualTo(2_000);
        assertThat(registry.insights().image(APP, new Tag("diamond")).tag().digest())
                .isEqualTo(top.digest());
    }

    private Descriptor described(ManifestText manifest) {
        put(APP, manifest);
        return manifest.descriptor();
    }

    @Test
    void repositoriesAreListedWithTheirSizes() {
        put(APP, "v1", image(APP));
        put(OTHER, image(OTHER));
        RepositoryName app = APP;

        Page<SizedRepository> all =
                registry.insights().sizes().repositories(RepositoryQuery.all(PageRequest.first(10)), every -> true);

        assertThat(all.items()).extracting(SizedRepository::name).isSorted().contains(APP, OTHER);
        for (SizedRepository each : all.items()) {
            assertThat(each.size()).isEqualTo(each.name().equals(app) ? 1_000 : 0);
            assertThat(each.details()).isEqualTo(registry.insights().repository(each.name()));
        }
        Page<SizedRepository> seen = registry.insights()
                .sizes()
                .repositories(RepositoryQuery.all(PageRequest.first(10)), name -> name.equals(app));
        assertThat(seen.items()).extracting(SizedRepository::name).containsExactly(app);
    }

    @Test
    void repositoriesBelowAPathAreListedInPages() {
        List<String> below = List.of("n/a", "n/a/b", "n/c", "n/d-e");
        for (String name : List.of("m", "n", "n-b/a", "n.c", "n/a", "n/a/b", "n/c", "n/d-e", "n0", "o")) {
            RepositoryName repository = new RepositoryName(name);
            put(repository, "v1", image(repository));
        }

        for (int limit = 1; limit <= below.size(); limit++) {
            List<String> found = new ArrayList<>();
            Optional<String> last = Optional.empty();
            Page<SizedRepository> page;
            do {
                page = registry.insights()
                        .sizes()
                        .repositories(
                                RepositoryQuery.below(new RepositoryName("n"), new PageRequest(limit, last)),
                                every -> true);
                page.items().forEach(each -> found.add(each.name().value()));
                last = Optional.of(found.get(found.size() - 1));
            } while (page.more());
            assertThat(found).isEqualTo(below);
        }
    }

    @Test
    void anImageIsDescribed() {
        Descriptor config = pushed(APP, CONFIG, ARM.getBytes(StandardCharsets.UTF_8));
        Descriptor layer = pushed(APP, generated.bytes(500));
        ManifestText text = ManifestText.image(config, layer, layer);
        put(APP, "v1", text);

        TaggedImage tagged = registry.insights().image(APP, new Tag("v1"));

        long size = text.bytes().remaining() + config.size() + layer.size();
        assertThat(tagged.tag())
                .isEqualTo(new TagDetails(
                        new Tag("v1"),
                        text.digest(),
                        text.mediaType(),
                        Optional.of(config.digest()),
                        ArtifactKind.IMAGE,
                        size,
                        clock.instant(),
                        clock.instant()));
        Image image = tagged.image();
        assertThat(image.size()).hasValue(size);
        assertThat(image.digest()).isEqualTo(text.digest());
        assertThat(image.listed()).isEmpty();
        assertThat(image.config().orElseThrow().digest()).isEqualTo(config.digest());
        assertThat(image.config().orElseThrow().platform())
                .contains(new ImagePlatform("arm64", "linux", Optional.of("v8"), Optional.of("6.1")));
        assertThat(registry.insights().sizes().of(APP)).isEqualTo(layer.size());
    }

    @Test
    void anIndexIsDescribedWithWhatItLists() {
        Descriptor shared = pushed(APP, generated.bytes(500));
        ManifestText one = ManifestText.image(pushed(APP, CONFIG, generated.bytes(10)), shared);
        ManifestText two = ManifestText.image(pushed(APP, CONFIG, generated.bytes(10)), shared);
        put(APP, one);
        put(APP, two);
        ManifestText inner = ManifestText.index(one.descriptor());
        put(APP, inner);
        ManifestText outer = ManifestText.index(inner.descriptor(), inner.descriptor(), two.descriptor());
        put(APP, "all", outer);

        Image image = registry.insights().image(APP, new Tag("all")).image();

        assertThat(image.config()).isEmpty();
        assertThat(image.listed())
                .extracting(Image::digest)
                .containsExactly(inner.digest(), inner.digest(), two.digest());
        assertThat(image.listed().get(0).listed()).extracting(Image::digest).containsExactly(one.digest());
        assertThat(image.listed().get(1).listed()).isEmpty();
        long images = 10L + 500 + one.bytes().remaining();
        assertThat(image.listed().get(0).size()).hasValue(inner.bytes().remaining() + images);
        assertThat(image.listed().get(1).size()).hasValue(inner.bytes().remaining() + images);
        assertThat(image.size())
                .hasValue(outer.bytes().remaining()
                        + inner.bytes().remaining()
                        + images
                        + two.bytes().remaining()
                        + 10);
        assertThat(registry.insights().sizes().of(APP)).isEqualTo(500);
    }
}
