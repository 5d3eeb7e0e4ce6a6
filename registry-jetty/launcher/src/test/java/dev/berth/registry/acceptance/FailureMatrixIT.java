package dev.berth.registry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.acceptance.FailurePage.Outcome;
import dev.berth.registry.jdbi.sql.Outage;
import dev.berth.registry.testing.FullBuild;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Each operation while the network to the database, or to storage, fails in each way: its answer, and after which time.
 * The outcomes are those of docs/failures.md.
 */
@FullBuild
class FailureMatrixIT {
    private static final Duration BUDGET = Duration.ofSeconds(4);
    private static final Duration SOON = BUDGET.plusSeconds(5);
    private static final String REPOSITORY = "team/app";
    private static final Image IMAGE = Image.of(1, 400_000);

    /** Too large to be kept in memory. */
    private static final Content LARGEST = IMAGE.blobs().stream()
            .max(Comparator.comparingInt(blob -> blob.bytes().length))
            .orElseThrow();

    private static final Map<String, NetworkFault> FAULTS = NetworkFault.all();

    private record Answer(String operation, int status, String code, boolean saysWhenToRetry, Duration took) {
        @Override
        public String toString() {
            return "%-14s %d %-24s %5d ms".formatted(operation, status, code, took.toMillis());
        }
    }

    private interface Call {
        HttpResponse<byte[]> send(Client client) throws Exception;
    }

    private static Call call(String name) {
        return Objects.requireNonNull(operations().get(name));
    }

    private static Map<String, Call> operations() {
        String repository = "/v2/" + REPOSITORY;
        String blob = repository + "/blobs/" + LARGEST.digest();
        Map<String, Call> calls = new LinkedHashMap<>();
        calls.put("ping", client -> client.get("/v2/"));
        calls.put("get manifest", client -> client.get(repository + "/manifests/latest"));
        calls.put("head blob", client -> client.send("HEAD", URI.create(blob), BodyPublishers.noBody()));
        calls.put("get blob", client -> client.get(blob));
        calls.put("list tags", client -> client.get(repository + "/tags/list"));
        calls.put("catalog", client -> client.get("/v2/_catalog"));
        calls.put(
                "referrers",
                client ->
                        client.get(repository + "/referrers/" + IMAGE.manifest().digest()));
        calls.put("put manifest", client -> putTag(client, "latest"));
        calls.put("push blob", client -> {
            Content content = Content.of(("pushed at " + System.nanoTime()).getBytes(StandardCharsets.UTF_8));
            return client.send(
                    "POST",
                    URI.create(repository + "/blobs/uploads/?digest=" + content.digest()),
                    BodyPublishers.ofByteArray(content.bytes()));
        });
        calls.put("delete tag", client -> client.delete(repository + "/manifests/none"));
        return calls;
    }

    @Test
    void requestsThatNeedTheDatabaseAreRefusedInTimeAndServedAgainAtOnce() throws Exception {
        FailurePage page = FailurePage.below("Database");
        page.assertLists(operations().keySet(), FAULTS.keySet());
        try (FaultyNetwork network = FaultyNetwork.hasty(BUDGET, 12)) {
            Client client = network.client();
            client.push(REPOSITORY, "latest", IMAGE);
            for (Map.Entry<String, NetworkFault> fault : FAULTS.entrySet()) {
                fault.getValue().on(network.databaseProxy());
                List<Answer> answers = answers(client, "database " + fault.getKey());
                network.databaseProxy().pass();

                answers.forEach(answer -> assertAnswered(answer, page.outcome(answer.operation(), fault.getKey())));
                assertRecovered(client);
                assertThat(network.metadata().pool().orElseThrow().active())
                        .as("connections in use")
                        .isZero();
            }
        }
    }

    @Test
    void requestsThatNeedNoBytesAreServedWithoutStorage() throws Exception {
        FailurePage page = FailurePage.below("Storage");
        page.assertLists(operations().keySet(), FAULTS.keySet());
        try (FaultyNetwork network = FaultyNetwork.hasty(BUDGET, 12)) {
            Client client = network.client();
            client.push(REPOSITORY, "latest", IMAGE);
            for (Map.Entry<String, NetworkFault> fault : FAULTS.entrySet()) {
                fault.getValue().on(network.storageProxy());
                List<Answer> answers = answers(client, "storage " + fault.getKey());
                network.storageProxy().pass();

                answers.forEach(answer -> assertAnswered(answer, page.outcome(answer.operation(), fault.getKey())));
                assertRecovered(client);
            }
        }
    }

    /** The connection breaks at each point of the answer of the database, so also right before and after its COMMIT. */
    @Test
    void noTagThatWasAcknowledgedIsLostWhenTheConnectionBreaksAroundItsCommit() throws Exception {
        try (FaultyNetwork network = FaultyNetwork.hasty(BUDGET, 2)) {
            Client client = network.client();
            client.push(REPOSITORY, "latest", IMAGE);
            List<String> acknowledged = new ArrayList<>();
            int refused = 0;
            for (int bytes = 1; bytes < 300; bytes += 15) {
                network.databaseProxy().pass();
                assertRecovered(client);
                network.databaseProxy().cutAfter(bytes);
                HttpResponse<byte[]> answer = putTag(client, "cut-" + bytes);
                assertThat(answer.statusCode()).isIn(201, 503);
                if (answer.statusCode() == 201) {
                    acknowledged.add("cut-" + bytes);
                } else {
                    refused++;
                }
            }
            network.databaseProxy().pass();
            assertRecovered(client);
            System.out.println("around COMMIT: " + acknowledged.size() + " acknowledged, " + refused + " refused");
            assertThat(refused).isPositive();
            for (String tag : acknowledged) {
                client.assertPulls(REPOSITORY, tag, IMAGE);
            }
            assertThat(putTag(client, "cut-1").statusCode()).isEqualTo(201);
        }
    }

    /** From the first request on. */
    private static void assertRecovered(Client client) throws Exception {
        client.assertPulls(REPOSITORY, "latest", IMAGE);
    }

    private static HttpResponse<byte[]> putTag(Client client, String tag) throws Exception {
        return client.send(
                "PUT",
                URI.create("/v2/" + REPOSITORY + "/manifests/" + tag),
                BodyPublishers.ofByteArray(IMAGE.manifest().bytes()),
                "Content-Type",
                Image.MEDIA_TYPE);
    }

    private static void assertAnswered(Answer answer, Outcome outcome) {
        assertThat(answer.took()).as(answer.toString()).isLessThan(SOON);
        boolean isRefused = outcome == Outcome.UNAVAILABLE || (outcome == Outcome.EITHER && answer.status() == 503);
        if (isRefused) {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
            assertThat(answer.saysWhenToRetry()).as(answer.toString()).isTrue();
        } else {
            assertThat(answer.status()).as(answer.toString()).isIn(200, 201, 404);
        }
    }

    private static List<Answer> answers(Client client, String title) throws Exception {
        Map<String, Call> calls = operations();
        List<CompletableFuture<Answer>> running = new ArrayList<>();
        ExecutorService clients = Executors.newCachedThreadPool();
        try {
            calls.forEach((name, call) ->
                    running.add(CompletableFuture.supplyAsync(() -> answer(client, name, call), clients)));
            List<Answer> answers = running.stream().map(CompletableFuture::join).toList();
            answers.forEach(answer -> System.out.println(title + ": " + answer));
            return answers;
        } finally {
            clients.shutdown();
        }
    }

    private static Answer answer(Client client, String name, Call call) {
        long begun = System.nanoTime();
        try {
            HttpResponse<byte[]> answer = call.send(client);
            String body = new String(answer.body(), StandardCharsets.UTF_8);
            String code = answer.statusCode() < 400 ? "" : body.replaceAll(".*\"code\":\"([A-Z_]+)\".*", "$1");
            boolean saysWhen = answer.headers().firstValue("Retry-After").isPresent();
            return new Answer(name, answer.statusCode(), code, saysWhen, Duration.ofNanos(System.nanoTime() - begun));
        } catch (Exception e) {
            throw new IllegalStateException(name, e);
        }
    }

    @Test
    void withoutAnySettingAnAnswerComesWithinTheBudget() throws Exception {
        try (FaultyNetwork network = FaultyNetwork.byDefault()) {
            Client client = network.client();
            client.push(REPOSITORY, "latest", IMAGE);

            network.databaseProxy().refuse();
            Answer refused = answer(client, "get manifest", call("get manifest"));
            network.databaseProxy().pass();
            network.databaseProxy().silence();
            Answer silent = answer(client, "get manifest", call("get manifest"));
            network.databaseProxy().pass();
            network.storageProxy().silence();
            Answer storage = answer(client, "push blob", call("push blob"));

            System.out.println("by default, database refused: " + refused);
            System.out.println("by default, database silent:  " + silent);
            System.out.println("by default, storage silent:   " + storage);
            assertThat(refused.took()).isLessThan(Duration.ofSeconds(15)); // as long as it waits for a free connection
            assertThat(silent.took()).isLessThan(Duration.ofSeconds(32));
            assertThat(storage.took()).isLessThan(Duration.ofSeconds(36));
            assertThat(List.of(refused.status(), silent.status(), storage.status()))
                    .containsOnly(503);
        }
    }

    /** More requests wait than there are threads, and than there are connections. */
    @Test
    void waitingRequestsHoldUpNeitherThePingNorOneAnotherForLong() throws Exception {
        try (FaultyNetwork network = FaultyNetwork.hasty(BUDGET, 2)) {
            Client client = network.client();
            client.push(REPOSITORY, "latest", IMAGE);
            network.databaseProxy().silence();
            Call get = call("get manifest");
            ExecutorService clients = Executors.newFixedThreadPool(300);
            try {
                List<CompletableFuture<Answer>> waiting = new ArrayList<>();
                for (int i = 0; i < 300; i++) {
                    waiting.add(CompletableFuture.supplyAsync(() -> answer(client, "get manifest", get), clients));
                }
                Awaitility.await()
                        .pollInterval(Duration.ofMillis(10))
                        .until(() -> network.metadata().pool().orElseThrow().waiting() > 0);
                Answer ping = answer(client, "ping", call("ping"));
                assertThat(ping.status()).isEqualTo(200);
                assertThat(ping.took()).isLessThan(BUDGET);
                assertThat(waiting).allSatisfy(answer -> assertAnswered(answer.join(), Outcome.UNAVAILABLE));
            } finally {
                clients.shutdown();
            }
            network.databaseProxy().pass();
            assertRecovered(client);
            assertThat(network.metadata().pool().orElseThrow().outages()).containsKey(Outage.TIMEOUT);
        }
    }
}
