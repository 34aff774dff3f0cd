package org.truncus.list;

import java.nio.file.Path;

/**
 * Where an image is.
 *
 * @param base the root of the list, one object for all images
 * @param below path below it, separated by /
 */
record Place(Path base, String below) {}
