package org.truncus.list;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What all forms need while a list is read.
 *
 * @param list the file
 * @param options how it is read
 * @param problems where errors go
 * @param notes where remarks go
 * @param images finds the images
 * @param checks what is only seen by looking at several rows
 * @param texts shares equal texts
 */
record ReadingContext(
    Path list,
    ListOptions options,
    ProblemCollector problems,
    NotesCollector notes,
    ImagePaths images,
    RowChecks checks,
    StringCache texts) {

  /** The patient as stated; the image where none is, which is noted. */
  String patientOr(long line, String stated, String image) {
    if (stated.isEmpty()) {
      notes.withoutPatient(line);
    }
    return stated.isEmpty() ? image : stated;
  }

  /** A row with open targets; without a place where that was reported as a problem. */
  ListRow row(
      long line,
      String image,
      Optional<Place> place,
      String patient,
      Split split,
      Map<String, String> attributes) {
    return new ListRow(
        line,
        image,
        place.map(Place::base).orElse(null),
        place.map(Place::below).orElse(""),
        texts.shared(patient),
        split,
        attributes,
        ListReader.OPEN);
  }
}
