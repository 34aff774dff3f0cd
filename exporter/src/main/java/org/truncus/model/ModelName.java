package org.truncus.model;

import java.util.regex.Pattern;

/** The rule for names of models: a folder name, safe in a URL and on every file system. */
final class ModelName {

  static final String RULE =
      "1 to 64 letters, digits, '-', '_' and '.', beginning with a letter or digit";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");

  private ModelName() {}

  static boolean valid(String name) {
    return name != null && NAME.matcher(name).matches();
  }

  /**
   * Returns the name.
   *
   * @throws IllegalArgumentException where it breaks the rule
   */
  static String check(String name) {
    if (!valid(name)) {
      throw new IllegalArgumentException("'" + name + "' is no model name: " + RULE);
    }
    return name;
  }
}
