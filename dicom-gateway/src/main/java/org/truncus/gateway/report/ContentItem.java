package org.truncus.gateway.report;

import java.util.ArrayList;
import java.util.List;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.Tag;
import org.truncus.dicom.UID;
import org.truncus.dicom.VR;

/**
 * One node of a content tree under construction (PS3.3 section C.17.3), with its children in the
 * order they were added.
 */
final class ContentItem {
  private static final int LONGEST_SHORT_CODE = 16;

  private final DataSet item = new DataSet();
  private final List<DataSet> children = new ArrayList<>();

  private ContentItem(String valueType) {
    item.set(Tag.ValueType, valueType);
  }

  static ContentItem container(Code name) {
    ContentItem container = named("CONTAINER", name);
    container.item.set(Tag.ContinuityOfContent, "SEPARATE");
    return container;
  }

  static ContentItem code(Code name, Code value) {
    ContentItem code = named("CODE", name);
    code.item.setItems(Tag.ConceptCodeSequence, dataSet(value));
    return code;
  }

  static ContentItem text(Code name, String value) {
    ContentItem text = named("TEXT", name);
    text.item.set(Tag.TextValue, VR.UT, value);
    return text;
  }

  static ContentItem uid(Code name, String value) {
    ContentItem reference = named("UIDREF", name);
    reference.item.set(Tag.UID, value);
    return reference;
  }

  /** A number of at most 16 characters in a unit. */
  static ContentItem number(Code name, String value, Code unit) {
    ContentItem number = named("NUM", name);
    DataSet measured = new DataSet().set(Tag.NumericValue, value);
    measured.setItems(Tag.MeasurementUnitsCodeSequence, dataSet(unit));
    number.item.setItems(Tag.MeasuredValueSequence, measured);
    return number;
  }

  /** A reference to an instance, under a concept. */
  static ContentItem image(Code name, ImageResult image) {
    ContentItem reference = image(image);
    reference.item.setItems(Tag.ConceptNameCodeSequence, dataSet(name));
    return reference;
  }

  /** A reference to an instance. */
  static ContentItem image(ImageResult image) {
    ContentItem reference = new ContentItem("IMAGE");
    reference.item.setItems(Tag.ReferencedSOPSequence, instance(image));
    return reference;
  }

  /** A reference to a heat map, which is an image, under what it is. */
  static ContentItem capture(CaptureReference capture) {
    ContentItem reference = named("IMAGE", Concepts.GRAD_CAM);
    DataSet instance = instance(UID.SecondaryCaptureImageStorage, capture.sopInstanceUID());
    reference.item.setItems(Tag.ReferencedSOPSequence, instance);
    return reference;
  }

  /** A reference to an instance of a key object selection: an image, or something else. */
  static ContentItem reference(String sopClassUID, String sopInstanceUID) {
    boolean image = sopClassUID.equals(UID.SecondaryCaptureImageStorage);
    ContentItem reference = new ContentItem(image ? "IMAGE" : "COMPOSITE");
    reference.item.setItems(Tag.ReferencedSOPSequence, instance(sopClassUID, sopInstanceUID));
    return reference;
  }

  /** Names the template this container follows. */
  ContentItem template(String identifier) {
    DataSet template = new DataSet().set(Tag.MappingResource, "DCMR");
    item.setItems(Tag.ContentTemplateSequence, template.set(Tag.TemplateIdentifier, identifier));
    return this;
  }

  ContentItem contains(ContentItem child) {
    return add("CONTAINS", child);
  }

  ContentItem modifiedBy(ContentItem child) {
    return add("HAS CONCEPT MOD", child);
  }

  ContentItem observedBy(ContentItem child) {
    return add("HAS OBS CONTEXT", child);
  }

  ContentItem acquiredAs(ContentItem child) {
    return add("HAS ACQ CONTEXT", child);
  }

  boolean hasChildren() {
    return !children.isEmpty();
  }

  /**
   * The finished node: put its elements at the root of a document, or the whole as an item of
   * ContentSequence.
   */
  DataSet build() {
    if (!children.isEmpty()) {
      item.setItems(Tag.ContentSequence, children);
    }
    return item;
  }

  /** A code as an item of a code sequence. */
  static DataSet dataSet(Code code) {
    boolean isLong = code.value().length() > LONGEST_SHORT_CODE;
    DataSet item = new DataSet().set(isLong ? Tag.LongCodeValue : Tag.CodeValue, code.value());
    item.set(Tag.CodingSchemeDesignator, code.scheme());
    if (!code.schemeVersion().isEmpty()) {
      item.set(Tag.CodingSchemeVersion, code.schemeVersion());
    }
    return item.set(Tag.CodeMeaning, code.meaning());
  }

  /** An instance as an item of a referenced SOP sequence. */
  static DataSet instance(ImageResult image) {
    return instance(image.sopClassUID(), image.sopInstanceUID());
  }

  /** An instance as an item of a referenced SOP sequence. */
  static DataSet instance(String sopClassUID, String sopInstanceUID) {
    return new DataSet()
        .set(Tag.ReferencedSOPClassUID, sopClassUID)
        .set(Tag.ReferencedSOPInstanceUID, sopInstanceUID);
  }

  private static ContentItem named(String valueType, Code name) {
    ContentItem item = new ContentItem(valueType);
    item.item.setItems(Tag.ConceptNameCodeSequence, dataSet(name));
    return item;
  }

  private ContentItem add(String relationship, ContentItem child) {
    child.item.set(Tag.RelationshipType, relationship);
    children.add(child.build());
    return this;
  }
}
