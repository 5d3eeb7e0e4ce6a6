package dev.berth.registry.engine.migration;

import dev.berth.registry.model.Digest;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.AuditedBlob;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Contents of manifests, with a cache of recent ones: repositories with promoted images share their manifests. Bounded;
 * safe for use by several threads.
 */
final class Payloads {
    private static final long MAX_BYTES = 32L * 1024 * 1024;

    private final ClassicReader reader;
    private final Map<Digest, byte[]> recent = new LinkedHashMap<>();
    private long bytes;

    Payloads(ClassicReader reader) {
        this.reader = reader;
    }

    byte[] read(AuditedBlob payload) throws StoreException {
        synchronized (this) {
            byte[] kept = recent.get(payload.digest());
            if (kept != null) {
                return kept;
            }
        }
        byte[] content = reader.read(payload.key(), payload.size());
        keep(payload.digest(), content);
        return content;
    }

    private synchronized void keep(Digest digest, byte[] content) {
        if (recent.put(digest, content) == null) {
            bytes += content.length;
        }
        while (bytes > MAX_BYTES) {
            Map.Entry<Digest, byte[]> oldest = recent.entrySet().iterator().next();
            recent.remove(oldest.getKey());
            bytes -= oldest.getValue().length;
        }
    }
}
