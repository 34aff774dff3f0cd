"""Reads structured reports as another program would and compares them with the gateway's JSON.

read_back.py SOURCE.dcm REPORT.dcm RESULT.json [REPORT.dcm RESULT.json ...]
"""

import json
import sys

import pydicom


def code(sequence):
    return sequence[0].CodeValue if sequence else None


def walk(item):
    yield item
    for child in item.get("ContentSequence", []):
        yield from walk(child)


def evidence(report):
    for study in report.get("CurrentRequestedProcedureEvidenceSequence", []):
        assert study.StudyInstanceUID == report.StudyInstanceUID
        for series in study.ReferencedSeriesSequence:
            for sop in series.ReferencedSOPSequence:
                yield sop.ReferencedSOPClassUID, sop.ReferencedSOPInstanceUID


def numbers(group):
    return {
        code(item.ConceptNameCodeSequence): item.MeasuredValueSequence[0]
        for item in group.ContentSequence
        if item.ValueType == "NUM"
    }


def check_percent(value, share, what):
    assert code(value.MeasurementUnitsCodeSequence) == "%"
    assert abs(float(value.NumericValue) - 100 * share) < 0.00501, (what, value.NumericValue, share)


def check(source, report, result):
    for name in ("StudyInstanceUID", "PatientID", "PatientName", "PatientBirthDate", "PatientSex",
                 "AccessionNumber", "StudyDate", "StudyTime", "StudyID", "StudyDescription"):
        assert report.get(name) == source.get(name), name
    assert report.VerificationFlag == "UNVERIFIED"
    named = set(evidence(report))
    images = 0
    for item in walk(report):
        if item.ValueType == "IMAGE":
            sop = item.ReferencedSOPSequence[0]
            assert (sop.ReferencedSOPClassUID, sop.ReferencedSOPInstanceUID) in named
            images += 1
    assert images > 0
    expected = {}
    for label in result["study"]:
        expected["study/" + label["class"]] = label["score"]
        decision = label["decision"]
        said = [item for item in walk(report) if item.ValueType == "CODE"
                and code(item.ConceptNameCodeSequence) == label["code"]["value"]]
        assert said, label
        assert said[-1].ConceptCodeSequence[0].CodeMeaning.upper() == decision, label
    for number, image in enumerate(result["images"], 1):
        for label, score in (image["scores"] or {}).items():
            if result["study"]:
                expected["image/%d/%s" % (number, label)] = score
    groups = 0
    for item in walk(report):
        if item.ValueType == "CONTAINER" and code(item.get("ConceptNameCodeSequence")) == "125007":
            tracking = [child.TextValue for child in item.ContentSequence
                        if code(child.ConceptNameCodeSequence) == "112039"][0]
            values = numbers(item)
            check_percent(values["111012"], expected.pop(tracking), tracking)
            threshold = result["operatingPoint"]["thresholds"][tracking.split("/")[-1]]
            check_percent(values["122411"], threshold, tracking)
            groups += 1
    assert not expected, expected
    return groups


def main(source, *pairs):
    source = pydicom.dcmread(source)
    for report, result in zip(pairs[::2], pairs[1::2]):
        with open(result, encoding="utf-8") as document:
            print(check(source, pydicom.dcmread(report), json.load(document)))


main(*sys.argv[1:])
