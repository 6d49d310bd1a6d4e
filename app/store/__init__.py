"""The record on disk: one encrypted file, its keys, its trace and its copies."""
