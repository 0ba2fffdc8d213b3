package rapport.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One class file, for what ArchUnit does not look at: instructions and constants. */
record Compiled(ClassModel model) {
  /** All classes under {@code folder}. */
  static List<Compiled> under(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".class")).map(Compiled::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Compiled read(Path file) {
    try {
      return new Compiled(ClassFile.of().parse(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String name() {
    return model.thisClass().asInternalName().replace('/', '.');
  }

  /** The name of the outermost class. */
  String file() {
    return name().replaceFirst("\\$.*", "");
  }

  /** Text constants. */
  List<String> texts() {
    return StreamSupport.stream(model.constantPool().spliterator(), false)
        .filter(StringEntry.class::isInstance)
        .map(entry -> ((StringEntry) entry).stringValue())
        .toList();
  }

  boolean locks() {
    return model.methods().stream()
        .anyMatch(method ->
            method.flags().has(AccessFlag.SYNCHRONIZED)
                || instructions(method).anyMatch(MonitorInstruction.class::isInstance));
  }

  /** Whether text is put together here from parts that the compiler does not know. */
  boolean buildsText() {
    return model.methods().stream().flatMap(Compiled::instructions).anyMatch(Compiled::joins);
  }

  /** Methods that are given text, as {@code name(descriptor)}. */
  List<String> methodsThatTakeText() {
    return model.methods().stream()
        .map(method ->
            method.methodName().stringValue()
                + method.methodType().stringValue().replaceFirst("\\).*", ")"))
        .filter(method -> method.contains("Ljava/lang/"))
        .toList();
  }

  private static boolean joins(Instruction instruction) {
    return switch (instruction) {
      case InvokeDynamicInstruction call ->
          call.bootstrapMethod().owner().displayName().equals("StringConcatFactory");
      case InvokeInstruction call ->
          List.of("formatted", "format", "concat", "append", "join")
              .contains(call.name().stringValue());
      default -> false;
    };
  }

  private static Stream<Instruction> instructions(MethodModel method) {
    return method.code().stream()
        .flatMap(code -> code.elementStream())
        .filter(Instruction.class::isInstance)
        .map(Instruction.class::cast);
  }
}
