package dev.berth.registry.specification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.registry.specification.DataSet.Document;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The requests of a client with a data set in a separate repository. */
final class DataSetSteps {
    private final Repository repository;
    private final DataSet set;

    DataSetSteps(Repository repository, DataSet set) {
        this.repository = repository;
        this.set = set;
    }

    /** Blobs, manifests by digest, and the same manifests again by tag. */
    void push() throws IOException, InterruptedException {
        pushBlobs();
        for (Document manifest : set.manifests.values()) {
            push(manifest, manifest.digest());
        }
        for (Map.Entry<String, Document> tag : set.tags.entrySet()) {
            push(tag.getValue(), tag.getKey());
        }
    }

    /** Pushes until a manifest is refused because something it names is not there. */
    void refuseMissing() throws IOException, InterruptedException {
        pushBlobs();
        List<Answer> answers = new ArrayList<>();
        for (Document manifest : set.manifests.values()) {
            answers.add(repository.put(
                    repository.manifest(manifest.digest()),
                    manifest.mediaType(),
                    manifest.content().bytes()));
        }
        Answer last = answers.get(answers.size() - 1);
        last.is(400, 404).refuses(last.status(), "MANIFEST_BLOB_UNKNOWN");
    }

    void listTags() throws IOException, InterruptedException {
        if (set.tags.isEmpty()) {
            return;
        }
        List<String> sorted = new ArrayList<>(set.tags.keySet());
        Collections.sort(sorted);
        Answer all = repository.wire().get(repository.tags()).is(200);
        assertThat(all.strings("tags")).isEqualTo(sorted);
        assertThat(all.json().path("name").asText()).isEqualTo(repository.name());

        String middle = sorted.get(sorted.size() / 2);
        Answer rest = repository
                .wire()
                .get(Repository.with(repository.tags(), "last", middle))
                .is(200);
        assertThat(rest.strings("tags")).isEqualTo(sorted.subList(sorted.size() / 2 + 1, sorted.size()));
    }

    void read() throws IOException, InterruptedException {
        for (Content blob : set.blobs.values()) {
            repository.hasBlob(blob);
        }
        for (Document manifest : set.manifests.values()) {
            read(manifest, manifest.digest());
        }
        for (Map.Entry<String, Document> tag : set.tags.entrySet()) {
            read(tag.getValue(), tag.getKey());
        }
    }

    void listReferrers() throws IOException, InterruptedException {
        for (Map.Entry<String, List<ObjectNode>> entry : set.referrers.entrySet()) {
            Referrers.of(repository, entry.getKey()).contains(entry.getValue());
            for (ObjectNode referrer : entry.getValue()) {
                String type = referrer.path("artifactType").asText();
                if (!type.isEmpty()) {
                    Referrers.ofType(repository, entry.getKey(), type).contains(withType(entry.getValue(), type));
                }
            }
        }
    }

    /** Tags go, what they named stays. */
    void deleteTags() throws IOException, InterruptedException {
        for (Map.Entry<String, Document> tag : set.tags.entrySet()) {
            repository.wire().delete(repository.manifest(tag.getKey())).is(202);
            repository.headManifest(tag.getKey()).is(404);
            repository.headManifest(tag.getValue().digest()).is(200);
        }
    }

    /** Referrers are deleted before their subjects. */
    void deleteContent() throws IOException, InterruptedException {
        List<String> digests = new ArrayList<>(set.manifests.keySet());
        Collections.reverse(digests);
        for (String digest : digests) {
            repository.wire().delete(repository.manifest(digest)).is(202);
            repository.headManifest(digest).is(404);
        }
        for (String digest : set.blobs.keySet()) {
            repository.losesBlob(digest);
        }
        assertThat(repository.wire().get(repository.tags()).is(200).strings("tags"))
                .isEmpty();
    }

    private void pushBlobs() throws IOException, InterruptedException {
        for (Content blob : set.blobs.values()) {
            repository.push(blob);
        }
    }

    private void push(Document manifest, String reference) throws IOException, InterruptedException {
        Answer created = repository
                .put(
                        repository.manifest(reference),
                        manifest.mediaType(),
                        manifest.content().bytes())
                .is(201)
                .has("Docker-Content-Digest", manifest.digest());
        JsonNode subject = manifest.json().path("subject").path("digest");
        if (!subject.isMissingNode()) {
            created.has("OCI-Subject", subject.asText());
        }
        repository
                .wire()
                .get(created.location())
                .is(200)
                .carries(manifest.content())
                .has("Content-Type", manifest.mediaType());
    }

    private void read(Document manifest, String reference) throws IOException, InterruptedException {
        repository
                .headManifest(reference)
                .is(200)
                .hasBody(new byte[0])
                .has("Content-Length", manifest.content().size())
                .has("Content-Type", manifest.mediaType())
                .has("Docker-Content-Digest", manifest.digest());
        repository.getManifest(reference).is(200).carries(manifest.content()).has("Content-Type", manifest.mediaType());
    }

    private static List<ObjectNode> withType(List<ObjectNode> referrers, String type) {
        return referrers.stream()
                .filter(referrer -> referrer.path("artifactType").asText().equals(type))
                .toList();
    }
}
