package dev.berth.registry.specification;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Everything a client may push: pushed, listed, read, referred to and deleted, in this order. */
abstract class DataSetClaims extends Claims {

    abstract boolean sparse();

    @TestFactory
    Stream<DynamicNode> everyKindOfContent() {
        return new DataSets(generated).all().map(this::life);
    }

    @TestFactory
    Stream<DynamicNode> contentThatIsNotAllThere() {
        Stream<DataSet> sets = new DataSets(generated).sparse();
        return sparse() ? sets.map(this::life) : sets.map(this::refusal);
    }

    private DynamicNode life(DataSet set) {
        DataSetSteps steps = new DataSetSteps(wire.repository(), set);
        return dynamicContainer(
                set.toString(),
                Stream.of(
                        dynamicTest("is pushed", steps::push),
                        dynamicTest("has its tags listed", steps::listTags),
                        dynamicTest("is found and read", steps::read),
                        dynamicTest("lists its referrers", steps::listReferrers),
                        dynamicTest("loses its tags", steps::deleteTags),
                        dynamicTest("is deleted", steps::deleteContent)));
    }

    private DynamicNode refusal(DataSet set) {
        return dynamicTest("refuses " + set, new DataSetSteps(wire.repository(), set)::refuseMissing);
    }
}
