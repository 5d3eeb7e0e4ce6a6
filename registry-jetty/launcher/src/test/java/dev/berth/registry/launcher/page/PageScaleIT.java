package dev.berth.registry.launcher.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.launcher.page.ViewedPage.View;
import dev.berth.registry.testing.FullBuild;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * The views of a registry with 10,000 repositories, one of which has very many tags. Bytes of transfer and the CPU time
 * of the server are reported, not claimed. The property {@code berth.page.tags} sets the number of tags, 1000000 for
 * example, and {@code berth.page.loads} that of the loads measured, 200 for example.
 */
@FullBuild
class PageScaleIT {
    private static final int TAGS = Integer.getInteger("berth.page.tags", 50_000);
    private static final int LOADS = Integer.getInteger("berth.page.loads", 20);
    private static final int MOST_ELEMENTS = 6_000;

    private static final List<String> CONTENT = List.of(
            "INSERT INTO repositories (path, bucket, created) SELECT 'group-' || n % 20 || '/team-' || n % 400 ||"
                    + " '/app-' || n, 0, now() FROM generate_series(1, 9999) n",
            "INSERT INTO repository_sizes (repository, size, tags) SELECT id, (id * 7919) % 1000000 * 1000, 1"
                    + " FROM repositories WHERE path LIKE 'group-%'",
            "INSERT INTO tags (repository, name, digest, bucket, created, updated, kind)"
                    + " SELECT t.repository, 'build-' || n, t.digest, t.bucket, now() - n * interval '10 minutes',"
                    + " now() - n * interval '10 minutes', t.kind FROM tags t, generate_series(1, " + TAGS + ") n",
            "ANALYZE");

    private static final View FIRST = new View("overview", "#/", "Largest");

    private static final List<View> VIEWS = List.of(
            FIRST,
            new View("repositories", "#/repositories", "shown"),
            new View("namespace", "#/repositories/group-1", "shown"),
            new View("tags", "#/repository/huge/app", "100 tags shown"),
            new View("unused", "#/repository/huge/app?show=unused", "shown"),
            new View("space", "#/repository/huge/app?show=space", "All content"),
            new View("deleted", "#/repository/huge/app?show=deleted", "No deleted tag"),
            new View("collection", "#/collection", "will be gone"),
            new View("search", "#/search?text=build-1", "100 tags shown"),
            // The server reads thousands of other tags first, and answers pages without items.
            new View("late", "#/search?text=d-4", "tags shown"));

    @TempDir
    Path folder;

    @Test
    void noViewLoadsEverything(TestReporter reporter) throws Exception {
        Browser.require();
        try (PageDatabase database = PageDatabase.start(folder);
                PageProcess server = database.launch();
                Browser browser = Browser.start(folder)) {
            PageContent content = new PageContent(server.uri(), "");
            content.image("huge/app", "latest", PageShop.config("linux", "amd64", "app"), 3_000);
            database.execute(CONTENT);
            browser.look(1280, "light");
            for (View view : VIEWS) {
                reporter.publishEntry("page " + view.name(), transfer(server, browser, view));
                if (view.equals(FIRST)) {
                    ViewLoad load = ViewLoad.of(browser);
                    reporter.publishEntry("page first", cost(database, server, load));
                    reporter.publishEntry("page again", cost(database, server, load.ofData()));
                }
            }
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static String transfer(PageProcess server, Browser browser, View view) throws Exception {
        browser.forget();
        new ViewedPage(browser, server.uri()).open(view.address());
        browser.await(view.text());
        int elements =
                browser.run("return document.querySelectorAll('*').length").asInt();
        assertThat(elements).as("elements of %s", view.name()).isLessThan(MOST_ELEMENTS);
        long bytes = browser.run("""
            return performance.getEntries().reduce((sum, each) => sum + (each.transferSize ?? 0), 0)\
            """).asLong();
        return bytes + " bytes of transfer, " + elements + " elements, " + TAGS + " tags";
    }

    /** The mean of repeated loads by a server that has answered as many before. */
    private static String cost(PageDatabase database, PageProcess server, ViewLoad load) throws Exception {
        load.repeat(LOADS);
        Duration cpu = server.cpu();
        Duration compilation = server.compilation();
        Duration statements = database.cpu();
        load.repeat(LOADS);
        return load.requests().size() + " requests, "
                + server.cpu().minus(cpu).dividedBy(LOADS).toNanos() / 1_000 + " us of CPU time of the server, "
                + server.compilation().minus(compilation).dividedBy(LOADS).toNanos() / 1_000
                + " us of it in the compiler, "
                + database.cpu().minus(statements).dividedBy(LOADS).toNanos() / 1_000 + " us of PostgreSQL";
    }
}
