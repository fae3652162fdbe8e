"""The checks of preflight, each a function that yields findings.

A check of objects or pages takes a page and the rules, a check of files the file and the rules. To
add one, write the function in a file of this folder and give it a row in a table of run_checks.py.
"""
