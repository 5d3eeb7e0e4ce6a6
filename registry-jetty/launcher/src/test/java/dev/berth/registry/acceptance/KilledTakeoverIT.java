package dev.berth.registry.acceptance;

import dev.berth.registry.testing.FullBuild;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A takeover by two servers, each of which is killed at random moments and started again. */
@FullBuild
class KilledTakeoverIT extends TakeoverClaims {
    private static final int KILLS = Integer.getInteger("berth.kills", Scale.of(20, 2));
    private static final int LONGEST_LIFE = 2_000;

    @Override
    SharedStorage storage() {
        return SharedStorage.directory(folder.resolve("tree"));
    }

    @Test
    void killedNodesLoseNothing() throws Exception {
        List<Launch> launches = new ArrayList<>();
        List<RunningServer> servers = new ArrayList<>();
        try {
            for (String name : List.of("first", "second")) {
                launches.add(launch(name));
                servers.add(launches.get(launches.size() - 1).start());
                nodes.add(servers.get(servers.size() - 1).uri());
            }
            beginClients();
            for (int kill = 0; kill < KILLS; kill++) {
                Thread.sleep(random.nextInt(LONGEST_LIFE));
                int victim = kill % 2;
                nodes.remove(servers.get(victim).uri());
                servers.get(victim).kill();
                servers.set(victim, launches.get(victim).start());
                nodes.add(servers.get(victim).uri());
            }
            awaitEndAndCompare();
        } finally {
            servers.forEach(RunningServer::close);
        }
    }

    private Launch launch(String name) throws Exception {
        Path directory = Files.createDirectories(folder.resolve(name));
        return Launch.in(directory).with(configuration("takeover").toString());
    }
}
