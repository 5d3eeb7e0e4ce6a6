package dev.berth.registry.specification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Repositories, their lists, and the registry as a whole. */
abstract class RepositoryClaims extends Claims {

    @Test
    void speaksTheProtocol() throws Exception {
        wire.get(wire.uri("/v2/")).is(200).has("Docker-Distribution-API-Version", "registry/2.0");
    }

    @Test
    void aRepositoryThatIsNotThereHasNothing() throws Exception {
        wire.get(repository.tags()).refuses(404, "NAME_UNKNOWN");
        Referrers.of(repository, unknownDigest()).contains(List.of());
    }

    @Test
    void refusesAMalformedSubject() throws Exception {
        wire.get(repository.referrers("sha256:short")).refuses(400, "DIGEST_INVALID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Upper/case", "a__b/-", "-a", "a..b", "a/_b"})
    void refusesANameThatIsNone(String name) throws Exception {
        wire.get(wire.uri("/v2/" + name + "/tags/list")).refuses(400, "NAME_INVALID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tags/list", "blobs/uploads", "manifests/latest"})
    void aNameMayLookLikeAPath(String end) throws Exception {
        Repository confusing = new Repository(wire, repository.name() + "/" + end);
        DataSet set = new DataSet("image", "sha256", generated)
                .with(content -> content.image().tag("image").add());

        new DataSetSteps(confusing, set).push();

        assertThat(wire.get(confusing.tags()).is(200).strings("tags")).containsExactly("image");
    }

    @Test
    void tagsComeInPages() throws Exception {
        List<String> tags = pushTags(5);

        assertThat(pages(Repository.with(repository.tags(), "n", "2"), "tags"))
                .containsExactly(tags.subList(0, 2), tags.subList(2, 4), tags.subList(4, 5));
        assertThat(pages(Repository.with(repository.tags(), "n", "5"), "tags")).containsExactly(tags);
        assertThat(pages(Repository.with(repository.tags(), "n", "0"), "tags")).containsExactly(List.of());
    }

    @Test
    void aPageMayBeginBehindWhatIsNotThere() throws Exception {
        List<String> tags = pushTags(3);

        URI target = Repository.with(repository.tags(), "last", tags.get(0) + "-and-more");

        assertThat(wire.get(target).is(200).strings("tags")).isEqualTo(tags.subList(1, 3));
    }

    @Test
    void theCatalogListsEveryRepository() throws Exception {
        pushTags(1);

        List<String> listed = new ArrayList<>();
        for (List<String> page : pages(Repository.with(wire.uri("/v2/_catalog"), "n", "3"), "repositories")) {
            assertThat(page).hasSizeLessThanOrEqualTo(3);
            listed.addAll(page);
        }

        assertThat(listed).contains(repository.name()).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void aManifestThatGoesIsNoReferrerAnyMore() throws Exception {
        DataSet set = new DataSet("referrer", "sha256", generated);
        ObjectNode subject = set.image().add();
        ObjectNode referrer =
                set.artifact(MediaTypes.SIGNATURE).subject(subject).add();
        new DataSetSteps(repository, set).push();

        wire.delete(repository.manifest(referrer.path("digest").asText())).is(202);

        Referrers.of(repository, subject.path("digest").asText()).contains(List.of());
    }

    @Test
    void aTypeNobodyHasHasNoReferrers() throws Exception {
        DataSet set = new DataSet("referrer", "sha256", generated);
        ObjectNode subject = set.image().add();
        set.artifact(MediaTypes.SIGNATURE).subject(subject).add();
        new DataSetSteps(repository, set).push();

        Referrers.ofType(repository, subject.path("digest").asText(), "application/vnd.example.other")
                .contains(List.of());
    }

    private List<String> pushTags(int number) throws Exception {
        DataSet set = new DataSet("tags", "sha256", generated);
        Draft image = set.image();
        for (int i = 0; i < number; i++) {
            image.tag((i % 2 == 0 ? "v" : "V") + i);
        }
        image.add();
        new DataSetSteps(repository, set).push();
        List<String> tags = new ArrayList<>(set.tags.keySet());
        Collections.sort(tags);
        return tags;
    }

    private List<List<String>> pages(URI first, String field) throws Exception {
        List<List<String>> pages = new ArrayList<>();
        for (Optional<URI> page = Optional.of(first); page.isPresent(); ) {
            Answer answer = wire.get(page.get()).is(200);
            pages.add(answer.strings(field));
            page = answer.next();
        }
        return pages;
    }
}
