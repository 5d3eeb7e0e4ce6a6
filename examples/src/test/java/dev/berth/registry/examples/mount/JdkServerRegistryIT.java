package dev.berth.registry.examples.mount;

import com.sun.net.httpserver.HttpServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkServerRegistryIT {
    @TempDir
    Path folder;

    @Test
    void servesSkopeo() throws Exception {
        Skopeo skopeo = Skopeo.in(folder);
        HttpServer server = JdkServerRegistry.start(0);
        try {
            skopeo.pushAndPull("127.0.0.1:" + server.getAddress().getPort());
        } finally {
            server.stop(0);
        }
    }
}
