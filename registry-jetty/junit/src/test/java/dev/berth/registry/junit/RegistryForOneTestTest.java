package dev.berth.registry.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RegistryForOneTestTest {
    private static @Nullable RunningRegistry first;

    @RegisterExtension
    final RegistryExtension extension = new RegistryExtension();

    @Test
    @Order(1)
    void listens(RunningRegistry registry) throws IOException {
        first = registry;
        connect(registry);
    }

    @Test
    @Order(2)
    void theNextTestHasAnotherOne(RunningRegistry registry) throws IOException {
        RunningRegistry stopped = first;
        assertThat(stopped).isNotNull().isNotSameAs(registry);
        connect(registry);
        if (stopped != null && stopped.uri().getPort() != registry.uri().getPort()) {
            assertThatThrownBy(() -> connect(stopped)).isInstanceOf(IOException.class);
        }
    }

    private static void connect(RunningRegistry registry) throws IOException {
        new Socket(InetAddress.getLoopbackAddress(), registry.uri().getPort()).close();
    }
}
