#!/bin/sh
# Runs Recurrence in its image. RECURRENCE_JAVA_OPTS adds to what is set here and overrides it; a collector of your own takes the place
# of ours. The module for vectors is for networks; the JVM prints a warning where it is added.
case " $RECURRENCE_JAVA_OPTS" in
  *\ -XX:+Use*GC*) collector= ;;
  *) collector=-XX:+UseParallelGC ;;
esac
case ${1:-} in
  run | backtest | evaluate | train | learn) vector='--add-modules jdk.incubator.vector' ;;
  *) vector= ;;
esac
home=${RECURRENCE_HOME:-/opt/recurrence}
exec java $vector $collector -XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError $RECURRENCE_JAVA_OPTS \
  -cp "$home/recurrence.jar:$home/lib/*" io.recurrence.cli.Main "$@"
