package org.truncus.gateway.web;

import java.util.List;

/**
 * A served model, as HTTP shows it.
 *
 * @param sha256 digest of the package's manifest
 * @param folder where it was loaded from
 * @param network what was built of backbone and cut, in words
 */
public record ModelView(
    String name,
    long version,
    String sha256,
    String folder,
    List<String> labels,
    String backbone,
    String cut,
    String network) {}
