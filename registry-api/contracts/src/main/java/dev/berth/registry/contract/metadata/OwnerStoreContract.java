package dev.berth.registry.contract.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.spi.maintenance.Owner;
import dev.berth.registry.spi.maintenance.OwnerStore;
import org.junit.jupiter.api.Test;

/** The contract of {@link OwnerStore}. */
public abstract class OwnerStoreContract {

    /** A store without an identity. */
    protected abstract OwnerStore emptyStore() throws Exception;

    @Test
    void theFirstProposalIsTheIdentity() throws Exception {
        OwnerStore store = emptyStore();

        assertThat(store.find()).isEmpty();
        assertThat(store.propose("one")).isEqualTo(new Owner("one", false));
        assertThat(store.propose("two")).isEqualTo(new Owner("one", false));
        assertThat(store.find()).contains(new Owner("one", false));
    }

    @Test
    void onlyTheIdentityIsConfirmed() throws Exception {
        OwnerStore store = emptyStore();
        store.propose("one");

        store.confirm("two");
        assertThat(store.find()).contains(new Owner("one", false));
        store.confirm("one");
        assertThat(store.find()).contains(new Owner("one", true));
    }

    @Test
    void aReplacedIdentityIsNotMarked() throws Exception {
        OwnerStore store = emptyStore();
        store.propose("one");
        store.confirm("one");

        store.replace("two");

        assertThat(store.find()).contains(new Owner("two", false));
    }
}
