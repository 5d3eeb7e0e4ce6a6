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

/** The views of the web page in a browser, with pushed content of every kind. */
@SuppressWarnings("NullAway.Init")
class BrowserIT {
    private static final int MOST_REQUESTS = 26;
    private static final String TAB = "\uE004";
    private static final String ENTER = "\uE007";
    private static final String ESCAPE = "\uE00C";

    @TempDir
    static Path folder;

    static RefusingEndpoint endpoint;
    static RunningServer open;
    static Browser browser;
    static ViewedPage page;
    static PageContent content;
    static String shop;

    @BeforeAll
    static void start() throws Exception {
        Browser.require();
        endpoint = RefusingEndpoint.start();
        open = PageServer.notifying(folder, endpoint);
        content = new PageContent(open.server().uri(), "");
        shop = PageShop.push(content, ViewedPage.HOSTILE);
        browser = Browser.start(folder);
        page = new ViewedPage(browser, open.server().uri());
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable each : new AutoCloseable[] {browser, open, endpoint}) {
            if (each != null) {
                each.close();
            }
        }
    }

    @Test
    void showsTheRegistryAsAWhole() throws Exception {
        content.send("POST", "/v2/shop/unfinished/blobs/uploads/", "", new byte[0], 202);
        browser.look(1280, "light");
        page.visit("#/activity/audit");
        browser.await("Resend all");
        page.show(List.of(
                new View("activity", "#/activity", "shop/unfinished"),
                new View("set-aside", "#/activity/audit", "events shown"),
                new View("import-none", "#/import", "No import has run"),
                new View("help", "#/help", "Push an image"),
                new View("unknown", "#/nothing", "There is no such view")));
        resend();
    }

    private static void resend() throws Exception {
        page.visit("#/activity/audit");
        browser.await("events shown");
        endpoint.accept();
        browser.run("document.querySelector('td.check input').click()");
        browser.click("Resend 1 selected");
        browser.await("1 event is pending again");
        browser.click("Resend all");
        browser.await("are pending again");
        browser.await("No event is set aside");
        assertThat(browser.complaints()).isEmpty();
    }

    /** The first view takes its own file of the views, the parts that it needs, and its calls. */
    @Test
    void loadsAViewWhenItIsShown() throws Exception {
        browser.look(1280, "light");
        browser.forget();
        page.open("#/");
        browser.await("Largest");
        ViewLoad load = ViewLoad.of(browser);
        assertThat(load.views()).containsExactly("overview.js");
        assertThat(load.requests()).as("requests of the first view").hasSizeLessThanOrEqualTo(MOST_REQUESTS);
        assertThat(load.requests()).doesNotHaveDuplicates();
        page.visit("#/help");
        browser.await("Push an image");
        assertThat(ViewLoad.of(browser).views()).containsExactly("overview.js", "help.js");
        page.visit("#/constructor");
        browser.await("There is no such view");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void showsRepositoriesAndTheirTags() throws Exception {
        page.show(List.of(
                new View("repositories", "#/repositories", "entries shown"),
                new View("namespace", "#/repositories/shop", "3 entries shown"),
                new View("repository", "#/repository/shop/frontend", "tags shown"),
                new View("hostile-tags", "#/repository/hostile/content", "tag shown"),
                new View("deleted", "#/repository/shop/jobs?show=deleted", "Undelete"),
                new View("search", "#/search?text=v2.4", "1 tag shown"),
                new View("holders", "#/search?text=" + shop, "Repositories with this digest"),
                new View("gone", "#/repository/no/such", "This is not here", "404")));
    }

    @Test
    void showsImagesAndOtherArtifacts() throws Exception {
        page.show(List.of(
                new View("index", "#/image/shop/frontend?of=v2.4.0", "linux/arm64"),
                new View("image", "#/image/shop/frontend?of=" + shop, "History"),
                new View("chart", "#/image/charts/shop?of=1.4.2", "The shop"),
                new View("annotations", "#/image/hostile/content?of=v1&show=annotations", "evil"),
                new View("hostile", "#/image/hostile/content?of=v1", "LABEL"),
                new View("referrers", "#/image/shop/backend?of=v1.0.0&show=referrers", "SBOM"),
                new View("kept", "#/image/shop/backend?of=v1.0.0&show=kept", "It is kept by")));
    }

    @Test
    void deletesTagsAfterAPreviewAndBringsThemBack() throws Exception {
        for (int i = 1; i <= 12; i++) {
            content.image("ci/builds", "dev-" + i, PageShop.config("linux", "amd64", "dev" + i), 300);
        }
        content.image("ci/builds", "release", PageShop.config("linux", "amd64", "release"), 300);
        browser.look(1280, "light");
        page.visit("#/repository/ci/builds");
        browser.await("13 tags shown");
        browser.click("Delete by pattern …");
        browser.type("Names that match", "dev-*");
        browser.await("1 stays");
        page.inspect("deletion");
        browser.click("Delete 12 tags");
        browser.await("12 tags were deleted");
        browser.click("Close");
        browser.await("1 tag shown");
        browser.click("Deleted");
        browser.await("12 deleted tags shown");
        browser.click("Undelete dev-7");
        browser.await("is back");
        browser.click("Tags");
        browser.await("2 tags shown");
        content.image("ci/builds", "keep", PageShop.config("linux", "amd64", "keep"), 300);
        page.visit("#/repository/ci/builds");
        browser.await("3 tags shown");
        browser.click("Select tag dev-7");
        browser.click("Select tag release");
        browser.click("Delete 2 selected …");
        browser.await("2 tags go, 1 stays");
        browser.click("Delete 2 tags");
        browser.await("2 tags were deleted");
        assertThat(browser.run("""
            return performance.getEntries().filter(each => each.name.includes('tag=dev-7&tag=release')
                || each.name.includes('tag=release&tag=dev-7')).length\
            """).asInt())
                .as("a call for the preview and one for the deletion")
                .isEqualTo(2);
        browser.click("Close");
        browser.await("1 tag shown");
        assertThat(browser.complaints()).isEmpty();
    }

    /** One page shows 100 tags; the selection of all that match covers those of the other pages too. */
    @Test
    void deletesAllTagsThatMatchOverPages() throws Exception {
        for (int i = 1; i <= 120; i++) {
            content.image("ci/many", "dev-" + i, "{}", 300);
        }
        content.image("ci/many", "release", "{}", 300);
        browser.look(1280, "light");
        page.visit("#/repository/ci/many");
        browser.await("100 tags shown");
        browser.type("Filter", "dev");
        browser.awaitWithout("release");
        browser.click("Select all shown tags");
        browser.await("The 100 shown tags are selected");
        page.inspect("selection");
        browser.click("Delete all that match …");
        browser.await("120 tags go, 1 stays");
        browser.click("Delete 120 tags");
        browser.await("120 tags were deleted");
        browser.click("Close");
        browser.await("No tag contains");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void isUsedWithoutAPointer() throws Exception {
        browser.look(1280, "light");
        page.open("#/repository/shop/frontend");
        browser.await("tags shown");
        browser.run("document.querySelector('.skip').focus()");
        assertThat(browser.run("return document.activeElement.getBoundingClientRect().left >= 0")
                        .asBoolean())
                .isTrue();
        browser.press(ENTER);
        for (int i = 0; i < 15; i++) {
            browser.press(TAB);
            assertThat(browser.run("""
                const of = document.activeElement;
                const place = of.getBoundingClientRect();
                return of.matches('#view *') && getComputedStyle(of).outlineStyle !== 'none' && place.top >= 0 && place.bottom <= innerHeight\
                """).asBoolean())
                    .as("%s is marked and in sight", browser.run("return document.activeElement.outerHTML"))
                    .isTrue();
        }
        browser.run(
                "[...document.querySelectorAll('button')].find(e => e.innerText === 'Delete by pattern …').focus()");
        browser.press(ENTER);
        browser.await("Names that match");
        assertThat(browser.run("return document.activeElement.closest('dialog') !== null")
                        .asBoolean())
                .isTrue();
        browser.press(ESCAPE);
        browser.awaitWithout("Names that match");
        assertThat(browser.run("return document.activeElement.innerText").asText())
                .isEqualTo("Delete by pattern …");
        assertThat(browser.complaints()).isEmpty();
    }
}
