package org.truncus.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import org.truncus.dicom.DicomFile;
import org.truncus.dicom.DicomWriter;
import org.truncus.dicom.ProjectionRadiograph;
import org.truncus.dicom.UID;
import org.truncus.testdata.PhantomEncoder;
import org.truncus.testdata.PhantomImage;
import org.truncus.testdata.PhantomPatient;

/**
 * Phantoms as Digital X-Ray objects, one study a patient and one series an image. UIDs follow from
 * (seed, patient, image), so the same phantom is the same object.
 *
 * @param seed of the phantoms
 */
record DicomPhantomEncoder(long seed) implements PhantomEncoder {

  private static final LocalDateTime TAKEN = LocalDateTime.of(2026, 1, 5, 9, 30);

  @Override
  public String extension() {
    return ".dcm";
  }

  @Override
  public void write(PhantomImage image, Path file) throws IOException {
    DicomWriter.write(file, dicom(image));
  }

  /** The object in memory. */
  DicomFile dicom(PhantomImage image) {
    PhantomPatient patient = image.patient();
    String study = "phantom/" + seed + "/" + patient.id();
    return ProjectionRadiograph.of(
            ProjectionRadiograph.Kind.DX, image.height(), image.width(), patient.id())
        .patient("Phantom^" + patient.id(), "", patient.sex())
        .age(patient.age())
        .study(UID.nameBased(study), patient.id())
        .taken(TAKEN.plusMinutes(patient.index()))
        .series(UID.nameBased(study + "/series/" + image.index()), image.index() + 1)
        .instance(UID.nameBased(study + "/image/" + image.index()), image.index() + 1)
        .view(image.view())
        .bitsStored(image.bitsStored())
        .monochrome1(image.monochrome1())
        .pixelSpacing(image.pixelSpacing())
        .equipment("Truncus", "Phantom", patient.site())
        .file(image.pixels());
  }
}
