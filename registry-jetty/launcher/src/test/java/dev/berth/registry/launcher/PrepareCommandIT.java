package dev.berth.registry.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class PrepareCommandIT {
    @Test
    void pushesAndPullsOnBothKindsOfServer() {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Launcher.run(new PrintWriter(out, true), new PrintWriter(err, true), "prepare", "--rounds", "2");
        assertThat(status).as(err.toString()).isZero();
        assertThat(out.toString()).contains("prepared for Java " + Runtime.version());
    }
}
