--liquibase formatted sql

--changeset berth:0015-renames splitStatements:false
--comment: Names that are reserved for a rename, and after it (done) names at which no repository is created for a while.
CREATE TABLE rename_leases (
    source text        COLLATE "C" NOT NULL,
    target text        COLLATE "C" NOT NULL,
    holder text        NOT NULL,
    until  timestamptz NOT NULL,
    done   boolean     NOT NULL,
    PRIMARY KEY (source, target, holder)
);
--rollback DROP TABLE rename_leases;
