package org.truncus.gateway.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.util.List;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;

/**
 * Validates against the core profiles of R4 and the code systems that come with them, without any
 * network. The codes of DICOM, SNOMED CT and LOINC can't be looked up: that alone is a warning.
 */
public final class R4Validator {
  /**
   * Code systems and value sets that can't be looked up without network, and the advice to name a
   * performer, who is known where the gateway's institution is.
   */
  private static final String UNKNOWN =
      "(?s).*(http://snomed.info/sct|http://dicom.nema.org/|http://loinc.org|urn:ietf:rfc:3986"
          + "|urn:oid:2\\.25\\.|all observations should have a performer).*";

  private final FhirValidator validator;

  public R4Validator() {
    FhirContext context = FhirContext.forR4();
    InMemoryTerminologyServerValidationSupport terms =
        new InMemoryTerminologyServerValidationSupport(context);
    ValidationSupportChain chain =
        new ValidationSupportChain(
            new DefaultProfileValidationSupport(context),
            new CommonCodeSystemsTerminologyService(context),
            terms);
    validator = context.newValidator().registerValidatorModule(new FhirInstanceValidator(chain));
  }

  /** What it has to say: severity, place and message. */
  List<SingleValidationMessage> validate(String json) {
    return validator.validateWithResult(json).getMessages();
  }

  /** The errors, and the warnings but those of what can't be looked up here. */
  public List<String> complaints(String json) {
    return validate(json).stream()
        .filter(message -> isError(message) || isKnownWarning(message))
        .map(SingleValidationMessage::getMessage)
        .toList();
  }

  static boolean isError(SingleValidationMessage message) {
    return message.getSeverity() == ResultSeverityEnum.ERROR
        || message.getSeverity() == ResultSeverityEnum.FATAL;
  }

  private static boolean isKnownWarning(SingleValidationMessage message) {
    return message.getSeverity() == ResultSeverityEnum.WARNING
        && !message.getMessage().matches(UNKNOWN);
  }
}
