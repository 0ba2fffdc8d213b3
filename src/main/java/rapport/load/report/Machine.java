package rapport.load.report;

import java.util.ArrayList;
import java.util.List;

/** What everything ran on. */
record Machine(double cores, String cpu, double memoryMegabytes, String os, String java) {
  static Machine of(Fields fields) {
    return new Machine(
        fields.number("cores"),
        fields.text("cpu", ""),
        fields.numberIfAny("memory_mb"),
        fields.text("os", ""),
        fields.text("java", ""));
  }

  /** Such as {@code 2 cores, Intel Xeon, 8 GB, Linux, Java 25}. */
  String line() {
    List<String> parts = new ArrayList<>();
    parts.add(Figures.number(cores) + (cores == 1 ? " core" : " cores"));
    parts.add(cpu);
    if (!Double.isNaN(memoryMegabytes)) {
      parts.add(Figures.megabytes(memoryMegabytes));
    }
    parts.add(os);
    parts.add(java.isEmpty() ? "" : "Java " + java);
    parts.removeIf(String::isEmpty);
    return String.join(", ", parts);
  }
}
