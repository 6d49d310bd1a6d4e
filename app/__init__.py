"""The provision: its rules, its record, its reports. No Qt anywhere below.

In reading order:

core         words everyone uses: requests, permissions, marks, the wire; no input, no output
store        the record on disk: engine, keys, audit, marks, drafts, backups; all SQLite-only SQL is here
office       the one door: permission, transaction, audit entry, receipt, inverse
rooms        record-keeping areas, each with the same files: tables, rules, commands, queries
insight      reads across rooms and writes nothing: Today, a journey and what it may claim
reports      gather, compose, render: paper and pages from one Document
exchange     files that come in and go out: a plan first, then one command
parse        the child process that reads strangers' files; knows nothing of the rest
bootstrap    what happens before there is an office: found, open, sign in, restore
demo         Hillside Outreach, the invented provision, made through the same door
cli          the program without a window
"""
