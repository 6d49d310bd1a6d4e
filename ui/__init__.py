"""The screen: what people see and touch. All that it wants it asks of one Office."""
