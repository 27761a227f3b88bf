package dev.foresight.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * MuJoCo's half-cheetah from the side: the capsules of its bodies. Observation: forward speed over the last step in m/s;
 * height above where it starts in m, pitch in rad; six joint angles in rad, back leg first; velocities.
 */
final class CheetahFigure implements Figure {
  /** A body on the one before: where its joint is, and its capsule, in the frame of that body. */
  private record Bone(
      double x, double z, double capsuleX, double capsuleZ, double tilt, double half) {}

  private static final double SECONDS = 0.05;
  private static final double START_HEIGHT = 0.7;
  private static final double WIDTH = 0.092;
  private static final Bone TORSO = new Bone(0, 0, 0, 0, Math.PI / 2, 0.5);
  private static final Bone HEAD = new Bone(0, 0, 0.6, 0.1, 0.87, 0.15);
  private static final Bone[] BACK = {
    new Bone(-0.5, 0, 0.1, -0.13, -3.8, 0.145),
    new Bone(0.16, -0.25, -0.14, -0.07, -2.03, 0.15),
    new Bone(-0.28, -0.14, 0.03, -0.097, -0.27, 0.094)
  };
  private static final Bone[] FRONT = {
    new Bone(0.5, 0, -0.07, -0.12, 0.52, 0.133),
    new Bone(-0.14, -0.24, 0.065, -0.09, -0.6, 0.106),
    new Bone(0.13, -0.18, 0.045, -0.07, -0.6, 0.07)
  };

  @Override
  public double seconds() {
    return SECONDS;
  }

  @Override
  public View view() {
    return new View(0.45, 0.72, 2.1, 0, 0.05);
  }

  @Override
  public List<Line> lines(float[] state) {
    Frame torso = torso(state);
    List<Line> lines = new ArrayList<>();
    leg(torso, BACK, state, 3, lines);
    leg(torso, FRONT, state, 6, lines);
    lines.add(torso.capsule(TORSO, Part.BODY));
    lines.add(torso.capsule(HEAD, Part.BODY));
    return lines;
  }

  private static void leg(Frame torso, Bone[] bones, float[] state, int angle, List<Line> lines) {
    Frame frame = torso;
    for (int i = 0; i < bones.length; i++) {
      double[] joint = frame.at(bones[i].x, bones[i].z);
      frame = new Frame(joint[0], joint[1], frame.turn + state[angle + i]);
      lines.add(frame.capsule(bones[i], Part.LIMB));
    }
  }

  private static Frame torso(float[] state) {
    return new Frame(0, START_HEIGHT + state[1], state[2]);
  }

  /** The crown of the head. */
  @Override
  public double[] point(float[] state) {
    double[] head = torso(state).capsule(HEAD, Part.BODY).points();
    return new double[] {head[2], head[3]};
  }

  @Override
  public double advance(float[] state) {
    return state[0] * SECONDS;
  }

  /** A body's frame; it is turned about the axis that points away from who looks at it. */
  private record Frame(double x, double z, double turn) {
    double[] at(double alongX, double alongZ) {
      double cos = Math.cos(turn);
      double sin = Math.sin(turn);
      return new double[] {x + alongX * cos + alongZ * sin, z - alongX * sin + alongZ * cos};
    }

    Line capsule(Bone bone, Part part) {
      double x = bone.half * Math.sin(bone.tilt);
      double z = bone.half * Math.cos(bone.tilt);
      double[] from = at(bone.capsuleX - x, bone.capsuleZ - z);
      double[] to = at(bone.capsuleX + x, bone.capsuleZ + z);
      return new Line(part, WIDTH, from[0], from[1], to[0], to[1]);
    }
  }
}
