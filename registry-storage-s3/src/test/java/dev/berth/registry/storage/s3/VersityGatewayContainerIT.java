package dev.berth.registry.storage.s3;

import java.net.URI;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.utility.DockerImageName;

/** The contract, on the published image of the Versity gateway; skipped where no Docker engine answers. */
@Testcontainers(disabledWithoutDocker = true)
class VersityGatewayContainerIT extends S3BlobStoreContract {
    private static final String IMAGE = System.getProperty("berth.image.versitygw", "ghcr.io/versity/versitygw:v1.8.0");
    private static final int PORT = 7070;

    @Container
    private static final GenericContainer<?> GATEWAY = new GenericContainer<>(DockerImageName.parse(IMAGE))
            .withEnv("ROOT_ACCESS_KEY", S3Server.ACCESS_KEY)
            .withEnv("ROOT_SECRET_KEY", S3Server.SECRET_KEY)
            .withCommand("--health", "/health", "posix", "/tmp/vgw")
            .withExposedPorts(PORT)
            .waitingFor(Wait.forHttp("/health"));

    VersityGatewayContainerIT() {
        super(server(), "root/directory");
    }

    private static S3Server server() {
        return new S3Server(URI.create("http://" + GATEWAY.getHost() + ":" + GATEWAY.getMappedPort(PORT)));
    }
}
