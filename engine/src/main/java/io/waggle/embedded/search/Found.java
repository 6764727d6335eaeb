package io.waggle.embedded.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of what a search found.
 *
 * @param total how many rows there are on all pages together
 * @param startCursor the first row's place; null on an empty page
 * @param endCursor the last row's place; null on an empty page
 */
public record Found<R>(
    List<R> rows, long total, @Nullable String startCursor, @Nullable String endCursor) {}
