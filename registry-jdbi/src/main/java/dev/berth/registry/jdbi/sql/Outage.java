package dev.berth.registry.jdbi.sql;

/** The reason for which there was no connection. */
public enum Outage {
    /** Nothing listens there, or the host is not known or not to be reached. */
    REFUSED,
    /** The server did not answer in time. */
    TIMEOUT,
    /** All connections of the pool were in use. */
    EXHAUSTED,
    /** The server does not accept the user, the password or the certificate. */
    LOGIN,
    /** There is no such database. */
    NO_DATABASE,
    /** Of several servers none is a primary that answers. */
    NO_PRIMARY,
    /** Something else: the server is starting or has no connection left, for example. */
    OTHER
}
