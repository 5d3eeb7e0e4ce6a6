package dev.berth.registry.launcher.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.launcher.assembly.RunningServer;
import dev.berth.registry.launcher.page.ViewedPage.View;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logins in the web page: by password with a session, and by tokens of a token service. */
@SuppressWarnings("NullAway.Init")
class LoginIT {
    private static final String SECRET = "other/secret";

    @TempDir
    static Path folder;

    static RunningServer guarded;
    static TokenService service;
    static RunningServer tokens;
    static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        Browser.require();
        guarded = PageServer.guarded(Files.createDirectories(folder.resolve("password")));
        PageContent.in(guarded.server().uri(), PageServer.USER, PageServer.PASSWORD)
                .image("team/app", "v1", PageShop.config("linux", "amd64", "v1"), 40_000, 2_000);
        service = TokenService.start(PageServer.USER, PageServer.PASSWORD, "team/.*|catalog|statistics|administration");
        tokens = PageServer.trusting(Files.createDirectories(folder.resolve("token")), service);
        service.permit(tokens.server().uri());
        for (String name : new String[] {"team/app", SECRET}) {
            new PageContent(tokens.server().uri(), "Bearer " + service.token(name))
                    .image(name, "v1", PageShop.config("linux", "amd64", "v1"), 40_000, 2_000);
        }
        browser = Browser.start(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable each : new AutoCloseable[] {browser, guarded, tokens, service}) {
            if (each != null) {
                each.close();
            }
        }
    }

    @Test
    void signsInAndOutAndRefuses() throws Exception {
        ViewedPage page = new ViewedPage(browser, guarded.server().uri());
        browser.look(1280, "light");
        page.visit("#/");
        browser.await("You are not signed in");
        page.inspect("signed-out");
        browser.complaints();
        page.show(new View("login", "#/login", "Sign in", "401"));
        signIn("wrong");
        browser.await("The login was refused");
        page.inspect("login-refused");
        assertThat(browser.complaints()).allMatch(each -> each.contains("401"));
        signIn(PageServer.PASSWORD);
        browser.await("Largest");
        browser.await("team/app");
        assertThat(browser.text()).contains(PageServer.USER);
        assertThat(browser.run("return document.cookie").asText())
                .as("HttpOnly")
                .isEmpty();
        browser.complaints();
        refusesWritesWithoutTheTokenOfTheSession();
        browser.click("Sign out");
        browser.await("The rights are those of docker login");
        page.visit("#/repository/team/app");
        browser.await("You are not signed in");
        browser.complaints();
    }

    /** As a page of another site would send it, if the browser sent it the cookie. */
    private static void refusesWritesWithoutTheTokenOfTheSession() throws Exception {
        assertThat(browser.run("""
            const request = new XMLHttpRequest();
            request.open('DELETE', '../api/v1/tags/team/app?match=v1', false);
            request.send();
            return request.status\
            """).asInt()).isIn(401, 403);
        browser.complaints();
    }

    @Test
    void asksATokenServiceForTokens() throws Exception {
        ViewedPage page = new ViewedPage(browser, tokens.server().uri());
        browser.look(1280, "light");
        page.visit("#/login");
        browser.await("The password goes to the token service");
        page.inspect("login-token-service");
        browser.complaints();
        signIn("wrong");
        browser.await("The login was refused");
        assertThat(browser.complaints()).allMatch(each -> each.contains("401"));
        signIn(PageServer.PASSWORD);
        browser.await("Largest");
        page.visit("#/repository/team/app");
        browser.await("1 tag shown");
        page.visit("#/repository/" + SECRET);
        browser.await("You may not see this");
        page.inspect("no-rights");
        expires(page);
        browser.click("Sign out");
        browser.await("The password goes to the token service");
        page.visit("#/repository/team/app");
        browser.await("You are not signed in");
        browser.complaints();
    }

    /** The token is for one repository: the page shows that one, and no name or figure of another. */
    @Test
    void showsAViewerOfOneRepositoryNothingElse() throws Exception {
        ViewedPage page = new ViewedPage(browser, tokens.server().uri());
        browser.look(1280, "light");
        page.open("#/login");
        browser.await("The password goes to the token service");
        browser.click("Token");
        browser.type("Token", service.token("team/app"));
        browser.run("document.querySelector('form.login button.primary').click()");
        browser.await("You may not see the registry as a whole");
        page.inspect("overview-without-rights");
        for (View view : List.of(
                new View("repositories", "#/repositories", "You may not see this"),
                new View("repository", "#/repository/" + SECRET, "You may not see this"),
                new View("unused", "#/repository/" + SECRET + "?show=unused", "You may not see this"),
                new View("deleted", "#/repository/" + SECRET + "?show=deleted", "You may not see this"),
                new View("image", "#/image/" + SECRET + "?of=v1", "You may not see this"),
                new View("namespace", "#/repositories/other", "You may not see this"),
                new View("activity", "#/activity", "You may not see this"),
                new View("health", "#/health", "You may not see this"),
                new View("collection", "#/collection", "You may not see this"))) {
            page.visit(view.address());
            browser.await(view.text());
            assertThat(browser.run("return document.querySelector('main').innerHTML")
                            .asText())
                    .as(view.name())
                    .doesNotContainPattern("sha256:[0-9a-f]");
        }
        page.visit("#/search?text=secret");
        browser.await("No repository that you may see matches");
        page.visit("#/search?text=v1");
        browser.await("1 tag shown");
        assertThat(browser.text()).contains("team/app:v1").doesNotContain(SECRET);
        page.visit("#/repository/team/app");
        browser.await("1 tag shown");
        browser.click("Sign out");
        browser.await("The password goes to the token service");
        browser.complaints();
    }

    /** The service grants the list of names, and no figures. */
    @Test
    void leavesOutTheFiguresThatAViewerMayNotSee() throws Exception {
        try (TokenService names = TokenService.start(PageServer.USER, PageServer.PASSWORD, "team/.*|catalog");
                RunningServer server = PageServer.trusting(Files.createDirectories(folder.resolve("names")), names)) {
            names.permit(server.server().uri());
            new PageContent(server.server().uri(), "Bearer " + names.token("team/app"))
                    .image("team/app", "v1", PageShop.config("linux", "amd64", "v1"), 40_000, 2_000);
            ViewedPage page = new ViewedPage(browser, server.server().uri());
            browser.look(1280, "light");
            page.open("#/login");
            browser.await("The password goes to the token service");
            signIn(PageServer.PASSWORD);
            browser.await("team/app");
            browser.await("Figures of the registry as a whole are shown to users with the right to them");
            assertThat(browser.text()).doesNotContain("You may not see", "What comes back soon", "Bytes in storage");
            page.inspect("overview-of-names");
            browser.complaints();
        }
    }

    /** A token is replaced when it has expired, and the viewer signs in again when the service issues none any more. */
    private static void expires(ViewedPage page) throws Exception {
        int issued = service.issued();
        page.visit("#/repository/team/app?show=unused");
        browser.await("Every tag was used");
        assertThat(service.issued())
                .as("tokens of this lifetime are not used twice")
                .isGreaterThan(issued);
        service.revoke();
        page.visit("#/repository/team/app");
        browser.await("You are not signed in");
        assertThat(browser.complaints()).allMatch(each -> each.contains("401") || each.contains("403"));
    }

    private static void signIn(String password) throws Exception {
        browser.run("document.querySelector('form.login').reset()");
        browser.type("User", PageServer.USER);
        browser.type("Password", password);
        browser.run("document.querySelector('form.login button.primary').click()");
    }
}
