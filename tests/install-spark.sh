#!/bin/sh
# Installs pyspark for the tests on Spark where a Java that it runs on is there; it is too large (half a
# gigabyte, and no smaller package has Spark itself in it) for where it would not run. Takes the Python to
# install it for. Elsewhere those tests say that they were skipped.
set -u
python="$1"
"$python" -c 'import pyspark' 2>/dev/null && exit 0
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
# 17 of `openjdk version "17.0.15"`; of Java 8, `1.8`, this is 1.
version="$("$java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1)"
if [ "${version:-0}" -lt 17 ]; then
  echo "Spark needs Java, 17 or newer, and there is ${version:+only }${version:-none}; its tests will say that they were skipped"
  exit 0
fi
echo "installing pyspark for the tests on Spark (half a gigabyte)"
"$python" -m pip install --quiet --disable-pip-version-check 'pyspark>=4.0,<5' ||
  echo "pyspark could not be installed; the tests on Spark will say that they were skipped"
exit 0
