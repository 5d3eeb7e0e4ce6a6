package dev.berth.registry.rails;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replicates a repository as a secondary site of GitLab Geo does: the tags of which the digest differs are pulled from
 * the primary site with a token for pulls only and pushed to the secondary site, the others are deleted there.
 */
final class GeoSync {
    private static final String FOREIGN = "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip";
    private static final String BUILDKIT = "application/vnd.buildkit.cacheconfig";
    private static final Set<String> LISTS = Set.of(ImageClient.DOCKER_LIST, ImageClient.OCI_INDEX);
    private static final Pattern SIGNATURE = Pattern.compile("sha256-([0-9a-f]{64})(?:\\.(?:sig|att|sbom))?");
    private static final int DEEPEST = 5;

    private final String repository;
    private final ImageClient primary;
    private final ImageClient secondary;

    GeoSync(String repository, ImageClient primary, ImageClient secondary) {
        this.repository = repository;
        this.primary = primary;
        this.secondary = secondary;
    }

    void run() throws Exception {
        Map<String, String> wanted = tags(primary);
        Map<String, String> present = tags(secondary);
        for (Map.Entry<String, String> tag : wanted.entrySet()) {
            if (!tag.getValue().equals(present.get(tag.getKey()))) {
                sync(tag.getKey());
            }
        }
        for (Map.Entry<String, String> tag : present.entrySet()) {
            if (!tag.getValue().equals(wanted.get(tag.getKey()))) {
                // A tag that was moved has its new digest by now; the manifest of the old one goes.
                secondary.delete(repository, tag.getValue());
            }
        }
    }

    /** One request for the list, and a HEAD for each tag. */
    private Map<String, String> tags(ImageClient client) throws Exception {
        Map<String, String> tags = new TreeMap<>();
        for (String tag : client.tags(repository)) {
            client.digest(repository, tag).ifPresent(digest -> tags.put(tag, digest));
        }
        return tags;
    }

    private void sync(String tag) throws Exception {
        byte[] manifest = primary.manifestBytes(repository, tag);
        JsonNode parsed = new ObjectMapper().readTree(manifest);
        Optional<String> subject = subject(tag, parsed);
        if (subject.isPresent()) {
            syncSubject(subject.get(), 1);
        }
        syncContent(parsed);
        secondary.put(repository, tag, type(parsed, MissingNode.getInstance()), manifest);
    }

    private static Optional<String> subject(String reference, JsonNode manifest) {
        if (manifest.path("subject").isObject()) {
            return Optional.of(manifest.at("/subject/digest").asText());
        }
        Matcher signature = SIGNATURE.matcher(reference);
        return signature.matches() ? Optional.of("sha256:" + signature.group(1)) : Optional.empty();
    }

    private void syncSubject(String digest, int depth) throws Exception {
        if (depth > DEEPEST || secondary.hasManifest(repository, digest) || !primary.hasManifest(repository, digest)) {
            return;
        }
        byte[] manifest = primary.manifestBytes(repository, digest);
        JsonNode parsed = new ObjectMapper().readTree(manifest);
        Optional<String> nested = subject(digest, parsed);
        if (nested.isPresent()) {
            syncSubject(nested.get(), depth + 1);
        }
        syncContent(parsed);
        secondary.put(repository, digest, type(parsed, MissingNode.getInstance()), manifest);
    }

    private void syncContent(JsonNode manifest) throws Exception {
        JsonNode listed = manifest.path("manifests");
        if (LISTS.contains(manifest.path("mediaType").asText()) && !listed.isEmpty() && !isCache(listed)) {
            for (JsonNode child : listed) {
                String digest = child.path("digest").asText();
                byte[] bytes = primary.manifestBytes(repository, digest);
                JsonNode parsed = new ObjectMapper().readTree(bytes);
                syncBlobs(parsed);
                secondary.put(repository, digest, type(parsed, child), bytes);
            }
        } else {
            syncBlobs(manifest);
        }
    }

    /** The caches of BuildKit are indexes that list blobs. */
    private static boolean isCache(JsonNode listed) {
        for (JsonNode child : listed) {
            if (child.path("mediaType").asText().contains(BUILDKIT)) {
                return true;
            }
        }
        return false;
    }

    private void syncBlobs(JsonNode manifest) throws Exception {
        Set<String> digests = new HashSet<>();
        for (String member : List.of("layers", "manifests", "blobs")) {
            if (manifest.has(member)) {
                manifest.get(member).forEach(blob -> {
                    if (!blob.path("mediaType").asText().equals(FOREIGN)) {
                        digests.add(blob.path("digest").asText());
                    }
                });
                break;
            }
        }
        if (manifest.at("/config/digest").isTextual()) {
            digests.add(manifest.at("/config/digest").asText());
        }
        for (String digest : new ArrayList<>(digests)) {
            if (!secondary.hasBlob(repository, digest)) {
                secondary.push(repository, primary.blob(repository, digest));
            }
        }
    }

    private static String type(JsonNode manifest, JsonNode descriptor) {
        for (JsonNode from : List.of(manifest, descriptor)) {
            if (from.path("mediaType").isTextual()) {
                return from.path("mediaType").asText();
            }
        }
        return ImageClient.OCI;
    }
}
