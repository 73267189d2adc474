#!/usr/bin/python3
"""Counts the readers of each quarter; names that differ only by case are one. CSV in, lines "subject num" out."""
import csv
import sys

readers = {}
for row in csv.DictReader(sys.stdin):
    readers.setdefault(row["subject"], set()).add(row["reader"].casefold())
for subject, names in sorted(readers.items()):
    print(subject, len(names))
if "" in set().union(*readers.values()):
    print("# có lượt mượn không ghi người đọc")
    sys.exit(1)
