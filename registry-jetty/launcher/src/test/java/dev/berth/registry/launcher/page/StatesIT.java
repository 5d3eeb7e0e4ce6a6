package dev.berth.registry.launcher.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.launcher.assembly.RunningServer;
import dev.berth.registry.launcher.page.ViewedPage.View;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The faces of the web page without content: of an empty registry, while it loads, and of a registry that fails. */
@SuppressWarnings("NullAway.Init")
class StatesIT {
    /** Longer than a test needs for the checks of a view. */
    private static final int DELAY_MILLIS = 8_000;

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
        server = database.serve();
        browser = Browser.start(folder);
        page = new ViewedPage(browser, server.server().uri());
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable each : new AutoCloseable[] {browser, server, database}) {
            if (each != null) {
                each.close();
            }
        }
    }

    @Test
    void showsAnEmptyRegistry() throws Exception {
        page.show(List.of(
                new View("empty-overview", "#/", "There is no repository with a tag yet"),
                new View("empty-repositories", "#/repositories", "There is no repository"),
                new View("empty-search", "#/search?text=nothing", "No tag that you may see matches"),
                new View("empty-collection", "#/collection", "Nothing waits for a review"),
                new View("empty-activity", "#/activity", "No upload is in progress"),
                new View("empty-import", "#/import", "No import has run"),
                new View("gone-tag", "#/image/no/such?of=v1", "This is not here", "404")));
    }

    @Test
    void keepsItsPlacesWhileItLoads() throws Exception {
        browser.look(1280, "light");
        shown("#/", "Largest");
        page.visit("#/help");
        browser.network(false, DELAY_MILLIS);
        browser.run("location.hash = '#/'");
        browser.awaitLoading();
        page.inspect("loading-overview");
        browser.reduceMotion();
        assertThat(browser.run("return getComputedStyle(document.querySelector('.skeleton div')).animationName")
                        .asText())
                .isEqualTo("none");
        browser.network(false, 0);
    }

    @Test
    void saysThatTheRegistryDoesNotAnswer() throws Exception {
        browser.look(1280, "light");
        shown("#/collection", "Nothing waits for a review");
        page.visit("#/repositories");
        browser.network(true, 0);
        browser.run("location.hash = '#/collection'");
        browser.await("No answer");
        page.inspect("offline");
        browser.network(false, 0);
        browser.click("Try again");
        browser.await("Nothing waits for a review");
        assertThat(browser.complaints()).allMatch(each -> each.contains("ERR_INTERNET_DISCONNECTED"));
    }

    /** A server that was updated since the page was loaded has other files. */
    @Test
    void saysThatAViewCouldNotBeLoaded() throws Exception {
        browser.look(1280, "light");
        page.open("#/help");
        browser.await("Push an image");
        browser.block(List.of("*/views/search.js"));
        browser.forget();
        browser.run("location.hash = '#/search'");
        browser.await("This part of the page could not be loaded");
        page.inspect("view-missing");
        browser.block(List.of());
        browser.click("Load the page again");
        browser.await("Annotation");
        assertThat(browser.complaints()).allMatch(each -> each.contains("search.js"));
    }

    /** Views are loaded once; afterwards they are there without the server. */
    private static void shown(String address, String text) throws Exception {
        page.visit(address);
        browser.await(text);
    }

    @Test
    void namesTheRequestThatFailed() throws Exception {
        browser.look(1280, "light");
        page.visit("#/help");
        browser.await("Push an image");
        database.execute(List.of("ALTER TABLE daily_figures RENAME TO figures_elsewhere"));
        browser.run("location.hash = '#/'");
        browser.await("Request");
        page.inspect("failed");
        database.execute(List.of("ALTER TABLE figures_elsewhere RENAME TO daily_figures"));
        browser.click("Try again");
        browser.awaitWithout("Try again");
        assertThat(browser.complaints()).allMatch(each -> each.contains("50"));
    }
}
