package dev.berth.registry.engine.memory;

import dev.berth.registry.maintenance.PendingReview;
import dev.berth.registry.maintenance.ReviewReason;
import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.maintenance.Reviewable.OfBlob;
import dev.berth.registry.maintenance.Reviewable.OfLink;
import dev.berth.registry.maintenance.Reviewable.OfManifest;
import dev.berth.registry.model.Digest;
import dev.berth.registry.spi.migration.ImportClaim;
import dev.berth.registry.spi.migration.ImportFinding;
import dev.berth.registry.spi.migration.ImportRun;
import dev.berth.registry.spi.migration.ImportRunStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Runs of imports to a {@link MemoryTables}. */
final class InMemoryImportRuns implements ImportRunStore {
    private static final String FORGOTTEN = "forgotten";

    private final MemoryTables tables;
    private final HolderSearch holderSearch;
    private final List<ImportRun> runs = new ArrayList<>();
    private final List<List<ImportFinding>> findings = new ArrayList<>();
    private boolean claimed;

    InMemoryImportRuns(MemoryTables tables) {
        this.tables = tables;
        holderSearch = new HolderSearch(tables);
    }

    @Override
    public synchronized Optional<ImportClaim> begin(String steps) {
        if (claimed) {
            return Optional.empty();
        }
        claimed = true;
        return Optional.of(new Claim(add(steps)));
    }

    /** The number of a new run. */
    synchronized int add(String steps) {
        Instant now = tables.now();
        runs.add(new ImportRun(runs.size(), steps, now, now, Optional.empty(), false, Map.of()));
        findings.add(new ArrayList<>());
        return runs.size() - 1;
    }

    synchronized void record(int place, List<ImportFinding> found) {
        findings.get(place).addAll(found);
    }

    synchronized void note(int place, Map<String, Long> counts, boolean ended) {
        ImportRun run = runs.get(place);
        Instant now = tables.now();
        Optional<Instant> end = ended ? Optional.of(now) : Optional.empty();
        runs.set(place, new ImportRun(run.run(), run.steps(), run.started(), now, end, false, counts));
    }

    @Override
    public synchronized List<ImportRun> recent(int most) {
        List<ImportRun> recent = new ArrayList<>();
        for (int place = runs.size() - 1; place >= 0 && recent.size() < most; place--) {
            ImportRun run = runs.get(place);
            boolean active = claimed && place == runs.size() - 1;
            if (!isForgotten(place)) {
                recent.add(new ImportRun(
                        run.run(), run.steps(), run.started(), run.noted(), run.ended(), active, run.counts()));
            }
        }
        return recent;
    }

    @Override
    public synchronized boolean hasEnded(Collection<String> steps) {
        return runs.stream().anyMatch(run -> run.ended().isPresent() && steps.contains(run.steps()));
    }

    @Override
    public synchronized List<ImportFinding> findings(long run, int most) {
        return findings.get((int) run).stream().limit(most).toList();
    }

    /** Blobs do not keep their times here: any was there before. */
    @Override
    public int reviewUnreferenced(String prefix, Instant before) {
        return tables.storeLock.write(() -> schedule(blobs().filter(blob ->
                tables.blobs.find(blob.digest()).orElseThrow().key().value().startsWith(prefix))));
    }

    @Override
    public int finish() {
        return tables.storeLock.write(() -> {
            tables.imports.clear();
            Stream<Reviewable> members = tables.repositories.all().stream()
                    .flatMap(rows -> Stream.<Reviewable>concat(
                            rows.manifests.keySet().stream().map(digest -> new OfManifest(rows.name, digest)),
                            rows.links.digests().stream().map(digest -> new OfLink(rows.name, digest))));
            return schedule(members) + schedule(blobs());
        });
    }

    /** Its own number is that of its place, so the rows stay and mean nothing. */
    @Override
    public synchronized void forget() {
        tables.storeLock.write(() -> tables.imports.forgetSources());
        for (int place = 0; place < runs.size(); place++) {
            ImportRun run = runs.get(place);
            boolean isOther = place < runs.size() - 1;
            if (isOther) {
                runs.set(
                        place,
                        new ImportRun(
                                run.run(), FORGOTTEN, run.started(), run.noted(), Optional.empty(), false, Map.of()));
                findings.get(place).clear();
            }
        }
    }

    synchronized boolean isForgotten(int place) {
        return runs.get(place).steps().equals(FORGOTTEN);
    }

    private Stream<OfBlob> blobs() {
        return StreamSupport.stream(tables.blobs.digests().spliterator(), false)
                .map((Digest digest) -> new OfBlob(digest));
    }

    private int schedule(Stream<? extends Reviewable> things) {
        List<? extends Reviewable> unheld = things.filter(thing -> !holderSearch.isHeld(thing)
                        && tables.reviews.find(thing).isEmpty())
                .toList();
        unheld.forEach(thing -> tables.reviews.put(thing, new PendingReview(tables.now(), ReviewReason.FOUND_UNHELD)));
        return unheld.size();
    }

    private final class Claim implements ImportClaim {
        private final int place;
        private boolean open = true;

        Claim(int place) {
            this.place = place;
        }

        @Override
        public long run() {
            return place;
        }

        @Override
        public void record(List<ImportFinding> found) {
            InMemoryImportRuns.this.record(place, found);
        }

        @Override
        public void note(Map<String, Long> counts, boolean ended) {
            InMemoryImportRuns.this.note(place, counts, ended);
        }

        @Override
        public void close() {
            synchronized (InMemoryImportRuns.this) {
                claimed = claimed && !open;
                open = false;
            }
        }
    }
}
