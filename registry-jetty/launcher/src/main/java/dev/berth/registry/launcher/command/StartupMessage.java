package dev.berth.registry.launcher.command;

import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.assembly.RunningServer;
import java.util.List;

/** The essential information after the start of a registry. */
record StartupMessage(RunningServer running, Output output) {

    void print() {
        String address = running.server().uri().getAuthority();
        List.of(
                        "Berth " + Release.version() + " listening on "
                                + running.server().uri(),
                        "  metadata: " + running.metadata(),
                        "  blobs:    " + running.blobs(),
                        "Try a push and a pull:",
                        "  docker tag alpine " + address + "/alpine && docker push " + address + "/alpine",
                        "  docker pull " + address + "/alpine",
                        "or, without a daemon:",
                        "  skopeo copy --dest-tls-verify=false docker://alpine docker://" + address + "/alpine",
                        "  skopeo copy --src-tls-verify=false docker://" + address + "/alpine dir:alpine",
                        "Stop with Ctrl-C.")
                .forEach(output::line);
    }
}
