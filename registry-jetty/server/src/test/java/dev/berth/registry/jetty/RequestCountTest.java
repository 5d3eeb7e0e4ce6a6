package dev.berth.registry.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.http.limit.RequestCount;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestCountTest {
    private static final String SOMEBODY = "192.0.2.1";

    private final RequestCount count = new RequestCount(2);

    @Test
    void clientHasItsShareAndNoMore() throws Exception {
        ServedRequest first = begin(SOMEBODY).orElseThrow();
        ServedRequest second = begin(SOMEBODY).orElseThrow();
        assertThat(begin(SOMEBODY)).isEmpty();
        assertThat(begin("192.0.2.2")).isPresent();

        first.succeeded();
        assertThat(begin(SOMEBODY)).isPresent();
        assertThat(begin(SOMEBODY)).isEmpty();
        second.failed(new Exception("gone"));
        assertThat(begin(SOMEBODY)).isPresent();
    }

    @Test
    void requestEndsOnce() throws Exception {
        ServedRequest first = begin(SOMEBODY).orElseThrow();
        assertThat(begin(SOMEBODY)).isPresent();
        first.end();
        first.succeeded();
        first.failed(new Exception("gone"));
        assertThat(begin(SOMEBODY)).isPresent();
        assertThat(begin(SOMEBODY)).isEmpty();
    }

    @Test
    void nothingIsKeptOfWhoHasGone() throws Exception {
        for (int i = 0; i < 100; i++) {
            begin("192.0.2." + i).orElseThrow().succeeded();
        }
        assertThat(count.clients()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"2001:db8::1, 2001:db8::2:1, false", "2001:db8::1, 2001:db8:0:1::1, true"})
    void networkIsOneClient(String one, String other, boolean isServed) throws Exception {
        begin(one);
        begin(one);
        assertThat(begin(other).isPresent()).isEqualTo(isServed);
    }

    @Test
    void whoHasNoAddressIsNotCounted() {
        for (int i = 0; i < 10; i++) {
            assertThat(count.begin(Optional.empty())).isPresent();
        }
    }

    @Test
    void zeroIsNoLimit() throws Exception {
        RequestCount any = new RequestCount(0);
        for (int i = 0; i < 10; i++) {
            assertThat(any.begin(Optional.of(InetAddress.getByName(SOMEBODY)))).isPresent();
        }
    }

    @Test
    void manyAtOnceNeverHaveMoreThanTheShareAndLeaveNothing() throws Exception {
        int threads = 8;
        CyclicBarrier barrier = new CyclicBarrier(threads);
        AtomicInteger served = new AtomicInteger();
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Integer>> most = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                most.add(executor.submit(() -> {
                    barrier.await(20, TimeUnit.SECONDS);
                    return mostSeen(served);
                }));
            }
            for (Future<Integer> seen : most) {
                assertThat(seen.get(60, TimeUnit.SECONDS)).isLessThanOrEqualTo(2);
            }
        } finally {
            executor.shutdownNow();
        }
        assertThat(count.clients()).isZero();
    }

    private int mostSeen(AtomicInteger served) throws UnknownHostException {
        int most = 0;
        for (int i = 0; i < 20_000; i++) {
            Optional<ServedRequest> request = begin(SOMEBODY);
            if (request.isPresent()) {
                most = Math.max(most, served.incrementAndGet());
                served.decrementAndGet();
                request.get().succeeded();
            }
        }
        return most;
    }

    private Optional<ServedRequest> begin(String address) throws UnknownHostException {
        return count.begin(Optional.of(InetAddress.getByName(address)))
                .map(end -> new ServedRequest(Callback.NOOP, end));
    }
}
