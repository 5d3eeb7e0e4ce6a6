package dev.berth.registry.engine.migration;

import dev.berth.registry.model.Page;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.storage.StoredObject;
import java.util.Optional;

/**
 * Lists the names of repositories, in the order of their folders. Pages that one repository fills are skipped, so that
 * a name costs two listings at most, however large the repository is. For one thread.
 */
final class ClassicNames {
    /** Behind all folders of a repository that begin with an underscore, and before those of repositories below it. */
    private static final char BEHIND_FOLDERS = '`';

    private final ClassicReader reader;
    private String last = "";
    private String current = "";

    ClassicNames(ClassicReader reader) {
        this.reader = reader;
    }

    interface Visitor {
        void visit(String name) throws StoreException;
    }

    void forEach(Visitor visitor) throws StoreException {
        boolean more = true;
        while (more) {
            Page<StoredObject> page = reader.list(ClassicLayout.REPOSITORIES, last);
            int names = 0;
            for (StoredObject object : page.items()) {
                last = object.key().value();
                Optional<String> name = ClassicPath.of(last).content();
                if (name.isPresent() && !name.get().equals(current)) {
                    current = name.get();
                    names++;
                    visitor.visit(current);
                }
            }
            more = page.more();
            if (names == 0 && !current.isEmpty() && last.startsWith(ClassicLayout.folder(current))) {
                last = ClassicLayout.REPOSITORIES + current + '/' + BEHIND_FOLDERS;
            }
        }
    }
}
