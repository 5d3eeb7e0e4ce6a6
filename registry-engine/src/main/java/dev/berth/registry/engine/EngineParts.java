package dev.berth.registry.engine;

import dev.berth.registry.spi.BlobStore;
import dev.berth.registry.spi.MetadataStore;

/** What all requests to an engine share. */
record EngineParts(
        MetadataStore metadata,
        BlobStore storage,
        ManifestReader reader,
        FreshNames names,
        UploadMemory memory,
        UploadRows rows,
        UploadBytes bytes,
        LostBlobs lost,
        Rules rules) {

    EngineManifests manifests(Announcer announcer) {
        ManifestPushes pushes =
                new ManifestPushes(metadata.manifests(), metadata.blobLinks(), reader, announcer, rules);
        ReferrersList referrers = new ReferrersList(metadata.manifests(), reader);
        return new EngineManifests(metadata.manifests(), pushes, referrers, reader, announcer, rules);
    }

    EngineTags tags(Announcer announcer) {
        return new EngineTags(metadata.tags(), announcer, rules);
    }

    EngineBlobs blobs(Announcer announcer) {
        return new EngineBlobs(metadata.blobLinks(), storage, lost, announcer, rules);
    }

    EngineUploads uploads(Announcer announcer) {
        UploadFinishes finishes = new UploadFinishes(metadata, rows, bytes, lost, announcer);
        Mounts mounts = new Mounts(metadata.blobLinks(), lost, announcer);
        return new EngineUploads(metadata.uploads(), memory, rows, bytes, finishes, mounts, names, rules);
    }
}
