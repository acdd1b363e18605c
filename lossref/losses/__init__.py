"""The losses, one module a family: what is alike in formula, arguments and use stands together."""
