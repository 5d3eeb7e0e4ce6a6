package dev.berth.registry.engine.manifest;

import dev.berth.registry.model.ArtifactKind;
import dev.berth.registry.model.ArtifactKind.Rule;
import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.spi.metadata.ManifestReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The kinds of artifacts by media type: that of the artifact, of one of its layers, or of its config, the first of
 * these that the table has. An index that has none of them and lists manifests is a multi-platform image.
 */
public final class KindTable {
    private static final List<Rule> DEFAULTS = List.of(
            rule("application/vnd.cncf.helm.config.v1+json", ArtifactKind.HELM_CHART),
            rule("application/vnd.dev.cosign.*", ArtifactKind.SIGNATURE),
            rule("application/vnd.dev.sigstore.bundle*", ArtifactKind.SIGNATURE),
            rule("application/vnd.cncf.notary.signature*", ArtifactKind.SIGNATURE),
            rule("application/vnd.in-toto*", ArtifactKind.ATTESTATION),
            rule("application/vnd.dsse.envelope*", ArtifactKind.ATTESTATION),
            rule("application/spdx+*", ArtifactKind.SBOM),
            rule("text/spdx*", ArtifactKind.SBOM),
            rule("application/vnd.cyclonedx*", ArtifactKind.SBOM),
            rule("application/vnd.syft+json", ArtifactKind.SBOM),
            rule("application/vnd.wasm.*", ArtifactKind.WASM),
            rule("application/vnd.module.wasm.*", ArtifactKind.WASM),
            rule("application/wasm", ArtifactKind.WASM),
            rule("application/vnd.cncf.model.*", ArtifactKind.MODEL),
            rule("application/vnd.docker.ai.*", ArtifactKind.MODEL),
            rule("application/vnd.ollama.image.model", ArtifactKind.MODEL),
            rule("application/vnd.kitops.modelkit.*", ArtifactKind.MODEL),
            rule("application/vnd.oci.image.config.v1+json", ArtifactKind.IMAGE),
            rule("application/vnd.docker.container.image.v1+json", ArtifactKind.IMAGE));

    private final List<Rule> rules;

    private KindTable(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    private static Rule rule(String mediaType, ArtifactKind kind) {
        return new Rule(mediaType, kind);
    }

    /** The table without additions. */
    public static KindTable defaults() {
        return new KindTable(DEFAULTS);
    }

    /** The table with rules before its own. */
    public static KindTable with(List<Rule> additions) {
        List<Rule> all = new ArrayList<>(additions);
        all.addAll(DEFAULTS);
        return new KindTable(all);
    }

    /** All rules, in the order in which they apply. */
    public List<Rule> rules() {
        return rules;
    }

    /** The kind of artifact that a manifest describes. Without streams: it is asked at every push. */
    public ArtifactKind kindOf(ReadManifest manifest) {
        Optional<MediaType> config = manifest.config().map(Descriptor::mediaType);
        Optional<ArtifactKind> kind = manifest.artifactType().equals(config)
                ? Optional.empty()
                : manifest.artifactType().flatMap(this::find);
        if (kind.isEmpty() && !manifest.mediaType().isIndex()) {
            kind = ofLayers(manifest, config);
        }
        if (kind.isEmpty()) {
            kind = config.flatMap(this::find);
        }
        return kind.orElseGet(() -> listsManifests(manifest) ? ArtifactKind.MULTI_PLATFORM_IMAGE : ArtifactKind.OTHER);
    }

    private Optional<ArtifactKind> ofLayers(ReadManifest manifest, Optional<MediaType> config) {
        Optional<MediaType> before = config;
        for (ManifestReference layer : manifest.references()) {
            Optional<MediaType> type = layer.mediaType();
            if (!type.equals(before) && !type.equals(config)) {
                Optional<ArtifactKind> kind = type.flatMap(this::find);
                if (kind.isPresent()) {
                    return kind;
                }
                before = type;
            }
        }
        return Optional.empty();
    }

    private Optional<ArtifactKind> find(MediaType type) {
        for (Rule rule : rules) {
            if (rule.matches(type)) {
                return Optional.of(rule.kind());
            }
        }
        return Optional.empty();
    }

    private static boolean listsManifests(ReadManifest manifest) {
        return manifest.children().stream()
                .map(child -> child.descriptor().mediaType())
                .anyMatch(type -> type.isIndex()
                        || type.equals(MediaType.OCI_MANIFEST)
                        || type.equals(MediaType.DOCKER_MANIFEST));
    }
}
