"""Benchmarks: ratios against a bare baseline in the same run, so that they hold on a slow machine too."""
