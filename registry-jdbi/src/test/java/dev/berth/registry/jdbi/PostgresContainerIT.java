package dev.berth.registry.jdbi;

import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.utility.DockerImageName;

/** The contract, on the published image of the oldest PostgreSQL there is a promise for; skipped without Docker. */
@Testcontainers(disabledWithoutDocker = true)
class PostgresContainerIT extends JdbiMetadataStoreIT {
    private static final String IMAGE = System.getProperty("berth.image.postgres", "postgres:15");
    private static final int PORT = 5432;

    /** The server is ready at the second message: the first one is of the server that creates the database. */
    @Container
    private static final GenericContainer<?> SERVER = new GenericContainer<>(DockerImageName.parse(IMAGE))
            .withEnv("POSTGRES_PASSWORD", "postgres")
            .withCommand("postgres", "-c", "fsync=off")
            .withExposedPorts(PORT)
            .waitingFor(Wait.forLogMessage(".*database system is ready to accept connections.*\\s", 2));

    @Override
    TestDatabase newDatabase() throws Exception {
        return TestDatabase.migrated(
                TestDatabase.config(SERVER.getHost(), SERVER.getMappedPort(PORT), "postgres"), partitions());
    }
}
