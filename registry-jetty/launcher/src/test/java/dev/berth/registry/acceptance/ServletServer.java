package dev.berth.registry.acceptance;

import dev.berth.registry.Registry;
import dev.berth.registry.access.OpenAccess;
import dev.berth.registry.http.ProtocolConfig;
import dev.berth.registry.http.RegistryProtocol;
import dev.berth.registry.http.servlet.RegistryServlet;
import java.net.URI;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/** A registry as a servlet in Tomcat, as a host mounts it. */
final class ServletServer implements AutoCloseable {
    private final Tomcat tomcat = new Tomcat();

    ServletServer(Registry registry, Path folder) throws LifecycleException {
        RegistryProtocol protocol = new RegistryProtocol(registry, new OpenAccess(), ProtocolConfig.defaults());
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        Context context = tomcat.addContext("", folder.toString());
        Tomcat.addServlet(context, "registry", RegistryServlet.of(protocol)).addMapping("/v2/*");
        tomcat.getConnector();
        tomcat.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort());
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }
}
