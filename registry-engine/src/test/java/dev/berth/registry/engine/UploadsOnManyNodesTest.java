package dev.berth.registry.engine;

/** Over a store that refuses a key in use at once. */
class UploadsOnManyNodesTest extends ManyNodesClaims {

    UploadsOnManyNodesTest() {
        super(new EngineTestBed());
    }
}
