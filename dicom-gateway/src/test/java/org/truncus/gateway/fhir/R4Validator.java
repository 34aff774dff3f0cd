package org.truncus.gateway.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
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
final class R4Validator {
  private final FhirValidator validator;

  R4Validator() {
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
}
