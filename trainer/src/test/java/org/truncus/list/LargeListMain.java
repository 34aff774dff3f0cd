package org.truncus.list;

import java.nio.file.Path;
import java.util.List;

/** Reads, splits and counts a list in a process of its own, whose heap the test limits. */
final class LargeListMain {

  private LargeListMain() {}

  public static void main(String[] arguments) {
    LabelPolicy policy = LabelPolicy.parse("ignore,Edema=ones");
    long start = System.nanoTime();
    ImageList list =
        ListReader.read(Path.of(arguments[0]), new ListOptions(null, List.of(), policy, null));
    long read = System.nanoTime();
    ImageList split = PatientSplit.assign(list, SplitRatios.standard(), 1);
    ImageList tenth = PatientFraction.take(split, 0.1, 1);
    System.out.println("rows " + list.rows().size());
    for (ListSummary.Part part : ListSummary.parts(split)) {
      System.out.println(part.split() + " " + part.rows() + " " + part.patients());
    }
    System.out.println("train 10 % " + tenth.rows(Split.TRAIN).size());
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    System.out.printf(
        "read in %.1f s, split and fraction in %.1f s, %d MiB in use%n",
        (read - start) / 1e9,
        (System.nanoTime() - read) / 1e9,
        (runtime.totalMemory() - runtime.freeMemory()) >> 20);
  }
}
