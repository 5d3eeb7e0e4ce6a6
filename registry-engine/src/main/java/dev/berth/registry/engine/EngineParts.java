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
        return new EngineBlobs(metadata.blobLinks(), storage, announcer, rules);
    }

    EngineUploads uploads(Announcer announcer) {
        UploadFinishes finishes = new UploadFinishes(metadata, rows, bytes, announcer);
        Mounts mounts = new Mounts(metadata.blobLinks(), announcer);
        return new EngineUploads(
                metadata.uploads(), memory, rows, bytes, finishes, mounts, blobs(announcer), names, rules);
    }
}
