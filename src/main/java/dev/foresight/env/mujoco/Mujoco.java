package dev.foresight.env.mujoco;

import com.sun.jna.Callback;
import com.sun.jna.CallbackReference;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.util.List;
import java.util.Optional;

/** The functions of libmujoco. Addresses are plain numbers, which JNA passes on at the least cost. */
final class Mujoco {
  /** With the development files, and without. */
  private static final List<String> NAMES = List.of("mujoco", "libmujoco.so.2.2.2");

  private static final System.Logger LOG = System.getLogger(Mujoco.class.getName());
  private static final ThreadLocal<String> ERROR = new ThreadLocal<>();
  private static final Handler ON_ERROR = ERROR::set;
  private static final Handler ON_WARNING = text -> LOG.log(System.Logger.Level.DEBUG, text);
  private static final Optional<String> WHY_NOT = open(NAMES);

  /** What MuJoCo calls with a message. */
  interface Handler extends Callback {
    void invoke(String message);
  }

  private Mujoco() {}

  /** Why MuJoCo cannot be used here, with the remedy; empty if it can. */
  static Optional<String> whyNot() {
    return WHY_NOT;
  }

  /**
   * Takes the first of these libraries that will do.
   *
   * @return why none does, the reason of one that is there before that of one that is not
   */
  static Optional<String> open(List<String> names) {
    String refusal = "libmujoco was not found; install MuJoCo 2.2.2 (Debian: apt install"
        + " libmujoco2.2.2), or name its folder with -Djna.library.path";
    boolean found = false;
    for (String name : names) {
      try {
        NativeLibrary library = NativeLibrary.getInstance(name);
        int version = library.getFunction("mj_version").invokeInt(new Object[0]);
        if (version == Layout.VERSION) {
          use(library);
          return Optional.empty();
        }
        refusal = found ? refusal : refusal(version, library.getFile().toString());
        found = true;
      } catch (UnsatisfiedLinkError e) {
        LOG.log(System.Logger.Level.DEBUG, "no library " + name, e);
      }
    }
    return Optional.of(refusal);
  }

  private static void use(NativeLibrary library) {
    Native.register(Mujoco.class, library);
    handle(library, "mju_user_error", ON_ERROR);
    handle(library, "mju_user_warning", ON_WARNING);
  }

  private static String refusal(int version, String file) {
    return file + " is MuJoCo " + version / 100 + "." + version / 10 % 10 + "."
        + version % 10
        + ", whose structures are laid out differently; install 2.2.2 (Debian: apt"
        + " install libmujoco2.2.2)";
  }

  /**
   * Without its handlers an error in MuJoCo would end the process, and a warning be a file. After an error MuJoCo
   * goes on as if nothing had happened, see {@link MujocoModel#SPARE_STACK}.
   */
  private static void handle(NativeLibrary library, String variable, Handler handler) {
    library
        .getGlobalVariableAddress(variable)
        .setPointer(0, CallbackReference.getFunctionPointer(handler));
  }

  /**
   * To be called after what may have failed, in the same thread.
   *
   * @throws IllegalStateException with the message of MuJoCo's last error in this thread, if there is
   *     one
   */
  static void check(String operation) {
    String error = ERROR.get();
    if (error != null) {
      ERROR.remove();
      throw new IllegalStateException("MuJoCo failed at " + operation + ": " + error);
    }
  }

  static native long mj_loadXML(String file, long vfs, byte[] error, int errorSize);

  static native void mj_deleteModel(long model);

  static native long mj_makeData(long model);

  static native void mj_deleteData(long data);

  static native int mj_name2id(long model, int kind, String name);

  static native void mj_resetData(long model, long data);

  static native void mj_forward(long model, long data);

  static native void mj_kinematics(long model, long data);

  static native void mj_step(long model, long data);
}
