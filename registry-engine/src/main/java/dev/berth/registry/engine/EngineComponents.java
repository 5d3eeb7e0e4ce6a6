package dev.berth.registry.engine;

import dev.berth.registry.engine.manifest.ManifestReader;
import dev.berth.registry.engine.request.EnginePolicy;
import dev.berth.registry.engine.request.IdGenerator;
import dev.berth.registry.engine.request.RequestEvents;
import dev.berth.registry.engine.upload.EngineUploads;
import dev.berth.registry.engine.upload.LostBlobs;
import dev.berth.registry.engine.upload.Mounts;
import dev.berth.registry.engine.upload.UploadCompletion;
import dev.berth.registry.engine.upload.UploadMemory;
import dev.berth.registry.engine.upload.UploadObjects;
import dev.berth.registry.spi.insight.UsageRecorder;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.storage.BlobStore;

/** The components shared by all requests to an engine. */
record EngineComponents(
        MetadataStore metadata,
        BlobStore storage,
        ManifestReader reader,
        IdGenerator names,
        UploadMemory memory,
        UploadObjects objects,
        LostBlobs lost,
        UsageRecorder usage,
        EnginePolicy policy) {

    EngineManifests manifests(RequestEvents requestEvents) {
        ReferrersList referrers = new ReferrersList(metadata.manifests(), reader);
        ManifestPushes pushes = pushes(requestEvents);
        return new EngineManifests(
                metadata, pushes, undeletions(pushes), referrers, reader, requestEvents, usage, policy);
    }

    private Undeletions undeletions(ManifestPushes pushes) {
        return new Undeletions(metadata, pushes, reader, policy);
    }

    private ManifestPushes pushes(RequestEvents requestEvents) {
        return new ManifestPushes(metadata.manifests(), metadata.blobLinks(), reader, requestEvents, usage, policy);
    }

    EngineAdministration administration(RequestEvents requestEvents) {
        return new EngineAdministration(
                metadata.repositories(), requestEvents, policy, new EngineDeletions(metadata, requestEvents, policy));
    }

    EngineInsights insights() {
        PlatformReader platforms = new PlatformReader(metadata.blobLinks(), storage);
        return new EngineInsights(
                metadata.insights(),
                new VisibleRepositories(metadata.repositories()),
                new ImageReader(metadata.manifests(), reader, platforms),
                new ManifestPlatforms(metadata.insights().tags(), reader, platforms),
                policy.config().kinds());
    }

    EngineTags tags(RequestEvents requestEvents) {
        return new EngineTags(metadata.tags(), undeletions(pushes(requestEvents)), requestEvents, policy);
    }

    EngineBlobs blobs(RequestEvents requestEvents) {
        return new EngineBlobs(metadata, storage, lost, requestEvents, policy);
    }

    EngineUploads uploads(RequestEvents requestEvents) {
        UploadCompletion completion = new UploadCompletion(metadata, objects, lost, requestEvents);
        Mounts mounts = new Mounts(metadata.blobLinks(), lost, requestEvents);
        return new EngineUploads(
                metadata.uploads(), memory, objects, completion, mounts, blobs(requestEvents), names, policy);
    }
}
