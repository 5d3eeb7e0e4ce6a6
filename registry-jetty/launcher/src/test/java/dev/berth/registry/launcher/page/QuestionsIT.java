package dev.berth.registry.launcher.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.launcher.assembly.RunningServer;
import dev.berth.registry.launcher.page.ViewedPage.View;
import dev.berth.registry.testing.FullBuild;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions of a first-time viewer of the web page, on a registry with PostgreSQL and a past of 200 days. */
@SuppressWarnings("NullAway.Init")
@FullBuild
class QuestionsIT {
    /** Content of some age, and a month of figures. */
    private static final List<String> PAST = List.of(
            "UPDATE tags SET created = created - interval '200 days', updated = updated - interval '200 days'"
                    + " WHERE name IN ('v2.3.0', 'v2.3.1')",
            "UPDATE manifests SET review_since = review_since - random() * interval '23 hours'"
                    + " WHERE review_since IS NOT NULL",
            "UPDATE blob_links SET review_since = NULL, review_reason = NULL",
            "INSERT INTO daily_figures (day, measured, repositories, blobs, bytes, shared, linked)"
                    + " SELECT current_date - n, now() - n * interval '1 day', 8, 300 - n,"
                    + " 8000000 - n * 150000 - n * n * 2000, 1000000, 9000000"
                    + " FROM generate_series(1, 29) n ON CONFLICT DO NOTHING",
            "INSERT INTO usage_days SELECT r.id, current_date - n, 20 + (n * 7919) % 40, 3 + (n * 31) % 9 FROM"
                    + " repositories r, generate_series(1, 29) n WHERE r.path LIKE 'shop/%' ON CONFLICT DO NOTHING");

    @TempDir
    static Path folder;

    static PageDatabase database;
    static RunningServer server;
    static Browser browser;
    static ViewedPage page;

    @BeforeAll
    static void start() throws Exception {
        Browser.require();
        database = PageDatabase.start(folder);
        try (RunningServer first = database.serve()) {
            PageContent content = new PageContent(first.server().uri(), "");
            PageShop.push(content, ViewedPage.HOSTILE);
            content.image("shop/frontend", "base", "{}", 1_500_000);
            content.image("shop/frontend", "old", PageShop.config("linux", "amd64", "old"), 700_000);
            content.send("DELETE", "/v2/shop/frontend/manifests/old", "", new byte[0], 202);
            share(content);
        }
        database.execute(PAST);
        server = database.serve();
        browser = Browser.start(folder);
        page = new ViewedPage(browser, server.server().uri());
        browser.look(1280, "light");
    }

    /** A layer of one repository is mounted in another. */
    private static void share(PageContent content) throws Exception {
        String layer = content.blob("shop/frontend", new byte[300_000]);
        content.send("POST", "/v2/shop/backend/blobs/uploads/?from=shop/frontend&mount=" + layer, "", new byte[0], 201);
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable each : new AutoCloseable[] {browser, server, database}) {
            if (each != null) {
                each.close();
            }
        }
    }

    /** And: what will be gone tomorrow? */
    @Test
    void whichRepositoryUsesMost() throws Exception {
        database.await("count(*) > 0 FROM daily_figures WHERE day = current_date AND bytes > 3000000");
        page.show(new View("overview", "#/", "will be gone in 24 hours"));
        assertThat(browser.run("return document.querySelector('.ranked a').innerText")
                        .asText())
                .isEqualTo("shop/frontend");
        assertThat(browser.run("return document.querySelector('.forecast b').innerText")
                        .asText())
                .as("bytes that will be gone tomorrow")
                .endsWith("KiB");
        browser.click("shop/frontend");
        browser.await("docker pull");
    }

    @Test
    void whyItsBytesDoNotShrink() throws Exception {
        page.visit("#/repository/shop/frontend");
        browser.await("4 tags shown");
        browser.click("Space");
        browser.await("a tag was deleted");
        assertThat(browser.text())
                .contains("In use", "Waiting for review", "Shared with other repositories", "293 KiB", "685 KiB");
        page.inspect("space");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void whichTagsWereNotPulledFor90Days() throws Exception {
        page.visit("#/repository/shop/frontend");
        browser.await("4 tags shown");
        browser.click("Unused");
        browser.await("2 tags shown");
        assertThat(browser.text()).contains("v2.3.0", "v2.3.1").doesNotContain("v2.4.0");
        page.inspect("unused");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void whoRefersToThisImage() throws Exception {
        page.visit("#/repository/shop/backend");
        browser.await("1 tag shown");
        assertThat(browser.text()).contains("signed");
        browser.click("v1.0.0");
        browser.await("Layers");
        browser.click("Referrers");
        browser.await("SBOM");
        assertThat(browser.text()).contains("signature", "application/spdx+json");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void whatWillBeGoneTomorrow() throws Exception {
        page.show(new View("collection", "#/collection", "will be gone in 24 hours"));
        assertThat(browser.run("return document.querySelectorAll('.forecast rect').length")
                        .asInt())
                .isPositive();
    }

    @Test
    void stateOfTheServer() throws Exception {
        page.show(new View("health", "#/health", "Effective configuration"));
        assertThat(browser.text())
                .contains("Connections to the database", "All changes are applied", "The server is ready")
                .doesNotContain(PageDatabase.PASSWORD, "No statement has run");
        browser.click("Slowest");
        browser.type("Filter", "pool");
        browser.run("document.querySelector('input[type=checkbox]').click()");
        browser.await("database.pool.maxopen");
        assertThat(browser.complaints()).isEmpty();
    }
}
