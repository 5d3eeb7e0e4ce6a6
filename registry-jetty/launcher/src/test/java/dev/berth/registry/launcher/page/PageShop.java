package dev.berth.registry.launcher.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Content like that of a company: images of several platforms, a chart, a signature, an SBOM, builds, an attacker. */
final class PageShop {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PageShop() {}

    /** Pushes it; answers the digest of an image of a frontend. */
    static String push(PageContent content, String hostile) throws Exception {
        String frontend = "";
        for (String version : List.of("v2.3.0", "v2.3.1", "v2.4.0")) {
            frontend = frontend(content, version);
        }
        String backend =
                content.image("shop/backend", "v1.0.0", config("linux", "amd64", "backend"), 800_000, 120_000, 3_000);
        content.referrer(
                "shop/backend", backend, "application/vnd.dev.cosign.artifact.sig.v1+json", "{\"critical\": {}}");
        content.referrer("shop/backend", backend, "application/spdx+json", sbom("openssl"));
        for (int i = 1; i <= 130; i++) {
            content.image("shop/jobs", "build-" + i, config("linux", "amd64", "job " + i), 700);
        }
        content.chart("charts/shop", "1.4.2", "replicas: 3\nimage:\n  tag: v2.4.0\n");
        content.image("library/postgres", "16", config("linux", "amd64", "postgres"), 1_500_000, 400_000);
        content.image("tools/a-team-with-a-long-name/an-even-longer-name-of-a-repository", "latest", "{}", 90_000);
        hostile(content, hostile);
        content.send("DELETE", "/v2/shop/jobs/manifests/build-1", "", new byte[0], 202);
        content.send("DELETE", "/v2/shop/jobs/manifests/build-2", "", new byte[0], 202);
        return frontend;
    }

    private static String frontend(PageContent content, String version) throws Exception {
        String amd64 = content.image(
                "shop/frontend", "unused-" + version, config("linux", "amd64", version), 500_000, 60_000, 4_000);
        String arm64 = content.image(
                "shop/frontend", "unused-" + version, config("linux", "arm64", version), 480_000, 60_000, 4_000);
        content.send("DELETE", "/v2/shop/frontend/manifests/unused-" + version, "", new byte[0], 202);
        content.index("shop/frontend", version, List.of("linux/amd64", "linux/arm64"), List.of(amd64, arm64));
        return amd64;
    }

    private static void hostile(PageContent content, String hostile) throws Exception {
        String config = JSON.writeValueAsString(Map.of(
                "os",
                hostile,
                "architecture",
                "amd64",
                "config",
                Map.of(
                        "Env", List.of("EVIL=" + hostile),
                        "Labels", Map.of(hostile, hostile),
                        "Cmd", List.of(hostile),
                        "User", hostile),
                "history",
                List.of(Map.of("created_by", "LABEL " + hostile))));
        byte[] bytes = config.getBytes(StandardCharsets.UTF_8);
        String digest = content.blob("hostile/content", bytes);
        Map<String, Object> manifest = Map.of(
                "schemaVersion", 2,
                "mediaType", PageContent.MANIFEST,
                "config",
                        Map.of(
                                "mediaType",
                                "application/vnd.oci.image.config.v1+json",
                                "digest",
                                digest,
                                "size",
                                bytes.length),
                "layers", List.of(),
                "annotations", Map.of(hostile, hostile, "org.opencontainers.image.title", hostile));
        content.put("hostile/content", "v1", PageContent.MANIFEST, JSON.writeValueAsString(manifest));
    }

    /** An SBOM of 300 packages. */
    static String sbom(String name) throws Exception {
        List<Map<String, String>> packages = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            packages.add(Map.of("name", name + i, "versionInfo", "3.0." + i, "licenseConcluded", "Apache-2.0"));
        }
        return JSON.writeValueAsString(Map.of(
                "spdxVersion",
                "SPDX-2.3",
                "name",
                name,
                "creationInfo",
                Map.of("created", "2026-10-01T12:00:00Z", "creators", List.of("Tool: syft")),
                "packages",
                packages));
    }

    /** A statement about an image. */
    static String attestation(String name) throws Exception {
        return JSON.writeValueAsString(Map.of(
                "_type",
                "https://in-toto.io/Statement/v1",
                "predicateType",
                "https://slsa.dev/provenance/v1",
                "subject",
                List.of(Map.of("name", name, "digest", Map.of("sha256", "ab".repeat(32)))),
                "predicate",
                Map.of("runDetails", Map.of("builder", Map.of("id", name)))));
    }

    /** The config of an image. */
    static String config(String os, String architecture, String text) throws Exception {
        return JSON.writeValueAsString(Map.of(
                "os",
                os,
                "architecture",
                architecture,
                "created",
                "2026-10-01T12:00:00Z",
                "config",
                Map.of(
                        "Env", List.of("PATH=/usr/local/bin:/usr/bin:/bin", "VERSION=" + text),
                        "Entrypoint", List.of("/usr/bin/app"),
                        "Cmd", List.of("--port", "8080"),
                        "ExposedPorts", Map.of("8080/tcp", Map.of()),
                        "Labels", Map.of("org.opencontainers.image.source", "https://example.com/shop")),
                "history",
                List.of(
                        Map.of("created_by", "/bin/sh -c #(nop) ADD file:4f2c in / "),
                        Map.of("created_by", "ENV VERSION=" + text, "empty_layer", true),
                        Map.of("created_by", "RUN /bin/sh -c apt-get install -y app # buildkit")),
                "rootfs",
                Map.of("type", "layers", "diff_ids", List.of())));
    }
}
