package dev.berth.registry.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.berth.registry.jetty.protocol.TestServer;
import dev.berth.registry.model.Digest;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.storage.fs.FileBlobStore;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@SuppressWarnings("NullAway.Init")
class AccessLogTest {
    private static final int SIZE = 16_000_001;
    private static final Pattern OUT = Pattern.compile(" out=([0-9]+) .* id=(\\S+)");

    @TempDir
    Path folder;

    private final Logger log = (Logger) LoggerFactory.getLogger("dev.berth.registry.access-log");
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            events.add(event);
            lines.add(event.getFormattedMessage());
        }
    };
    private TestServer server;
    private Digest digest;

    @BeforeEach
    void listen() {
        appender.start();
        log.addAppender(appender);
        log.setLevel(Level.INFO);
    }

    @AfterEach
    void stop() {
        server.close();
        log.detachAppender(appender);
        log.setLevel(null);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void countsWhatWasSent(boolean direct) throws Exception {
        start(direct);
        try (RawClient client = new RawClient(server.server())) {
            client.say(request("GET", "")).hear();
            client.say(request("GET", "Range: bytes=0-999\r\n")).hear();
            client.say(request("HEAD", "")).hearHead();
            client.say(request("GET", "If-None-Match: *\r\n")).hearHead();
            client.say("GET /v2/ HTTP/1.1\r\nHost: a\r\n\r\n").hear();
            assertThat(sent(5)).containsExactly((long) SIZE, 1000L, 0L, 0L, 2L);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void countsNotWhatTheClientDidNotTake(boolean direct) throws Exception {
        start(direct);
        try (RawClient client = new RawClient(server.server())) {
            client.say(request("GET", ""));
            assertThat(client.read(new byte[10_000])).isPositive();
            client.abort();
        }
        assertThat(sent(1).get(0)).isLessThan(SIZE);
    }

    @Test
    void countsAndNamesWhatTheServerItselfRefuses() throws Exception {
        start(true);
        try (RawClient client = new RawClient(server.server())) {
            client.say("GET / HTTP/1.1\r\nHost: a\r\nX-Request-Id: mine\r\n\r\n");
            RawClient.Answer unknown = client.hear();
            assertThat(unknown.status()).isEqualTo(404);
            client.say("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: a\r\n\r\n");
            RawClient.Answer tooLong = client.hear();
            assertThat(tooLong.status()).isEqualTo(414);
            assertThat(unknown.field("X-Request-Id")).isEqualTo("mine");
            assertThat(tooLong.field("X-Request-Id")).matches("[0-9a-f]{16}");
            assertThat(sent(2)).containsExactly((long) unknown.body().length, (long) tooLong.body().length);
            assertThat(lines)
                    .extracting(line -> matched(line).group(2))
                    .containsExactly("mine", tooLong.field("X-Request-Id"));
        }
    }

    @Test
    void namesNoMethodOfBytesThatAreNoRequest() throws Exception {
        start(true);
        log.setLevel(Level.DEBUG);
        try (RawClient client = new RawClient(server.server())) {
            client.say("\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n").hear();
        }
        await().until(() -> lines.size() == 1);
        assertThat(events.get(0).getLevel()).isEqualTo(Level.DEBUG);
        assertThat(lines.get(0)).matches("[^ ]+ - - HTTP/1\\.[01] 400 .*").doesNotContain("BAD");
    }

    @Test
    void hasTheValuesOfALineAsPairs() throws Exception {
        start(true);
        try (RawClient client = new RawClient(server.server())) {
            client.say("""
                GET /v2/some/app/tags/list HTTP/1.1\r
                Host: a\r
                X-Request-Id: mine\r
                User-Agent: docker/27 "x"\r
                \r
                """).hear();
        }
        await().until(() -> lines.size() == 1);
        assertThat(lines.get(0))
                .contains(" route=/v2/{name}/tags/list repository=some/app caller=- ")
                .endsWith(" id=mine referer=- agent=\"docker/27 \\\"x\\\"\"");
        assertThat(events.get(0).getKeyValuePairs())
                .extracting(Object::toString)
                .contains("method=\"GET\"", "repository=\"some/app\"", "status=\"404\"", "request_id=\"mine\"");
    }

    private void start(boolean direct) throws StoreException {
        server = TestServer.over(
                FileBlobStore.open(folder), TestServer.settings().directFiles(direct));
        digest = server.pushBlob("r", new byte[SIZE]);
    }

    private String request(String method, String fields) {
        return method + " /v2/r/blobs/" + digest + " HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n";
    }

    private List<Long> sent(int requests) {
        await().until(() -> lines.size() == requests);
        return lines.stream().map(line -> Long.valueOf(matched(line).group(1))).toList();
    }

    private static Matcher matched(String line) {
        Matcher matcher = OUT.matcher(line);
        assertThat(matcher.find()).as(line).isTrue();
        return matcher;
    }
}
