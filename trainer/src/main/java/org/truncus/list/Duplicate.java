package org.truncus.list;

import java.util.List;

/**
 * Files of one list with the same content.
 *
 * @param sha256 of the content
 * @param images as written, in the order of the list; at least two
 * @param acrossPatients whether they stand for different patients
 * @param acrossSplits whether they stand in different splits: test results can't be trusted
 */
public record Duplicate(
    String sha256, List<String> images, boolean acrossPatients, boolean acrossSplits) {}
