package dev.foresight.engine.kernel;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

@Name("foresight.Compile")
@Label("Compile")
@Category("Foresight")
@Description("A kernel is made ready for a device: compiled, or found compiled on disk")
@StackTrace(false)
final class CompileEvent extends Event {
  @Label("Kernel")
  String kernel;

  @Label("Characters")
  int characters;

  /** Compiles, and tells of it. */
  static Gpu.Kernel recorded(Gpu gpu, String name, String text, long askedBytes) {
    CompileEvent event = new CompileEvent();
    event.begin();
    Gpu.Kernel kernel = gpu.compile(name, text, askedBytes);
    event.kernel = name;
    event.characters = text.length();
    event.commit();
    return kernel;
  }
}
