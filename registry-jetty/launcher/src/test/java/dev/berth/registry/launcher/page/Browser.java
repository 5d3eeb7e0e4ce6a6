package dev.berth.registry.launcher.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.registry.testing.InstalledPrograms;
import dev.berth.registry.testing.ServerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** An installed Chromium without a window, driven through chromedriver (W3C WebDriver). For one thread. */
final class Browser implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> ARGUMENTS = List.of(
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--hide-scrollbars",
            "--no-first-run",
            "--lang=en");

    private final URI session;

    private Browser(URI session) {
        this.session = session;
    }

    /** Skips the test on machines without browser. */
    static void require() {
        assumeTrue(InstalledPrograms.has("chromedriver"), "no chromedriver on the path (Debian: chromium-driver)");
    }

    static Browser start(Path folder) throws Exception {
        int port = ServerProcess.freePort();
        ProcessBuilder driver = new ProcessBuilder("chromedriver", "--port=" + port);
        driver.environment().put("HOME", folder.toString());
        ServerProcess.start(driver, port, folder.resolve("chromedriver.log"));
        URI base = URI.create("http://127.0.0.1:" + port + "/session");
        Map<String, Object> options = Map.of("args", ARGUMENTS);
        Map<String, Object> wanted =
                Map.of("goog:chromeOptions", options, "goog:loggingPrefs", Map.of("browser", "ALL"));
        JsonNode begun = send("POST", base, Map.of("capabilities", Map.of("alwaysMatch", wanted)));
        return new Browser(URI.create(base + "/" + begun.required("sessionId").asText()));
    }

    /** Sets the width of the page in CSS pixels, and its colours. */
    void look(int width, String scheme) throws Exception {
        devtools(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 600));
        devtools(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** From now on motion is reduced, as a person sets it who does not bear it. */
    void reduceMotion() throws Exception {
        devtools(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    /** Lets each answer take so long, or none arrive. */
    void network(boolean isOffline, int delayMillis) throws Exception {
        post(
                "/chromium/network_conditions",
                Map.of(
                        "network_conditions",
                        Map.of("offline", isOffline, "latency", delayMillis, "throughput", 100 << 20)));
    }

    /** From now on requests whose address matches this pattern fail; an empty list ends it. */
    void block(List<String> patterns) throws Exception {
        devtools("Network.enable", Map.of());
        devtools("Network.setBlockedURLs", Map.of("urls", patterns));
    }

    void open(URI address) throws Exception {
        post("/url", Map.of("url", address.toString()));
    }

    /** Empties the cache, as if the browser was never at this page. */
    void forget() throws Exception {
        devtools("Network.clearBrowserCache", Map.of());
    }

    /** Runs a script with the rights of a person at the tools of the browser. */
    JsonNode run(String script, Object... arguments) throws Exception {
        return post("/execute/sync", Map.of("script", script, "args", arguments));
    }

    /** The visible text of the page. */
    String text() throws Exception {
        return run("return document.body.innerText").asText();
    }

    /** Waits until the page shows a text and loads nothing more. */
    void await(String text) throws Exception {
        await(text, true);
    }

    /** Waits until something is loading. */
    void awaitLoading() throws Exception {
        awaitTrue("return document.querySelector('.skeleton') !== null", "something is loading");
    }

    /** Waits until the page does not show a text and loads nothing more. */
    void awaitWithout(String text) throws Exception {
        await(text, false);
    }

    private void await(String text, boolean isShown) throws Exception {
        awaitTrue("""
            return document.body.innerText.includes(arguments[0]) === arguments[1] && !document.querySelector('.skeleton')\
            """, "'" + text + "' is shown: expected " + isShown, text, isShown);
    }

    private void awaitTrue(String script, String condition, Object... arguments) throws Exception {
        long end = System.nanoTime() + 40_000_000_000L;
        while (!run(script, arguments).asBoolean()) {
            assertThat(System.nanoTime()).as("%s in: %s", condition, text()).isLessThan(end);
            Thread.sleep(30);
        }
    }

    /** Presses the element with this text as a person does, with all events. */
    void click(String text) throws Exception {
        String element =
                run("""
                    const found = [...document.querySelectorAll('button, a, input')].filter(e => e.innerText.trim() === arguments[0] \
                    || e.getAttribute('aria-label') === arguments[0]);
                    return (found.find(e => e.closest('dialog')) ?? found[0]) ?? null\
                    """, text).path("element-6066-11e4-a52e-4f735466cecf").asText();
        assertThat(element).as("an element '%s' in: %s", text, text()).isNotEmpty();
        post("/element/" + element + "/click", Map.of());
    }

    /** Presses keys as a person does, in the element that has the focus. */
    void press(String keys) throws Exception {
        String element = run("return document.activeElement")
                .path("element-6066-11e4-a52e-4f735466cecf")
                .asText();
        post("/element/" + element + "/value", Map.of("text", keys));
    }

    /** Types into the field with this name or label. */
    void type(String field, String text) throws Exception {
        String element =
                run("""
                    const byLabel = [...document.querySelectorAll('label')].find(e => e.innerText.trim().startsWith(arguments[0]));
                    return byLabel?.querySelector('input, textarea') ?? document.getElementsByName(arguments[0])[0] ?? null\
                    """, field).path("element-6066-11e4-a52e-4f735466cecf").asText();
        assertThat(element).as("a field '%s'", field).isNotEmpty();
        post("/element/" + element + "/value", Map.of("text", text));
    }

    /** Writes a picture of the whole page. */
    void picture(Path file) throws Exception {
        JsonNode picture = devtools("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(picture.required("data").asText()));
    }

    /** Warnings and errors of the console since the last call: violations of the policy, failed requests. */
    List<String> complaints() throws Exception {
        List<String> found = new ArrayList<>();
        for (JsonNode entry : post("/se/log", Map.of("type", "browser"))) {
            if (!entry.path("level").asText().equals("INFO")
                    && !entry.path("level").asText().equals("DEBUG")) {
                found.add(entry.path("message").asText());
            }
        }
        return found;
    }

    /** Violations of the accessibility rules that axe-core calls serious or critical. */
    List<String> barriers() throws Exception {
        if (run("return window.axe === undefined").asBoolean()) {
            load();
        }
        JsonNode found = post("/execute/async", Map.of("args", List.of(), "script", """
            const done = arguments[0];
            axe.run(document, {resultTypes: ['violations']}).then(r => done(r.violations.filter(v => v.impact === 'serious' || v.impact === 'critical')
              .map(v => v.id + ': ' + v.nodes.map(n => n.html + ' ' + n.failureSummary).join('; '))), e => done(['axe failed: ' + e]))\
            """));
        List<String> barriers = new ArrayList<>();
        found.forEach(each -> barriers.add(each.asText()));
        return barriers;
    }

    private void load() throws Exception {
        try (InputStream axe = Objects.requireNonNull(Browser.class.getResourceAsStream("/axe.min.js"), "axe.min.js")) {
            run(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private JsonNode devtools(String command, Map<String, Object> parameters) throws Exception {
        return post("/goog/cdp/execute", Map.of("cmd", command, "params", parameters));
    }

    private JsonNode post(String path, Map<String, Object> body) throws Exception {
        return send("POST", URI.create(session + path), body);
    }

    private static JsonNode send(String method, URI address, Map<String, Object> body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
        JsonNode value = JSON.readTree(answer.body()).path("value");
        if (answer.statusCode() != 200) {
            throw new IOException(
                    value.path("error").asText() + ": " + value.path("message").asText());
        }
        return value;
    }

    @Override
    public void close() throws IOException {
        try {
            send("DELETE", session, Map.of());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
