package dev.berth.registry.specification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.stream.StreamSupport;

/** A list of referrers as a registry answered it (section "Listing Referrers"). */
record Referrers(Answer answer, List<JsonNode> descriptors) {

    static Referrers of(Repository repository, String subject) throws IOException, InterruptedException {
        return get(repository, repository.referrers(subject));
    }

    static Referrers ofType(Repository repository, String subject, String type)
            throws IOException, InterruptedException {
        Referrers filtered = get(repository, Repository.with(repository.referrers(subject), "artifactType", type));
        assertThat(filtered.answer().members("OCI-Filters-Applied")).containsExactly("artifactType");
        return filtered;
    }

    /** Exactly these, whatever else their descriptors say. */
    void contains(List<ObjectNode> expected) {
        assertThat(descriptors).as(answer.request()).hasSameSizeAs(expected);
        for (ObjectNode referrer : expected) {
            assertThat(descriptors).as(answer.request()).anyMatch(listed -> matches(listed, referrer));
        }
    }

    private static boolean matches(JsonNode listed, ObjectNode referrer) {
        for (String field : List.of("digest", "mediaType", "size")) {
            if (!listed.path(field).equals(referrer.path(field))) {
                return false;
            }
        }
        return listed.path("artifactType")
                        .asText()
                        .equals(referrer.path("artifactType").asText())
                && StreamSupport.stream(
                                ((Iterable<String>) () ->
                                                referrer.path("annotations").fieldNames())
                                        .spliterator(),
                                false)
                        .allMatch(key -> listed.path("annotations")
                                .path(key)
                                .equals(referrer.path("annotations").path(key)));
    }

    private static Referrers get(Repository repository, URI target) throws IOException, InterruptedException {
        Answer answer = repository.wire().get(target).is(200).has("Content-Type", MediaTypes.INDEX);
        JsonNode index = answer.json();
        assertThat(index.path("schemaVersion").asInt()).isEqualTo(2);
        assertThat(index.path("mediaType").asText()).isEqualTo(MediaTypes.INDEX);
        assertThat(index.path("manifests").isArray())
                .as("list of %s", answer.request())
                .isTrue();
        return new Referrers(
                answer,
                StreamSupport.stream(index.path("manifests").spliterator(), false)
                        .toList());
    }
}
