package dev.foresight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

@Name("foresight.Operation")
@Label("Operation")
@Category("Foresight")
@Description("An operation of a planner's engine. While these are recorded, each is waited for")
@Enabled(false)
@StackTrace(false)
final class OperationEvent extends Event {
  @Label("Operation")
  String operation;

  @Label("Plans")
  @Description("Of the round, for each problem")
  int plans;
}
