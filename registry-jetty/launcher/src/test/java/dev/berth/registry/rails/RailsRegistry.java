package dev.berth.registry.rails;

import dev.berth.registry.launcher.assembly.Assembly;
import dev.berth.registry.launcher.assembly.RunningServer;
import dev.berth.registry.launcher.config.ConfigurationReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A registry that is configured as GitLab documents it for its own. */
final class RailsRegistry implements AutoCloseable {
    private final RunningServer server;
    private final RailsTokens tokens;

    private RailsRegistry(RunningServer server, RailsTokens tokens) {
        this.server = server;
        this.tokens = tokens;
    }

    /**
     * Starts a registry.
     *
     * @param more lines of its configuration, in YAML
     */
    static RailsRegistry start(Path folder, RailsTokens tokens, String more) throws Exception {
        Path bundle = Files.writeString(folder.resolve("gitlab.crt"), tokens.certificate());
        Path config = Files.writeString(
                folder.resolve("registry.yml"), """
                    version: 0.1
                    http: {addr: '127.0.0.1:0'}
                    auth:
                      token:
                        realm: https://gitlab.example.com/jwt/auth
                        service: %s
                        issuer: %s
                        rootcertbundle: %s
                    %s
                    """.formatted(RailsTokens.SERVICE, RailsTokens.ISSUER, bundle, more));
        return new RailsRegistry(
                Assembly.start(ConfigurationReader.read(config, Map.of()), folder.resolve("data")), tokens);
    }

    URI uri() {
        return server.server().uri();
    }

    RailsClient rails(String token) {
        return new RailsClient(uri(), token);
    }

    /** A client with all rights in a repository. */
    ImageClient images(String repository) {
        return new ImageClient(uri(), tokens.full(repository));
    }

    /** Pushes an image of one layer, and answers its digest. */
    String push(String repository, String tag, String content) throws Exception {
        ImageClient client = images(repository);
        return client.put(repository, tag, ImageClient.OCI, image(client, repository, content));
    }

    /** The manifest of an image, whose blobs are pushed. */
    static byte[] image(ImageClient client, String repository, String content) throws Exception {
        byte[] layer = content.getBytes(StandardCharsets.UTF_8);
        byte[] config = ("{\"architecture\":\"amd64\",\"os\":\"linux\",\"author\":\"" + content + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        client.push(repository, layer);
        client.push(repository, config);
        return """
            {"schemaVersion":2,"mediaType":"%s",
            "config":{"mediaType":"application/vnd.oci.image.config.v1+json","size":%d,"digest":"%s"},
            "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","size":%d,"digest":"%s"}]}\
            """.formatted(
                        ImageClient.OCI,
                        config.length,
                        ImageClient.digest(config),
                        layer.length,
                        ImageClient.digest(layer))
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.close();
    }
}
