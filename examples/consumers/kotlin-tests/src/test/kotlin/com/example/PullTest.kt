package com.example

import dev.berth.registry.engine.image.BuiltImage
import dev.berth.registry.junit.RegistryTest
import dev.berth.registry.junit.RunningRegistry
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse.BodyHandlers
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test

@RegistryTest
class PullTest {
    @Test
    fun pullsAPushedImage(registry: RunningRegistry) {
        registry.push("library/hello:1", BuiltImage.of(mapOf("etc/motd" to "Hello\n")))

        assertEquals(200, manifestStatus(registry, "hello"))
        assertEquals(1, registry.requests().matching("GET", "/v2/library/hello/manifests/1").size)
    }

    @Test
    fun meetsAFault(registry: RunningRegistry) {
        registry.push("library/disturbed:1", BuiltImage.of(mapOf("etc/motd" to "Hello\n")))
        registry.faults().at("GET", "/v2/library/disturbed/manifests/.+").status(503)

        assertEquals(503, manifestStatus(registry, "disturbed"))
        assertEquals(200, manifestStatus(registry, "disturbed"))
    }

    private fun manifestStatus(registry: RunningRegistry, name: String): Int {
        val request = HttpRequest.newBuilder(registry.uri().resolve("/v2/library/$name/manifests/1")).build()
        return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode()
    }
}
