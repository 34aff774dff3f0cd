package org.truncus.train;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.truncus.list.KnownNames;
import org.truncus.problem.UsageException;

/** Finds the constant that a text of an option or a document names. */
final class Choices {

  private Choices() {}

  static <T> T named(String option, String text, T[] values, Function<T, String> name) {
    return Arrays.stream(values)
        .filter(value -> name.apply(value).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    option
                        + ": found \""
                        + text
                        + "\", expected one of "
                        + Arrays.stream(values).map(name).collect(Collectors.joining(", "))
                        + KnownNames.nearest(text, Arrays.stream(values).map(name).toList())
                            .map(near -> ". Did you mean " + near + "?")
                            .orElse("")));
  }
}
