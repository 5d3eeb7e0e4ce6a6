package dev.berth.registry.launcher.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.registry.launcher.assembly.RunningServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The answers of the web page over HTTP: headers, caching, sessions and rights. */
@SuppressWarnings("NullAway.Init")
class PageIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NAMED = Pattern.compile("(?:href|src)=\"([^\"]+)\"");

    @TempDir
    static Path folder;

    static RunningServer server;

    @BeforeAll
    static void start() throws Exception {
        server = PageServer.guarded(folder);
        PageContent content = PageContent.in(uri(), PageServer.USER, PageServer.PASSWORD);
        content.image("team/app", "v1", "{}", 10);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void servesEveryFileCompressedAndForever() throws Exception {
        String folder = folder(get("/ui/"));
        long total = 0;
        for (String name : sources()) {
            HttpResponse<byte[]> file = get("/ui/" + folder + "/" + name, "Accept-Encoding", "gzip, br");
            assertThat(file.statusCode()).as(name).isEqualTo(200);
            assertThat(header(file, "Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
            assertThat(header(file, "Content-Encoding")).isEqualTo("gzip");
            assertThat(header(file, "Vary")).isEqualTo("Accept-Encoding");
            byte[] plain = get("/ui/" + folder + "/" + name).body();
            try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(file.body()))) {
                assertThat(unpacked.readAllBytes()).isEqualTo(plain);
            }
            total += file.body().length;
        }
        assertThat(total).as("compressed bytes").isBetween(10_000L, 100_000L);
    }

    /** Views are loaded when they are shown. */
    @Test
    void announcesTheFilesOfEveryView() throws Exception {
        String index = text(get("/ui/"));
        assertThat(index)
                .contains("modulepreload", "/app.js\"", "/parts/load.js\"", "/vendor/preact.js\"")
                .doesNotContain("/views/");
    }

    /** The names of all files in the folder of the page. */
    private static List<String> sources() throws IOException {
        Path sources = Path.of("..", "http", "src", "main", "resources", "dev", "berth", "registry", "http", "page");
        try (Stream<Path> files = Files.walk(sources)) {
            return files.map(file -> sources.relativize(file).toString())
                    .filter(name -> name.matches(".*\\.(js|css|svg)"))
                    .toList();
        }
    }

    @Test
    void revalidatesThePageItself() throws Exception {
        HttpResponse<byte[]> page = get("/ui/");
        assertThat(header(page, "Cache-Control")).isEqualTo("no-cache");
        assertThat(header(page, "ETag")).as("plain or compressed").startsWith("W/");
        assertThat(get("/ui/", "If-None-Match", header(page, "ETag")).statusCode())
                .isEqualTo(304);
        assertThat(get("/ui").statusCode()).isEqualTo(308);
        assertThat(header(get("/ui"), "Location")).isEqualTo("ui/");
        assertThat(get("/ui/0123456789abcdef/app.js").statusCode()).isEqualTo(404);
        assertThat(get("/ui/" + folder(page) + "/views/../app.js").statusCode()).isNotEqualTo(200);
        assertThat(get("/ui/" + folder(page) + "/openapi.json").statusCode()).isEqualTo(404);
    }

    @Test
    void permitsOnlyItsOwnScripts() throws Exception {
        HttpResponse<byte[]> page = get("/ui/");
        assertThat(header(page, "Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'")
                .doesNotContain("unsafe", "http");
        assertThat(header(page, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(text(page)).doesNotContain("<script>", " style=", " onclick=", "http:", "https:");
    }

    @Test
    void beginsASessionOnlyWithGoodCredentials() throws Exception {
        HttpResponse<byte[]> refused = send("POST", "/ui/session", "Authorization", basic("wrong"));
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(send("POST", "/ui/session").statusCode()).isEqualTo(401);
        HttpResponse<byte[]> begun = send("POST", "/ui/session", "Authorization", basic(PageServer.PASSWORD));
        assertThat(begun.statusCode()).isEqualTo(204);
        assertThat(header(begun, "Set-Cookie"))
                .startsWith("berth_session=")
                .contains("HttpOnly", "SameSite=Strict", "Path=/")
                .doesNotContain(PageServer.PASSWORD, PageServer.USER);
        assertThat(header(begun, "Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void readsWithTheRightsOfTheLogin() throws Exception {
        assertThat(get("/api/v1/repositories").statusCode()).isEqualTo(401);
        String cookie = login();
        assertThat(get("/api/v1/repositories", "Cookie", cookie).statusCode()).isEqualTo(200);
        assertThat(get("/v2/team/app/manifests/v1", "Cookie", cookie).statusCode())
                .isEqualTo(200);
        assertThat(get("/api/v1/repositories", "Cookie", cookie + "x").statusCode())
                .isEqualTo(401);
        assertThat(get("/api/v1/repositories", "Cookie", "berth_session=").statusCode())
                .isEqualTo(401);
    }

    @Test
    void writesOnlyWithTheTokenOfTheSession() throws Exception {
        PageContent.in(uri(), PageServer.USER, PageServer.PASSWORD).image("team/writes", "v1", "{}", 10);
        String cookie = login();
        String other = login();
        String path = "/api/v1/tags/team/writes?match=v1";
        assertThat(send("DELETE", path, "Cookie", cookie).statusCode()).isEqualTo(403);
        assertThat(send("DELETE", path, "Cookie", cookie, "X-CSRF-Token", token(other))
                        .statusCode())
                .isEqualTo(403);
        assertThat(send("PUT", "/v2/team/writes/manifests/v2", "Cookie", cookie).statusCode())
                .isEqualTo(403);
        assertThat(send("DELETE", path, "Cookie", cookie, "X-CSRF-Token", token(cookie))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void forgetsTheSessionAtTheEnd() throws Exception {
        assertThat(session("").isEmpty()).isTrue();
        assertThat(session(login()).required("user").asText()).isEqualTo(PageServer.USER);
        assertThat(header(send("DELETE", "/ui/session"), "Set-Cookie")).contains("berth_session=;", "Max-Age=0");
    }

    @Test
    void endsTheSessionWithThePassword() throws Exception {
        Path own = Files.createDirectory(folder.resolve("own"));
        try (RunningServer changing = PageServer.guarded(own)) {
            URI address = changing.server().uri();
            String cookie =
                    cookie(exchange(address, "POST", "/ui/session", "Authorization", basic(PageServer.PASSWORD)));
            assertThat(exchange(address, "GET", "/api/v1/", "Cookie", cookie).statusCode())
                    .isEqualTo(200);
            Files.writeString(own.resolve("htpasswd"), "");
            long end = System.nanoTime() + 20_000_000_000L;
            while (exchange(address, "GET", "/api/v1/", "Cookie", cookie).statusCode() == 200) {
                assertThat(System.nanoTime()).isLessThan(end);
                Thread.sleep(100);
            }
        }
    }

    @Test
    void sharesSessionsAmongServersWithOneSecret() throws Exception {
        Map<String, String> shared = Map.of("REGISTRY_UI", "{secret: 'a secret of more than thirty-two characters'}");
        try (RunningServer first = PageServer.start(folder.resolve("first"), shared);
                RunningServer second = PageServer.start(folder.resolve("second"), shared)) {
            String cookie = cookie(
                    exchange(first.server().uri(), "POST", "/ui/session", "Authorization", basic(PageServer.PASSWORD)));
            assertThat(text(exchange(second.server().uri(), "GET", "/ui/session", "Cookie", cookie)))
                    .contains(PageServer.USER);
            assertThat(session(cookie).isEmpty())
                    .as("a session of another secret")
                    .isTrue();
        }
    }

    @Test
    void challengesScriptsWithoutADialogOfTheBrowser() throws Exception {
        assertThat(header(get("/api/v1/"), "WWW-Authenticate")).startsWith("Basic ");
        assertThat(header(get("/api/v1/", "X-Requested-With", "Berth"), "WWW-Authenticate"))
                .startsWith("Session ");
    }

    /** It would run with the session of a reader. */
    @Test
    void storesNoManifestThatABrowserWouldShowAsAPage() throws Exception {
        byte[] page = "{\"schemaVersion\": 2, \"x\": \"<script>alert(1)</script>\"}".getBytes(StandardCharsets.UTF_8);
        PageContent content = PageContent.in(uri(), PageServer.USER, PageServer.PASSWORD);
        content.send("PUT", "/v2/team/evil/manifests/v1", "text/html", page, 400);
        content.send("PUT", "/v2/team/evil/manifests/v1", "image/svg+xml", page, 400);
    }

    @Test
    void isNotServedWithoutItsSettingOrTheApi() throws Exception {
        for (String section : new String[] {"REGISTRY_UI", "REGISTRY_API"}) {
            try (RunningServer without =
                    PageServer.start(folder.resolve(section), Map.of(section, "{enabled: false}"))) {
                assertThat(exchange(without.server().uri(), "GET", "/ui/").statusCode())
                        .isEqualTo(404);
            }
        }
    }

    private static String login() throws Exception {
        return cookie(send("POST", "/ui/session", "Authorization", basic(PageServer.PASSWORD)));
    }

    private static String cookie(HttpResponse<byte[]> answer) {
        String set = header(answer, "Set-Cookie");
        return set.substring(0, set.indexOf(';'));
    }

    private static String token(String cookie) throws Exception {
        return session(cookie).required("csrf_token").asText();
    }

    private static JsonNode session(String cookie) throws Exception {
        return JSON.readTree(get("/ui/session", "Cookie", cookie).body());
    }

    private static String folder(HttpResponse<byte[]> page) {
        Matcher named = NAMED.matcher(text(page));
        assertThat(named.find()).isTrue();
        return named.group(1).substring(0, named.group(1).indexOf('/'));
    }

    private static String basic(String password) {
        String pair = PageServer.USER + ":" + password;
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        return send("GET", path, headers);
    }

    private static HttpResponse<byte[]> send(String method, String path, String... headers) throws Exception {
        return exchange(uri(), method, path, headers);
    }

    private static HttpResponse<byte[]> exchange(URI registry, String method, String path, String... headers)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(registry + path)).method(method, BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static URI uri() {
        return server.server().uri();
    }

    private static String header(HttpResponse<byte[]> answer, String name) {
        return answer.headers().firstValue(name).orElse("(none)");
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
