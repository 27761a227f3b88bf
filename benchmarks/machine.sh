# Sourced after java.sh; after build, machine prints the machine, the Java and the checkout as JSON, and kind their kind.

value() { sed -n "s/^$1[[:space:]]*:[[:space:]]*//p" "$2" 2>/dev/null | head -n 1; }

model() { echo "family $(value 'cpu family' /proc/cpuinfo) model $(value model /proc/cpuinfo)"; }

# What machines are told apart by in guard.json: "AMD EPYC" alone is the name of many processors.
kind() { echo "$(value 'model name' /proc/cpuinfo), $(model), Java $release"; }

machine() { # machine LOAD-BEFORE QUICK
  local commit driver devices
  commit=$(git rev-parse --short HEAD 2>/dev/null || echo unknown)
  [ -z "$(git status --porcelain -- src benchmarks/dev pom.xml 2>/dev/null)" ] || commit="$commit, changed"
  driver=$(nvidia-smi --query-gpu=driver_version --format=csv,noheader 2>/dev/null | head -n 1 || true)
  devices=$("${java[@]}" --add-modules jdk.incubator.vector -cp "$classpath" dev.foresight.cli.Main devices --json 2>/dev/null | tail -n 1)
  cat <<MACHINE
{
  "date": "$(date +%F)",
  "processor": "$(value 'model name' /proc/cpuinfo)",
  "processorModel": "$(model)",
  "cores": $(nproc),
  "memoryGiB": $(($(value MemTotal /proc/meminfo | tr -dc 0-9) / 1048576)),
  "system": "$(uname -sm)",
  "java": "$(property java.vm.name) $(property java.version)",
  "driver": "${driver:-none}",
  "devices": ${devices:-null},
  "seeds": {"weights": 1, "planner": 0},
  "loadBefore": $1,
  "quick": $2,
  "commit": "$commit"
}
MACHINE
}
