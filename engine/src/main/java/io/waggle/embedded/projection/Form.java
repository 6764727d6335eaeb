package io.waggle.embedded.projection;

/** A version of a form that was deployed. */
public record Form(long key, String id, int version, String schema) {}
