"""What pydicom makes of files: PydicomTest compares it with what the Java code makes of them."""

import struct
import sys

import pydicom

from pydicom.pixel_data_handlers.util import _expand_segmented_lut

NAMES = {
    "ISO_IR 100": "Buc^Jérôme",
    "ISO_IR 101": "Wałęsa^Łódź",
    "ISO_IR 109": "Ĉapelisto^Ŝaŭl",
    "ISO_IR 110": "Šķēle^Ņina",
    "ISO_IR 144": "Люкceмбypг",
    "ISO_IR 127": "قباني^لنزار",
    "ISO_IR 126": "Διονυσιος",
    "ISO_IR 138": "שרון^דבורה",
    "ISO_IR 148": "Çavuşoğlu",
    "ISO_IR 166": "นามสกุล^ชื่อ",
    "ISO_IR 13": "ﾔﾏﾀﾞ^ﾀﾛｳ",
    "ISO_IR 192": "Wang^XiaoDong=王^小东=",
    "GB18030": "Wang^XiaoDong=王^小东=",
    "GBK": "Zhang^XiaoDong=张^小东=",
    "\\ISO 2022 IR 87": "Yamada^Tarou=山田^太郎=やまだ^たろう",
    "ISO 2022 IR 13\\ISO 2022 IR 87": "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう",
    "\\ISO 2022 IR 87\\ISO 2022 IR 159": "Mori^Ougai=森^鷗外",
    "\\ISO 2022 IR 149": "Hong^Gildong=洪^吉洞=홍^길동",
    "ISO 2022 IR 100\\ISO 2022 IR 144": "Müller^Люкceмбypг",
    "ISO 2022 IR 6\\ISO 2022 IR 126\\ISO 2022 IR 166": "Διονυσιος^นามสกุล",
}


def write_names(folder):
    for number, (charset, name) in enumerate(NAMES.items()):
        file = pydicom.Dataset()
        file.SpecificCharacterSet = charset.split("\\") if "\\" in charset else charset
        file.PatientName = name
        file.PatientID = str(number)
        file.is_little_endian = True
        file.is_implicit_VR = False
        file.save_as("%s/%d.dcm" % (folder, number), write_like_original=True)
        print("%d|%s|%s" % (number, charset, name.rstrip("=")))


def read_names(*files):
    for path in files:
        file = pydicom.dcmread(path, force=True)
        print(str(file.PatientName))


def elements(dataset):
    return {e.tag: e for e in dataset if e.tag.element != 0 and e.tag.group > 2}


def swapped(value):
    return b"".join(value[i + 1 : i + 2] + value[i : i + 1] for i in range(0, len(value), 2))


def differences(a, b, where, swap):
    left, right = elements(a), elements(b)
    for tag in sorted(set(left) | set(right)):
        name = where + str(tag)
        if tag not in left or tag not in right:
            yield name + " only in " + ("the first" if tag in left else "the second")
            continue
        x, y = left[tag], right[tag]
        if x.VR == "SQ" and y.VR == "SQ":
            if len(x.value) != len(y.value):
                yield name + " has %d and %d items" % (len(x.value), len(y.value))
                continue
            for index, (i, j) in enumerate(zip(x.value, y.value)):
                yield from differences(i, j, "%s[%d]" % (name, index), swap)
        elif x.VR != y.VR:
            yield name + " is %s and %s" % (x.VR, y.VR)
        elif x.value != y.value:
            if swap and isinstance(x.value, bytes) and swapped(x.value) == y.value:
                continue
            if x.value in (None, "", b"") and y.value in (None, "", b""):
                continue
            if isinstance(x.value, bytes) and x.value + b"\0" == y.value:
                continue
            if x.value != x.value or repr(x.value) == repr(y.value):
                continue
            yield name + " differs"


def same(*paths):
    for first, second in zip(paths[::2], paths[1::2]):
        try:
            a = pydicom.dcmread(first, force=True)
            list(a.iterall())
        except Exception as e:  # whatever it can't read, nothing can be compared with
            print("%s: not read by pydicom itself (%s)" % (first, type(e).__name__))
            continue
        b = pydicom.dcmread(second, force=True)
        swap = a.is_little_endian != b.is_little_endian
        found = list(differences(a, b, "", swap))
        print("%s: %s" % (first, "; ".join(found[:5]) if found else "same"))


def palette(path):
    file = pydicom.dcmread(path)
    for colour in ("Red", "Green", "Blue"):
        bits = file[colour + "PaletteColorLookupTableDescriptor"].value[2]
        data = file["Segmented" + colour + "PaletteColorLookupTableData"].value
        fmt = "%dB" % len(data) if bits == 8 else "<%dH" % (len(data) // 2)
        print(" ".join(map(str, _expand_segmented_lut(struct.unpack(fmt, data), fmt[-1]))))


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    {"write": write_names, "read": read_names, "same": same, "palette": palette}[sys.argv[1]](
        *sys.argv[2:]
    )
