package dev.berth.registry.acceptance;

import dev.berth.registry.testing.TcpProxy;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A fault of the network to something that a server needs. */
interface NetworkFault {
    void on(TcpProxy proxy) throws IOException;

    /** Each fault by the name that it has in docs/failures.md, in the order of its tables. */
    static Map<String, NetworkFault> all() {
        Map<String, NetworkFault> faults = new LinkedHashMap<>();
        faults.put("refused", TcpProxy::refuse);
        faults.put("silent", TcpProxy::silence);
        faults.put("reset", TcpProxy::reset);
        faults.put("cut after 10 bytes", proxy -> proxy.cutAfter(10));
        faults.put("half closed", TcpProxy::halfClose);
        faults.put("slow", proxy -> proxy.delay(Duration.ofMillis(50)));
        return faults;
    }
}
