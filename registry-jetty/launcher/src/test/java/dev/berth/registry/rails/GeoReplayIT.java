package dev.berth.registry.rails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.registry.rails.RailsClient.RailsPage;
import dev.berth.registry.testing.FullBuild;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A primary site on PostgreSQL and a secondary site in memory that GitLab Geo keeps equal. */
@FullBuild
class GeoReplayIT {
    private static final Duration DELIVERY = Duration.ofSeconds(30);
    private static final String APP = "group/app";

    private RailsTokens tokens;
    private RailsEvents events;
    private RailsRegistry primary;
    private RailsRegistry secondary;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        tokens = RailsTokens.create();
        events = RailsEvents.start();
        primary = RailsRegistry.start(Files.createDirectory(folder.resolve("primary")), tokens, events.configuration());
        secondary = RailsRegistry.start(
                Files.createDirectory(folder.resolve("secondary")), tokens, "storage: {inmemory: {}}");
    }

    @AfterEach
    void stop() {
        secondary.close();
        primary.close();
        events.close();
    }

    @Test
    void bothSitesHaveTheSameTags() throws Exception {
        List<String> pushed = pushEveryKind();
        awaitChange(APP);
        sync(APP);
        assertThat(tags(secondary, APP)).isEqualTo(tags(primary, APP)).hasSize(pushed.size());

        // A tag is moved, one is deleted by its name, and one with its manifest.
        primary.push(APP, "image", "another");
        ImageClient client = primary.images(APP);
        client.delete(APP, "cache");
        client.delete(APP, client.digest(APP, "docker").orElseThrow());
        awaitChange(APP);
        sync(APP);
        assertThat(tags(secondary, APP)).isEqualTo(tags(primary, APP)).hasSize(pushed.size() - 2);

        renamed();
        eventsAreReadable();
    }

    /** GitLab renames both sites; then tags are pushed to the new name. */
    private void renamed() throws Exception {
        for (RailsRegistry site : List.of(primary, secondary)) {
            assertThat(site.rails(tokens.renaming(APP)).rename(APP, "moved", false))
                    .isEqualTo("ok");
        }
        primary.push("group/moved", "after", "after the rename");
        awaitChange("group/moved");
        sync("group/moved");
        assertThat(tags(secondary, "group/moved"))
                .isEqualTo(tags(primary, "group/moved"))
                .anyMatch(tag -> tag.startsWith("after@"))
                .anyMatch(tag -> tag.startsWith("index@"));
    }

    /** The rename itself is refused by GitLab, with every envelope it is in, and holds nothing up. */
    private void eventsAreReadable() {
        List<JsonNode> accepted = events.accepted();
        assertThat(accepted).noneMatch(event -> event.path("action").asText().equals("rename"));
        assertThat(accepted)
                .as("push of a tag")
                .anyMatch(event -> event.path("action").asText().equals("push")
                        && event.at("/target/tag").asText().equals("image")
                        && event.at("/target/mediaType").asText().equals(ImageClient.OCI));
        assertThat(accepted)
                .as("delete of a tag")
                .anyMatch(event -> event.path("action").asText().equals("delete")
                        && event.at("/target/tag").asText().equals("cache"));
        assertThat(accepted)
                .as("delete of a manifest")
                .anyMatch(event -> event.path("action").asText().equals("delete")
                        && event.at("/target/digest").asText().startsWith("sha256:")
                        && !event.path("target").has("tag"));
        assertThat(accepted)
                .as("push of a person")
                .anyMatch(event -> event.at("/actor/name").asText().equals("ann")
                        && event.at("/actor/user_type").asText().equals("personal_access_token")
                        && event.at("/actor/user").asText().contains("."));
    }

    /** Pushes are only known by their events. */
    private void awaitChange(String repository) {
        await().atMost(DELIVERY)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(events.takeChanged()).contains(repository));
        await().pollDelay(Duration.ofMillis(300)).until(() -> true);
        Set<String> rest = events.takeChanged();
        assertThat(rest).isSubsetOf(repository);
    }

    private void sync(String repository) throws Exception {
        ImageClient pulling = new ImageClient(primary.uri(), tokens.pull(repository));
        new GeoSync(repository, pulling, secondary.images(repository)).run();
    }

    /** The sorted list of tag and digest, by the API of GitLab. */
    private List<String> tags(RailsRegistry site, String repository) throws Exception {
        RailsPage page = site.rails(tokens.pull(repository)).tags(repository, 1_000, Map.of("sort", "name"));
        List<String> tags = new ArrayList<>();
        page.items()
                .forEach(tag -> tags.add(
                        tag.get("name").asText() + "@" + tag.get("digest").asText()));
        return tags;
    }

    private List<String> pushEveryKind() throws Exception {
        ImageClient client = primary.images(APP);
        put(client, "image", ImageClient.OCI, RailsRegistry.image(client, APP, "image"));
        byte[] image = RailsRegistry.image(client, APP, "base");
        put(client, "docker", ImageClient.DOCKER, docker(client));
        put(client, "untyped", ImageClient.OCI, untyped(image));
        put(client, "index", ImageClient.OCI_INDEX, index(client, ImageClient.OCI_INDEX, ImageClient.OCI, image));
        byte[] child = untyped(RailsRegistry.image(client, APP, "child"));
        put(client, "list", ImageClient.DOCKER_LIST, index(client, ImageClient.DOCKER_LIST, ImageClient.OCI, child));
        put(client, "cache", ImageClient.OCI_INDEX, cache(client));
        put(
                client,
                "sha256-" + ImageClient.digest(image).substring(7) + ".sig",
                ImageClient.OCI,
                signature(client, image));
        ImageClient ann = new ImageClient(primary.uri(), tokens.user("ann", APP));
        ann.put(APP, "by-ann", ImageClient.OCI, image);
        return client.tags(APP);
    }

    private static void put(ImageClient client, String tag, String type, byte[] manifest) throws Exception {
        assertThat(client.put(APP, tag, type, manifest)).isEqualTo(ImageClient.digest(manifest));
    }

    /** An image of Windows: its base layer is at an address and not in the registry. */
    private static byte[] docker(ImageClient client) throws Exception {
        byte[] config = bytes("{\"os\":\"windows\"}");
        byte[] layer = bytes("a layer of windows");
        client.push(APP, config);
        client.push(APP, layer);
        return bytes("""
            {"schemaVersion":2,"mediaType":"%s",
            "config":{"mediaType":"application/vnd.docker.container.image.v1+json","size":%d,"digest":"%s"},
            "layers":[{"mediaType":"application/vnd.docker.image.rootfs.foreign.diff.tar.gzip","size":5,"digest":"%s",
            "urls":["https://images.example.com/base"]},
            {"mediaType":"application/vnd.docker.image.rootfs.diff.tar.gzip","size":%d,"digest":"%s"}]}\
            """.formatted(
                        ImageClient.DOCKER,
                        config.length,
                        ImageClient.digest(config),
                        ImageClient.digest(bytes("elsewhere")),
                        layer.length,
                        ImageClient.digest(layer)));
    }

    private static byte[] untyped(byte[] manifest) {
        String text = new String(manifest, StandardCharsets.UTF_8);
        return bytes(text.replaceFirst("\"mediaType\":\"[^\"]+\",", ""));
    }

    private static byte[] index(ImageClient client, String type, String childType, byte[] child) throws Exception {
        String digest = client.put(APP, ImageClient.digest(child), ImageClient.OCI, child);
        return bytes("""
            {"schemaVersion":2,"mediaType":"%s","manifests":[{"mediaType":"%s","size":%d,"digest":"%s",
            "platform":{"architecture":"amd64","os":"linux"}}]}\
            """.formatted(type, childType, child.length, digest));
    }

    private static byte[] cache(ImageClient client) throws Exception {
        byte[] layer = bytes("a layer of a cache");
        byte[] config = bytes("{\"layers\":[]}");
        client.push(APP, layer);
        client.push(APP, config);
        return bytes("""
            {"schemaVersion":2,"mediaType":"%s","manifests":[
            {"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","size":%d,"digest":"%s"},
            {"mediaType":"application/vnd.buildkit.cacheconfig.v0","size":%d,"digest":"%s"}]}\
            """.formatted(
                        ImageClient.OCI_INDEX,
                        layer.length,
                        ImageClient.digest(layer),
                        config.length,
                        ImageClient.digest(config)));
    }

    private static byte[] signature(ImageClient client, byte[] subject) throws Exception {
        byte[] payload = bytes("a signature");
        byte[] config = bytes("{}");
        client.push(APP, payload);
        client.push(APP, config);
        return bytes("""
            {"schemaVersion":2,"mediaType":"%s",
            "config":{"mediaType":"application/vnd.oci.image.config.v1+json","size":%d,"digest":"%s"},
            "layers":[{"mediaType":"application/vnd.dev.cosign.simplesigning.v1+json","size":%d,"digest":"%s"}],
            "subject":{"mediaType":"%s","size":%d,"digest":"%s"}}\
            """.formatted(
                        ImageClient.OCI,
                        config.length,
                        ImageClient.digest(config),
                        payload.length,
                        ImageClient.digest(payload),
                        ImageClient.OCI,
                        subject.length,
                        ImageClient.digest(subject)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
