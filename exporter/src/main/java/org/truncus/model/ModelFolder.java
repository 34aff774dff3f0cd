package org.truncus.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.truncus.problem.EnvironmentException;

/** The folder {@code MODELS/NAME} of TensorFlow Serving: one child folder a version. */
final class ModelFolder {

  private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,17}");

  private ModelFolder() {}

  /** The folder itself where it holds a manifest or a SavedModel, otherwise its highest version. */
  static Path versionFolder(Path path) {
    if (!Files.isDirectory(path)) {
      throw new InvalidPackageException(
          path, "there is no such folder; give MODELS/NAME/VERSION or MODELS/NAME");
    }
    if (Files.exists(path.resolve(ModelPackage.MANIFEST))
        || Files.exists(path.resolve("saved_model.pb"))) {
      return path;
    }
    OptionalLong highest = highestVersion(path);
    return highest.isPresent() ? path.resolve(Long.toString(highest.getAsLong())) : path;
  }

  /** The highest version under {@code MODELS/NAME}; empty where there is none. */
  static OptionalLong highestVersion(Path model) {
    if (!Files.isDirectory(model)) {
      return OptionalLong.empty();
    }
    try (Stream<Path> children = Files.list(model)) {
      return children
          .filter(child -> Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS))
          .map(child -> child.getFileName().toString())
          .filter(name -> VERSION.matcher(name).matches())
          .mapToLong(Long::parseLong)
          .max();
    } catch (IOException e) {
      throw new EnvironmentException(model + ": can't be listed: " + e.getMessage(), e);
    }
  }
}
