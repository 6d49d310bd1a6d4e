"""The record-keeping areas, one package each; those of one floor never import one another."""
