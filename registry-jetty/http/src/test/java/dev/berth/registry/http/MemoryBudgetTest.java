package dev.berth.registry.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.RegistryException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
    private static final int MIB = 1 << 20;
    private final List<Runnable> answered = new ArrayList<>();
    private final MemoryBudget budget = new MemoryBudget(16 * MIB, 4 * MIB);

    @Test
    void largeRequestsOfAClientLeaveRoomForItsSmallOnes() {
        share("192.0.2.1").reserve(4 * MIB);
        assertRefused(ErrorCode.TOOMANYREQUESTS, share("192.0.2.1"), 3 * MIB);
        share("192.0.2.1").reserve(2 * MIB);
        share("192.0.2.1").reserve(50_000);
        assertRefused(ErrorCode.TOOMANYREQUESTS, share("192.0.2.1"), 70_000);
    }

    @Test
    void clientsTogetherLeaveRoomForSmallOnes() {
        share("192.0.2.1").reserve(6 * MIB);
        share("192.0.2.2").reserve(6 * MIB);
        assertRefused(ErrorCode.UNAVAILABLE, share("192.0.2.3"), MIB);
        for (int i = 0; i < 60; i++) {
            share("192.0.2." + (3 + i)).reserve(64 * 1024);
        }
    }

    @Test
    void nothingIsHeldWhenRequestsHaveBeenAnswered() {
        MemoryBudget.Share share = share("192.0.2.1");
        share.reserve(MIB);
        share.reserve(2 * MIB);
        assertRefused(ErrorCode.TOOMANYREQUESTS, share, 5 * MIB);
        share("2001:db8::1").reserve(MIB);
        assertThat(budget.held()).isEqualTo(4 * MIB);
        assertThat(budget.clients()).isEqualTo(2);

        answered.forEach(Runnable::run);

        assertThat(budget.held()).isZero();
        assertThat(budget.clients()).isZero();
    }

    @Test
    void smallBudgetHasRoomForTheLargestManifest() {
        MemoryBudget small = new MemoryBudget(1, 4 * MIB);
        small.share(request("192.0.2.1")).reserve(4 * MIB + 1);
    }

    private static void assertRefused(ErrorCode code, MemoryBudget.Share share, long bytes) {
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> share.reserve(bytes))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private MemoryBudget.Share share(String address) {
        return budget.share(request(address));
    }

    private HttpRequest request(String address) {
        return new SentRequest(HeaderName.ACCEPT, "*/*") {
            @Override
            public Optional<InetAddress> clientAddress() {
                try {
                    return Optional.of(InetAddress.getByName(address));
                } catch (UnknownHostException e) {
                    throw new IllegalArgumentException(e);
                }
            }

            @Override
            public void onAnswered(Runnable action) {
                answered.add(action);
            }
        };
    }
}
