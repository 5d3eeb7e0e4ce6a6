package dev.berth.registry.specification;

import java.net.URI;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The specification asked of a registry that is running somewhere, this one or another. */
@EnabledIfSystemProperty(
        named = "berth.specification.registry",
        matches = ".+",
        disabledReason = "-Dberth.specification.registry=URL names no registry")
final class RunningRegistryIT extends DistributionSpecification {

    @Override
    protected URI registry() {
        return URI.create(System.getProperty("berth.specification.registry"));
    }

    @Override
    protected boolean sparse() {
        return Boolean.getBoolean("berth.specification.sparse");
    }
}
