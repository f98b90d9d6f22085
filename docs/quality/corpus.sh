#!/bin/sh
# Gathers the recorded series that the network "general" learned from:
#
#   docs/quality/corpus.sh NAB FX > corpus.csv
#
# NAB: the folder data of the Numenta Anomaly Benchmark, files .csv or .csv.gz (MIT).
# FX: samples of QuantConnect Lean (Apache-2.0) as .csv.gz with a header: day as yyyymmdd, ms_of_day, then bid and ask,
# or their open, high, low and close, or those of trades. A quote counts as the mean of bid and ask, a bar as its close.
set -eu
export LC_ALL=C
echo series,timestamp,value
find "$1" -name '*.csv' -o -name '*.csv.gz' | sort | while read -r file; do
  name=nab/$(basename "${file%.gz}" .csv)
  case $file in *.gz) gzip -dc "$file" ;; *) cat "$file" ;; esac |
    awk -F, -v name="$name" 'NR > 1 { print name "," $1 "," $2 }'
done
find "$2" -name '*.csv.gz' | sort | while read -r file; do
  name=fx/$(basename "$file" .csv.gz)
  gzip -dc "$file" | awk -F, -v name="$name" '
    function days(y, m, d) { # since 1970-01-01
      if (m <= 2) { y--; m += 12 }
      return 365 * y + int(y / 4) - int(y / 100) + int(y / 400) + int((153 * (m - 3) + 2) / 5) + d - 719469
    }
    NR == 1 {
      for (i = 1; i <= NF; i++) at[$i] = i
      if ("bid" in at) { a = at["bid"]; b = at["ask"] }
      else if ("bid_close" in at) { a = at["bid_close"]; b = at["ask_close"] }
      else { a = "close" in at ? at["close"] : at["close_x1e4"]; b = a }
      next
    }
    {
      day = days(substr($1, 1, 4) + 0, substr($1, 5, 2) + 0, substr($1, 7, 2) + 0)
      printf "%s,%.0f,%.17g\n", name, day * 86400000 + $2, ($a + $b) / 2
    }'
done
