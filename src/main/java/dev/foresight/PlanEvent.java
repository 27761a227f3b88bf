package dev.foresight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

@Name("foresight.Plan")
@Label("Plan")
@Category("Foresight")
@Description("A call of a planner")
@StackTrace(false)
final class PlanEvent extends Event {
  @Label("Device")
  String device;

  @Label("Problems")
  int problems;

  @Label("Rounds")
  int rounds;

  @Label("Plans")
  @Description("Rolled out for each problem")
  int plans;

  @Label("Late")
  @Description("By how much the call ended after its deadline")
  @Timespan
  long late;
}
