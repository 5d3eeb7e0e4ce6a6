package dev.berth.registry.engine.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.Administration;
import dev.berth.registry.Blobs;
import dev.berth.registry.Catalog;
import dev.berth.registry.Deletions;
import dev.berth.registry.Insights;
import dev.berth.registry.Manifests;
import dev.berth.registry.Registry;
import dev.berth.registry.Tags;
import dev.berth.registry.Uploads;
import java.lang.reflect.Method;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** No method reaches the registry past the gate, also none that is added to an interface with a default body. */
class GatedRegistryTest {
    private static final Map<Class<?>, Class<?>> GATED = Map.of(
            Registry.class, GatedRegistry.class,
            Administration.class, GatedAdministration.class,
            Blobs.class, GatedBlobs.class,
            Catalog.class, GatedCatalog.class,
            Deletions.class, GatedAdministration.class.getDeclaredClasses()[0],
            Insights.class, GatedInsights.class,
            Manifests.class, GatedManifests.class,
            Tags.class, GatedTags.class,
            Uploads.class, GatedUploads.class);

    @Test
    void everyMethodPassesTheGate() throws Exception {
        for (Map.Entry<Class<?>, Class<?>> gated : GATED.entrySet()) {
            for (Method method : gated.getKey().getMethods()) {
                Method found = gated.getValue().getMethod(method.getName(), method.getParameterTypes());
                assertThat(found.getDeclaringClass()).as("%s", method).isEqualTo(gated.getValue());
            }
        }
    }

    @Test
    void everyRoleOfARegistryIsGated() {
        for (Method role : Registry.class.getMethods()) {
            if (role.getParameterCount() == 0) {
                assertThat(GATED).as("%s", role).containsKey(role.getReturnType());
            }
        }
    }
}
