package org.truncus.gateway.fhir;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.truncus.dicom.Tag;
import org.truncus.gateway.report.StudyJson;

/** The model in the gateway. */
record DeviceResource(StudyJson document, ReportFacts facts) {

  ObjectNode build() {
    StudyJson.Model model = document.model();
    ObjectNode device = FhirBundle.resource("Device", model.name() + " version " + model.version());
    facts.deviceUID().ifPresent(uid -> device.putArray("identifier").add(FhirBundle.uid(uid)));
    device.put("status", "active");
    FhirBundle.putIfPresent(device, "manufacturer", facts.string(Tag.Manufacturer));
    FhirBundle.putIfPresent(device, "serialNumber", facts.string(Tag.DeviceSerialNumber));
    device.putArray("deviceName").addObject().put("name", model.name()).put("type", "model-name");
    ArrayNode versions = device.putArray("version");
    versions.add(version("model", model.version()));
    facts
        .string(Tag.SoftwareVersions)
        .ifPresent(software -> versions.add(version("gateway", software)));
    ArrayNode properties = device.putArray("property");
    property(properties, "SHA-256 of the model package", model.sha256());
    property(properties, "preprocessing", model.preprocessId());
    property(properties, "operating point", document.operatingPoint().name());
    property(properties, "calibration", document.operatingPoint().calibration());
    return device;
  }

  private static ObjectNode version(String type, String value) {
    ObjectNode version = CodeSystems.object();
    version.putObject("type").put("text", type);
    return version.put("value", value);
  }

  private static void property(ArrayNode properties, String type, String value) {
    if (!value.isBlank()) {
      ObjectNode property = properties.addObject();
      property.putObject("type").put("text", type);
      property.putArray("valueCode").addObject().put("text", value);
    }
  }
}
