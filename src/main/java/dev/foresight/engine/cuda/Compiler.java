package dev.foresight.engine.cuda;

/** Something that compiles CUDA C++. */
interface Compiler {

  /** With its version and place, for people and for keys of caches. */
  String name();

  /** 13 for CUDA 13.0. */
  int major();

  /** The compute capabilities that it compiles for, in rising order; 90 for 9.0. */
  int[] capabilities();

  /**
   * Compiles.
   *
   * @param kernel for messages
   * @return machine code or, ended by a zero, PTX
   * @throws dev.foresight.BackendException with what the compiler said
   */
  byte[] compile(String kernel, String text, Goal goal);
}
