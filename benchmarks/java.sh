# Sourced by scripts in benchmarks/ whose folder is the checkout: builds the benchmarks, and says how to run them.
#   build           compiles, native code where CMake and g++ are, into $java (an array: the command), $classpath, $release
#   main CLASS ...  runs a class of dev.foresight.benchmarks
# In an environment where Maven may not use the network: MAVEN_ARGS=-o.

build() {
  local native=
  if command -v cmake >/dev/null && command -v g++ >/dev/null; then native=-Pnative; fi
  mvn -q -B ${MAVEN_ARGS:-} $native test-compile dependency:build-classpath \
    -Dmdep.includeScope=test -Dmdep.outputFile="$PWD/target/benchmarks.classpath"
  local home=${JAVA_HOME:+$JAVA_HOME/bin/}
  release=$("${home}java" -version 2>&1 | sed -n 's/^.* version "\([0-9]*\).*/\1/p')
  java=("${home}java")
  [ "$release" -lt 24 ] || java+=(--sun-misc-unsafe-memory-access=allow)
  classpath=target/vector-classes:target/test-classes:target/classes:$(cat target/benchmarks.classpath)
  "${home}javac" -nowarn --add-modules jdk.incubator.vector --release "$release" -d target/vector-classes \
    benchmarks/vector/*.java 2>&1 | { grep -v 'incubating module' || true; } >&2
  # An OpenCL driver with LLVM inside takes the JVM's signal handlers, unless libjsig keeps them.
  local libjsig
  libjsig=$(property java.home)/lib/libjsig.so
  [ ! -e "$libjsig" ] || java=(env LD_PRELOAD="$libjsig${LD_PRELOAD:+:$LD_PRELOAD}" "${java[@]}")
}

property() { "${java[@]}" -XshowSettings:properties -version 2>&1 | sed -n "s/^ *$1 = //p"; }

main() {
  local name=$1
  shift
  "${java[@]}" --add-modules jdk.incubator.vector -cp "$classpath" "dev.foresight.benchmarks.$name" "$@" \
    2> >(grep -v -e 'WARNING: Using incubator modules' -e '^SLF4J' >&2)
}
