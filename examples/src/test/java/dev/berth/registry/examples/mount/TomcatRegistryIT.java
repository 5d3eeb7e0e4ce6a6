package dev.berth.registry.examples.mount;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TomcatRegistryIT {
    @TempDir
    Path folder;

    @Test
    void servesSkopeo() throws Exception {
        Skopeo skopeo = Skopeo.in(folder);
        Tomcat tomcat = TomcatRegistry.start(folder, 0, "");
        try {
            skopeo.pushAndPull("127.0.0.1:" + tomcat.getConnector().getLocalPort());
        } finally {
            stop(tomcat);
        }
    }

    @Test
    void linksBeginWithThePathOfTheContext() throws Exception {
        Tomcat tomcat = TomcatRegistry.start(folder, 0, "/registry");
        try {
            String registry = "http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/registry/v2/";
            assertThat(send("GET", registry).statusCode()).isEqualTo(200);

            HttpResponse<String> upload = send("POST", registry + "examples/mounted/blobs/uploads/");

            assertThat(upload.statusCode()).isEqualTo(202);
            String location = upload.headers().firstValue("Location").orElseThrow();
            assertThat(location).startsWith("/registry/v2/examples/mounted/blobs/uploads/");
            assertThat(send("GET", URI.create(registry).resolve(location).toString())
                            .statusCode())
                    .isEqualTo(204);
        } finally {
            stop(tomcat);
        }
    }

    @Test
    void answersInJson() throws Exception {
        Tomcat tomcat = TomcatRegistry.start(folder, 0, "");
        try {
            String registry = "http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/v2/";
            HttpResponse<String> get = send("GET", registry + "_catalog");
            HttpResponse<String> unknown = send("GET", registry + "examples/nothing/manifests/1");

            assertThat(get.body()).isEqualTo("{\"repositories\":[]}");
            assertThat(unknown.statusCode()).isEqualTo(404);
            assertThat(unknown.headers().firstValue("Content-Type")).hasValue("application/json");
        } finally {
            stop(tomcat);
        }
    }

    private static HttpResponse<String> send(String method, String uri) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri))
                .method(method, BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private static void stop(Tomcat tomcat) throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }
}
