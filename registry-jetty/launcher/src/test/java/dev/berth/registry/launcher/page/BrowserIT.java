package dev.berth.registry.launcher.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.launcher.assembly.RunningServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The views of the web page in a browser, with pushed content. Pictures are written below {@code target/pictures}. */
@SuppressWarnings("NullAway.Init")
class BrowserIT {
    private static final Path PICTURES = Path.of("target", "pictures");
    private static final String HOSTILE = "<img src=x onerror='window.ran=1'><script>window.ran=1</script>\u202Eevil";

    @TempDir
    static Path folder;

    static RefusingEndpoint endpoint;
    static RunningServer open;
    static RunningServer guarded;
    static Browser browser;
    static String shop;

    @BeforeAll
    static void start() throws Exception {
        Browser.require();
        endpoint = RefusingEndpoint.start();
        open = PageServer.notifying(folder, endpoint);
        guarded = PageServer.guarded(folder);
        shop = PageShop.push(new PageContent(open.server().uri(), ""), HOSTILE);
        PageContent.in(guarded.server().uri(), PageServer.USER, PageServer.PASSWORD)
                .image("team/app", "v1", PageShop.config("linux", "amd64", "v1"), 40_000, 2_000);
        browser = Browser.start(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable each : new AutoCloseable[] {browser, open, guarded, endpoint}) {
            if (each != null) {
                each.close();
            }
        }
    }

    @Test
    void showsTheRegistryAsAWhole() throws Exception {
        PageContent content = new PageContent(open.server().uri(), "");
        content.send("POST", "/v2/shop/unfinished/blobs/uploads/", "", new byte[0], 202);
        visit(open, "#/activity/audit");
        browser.await("Resend all");
        awaitFigures();
        show(
                open,
                List.of(
                        new View("overview", "#/", "Most pulled in 30 days"),
                        new View("collection", "#/collection", "Oldest since"),
                        new View("activity", "#/activity", "shop/unfinished"),
                        new View("set-aside", "#/activity/audit", "events shown"),
                        new View("import-none", "#/import", "No import has run"),
                        new View("health", "#/health", "Effective configuration"),
                        new View("help", "#/help", "Push an image")));
        resend();
    }

    /** The first measurement precedes the pushes, the next follows a minute later. */
    private static void awaitFigures() throws Exception {
        browser.look(1280, "light");
        long end = System.nanoTime() + 100_000_000_000L;
        do {
            assertThat(System.nanoTime()).as(browser.text()).isLessThan(end);
            Thread.sleep(500);
            visit(open, "#/");
            browser.await("Bytes in storage");
        } while (!browser.run("return document.querySelector('.figure b').innerText")
                .asText()
                .endsWith("MiB"));
    }

    private static void resend() throws Exception {
        browser.look(1280, "light");
        visit(open, "#/activity/audit");
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

    @Test
    void showsContentInBothColoursAndWidths() throws Exception {
        List<View> views = List.of(
                new View("repositories", "#/repositories", "repositories shown"),
                new View("namespace", "#/repositories/shop", "repositories shown"),
                new View("repository", "#/repository/shop/frontend", "tags shown"),
                new View("index", "#/image/shop/frontend?of=v2.4.0", "linux/arm64"),
                new View("image", "#/image/shop/frontend?of=" + shop, "History"),
                new View("chart", "#/image/charts/shop?of=1.4.2", "The shop"),
                new View("annotations", "#/image/hostile/content?of=v1&show=annotations", "evil"),
                new View("hostile", "#/image/hostile/content?of=v1", "LABEL"),
                new View("referrers", "#/image/shop/backend?of=v1.0.0&show=referrers", "SBOM"),
                new View("kept", "#/image/shop/backend?of=v1.0.0&show=kept", "It is kept by"),
                new View("deleted", "#/deleted/shop/jobs", "Undelete"),
                new View("search", "#/search?text=v2.4", "1 tag shown"),
                new View("holders", "#/search?text=" + shop, "Repositories with this digest"),
                new View("gone", "#/repository/no/such", "This is not here"),
                new View("unknown", "#/nothing", "There is no such view"));
        show(open, views);
        assertThat(browser.run("return window.ran ?? null").isNull())
                .as("no content runs")
                .isTrue();
    }

    @Test
    void signsInAndOutAndRefuses() throws Exception {
        browser.look(1280, "light");
        visit(guarded, "#/");
        browser.await("You are not signed in");
        browser.complaints();
        show(guarded, new View("login", "#/login", "Sign in"));
        browser.type("User", PageServer.USER);
        browser.type("Password", "wrong");
        submit();
        browser.await("The login was refused");
        assertThat(browser.complaints()).allMatch(each -> each.contains("401"));
        browser.type("Password", "\uE009a\uE000" + PageServer.PASSWORD);
        submit();
        browser.await("Largest");
        assertThat(browser.text()).contains(PageServer.USER, "team/app");
        assertThat(browser.run("return document.cookie").asText())
                .as("HttpOnly")
                .isEmpty();
        assertThat(browser.complaints()).isEmpty();
        browser.click("Sign out");
        browser.await("The rights are those of docker login");
        visit(guarded, "#/repository/team/app");
        browser.await("You are not signed in");
        browser.complaints();
    }

    @Test
    void deletesTagsAfterAPreviewAndBringsThemBack() throws Exception {
        PageContent content = new PageContent(open.server().uri(), "");
        for (int i = 1; i <= 12; i++) {
            content.image("ci/builds", "dev-" + i, PageShop.config("linux", "amd64", "dev" + i), 300);
        }
        content.image("ci/builds", "release", PageShop.config("linux", "amd64", "release"), 300);
        browser.look(1280, "light");
        visit(open, "#/repository/ci/builds");
        browser.await("13 tags shown");
        browser.click("Delete by pattern …");
        browser.type("Names that match", "dev-*");
        browser.await("1 stays");
        browser.picture(PICTURES.resolve("deletion.png"));
        browser.click("Delete 12 tags");
        browser.await("12 tags were deleted");
        browser.click("Close");
        browser.await("1 tag shown");
        visit(open, "#/deleted/ci/builds");
        browser.await("12 deleted tags shown");
        browser.click("Undelete dev-7");
        browser.await("is back");
        visit(open, "#/repository/ci/builds");
        browser.await("2 tags shown");
        browser.click("Select tag dev-7");
        browser.click("Delete 1 selected …");
        browser.await("all others stay");
        browser.click("Delete 1 tag");
        browser.await("1 tag shown");
        assertThat(browser.complaints()).isEmpty();
    }

    private record View(String name, String address, String text) {}

    private static void show(RunningServer server, List<View> views) throws Exception {
        for (View view : views) {
            show(server, view);
        }
    }

    /** Shows a view in both colours and widths, and claims that it is complete, readable and not refused anything. */
    private static void show(RunningServer server, View view) throws Exception {
        for (int width : new int[] {1280, 390}) {
            for (String scheme : new String[] {"light", "dark"}) {
                browser.look(width, scheme);
                visit(server, view.address());
                browser.await(view.text());
                browser.picture(PICTURES.resolve(view.name() + "-" + width + "-" + scheme + ".png"));
                assertThat(browser.run("return document.documentElement.scrollWidth")
                                .asInt())
                        .as("width of %s", view)
                        .isLessThanOrEqualTo(width);
                assertThat(browser.barriers())
                        .as("%s, %s, %s", view, width, scheme)
                        .isEmpty();
            }
        }
        List<String> complaints = browser.complaints();
        complaints.removeIf(each -> view.name().equals("gone") && each.contains("404"));
        complaints.removeIf(each -> view.name().equals("login") && each.contains("401"));
        assertThat(complaints).as("console of %s", view).isEmpty();
    }

    private static void visit(RunningServer server, String address) throws Exception {
        browser.open(URI.create("about:blank"));
        browser.open(URI.create(server.server().uri() + "/ui/" + address));
    }

    private static void submit() throws Exception {
        browser.run("document.querySelector('form.login button.primary').click()");
    }
}
