package dev.berth.registry.launcher.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.registry.launcher.assembly.RunningServer;
import dev.berth.registry.launcher.page.ViewedPage.View;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents in the web page that people read, hostile and large ones among them. */
@SuppressWarnings("NullAway.Init")
class DocumentsIT {
    private static final String HOSTILE = ViewedPage.HOSTILE;
    private static final String IN_TOTO = "application/vnd.in-toto+json";
    private static final String SPDX = "application/spdx+json";

    @TempDir
    static Path folder;

    static RunningServer server;
    static PageContent content;
    static Browser browser;
    static ViewedPage page;

    @BeforeAll
    static void start() throws Exception {
        Browser.require();
        server = PageServer.open(folder);
        content = new PageContent(server.server().uri(), "");
        browser = Browser.start(folder);
        page = new ViewedPage(browser, server.server().uri());
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable each : new AutoCloseable[] {browser, server}) {
            if (each != null) {
                each.close();
            }
        }
    }

    @Test
    void showsTheValuesOfAHelmChart() throws Exception {
        content.chart("charts/shop", "1.4.2", "replicas: 3\n# " + HOSTILE + "\n");
        show("chart-values", "charts/shop?of=1.4.2", "replicas: 3");
    }

    @Test
    void showsThePackagesOfAnSbom() throws Exception {
        String image = content.image("sbom/app", "v1", "{}", 100);
        String sbom = content.referrer("sbom/app", image, SPDX, PageShop.sbom(HOSTILE));
        show("sbom", "sbom/app?of=" + sbom, "100 of 300 packages shown");
        assertThat(browser.text()).contains("SBOM, SPDX-2.3", "Tool: syft", "Apache-2.0", "<script>");
    }

    @Test
    void showsAnAttestation() throws Exception {
        String image = content.image("attested/app", "v1", "{}", 100);
        String statement = content.referrer("attested/app", image, IN_TOTO, PageShop.attestation(HOSTILE));
        show("attestation", "attested/app?of=" + statement, "https://slsa.dev/provenance/v1");
    }

    /** The browser shows the first rows of lists of any length. */
    @Test
    void showsAManifestOfAlmostFourMebibytes() throws Exception {
        Map<String, String> annotations = new LinkedHashMap<>();
        for (int i = 0; i < 38_000; i++) {
            annotations.put("org.example.annotation." + i, "value " + i + " ".repeat(50) + "end");
        }
        String layer = content.blob("large/app", new byte[10]);
        String empty = content.blob("large/app", "{}".getBytes(StandardCharsets.UTF_8));
        String manifest = new ObjectMapper()
                .writeValueAsString(Map.of(
                        "schemaVersion",
                        2,
                        "mediaType",
                        PageContent.MANIFEST,
                        "config",
                        Map.of("mediaType", "application/vnd.oci.empty.v1+json", "digest", empty, "size", 2),
                        "layers",
                        List.of(Map.of("mediaType", "application/octet-stream", "digest", layer, "size", 10)),
                        "annotations",
                        annotations));
        assertThat(manifest.length()).isBetween(3_500_000, 4 << 20);
        content.put("large/app", "v1", PageContent.MANIFEST, manifest);
        show("large", "large/app?of=v1&show=annotations", "100 of 38,000 annotations shown");
        page.visit("#/image/large/app?of=v1&show=manifest");
        browser.await("The first 195 KiB");
        assertThat(browser.complaints()).isEmpty();
    }

    /** The registry stores configs as they are: their members may have any form. */
    @Test
    void showsAConfigOfAnotherForm() throws Exception {
        content.image("odd/app", "v1", """
            {"os": {"a": 1}, "created": "yesterday", "history": {"created_by": ["RUN"]}, "config": {"Env": "A=1",
            "Entrypoint": {"0": "x"}, "Cmd": 7, "User": ["root"], "ExposedPorts": "80", "Labels": ["a", null]}}\
            """, 100);
        show("odd-config", "odd/app?of=v1", "A=1");
        assertThat(browser.text()).contains("yesterday", "History", "RUN");
    }

    private static void show(String name, String address, String text) throws Exception {
        page.show(new View(name, "#/image/" + address, text));
    }
}
