package dev.berth.registry.examples.mount;

import dev.berth.registry.Registry;
import dev.berth.registry.access.OpenAccess;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.http.ProtocolConfig;
import dev.berth.registry.http.RegistryProtocol;
import dev.berth.registry.http.servlet.RegistryServlet;
import java.nio.file.Path;
import java.time.Clock;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/** A registry as a servlet in Tomcat. Other containers take the same servlet. */
public final class TomcatRegistry {

    private TomcatRegistry() {}

    /** Listens on port 5000 until the process is stopped. Takes a folder for Tomcat's files. */
    public static void main(String[] arguments) throws LifecycleException {
        start(Path.of(arguments[0]), 5000, "").getServer().await();
    }

    /**
     * A registry in memory; port 0 takes any that is free.
     *
     * @param path where the registry is below the host: empty, or {@code /registry} for example
     */
    static Tomcat start(Path folder, int port, String path) throws LifecycleException {
        Clock clock = Clock.systemUTC();
        Registry registry = RegistryEngine.over(new InMemoryMetadataStore(clock), new InMemoryBlobStore(clock));
        RegistryProtocol protocol = new RegistryProtocol(registry, new OpenAccess(), ProtocolConfig.defaults());

        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(port);
        Context context = tomcat.addContext(path, folder.toString());
        Tomcat.addServlet(context, "registry", RegistryServlet.of(protocol)).addMapping("/v2/*");
        tomcat.getConnector();
        tomcat.start();
        return tomcat;
    }
}
