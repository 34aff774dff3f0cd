package org.truncus.gateway.report;

import org.truncus.dicom.DataSet;
import org.truncus.dicom.Tag;

/**
 * The modules which everything made for a study has in common: Patient, General Study and Patient
 * Study as they are in the source, General Equipment for the gateway.
 */
record StudyModules(DataSet source, SourceCopy copy, ReportDevice device) {
  private static final int LONGEST = 64;

  /** Type 1 and 2 of Patient and General Study. */
  private static final int[] REQUIRED = {
    Tag.PatientName,
    Tag.PatientID,
    Tag.PatientBirthDate,
    Tag.PatientSex,
    Tag.StudyInstanceUID,
    Tag.StudyDate,
    Tag.StudyTime,
    Tag.ReferringPhysicianName,
    Tag.StudyID,
    Tag.AccessionNumber
  };

  private static final int[] WHERE_PRESENT = {
    Tag.IssuerOfPatientID,
    Tag.IssuerOfPatientIDQualifiersSequence,
    Tag.StudyDescription,
    Tag.IssuerOfAccessionNumberSequence,
    Tag.ProcedureCodeSequence,
    Tag.PatientAge,
    Tag.PatientSize,
    Tag.PatientWeight
  };

  /** Character set, patient and study: what the source has not stays empty, nothing is invented. */
  void writePatientAndStudy(DataSet to) {
    copy.characterSet(to);
    for (int tag : REQUIRED) {
      if (source.contains(tag)) {
        copy.element(to, source, tag);
      } else {
        to.setEmpty(tag);
      }
    }
    for (int tag : WHERE_PRESENT) {
      copy.element(to, source, tag);
    }
  }

  /** The gateway as the equipment. */
  void writeEquipment(DataSet to) {
    to.set(Tag.Manufacturer, device.manufacturer())
        .set(Tag.ManufacturerModelName, device.modelName())
        .set(Tag.DeviceSerialNumber, device.serialNumber())
        .set(Tag.StationName, device.name())
        .set(Tag.SoftwareVersions, gateway());
    if (!device.institution().isEmpty()) {
      to.set(Tag.InstitutionName, shortened(device.institution()));
    }
  }

  /** The gateway with a model as the equipment. */
  void writeEquipment(DataSet to, ModelIdentity model) {
    writeEquipment(to);
    to.set(Tag.SoftwareVersions, gateway(), shortened(model.name() + " " + model.version()));
  }

  private String gateway() {
    return shortened(device.modelName() + " " + device.softwareVersion());
  }

  /** Fit for an LO. */
  static String shortened(String text) {
    String clean = text.replace('\\', '/');
    return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST);
  }
}
