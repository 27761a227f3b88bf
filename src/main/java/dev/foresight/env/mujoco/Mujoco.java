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
  private static final Optional<String> WHY_NOT = open();

  /** What MuJoCo calls with a message. */
  interface Handler extends Callback {
    void invoke(String message);
  }

  private Mujoco() {}

  /** Why MuJoCo cannot be used here, with the remedy; empty if it can. */
  static Optional<String> whyNot() {
    return WHY_NOT;
  }

  private static Optional<String> open() {
    UnsatisfiedLinkError missing = null;
    for (String name : NAMES) {
      try {
        return use(NativeLibrary.getInstance(name));
      } catch (UnsatisfiedLinkError e) {
        missing = e;
      }
    }
    LOG.log(System.Logger.Level.DEBUG, "no libmujoco", missing);
    return Optional.of("libmujoco was not found; install MuJoCo 2.2.2 (Debian: apt install"
        + " libmujoco2.2.2), or name its folder with -Djna.library.path");
  }

  private static Optional<String> use(NativeLibrary library) {
    Native.register(Mujoco.class, library);
    Optional<String> refusal = refusal(mj_version(), library.getFile().toString());
    if (refusal.isEmpty()) {
      handle(library, "mju_user_error", ON_ERROR);
      handle(library, "mju_user_warning", ON_WARNING);
    }
    return refusal;
  }

  /** Why a version of the library is not used; empty if it is. */
  static Optional<String> refusal(int version, String file) {
    return version == Layout.VERSION
        ? Optional.empty()
        : Optional.of(file + " is MuJoCo " + version / 100 + "." + version / 10 % 10 + "."
            + version % 10
            + ", whose structures are laid out differently; install 2.2.2 (Debian: apt"
            + " install libmujoco2.2.2)");
  }

  /** Without its handlers an error in MuJoCo would end the process, and a warning be a file. */
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

  static native int mj_version();

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
