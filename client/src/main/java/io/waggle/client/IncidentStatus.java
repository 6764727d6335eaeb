package io.waggle.client;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person has to look at before the run can go on; resolved in Operate, or over
 * {@code /v2}.
 *
 * @param key key of the incident
 * @param instanceKey process instance that stands still: the run, one of its steps, or one of a
 *     sub-agent
 * @param element id of the element; null while the cluster has not said which
 * @param type the cluster's word for what happened, for example {@code JOB_NO_RETRIES}
 * @param message what is wrong and what to do, as the worker or the engine put it
 * @param since when it was raised
 * @param link the process instance in Operate; null where there is no Operate
 */
public record IncidentStatus(
    long key,
    long instanceKey,
    @Nullable String element,
    String type,
    String message,
    Instant since,
    @Nullable URI link) {}
