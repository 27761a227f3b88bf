# Sourced by scripts in native/: sets JAVA_HOME to the JDK that javac on the PATH belongs to, unless it is set.
if [ -z "${JAVA_HOME:-}" ]; then
  javac=$(command -v javac) || { echo "$0: no javac; set JAVA_HOME to a JDK" >&2; exit 1; }
  javac=$(readlink -f "$javac")
  export JAVA_HOME=${javac%/bin/javac}
fi
