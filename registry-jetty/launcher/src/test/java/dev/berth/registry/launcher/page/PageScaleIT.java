package dev.berth.registry.launcher.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dev.berth.registry.launcher.assembly.RunningServer;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * The views of a registry with 10,000 repositories, one of which has very many tags. Bytes of transfer and the CPU time
 * of the server are reported, not claimed. The property {@code berth.page.tags} sets the number of tags, 1000000 for
 * example.
 */
class PageScaleIT {
    private static final int TAGS = Integer.getInteger("berth.page.tags", 50_000);
    private static final int LOADS = 5;
    /** Enough for most views; questions to the browser while it loads would count as work of the server. */
    private static final int PAUSE_MILLIS = 700;

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

    @TempDir
    Path folder;

    @Test
    void noViewLoadsEverything(TestReporter reporter) throws Exception {
        Browser.require();
        try (PageDatabase database = PageDatabase.start(folder);
                RunningServer server = database.serve();
                Browser browser = Browser.start(folder)) {
            PageContent content = new PageContent(server.server().uri(), "");
            content.image("huge/app", "latest", PageShop.config("linux", "amd64", "app"), 3_000);
            database.execute(CONTENT);
            browser.look(1280, "light");
            ViewedPage page = new ViewedPage(browser, server.server().uri());
            report(reporter, page, "overview", "#/", "Largest");
            report(reporter, page, "repositories", "#/repositories", "shown");
            report(reporter, page, "namespace", "#/repositories/group-1", "shown");
            report(reporter, page, "tags", "#/repository/huge/app", "100 tags shown");
            report(reporter, page, "unused", "#/repository/huge/app?show=unused", "shown");
            report(reporter, page, "search", "#/search?text=build-77", "100 tags shown");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    /** The first load warms the server up; the others are like that of a person who was never there. */
    private static void report(TestReporter reporter, ViewedPage page, String name, String address, String text)
            throws Exception {
        Browser browser = page.browser();
        load(page, address, text);
        List<Long> cpu = new ArrayList<>();
        for (int i = 0; i < LOADS; i++) {
            long before = cpu();
            load(page, address, text);
            cpu.add((cpu() - before) / 1_000);
        }
        long bytes = browser.run("""
            return performance.getEntries().reduce((sum, each) => sum + (each.transferSize ?? 0), 0)\
            """).asLong();
        int elements =
                browser.run("return document.querySelectorAll('*').length").asInt();
        cpu.sort(null);
        reporter.publishEntry(
                "page " + name,
                bytes + " bytes of transfer, " + cpu.get(LOADS / 2) + " us of CPU time of the server (median of " + cpu
                        + "), " + elements + " elements, " + TAGS + " tags");
        assertThat(elements).as("elements of " + name).isLessThan(MOST_ELEMENTS);
    }

    private static void load(ViewedPage page, String address, String text) throws Exception {
        page.browser().forget();
        page.open(address);
        Thread.sleep(PAUSE_MILLIS);
        page.browser().await(text);
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
