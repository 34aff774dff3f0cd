package org.truncus.model;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A version number nobody else has or had. Reports name a model by its version, so a number is not
 * used again even where its folder was deleted: the highest one is remembered by an empty file
 * {@code .version-N} beside the versions, whose creation is what two exports at once race for.
 *
 * @param model the folder {@code MODELS/NAME}
 * @param version the number
 */
record VersionClaim(Path model, long version) {

  private static final Pattern MARKER = Pattern.compile("\\.version-([1-9][0-9]{0,17})");

  /** Takes the next version of a model. */
  static VersionClaim next(Path model) throws IOException {
    long version = Math.max(ModelFolder.highestVersion(model).orElse(0), highestMarker(model)) + 1;
    while (true) {
      VersionClaim claim = new VersionClaim(model, version);
      try {
        Files.createFile(claim.marker());
        return claim;
      } catch (FileAlreadyExistsException e) {
        version++;
      }
    }
  }

  /** Gives the number back: nothing was published under it. */
  void release() throws IOException {
    Files.deleteIfExists(marker());
  }

  /** Forgets lower numbers, which this one stands for. */
  void keepOnly() throws IOException {
    try (Stream<Path> children = Files.list(model)) {
      for (Path child : children.toList()) {
        long number = number(child);
        if (number > 0 && number < version) {
          Files.deleteIfExists(child);
        }
      }
    }
  }

  private Path marker() {
    return model.resolve(".version-" + version);
  }

  private static long highestMarker(Path model) throws IOException {
    try (Stream<Path> children = Files.list(model)) {
      return children.mapToLong(VersionClaim::number).max().orElse(0);
    }
  }

  private static long number(Path child) {
    Matcher matcher = MARKER.matcher(child.getFileName().toString());
    return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
  }
}
