package org.truncus.dicom;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Debian's pydicom; a test that asks it is skipped by name where it isn't installed. */
public final class Pydicom {

  private static final String PYTHON = "/usr/bin/python3";

  private Pydicom() {}

  /** Runs {@code pydicom_check.py}; the lines that it prints. */
  public static List<String> check(Path scratch, String what, Object... arguments)
      throws IOException {
    boolean present = run("-c", "import pydicom").status() == 0;
    Assumptions.assumeTrue(present, "python3-pydicom is not installed");
    Path script = scratch.resolve("pydicom_check.py");
    try (InputStream in = Pydicom.class.getResourceAsStream("pydicom_check.py")) {
      Files.write(script, in.readAllBytes());
    }
    List<String> command = new ArrayList<>(List.of("-W", "ignore", script.toString(), what));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    Tool.Answer answer = run(command.toArray(String[]::new));
    if (answer.status() != 0) {
      throw new UncheckedIOException(new IOException(answer.text()));
    }
    return answer.text().lines().toList();
  }

  private static Tool.Answer run(String... arguments) throws IOException {
    return Tool.run(PYTHON, arguments);
  }
}
